//! The parser's events as the dialect means them: without marks, with ranges of the original text,
//! and without the line breaks that Chinese does not see.
//!
//! Takes events away or cleans their strings; adds none but the ends and starts of paragraphs that stand one a
//! line (`one_a_line`).

use std::collections::VecDeque;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, OffsetIter, Tag, TagEnd};

use super::marks::{Marked, WayBack, clean};
use super::one_a_line::Cutter;
use super::seams::Beside;

type Placed<'d> = (Event<'d>, Range<usize>);

/// The events of a [`Document`](super::Document), each with its range of bytes in the original text.
#[derive(Debug)]
pub struct Events<'d> {
    parser: OffsetIter<'d>,
    way_back: Option<WayBack<'d>>,
    /// The elements we are in, if the text is marked: an end has the range of its start.
    open: Vec<Range<usize>>,
    /// Read already, to see what follows a line break.
    ahead: VecDeque<Placed<'d>>,
    /// What stands before the next event, if a line break may vanish after it.
    before: Option<Beside>,
    /// Where paragraphs stand one a line.
    cutter: Option<Cutter<'d>>,
    /// The start of a paragraph that was cut from the one before.
    begun: Option<Placed<'d>>,
}

impl<'d> Events<'d> {
    pub(super) fn new(
        parser: OffsetIter<'d>,
        marked: Option<&'d Marked<'d>>,
        original: &'d str,
    ) -> Events<'d> {
        Events {
            parser,
            way_back: marked.map(WayBack::new),
            open: Vec::new(),
            ahead: VecDeque::new(),
            before: None,
            cutter: Cutter::of(original),
            begun: None,
        }
    }

    /// The next event, cleaned.
    fn read(&mut self) -> Option<Placed<'d>> {
        loop {
            let mut placed = self.parser.next();
            let left = placed.as_mut().is_none_or(|(event, range)| self.clean(event, range));
            if left {
                return placed;
            }
        }
    }

    /// Takes the marks out of an event; says whether anything is left of it.
    fn clean(&mut self, event: &mut Event<'d>, range: &mut Range<usize>) -> bool {
        match &mut self.way_back {
            Some(way_back) => clean_event(event, range, way_back, &mut self.open),
            None => true,
        }
    }

    /// Whether a cleaned event is handed out; all are but some line breaks.
    fn admit(&mut self, event: &Event<'d>, range: &Range<usize>) -> bool {
        if matches!(event, Event::SoftBreak) && !self.is_cut(range) && self.is_seamless() {
            return false;
        }
        self.note(event);
        true
    }

    #[cold]
    fn next_after(&mut self) -> Option<Placed<'d>> {
        loop {
            let placed = if self.ahead.is_empty() { self.read() } else { self.ahead.pop_front() };
            match &placed {
                Some((event, range)) if !self.admit(event, range) => {}
                _ => return placed,
            }
        }
    }

    /// Whether a paragraph ends at a line break.
    fn is_cut(&self, range: &Range<usize>) -> bool {
        self.cutter.as_ref().is_some_and(|cutter| cutter.cuts(range))
    }

    /// Makes an end and a start of a line break at which paragraphs are cut.
    fn cut(&mut self, placed: Placed<'d>) -> Placed<'d> {
        let Some(cutter) = &mut self.cutter else { return placed };
        if matches!(placed.0, Event::SoftBreak) && cutter.cuts(&placed.1) {
            let rest = placed.1.end..cutter.paragraph.end;
            let whole = std::mem::replace(&mut cutter.paragraph, rest.clone());
            self.begun = Some((Event::Start(Tag::Paragraph), rest));
            return (Event::End(TagEnd::Paragraph), whole);
        }
        cutter.pass(placed)
    }

    /// Whether a line break at this point is none: Chinese on both sides.
    fn is_seamless(&mut self) -> bool {
        let Some(before) = self.before else { return false };
        before != Beside::Narrow && self.beside_ahead().is_some_and(|ahead| before.joins(ahead))
    }

    /// What follows within the same run of text, looked for across emphasis,
    /// strikethrough, links and footnote marks. A picture, raw HTML or another break ends the search.
    fn beside_ahead(&mut self) -> Option<Beside> {
        for index in 0.. {
            if index == self.ahead.len() {
                let event = self.read()?;
                self.ahead.push_back(event);
            }
            match &self.ahead[index].0 {
                Event::Text(text) | Event::Code(text) if !text.is_empty() => {
                    return Beside::of(text.chars(), None);
                }
                event if is_transparent(event) => {}
                _ => return None,
            }
        }
        None
    }

    fn note(&mut self, event: &Event<'d>) {
        match event {
            Event::Text(text) | Event::Code(text) => {
                self.before = Beside::of(text.chars().rev(), self.before).or(self.before);
            }
            event if is_transparent(event) => {}
            _ => self.before = None,
        }
    }
}

