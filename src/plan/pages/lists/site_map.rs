//! The site map: every section with what is in it.

use crate::collection::Collection;
use crate::plan::addresses::{Addresses, Floors};
use crate::plan::pages::frame::{item_link, menu_link, meta, page_link, trail};
use crate::plan::pages::lists::list::filters;
use crate::plan::pages::made::{Data, PageView};
use crate::plan::pages::{places, points};
use crate::plan::shelves::{MenuEntry, Section};
use crate::plan::view::{LinkView, SectionView};

/// Every list, place and plain page of the site; entries are found through their lists.
pub fn site_map(floors: &Floors) -> PageView<'static> {
    let mut sections: Vec<SectionView> =
        floors.shelves.menu.iter().map(|&entry| section(floors, entry)).collect();
    sections.push(other_pages(floors));
    let mut meta = meta(floors, "sitemap", "网站地图", Addresses::SITE_MAP);
    meta.breadcrumbs = trail([], "网站地图");
    PageView::new(meta, vec![("sections", Data::Sections(sections))])
}

fn section(floors: &Floors, entry: MenuEntry) -> SectionView {
    let links = match entry {
        MenuEntry::Home | MenuEntry::Page(_) => Vec::new(),
        MenuEntry::Section(Section::Of(collection)) => of_collection(floors, collection),
        MenuEntry::Section(Section::Places) => places::all_links(floors),
        MenuEntry::Section(Section::Points) => points::all_links(floors),
    };
    SectionView { link: menu_link(floors.facts, entry), links }
}

fn of_collection(floors: &Floors, collection: Collection) -> Vec<LinkView> {
    filters(floors, collection).into_iter().flat_map(|row| row.links).collect()
}

fn other_pages(floors: &Floors) -> SectionView {
    let pages = floors.facts.content.pages.iter().filter(|page| page.document.is_none());
    let mut links: Vec<LinkView> = pages.map(|page| item_link(&page.title.value, &page.item)).collect();
    links.push(page_link("公示截止日历", Addresses::DEADLINES));
    links.push(page_link("搜索", Addresses::SEARCH));
    links.push(page_link("开放数据", Addresses::DATA));
    SectionView { link: page_link("其他页面", Addresses::SITE_MAP), links }
}
