//! The search page.

use super::archive::years;
use crate::plan::addresses::{Addresses, Floors, search_entries};
use crate::plan::pages::frame::{meta, trail};
use crate::plan::pages::made::{Data, PageView};
use crate::plan::view::SearchView;

/// The search page, and the years for readers without script.
pub fn search(floors: &Floors) -> PageView<'static> {
    let mut meta = meta(floors, "search", "搜索", Addresses::SEARCH);
    meta.breadcrumbs = trail([], "搜索");
    meta.description = "按标题、文号、地方、类别、单位、姓名和日期查找公示公告、荣誉、活动和文件。".into();
    let view = SearchView {
        index: Addresses::search_part(0),
        count: search_entries(floors.facts, floors.shelves),
        years: years(floors),
    };
    PageView::new(meta, vec![("search", Data::from(view))])
}
