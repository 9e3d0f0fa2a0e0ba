//! What checks need of a body: its links and pictures, raw HTML, and (where asked for) its anchors.

use super::faults::Faults;
use super::unseen;
use crate::markdown::{Document, HeadingIds};
use crate::model::characters::{Place, first_refused};
use crate::model::content::Content;
use crate::model::item::{Body, Link, LinkKind};
use crate::source::{Span, Spanned};
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use std::collections::HashSet;
use std::ops::Range;

/// Adds a body's facts. Spans are the file's.
pub(crate) fn gather(mut body: Body, faults: &Faults) -> Body {
    let text = body.text();
    // most notices have neither, and then there is nothing to find
    let plain = memchr::memchr3(b'[', b'<', b'&', text.as_bytes()).is_none();
    let (mut links, mut unsafe_spans) = (Vec::new(), Vec::new());
    if !plain {
        collect(text, body.offset(), &mut links, &mut unsafe_spans);
    }
    if memchr::memmem::find(text.as_bytes(), b"&").is_some() {
        report_entities(text, body.offset(), faults);
    }
    (body.links, body.unsafe_spans) = (links, unsafe_spans);
    body
}

fn collect(text: &str, offset: usize, links: &mut Vec<Link>, unsafe_spans: &mut Vec<Span>) {
    let mut picture: Option<(Spanned<String>, bool)> = None;
    for (event, range) in Document::new(text).events() {
        match event {
            // `<office@…>` is a letter and no file
            Event::Start(Tag::Link { link_type: LinkType::Email, .. }) => {}
            Event::Start(Tag::Link { dest_url, .. }) => {
                links.push(Link { kind: LinkKind::Link, target: target(text, &dest_url, &range, offset) });
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                picture = Some((target(text, &dest_url, &range, offset), false));
            }
            Event::End(TagEnd::Image) => {
                let found = picture.take();
                links.extend(
                    found.map(|(target, described)| Link { kind: LinkKind::Picture { described }, target }),
                );
            }
            Event::Html(_) | Event::InlineHtml(_) => unsafe_spans.push(Span::from(range).shifted(offset)),
            Event::Text(ref words) | Event::Code(ref words) if !words.trim().is_empty() => {
                if let Some((_, described)) = &mut picture {
                    *described = true;
                }
            }
            _ => {}
        }
    }
}

/// Reports characters that must not be in a text and came out of entities such as `&#27;`. Those that stand
/// there as they are have been reported.
fn report_entities(text: &str, offset: usize, faults: &Faults) {
    for (event, range) in Document::new(text).events() {
        let said: [&str; 2] = match &event {
            Event::Text(words) | Event::Code(words) => [words, ""],
            Event::Start(Tag::Link { dest_url, title, .. } | Tag::Image { dest_url, title, .. }) => {
                [dest_url, title]
            }
            _ => continue,
        };
        let found = said.into_iter().find_map(|said| first_refused(said, Place::Body));
        let written = text.get(range.clone()).unwrap_or_default();
        if let Some((_, c, refusal)) = found.filter(|_| first_refused(written, Place::Body).is_none()) {
            unseen::report_one(c, refusal, Span::from(range).shifted(offset), faults);
        }
    }
}

/// The destination, with its own place inside the link where it stands there as written.
fn target(text: &str, destination: &str, range: &Range<usize>, offset: usize) -> Spanned<String> {
    let inside =
        text.get(range.clone()).and_then(|link| link.rfind(destination)).filter(|_| !destination.is_empty());
    let span = match inside {
        Some(at) => Span::new(range.start + at, range.start + at + destination.len()),
        None => Span::from(range.clone()),
    };
    Spanned::new(destination.to_owned(), span.shifted(offset))
}

/// Works out anchors for the items that some link with `#` points into.
pub(crate) fn gather_anchors(content: &Content) {
    for id in wanted_anchors(content) {
        if let Some(item) = content.item(&id) {
            item.body.anchors.get_or_init(|| anchors(item.body.text()));
        }
    }
}

fn wanted_anchors(content: &Content) -> HashSet<String> {
    use crate::model::link::{Target, resolve};
    let mut wanted = HashSet::new();
    for item in content.items() {
        for link in item.body.links.iter().filter(|link| link.target.contains('#')) {
            if let Target::Item { id, .. } = resolve(content, item, &link.target.value) {
                wanted.insert(id);
            }
        }
    }
    wanted
}

fn anchors(text: &str) -> Vec<String> {
    let (mut ids, mut found) = (HeadingIds::default(), Vec::new());
    let mut open: Option<(Option<String>, String)> = None;
    for (event, _) in Document::new(text).events() {
        match event {
            Event::Start(Tag::Heading { id, .. }) => {
                open = Some((id.map(|id| id.to_string()), String::new()))
            }
            Event::Text(words) | Event::Code(words) => {
                if let Some((_, title)) = &mut open {
                    title.push_str(&words);
                }
            }
            Event::End(TagEnd::Heading(_)) => {
                if let Some((id, title)) = open.take() {
                    found.push(ids.id_for(id.as_deref(), &title));
                }
            }
            _ => {}
        }
    }
    found
}
