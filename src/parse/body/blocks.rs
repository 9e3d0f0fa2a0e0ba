//! `markup-misread`, beginnings of lines: signs of headings, lists and code that are not taken as meant.

use super::lines::{Line, Odd};
use crate::diagnostic::Code;
use crate::source::Span;
use crate::text;

/// What is odd about how lines begin.
pub(super) fn faults(lines: &[Line]) -> Vec<Odd> {
    let mut found: Vec<Odd> = lines.iter().filter_map(heading).collect();
    // a list is told where it begins
    let runs = lines.chunk_by(|one, next| item(one).is_some() && item(next).is_some());
    found.extend(runs.filter_map(list));
    found.extend(lines.windows(2).filter_map(|pair| underlined(&pair[0], &pair[1])));
    found.extend(indented(lines));
    found
}

/// `##标题`, `＃标题`: shown with their signs.
fn heading(line: &Line) -> Option<Odd> {
    let text = line.text.trim_start();
    let rest = text.trim_start_matches(['#', '＃']);
    let signs = &text[..text.len() - rest.len()];
    let (level, wide) = (signs.chars().count(), signs.contains('＃'));
    let meant = level > 1 || wide || !rest.starts_with(|c: char| c.is_ascii_digit());
    let right_already = !wide && rest.starts_with([' ', '\t']);
    if !(1..=6).contains(&level) || rest.trim().is_empty() || !meant || right_already {
        return None;
    }
    let right = format!("{} {}", "#".repeat(level), rest.trim_start());
    let message = text!(
        "这样写不会变成小标题，网页上会照样显示井号",
        "This becomes no heading; the page shows its signs"
    );
    let hint =
        text!("井号用英文的，后面空一格：{right}", "Use ASCII signs with a space behind them: {right}");
    let span = line.inner();
    Some(Odd::new(Code::MarkupMisread, span, message, hint).mended(span, right.trim_end()))
}

/// What is odd about a list, with the mending of all of it.
fn list(run: &[Line]) -> Option<Odd> {
    let (first, odd) = (run.first()?, item(run.first()?)?);
    let rest = run.iter().filter(|line| line.at != first.at);
    Some(
        rest.filter_map(|line| Some((line.inner(), right_item(line.text)?)))
            .fold(odd, |odd, (span, text)| odd.mended(span, text)),
    )
}

/// `-第一项`, `—第一项`: no list.
fn item(line: &Line) -> Option<Odd> {
    let right = right_item(line.text)?;
    let message = text!("这样写不会变成列表，几行会连成一段", "This becomes no list; its lines are joined");
    let hint = text!("用英文减号，后面空一格：{right}", "Use a hyphen with a space behind it: {right}");
    Some(Odd::new(Code::MarkupMisread, line.inner(), message, hint).mended(line.inner(), right))
}

/// The line as an item of a list, when it was meant as one and is none.
pub(super) fn right_item(line: &str) -> Option<String> {
    let text = line.trim_start();
    let rest = text.strip_prefix(['-', '+', '•', '·', '●', '■', '◆'])?;
    let begins = rest.trim_start().chars().next()?;
    let spaced = text.starts_with(['-', '+']) && rest.starts_with([' ', '\t']);
    if spaced || !('\u{3000}'..='\u{FFEF}').contains(&begins) {
        return None;
    }
    Some(format!("- {}", rest.trim()))
}

/// `---` right under a line makes a heading of that line.
fn underlined(above: &Line, line: &Line) -> Option<Odd> {
    let text = line.text.trim();
    let is_rule = text.len() > 2 && (text.bytes().all(|b| b == b'-') || text.bytes().all(|b| b == b'='));
    if !is_rule || above.is_blank() || above.text.trim_start().starts_with(['|', '#', '>', '-']) {
        return None;
    }
    let message = text!("这一行会让上一行变成大标题", "This line makes a large heading of the line above it");
    let hint = text!(
        "要分隔线就在中间空一行，不要就删去这一行；要小标题就写成“## 标题”",
        "For a rule, leave a blank line between them; else remove it. A heading is written `## heading`"
    );
    Some(Odd::new(Code::MarkupMisread, line.inner(), message, hint))
}

/// Four spaces at the beginning of a paragraph make code of it; told once.
fn indented(lines: &[Line]) -> Option<Odd> {
    let (mut after_blank, mut in_list) = (true, false);
    let line = lines.iter().find(|line| {
        let deep = line.text.starts_with("    ") || line.text.starts_with('\t');
        let chinese = || line.text.chars().any(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c));
        let odd = deep && after_blank && !in_list && !line.text.trim().contains('\t') && chinese();
        after_blank = line.is_blank();
        if !line.is_blank() && !line.text.starts_with([' ', '\t']) {
            let marked = |c: char| matches!(c, '-' | '*' | '+' | '[') || c.is_ascii_digit();
            in_list = line.text.starts_with(marked);
        }
        odd
    })?;
    let indent = line.text.len() - line.text.trim_start().len();
    let message = text!(
        "行首的空格会让这一段变成不换行的代码框",
        "The spaces at the beginning of the line make a box of code of this paragraph"
    );
    let hint =
        text!("删去行首的空格；网页会自己缩进两个字", "Remove the spaces at the beginning of the line");
    let span = Span::new(line.at, line.at + indent);
    Some(Odd::new(Code::MarkupMisread, span, message, hint).mended(span, ""))
}
