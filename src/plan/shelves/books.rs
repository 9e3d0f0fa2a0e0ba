//! A folder of pages with an `index.md` is a book: its pages know one another. Everything else stands alone.

use crate::model::page::Page;
use crate::plan::facts::Facts;

/// The index of the book that a page belongs to, or is.
pub fn book<'a>(facts: &Facts<'a>, page: &Page) -> Option<&'a Page> {
    let folder = if page.item.folder { &page.item.id } else { page.item.id.rsplit_once('/')?.0 };
    let pages = &facts.content.pages;
    let at = pages.binary_search_by(|other| other.item.id.as_str().cmp(folder)).ok()?;
    Some(&pages[at]).filter(|book| book.item.folder)
}

/// The chapters of a page's book, the index first: as the index links to them, then by name.
pub fn chapters<'a>(facts: &Facts<'a>, page: &Page) -> Vec<&'a Page> {
    let Some(book) = book(facts, page) else { return Vec::new() };
    let prefix = format!("{}/", book.item.id);
    let order = |chapter: &&Page| {
        let name = chapter.item.id.strip_prefix(&prefix).unwrap_or_default();
        let linked = book.item.body.links.iter().position(|link| {
            let target = link.target.value.split('#').next().unwrap_or_default();
            target.trim_start_matches("./").trim_end_matches(".md") == name
        });
        (chapter.item.id != book.item.id, linked.unwrap_or(usize::MAX), chapter.item.id.clone())
    };
    let inside = |chapter: &&Page| chapter.item.id == book.item.id || chapter.item.id.starts_with(&prefix);
    let mut chapters: Vec<&Page> = facts.content.pages.iter().filter(inside).collect();
    if chapters.len() < 2 {
        return Vec::new();
    }
    chapters.sort_by_key(order);
    chapters
}
