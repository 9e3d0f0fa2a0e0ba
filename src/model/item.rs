//! What every Markdown file has, whatever its kind.

use crate::source::{SourceId, Span, Spanned};
use std::sync::{Arc, OnceLock};

/// Identity and text of one Markdown file.
#[derive(Clone, Debug, Default)]
pub struct Item {
    /// The path under `content/` without its ending: `notices/2026/shangcun-road`. The URL is `/<id>/`.
    pub id: String,
    /// Where it was read from.
    pub file: SourceId,
    /// True for `x/index.md`: what stands beside the file belongs to it alone.
    pub folder: bool,
    /// The `---` line that opens the front matter: where faults of the whole file are shown.
    pub head: Span,
    /// The text below the front matter.
    pub body: Body,
    /// Keys of fields that stand in the file and could not be read, at any depth. That is told where they stand,
    /// so that nothing else need be said of their absence.
    pub unread: Vec<String>,
}

impl Item {
    /// Whether one of these fields stands in the file and could not be read.
    pub fn is_unread(&self, keys: &[&str]) -> bool {
        self.unread.iter().any(|key| keys.contains(&key.as_str()))
    }

    /// The file, below the root: `content/notices/2026/shangcun-road.md`.
    pub fn path(&self) -> String {
        format!("content/{}{}", self.id, if self.folder { "/index.md" } else { ".md" })
    }

    /// The folder, under `content/`, that relative links start from: `notices/2026`.
    pub fn folder_path(&self) -> &str {
        if self.folder { &self.id } else { self.id.rsplit_once('/').map_or("", |(folder, _)| folder) }
    }
}

/// The Markdown after the front matter, with the facts that checks and listings need.
#[derive(Clone, Debug, Default)]
pub struct Body {
    whole_file: Arc<str>,
    start: usize,
    /// In the order of the text, reference links resolved.
    pub links: Vec<Link>,
    /// Raw HTML.
    pub unsafe_spans: Vec<Span>,
    /// Heading anchors; worked out only for items that a link with `#` points into.
    pub anchors: OnceLock<Vec<String>>,
    /// Tables; read only for notices that a points batch names.
    pub tables: OnceLock<Vec<Table>>,
}

impl Body {
    /// The part of a file that begins at byte `start`; shares the file's text.
    pub fn new(whole_file: Arc<str>, start: usize) -> Body {
        Body { whole_file, start, ..Body::default() }
    }

    /// The Markdown as it was written.
    pub fn text(&self) -> &str {
        self.whole_file.get(self.start..).unwrap_or_default()
    }

    /// The file from its first byte.
    pub fn whole_file(&self) -> &str {
        &self.whole_file
    }

    /// How far the body's first byte lies from the file's.
    pub fn offset(&self) -> usize {
        self.start
    }
}

/// A table, the first row of which is its heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// From the top.
    pub rows: Vec<Vec<Cell>>,
}

/// One cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Its words, without their marks.
    pub text: String,
    /// Where it stands in the file.
    pub span: Span,
}

/// What a destination in a body is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// To be followed.
    Link,
    /// To be shown.
    Picture {
        /// It has words for those who cannot see it.
        described: bool,
    },
}

/// A link or picture in a body, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Link or picture.
    pub kind: LinkKind,
    /// As written, not resolved; with its place in the file.
    pub target: Spanned<String>,
}
