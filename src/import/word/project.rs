//! A project's fields, by the labels that documents use for them.

use super::days::span;
use super::lines::Line;
use crate::diagnostic::Text;
use crate::model::money::Money;
use crate::parse::emit::Value;
use crate::parse::field;
use crate::parse::schema::PROJECT_ROW;
use crate::parse::value;
use crate::read::word::{Block, Document, Paragraph};
use crate::text;

/// A field of the project: its key, what was read, where, and whether it is beyond doubt.
pub(super) struct Part {
    pub key: String,
    pub value: Value,
    pub from: Text,
    pub sure: bool,
}

/// What is said behind a label.
struct Labelled {
    label: String,
    value: String,
    from: Text,
    sure: bool,
}

/// Characters of a value that is still one.
const LONGEST: usize = 300;

/// Every field that the document names.
pub(super) fn parts(document: &Document, lines: &[Line]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for said in in_tables(document).into_iter().chain(in_lines(lines)) {
        let Some(field) = field::find(PROJECT_ROW, &said.label) else { continue };
        let key = if field.key == "source" { "funds" } else { field.key };
        if matches!(key, "township" | "village" | "note") || parts.iter().any(|part| part.key == key) {
            continue;
        }
        let value = match key {
            "total" | "settled" | "surplus" => amount(&said.value),
            "funds" => funds(&said.value),
            "period" => period(&said.value),
            _ => Some(Value::Text(said.value.trim_end_matches('。').to_owned())),
        };
        let part = |value| Part { key: key.to_owned(), value, from: said.from, sure: said.sure };
        parts.extend(value.map(part));
    }
    if !parts.iter().any(|part| part.key == "total") {
        parts.extend(sum(lines));
    }
    parts
}

/// Labels and values in rows: two or four cells.
fn in_tables(document: &Document) -> Vec<Labelled> {
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    let mut found = Vec::new();
    for table in tables.filter(|table| matches!(table.rows.first().map(Vec::len), Some(2 | 4))) {
        for row in &table.rows {
            let texts: Vec<String> = row.iter().map(|cell| words(cell)).collect();
            let pairs = texts.chunks_exact(2).filter(|pair| !pair[1].is_empty());
            found.extend(pairs.map(|pair| Labelled {
                label: bare(&pair[0]),
                value: pair[1].clone(),
                from: cell(&pair[0]),
                sure: true,
            }));
        }
    }
    found
}

fn cell(label: &str) -> Text {
    text!("表格里“{label}”那一格", "the cell behind `{label}`")
}

fn words(cell: &[Paragraph]) -> String {
    cell.iter().map(Paragraph::text).collect::<Vec<_>>().join("；")
}

/// `项目名称：……`, `一、建设内容。……`, or a label alone with its value in the paragraphs below it.
fn in_lines(lines: &[Line]) -> Vec<Labelled> {
    let said = lines.iter().enumerate().filter_map(|(at, line)| said(line).or_else(|| below(lines, at)));
    said.collect()
}

/// A label with its value in the same paragraph.
fn said(line: &Line) -> Option<Labelled> {
    let by_colon = line.written.split_once(['：', ':']).map(|parts| (parts, true));
    let parted = by_colon.or_else(|| line.written.split_once('。').map(|parts| (parts, false)));
    let ((label, value), sure) = parted.filter(|((_, value), _)| !value.trim().is_empty())?;
    let sure = sure && value.chars().count() <= LONGEST;
    let value = value.trim().chars().take(LONGEST).collect();
    Some(Labelled { label: bare(label), value, from: line.from(), sure })
}

/// A label alone: under 一、 all up to 二、, else the next paragraph.
fn below(lines: &[Line], at: usize) -> Option<Labelled> {
    let label = bare(&lines[at].written);
    if label.chars().count() > 12 {
        return None;
    }
    let rest = &lines[at + 1..];
    let end =
        if is_chapter(&lines[at]) { rest.iter().take_while(|line| !is_chapter(line)).count() } else { 1 };
    let parts: Vec<String> = rest
        .iter()
        .take(end)
        .map(|line| unnumbered(&line.written).trim_end_matches(['。', '；']).to_owned())
        .collect();
    let value: String = parts.join("；").chars().take(LONGEST).collect();
    let from = rest.first()?.from();
    (!value.is_empty()).then_some(Labelled { label, value, from, sure: false })
}

/// 一、
fn is_chapter(line: &Line) -> bool {
    let rest = line.packed.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
    rest.len() < line.packed.len() && rest.starts_with('、')
}

