//! What is not the same in two records, from and to: computed from what was posted, whatever a correction says.

use super::posted::{Field, fields};
use crate::model::content::Content;
use crate::model::part::Part;
use serde_json::{Map, Value};

/// A field that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// `资金总额`
    pub label: String,
    /// Lines that are gone; empty when it was not there.
    pub from: Vec<String>,
    /// Lines that came; empty when it is there no longer.
    pub to: Vec<String>,
    /// Lines of this field that changed, too, and are not shown for their number.
    pub left_out: usize,
}

/// Lines of one side of one field that are shown.
const LINES: usize = 6;

/// More pairs of lines than this are not compared one by one.
const PAIRS: usize = 1 << 20;

/// Characters around a change in a long line.
const AROUND: usize = 12;

/// Every field that differs. What only grows by its own rules (corrections, objections, filing, withdrawal) is left to its own
/// place on the page, unless something in it is gone.
pub fn changes(content: &Content, before: &Map<String, Value>, after: &Map<String, Value>) -> Vec<Change> {
    let (before, after) = (fields(content, before), fields(content, after));
    let find = |list: &[Field], field: &Field| {
        list.iter().find(|one| one.part == field.part && one.label == field.label).cloned()
    };
    let mut found: Vec<Change> = Vec::new();
    for old in &before {
        let new = find(&after, old).map(|field| field.lines).unwrap_or_default();
        let grows = Part::of_key(&old.part).is_some_and(|part| Part::LIFE.contains(&part));
        found.extend(change(&old.label, &old.lines, &new).filter(|one| !(grows && one.from.is_empty())));
    }
    for new in after.iter().filter(|new| find(&before, new).is_none()) {
        let grows = Part::of_key(&new.part).is_some_and(|part| Part::LIFE.contains(&part));
        found.extend(change(&new.label, &[], &new.lines).filter(|_| !grows));
    }
    found
}

/// What was added to the parts that grow by their own rules, by name; corrections stand before whoever reads this, and
/// where something is another than it was, that is told as any change is.
pub fn grown(
    content: &Content,
    before: &Map<String, Value>,
    after: &Map<String, Value>,
) -> Vec<&'static str> {
    let only = |record: &Map<String, Value>, part: Part| -> Map<String, Value> {
        record.get(part.key()).map(|value| (part.key().to_owned(), value.clone())).into_iter().collect()
    };
    let is_told = |part: Part| !changes(content, &only(before, part), &only(after, part)).is_empty();
    let own = Part::LIFE.into_iter().filter(|part| *part != Part::Corrections);
    let grown = own.filter(|part| before.get(part.key()) != after.get(part.key()) && !is_told(*part));
    grown.map(Part::name_zh).collect()
}

fn change(label: &str, old: &[String], new: &[String]) -> Option<Change> {
    let read = |lines: &[String]| lines.iter().map(|line| without_marks(line)).collect::<Vec<_>>();
    let (mut from, mut to) = differing(&read(old), &read(new));
    if from.is_empty() && to.is_empty() {
        // what changed is nothing but marks
        (from, to) = differing(old, new);
    }
    if from.is_empty() && to.is_empty() {
        return None;
    }
    let left_out = from.len().saturating_sub(LINES) + to.len().saturating_sub(LINES);
    from.truncate(LINES);
    to.truncate(LINES);
    if from.len() == to.len() {
        let pairs = from.iter().zip(&to).map(|(old, new)| around(old, new));
        (from, to) = pairs.unzip();
    }
    Some(Change { label: label.to_owned(), from, to, left_out })
}

/// A line of Markdown as people read it: rows of tables without bars, emphasis without stars.
fn without_marks(line: &str) -> String {
    let row = line.trim().strip_prefix('|').map(|row| row.strip_suffix('|').unwrap_or(row));
    let cells = row.map(|row| row.split('|').map(str::trim).collect::<Vec<_>>().join("　").trim().to_owned());
    cells.unwrap_or_else(|| line.trim_start_matches(['#', '>', ' ']).to_owned()).replace("**", "")
}

/// Lines of each that the other lacks, by the longest run of lines that both have.
fn differing(old: &[String], new: &[String]) -> (Vec<String>, Vec<String>) {
    let same = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let (old, new) = (&old[same..], &new[same..]);
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
    let (old, new) = (&old[..old.len() - tail], &new[..new.len() - tail]);
    if old.len().saturating_mul(new.len()) > PAIRS {
        return (old.to_vec(), new.to_vec());
    }
    let width = new.len() + 1;
    // how many lines both have from here on
    let mut common = vec![0_u32; (old.len() + 1) * width];
    for (i, line) in old.iter().enumerate().rev() {
        for (j, other) in new.iter().enumerate().rev() {
            common[i * width + j] = match line == other {
                true => common[(i + 1) * width + j + 1] + 1,
                false => common[(i + 1) * width + j].max(common[i * width + j + 1]),
            };
        }
    }
    let (mut i, mut j, mut from, mut to) = (0, 0, Vec::new(), Vec::new());
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            (i, j) = (i + 1, j + 1);
        } else if j == new.len()
            || (i < old.len() && common[(i + 1) * width + j] >= common[i * width + j + 1])
        {
            from.push(old[i].clone());
            i += 1;
        } else {
            to.push(new[j].clone());
            j += 1;
        }
    }
    (from, to)
}

