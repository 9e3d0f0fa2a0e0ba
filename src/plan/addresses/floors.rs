//! The finished floors, as pages and files get them: read-only, each knowing nothing of the next.

use super::folders::Addresses;
use super::pages::PlannedPage;
use crate::plan::facts::Facts;
use crate::plan::shelves::Shelves;

/// What pages and files are made from.
#[derive(Clone, Copy)]
pub struct Floors<'p> {
    pub facts: &'p Facts<'p>,
    pub shelves: &'p Shelves,
    pub addresses: &'p Addresses,
    pub pages: &'p [PlannedPage],
}
