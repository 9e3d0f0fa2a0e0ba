//! The finished floors, as pages and files get them: read-only, each knowing nothing of the next.

use super::folders::Addresses;
use super::planned::PlannedPage;
use crate::plan::facts::Facts;
use crate::plan::shelves::Shelves;

/// What pages and files are made from.
#[derive(Clone, Copy)]
pub struct Floors<'p> {
    /// What is true of the content.
    pub facts: &'p Facts<'p>,
    /// What stands beside what.
    pub shelves: &'p Shelves,
    /// Where it all lies.
    pub addresses: &'p Addresses,
    /// Every page and file, in the order in which they are numbered.
    pub pages: &'p [PlannedPage],
}
