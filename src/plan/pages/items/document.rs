//! A plain page or policy document.

use crate::collection::Collection;
use crate::markdown;
use crate::model::page::{Document, Page};
use crate::plan::addresses::{Addresses, Floors, url};
use crate::plan::pages::frame::{column, item_href, item_link, meta, pictures, section_link, trail};
use crate::plan::pages::made::{Body, Data, PageView};
use crate::plan::shelves::{MenuEntry, Section, book, chapters};
use crate::plan::view::{ArticleView, ContentView, FactView, LinkView, PageCard};
use crate::plan::words::{self, Fact};
use crate::source::Spanned;

/// Characters of a description.
const DESCRIPTION: usize = 110;

pub(super) fn document<'p>(floors: &Floors<'p>, i: usize) -> PageView<'p> {
    let facts = floors.facts;
    let page = &facts.content.pages[i];
    let card = self::card(page);
    let mut meta = meta(floors, "page", &card.title, &Addresses::item(&page.item.id));
    meta.description = markdown::plain_text(page.item.body.text(), DESCRIPTION);
    if meta.description.is_empty() {
        meta.description.clone_from(&card.title);
    }
    let book = book(facts, page);
    let above = above(page, book);
    let column_name = above.as_ref().map_or(&card.title, |above| &above.title);
    meta.column = Some(column(column_name, &meta.description, "页面"));
    meta.breadcrumbs = trail(above, &card.title);
    meta.section = section(floors, i, book);
    meta.article =
        page.document.as_ref().map(|_| article(floors, page, &card, &meta.canonical, &meta.description));
    let view = view(floors, page, card);
    PageView {
        body: Some(Body::Item(&page.item)),
        ..PageView::new(meta, vec![("content", Data::from(view))])
    }
}

fn view(floors: &Floors, page: &Page, card: PageCard) -> ContentView {
    let chapters = chapters(floors.facts, page);
    let here = chapters.iter().position(|chapter| chapter.item.id == page.item.id);
    let link = |chapter: &&Page| item_link(&chapter.title.value, &chapter.item);
    let beside = |offset: isize| here.and_then(|at| chapters.get(at.checked_add_signed(offset)?)).map(link);
    ContentView {
        title: card.title,
        document: page.document.as_ref().map(|d| facts_of(d)).unwrap_or_default(),
        previous: beside(-1),
        next: beside(1),
        siblings: chapters.iter().map(link).collect(),
    }
}

fn above(page: &Page, book: Option<&Page>) -> Option<LinkView> {
    if page.document.is_some() {
        return Some(section_link(Section::Of(Collection::Pages)));
    }
    let book = book.filter(|book| book.item.id != page.item.id);
    book.map(|book| item_link(&book.title.value, &book.item))
}

fn section(floors: &Floors, i: usize, book: Option<&Page>) -> String {
    let page = &floors.facts.content.pages[i];
    if page.document.is_some() {
        return url::page_href(&Addresses::section(Section::Of(Collection::Pages)));
    }
    let in_menu = |entry: &MenuEntry| matches!(entry, MenuEntry::Page(listed) if *listed as usize == i);
    match book {
        Some(book) if !floors.shelves.menu.iter().any(in_menu) => item_href(&book.item),
        _ => item_href(&page.item),
    }
}

fn facts_of(document: &Document) -> Vec<FactView> {
    let mut facts = words::facts(&[("文号", &document.number), ("发文单位", &document.issuer)]);
    let signed = document.signed.as_ref();
    facts.extend(signed.map(|signed| Fact::new("成文日期", words::chinese(signed.value))));
    facts.extend(words::facts(&[("有效性", &document.status), ("主题分类", &document.topic)]));
    facts.into_iter().map(FactView::from).collect()
}

fn article(floors: &Floors, page: &Page, card: &PageCard, canonical: &str, description: &str) -> ArticleView {
    let source = card.issuer.as_ref().unwrap_or(&floors.facts.content.site.name.value).clone();
    ArticleView {
        title: card.title.clone(),
        pub_date: card.signed.as_ref().map(|signed| format!("{signed} 00:00")).unwrap_or_default(),
        source: source.clone(),
        keywords: card.topic.clone().unwrap_or_else(|| Section::Of(Collection::Pages).heading().into()),
        author: source,
        description: description.to_owned(),
        image: pictures::first_in_body(floors, &page.item),
        url: canonical.to_owned(),
    }
}

/// What stands for it in a list.
pub(super) fn card(page: &Page) -> PageCard {
    let document = page.document.as_ref().map(|document| &document.value);
    let words =
        |pick: fn(&Document) -> &Option<Spanned<String>>| Some(pick(document?).as_ref()?.value.clone());
    PageCard {
        href: item_href(&page.item),
        title: page.title.value.clone(),
        number: words(|document| &document.number),
        issuer: words(|document| &document.issuer),
        signed: document.and_then(|document| Some(words::iso(document.signed.as_ref()?.value))),
        status: words(|document| &document.status),
        topic: words(|document| &document.topic),
    }
}
