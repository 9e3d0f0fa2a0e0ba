//! `markup-misread`, within lines: links and pictures in full-width signs or with spaces, bare addresses, bold
//! with spaces inside.

use super::lines::{Line, Odd};
use crate::diagnostic::Code;
use crate::markdown::Document;
use crate::source::Span;
use crate::text;
use pulldown_cmark::{Event, Tag, TagEnd};

/// What is odd within lines.
pub(super) fn faults(body: &str, lines: &[Line]) -> Vec<Odd> {
    let mut found = Vec::new();
    for line in lines {
        let text = line.without_code();
        let line = Line { at: line.at, text: &text };
        found.extend([wide_link(&line), spaced_link(&line), bold(&line)].into_iter().flatten());
    }
    if body.contains("://") || body.contains("www.") {
        found.extend(bare(body));
    }
    found
}

/// `[办法]（https://…）`, `！[照片](…)`
fn wide_link(line: &Line) -> Option<Odd> {
    let picture = line.text.find("！[");
    let joint = line.text.find("]（");
    let start = picture.or_else(|| line.text[..joint?].rfind('['))?;
    let rest = &line.text[start..];
    let middle = rest.find("](").or_else(|| rest.find("]（"))?;
    let end = middle + rest[middle..].find(['）', ')'])?;
    let (words, target) = (&rest[..middle], &rest[middle..end]);
    let target = target.trim_start_matches(']').trim_start_matches(['(', '（']);
    // （……） behind square brackets may be words
    if !target.contains(['.', '/', ':']) || target.chars().any(|c| c == '，' || c == '。') {
        return None;
    }
    let right = format!("{}]({})", words.replacen('！', "!", 1), target.trim());
    let span = Span::new(line.at + start, line.at + start + end + rest[end..].chars().next()?.len_utf8());
    let message = text!(
        "这里用了全角的括号或感叹号，不会变成链接或图片",
        "Full-width brackets or a full-width `！` make no link or picture"
    );
    let hint = text!("写成 {right}", "Write {right}");
    Some(Odd::new(Code::MarkupMisread, span, message, hint).mended(span, right.clone()))
}

/// `![](现场 照片.png)`
fn spaced_link(line: &Line) -> Option<Odd> {
    let middle = line.text.find("](")?;
    let rest = &line.text[middle + 2..];
    let target = &rest[..rest.find(')')?];
    let inner = target.trim();
    let spaced = inner.contains([' ', '\u{3000}', '\u{A0}']);
    if !spaced || inner.starts_with('<') || inner.contains(['"', '\'', '“']) {
        return None;
    }
    let span = Span::new(line.at + middle + 2, line.at + middle + 2 + target.len());
    let message = text!(
        "文件名或网址里有空格，不会变成链接或图片",
        "The name or address holds a space, so that this is no link or picture"
    );
    let hint = text!(
        "用尖括号括起来：](<{inner}>)；或者把空格去掉，文件也改成一样的名字",
        "Put it into angle brackets: ](<{inner}>), or take the space out of it and of the file's name"
    );
    Some(Odd::new(Code::MarkupMisread, span, message, hint).mended(span, format!("<{inner}>")))
}

/// `** 重要 **`, `＊＊重要＊＊`
fn bold(line: &Line) -> Option<Odd> {
    let (sign, start) = ["** ", "＊＊"].iter().find_map(|sign| Some((*sign, line.text.find(sign)?)))?;
    let close = if sign == "** " { " **" } else { "＊＊" };
    let from = start + sign.len();
    let length = line.text[from..].find(close)?;
    let inner = line.text[from..from + length].trim();
    if inner.is_empty() || inner.contains('*') {
        return None;
    }
    let span = Span::new(line.at + start, line.at + from + length + close.len());
    let message = text!(
        "这样写不会变成粗体，网页上会照样显示星号",
        "This becomes no bold text; the page shows its stars"
    );
    let hint = text!(
        "用英文星号，星号和字之间不要空格：**{inner}**",
        "Use ASCII stars without spaces inside: **{inner}**"
    );
    Some(Odd::new(Code::MarkupMisread, span, message, hint).mended(span, format!("**{inner}**")))
}

/// An address in running text, which nobody can follow.
fn bare(body: &str) -> Vec<Odd> {
    let (mut found, mut inside) = (Vec::new(), 0_usize);
    for (event, range) in Document::new(body).events() {
        match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) => inside += 1,
            Event::End(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock) => inside = inside.saturating_sub(1),
            Event::Text(_) if inside == 0 => {
                let written = body.get(range.clone()).unwrap_or_default();
                let before = |at: usize| body[..range.start + at].trim_end_matches('<');
                // behind a bracket it is a link that is told as one
                let is_link = |at: usize| ["](", "]（"].iter().any(|end| before(at).ends_with(end));
                let lone = addresses(written).filter(|(at, _)| !is_link(*at));
                found.extend(lone.map(|(at, address)| unlinked(range.start + at, address)));
            }
            _ => {}
        }
    }
    found
}

/// Addresses in a run of text, up to what no address holds.
fn addresses(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let starts = ["https://", "http://", "www."];
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + starts.iter().filter_map(|start| text[from..].find(start)).min()?;
        let length = text[at..].find(|c: char| !c.is_ascii_graphic() || "<>()[]\"'`*".contains(c));
        let address = &text[at..at + length.unwrap_or(text.len() - at)];
        let address = address.trim_end_matches(['.', ',', ';', ':', '!', '?']);
        from = at + address.len().max(1);
        Some((at, address))
    })
    .filter(|(_, address)| address.contains('.') && address.len() > 8)
}

fn unlinked(at: usize, address: &str) -> Odd {
    let whole = if address.starts_with("www.") { format!("https://{address}") } else { address.to_owned() };
    let message = text!("网址没有变成链接，群众点不开", "The address is no link, and nobody can follow it");
    let hint = text!(
        "用尖括号括起来：<{whole}>；或者写成 [名称]({whole})",
        "Put it into angle brackets: <{whole}>, or write [name]({whole})"
    );
    let span = Span::new(at, at + address.len());
    Odd::new(Code::MarkupMisread, span, message, hint).mended(span, format!("<{whole}>"))
}
