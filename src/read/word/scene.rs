//! What is known while a document is gone through, and what has been met so far.

use super::document::{Told, What};
use super::look::Styles;
use super::numbering::{Counters, Numbering};
use super::relations::Relations;
use std::sync::Arc;

/// Remarks that are kept; honest documents have some ten.
const MOST_TOLD: usize = 500;
/// Pictures and notes; more are no notice.
const MOST: usize = 2_000;
/// Bytes that cells may have once joined ones are told apart.
const ROOM: usize = 8 << 20;
/// Fields in one another.
const FIELDS: usize = 64;
/// Characters of a remark's words.
const LONGEST: usize = 200;

pub(super) struct Scene {
    pub styles: Styles,
    pub numbering: Numbering,
    pub counters: Counters,
    /// Of the part that is gone through.
    pub relations: Relations,
    /// Pictures that were met: their parts, and at which paragraph.
    pub pictures: Vec<(String, usize)>,
    /// Notes that were named: their sort and id.
    pub notes: Vec<(Note, String)>,
    /// Fields that are open.
    pub fields: Vec<Field>,
    /// Paragraphs with words so far.
    pub passed: usize,
    pub told: Vec<Told>,
    /// Bytes that told-apart cells may still have, over all tables.
    pub room: usize,
    /// How often pictures are shown.
    shown: usize,
}

/// Where a note stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Note {
    Foot,
    End,
}

/// A field: what asks for it, and whether its shown result has begun.
#[derive(Default)]
pub(super) struct Field {
    pub asks: String,
    pub shows: bool,
    /// Where its result leads.
    pub link: Option<Arc<str>>,
}

impl Scene {
    pub(super) fn new(styles: Styles, numbering: Numbering, relations: Relations) -> Scene {
        Scene {
            styles,
            numbering,
            relations,
            counters: Counters::default(),
            pictures: Vec::new(),
            notes: Vec::new(),
            fields: Vec::new(),
            passed: 0,
            told: Vec::new(),
            room: ROOM,
            shown: 0,
        }
    }

    /// Takes a remark about the paragraph that is gone through; words of the same are one.
    pub(super) fn tell(&mut self, what: What, words: &str) {
        let at = self.passed + 1;
        if let Some(last) = self.told.last_mut().filter(|last| (last.what, last.at) == (what, at)) {
            let room = LONGEST.saturating_sub(last.words.chars().count());
            last.words.extend(words.chars().take(room));
        } else if self.told.len() < MOST_TOLD {
            self.told.push(Told { what, at, words: words.chars().take(LONGEST).collect() });
        }
    }

    /// Whether there is more of something than any notice has.
    pub(super) fn is_too_much(&self) -> bool {
        self.notes.len() > MOST || self.shown > MOST
    }

    /// A field begins.
    pub(super) fn begin(&mut self) {
        if self.fields.len() < FIELDS {
            self.fields.push(Field::default());
        }
    }

    /// Which picture a part is, in the order in which they are met.
    pub(super) fn picture(&mut self, part: &str) -> usize {
        self.shown += 1;
        if self.shown > MOST {
            return 0;
        }
        let known = self.pictures.iter().position(|(known, _)| known == part);
        known.unwrap_or_else(|| {
            self.pictures.push((part.to_owned(), self.passed + 1));
            self.pictures.len() - 1
        })
    }

    /// Which note is named.
    pub(super) fn note(&mut self, sort: Note, id: &str) -> usize {
        if self.notes.len() > MOST {
            return 0;
        }
        let known = self.notes.iter().position(|(known, name)| (*known, name.as_str()) == (sort, id));
        known.unwrap_or_else(|| {
            self.notes.push((sort, id.to_owned()));
            self.notes.len() - 1
        })
    }

    /// Whether what is met now is shown: it lies in no field's question.
    pub(super) fn shows(&self) -> bool {
        self.fields.iter().all(|field| field.shows)
    }
}
