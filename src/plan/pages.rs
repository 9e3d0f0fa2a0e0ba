//! Plain pages and policy documents.

use super::lists::{List, Shelf, group};
use super::view::{ArticleView, ContentView, FactView, LinkView, PageCard};
use super::{Data, PageView, PlannedPage, SitePlan, What, number, of_item, site, url, wording};
use crate::markdown;
use crate::model::page::{Document, Page};
use std::cmp::Reverse;

const PARENT: (&str, &str) = ("documents/", "政策文件");

/// Characters of a description.
const DESCRIPTION: usize = 110;

pub fn cards(plan: &SitePlan) -> Vec<PageCard> {
    plan.content.pages.iter().map(card).collect()
}

fn card(page: &Page) -> PageCard {
    let document = page.document.as_ref().map(|document| &document.value);
    let words = |pick: fn(&Document) -> &Option<crate::source::Spanned<String>>| {
        Some(pick(document?).as_ref()?.value.clone())
    };
    PageCard {
        href: url::page_href(&format!("{}/", page.item.id)),
        title: page.title.value.clone(),
        number: words(|document| &document.number),
        issuer: words(|document| &document.issuer),
        signed: document.and_then(|document| Some(wording::iso(document.signed.as_ref()?.value))),
        status: words(|document| &document.status),
        topic: words(|document| &document.topic),
    }
}

pub fn pages(plan: &SitePlan) -> Vec<PlannedPage> {
    let pages = plan.content.pages.iter().enumerate();
    pages.map(|(i, page)| of_item(&page.item.id, What::Page(number(i)))).collect()
}

pub fn lists(plan: &SitePlan) -> Vec<List> {
    let pages = &plan.content.pages;
    let mut all: Vec<u32> =
        (0..number(pages.len())).filter(|&i| pages[i as usize].document.is_some()).collect();
    if all.is_empty() {
        return Vec::new();
    }
    all.sort_by_key(|&i| (Reverse(plan.cards.pages[i as usize].signed.clone()), &pages[i as usize].item.id));
    let list = |folder: String, heading: String, label: String, row, members| List {
        shelf: Shelf::Documents,
        folder,
        heading,
        label,
        intro: None,
        row: Some(row),
        parent: Some((PARENT.0.into(), PARENT.1.into())),
        members,
    };
    let topics = group(&all, |i| plan.cards.pages[i as usize].topic.clone());
    let mut lists = vec![list(PARENT.0.into(), PARENT.1.into(), "全部".into(), "按主题", all)];
    lists[0].parent = None;
    lists.extend(topics.into_iter().map(|(topic, members)| {
        list(format!("documents/topic/{}/", url::segment(&topic)), topic.clone(), topic, "按主题", members)
    }));
    lists
}

pub fn page<'a>(plan: &SitePlan<'a>, i: usize) -> PageView<'a> {
    let page = &plan.content.pages[i];
    let card = &plan.cards.pages[i];
    let mut meta = site::meta(plan, "page", &card.title, &format!("{}/", page.item.id));
    let chapters = chapters(plan, page);
    let book = book(plan, page);
    meta.description = markdown::plain_text(page.item.body.text(), DESCRIPTION);
    if meta.description.is_empty() {
        meta.description.clone_from(&card.title);
    }
    let above = above(page, book.as_ref());
    let above: Vec<(&str, &str)> =
        above.iter().map(|(folder, title)| (folder.as_str(), title.as_str())).collect();
    meta.breadcrumbs = site::trail(plan, &above, &card.title);
    meta.section = section(plan, page, book.as_ref());
    meta.column =
        Some(site::column(above.last().map_or(&card.title, |last| last.1), &meta.description, "页面"));
    meta.article = page.document.as_ref().map(|_| ArticleView {
        image: site::first_picture(plan, &page.item),
        ..article(plan, card, &meta.canonical, &meta.description)
    });
    let here = chapters.iter().position(|link| link.href == card.href);
    let beside = |offset: isize| here.and_then(|at| chapters.get(at.checked_add_signed(offset)?).cloned());
    let view = ContentView {
        title: card.title.clone(),
        document: page.document.as_ref().map(|d| document(d)).unwrap_or_default(),
        previous: beside(-1),
        next: beside(1),
        siblings: chapters,
    };
    PageView {
        meta,
        data: vec![("content", Data::from(view))],
        lists: Vec::new(),
        filters: None,
        body: Some(&page.item),
    }
}

/// A folder with an `index.md` is a book: its pages know one another. Everything else stands alone.
fn book<'p>(plan: &SitePlan<'p>, page: &Page) -> Option<&'p Page> {
    let folder = if page.item.folder { &page.item.id } else { page.item.id.rsplit_once('/')?.0 };
    let at = plan.content.pages.binary_search_by(|other| other.item.id.as_str().cmp(folder)).ok()?;
    Some(&plan.content.pages[at]).filter(|book| book.item.folder)
}

/// The chapters of a page's book: as the index links to them, then by name.
fn chapters(plan: &SitePlan, page: &Page) -> Vec<LinkView> {
    let Some(book) = book(plan, page) else { return Vec::new() };
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
    let mut chapters: Vec<&Page> = plan.content.pages.iter().filter(inside).collect();
    if chapters.len() < 2 {
        return Vec::new();
    }
    chapters.sort_by_key(order);
    let link = |chapter: &&Page| LinkView {
        title: chapter.title.value.clone(),
        href: url::page_href(&format!("{}/", chapter.item.id)),
        count: None,
    };
    chapters.iter().map(link).collect()
}

fn above(page: &Page, book: Option<&&Page>) -> Vec<(String, String)> {
    if page.document.is_some() {
        return vec![(PARENT.0.into(), PARENT.1.into())];
    }
    let book = book.filter(|book| book.item.id != page.item.id);
    book.map(|book| (format!("{}/", book.item.id), book.title.value.clone())).into_iter().collect()
}

fn section(plan: &SitePlan, page: &Page, book: Option<&&Page>) -> String {
    if page.document.is_some() {
        return url::page_href(PARENT.0);
    }
    let own = url::page_href(&format!("{}/", page.item.id));
    match book {
        Some(book) if !plan.site.nav.iter().any(|entry| entry.href == own) => {
            url::page_href(&format!("{}/", book.item.id))
        }
        _ => own,
    }
}

fn document(document: &Document) -> Vec<FactView> {
    let mut facts = super::notices::facts(&[("文号", &document.number), ("发文单位", &document.issuer)]);
    facts.extend(document.signed.as_ref().map(|signed| FactView {
        label: "成文日期".into(),
        value: wording::chinese(signed.value),
        href: None,
    }));
    facts.extend(super::notices::facts(&[("有效性", &document.status), ("主题分类", &document.topic)]));
    facts
}

fn article(plan: &SitePlan, card: &PageCard, canonical: &str, description: &str) -> ArticleView {
    let source = card.issuer.clone().unwrap_or_else(|| plan.site.name.clone());
    ArticleView {
        title: card.title.clone(),
        pub_date: card.signed.as_ref().map(|signed| format!("{signed} 00:00")).unwrap_or_default(),
        source: source.clone(),
        keywords: card.topic.clone().unwrap_or_else(|| PARENT.1.into()),
        author: source,
        description: description.to_owned(),
        image: None,
        url: canonical.to_owned(),
    }
}
