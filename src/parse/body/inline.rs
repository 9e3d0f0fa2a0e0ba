//! `markup-misread`, within lines: links and pictures in full-width signs or with spaces, bare addresses, bold
//! with spaces inside.

use super::lines::{Line, Odd};
use crate::diagnostic::Code;
use crate::markdown::Document;
use crate::source::Span;
use crate::text;
use memchr::{memchr3, memmem};
use pulldown_cmark::{Event, Tag, TagEnd};

/// What is odd within lines.
pub(super) fn faults(body: &str, lines: &[Line]) -> Vec<Odd> {
    let mut found = Vec::new();
    let has = |mark: &str| memmem::find(body.as_bytes(), mark.as_bytes()).is_some();
    let wide = has("＊＊");
    // most lines have no link, no picture and no bold words
    let marked = |line: &&Line| wide || memchr3(b'[', b']', b'*', line.text.as_bytes()).is_some();
    for line in lines.iter().filter(marked) {
        let text = line.without_code();
        let line = Line { at: line.at, text: &text };
        found.extend([wide_link(&line), spaced_link(&line), bold(&line)].into_iter().flatten());
    }
    if has("://") || has("www.") {
        found.extend(bare(body));
    }
    found
}

/// `[办法]（https://…）`, `！[照片](现场.png)`. `！` before a link that is no picture ends a sentence.
fn wide_link(line: &Line) -> Option<Odd> {
    let text = line.text;
    let picture = |(at, sign): (usize, &str)| {
        let link = Bracketed::at(text, at + sign.len() - 1)?;
        is_picture(link.target).then_some((at, link))
    };
    let of_words = || {
        let start = text[..text.find("]（")?].rfind('[')?;
        Some((start, Bracketed::at(text, start)?))
    };
    let (start, link) = text.match_indices("！[").take(MARKS).find_map(picture).or_else(of_words)?;
    let (words, target) = (link.words, link.target.trim());
    // （……） behind square brackets may be words
    if !target.contains(['.', '/', ':']) || target.chars().any(|c| c == '，' || c == '。') {
        return None;
    }
    let mark = if text[start..].starts_with('！') { "!" } else { "" };
    let right = format!("{mark}[{words}]({target})");
    let span = Span::new(line.at + start, line.at + link.end);
    let message = text!(
        "这里用了全角的括号或感叹号，不会变成链接或图片",
        "Full-width brackets or a full-width `！` make no link or picture"
    );
    let hint = text!("写成 {right}", "Write {right}");
    Some(Odd::new(Code::MarkupMisread, span, message, hint).mended(span, right.clone()))
}

/// Marks of pictures that are looked at in a line.
const MARKS: usize = 16;

/// `[words](target)`, with brackets of either width behind the words.
struct Bracketed<'t> {
    words: &'t str,
    target: &'t str,
    /// Right behind it in the line.
    end: usize,
}

impl<'t> Bracketed<'t> {
    /// What begins with the `[` at a place.
    fn at(text: &'t str, start: usize) -> Option<Bracketed<'t>> {
        let (words, rest) = text.get(start + 1..)?.split_once(']')?;
        let inner = rest.strip_prefix(['(', '（'])?;
        let length = inner.find([')', '）'])?;
        let closing = inner[length..].chars().next()?.len_utf8();
        Some(Bracketed { words, target: &inner[..length], end: text.len() - inner.len() + length + closing })
    }
}

fn is_picture(target: &str) -> bool {
    let ending = target.trim().rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    matches!(ending.as_str(), "jpg" | "jpeg" | "png" | "gif" | "webp" | "svg" | "bmp" | "heic")
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
    let (start, end, inner) = spaced_stars(line.text).or_else(|| wide_stars(line.text))?;
    let span = Span::new(line.at + start, line.at + end);
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

/// A pair of stars with blanks inside: from where to where, and the words. Every second pair of stars in a line closes one.
fn spaced_stars(text: &str) -> Option<(usize, usize, &str)> {
    let mut signs = text.match_indices("**").map(|(at, _)| at);
    while let (Some(start), Some(close)) = (signs.next(), signs.next()) {
        let inner = text.get(start + 2..close)?;
        let words = inner.trim();
        if inner.starts_with(' ') && inner.ends_with(' ') && !words.is_empty() && !words.contains('*') {
            return Some((start, close + 2, words));
        }
    }
    None
}

fn wide_stars(text: &str) -> Option<(usize, usize, &str)> {
    let sign = "＊＊";
    let from = text.find(sign)? + sign.len();
    let words = text[from..].split_once(sign)?.0;
    let (start, end) = (from - sign.len(), from + words.len() + sign.len());
    let words = words.trim();
    (!words.is_empty() && !words.contains('*')).then_some((start, end, words))
}

/// An address in running text, which nobody can follow.
fn bare(body: &str) -> Vec<Odd> {
    let (mut found, mut inside) = (Vec::new(), 0_usize);
    if !STARTS.iter().any(|start| body.contains(start)) {
        return found;
    }
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

/// How addresses begin.
const STARTS: [&str; 3] = ["https://", "http://", "www."];

/// Addresses in a run of text, up to what no address holds.
fn addresses(text: &str) -> impl Iterator<Item = (usize, &str)> {
    // where each way to begin is next: what is not there is looked for once
    let mut next = STARTS.map(|start| (start, text.find(start)));
    let mut from = 0;
    std::iter::from_fn(move || {
        for (start, place) in &mut next {
            if place.is_some_and(|place| place < from) {
                *place = text[from..].find(*start).map(|at| from + at);
            }
        }
        let at = next.iter().filter_map(|(_, place)| *place).min()?;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_end_where_none_goes_on() {
        let found: Vec<(usize, &str)> =
            addresses("见 https://a.example/b，www.c.example。http://d.example/e.").collect();
        assert_eq!(found, [(4, "https://a.example/b"), (26, "www.c.example"), (42, "http://d.example/e")]);
        assert_eq!(addresses("www. http:// https://a").next(), None);
    }

    #[test]
    fn an_exclamation_before_a_link_makes_no_picture() {
        let told = |text: &str| wide_link(&Line { at: 0, text }).is_some();
        assert!(!told("欢迎参加！[官网](https://a.example/)"));
        assert!(told("欢迎参加！[官网]（https://a.example/）"));
        assert!(told("！[现场](现场.JPG)") && told("见[办法]（办法.pdf）"));
        assert!(!told("三[人]（含子女）") && !told("！[！[！["));
    }
}
