//! What a template gets for one page.

use crate::collection::Collection;
use crate::model::item::Item;
use crate::plan::view::{self, PageMeta};
use serde::Serialize;

/// What a template gets.
pub struct PageView<'a> {
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
    pub collection: Collection,
    pub members: Vec<u32>,
}

impl CardList {
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
        pub enum Data { $($name(view::$name),)* Deadlines(Vec<view::DeadlineView>), Sections(Vec<view::SectionView>),
            Rules(Vec<view::PointsRuleView>), Goods(Vec<view::GoodsView>), Links(Vec<view::LinkView>),
            Entries(Vec<view::EntryView>), Turn([Option<view::LinkView>; 2]), DataSets(Vec<view::DataSetView>) }
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
