//! What templates see: small values, text already worded, dates as `YYYY-MM-DD`, links relative to the
//! site's root (`notices/2026/x/index.html`), to be prefixed with the page's `root`.
//!
//! Every struct here is documented for theme authors on the reference page, which a test holds to
//! these files. Nothing here knows Tera or HTML.

mod cards;
mod frame;
mod items;
mod lists;
mod notice;
mod places;
mod points;

pub use cards::{ActivityCard, HonourCard, NoticeCard, PageCard};
pub use frame::{
    ArticleView, ColumnView, FactView, HeadingView, LinkView, PageMeta, PhoneView, PictureView, SiteView,
    StateView,
};
pub use items::{ActivityView, ContentView, DayView, HonourView, MonthView, RecipientView, RecordView};
pub use lists::{
    BarView, DataFieldView, DataSetView, DeadlineView, EntryView, FilterView, HomeView, ListView, Pager,
    SearchView, SectionView,
};
pub use notice::{AttachmentView, FundView, NoticeView, PostingView, ProjectView, RemarkView};
pub use places::{PlaceView, PlacesView, TownshipView};
pub use points::{BatchView, GoodsView, HouseholdView, PointsEntryView, PointsRuleView, PointsView};
