//! How a form of ours is known again.

use super::sort::Sort;
use crate::read::MARK;

/// The sheet of what can be chosen, which nobody sees.
pub(super) const LISTS: &str = "张榜选项";

/// What a form of ours says that it is: `notices 1`.
pub(super) fn marked(mark: &str) -> Option<Sort> {
    Sort::named(mark.split_whitespace().next()?)
}

/// What a form of ours says of itself.
pub(super) fn mark(sort: Sort) -> (&'static str, String) {
    (MARK, format!("{} 1", sort.words().0))
}
