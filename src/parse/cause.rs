//! Why a block of fields cannot be read: the slip that a clerk most likely made, looked for line by line.
//!
//! The YAML parser often stops a line or more after the slip, and in its own words; here the slip itself is found.

use super::brackets::{is_bracketed, unclosed, unopened};
use super::field::{self, Table};
use super::indentation::indentation;
use super::slip::{Cause, Line, cause, field_name, mended};
use crate::diagnostic::Text;
use crate::source::Span;
use crate::text;

type Tables<'t> = &'t [Table<'t>];

/// The first slip in a text that begins at byte `offset` of its file, up to where the parser stopped.
pub(super) fn find(text: &str, offset: usize, stopped: Span, tables: Tables) -> Option<Cause> {
    let mut at = offset;
    let mut lines: Vec<Line> = Vec::new();
    for whole in text.split_inclusive('\n') {
        lines.push(Line::of(whole.trim_end_matches('\n'), at));
        at += whole.len();
    }
    lines.retain(|line| !line.text.trim().is_empty() && !line.inner.starts_with('#'));
    let read: Vec<&Line> = lines.iter().filter(|line| line.at <= stopped.start as usize).collect();
    let of_line = |line: &&Line| {
        indent_sign(line)
            .or_else(|| dash(line, tables))
            .or_else(|| colon(line, tables))
            .or_else(|| equals(line, tables))
            .or_else(|| match is_bracketed(line) {
                true => unclosed(line, 0),
                false => value(line, tables),
            })
    };
    read.iter().find_map(of_line).or_else(|| indentation(&lines, stopped)).or_else(|| broken_line(&read))
}

/// What is wrong with what stands behind a name.
fn value(line: &Line, tables: Tables) -> Option<Cause> {
    opening(line).or_else(|| quotes(line)).or_else(|| unopened(line)).or_else(|| inner_colon(line, tables))
}

/// Tabs and wide spaces at the beginning of a line.
fn indent_sign(line: &Line) -> Option<Cause> {
    let sign = line.text[..line.indent].find(['\t', '\u{3000}', '\u{A0}'])?;
    let span = Span::new(line.at + sign, line.at + line.indent);
    let plain = line.text[..line.indent].replace('\t', "  ").replace(['\u{3000}', '\u{A0}'], "  ");
    let hint = text!(
        "行首用了制表符或全角空格；改成英文空格",
        "The line is indented with a tab or full-width space; use plain spaces"
    );
    mended(span, hint, Span::new(line.at, line.at + line.indent), plain)
}

/// An item of a list whose dash has no space behind it, or is none: `-名称: …`, `－名称: …`.
fn dash(line: &Line, tables: Tables) -> Option<Cause> {
    let item = &line.text[line.indent..];
    let sign = item.chars().next().filter(|sign| matches!(sign, '-' | '－' | '—' | '–'))?;
    let behind = item[sign.len_utf8()..].trim_start_matches([' ', '\u{3000}']);
    let (name, _) = behind.split_once([':', '：'])?;
    if item.starts_with("- ") || !field::known(name, tables) {
        return None;
    }
    let span = Span::new(line.at + line.indent, line.at + line.text.len() - behind.len());
    let hint = text!(
        "列表的减号用英文的，后面空一格：- {name}: …",
        "A hyphen and a space begin an item: - {name}: …"
    );
    mended(span, hint, span, "- ")
}

/// A known name, a colon and no plain space.
fn colon(line: &Line, tables: Tables) -> Option<Cause> {
    let (name, rest) = line.inner.split_once(':')?;
    let next = rest.chars().next()?;
    if next == ' ' || !field::known(name, tables) {
        return None;
    }
    let colon = line.place(name.len());
    let name = name.trim();
    let wide = matches!(next, '\u{3000}' | '\u{A0}' | '\t');
    let hint = if wide {
        text!(
            "冒号后面不是英文空格，是全角空格或网页上复制来的空格；删去它，重新打一个空格：{name}: …",
            "What follows the colon is no plain space; type one anew: {name}: …"
        )
    } else {
        text!("冒号后面要空一格：{name}: …", "A space is needed after the colon: {name}: …")
    };
    let length = if wide { next.len_utf8() } else { 0 };
    mended(Span::new(colon, colon + 1), hint, Span::new(colon + 1, colon + 1 + length), " ")
}

/// `标题=……`
fn equals(line: &Line, tables: Tables) -> Option<Cause> {
    let at = line.inner.find(['=', '＝'])?;
    let name = line.inner[..at].trim();
    let sign = line.inner[at..].chars().next()?;
    let span = Span::new(line.place(at), line.place(at + sign.len_utf8()));
    let hint =
        text!("等号要改成英文冒号加一个空格：{name}: …", "Write a colon and a space for the sign: {name}: …");
    field::known(name, tables).then(|| mended(span, hint, span, ": ")).flatten()
}

/// What may not begin a value without quotes.
const OPENING: [char; 13] = ['*', '@', '-', '[', '{', '%', '&', '#', '!', '|', '>', '`', '?'];

fn opening(line: &Line) -> Option<Cause> {
    let (name, rest) = line.inner.split_once(": ")?;
    let value = rest.trim();
    let first = value.chars().next().filter(|c| OPENING.contains(c))?;
    let rest = value[1..].trim_start();
    // what closes again, before a remark or in a line below, or is a block text, is meant
    let closes = |sign: char| {
        let mut fronts = value.match_indices(" #").map(|(at, _)| value[..at].trim_end());
        value.ends_with([sign, ',']) || value.len() == 1 || fronts.any(|front| front.ends_with(sign))
    };
    let meant = match first {
        '[' => closes(']'),
        '{' => closes('}'),
        '|' | '>' => rest.trim_start_matches(['-', '+']).is_empty(),
        '#' => true,
        '-' => !value[1..].starts_with(' '),
        '?' => !value[1..].starts_with(' '),
        _ => false,
    };
    if meant {
        return None;
    }
    // with nothing that divides it, it is a word that begins with a bracket
    if matches!(first, '[' | '{') && value.contains([',', ':']) {
        let unclosed = unclosed(line, line.inner.rfind(value)?);
        if unclosed.is_some() {
            return unclosed;
        }
    }
    quoted(
        line,
        name,
        value,
        text!(
            "内容以“{first}”开头，要用英文双引号把整段内容括起来",
            "A value that begins with `{first}` must stand in double quotes"
        ),
    )
}

/// Says what to write: the value in quotes of the sort that it does not hold.
fn quoted(line: &Line, name: &str, value: &str, why: Text) -> Option<Cause> {
    let at = line.inner.rfind(value)?;
    let span = Span::new(line.place(at), line.place(at + value.len()));
    let quote = if value.contains('"') { '\'' } else { '"' };
    if value.contains(quote) || value.contains('\\') {
        return cause(span, why);
    }
    let (right, name) = (format!("{quote}{value}{quote}"), name.trim());
    let Text { zh, en } = why;
    let hint = Text::new(format!("{zh}：{name}: {right}"), format!("{en}: {name}: {right}"));
    mended(span, hint, span, right)
}

/// A quote that is never closed, or one that is closed too early.
fn quotes(line: &Line) -> Option<Cause> {
    let (name, rest) = line.inner.split_once(": ")?;
    let value = rest.trim();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    match value[1..].find(quote) {
        None => {
            let at = line.place(line.inner.rfind(value)?);
            let end = Span::at(line.at + line.text.trim_end().len());
            let hint = text!(
                "这里的引号 {quote} 没有收尾，在这一行末尾补上",
                "This quote {quote} is never closed; close it at the end of the line"
            );
            mended(Span::new(at, at + 1), hint, end, quote.to_string())
        }
        Some(close) => {
            let tail = value[close + 2..].trim();
            let ends = tail.is_empty() || tail.starts_with(['#', quote]);
            if ends {
                return None;
            }
            quoted(
                line,
                name,
                value,
                text!(
                    "引号后面还有字：要么去掉引号，要么把整段内容括起来",
                    "Words follow the closing quote: take the quotes out, or put all of it in quotes"
                ),
            )
        }
    }
}

/// A colon and a space, or a known name, inside a value.
fn inner_colon(line: &Line, tables: Tables) -> Option<Cause> {
    let (name, rest) = line.inner.split_once(": ")?;
    // a remark may hold what it likes
    let value = rest.split(" #").next().unwrap_or(rest).trim();
    if value.starts_with(['"', '\'', '[', '{', '|', '>']) || !(value.contains(": ") || value.ends_with(':')) {
        return None;
    }
    let front = value.split(": ").next().unwrap_or_default();
    let last = front.rsplit([',', '，', ' ', '、']).next().unwrap_or_default();
    if last.len() < front.len() && field::known(last, tables) {
        let at = line.place(line.inner.rfind(value)? + front.len() - last.len());
        let hint = text!("一行只能写一个字段：“{last}”另起一行", "One field a line: put `{last}` on its own");
        return cause(Span::new(at, at + last.len()), hint);
    }
    quoted(
        line,
        name,
        value,
        text!(
            "内容里有冒号加空格，要用英文双引号把整段内容括起来",
            "A value that holds a colon and a space must stand in double quotes"
        ),
    )
}

/// A line that is no field, below one that is: a value that went on without indentation.
fn broken_line(read: &[&Line]) -> Option<Cause> {
    let (line, above) = (read.last()?, read.get(read.len().checked_sub(2)?)?);
    let inside =
        line.is_field() || line.text.trim_start().starts_with('-') || line.inner.starts_with(['}', ']', '"']);
    if inside || line.indent > above.indent {
        return None;
    }
    let span = Span::new(line.at + line.indent, line.at + line.text.trim_end().len());
    let name = field_name(above);
    let hint = text!(
        "这一行前面没有字段名；是“{name}”的内容就接到上一行后面",
        "No field's name stands before this line; if it belongs to `{name}`, put it behind that"
    );
    cause(span, hint)
}
