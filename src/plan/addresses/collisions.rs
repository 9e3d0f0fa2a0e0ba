//! Two pages with the same path.

use super::planned::{PlannedPage, What};
use crate::collection::Collection;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::activity::Activity;
use crate::model::content::Content;
use crate::model::item::Item;
use crate::model::page::Page;
use crate::plan::facts::Facts;
use crate::plan::shelves::{ListKey, Shelves};
use crate::source::{SourceId, Span, Spanned};
use crate::text;
use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

/// A file and a generated page with the same path, or two lists of it. Two files are the rule `path_collision`'s;
/// other generated pages come from two things of one name, which is `duplicate_id`'s.
pub fn collisions(facts: &Facts, shelves: &Shelves, pages: &[PlannedPage]) -> Vec<Diagnostic> {
    // some file systems and hosts do not tell upper from lower case
    let mut pages: Vec<(u64, &PlannedPage)> =
        pages.par_iter().map(|page| (xxh3_64(page.path.to_lowercase().as_bytes()), page)).collect();
    pages.par_sort_by_key(|page| page.0);
    let alike = pages.windows(2).filter(|pair| pair[0].0 == pair[1].0);
    let same = alike.filter(|pair| pair[0].1.path.to_lowercase() == pair[1].1.path.to_lowercase());
    same.filter_map(|pair| match (source_item(facts, pair[1].1.what), source_item(facts, pair[0].1.what)) {
        (Some(item), None) | (None, Some(item)) => Some(collision(pair[1].1, item)),
        _ => two_lists(facts, shelves, pair[0].1, pair[1].1),
    })
    .collect()
}

/// A list's name, as some entry or the list of places writes it.
struct Term<'a> {
    name: &'a str,
    field: (&'static str, &'static str),
    file: SourceId,
    span: Span,
}

/// Two lists, or a list and a place, that come to one path: `农业/农村` and `农业-农村`.
fn two_lists(facts: &Facts, shelves: &Shelves, one: &PlannedPage, other: &PlannedPage) -> Option<Diagnostic> {
    let is_first = |page: &PlannedPage| !matches!(page.what, What::List(_, 1..));
    if !is_first(one) || !is_first(other) {
        return None;
    }
    let (one, other) = (term(facts, shelves, one.what)?, term(facts, shelves, other.what));
    let (told, known) = match other {
        Some(other) if (one.file, one.span.start) < (other.file, other.span.start) => (other, one.name),
        Some(other) => (one, other.name),
        None => (one, ""),
    };
    let (name, (zh, en)) = (told.name, told.field);
    let message = match known {
        "" => text!(
            "{zh}“{name}”的网址和程序自动生成的页面一样",
            "The address of the {en} `{name}` is that of a page that is made automatically"
        ),
        known => text!(
            "{zh}“{name}”和“{known}”的网址会是同一个",
            "The {en} `{name}` and `{known}` come to one address"
        ),
    };
    let hint = text!(
        "是同一个，就写得一模一样；不是，就改得更不一样些",
        "Write both alike if they are one, and less alike if not"
    );
    Some(Diagnostic::new(Code::PathCollision, told.file, told.span, message).hint(hint))
}

fn term<'a>(facts: &Facts<'a>, shelves: &Shelves, what: What) -> Option<Term<'a>> {
    let content = facts.content;
    let found = |field, file, written: &'a Spanned<String>| {
        Some(Term { name: &written.value, field, file, span: written.span })
    };
    let What::List(list, _) = what else { return None };
    match &shelves.lists.get(list as usize)?.key {
        ListKey::Award(name) => {
            let honour = content.honours.iter().find(|honour| honour.award.value == *name)?;
            found(("称号", "award"), honour.item.file, &honour.award)
        }
        ListKey::Service(name) => {
            let named =
                |one: &&'a Activity| one.service.as_ref().is_some_and(|service| service.value == *name);
            let activity = content.activities.iter().find(named)?;
            found(("服务类别", "service"), activity.item.file, activity.service.as_ref()?)
        }
        ListKey::Topic(name) => {
            let topic = |page: &'a Page| page.document.as_ref()?.value.topic.as_ref();
            let page =
                content.pages.iter().find(|page| topic(page).is_some_and(|topic| topic.value == *name))?;
            found(("主题分类", "topic"), page.item.file, topic(page)?)
        }
        ListKey::Place(..) => slug(content, Collection::ALL.map(|one| one.row().list.folder).as_slice()),
        _ => None,
    }
}

/// The village whose name in addresses is that of a list.
fn slug<'a>(content: &'a Content, folders: &[&str]) -> Option<Term<'a>> {
    let villages = content.places.townships.iter().flat_map(|township| &township.villages);
    let village = villages.into_iter().find(|village| folders.contains(&village.url_name()))?;
    let written = village.slug.as_ref().unwrap_or(&village.name);
    let field = ("网址名", "slug");
    Some(Term { name: &written.value, field, file: content.places.file, span: written.span })
}

fn collision(page: &PlannedPage, item: &Item) -> Diagnostic {
    let path = page.folder().unwrap_or(&page.path);
    let message = text!(
        "网址 /{path} 是程序自动生成的页面用的，这个文件不能用",
        "The URL /{path} belongs to a page that is made automatically"
    );
    let hint = text!("给这个文件换个名字", "Rename this file");
    Diagnostic::new(Code::PathCollision, item.file, item.head, message).hint(hint)
}

fn source_item<'a>(facts: &Facts<'a>, what: What) -> Option<&'a Item> {
    match what {
        What::Entry(collection, i) => Some(collection.entry(facts.content, i as usize).item()),
        _ => None,
    }
}
