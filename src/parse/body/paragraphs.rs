//! `paragraphs-joined`: paragraphs out of Word stand one a line, and Markdown joins lines.

use super::blocks::right_item;
use super::lines::{Line, Odd};
use crate::diagnostic::Code;
use crate::markdown::{begins_paragraph, is_one_a_line};
use crate::source::Span;
use crate::text;

/// Said once a file, at the first place.
pub(super) fn faults(body: &str, lines: &[Line]) -> Option<Odd> {
    let joints: Vec<&Line> = lines
        .windows(2)
        .filter(|pair| is_plain(pair[0].text) && is_plain(pair[1].text))
        .filter(|pair| begins_paragraph(pair[0].text, pair[1].text))
        .map(|pair| &pair[1])
        .collect();
    let first = joints.first()?;
    let message = if is_one_a_line(body) {
        text!(
            "文件里一行一段，没有空行，已经照一行一段显示",
            "Every line stands for a paragraph here, and is shown as one"
        )
    } else {
        text!(
            "上一行和这一行在网页上会连成一段",
            "This line and the one before it become one paragraph on the page"
        )
    };
    let hint = text!(
        "是两段，就在中间空一行；也可以运行 zhangbang check --fix",
        "Leave a blank line between two paragraphs; or run zhangbang check --fix"
    );
    let odd = Odd::new(Code::ParagraphsJoined, first.inner(), message, hint);
    Some(joints.iter().fold(odd, |odd, line| odd.mended(Span::new(line.at, line.at), "\n")))
}

/// A line of running text, and no part of a list, table, heading or quote.
fn is_plain(line: &str) -> bool {
    let is_code = line.starts_with("    ");
    let line = line.trim_start();
    let marked = ["- ", "* ", "+ ", "#", ">", "|", "｜", "[^", "---", "***"];
    !line.is_empty()
        && !is_code
        && right_item(line).is_none()
        && !line.contains('\t')
        && !marked.iter().any(|mark| line.starts_with(mark))
        && !is_item(line)
}

/// `1. …`, which Markdown counts by itself.
fn is_item(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < line.len() && (rest.starts_with(". ") || rest.starts_with(") "))
}
