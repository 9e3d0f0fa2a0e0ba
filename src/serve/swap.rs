//! An item whose file changed takes the place of what it was, without the whole being put together anew.

use crate::model::content::Content;
use crate::model::items::Items;
use crate::parse::Parsed;
use crate::source::SourceId;
use std::sync::Arc;

/// Both are an item, and of the same kind.
pub fn same_sort(a: &Parsed, b: &Parsed) -> bool {
    matches!(
        (a, b),
        (Parsed::Notice(_), Parsed::Notice(_))
            | (Parsed::Honour(_), Parsed::Honour(_))
            | (Parsed::Activity(_), Parsed::Activity(_))
            | (Parsed::Page(_), Parsed::Page(_))
    )
}

/// Puts a new version of an item where the older one stands; false when that cannot be found.
pub fn replace(content: &mut Content, parsed: &Parsed) -> bool {
    match parsed {
        Parsed::Notice(new) => swap(&mut content.notices, new, |notice| (&notice.item.id, notice.item.file)),
        Parsed::Honour(new) => swap(&mut content.honours, new, |honour| (&honour.item.id, honour.item.file)),
        Parsed::Activity(new) => {
            swap(&mut content.activities, new, |activity| (&activity.item.id, activity.item.file))
        }
        Parsed::Page(new) => swap(&mut content.pages, new, |page| (&page.item.id, page.item.file)),
        _ => false,
    }
}

/// Two files may claim one id, so the file has to be the same, too.
fn swap<T>(items: &mut Items<T>, new: &Arc<T>, key: fn(&T) -> (&String, SourceId)) -> bool {
    let (id, file) = key(new);
    let from = items.partition_point(|item| key(item).0 < id);
    let alike = (from..items.len()).take_while(|&at| key(&items[at]).0 == id);
    let found = alike.into_iter().find(|&at| key(&items[at]).1 == file);
    found.is_some_and(|at| {
        items.replace(at, Arc::clone(new));
        true
    })
}
