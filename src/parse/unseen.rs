//! `character-forbidden`: characters that steer what reads them, in fields and bodies, each at its place.

use super::faults::Faults;
use crate::diagnostic::{Code, Diagnostic, Edit, Text};
use crate::model::characters::{Place, Refusal, refused};
use crate::source::Span;
use crate::text;

/// Reports every run of refused characters of a text that begins at byte `offset` of its file.
pub(super) fn report(written: &str, offset: usize, place: Place, faults: &Faults) {
    let mut last_end = usize::MAX;
    if place == Place::Body && written.contains(WORDS_BREAK) {
        report_breaks(written, offset, faults);
    }
    for (at, c, refusal) in
        refused(written, place).filter(|&(_, c, _)| place != Place::Body || c != WORDS_BREAK)
    {
        let end = at + c.len_utf8();
        if at != last_end {
            report_one(c, refusal, Span::new(offset + at, offset + end), faults);
        }
        last_end = end;
    }
}

/// What Word puts into a text for Shift+Enter.
const WORDS_BREAK: char = '\u{B}';

/// Told once a text, with the mending of all.
fn report_breaks(written: &str, offset: usize, faults: &Faults) {
    let spans =
        written.match_indices(WORDS_BREAK).map(|(at, sign)| Span::new(offset + at, offset + at + sign.len()));
    let spans: Vec<Span> = spans.collect();
    let Some(&first) = spans.first() else { return };
    let count = spans.len();
    let message = text!(
        "这里有 Word 的手动换行符（U+000B），全文共{count}个，网页和订阅里都不能有",
        "There is a line break of Word here (U+000B), {count} in all, which no page or feed can hold"
    );
    let hint = text!(
        "把它删掉，分段就空一行；也可以运行 zhangbang check --fix",
        "Delete it, and leave a blank line between paragraphs; or run zhangbang check --fix"
    );
    let edits = spans.iter().map(|&span| Edit { span, text: "\n\n".to_owned() });
    let fault = Diagnostic::new(Code::CharacterForbidden, faults.file, first, message);
    faults.push(fault.hint(hint).mended(edits));
}

/// Reports a character that was written in another way (`\e` in YAML, `&#27;` in Markdown) at `span`.
pub(super) fn report_one(c: char, refusal: Refusal, span: Span, faults: &Faults) {
    if faults.counts_only(Code::CharacterForbidden, span) {
        return;
    }
    let (message, hint) = words(u32::from(c), refusal);
    faults.add(Code::CharacterForbidden, span, message, hint);
}

/// A copy that YAML can read: what no reader of YAML takes is a space, so that every place stays where it was.
pub(super) fn readable(written: &str) -> Option<String> {
    let untaken = |&(_, c, refusal): &(usize, char, Refusal)| {
        matches!(refusal, Refusal::Control | Refusal::Nothing) || c == '\u{FEFF}'
    };
    let mut found = refused(written, Place::Field).filter(untaken).peekable();
    found.peek()?;
    let mut readable = written.to_owned();
    for (at, c, _) in found {
        readable.replace_range(at..at + c.len_utf8(), &" ".repeat(c.len_utf8()));
    }
    Some(readable)
}

fn words(code: u32, refusal: Refusal) -> (Text, Text) {
    let message = match refusal {
        Refusal::Control => text!(
            "这里有一个控制字符（U+{code:04X}），网页和订阅里都不能有",
            "There is a control character here (U+{code:04X}), which no page or feed can hold"
        ),
        Refusal::Direction => text!(
            "这里有一个改变文字方向的字符（U+{code:04X}），看到的会和写的不一样",
            "There is a character here (U+{code:04X}) that turns the direction of text, so that it reads otherwise than written"
        ),
        Refusal::NoWidth => text!(
            "这里有一个看不见的字符（U+{code:04X}），两个一样的名字会因此不一样",
            "There is a character here (U+{code:04X}) that cannot be seen and makes equal names differ"
        ),
        Refusal::Nothing => {
            text!(
                "这里有一个不是文字的字符（U+{code:04X}）",
                "There is no letter or sign with the number U+{code:04X}"
            )
        }
    };
    (
        message,
        text!(
            "把它前后的字一起删掉，重新打一遍，不要粘贴",
            "Delete it with its neighbours and type these anew instead of pasting"
        ),
    )
}