/// Of two long lines, what differs and a little around it; an ellipsis stands for what is the same in both.
fn around(old: &str, new: &str) -> (String, String) {
    let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    if old.len().max(new.len()) <= 4 * AROUND {
        return (old.iter().collect(), new.iter().collect());
    }
    let head = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let room = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take(room).take_while(|(old, new)| old == new).count();
    let (start, rest) = (head.saturating_sub(AROUND), tail.saturating_sub(AROUND));
    let piece = |line: &[char]| {
        let middle: String = line[start..line.len() - rest].iter().collect();
        format!("{}{middle}{}", if start > 0 { "…" } else { "" }, if rest > 0 { "…" } else { "" })
    };
    (piece(&old), piece(&new))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(before: &str, after: &str) -> Vec<String> {
        let [before, after] = [before, after].map(|text| serde_json::from_str(text).unwrap());
        let told = |one: Change| {
            format!("{}：{} → {} {}", one.label, one.from.join("/"), one.to.join("/"), one.left_out)
        };
        changes(&Content::default(), &before, &after).into_iter().map(told).collect()
    }

    #[test]
    fn each_field_is_told_from_and_to() {
        let before = r#"{"title":"甲","contact":{"phone":"1"},"body":"一\n二\n三","project":{"name":"路","total":100}}"#;
        let after = r#"{"title":"乙","contact":{"phone":"2","name":"丙"},"body":"一\n贰\n三\n四","project":{"name":"路"}}"#;
        assert_eq!(
            said(before, after),
            [
                "标题：甲 → 乙 0",
                "电话：1 → 2 0",
                "资金总额：1元 →  0",
                "正文：二 → 贰/四 0",
                "联系人： → 丙 0"
            ]
        );
        assert_eq!(said(before, before), Vec::<String>::new());
    }

    #[test]
    fn what_grows_is_left_to_its_place_and_what_goes_is_told() {
        let one = r#"{"objections":[{"summary":"里程"}]}"#;
        let two = r#"{"objections":[{"summary":"里程"},{"summary":"宽度"}],"filing":{"on":"2026-11-20"}}"#;
        assert_eq!(said(one, two), Vec::<String>::new());
        assert_eq!(said(two, one), ["异议：宽度 →  0", "备案：日期 2026年11月20日 →  0"]);
    }

    #[test]
    fn what_is_put_right_is_told_as_a_change_and_not_as_new() {
        let read = |text: &str| serde_json::from_str::<Map<String, Value>>(text).unwrap();
        let told = |before: &str, after: &str| grown(&Content::default(), &read(before), &read(after));
        let three = r#"{"filing":{"on":"2026-11-20","receipt":"备3"}}"#;
        let eight = r#"{"filing":{"on":"2026-11-20","receipt":"备8"}}"#;
        assert_eq!(told("{}", three), ["备案"]);
        assert_eq!(told(three, eight), [""; 0]);
        assert_eq!(said(three, eight).len(), 1);
        let one = r#"{"objections":[{"summary":"里程"}]}"#;
        assert_eq!(told(one, r#"{"objections":[{"summary":"里程"},{"summary":"宽度"}]}"#), ["异议"]);
        // an outcome stands in its objection's line
        let answered = r#"{"objections":[{"summary":"里程","outcome":"属实"}]}"#;
        assert_eq!((told(one, answered), said(one, answered).len()), (Vec::new(), 1));
    }

    #[test]
    fn a_long_line_is_shown_around_its_change_and_many_are_counted() {
        let long = "从村口到学校的道路硬化".repeat(9);
        let (before, after) = (format!("{long}长1.2公里{long}"), format!("{long}长9.9公里{long}"));
        let found = change("正文", &[before], &[after]).unwrap();
        assert_eq!(found.from, ["…从村口到学校的道路硬化长1.2公里从村口到学校的道路硬…"]);
        assert_eq!(found.to, ["…从村口到学校的道路硬化长9.9公里从村口到学校的道路硬…"]);
        let found =
            |old: &str, new: &str| change("正文", &[old.into()], &[new.into()]).map(|one| (one.from, one.to));
        assert_eq!(
            found("| 涵管 | 6道 |", "| 涵管 | 7道 |"),
            Some((vec!["涵管　6道".into()], vec!["涵管　7道".into()]))
        );
        assert_eq!(found("**甲**", "甲"), Some((vec!["**甲**".into()], vec!["甲".into()])));
        let many: Vec<String> = (0..20).map(|i| i.to_string()).collect();
        let found = change("正文", &many, &[]).unwrap();
        assert_eq!((found.from.len(), found.left_out), (LINES, 14));
        let (from, to) = differing(&many, &[many[3].clone(), many[19].clone()]);
        assert_eq!((from.len(), to.len()), (18, 0));
    }
}
