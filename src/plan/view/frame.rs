//! What every page has: the site, the page, links, states, facts, pictures.

use crate::plan::words::{Fact, Word};
use serde::Serialize;

/// `site` on every page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SiteView {
    pub name: String,
    /// Absolute, with a final slash.
    pub base_url: String,
    /// Host name of the base URL: SiteDomain.
    pub domain: String,
    pub description: Option<String>,
    pub host: Option<String>,
    pub operator: Option<String>,
    pub id_code: Option<String>,
    pub icp: Option<String>,
    pub police: Option<String>,
    pub contact: Option<String>,
    pub hotlines: Vec<PhoneView>,
    /// The menu.
    pub nav: Vec<LinkView>,
    /// The day that the board shows, `YYYY-MM-DD`.
    pub today: String,
    pub demo: bool,
    /// The day is pinned (`today:` or `--today`): scripts must not correct days left.
    pub pinned: bool,
    pub search_href: String,
    pub sitemap_href: String,
    /// The page of open data.
    pub data_href: String,
    pub notice_count: usize,
    /// Fingerprint of the style sheet and script, for cache-busting: `gongshi.css?v=…`.
    pub assets_version: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PhoneView {
    pub name: String,
    pub phone: String,
}

/// A link: `href` is relative to the site's root.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LinkView {
    pub title: String,
    pub href: String,
    /// How many things are behind it, where that is worth saying.
    pub count: Option<usize>,
}

/// `page` on every page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PageMeta {
    /// Which sort of page: `home`, `notice`, `notices`, `honour`, …; the template's name without `.html`.
    pub template: &'static str,
    pub title: String,
    /// Site-absolute path of the page: `/notices/2026/x/`.
    pub url: String,
    /// The page as a link from the root; of a list its first page: `notices/index.html`. What is current in
    /// `filters` is the link with this `href`.
    pub href: String,
    /// The `href` of the menu entry that the page belongs to.
    pub section: String,
    /// The page says days left, which a script may correct when it is older than today.
    pub dated: bool,
    /// Home and notices: the first sixteen characters of the publication log's head.
    pub log_head: Option<String>,
    /// How many lines the publication log has, with `log_head`.
    pub log_lines: usize,
    /// Full address.
    pub canonical: String,
    /// Prefix for every link on this page: empty, `../`, `../../`, …
    pub root: String,
    pub description: String,
    /// From home down to, and including, this page; the last has an empty `href`.
    pub breadcrumbs: Vec<LinkView>,
    /// Set on home, lists and content pages: the column tags of government sites.
    pub column: Option<ColumnView>,
    /// Set on content pages: the article tags of government sites.
    pub article: Option<ArticleView>,
    /// Atom feeds that belong to this page.
    pub feeds: Vec<LinkView>,
    /// Calendars (iCalendar) that belong to this page.
    pub calendars: Vec<LinkView>,
    /// True: search machines shall not list it.
    pub noindex: bool,
    /// JSON-LD, ready to stand in a script element.
    pub json_ld: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ColumnView {
    pub name: String,
    pub description: String,
    pub keywords: String,
    pub kind: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ArticleView {
    pub title: String,
    /// `YYYY-MM-DD HH:MM`
    pub pub_date: String,
    pub source: String,
    pub keywords: String,
    pub author: String,
    pub description: String,
    /// Absolute address of a picture.
    pub image: Option<String>,
    /// Absolute address of the page.
    pub url: String,
}

/// Shown state of something: a word, and a key for style and shape.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct StateView {
    /// Notices: `draft scheduled posted objection ended filed informed withdrawn superseded`.
    /// Activities: `announced signup running over recorded cancelled postponed`.
    pub key: &'static str,
    pub label: String,
}

/// A label and its value; `href` where the value is a link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FactView {
    pub label: String,
    pub value: String,
    pub href: Option<String>,
}

/// A picture at build size; `href` is relative to the site's root.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PictureView {
    /// At most 1200 pixels wide.
    pub href: String,
    pub alt: String,
    pub width: Option<u32>,
    pub height: Option<u32>,
    /// The same 480 pixels wide, for phones; none when it is hardly smaller.
    pub small: Option<String>,
}

/// A heading of the body (`toc`, a flat list).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct HeadingView {
    pub level: u8,
    pub id: String,
    pub title: String,
}

impl From<Word> for StateView {
    fn from(Word { key, label }: Word) -> StateView {
        StateView { key, label: label.to_owned() }
    }
}

impl From<Fact> for FactView {
    fn from(Fact { label, value }: Fact) -> FactView {
        FactView { label: label.to_owned(), value, href: None }
    }
}
