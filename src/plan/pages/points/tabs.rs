//! The head of pages about points, and the links between them.

use crate::plan::addresses::{Addresses, Floors, url};
use crate::plan::pages::frame::{column, meta, page_link, trail};
use crate::plan::shelves::Section;
use crate::plan::view::{LinkView, PageMeta};

pub(super) fn tabs() -> Vec<LinkView> {
    vec![
        page_link("各村积分", &Addresses::section(Section::Points)),
        page_link("积分规则", Addresses::RULES),
        page_link("文明超市", Addresses::SHOP),
    ]
}

/// The link to a village's points page, when it has households.
pub(crate) fn village_link(floors: &Floors, village: &str) -> Option<LinkView> {
    let at = floors.facts.villages.iter().position(|&known| known == village)?;
    Some(page_link("文明银行积分", &floors.addresses.villages[at]))
}

/// For the site map.
pub(crate) fn all_links(floors: &Floors) -> Vec<LinkView> {
    let villages = floors.facts.villages.iter().zip(&floors.addresses.villages);
    tabs().into_iter().chain(villages.map(|(&name, folder)| page_link(name, folder))).collect()
}

pub(super) fn frame(
    floors: &Floors,
    template: &'static str,
    folder: &str,
    title: &str,
    above: impl IntoIterator<Item = LinkView>,
) -> PageMeta {
    let mut meta = meta(floors, template, title, folder);
    meta.section = url::page_href(&Addresses::section(Section::Points));
    meta.breadcrumbs = trail(above, title);
    meta.column = Some(column(title, &meta.description, "文明银行"));
    meta
}
