//! The site's settings, as values.

use crate::model::log::clock::Excuse;
use crate::source::{SourceId, Spanned};
use jiff::civil::Date;

#[derive(Clone, Debug, Default)]
pub struct Site {
    pub file: SourceId,
    pub name: Spanned<String>,
    /// Absolute, with a path if the site lives under one, without a final slash.
    pub base_url: Spanned<String>,
    /// An IANA zone name.
    pub time_zone: String,
    pub description: Option<Spanned<String>>,
    pub host: Option<Spanned<String>>,
    pub operator: Option<Spanned<String>>,
    pub id_code: Option<Spanned<String>>,
    pub icp: Option<Spanned<String>>,
    pub police: Option<Spanned<String>>,
    pub contact: Option<Spanned<String>>,
    pub hotlines: Vec<Hotline>,
    pub theme: Option<Spanned<String>>,
    pub demo: Option<Spanned<bool>>,
    /// Pins the day on demonstration sites.
    pub today: Option<Spanned<Date>>,
    pub index_pattern: Option<Spanned<String>>,
    pub columns: Vec<Column>,
    /// Address of a time-stamping authority (RFC 3161) for the log's head.
    pub timestamp_url: Option<Spanned<String>>,
    /// Lines of the log that were written with a clock that was ahead, and who answers for that.
    pub clock_ahead: Vec<Excuse>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hotline {
    pub name: Spanned<String>,
    pub phone: Spanned<String>,
}

/// What a theme says of itself in its theme.yaml.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThemeSettings {
    /// Its folder under `themes/`.
    pub folder: String,
    pub file: SourceId,
    /// The theme whose templates it takes where it has none of its own.
    pub extends: Option<Spanned<String>>,
}

/// A section of the site that gathers some notice kinds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    pub id: Spanned<String>,
    pub name: Spanned<String>,
    pub description: Option<Spanned<String>>,
    pub kinds: Vec<Spanned<String>>,
    pub stale_after_days: Option<Spanned<u16>>,
}

impl Site {
    pub fn is_demo(&self) -> bool {
        self.demo.as_ref().is_some_and(|demo| demo.value)
    }

    /// The path part of the base URL, with slashes at both ends: `/` or `/gongshi/`.
    pub fn base_path(&self) -> String {
        let rest = self.base_url.split_once("://").map_or("", |(_, rest)| rest);
        let path = rest.find('/').map_or("", |slash| &rest[slash..]).trim_matches('/');
        if path.is_empty() { "/".into() } else { format!("/{path}/") }
    }
}
