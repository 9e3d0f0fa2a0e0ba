//! Maps and lists in brackets, `{户号: LY-01, 事项: A01}`, of which one bracket is missing.

use super::slip::{Cause, Line, mended};
use crate::source::Span;
use crate::text;

/// What a line is, when it begins with a bracket itself: its fields stand side by side, as they may.
pub(super) fn is_bracketed(line: &Line) -> bool {
    line.inner.starts_with(['{', '['])
}

/// The first bracket that is not closed, of those that begin at a byte of a line's inner part.
pub(super) fn unclosed(line: &Line, from: usize) -> Option<Cause> {
    let text = without_remark(&line.inner[from..]);
    let goes_on = text.ends_with([',', ':', '{', '[']);
    if goes_on || text.contains(['】', '］', '｝']) {
        return None;
    }
    let (mut open, mut quote, mut last) = (Vec::<(usize, char)>::new(), None, '{');
    for (at, c) in text.char_indices() {
        let begins = matches!(last, '{' | '[' | ',' | ':');
        match (quote, c) {
            (Some(sign), c) => quote = Some(sign).filter(|sign| *sign != c),
            (None, '"' | '\'') if begins => quote = Some(c),
            (None, '{' | '[') if begins => open.push((at, c)),
            (None, '}' | ']') => match open.pop() {
                Some((_, sign)) if closing(sign) == c => {}
                Some(inner) if !open.is_empty() => return lacking(line, from, inner, at),
                _ => return None,
            },
            _ => {}
        }
        last = if c == ' ' { last } else { c };
    }
    let &first = open.first()?;
    let rest: String = open.iter().rev().map(|(_, sign)| closing(*sign)).collect();
    let (at, end) = (line.place(from + first.0), line.place(from + text.len()));
    let sign = first.1;
    let hint = text!(
        "这里的括号“{sign}”没有收尾，在这一行末尾补上“{rest}”",
        "The bracket `{sign}` is never closed; close it with `{rest}` at the end of the line"
    );
    mended(Span::new(at, at + 1), hint, Span::at(end), rest)
}

/// A bracket within another that is closed before it.
fn lacking(line: &Line, from: usize, (at, sign): (usize, char), outer: usize) -> Option<Cause> {
    let (at, outer, closing) = (line.place(from + at), line.place(from + outer), closing(sign));
    let hint = text!(
        "这里的括号“{sign}”没有收尾，在后面的括号前补上“{closing}”",
        "The bracket `{sign}` is never closed; close it with `{closing}` before the next one"
    );
    mended(Span::new(at, at + 1), hint, Span::at(outer), closing)
}

/// Fields side by side that are closed and were never opened: `- 户号: LY-01, 事项: A01}`.
pub(super) fn unopened(line: &Line) -> Option<Cause> {
    let text = without_remark(line.inner);
    let fields = text.matches(": ").count();
    if fields < 2 || !text.ends_with('}') || text.contains('{') {
        return None;
    }
    let (begin, end) = (line.place(0), line.place(text.len()));
    let hint = text!(
        "这一行末尾有“}}”，开头少了“{{”，在行首的字前面补上",
        "The line ends with `}}` and lacks `{{` before its first word"
    );
    mended(Span::new(end - 1, end), hint, Span::at(begin), "{")
}

fn without_remark(text: &str) -> &str {
    text.split(" #").next().unwrap_or(text).trim_end()
}

fn closing(sign: char) -> char {
    if sign == '{' { '}' } else { ']' }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The line as it is when it is mended.
    fn mended(text: &str) -> Option<String> {
        let line = Line::of(text, 0);
        let edit = unclosed(&line, 0).or_else(|| unopened(&line))?.edit?;
        let (from, to) = (edit.span.start as usize, edit.span.end as usize);
        Some(format!("{}{}{}", &text[..from], edit.text, &text[to..]))
    }

    #[test]
    fn the_bracket_that_is_missing_is_put_in() {
        for (written, right) in [
            ("  - {户号: A, 事项: B", "  - {户号: A, 事项: B}"),
            ("- {户号: A, 商品: [甲, 乙", "- {户号: A, 商品: [甲, 乙]}"),
            ("- {户号: A, 商品: [甲, 乙}", "- {户号: A, 商品: [甲, 乙]}"),
            ("- {户号: \"A}\", 事项: B # 注 }", "- {户号: \"A}\", 事项: B} # 注 }"),
            ("- 户号: A, 事项: B}", "- {户号: A, 事项: B}"),
        ] {
            assert_eq!(mended(written).as_deref(), Some(right), "{written}");
        }
    }

    #[test]
    fn what_is_whole_or_goes_on_below_is_left_alone() {
        for whole in [
            "- {户号: A, 事项: [甲, 乙], 佐证: '}'}",
            "- {户号: A,",
            "- {",
            "- [甲, 乙]",
            "- {户号: 甲[1], 事项: B}",
            "- {户号: A, 事项: B｝",
            "标题: 甲}",
            "标题: 甲, 乙",
        ] {
            assert_eq!(mended(whole), None, "{whole}");
        }
    }
}
