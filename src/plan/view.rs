//! What templates see: small values, text already worded, dates as `YYYY-MM-DD`, links relative to the
//! site's root (`notices/2026/x/index.html`), to be prefixed with the page's `root`.
//!
//! Every struct here is documented for theme authors on the reference page, which a test holds to
//! this file. Nothing here knows Tera or HTML.

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

/// A notice in a list (`notices`).
#[derive(Clone, Debug, Default, Serialize)]
pub struct NoticeCard {
    pub href: String,
    pub title: String,
    pub kind: String,
    pub kind_key: String,
    /// Township and village, or the county's name for county notices.
    pub place: String,
    pub issuer: String,
    pub number: Option<String>,
    /// The day it went up, or was signed: what lists are sorted by.
    pub date: String,
    pub from: Option<String>,
    pub until: Option<String>,
    /// While it is open: full days left after today; 0 on the last day.
    pub days_left: Option<i64>,
    pub state: StateView,
}

/// One notice (`notice` on notice.html).
#[derive(Clone, Debug, Default, Serialize)]
pub struct NoticeView {
    pub title: String,
    pub kind: LinkView,
    /// The kind is posted for objections; otherwise it only informs.
    pub for_objections: bool,
    pub number: Option<String>,
    pub issuer: String,
    pub township: Option<LinkView>,
    pub village: Option<LinkView>,
    pub state: StateView,
    /// 索引号, 发布机构, 文号, 成文日期, 发布日期, 有效性 …: label and value, in order.
    pub disclosure: Vec<FactView>,
    pub posting: Option<PostingView>,
    pub contact: Vec<FactView>,
    pub hotlines: Vec<PhoneView>,
    pub project: Option<ProjectView>,
    pub attachments: Vec<AttachmentView>,
    pub corrections: Vec<RemarkView>,
    pub withdrawn: Option<RemarkView>,
    /// The notice that this one takes the place of.
    pub supersedes: Option<LinkView>,
    /// The notice that took the place of this one.
    pub superseded_by: Option<LinkView>,
    /// `None`: nothing said yet. Empty: none received.
    pub objections: Option<Vec<RemarkView>>,
    pub filing: Vec<FactView>,
    /// Batches, honours and the like that refer to this notice.
    pub related: Vec<LinkView>,
    pub previous: Option<LinkView>,
    pub next: Option<LinkView>,
    /// The QR code of the page's address: an SVG path for a stroke 1 wide along the middle of the rows, in a
    /// square of `qr_size` modules (`transform="translate(0 .5)" stroke="#000"`).
    pub qr_path: String,
    pub qr_size: usize,
}

/// A label and its value; `href` where the value is a link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FactView {
    pub label: String,
    pub value: String,
    pub href: Option<String>,
}

/// The posting period as shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PostingView {
    pub from: String,
    pub until: String,
    pub days_left: Option<i64>,
    /// Days until it starts, when it is ahead.
    pub starts_in: Option<i64>,
    /// The rule in words: `公示期不少于10天`.
    pub rule: String,
    /// Where the rule comes from.
    pub source: Option<String>,
    pub boards: Vec<String>,
    /// When the publication log saw it first: `YYYY-MM-DD HH:MM`.
    pub posted_at: Option<String>,
    /// Line of the `posted` event in the publication log.
    pub log_line: Option<usize>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct ProjectView {
    /// Name, category, site, content, period, goal, unit, responsible, beneficiaries, benefit link.
    pub facts: Vec<FactView>,
    pub funds: Vec<FundView>,
    pub total: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FundView {
    pub source: String,
    /// In yuan: `365,000`.
    pub amount: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct AttachmentView {
    pub title: String,
    pub href: String,
    /// `PDF`, `XLSX`, …
    pub format: String,
    /// `128 KB`
    pub size: String,
}

/// A dated remark: a correction, an objection with its outcome, a withdrawal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RemarkView {
    pub on: Option<String>,
    pub what: String,
    /// Reason of a correction or withdrawal; outcome of an objection.
    pub note: Option<String>,
    /// Who approved it.
    pub authority: Option<String>,
}

/// Page numbers under a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Pager {
    pub number: usize,
    pub pages: usize,
    /// Items on all pages together.
    pub total: usize,
    pub previous: Option<String>,
    pub next: Option<String>,
    /// Links to page numbers, gaps as links with an empty `href`.
    pub links: Vec<LinkView>,
}

/// A page that is a list (`list` on notices.html, honours.html, activities.html, documents.html).
/// Its items are in `notices`, `honours`, `activities` or `pages`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ListView {
    pub heading: String,
    pub intro: Option<String>,
    pub pager: Pager,
    /// What to say when there is nothing.
    pub empty: String,
}

