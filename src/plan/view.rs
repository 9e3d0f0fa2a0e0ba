//! What templates see: small values, text already worded, dates as `YYYY-MM-DD`, links relative to the
//! site's root (`notices/2026/x/index.html`), to be prefixed with the page's `root`.
//!
//! Every struct here is documented for theme authors on the reference page, which a test holds to
//! these files. Nothing here knows Tera or HTML.

mod cards;
mod frame;
mod items;
mod later;
mod lists;
mod notice;
mod places;
mod points;
mod project;
mod registers;

pub use cards::{ActivityCard, HonourCard, NoticeCard, PageCard};
pub use frame::{
    ArticleView, ColumnView, FactView, HeadingView, LinkView, PageMeta, PhoneView, PictureView, SiteView,
    StateView,
};
pub use items::{ActivityView, ContentView, DayView, HonourView, MonthView, RecipientView, RecordView};
pub use later::{Later, Maker};
pub use lists::{
    BarView, DataFieldView, DataSetView, DeadlineView, EntryView, FilterView, HomeView, ListView,
    LogEventView, LogView, Pager, SearchView, SectionView,
};
pub use notice::{
    ApplyView, AttachmentView, ChangeView, FieldView, NoticeView, PostedPointsRow, PostedPointsView,
    PostingView, RemarkView, StepView, VersionFileView, VersionView,
};
pub use places::{PlaceView, PlacesView, TownshipView};
pub use points::{
    BatchView, GoodsView, HouseholdView, PeriodRowView, PeriodView, PointsEntryView, PointsRuleView,
    PointsView,
};
pub use project::{
    FundView, ProgressView, ProjectCellView, ProjectColumnView, ProjectRowView, ProjectView, ProjectsView,
};
pub use registers::{
    RegisterCard, RegisterFilterView, RegisterGroupView, RegisterPartView, RegisterRowView, RegisterView,
};

use serde::Serialize;

/// An entry in a list.
#[derive(Serialize)]
#[serde(untagged)]
pub enum Card {
    /// `notices` in templates.
    Notice(Box<NoticeCard>),
    /// `honours` in templates.
    Honour(Box<HonourCard>),
    /// `activities` in templates.
    Activity(Box<ActivityCard>),
    /// `pages` in templates.
    Page(Box<PageCard>),
    /// `registers` in templates.
    Register(Box<RegisterCard>),
}

macro_rules! data {
    ($($name:ident),*) => {
        /// Any page's own values.
        #[derive(Serialize)]
        #[serde(untagged)]
        #[expect(clippy::large_enum_variant, reason = "one a page, dropped at once")]
        pub enum Data {
            $(#[doc = concat!("[`", stringify!($name), "`]")] $name($name),)*
            /// Windows by their last day.
            Deadlines(Vec<DeadlineView>),
            /// Parts of the site map.
            Sections(Vec<SectionView>),
            /// The catalogue of what earns points.
            Rules(Vec<PointsRuleView>),
            /// What can be had for points.
            Goods(Vec<GoodsView>),
            /// Pages beside this one.
            Links(Vec<LinkView>),
            /// Entries of all collections.
            Entries(Vec<EntryView>),
            /// The earlier month and the later one.
            Turn([Option<LinkView>; 2]),
            /// What open data there is.
            DataSets(Vec<DataSetView>),
            /// What a version's successor changed.
            Changes(Vec<ChangeView>),
        }
        $(impl From<$name> for Data { fn from(view: $name) -> Data { Data::$name(view) } })*
    };
}
data!(
    HomeView,
    NoticeView,
    VersionView,
    LogView,
    HonourView,
    ActivityView,
    MonthView,
    ListView,
    PlacesView,
    PlaceView,
    PointsView,
    PeriodView,
    HouseholdView,
    ContentView,
    RegisterView,
    SearchView
);
