//! What stands above the running text: the title and the document's number.

use super::lines::Line;
use crate::read::word::Align;

/// Paragraphs in which a title is looked for.
const ABOVE: usize = 12;

/// By which words titles end.
const ENDS: [&str; 20] = [
    "公示",
    "公告",
    "通告",
    "通知",
    "决定",
    "意见",
    "办法",
    "方案",
    "名单",
    "情况",
    "报告",
    "规定",
    "制度",
    "章程",
    "细则",
    "简报",
    "结果",
    "清单",
    "倡议书",
    "公开信",
];

/// A title, the lines that it fills, and whether it is one beyond doubt.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Title {
    pub text: String,
    pub at: Vec<usize>,
    pub sure: bool,
}

/// The lines above the running text.
fn above(lines: &[Line]) -> &[Line] {
    let end = lines.iter().take(ABOVE).position(|line| line.is_running() || line.is_address());
    &lines[..end.unwrap_or(lines.len().min(ABOVE))]
}

/// What the document is called.
pub(super) fn title(lines: &[Line]) -> Option<Title> {
    let above = above(lines);
    let is_other = |line: &Line| number_in(&line.packed).is_some() || is_letterhead(line) || is_note(line);
    let ending = above.iter().position(|line| !is_other(line) && ends_as_title(line));
    let last = ending
        .or_else(|| above.iter().position(|line| line.heading == Some(0)))
        .or_else(|| above.iter().position(|line| !is_other(line) && line.align == Align::Centre))
        .or_else(|| above.iter().position(|line| !is_other(line)))?;
    let end = &above[last];
    let alike = |line: &&Line| {
        !is_other(line) && (line.align, line.size, line.heading) == (end.align, end.size, end.heading)
    };
    let centred = end.align == Align::Centre || end.heading == Some(0);
    let before = if centred { above[..last].iter().rev().take_while(alike).count() } else { 0 };
    let parts = &above[last - before..=last];
    let body = lines.iter().find(|line| line.is_running()).map_or(0, |line| line.size);
    Some(Title {
        text: joined(parts.iter().map(|line| line.written.as_str())),
        at: parts.iter().map(|line| line.at).collect(),
        sure: ending.is_some() && (centred || end.heading.is_some() || end.size > body),
    })
}

/// Lines of a title are one; words of other scripts keep their space.
fn joined<'l>(parts: impl Iterator<Item = &'l str>) -> String {
    let mut text = String::new();
    for part in parts {
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if latin(text.chars().next_back()) && latin(part.chars().next()) {
            text.push(' ');
        }
        text.push_str(part);
    }
    text.chars().filter(|c| *c != '\u{3000}').collect()
}

/// 公示 alone is the last line of a title that is set in the middle.
fn ends_as_title(line: &Line) -> bool {
    let bare = line.packed.split('(').next().unwrap_or_default();
    let long = line.packed.chars().count() > 3 || line.align == Align::Centre;
    long && ENDS.iter().any(|end| bare.ends_with(end))
}

/// 鹭蓑镇人民政府文件
fn is_letterhead(line: &Line) -> bool {
    line.packed.ends_with("文件") && line.packed.chars().count() <= 30
}

/// 签发人：, 附件1, （公示稿）
fn is_note(line: &Line) -> bool {
    line.packed.starts_with("签发人") || line.packed.starts_with("附件") || line.packed.starts_with('(')
}

/// The document's number, and the line that it stands in by itself.
pub(super) fn number(lines: &[Line]) -> Option<(String, &Line)> {
    lines.iter().take(ABOVE).find_map(|line| number_in(&line.packed).map(|number| (number, line)))
}

/// `鹭蓑政公示〔2026〕14号` at the beginning of a line in which hardly anything else stands.
fn number_in(packed: &str) -> Option<String> {
    let end = packed.find('号')? + '号'.len_utf8();
    let (number, rest) = packed.split_at(end);
    let open = number.find(['〔', '[', '【', '(', '﹝'])?;
    let inside = number[open..].chars().skip(1).take(4).collect::<String>();
    let year = inside.len() == 4 && inside.bytes().all(|b| b.is_ascii_digit());
    let closing = number[open..].chars().nth(5).filter(|c| matches!(c, '〕' | ']' | '】' | ')' | '﹞'))?;
    let behind = number[open..].split(closing).nth(1)?.trim_start_matches('第').trim_end_matches('号');
    let digits = !behind.is_empty() && behind.bytes().all(|b| b.is_ascii_digit());
    let front =
        (1..=16).contains(&number[..open].chars().count()) && !number[..open].contains(['《', '，', ',']);
    let alone = rest.is_empty() || rest.starts_with("签发人");
    (year && digits && front && alone).then(|| {
        let unified = number.replace(['[', '【', '(', '﹝'], "〔");
        unified.replace([']', '】', ')', '﹞'], "〕")
    })
}

/// Who wrote it, as the letterhead has it.
pub(super) fn letterhead(lines: &[Line]) -> Option<(String, &Line)> {
    let line = lines.iter().take(ABOVE).find(|line| is_letterhead(line))?;
    Some((line.packed.trim_end_matches("文件").to_owned(), line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_documents_stand_alone() {
        let told = |text: &str| number_in(text);
        assert_eq!(told("鹭蓑政公示〔2026〕14号").as_deref(), Some("鹭蓑政公示〔2026〕14号"));
        assert_eq!(told("澄财[2026]第3号签发人:范云楼").as_deref(), Some("澄财〔2026〕第3号"));
        assert_eq!(told("澄民(2026)3号").as_deref(), Some("澄民〔2026〕3号"));
        for none in ["根据《办法》(澄民〔2026〕3号)要求", "3号", "道路〔长〕3号", "(2026)3号", "甲〔2026〕号"]
        {
            assert_eq!(told(none), None, "{none}");
        }
    }
}
