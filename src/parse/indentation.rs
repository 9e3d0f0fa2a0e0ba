//! Lines of a block of fields that stand too far in, or too little.

use super::slip::{Cause, Line, cause, field_name, mended};
use crate::source::Span;
use crate::text;

/// The line where the levels stop fitting, among its neighbours.
pub(super) fn indentation(lines: &[Line], stopped: Span) -> Option<Cause> {
    let first = lines.first()?;
    if first.indent > 0 && lines.iter().any(|line| line.indent == 0 && line.is_field()) {
        let span = Span::new(first.at, first.at + first.indent);
        let hint = text!("这一行前面多了空格，删去", "Remove the spaces before this line");
        return mended(span, hint, span, "");
    }
    let index = lines.iter().rposition(|line| line.at <= stopped.start as usize)?;
    let (line, above) = (&lines[index], lines.get(index.checked_sub(1)?)?);
    if !line.is_field() {
        return None;
    }
    let opens = above.text.trim_end().ends_with(':');
    let starts_item = above.text.trim_start().starts_with("- ");
    if starts_item && !above.is_field() && line.indent > above.indent {
        return nameless(above);
    }
    // fields of one item stand below the first, and not below the dash
    let level = if starts_item { above.text.len() - above.inner.len() } else { above.indent };
    let same = lines[..index].iter().rev().any(|other| other.indent == line.indent);
    let span = Span::new(line.at, line.at + line.indent.max(1));
    if line.indent > level && !opens {
        let (name, wanted) = (field_name(above), level);
        if let Some(opener) = orphan(lines, index) {
            return opener;
        }
        let hint = text!(
            "这一行多缩进了，要和上一行“{name}”对齐，行首{wanted}个空格",
            "This line is indented too far: align it with `{name}`, {wanted} spaces"
        );
        return mended(span, hint, Span::new(line.at, line.at + line.indent), " ".repeat(wanted));
    }
    if line.indent < above.indent && !same {
        if let Some(further) = first_too_far(lines, index) {
            return further;
        }
        let (name, wanted) = (field_name(above), above.indent);
        let hint = text!(
            "这一行少缩进了，要和上一行“{name}”对齐，行首{wanted}个空格",
            "This line is indented too little: align it with `{name}`, {wanted} spaces"
        );
        return mended(span, hint, Span::new(line.at, line.at + line.indent), " ".repeat(wanted));
    }
    None
}

/// An item of a list that begins with a value and no name, though fields follow: `- 青石镇`.
fn nameless(line: &Line) -> Option<Cause> {
    let (start, value) = (line.place(0), line.inner.trim_end());
    let hint = text!(
        "减号后面少了字段名和冒号，写成“- 名称: {value}”的样子",
        "A name and a colon are missing behind the dash, as in `- name: {value}`"
    );
    cause(Span::new(start, start + value.len()), hint)
}

/// The first line of a block stands further in than all that follow: it is that line which slipped.
fn first_too_far(lines: &[Line], index: usize) -> Option<Option<Cause>> {
    let (opener, first) = (lines.get(index.checked_sub(2)?)?, &lines[index - 1]);
    let (next, after) = (&lines[index], lines.get(index + 1)?);
    let is_alone = opener.text.trim_end().ends_with(':') && opener.indent < next.indent;
    if !is_alone || after.indent != next.indent || !first.is_field() {
        return None;
    }
    let (name, wanted) = (field_name(next), next.indent);
    let hint = text!(
        "这一行多缩进了，要和下一行“{name}”对齐，行首{wanted}个空格",
        "This line is indented too far: align it with `{name}`, {wanted} spaces"
    );
    let span = Span::new(first.at, first.at + first.indent);
    Some(mended(span, hint, span, " ".repeat(wanted)))
}

/// A field with nothing behind it, whose lines below were not indented: `公示期:` and then `起: …` at its level.
fn orphan(lines: &[Line], index: usize) -> Option<Option<Cause>> {
    let level = lines[..index].last()?.indent;
    let same = lines[..index].iter().enumerate().rev().take_while(|(_, other)| other.indent == level);
    let (at, opener) = same.into_iter().find(|(_, other)| other.text.trim_end().ends_with(':'))?;
    let below = lines.get(at + 1)?;
    let name = field_name(opener);
    let hint =
        text!("“{name}”下面的几行要往里缩进两格", "The lines below `{name}` must be indented by two spaces");
    Some(cause(Span::new(below.at, below.at + below.text.len()), hint))
}