/// Without the number at its beginning.
fn unnumbered(text: &str) -> &str {
    let numbered = |c: char| {
        c.is_whitespace() || c.is_ascii_digit() || "一二三四五六七八九十（）()、.．①②③④⑤⑥⑦⑧⑨⑩*".contains(c)
    };
    let rest = text.trim_start_matches(numbered);
    let number = &text[..text.len() - rest.len()];
    if number.ends_with(['、', '.', '．', '）', ')', ' ']) || number.contains(|c| "①②③④⑤⑥⑦⑧⑨⑩".contains(c))
    {
        rest
    } else {
        text
    }
}

/// A label without its number and blanks.
fn bare(label: &str) -> String {
    let text = unnumbered(label.trim()).trim_end_matches(['：', ':', '。']);
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The amount at the beginning of a text.
fn amount(text: &str) -> Option<Value> {
    let first = value::narrow(text);
    let first = first.split(['，', ';', '。', '(', '、']).next()?;
    // commas part thousands here, and clauses there
    let whole = first.trim().trim_start_matches("约").to_owned();
    let clause = || whole.split(',').next().map(str::to_owned);
    let found =
        [Some(whole.clone()), clause()].into_iter().flatten().find(|text| Money::parse(text).is_some())?;
    Some(Value::Text(found))
}

/// `中央财政补助资金40万元，县级配套资金22万元`
fn funds(text: &str) -> Option<Value> {
    let narrowed = value::narrow(text);
    let parts = narrowed
        .trim_end_matches('。')
        .split([',', ';', '、'])
        .map(str::trim)
        .filter(|part| !part.is_empty());
    let one = |part: &str| {
        let at = part.find(|c: char| c.is_ascii_digit())?;
        let source = part[..at].trim_end_matches(':').trim();
        let amount = &part[at..];
        (!source.is_empty() && Money::parse(amount).is_some()).then(|| {
            let text = |text: &str| Value::Text(text.to_owned());
            Value::Map(vec![("source".to_owned(), text(source)), ("amount".to_owned(), text(amount))])
        })
    };
    let all: Option<Vec<Value>> = parts.map(one).collect();
    all.filter(|all| !all.is_empty()).map(Value::List)
}

fn period(text: &str) -> Option<Value> {
    let packed: String = value::narrow(text).chars().filter(|c| !c.is_whitespace()).collect();
    if let Some((first, last)) = span(&packed) {
        let day = |day: jiff::civil::Date| Value::Text(day.to_string());
        return Some(Value::Map(vec![
            ("from".to_owned(), day(first.day)),
            ("until".to_owned(), day(last.day)),
        ]));
    }
    let packed = packed.trim_end_matches('。');
    value::period(packed).map(|_| Value::Text(packed.to_owned()))
}

/// What the running text says that it costs.
fn sum(lines: &[Line]) -> Option<Part> {
    const WORDS: [&str; 7] = ["总投资", "投资总额", "计划投资", "项目资金", "资金总额", "预算资金", "共投入"];
    lines.iter().find_map(|line| {
        let behind = WORDS.iter().find_map(|word| line.packed.split_once(word).map(|(_, rest)| rest))?;
        let start = behind.find(|c: char| c.is_ascii_digit())?;
        let near = behind[..start].chars().count() <= 4;
        let end = behind[start..].find('元').map(|at| start + at + '元'.len_utf8())?;
        let amount = &behind[start..end];
        (near && Money::parse(amount).is_some()).then(|| Part {
            key: "total".to_owned(),
            value: Value::Text(amount.to_owned()),
            from: line.from(),
            sure: false,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_lose_their_numbers() {
        for (label, wanted) in [
            ("一、建设内容", "建设内容"),
            ("（二） 实施 单位", "实施单位"),
            ("1.总投资：", "总投资"),
            ("项目名称", "项目名称"),
            ("2026年计划", "2026年计划"),
        ] {
            assert_eq!(bare(label), wanted);
        }
    }

    #[test]
    fn amounts_and_their_sources_are_read() {
        let text = |text: &str| Value::Text(text.to_owned());
        assert_eq!(amount("65.84万元，其中中央40万元"), Some(text("65.84万元")));
        assert_eq!(amount("658,400元"), Some(text("658,400元")));
        assert_eq!(amount("待定"), None);
        let fund = |source: &str, amount: &str| {
            Value::Map(vec![("source".into(), text(source)), ("amount".into(), text(amount))])
        };
        assert_eq!(
            funds("中央财政补助资金40万元，县级配套资金22万元。"),
            Some(Value::List(vec![fund("中央财政补助资金", "40万元"), fund("县级配套资金", "22万元")]))
        );
        assert_eq!(funds("中央财政补助资金"), None);
    }
}
