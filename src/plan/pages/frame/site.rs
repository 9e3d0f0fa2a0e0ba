//! The site as every page shows it: settings, menu, day.

use super::links::{item_link, page_link};
use crate::plan::addresses::{Addresses, Floors, url};
use crate::plan::facts::Facts;
use crate::plan::shelves::MenuEntry;
use crate::plan::view::{LinkView, PhoneView, SiteView};
use crate::plan::words;

pub(crate) fn site(floors: &Floors) -> SiteView {
    let (facts, addresses) = (floors.facts, floors.addresses);
    let site = &facts.content.site;
    let words = |text: &Option<crate::source::Spanned<String>>| text.as_ref().map(|text| text.value.clone());
    SiteView {
        name: site.name.value.clone(),
        base_url: addresses.base().to_owned(),
        domain: addresses.domain().to_owned(),
        description: words(&site.description),
        host: words(&site.host),
        operator: words(&site.operator),
        id_code: words(&site.id_code),
        icp: words(&site.icp),
        police: words(&site.police),
        contact: words(&site.contact),
        hotlines: site
            .hotlines
            .iter()
            .map(|line| PhoneView { name: line.name.value.clone(), phone: line.phone.value.clone() })
            .collect(),
        nav: floors.shelves.menu.iter().map(|&entry| menu_link(facts, entry)).collect(),
        today: words::iso(facts.today()),
        pinned: facts.settings.pinned,
        demo: site.is_demo(),
        search_href: url::page_href(Addresses::SEARCH),
        sitemap_href: url::page_href(Addresses::SITE_MAP),
        log_href: facts.log.anchor().map(|_| url::page_href(Addresses::LOG_PAGE)),
        data_href: url::page_href(Addresses::DATA),
        notice_count: facts.content.notices.len(),
        assets_version: String::new(),
    }
}

pub(crate) fn menu_link(facts: &Facts, entry: MenuEntry) -> LinkView {
    match entry {
        MenuEntry::Home => page_link("首页", Addresses::HOME),
        MenuEntry::Section(section) => page_link(section.name(), &Addresses::section(section)),
        MenuEntry::Page(i) => {
            let page = &facts.content.pages[i as usize];
            item_link(&page.title.value, &page.item)
        }
    }
}
