//! What the table of collections is made into.

use crate::model::facets::Entry;
use crate::model::items::Items;
use std::sync::Arc;

/// One row a collection. What has to name every collection is made of the rows, and a row must be there for each:
/// so none can be left out.
macro_rules! collections {
    ($($name:ident in $list:ident: $row:ident;)+) => {
        // the content has a list for each row
        const _: () = assert!(Collection::ALL.len() == COLLECTIONS);

        impl Collection {
            /// All of them, in their order.
            pub const ALL: [Collection; [$(Collection::$name),+].len()] = [$(Collection::$name),+];

            /// What is fixed about it.
            pub const fn row(self) -> &'static Row {
                match self {
                    $(Collection::$name => &$row,)+
                }
            }

            /// Everything in it.
            pub fn entries(self, content: &Content) -> &dyn Entries {
                match self {
                    $(Collection::$name => &content.$list,)+
                }
            }
        }

        impl AnyEntry {
            /// Where it belongs.
            pub fn collection(&self) -> Collection {
                match self {
                    $(AnyEntry::$name(_) => Collection::$name,)+
                }
            }

            /// Adds it to its list, at the end.
            pub fn add_to(self, content: &mut Content) {
                match self {
                    $(AnyEntry::$name(one) => content.$list.push(one),)+
                }
            }

            /// Puts a new version where the older one stands; false when that cannot be found.
            pub fn replace_in(&self, content: &mut Content) -> bool {
                match self {
                    $(AnyEntry::$name(one) => any::replace(&mut content.$list, one),)+
                }
            }
        }
    };
}

pub(super) use collections;

/// Two files may claim one id, so the file has to be the same, too.
pub(super) fn replace<T: Entry>(items: &mut Items<T>, new: &Arc<T>) -> bool {
    let (id, file) = (&new.item().id, new.item().file);
    let from = items.partition_point(|entry| entry.item().id < *id);
    let alike = (from..items.len()).take_while(|&at| items[at].item().id == *id);
    let found = alike.into_iter().find(|&at| items[at].item().file == file);
    found.is_some_and(|at| {
        items.replace(at, Arc::clone(new));
        true
    })
}