impl<'d> Iterator for Events<'d> {
    type Item = Placed<'d>;

    fn next(&mut self) -> Option<Placed<'d>> {
        if let Some(begun) = self.begun.take() {
            return Some(begun);
        }
        let placed = self.admitted()?;
        Some(self.cut(placed))
    }
}

impl<'d> Events<'d> {
    /// The next event that is handed out.
    fn admitted(&mut self) -> Option<Placed<'d>> {
        if !self.ahead.is_empty() {
            return self.next_after();
        }
        let mut placed = self.parser.next();
        if let Some((event, range)) = &mut placed
            && !(self.clean(event, range) && self.admit(event, range))
        {
            return self.next_after();
        }
        placed
    }
}

/// What stands between two characters on the page without keeping them apart. An empty code span or
/// text counts as nothing.
fn is_transparent(event: &Event) -> bool {
    match event {
        Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. }) => true,
        Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link) => true,
        Event::FootnoteReference(_) => true,
        Event::Text(text) | Event::Code(text) => text.is_empty(),
        _ => false,
    }
}

/// Takes the marks out of all strings and turns the range into one of the original. Says whether
/// anything is left: a text may have been nothing but marks.
fn clean_event<'d>(
    event: &mut Event<'d>,
    range: &mut Range<usize>,
    way_back: &mut WayBack<'d>,
    open: &mut Vec<Range<usize>>,
) -> bool {
    if let Event::End(_) = event {
        *range = open.pop().unwrap_or_default();
        return true;
    }
    let marked = std::mem::replace(range, way_back.range(range));
    match event {
        Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
            let was_empty = text.is_empty();
            way_back.clean_piece(text, &marked, range);
            return was_empty || !text.is_empty();
        }
        Event::Code(text) | Event::FootnoteReference(text) => clean(text),
        Event::InlineMath(text) | Event::DisplayMath(text) => clean(text),
        Event::Start(tag) => {
            open.push(range.clone());
            clean_tag(tag);
        }
        Event::End(_) | Event::SoftBreak | Event::HardBreak | Event::Rule | Event::TaskListMarker(_) => {}
    }
    true
}

fn clean_tag(tag: &mut Tag) {
    match tag {
        Tag::Heading { id, classes, attrs, .. } => {
            id.iter_mut().chain(classes).for_each(clean);
            clean_attributes(attrs);
        }
        Tag::CodeBlock(CodeBlockKind::Fenced(text)) | Tag::FootnoteDefinition(text) => clean(text),
        Tag::Link { dest_url, title, id, .. } | Tag::Image { dest_url, title, id, .. } => {
            [dest_url, title, id].into_iter().for_each(clean);
        }
        _ => {}
    }
}

/// The parser passes over an attribute of one byte; a mark had made it longer.
fn clean_attributes(attributes: &mut Vec<(CowStr, Option<CowStr>)>) {
    for (key, value) in &mut *attributes {
        clean(key);
        value.iter_mut().for_each(clean);
    }
    attributes.retain(|(key, value)| key.len() > 1 || value.is_some());
}
