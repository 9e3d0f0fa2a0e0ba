//! The menu: what there is of the kinds, then the pages that ask to be in it.

use crate::plan::facts::{Facts, number};

/// A part of the site with a page of its own above all of its pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    Notices,
    Honours,
    Points,
    Activities,
    Places,
    Documents,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MenuEntry {
    Home,
    Section(Section),
    /// By its place in the content.
    Page(u32),
}

impl Section {
    /// In the menu.
    pub fn name(self) -> &'static str {
        match self {
            Section::Activities => "志愿服务",
            other => other.heading(),
        }
    }

    /// Over its pages.
    pub fn heading(self) -> &'static str {
        match self {
            Section::Notices => "公示公告",
            Section::Honours => "荣誉榜",
            Section::Points => "文明银行",
            Section::Activities => "志愿服务活动",
            Section::Places => "乡镇和村",
            Section::Documents => "政策文件",
        }
    }
}

pub fn menu(facts: &Facts) -> Vec<MenuEntry> {
    let content = facts.content;
    let sections = [
        (true, Section::Notices),
        (!content.honours.is_empty(), Section::Honours),
        (!content.points.households.is_empty(), Section::Points),
        (!content.activities.is_empty(), Section::Activities),
        (!facts.places.is_empty(), Section::Places),
        (content.pages.iter().any(|page| page.document.is_some()), Section::Documents),
    ];
    let mut menu = vec![MenuEntry::Home];
    menu.extend(sections.iter().filter(|section| section.0).map(|&(_, section)| MenuEntry::Section(section)));
    let mut pages: Vec<_> = content
        .pages
        .iter()
        .enumerate()
        .filter_map(|(i, page)| Some((page.nav.as_ref()?.value, &page.item.id, number(i))))
        .collect();
    pages.sort_unstable();
    menu.extend(pages.into_iter().map(|(_, _, i)| MenuEntry::Page(i)));
    menu
}
