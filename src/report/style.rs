//! For whom a report is, and how it is dressed.

use crate::diagnostic::Language;

/// Who is going to read the report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// A person: the source line with the place underlined, the hint, the rule's source, a closing count.
    #[default]
    Human,
    /// An editor: `file:line:column: error[code]: message`, one line each. `error` and `warning` stay
    /// English in every language, because that is what problem matchers look for.
    Short,
    /// A program: one JSON document.
    Json,
}

/// How the report is dressed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    /// In which the messages are.
    pub language: Language,
    /// Whether to use terminal colours; only [`Format::Human`] has any.
    pub color: bool,
    /// The terminal's columns; `None` where there is no terminal.
    pub width: Option<usize>,
}
