//! An entry whose file changed takes the place of what it was, without the whole being put together anew.

use crate::model::content::Content;
use crate::parse::{self, Parsed};

/// Both are an entry, and of the same collection.
pub(super) fn same_sort(a: &Parsed, b: &Parsed) -> bool {
    matches!((a, b), (Parsed::Entry(a), Parsed::Entry(b)) if a.collection() == b.collection())
}

/// Puts a new version of an entry where the older one stands; false when that cannot be found, or when the entry is more
/// than its own file says.
pub(super) fn replace(content: &mut Content, parsed: &Parsed) -> bool {
    matches!(parsed, Parsed::Entry(entry) if !parse::names_sheet(entry) && entry.replace_in(content))
}
