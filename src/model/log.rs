//! The publication log as values.

/// What was posted when: the events of `content/publication.jsonl`.
#[derive(Clone, Debug, Default)]
pub struct PublicationLog {}
