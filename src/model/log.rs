//! The publication log as values.

/// What was posted when: the events of `content/publication.jsonl`.
#[derive(Clone, Debug, Default)]
pub struct PublicationLog {}

/// When a notice was first posted, by the log.
#[derive(Clone, Debug)]
pub struct FirstPosted {
    /// `YYYY-MM-DD HH:MM` in the site's zone.
    pub at: String,
    /// Line of the event.
    pub line: usize,
}

impl PublicationLog {
    pub fn first_posted(&self, _id: &str) -> Option<FirstPosted> {
        None
    }

    pub fn head(&self) -> Option<&str> {
        None
    }

    pub fn len(&self) -> usize {
        0
    }

    pub fn is_empty(&self) -> bool {
        true
    }
}
