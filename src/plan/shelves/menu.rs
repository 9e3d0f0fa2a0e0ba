//! The menu: what there is of the kinds, then the pages that ask to be in it.

use super::list::{List, ListKey};
use crate::collection::Collection;
use crate::plan::facts::{Facts, number};

/// A part of the site with a page of its own above all of its pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// A collection's.
    Of(Collection),
    /// The points bank's.
    Points,
    /// That of townships and villages.
    Places,
}

/// An entry of the menu at the head of every page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MenuEntry {
    /// The front page.
    Home,
    /// A section's first page.
    Section(Section),
    /// By its place in the content.
    Page(u32),
}

impl Section {
    /// In the menu.
    pub fn name(self) -> &'static str {
        match self {
            Section::Of(collection) => collection.row().list.menu,
            other => other.heading(),
        }
    }

    /// Over its pages.
    pub fn heading(self) -> &'static str {
        match self {
            Section::Of(collection) => collection.row().list.heading,
            Section::Points => "文明银行",
            Section::Places => "乡镇和村",
        }
    }

    /// Place in the menu.
    fn order(self) -> u8 {
        match self {
            Section::Of(collection) => collection.row().list.order,
            Section::Points => 30,
            Section::Places => 50,
        }
    }
}

/// Sections that have something in them; `lists` are those of all collections.
pub(super) fn menu(facts: &Facts, lists: &[List]) -> Vec<MenuEntry> {
    let content = facts.content;
    let listed = |collection: &Collection| lists.iter().any(|list| list.key == ListKey::All(*collection));
    let mut sections: Vec<Section> = Collection::ALL.into_iter().filter(listed).map(Section::Of).collect();
    sections.extend((!content.points.households.is_empty()).then_some(Section::Points));
    sections.extend((!facts.places.is_empty()).then_some(Section::Places));
    sections.sort_by_key(|section| section.order());
    let mut menu = vec![MenuEntry::Home];
    menu.extend(sections.into_iter().map(MenuEntry::Section));
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
