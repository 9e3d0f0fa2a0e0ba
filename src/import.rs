//! Documents and sheets that others made → content files that are not there yet.
//!
//! A reader a format, found by what the file's first bytes say. Each gives back [`Imported`]: the files that shall be,
//! with where everything in them was read, and all that it did not read. Nothing is written here and nothing is
//! ever overwritten: the command does that, and shows it before. What a value means is for `parse` and `check` to say
//! of the files that were made.

mod draft;
mod refused;

pub use draft::{Draft, Found, Imported, NotRead, What, place};
pub use refused::Refused;

use crate::model::content::Content;
use crate::read::foreign;
use jiff::civil::Date;

/// What is known of the site into which something is imported.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    /// What it holds.
    pub content: &'a Content,
    /// Which day it is there.
    pub today: Date,
}

/// Reads a file that somebody else made. `name` is its own, without folders.
///
/// # Errors
/// When nothing of it can be taken; why.
pub fn read(bytes: &[u8], _name: &str, _facts: &Facts) -> Result<Imported, Refused> {
    Err(Refused::Sort(foreign(bytes)))
}
