//! The page that says what open data there is and what each field means.

use crate::plan::addresses::{Addresses, Floors};
use crate::plan::pages::frame::{column, meta, trail};
use crate::plan::pages::made::{Data, PageView};
use crate::plan::view::DataSetView;

const TITLE: &str = "开放数据";

/// `sets` are explained by the table that the files are made from.
pub fn open_data(floors: &Floors, sets: Vec<DataSetView>) -> PageView<'static> {
    let mut meta = meta(floors, "data", TITLE, Addresses::DATA);
    meta.breadcrumbs = trail([], TITLE);
    let site = &floors.facts.content.site.name.value;
    meta.description = format!("{site}公示公告、荣誉、活动和积分的数据文件，可以下载使用。");
    meta.column = Some(column(TITLE, &meta.description, TITLE));
    PageView::new(meta, vec![("sets", Data::DataSets(sets))])
}
