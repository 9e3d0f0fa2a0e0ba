//! An entry whose file changed takes the place of what it was, without the whole being put together anew.

use crate::model::content::Content;
use crate::parse::{self, Parsed};

/// Puts a new version of an entry where the older one stands; false when that cannot be found, or when either of them is
/// more than its own file says: what is wrong with a sheet that is named no longer has to go with the name.
pub(super) fn replace(content: &mut Content, before: &Parsed, parsed: &Parsed) -> bool {
    let (Parsed::Entry(before), Parsed::Entry(entry)) = (before, parsed) else { return false };
    let alone = !parse::names_sheet(before) && !parse::names_sheet(entry);
    alone && before.collection() == entry.collection() && entry.replace_in(content)
}
