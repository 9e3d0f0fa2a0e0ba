//! By what readers find their way to open notices: the site's name, and the columns. The notices themselves stay as they
//! are, so that a change is no fault of theirs; it is told, and stands in the log once, for all of them.

use crate::model::content::Content;
use crate::model::log::PublicationLog;
use crate::model::log::signs::{ColumnSign, Known, Signs, SiteSign};
use crate::model::site::{Column, Site};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What readers of open notices would look for in vain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missed {
    /// The site by its name.
    Site {
        /// As it was.
        was: String,
        /// Open notices.
        open: usize,
    },
    /// Who answers for the site, or how to reach them.
    Duty {
        /// The field of site.yaml.
        key: &'static str,
        /// As it was.
        was: String,
        /// Open notices.
        open: usize,
    },
    /// A column that is gone with its page: refused.
    Gone {
        /// Its id.
        id: String,
        /// What it was called.
        was: String,
        /// Open notices that it gathered.
        open: usize,
    },
    /// A column by its name.
    Column {
        /// Its place in site.yaml.
        at: usize,
        /// As it was.
        was: String,
        /// Open notices that it gathered.
        open: usize,
    },
    /// Notices of a kind in their column, which has other kinds now.
    Kind {
        /// The column's place in site.yaml.
        at: usize,
        /// The kind's key.
        kind: String,
        /// Where they are now, by the place in site.yaml; `None` for in no column.
        now: Option<usize>,
        /// Open notices of that kind.
        open: usize,
    },
}

/// Holds the site's name and columns against the log.
pub fn judge_signs(log: &PublicationLog, content: &Content, today: Date) -> Vec<Missed> {
    let mut open: Open = BTreeMap::new();
    for (_, posted) in log.notices().filter(|(_, posted)| posted.is_open(today)) {
        *open.entry(posted.kept.kind.as_str()).or_default() += 1;
    }
    let known = log.releases().signs();
    let mut missed = of_site(known, &content.site, open.values().sum());
    for (id, (was, kinds)) in &known.columns {
        match content.site.columns.iter().position(|column| column.id.value == *id) {
            Some(at) => missed.extend(of_column(content, at, (was, kinds), &open)),
            None => missed.extend(
                Some(gathered(kinds, &open)).filter(|open| *open > 0).map(|open| Missed::Gone {
                    id: id.clone(),
                    was: was.clone(),
                    open,
                }),
            ),
        }
    }
    missed
}

/// How many notices are open, by the key of their kind.
type Open<'a> = BTreeMap<&'a str, usize>;

fn gathered(kinds: &[String], open: &Open) -> usize {
    kinds.iter().filter_map(|kind| open.get(kind.as_str())).sum()
}

fn of_site(known: &Known, site: &Site, open: usize) -> Vec<Missed> {
    if open == 0 {
        return Vec::new();
    }
    let was = known.site.iter().filter(|was| **was != site.name.value);
    let named = was.map(|was| Missed::Site { was: was.clone(), open });
    let changed = duty(site).into_iter().filter_map(|(key, now)| {
        let was = known.duty.get(key).filter(|was| **was != now)?;
        Some(Missed::Duty { key, was: was.clone(), open })
    });
    named.chain(changed).collect()
}

/// A column that still is there, by its place in site.yaml.
fn of_column(content: &Content, at: usize, (was, kinds): (&str, &[String]), open: &Open) -> Vec<Missed> {
    let columns = &content.site.columns;
    let (own, count) = (keys(content, &columns[at]), gathered(kinds, open));
    let renamed = (was != columns[at].name.value && count > 0).then(|| Missed::Column {
        at,
        was: was.to_owned(),
        open: count,
    });
    // a kind that nobody knows is told where it is written, and may be the one that is missed
    let is_known = columns[at].kinds.iter().all(|kind| content.kinds.find(&kind.value).is_some());
    let lost = kinds.iter().filter(|kind| is_known && !own.contains(*kind)).filter_map(|kind| {
        let open = *open.get(kind.as_str())?;
        let now = columns.iter().position(|column| keys(content, column).contains(kind));
        Some(Missed::Kind { at, kind: kind.clone(), now, open })
    });
    renamed.into_iter().chain(lost).collect()
}

/// What a release of this content is to say of them.
pub fn said_signs(log: &PublicationLog, content: &Content) -> Option<Signs> {
    let (site, Known { site: named, duty: said, columns: known }) = (&content.site, log.releases().signs());
    let name = site.name.value.clone();
    let sign = (named.as_ref() != Some(&name)).then(|| SiteSign { name, was: named.clone() });
    let is_new = |(key, now): &(&str, String)| said.get(*key).map_or("", String::as_str) != now;
    let duty = duty(site).into_iter().filter(is_new);
    let duty = duty.map(|(key, name)| (key.to_owned(), SiteSign { name, was: said.get(key).cloned() }));
    let column = |column: &Column| {
        let id = &column.id.value;
        Some((id.clone(), said_column(content, column, known.get(id))?))
    };
    let columns = site.columns.iter().filter_map(column).collect();
    let signs = Signs { site: sign, duty: duty.collect(), columns };
    (signs != Signs::default()).then_some(signs)
}

/// `None` for a column that is as it was.
fn said_column(
    content: &Content,
    column: &Column,
    before: Option<&(String, Vec<String>)>,
) -> Option<ColumnSign> {
    let (name, kinds) = (&column.name.value, keys(content, column));
    let lost = before.into_iter().flat_map(|(_, kinds)| kinds).filter(|kind| !kinds.contains(*kind));
    let called = |kind: &String| content.kinds.get(kind).map_or(kind, |kind| &kind.name).clone();
    let sign = ColumnSign {
        name: name.clone(),
        was: before.map(|(was, _)| was.clone()).filter(|was| was != name),
        lost: lost.map(called).collect(),
        kinds: kinds.into_iter().collect(),
    };
    before.is_none_or(|(was, kinds)| *was != sign.name || *kinds != sign.kinds).then_some(sign)
}

/// By the field of site.yaml; empty where nothing says it.
fn duty(site: &Site) -> [(&'static str, String); 3] {
    let all = [("host", &site.host), ("operator", &site.operator), ("contact", &site.contact)];
    all.map(|(key, said)| (key, said.as_ref().map(|said| said.value.clone()).unwrap_or_default()))
}

/// Keys of the kinds that a column gathers.
fn keys(content: &Content, column: &Column) -> BTreeSet<String> {
    let found = column.kinds.iter().filter_map(|kind| content.kinds.find(&kind.value));
    found.map(|kind| kind.key.clone()).collect()
}
