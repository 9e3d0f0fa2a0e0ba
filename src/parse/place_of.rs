//! What a file is, by where it lies; and its id.

use super::field::Table;
use super::limits;
use super::parsed::Parsed;
use super::schema;
use crate::collection::Collection;
use crate::read::{is_attached_sheet, is_sheet};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileKind {
    Site,
    Kinds,
    Places,
    Calendar,
    /// `words.yaml`.
    Words,
    /// A theme's theme.yaml.
    Theme,
    /// An entry of a collection.
    Markdown(Collection),
    PointsRules,
    Goods,
    Households,
    /// A batch or a redemption file.
    PointsRecord,
    /// An entry of the collection whose files have no text.
    Register,
    /// Nothing that parsing knows: themes, the log, stray files.
    Other,
}

/// What the file at a path (relative to the root) is.
pub(super) fn classify(path: &str) -> FileKind {
    let Some(path) = path.strip_prefix("content/") else {
        return if path.ends_with("/theme.yaml") { FileKind::Theme } else { FileKind::Other };
    };
    let (stem, ending) = path.rsplit_once('.').unwrap_or((path, ""));
    match ending {
        "md" => Collection::of(path)
            .filter(|collection| collection.row().ending == "md")
            .map_or(FileKind::Other, FileKind::Markdown),
        "yaml" | "yml" => settings(stem),
        _ if is_sheet(&format!("content/{path}")) => match settings(stem) {
            kind if kind.may_be_sheet() => kind,
            _ => FileKind::Other,
        },
        _ => FileKind::Other,
    }
}

fn settings(stem: &str) -> FileKind {
    match stem {
        "site" => FileKind::Site,
        "rules" => FileKind::Kinds,
        "places" => FileKind::Places,
        "words" => FileKind::Words,
        "points/rules" => FileKind::PointsRules,
        "points/goods" => FileKind::Goods,
        "points/households" => FileKind::Households,
        _ if stem.starts_with("calendar/") => FileKind::Calendar,
        _ if stem.starts_with("points/") => FileKind::PointsRecord,
        _ if stem.starts_with("registers/") => FileKind::Register,
        _ => FileKind::Other,
    }
}

/// The id of a Markdown file, and whether it is the `index.md` of a folder of its own.
pub(super) fn id(path: &str) -> (String, bool) {
    let path = path.strip_prefix("content/").unwrap_or(path);
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    match stem.strip_suffix("/index") {
        Some(folder) => (folder.to_owned(), true),
        None => (stem.to_owned(), false),
    }
}

/// A file that could not be read, by what others call it.
pub(super) fn broken(path: &str) -> Parsed {
    Parsed::Broken(id(path).0)
}

/// What others call a file that could not be taken: the id of a text, the path of a picture or attachment.
pub(super) fn known_as(path: &str) -> String {
    match path.rsplit_once('.') {
        Some((_, "md" | "yaml" | "yml")) => id(path).0,
        _ if is_sheet(path) && !is_attached_sheet(path) => id(path).0,
        _ => path.strip_prefix("content/").unwrap_or(path).to_owned(),
    }
}

impl FileKind {
    /// Bytes that such a YAML file may have.
    pub(super) fn most_bytes(self) -> usize {
        match self {
            FileKind::Site | FileKind::Kinds | FileKind::Calendar | FileKind::Theme => limits::SETTINGS,
            FileKind::Words | FileKind::Places | FileKind::PointsRules | FileKind::Goods => limits::LISTS,
            FileKind::PointsRecord => limits::RECORD,
            FileKind::Households | FileKind::Register => limits::REGISTER,
            FileKind::Markdown(_) | FileKind::Other => 0,
        }
    }

    /// Whether such a file may be a sheet as well.
    fn may_be_sheet(self) -> bool {
        self == FileKind::PointsRecord || self.row().is_some()
    }

    /// The fields of a row, where the file is a list that may be a sheet as well.
    pub(super) fn row(self) -> Option<Table<'static>> {
        match self {
            FileKind::Words => Some(schema::WORD),
            FileKind::PointsRules => Some(schema::POINTS_RULE),
            FileKind::Goods => Some(schema::GOODS),
            FileKind::Households => Some(schema::HOUSEHOLD),
            FileKind::PointsRecord
            | FileKind::Register
            | FileKind::Site
            | FileKind::Kinds
            | FileKind::Places
            | FileKind::Calendar
            | FileKind::Theme
            | FileKind::Markdown(_)
            | FileKind::Other => None,
        }
    }

    /// The field tables that a name in such a file may belong to.
    pub(super) fn tables(self) -> &'static [Table<'static>] {
        match self {
            FileKind::Site => &[schema::SITE],
            FileKind::Kinds => &[schema::KIND],
            FileKind::Places => &[schema::TOWNSHIP],
            FileKind::Calendar => &[schema::CALENDAR],
            FileKind::Words => &[schema::WORD],
            FileKind::PointsRules => &[schema::POINTS_RULES, schema::POINTS_RULE],
            FileKind::Theme => &[schema::THEME],
            FileKind::Goods => &[schema::GOODS],
            FileKind::Households => &[schema::HOUSEHOLD],
            FileKind::PointsRecord => &[schema::BATCH, schema::REDEMPTIONS],
            FileKind::Register => super::register::TABLES,
            FileKind::Markdown(_) | FileKind::Other => &[],
        }
    }
}
