//! Townships and villages.

mod overview;
mod place;

pub use overview::{all_links, overview, townships};
pub use place::place;
