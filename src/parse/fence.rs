//! The lines of `---` around the fields: why there are none.

use super::faults::Faults;
use super::field::{Table, known};
use super::value::narrow;
use crate::diagnostic::{Code, Diagnostic, Edit, Text};
use crate::source::Span;
use crate::text;

/// A line, and where it begins.
type Line<'t> = (usize, &'t str);

/// Reports why a Markdown file has no usable front matter.
pub(super) fn report_missing(text: &str, table: Table, faults: &Faults) {
    let mut at = 0;
    let mut lines: Vec<Line> = Vec::new();
    for whole in text.split_inclusive('\n') {
        lines.push((at, whole.trim_end_matches('\n')));
        at += whole.len();
    }
    let first = lines.iter().position(|line| !line.1.trim().is_empty());
    let (span, message, hint, edit) = match first {
        None => (Span::default(), empty().0, empty().1, None),
        Some(first) if lines[first].1.trim_end() == "---" => unclosed(&lines[first..], table),
        Some(first) => unopened(&lines[first..], table),
    };
    let fault = Diagnostic::new(Code::FrontMatterMissing, faults.file, span, message).hint(hint);
    faults.push(fault.mended(edit));
}

type Told = (Span, Text, Text, Option<Edit>);

fn empty() -> (Text, Text) {
    (
        text!("这是一个空文件", "The file is empty"),
        text!(
            "用 zhangbang new notice 名字 新建一份，照着改；用不着就删去这个文件",
            "Make one with zhangbang new notice NAME, or remove this file"
        ),
    )
}

fn whole(line: Line) -> Span {
    Span::new(line.0, line.0 + line.1.len())
}

/// Two or more signs that were meant as `---`.
fn is_like(line: &str) -> bool {
    let line = narrow(line);
    let signs = line.chars().filter(|c| !c.is_whitespace());
    signs.clone().count() >= 1
        && signs.clone().all(|c| matches!(c, '-' | '=' | '_' | '~' | '－' | '─' | '━' | '*'))
        && (signs.count() > 1 || line.trim() == "-")
}

fn wrong(line: Line, place: (&str, &str)) -> Told {
    let (zh, en) = place;
    let written = line.1.trim();
    let message = match written {
        "---" => text!("{zh} --- 的前面有空格", "{en} has a space before its hyphens"),
        _ => text!("{zh}写成了“{written}”", "{en} reads `{written}`"),
    };
    (
        whole(line),
        message,
        text!("改成正好三个英文减号，前后都不要空格：---", "Write exactly three hyphens and no space: ---"),
        Some(Edit { span: whole(line), text: "---".to_owned() }),
    )
}

/// The first line is `---`, and no other is.
fn unclosed(lines: &[Line], table: Table) -> Told {
    // the fields end where lines stop looking like fields
    let is_field = |line: &str| {
        let line = line.trim_start();
        line.starts_with(['-', '#'])
            || line.split([':', '：']).next().is_some_and(|name| known(name, &[table]))
    };
    let of_fields = |line: &str| !is_like(line) && (is_field(line) || line.starts_with("  "));
    let count = lines.iter().skip(1).take_while(|line| of_fields(line.1)).count();
    let last = lines[count];
    let next = lines.iter().skip(count + 1).find(|line| !line.1.trim().is_empty());
    if let Some(&line) = next.filter(|line| is_like(line.1)) {
        return wrong(line, ("信息栏最后一行", "The last line of the front matter"));
    }
    let end = last.0 + last.1.len();
    (
        whole(last),
        text!(
            "信息栏到这里就完了，下面少了一行 ---",
            "The front matter ends here, and the line --- below it is missing"
        ),
        text!("在这一行下面单独写一行 ---", "Write a line with --- below this one"),
        Some(Edit { span: Span::new(end, end), text: "\n---".to_owned() }),
    )
}

/// The first line is not `---`.
fn unopened(lines: &[Line], table: Table) -> Told {
    let first = lines[0];
    let name = first.1.split([':', '：']).next().unwrap_or_default();
    let has_fields = lines.iter().skip(1).take(3).any(|line| {
        let name = line.1.split([':', '：']).next().unwrap_or_default();
        name.len() < line.1.len() && known(name, &[table])
    });
    if is_like(first.1) && has_fields {
        return wrong(first, ("第一行", "The first line"));
    }
    if name.len() < first.1.len() && known(name, &[table]) {
        return (
            whole(first),
            text!("第一行少了 ---", "The line --- is missing at the top"),
            match lines.iter().any(|line| line.1.trim() == "---") {
                true => text!("在最上面加一行 ---", "Put a line --- at the top"),
                false => text!(
                    "在最上面加一行 ---，字段写完以后再写一行 ---",
                    "Put a line --- at the top, and one below the fields"
                ),
            },
            Some(Edit { span: Span::new(first.0, first.0), text: "---\n".to_owned() }),
        );
    }
    let fence = lines.iter().take(20).find(|line| line.1.trim_end() == "---");
    if let Some(fence) = fence.filter(|_| {
        lines.len() > 3
            && lines.iter().any(|line| known(line.1.split(':').next().unwrap_or_default(), &[table]))
    }) {
        let number = lines.iter().position(|line| line.0 == fence.0).unwrap_or_default();
        return (
            whole(first),
            text!("--- 前面还有{number}行字", "Words stand before the first ---"),
            text!(
                "第一行就要是 ---；把这些字移到正文里",
                "--- must be the first line; move the words into the text"
            ),
            None,
        );
    }
    (
        whole(first),
        text!("文件开头没有信息栏", "The file does not start with front matter"),
        text!(
            "第一行写 ---，下面每行一个字段（如“标题: ……”），最后再写一行 ---",
            "Write --- on the first line, then one field a line (title: …), then --- again"
        ),
        None,
    )
}
