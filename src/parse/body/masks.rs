//! `markup-misread`, masks: in `顾*林、陆*平` two stars make italics, and the masks are gone.

use super::lines::Odd;
use crate::diagnostic::Code;
use crate::markdown::Document;
use crate::source::Span;
use crate::text;
use pulldown_cmark::{Event, Tag};
use std::ops::Range;

/// Surnames of two characters that may stand before a mask.
const COMPOUND: [&str; 12] =
    ["欧阳", "上官", "司马", "诸葛", "夏侯", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒"];

/// Every pair of stars that looks like two masks.
pub(super) fn faults(body: &str) -> Vec<Odd> {
    // two runs of stars, each behind a surname: hardly any body has them, and then there is nothing to take apart
    let masked = body.match_indices('*').filter(|(at, _)| ends_in_surname(&body[..*at]));
    if masked.take(2).count() < 2 {
        return Vec::new();
    }
    let document = Document::new(body);
    let emphasised = document.events().filter_map(|(event, range)| match event {
        Event::Start(Tag::Emphasis) => Some((range, 1)),
        Event::Start(Tag::Strong) => Some((range, 2)),
        _ => None,
    });
    emphasised
        .filter(|(range, stars)| is_masks(body, range, *stars))
        .map(|(range, stars)| odd(body, &range, stars))
        .collect()
}

/// A surname before each of the two, and something between the names.
fn is_masks(body: &str, range: &Range<usize>, stars: usize) -> bool {
    let Some(inner) = body.get(range.start + stars..range.end.saturating_sub(stars)) else { return false };
    body[range.clone()].starts_with('*')
        && inner.contains(is_boundary)
        && ends_in_surname(&body[..range.start])
        && ends_in_surname(inner)
}

fn ends_in_surname(text: &str) -> bool {
    // three letters tell: a text without end is not gone back through for each star
    let mut before = text.char_indices().rev().take_while(|(_, c)| !is_boundary(*c));
    match (before.next(), before.next(), before.next()) {
        (Some((_, one)), None, _) => is_chinese(one),
        (Some(_), Some((at, _)), None) => COMPOUND.contains(&&text[at..]),
        _ => false,
    }
}

fn is_boundary(c: char) -> bool {
    c.is_whitespace() || "、，,；;。：:（(）)|和与及".contains(c)
}

fn is_chinese(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

fn odd(body: &str, range: &Range<usize>, stars: usize) -> Odd {
    let written = &body[range.clone()];
    let escaped = written.replace('*', "\\*");
    let message = text!(
        "星号不见了，中间的字会变成斜体或粗体：“{written}”",
        "The stars vanish and what stands between them becomes italic or bold: `{written}`"
    );
    let hint = text!(
        "遮名字的星号前面加一条反斜杠，写成“{escaped}”；也可以运行 zhangbang check --fix",
        "Write a backslash before each star that hides a name: `{escaped}`; or run zhangbang check --fix"
    );
    let odd = Odd::new(Code::MarkupMisread, Span::from(range.clone()), message, hint);
    let stars = [range.start, range.end - stars].into_iter().flat_map(|at| at..at + stars);
    stars.fold(odd, |odd, star| odd.mended(Span::new(star, star), "\\"))
}
