//! What a collection has to say of itself to stand among others. There is one of these for each, in a file of its
//! own, and none of its fields can be left out.

use super::list::List;
use crate::plan::facts::Facts;
use crate::plan::words::Word;

/// How a collection stands among others; entries are by their place in it.
#[derive(Clone, Copy)]
pub(super) struct Shelf {
    /// What is listed of it, in the order in which places list it.
    pub order: fn(&Facts) -> Vec<u32>,
    /// Its lists, given that order; empty while there is nothing to list.
    pub lists: fn(&Facts, &[u32]) -> Vec<List>,
    /// What sort of thing an entry is, beside entries of other collections.
    pub label: for<'a> fn(&Facts<'a>, usize) -> &'a str,
    /// The state that an entry is in; none where there are no states.
    pub state: fn(&Facts, usize) -> Option<Word>,
    /// The one place that an entry is about, in words; may be empty.
    pub place: fn(&Facts, usize) -> String,
}
