//! The site's settings, as values.

use crate::model::log::clock::Excuse;
use crate::model::place::Places;
use crate::source::{SourceId, Spanned};
use jiff::civil::Date;

/// What site.yaml says.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// Where it was read.
    pub file: SourceId,
    /// The site's name, in its head and on every sheet.
    pub name: Spanned<String>,
    /// Absolute, with a path if the site lives under one, without a final slash.
    pub base_url: Spanned<String>,
    /// An IANA zone name.
    pub time_zone: Spanned<String>,
    /// What the site is for, for search engines and feeds.
    pub description: Option<Spanned<String>>,
    /// Who answers for the site (主办单位).
    pub host: Option<Spanned<String>>,
    /// Who runs it (承办单位).
    pub operator: Option<Spanned<String>>,
    /// The number of a government site (网站标识码).
    pub id_code: Option<Spanned<String>>,
    /// The record number of the ministry (ICP备案).
    pub icp: Option<Spanned<String>>,
    /// The record number of the police (公安备案).
    pub police: Option<Spanned<String>>,
    /// How to reach those who run it.
    pub contact: Option<Spanned<String>>,
    /// Numbers to complain to.
    pub hotlines: Vec<Hotline>,
    /// The name of a theme under themes/, or of the one within.
    pub theme: Option<Spanned<String>>,
    /// A demonstration: nothing on it is real.
    pub demo: Option<Spanned<bool>>,
    /// Pins the day on demonstration sites.
    pub today: Option<Spanned<Date>>,
    /// How index numbers (索引号) are made.
    pub index_pattern: Option<Spanned<String>>,
    /// Sections of the site, in the order of the menu.
    pub columns: Vec<Column>,
    /// Address of a time-stamping authority (RFC 3161) for the log's head.
    pub timestamp_url: Option<Spanned<String>>,
    /// Lines of the log that were written with a clock that was ahead, and who answers for that.
    pub clock_ahead: Vec<Excuse>,
    /// Files that are offered though the program cannot look through them: somebody has, and says why.
    pub unread_files: Vec<UnreadFile>,
    /// Places that the site is published to, by names of its own.
    pub targets: Vec<PublishTarget>,
}

/// A place that the site is published to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PublishTarget {
    /// What it is called on the command line.
    pub name: Spanned<String>,
    /// Its address, or a folder.
    pub url: Spanned<String>,
    /// How it is to be reached, by the option's name; never a secret.
    pub options: Vec<(String, String)>,
}

/// A file that somebody has looked through in the program's place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnreadFile {
    /// Its path under `content/`, or its name alone.
    pub file: Spanned<String>,
    /// Why it may be offered all the same.
    pub reason: Spanned<String>,
}

/// A number to complain to (监督电话).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hotline {
    /// Whose it is.
    pub name: Spanned<String>,
    /// The number.
    pub phone: Spanned<String>,
}

/// What a theme says of itself in its theme.yaml.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThemeSettings {
    /// Its folder under `themes/`.
    pub folder: String,
    /// Where it was read.
    pub file: SourceId,
    /// The theme whose templates it takes where it has none of its own.
    pub extends: Option<Spanned<String>>,
}

/// A section of the site that gathers some notice kinds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// A name for addresses.
    pub id: Spanned<String>,
    /// What it is called.
    pub name: Spanned<String>,
    /// What belongs in it.
    pub description: Option<Spanned<String>>,
    /// Keys or Chinese names of the kinds that it gathers.
    pub kinds: Vec<Spanned<String>>,
    /// Days after which it should have something new.
    pub stale_after_days: Option<Spanned<u16>>,
}

impl Site {
    /// Whether a file of a path under `content/` is offered though nobody but people can look through it.
    pub fn need_not_be_read(&self, path: &str) -> bool {
        let name = path.rsplit('/').next().unwrap_or(path);
        let named = |one: &UnreadFile| one.file.value == path || one.file.value == name;
        self.unread_files.iter().any(|one| named(one) && !one.reason.value.is_empty())
    }

    /// It is a demonstration.
    pub fn is_demo(&self) -> bool {
        self.demo.as_ref().is_some_and(|demo| demo.value)
    }

    /// The county's lines, and those of a township: a line that names another one is left out.
    pub fn hotlines_of<'a>(
        &'a self,
        places: &'a Places,
        own: &'a [Spanned<String>],
    ) -> impl Iterator<Item = &'a Hotline> {
        let elsewhere = move |name: &str| {
            let townships = places.townships.iter().map(|township| township.name.value.as_str());
            let mut others = townships.filter(|&township| own.iter().all(|own| own.value != township));
            others.any(|township| name.contains(township))
        };
        self.hotlines.iter().filter(move |line| !elsewhere(&line.name.value))
    }

    /// The path part of the base URL, with slashes at both ends: `/` or `/gongshi/`.
    pub fn base_path(&self) -> String {
        let rest = self.base_url.split_once("://").map_or("", |(_, rest)| rest);
        let path = rest.find('/').map_or("", |slash| &rest[slash..]).trim_matches('/');
        if path.is_empty() { "/".into() } else { format!("/{path}/") }
    }
}
