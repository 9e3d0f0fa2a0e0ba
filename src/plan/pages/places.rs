//! Townships and villages.

mod overview;
mod place;

pub(in crate::plan) use overview::{all_links, overview, townships};
pub use place::place;
