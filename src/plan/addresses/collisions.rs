//! Two pages with the same path.

use super::planned::{PlannedPage, What};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::activity::Activity;
use crate::model::content::Content;
use crate::model::item::Item;
use crate::model::page::Page;
use crate::model::place::Village;
use crate::plan::facts::{Facts, Place};
use crate::plan::shelves::{ListKey, Shelves};
use crate::source::{SourceId, Span, Spanned};
use crate::text;
use rayon::prelude::*;
use std::collections::HashSet;
use xxhash_rust::xxh3::xxh3_64;

/// A file and a generated page with the same path, or two generated ones. Two files are the rule `path_collision`'s;
/// two things of one name, `duplicate_id`'s.
pub fn collisions(facts: &Facts, shelves: &Shelves, pages: &[PlannedPage]) -> Vec<Diagnostic> {
    // some file systems and hosts do not tell upper from lower case
    let mut pages: Vec<(u64, &PlannedPage)> =
        pages.par_iter().map(|page| (xxh3_64(page.path.to_lowercase().as_bytes()), page)).collect();
    pages.par_sort_by_key(|page| page.0);
    let alike = pages.windows(2).filter(|pair| pair[0].0 == pair[1].0);
    let same = alike.filter(|pair| pair[0].1.path.to_lowercase() == pair[1].1.path.to_lowercase());
    let told = same.filter_map(|pair| {
        match (source_item(facts, pair[1].1.what), source_item(facts, pair[0].1.what)) {
            (Some(item), None) | (None, Some(item)) => Some(collision(pair[1].1, item)),
            _ => two_made(facts, shelves, pair[0].1, pair[1].1),
        }
    });
    // one name may be in several addresses
    let mut seen = HashSet::new();
    told.filter(|told| seen.insert((told.file, told.span.start))).collect()
}

/// What a generated page is named after, as the content writes it.
struct Term<'a> {
    name: &'a str,
    field: (&'static str, &'static str),
    file: SourceId,
    span: Span,
}

/// Two generated pages that come to one path: `农业/农村` and `农业-农村`.
fn two_made(facts: &Facts, shelves: &Shelves, one: &PlannedPage, other: &PlannedPage) -> Option<Diagnostic> {
    let (one, other) = (term(facts, shelves, one.what), term(facts, shelves, other.what));
    let (told, known) = match (one, other) {
        // two of one name are what `duplicate-id` is for
        (Some(one), Some(other)) if one.name == other.name && one.field == other.field => return None,
        (Some(one), Some(other)) if (one.file, one.span.start) < (other.file, other.span.start) => {
            (other, one.name)
        }
        (Some(one), Some(other)) => (one, other.name),
        (one, other) => (one.or(other)?, ""),
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
    let hint = match known {
        "" => text!("换一个名字", "Give it another name"),
        _ => text!(
            "是同一个，就写得一模一样；不是，就改得更不一样些",
            "Write both alike if they are one, and less alike if not"
        ),
    };
    Some(Diagnostic::new(Code::PathCollision, told.file, told.span, message).hint(hint))
}

/// Only the first page of several: the others have its name.
fn term<'a>(facts: &Facts<'a>, shelves: &Shelves, what: What) -> Option<Term<'a>> {
    let content = facts.content;
    let named = |field, file, written: &'a Spanned<String>| {
        Some(Term { name: &written.value, field, file, span: written.span })
    };
    match what {
        What::List(list, 0) => of_list(content, &shelves.lists.get(list as usize)?.key),
        What::Place(place) => of_place(content, facts.places.get(place as usize)?),
        What::PointsVillage(village) => {
            let name = *facts.villages.get(village as usize)?;
            Some(named_place(content, content.places.village(None, name)?))
        }
        What::Household(i) => {
            let bank = &content.points;
            named(("户号", "household id"), bank.households_file?, &bank.households.get(i as usize)?.id)
        }
        _ => None,
    }
}

fn of_list<'a>(content: &'a Content, key: &ListKey) -> Option<Term<'a>> {
    let found = |field, file, written: &'a Spanned<String>| {
        Some(Term { name: &written.value, field, file, span: written.span })
    };
    match key {
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
        ListKey::Column(i) => {
            found(("栏目编号", "column id"), content.site.file, &content.site.columns.get(*i)?.id)
        }
        ListKey::OfKind(i) => {
            let kind = content.kinds.at((*i).into())?;
            Some(Term { name: &kind.key, field: ("类别代码", "kind"), file: kind.file, span: kind.span })
        }
        // a place is told of by its own page
        _ => None,
    }
}

/// The village's name in addresses, or else the township's.
fn of_place<'a>(content: &'a Content, place: &Place) -> Option<Term<'a>> {
    match &place.village {
        Some(village) => Some(named_place(content, content.places.village(Some(&place.township), village)?)),
        None => {
            let township =
                content.places.townships.iter().find(|township| township.name.value == place.township)?;
            Some(url_name(content, township.slug.as_ref().unwrap_or(&township.name)))
        }
    }
}

fn named_place<'a>(content: &'a Content, village: &'a Village) -> Term<'a> {
    url_name(content, village.slug.as_ref().unwrap_or(&village.name))
}

fn url_name<'a>(content: &'a Content, written: &'a Spanned<String>) -> Term<'a> {
    Term { name: &written.value, field: ("网址名", "slug"), file: content.places.file, span: written.span }
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