/// A row of links to neighbouring lists (`filters` on list pages): by state, kind, place, year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FilterView {
    pub name: String,
    pub links: Vec<LinkView>,
}

/// The front page (`home`). Lists beside it: `open` (posted now, soonest end first), `ending` (those that
/// end within three days), `latest` (other notices), `joinable` (activities), `honours`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct HomeView {
    pub open_count: usize,
    pub ending_count: usize,
    pub joinable_count: usize,
    pub columns: Vec<LinkView>,
    pub townships: Vec<LinkView>,
    /// Points of all villages, best first, a few.
    pub points: Vec<BarView>,
    pub open_href: Option<String>,
    pub deadlines_href: Option<String>,
    pub notices_href: Option<String>,
    pub activities_href: Option<String>,
    pub honours_href: Option<String>,
    pub points_href: Option<String>,
}

/// An honour in a list (`honours`).
#[derive(Clone, Debug, Default, Serialize)]
pub struct HonourCard {
    pub href: String,
    pub title: String,
    pub award: String,
    pub level: String,
    pub year: Option<i16>,
    pub awarded_by: Option<String>,
    /// First names of recipients, shortened: `李某某、王某某等 5 户`.
    pub recipients: String,
    pub photo: Option<PictureView>,
    pub revoked: bool,
}

