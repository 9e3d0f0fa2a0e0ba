//! Pages of single things.

mod activity;
mod document;
mod honour;
mod month;
mod notice;
mod notice_parts;

pub use month::month;

use super::made::PageView;
use crate::collection::Collection;
use crate::plan::addresses::Floors;

/// The page of an entry, by its place in the content.
pub fn entry<'p>(floors: &Floors<'p>, collection: Collection, i: usize) -> PageView<'p> {
    match collection {
        Collection::Notices => notice::notice(floors, i),
        Collection::Honours => honour::honour(floors, i),
        Collection::Activities => activity::activity(floors, i),
        Collection::Pages => document::document(floors, i),
    }
}
