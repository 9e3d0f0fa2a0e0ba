//! An entry of whichever collection, on its way into the content.

use super::Collection;
use crate::model::activity::Activity;
use crate::model::content::Content;
use crate::model::facets::Entry;
use crate::model::honour::Honour;
use crate::model::items::Items;
use crate::model::notice::Notice;
use crate::model::page::Page;
use std::sync::Arc;

/// An entry of whichever collection; shared, so that two versions of the content can hold it.
#[derive(Clone)]
pub enum AnyEntry {
    /// From `content/notices/`.
    Notice(Arc<Notice>),
    /// From `content/honours/`.
    Honour(Arc<Honour>),
    /// From `content/activities/`.
    Activity(Arc<Activity>),
    /// From `content/pages/`.
    Page(Arc<Page>),
}

impl AnyEntry {
    /// Where it belongs.
    pub fn collection(&self) -> Collection {
        match self {
            AnyEntry::Notice(_) => Collection::Notices,
            AnyEntry::Honour(_) => Collection::Honours,
            AnyEntry::Activity(_) => Collection::Activities,
            AnyEntry::Page(_) => Collection::Pages,
        }
    }

    /// Adds it to its list, at the end.
    pub fn add_to(self, content: &mut Content) {
        match self {
            AnyEntry::Notice(notice) => content.notices.push(notice),
            AnyEntry::Honour(honour) => content.honours.push(honour),
            AnyEntry::Activity(activity) => content.activities.push(activity),
            AnyEntry::Page(page) => content.pages.push(page),
        }
    }

    /// Puts a new version where the older one stands; false when that cannot be found.
    pub fn replace_in(&self, content: &mut Content) -> bool {
        match self {
            AnyEntry::Notice(notice) => replace(&mut content.notices, notice),
            AnyEntry::Honour(honour) => replace(&mut content.honours, honour),
            AnyEntry::Activity(activity) => replace(&mut content.activities, activity),
            AnyEntry::Page(page) => replace(&mut content.pages, page),
        }
    }
}

/// Two files may claim one id, so the file has to be the same, too.
fn replace<T: Entry>(items: &mut Items<T>, new: &Arc<T>) -> bool {
    let (id, file) = (&new.item().id, new.item().file);
    let from = items.partition_point(|entry| entry.item().id < *id);
    let alike = (from..items.len()).take_while(|&at| items[at].item().id == *id);
    let found = alike.into_iter().find(|&at| items[at].item().file == file);
    found.is_some_and(|at| {
        items.replace(at, Arc::clone(new));
        true
    })
}
