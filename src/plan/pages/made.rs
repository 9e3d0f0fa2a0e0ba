//! What a template gets for one page.

use crate::collection::Collection;
use crate::model::item::Item;
use crate::plan::view::{self, PageMeta};
use serde::Serialize;

/// What a template gets.
pub struct PageView<'a> {
    /// What every page has.
    pub meta: PageMeta,
    /// Values of this page alone, by their name in templates.
    pub data: Vec<(&'static str, Data)>,
    /// Lists of shared cards, by their name in templates.
    pub lists: Vec<(&'static str, CardList)>,
    /// Filters shared by all lists of a collection.
    pub filters: Option<Collection>,
    /// The Markdown to show.
    pub body: Option<&'a Item>,
}

impl PageView<'_> {
    /// A page of its own values alone.
    pub fn new(meta: PageMeta, data: Vec<(&'static str, Data)>) -> PageView<'static> {
        PageView { meta, data, lists: Vec::new(), filters: None, body: None }
    }
}

/// Cards of a collection, by their places in the content.
pub struct CardList {
    /// Whose cards.
    pub collection: Collection,
    /// In the order shown.
    pub members: Vec<u32>,
}

impl CardList {
    /// Shows those members, in the order given.
    pub fn new(collection: Collection, members: impl IntoIterator<Item = u32>) -> CardList {
        CardList { collection, members: members.into_iter().collect() }
    }
}

macro_rules! data {
    ($($name:ident),*) => {
        /// Any page's own values.
        #[derive(Serialize)]
        #[serde(untagged)]
        #[expect(clippy::large_enum_variant, reason = "one a page, dropped at once")]
        pub enum Data {
            $(#[doc = concat!("[`", stringify!($name), "`](view::", stringify!($name), ")")] $name(view::$name),)*
            /// Windows by their last day.
            Deadlines(Vec<view::DeadlineView>),
            /// Parts of the site map.
            Sections(Vec<view::SectionView>),
            /// The catalogue of what earns points.
            Rules(Vec<view::PointsRuleView>),
            /// What can be had for points.
            Goods(Vec<view::GoodsView>),
            /// Pages beside this one.
            Links(Vec<view::LinkView>),
            /// Entries of all collections.
            Entries(Vec<view::EntryView>),
            /// The earlier month and the later one.
            Turn([Option<view::LinkView>; 2]),
            /// What open data there is.
            DataSets(Vec<view::DataSetView>),
        }
        $(impl From<view::$name> for Data { fn from(view: view::$name) -> Data { Data::$name(view) } })*
    };
}
data!(
    HomeView,
    NoticeView,
    HonourView,
    ActivityView,
    MonthView,
    ListView,
    PlacesView,
    PlaceView,
    PointsView,
    HouseholdView,
    ContentView,
    SearchView
);
