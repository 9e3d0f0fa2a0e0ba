//! What every page has: the site, the page, links, states, facts, pictures.

use crate::plan::words::{Fact, Word};
use serde::Serialize;

/// `site` on every page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SiteView {
    /// What the site calls itself: SiteName.
    pub name: String,
    /// Absolute, with a final slash.
    pub base_url: String,
    /// Host name of the base URL: SiteDomain.
    pub domain: String,
    /// A sentence about the site, for search machines.
    pub description: Option<String>,
    /// 主办单位: the office that answers for the site.
    pub host: Option<String>,
    /// 承办单位: who runs it for that office.
    pub operator: Option<String>,
    /// 政府网站标识码, where the site has been given one.
    pub id_code: Option<String>,
    /// ICP number, as it must stand at the foot of every page.
    pub icp: Option<String>,
    /// Number of the public security filing, likewise.
    pub police: Option<String>,
    /// How to reach the site's keepers, as they wrote it.
    pub contact: Option<String>,
    /// Supervision telephones, all of the county.
    pub hotlines: Vec<PhoneView>,
    /// The menu.
    pub nav: Vec<LinkView>,
    /// The day that the board shows, `YYYY-MM-DD`.
    pub today: String,
    /// Shows invented content: every page must say so.
    pub demo: bool,
    /// The day is pinned (`today:` or `--today`): scripts must not correct days left.
    pub pinned: bool,
    /// The search page.
    pub search_href: String,
    /// The site map for readers; the one for machines is `sitemap.xml`.
    pub sitemap_href: String,
    /// The page of the publication log; none before the first publication.
    pub log_href: Option<String>,
    /// The page of open data.
    pub data_href: String,
    /// All notices of the content, in any state.
    pub notice_count: usize,
    /// Fingerprint of the style sheet and script, for cache-busting: `gongshi.css?v=…`.
    pub assets_version: String,
}

/// A telephone to complain to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PhoneView {
    /// Whose telephone it is.
    pub name: String,
    /// The number, as written.
    pub phone: String,
}

/// A link: `href` is relative to the site's root.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LinkView {
    /// What readers see of it.
    pub title: String,
    /// Encoded, and without the page's `root`; empty where there is nothing to go to.
    pub href: String,
    /// How many things are behind it, where that is worth saying.
    pub count: Option<usize>,
}

/// `page` on every page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PageMeta {
    /// Which sort of page: `home`, `notice`, `notices`, `honour`, …; the template's name without `.html`.
    pub template: &'static str,
    /// Title of this page alone, without the site's name.
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
    /// The first sixteen characters of the publication log's chain: on the home page at its last line about what is
    /// posted, on a notice's page at the last line about that.
    pub log_head: Option<String>,
    /// The number of that line.
    pub log_lines: usize,
    /// Full address.
    pub canonical: String,
    /// Prefix for every link on this page: empty, `../`, `../../`, …
    pub root: String,
    /// One sentence; where the content has none, the site's name and the title.
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

/// Column tags that rules for government sites ask of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ColumnView {
    /// ColumnName.
    pub name: String,
    /// ColumnDescription.
    pub description: String,
    /// ColumnKeywords, with commas between.
    pub keywords: String,
    /// ColumnType.
    pub kind: String,
}

/// Article tags that rules for government sites ask of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ArticleView {
    /// ArticleTitle.
    pub title: String,
    /// `YYYY-MM-DD HH:MM`
    pub pub_date: String,
    /// ContentSource: the unit that issued it.
    pub source: String,
    /// Keywords, with commas between.
    pub keywords: String,
    /// Author; units, not persons.
    pub author: String,
    /// Description: one sentence.
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
    /// What readers see; colour alone never tells a state.
    pub label: String,
}

/// A label and its value; `href` where the value is a link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FactView {
    /// What it is, with no colon after it.
    pub label: String,
    /// Text, already worded; never empty.
    pub value: String,
    /// Without the page's `root`; telephone and mail links are whole: `tel:…`, `mailto:…`.
    pub href: Option<String>,
}

/// A picture at build size; `href` is relative to the site's root.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PictureView {
    /// At most 1200 pixels wide.
    pub href: String,
    /// For those who cannot see it; empty for ornaments.
    pub alt: String,
    /// Pixels across, of `href`; none where the picture could not be read.
    pub width: Option<u32>,
    /// Pixels down, likewise.
    pub height: Option<u32>,
    /// The same 480 pixels wide, for phones; none when it is hardly smaller.
    pub small: Option<String>,
}

/// A heading of the body (`toc`, a flat list).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct HeadingView {
    /// 2 for the largest of a body: 1 is the page's own title.
    pub level: u8,
    /// Anchor on the page, without `#`.
    pub id: String,
    /// Its text, without emphasis.
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
