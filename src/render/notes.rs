//! Footnotes of a body: taken out of the text, to be set below it in the order in which they are named.
//!
//! What is written twice is set as it was written first; what is never named is not set (both are told by the checks).

use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::HashMap;

/// What each footnote says, by its label.
pub(super) struct Notes<'e> {
    written: HashMap<String, Vec<Event<'e>>>,
}

impl<'e> Notes<'e> {
    /// Divides a body into its text and its notes.
    pub(super) fn split(events: impl Iterator<Item = Event<'e>>) -> (Vec<Event<'e>>, Notes<'e>) {
        let (mut text, mut notes) = (Vec::new(), Notes { written: HashMap::new() });
        // a note may be written within another
        let mut open: Vec<(String, Vec<Event>)> = Vec::new();
        for event in events {
            match event {
                Event::Start(Tag::FootnoteDefinition(label)) => open.push((label.to_string(), Vec::new())),
                Event::End(TagEnd::FootnoteDefinition) => {
                    if let Some((label, inside)) = open.pop() {
                        notes.written.entry(label).or_insert(inside);
                    }
                }
                event => open.last_mut().map_or(&mut text, |(_, inside)| inside).push(event),
            }
        }
        (text, notes)
    }

    /// What a note says, once.
    pub(super) fn take(&mut self, label: &str) -> Option<Vec<Event<'e>>> {
        self.written.remove(label)
    }
}