/// One honour (`honour` on honour.html).
#[derive(Clone, Debug, Default, Serialize)]
pub struct HonourView {
    pub title: String,
    pub award: LinkView,
    pub level: String,
    pub facts: Vec<FactView>,
    pub notice: Option<LinkView>,
    pub recipients: Vec<RecipientView>,
    pub valid_until: Option<String>,
    pub expired: bool,
    pub revoked: Option<RemarkView>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct RecipientView {
    pub name: String,
    pub place: String,
    pub place_href: Option<String>,
    pub deed: Option<String>,
    pub photo: Option<PictureView>,
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

/// An activity in a list (`activities`).
#[derive(Clone, Debug, Default, Serialize)]
pub struct ActivityCard {
    pub href: String,
    pub title: String,
    pub state: StateView,
    pub service: Option<String>,
    pub place: String,
    /// `YYYY-MM-DD HH:MM`
    pub from: String,
    /// `11月8日（周日）14:30–17:00`
    pub when: String,
    pub organiser: Option<String>,
    pub quota: Option<u32>,
}

/// One activity (`activity` on activity.html).
#[derive(Clone, Debug, Default, Serialize)]
pub struct ActivityView {
    pub title: String,
    pub state: StateView,
    pub when: String,
    /// The repetition in words.
    pub repeats: Option<String>,
    pub facts: Vec<FactView>,
    pub signup: Vec<FactView>,
    pub signup_open: bool,
    /// Reason of a cancellation or postponement.
    pub reason: Option<String>,
    pub record: Option<RecordView>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct RecordView {
    pub facts: Vec<FactView>,
    pub summary: Option<String>,
    pub photos: Vec<PictureView>,
}

/// A month of activities (`month` on month.html).
#[derive(Clone, Debug, Default, Serialize)]
pub struct MonthView {
    /// `2026年11月`
    pub heading: String,
    pub previous: Option<LinkView>,
    pub next: Option<LinkView>,
    /// Weeks from Monday; days of other months have `day` 0.
    pub weeks: Vec<Vec<DayView>>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct DayView {
    pub day: i8,
    pub date: String,
    pub today: bool,
    /// A holiday, weekend or make-up workday in words, where there is one.
    pub note: Option<String>,
    pub links: Vec<LinkView>,
}

/// The points of the county (`points` on points.html) or of one village (points-village.html).
#[derive(Clone, Debug, Default, Serialize)]
pub struct PointsView {
    pub heading: String,
    /// Villages on points.html, households on points-village.html; highest first.
    pub rows: Vec<BarView>,
    pub highest: i64,
    /// Some row lost points at a turn of the year.
    pub any_expired: bool,
    pub batches: Vec<BatchView>,
    pub links: Vec<LinkView>,
}

/// A row of a table and a bar of its chart.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct BarView {
    pub label: String,
    pub href: Option<String>,
    /// Points to spend today.
    pub value: i64,
    /// Points earned in all, deductions taken off, and spent.
    pub earned: i64,
    pub spent: i64,
    /// Points lost at turns of the year.
    pub expired: i64,
    /// The bar's length in percent of the highest, one decimal.
    pub percent: f64,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct BatchView {
    pub name: String,
    pub meeting: Option<String>,
    pub village: String,
    pub entries: usize,
    pub points: i64,
    pub notice: Option<LinkView>,
    pub state: StateView,
}

/// One household (`household` on household.html).
#[derive(Clone, Debug, Default, Serialize)]
pub struct HouseholdView {
    pub name: String,
    pub village: LinkView,
    pub group: Option<String>,
    pub balance: i64,
    pub earned: i64,
    pub spent: i64,
    /// Points lost at turns of the year.
    pub expired: i64,
    /// Points still posted, not yet to be spent.
    pub pending: i64,
    /// Newest first: positive entries, what was bought, what a year's end took; deductions as one sum. The
    /// points of all but those taken back are `balance` and `pending` together.
    pub entries: Vec<PointsEntryView>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct PointsEntryView {
    /// None for a sum of several.
    pub on: Option<String>,
    pub what: String,
    pub points: i64,
    pub spendable: bool,
    /// `recorded` to be spent, `posted` not yet, `objection` being taken back, `withdrawn` taken back, `over`
    /// spent, deducted, or gone with its year.
    pub state: StateView,
}

/// The catalogue of rules (`rules` on points-rules.html).
#[derive(Clone, Debug, Default, Serialize)]
pub struct PointsRuleView {
    pub category: String,
    pub deed: String,
    pub points: String,
    pub cap: Option<String>,
    pub evidence: Option<String>,
    pub valid: Option<String>,
}

/// The catalogue of goods (`goods` on shop.html).
#[derive(Clone, Debug, Default, Serialize)]
pub struct GoodsView {
    pub name: String,
    pub unit: Option<String>,
    pub points: i32,
    /// What is left today.
    pub left: i32,
}

/// A township or village (`place` on place.html); beside it the lists `notices`, `honours`, `activities`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PlaceView {
    pub name: String,
    /// `township` or `village`
    pub level: &'static str,
    pub parent: Option<LinkView>,
    pub villages: Vec<LinkView>,
    /// More of everything: all notices, points, calendar …
    pub more: Vec<LinkView>,
}

/// All places (`places` on places.html).
#[derive(Clone, Debug, Default, Serialize)]
pub struct PlacesView {
    pub townships: Vec<TownshipView>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct TownshipView {
    pub link: LinkView,
    pub villages: Vec<LinkView>,
}

/// A plain page or policy document in a list (`pages`).
#[derive(Clone, Debug, Default, Serialize)]
pub struct PageCard {
    pub href: String,
    pub title: String,
    pub number: Option<String>,
    pub issuer: Option<String>,
    pub signed: Option<String>,
    pub status: Option<String>,
    pub topic: Option<String>,
}

/// A plain page (`content` on page.html).
#[derive(Clone, Debug, Default, Serialize)]
pub struct ContentView {
    pub title: String,
    pub document: Vec<FactView>,
    /// Pages beside it in the same folder: the handbook's contents.
    pub siblings: Vec<LinkView>,
    pub previous: Option<LinkView>,
    pub next: Option<LinkView>,
}

/// A heading of the body (`toc`, a flat list).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct HeadingView {
    pub level: u8,
    pub id: String,
    pub title: String,
}

/// The site map page (`sections` on sitemap.html).
#[derive(Clone, Debug, Default, Serialize)]
pub struct SectionView {
    pub link: LinkView,
    pub links: Vec<LinkView>,
}

/// Which windows end when (`deadlines` on deadlines.html).
#[derive(Clone, Debug, Default, Serialize)]
pub struct DeadlineView {
    pub date: String,
    pub weekday: &'static str,
    pub days_left: i64,
    pub notices: Vec<LinkView>,
}

/// The search page (`search` on search.html).
#[derive(Clone, Debug, Default, Serialize)]
pub struct SearchView {
    /// The first file of the index, for the script; each names the next.
    pub index: String,
    /// How many things can be found.
    pub count: usize,
    /// Everything by month, for readers without script: years, newest first, with their months.
    pub years: Vec<SectionView>,
}

/// Anything in a list of all kinds (`entries` on archive.html, with `list` beside it, and `turn`: the earlier
/// and the later month, either may be none).
#[derive(Clone, Debug, Default, Serialize)]
pub struct EntryView {
    pub title: String,
    pub href: String,
    pub kind: String,
    /// May be empty.
    pub place: String,
    pub date: String,
    pub state: Option<StateView>,
}

/// A set of open data (`sets` on data.html).
#[derive(Clone, Debug, Default, Serialize)]
pub struct DataSetView {
    pub title: &'static str,
    pub about: &'static str,
    /// Rows in it.
    pub count: usize,
    /// CSV, then JSON.
    pub files: Vec<LinkView>,
    pub fields: Vec<DataFieldView>,
}

/// A field of a set: its key in JSON, its heading in CSV, what it holds and means.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct DataFieldView {
    pub key: &'static str,
    pub title: &'static str,
    pub sort: &'static str,
    /// May be empty where the title says it all.
    pub about: &'static str,
}
