//! Documents and sheets that others made → content files that are not there yet.
//!
//! A reader a format, found by what the file's first bytes say. Each gives back [`Imported`]: the files that shall be,
//! with where everything in them was read, and all that it did not read. Nothing is written here and nothing is
//! ever overwritten: the command does that, and shows it before. What a value means is for `parse` and `check` to say
//! of the files that were made.

pub mod blank;
mod draft;
mod escape;
mod honours;
mod job;
mod mark;
mod notices;
mod points;
mod prepared;
mod projects;
mod refused;
mod registers;
mod row;
mod sheet;
mod sort;
mod title;
mod wish;
mod word;
mod zeros;

pub use draft::{Draft, Found, Imported, NotRead, What, place};
pub use prepared::{Explained, NOT_WANTED};
pub use refused::Refused;
pub use sort::{SORTS, Sort, all_names};
pub use title::{body, title};
pub use wish::{Facts, Wish};

use crate::read::{Foreign, foreign};

/// Whether a sheet's rows are added up, so that they may be the projects of one notice rather than notices.
pub fn is_list(bytes: &[u8], name: &str, wish: &Wish) -> bool {
    let sort = foreign(bytes);
    let sheet = matches!(sort, Foreign::Book | Foreign::OpenBook | Foreign::OldBook | Foreign::Text);
    sheet && sheet::is_list(bytes, (name, sort), wish)
}

/// Reads a file that somebody else made. `name` is its own, without folders.
///
/// # Errors
/// When nothing of it can be taken; why.
pub fn read(bytes: &[u8], name: &str, wish: &Wish, facts: &Facts) -> Result<Imported, Refused> {
    match foreign(bytes) {
        sort @ (Foreign::Book | Foreign::OpenBook | Foreign::OldBook | Foreign::Text) => {
            sheet::read(bytes, (name, sort), wish, facts)
        }
        Foreign::Document => word::read(bytes, name, facts),
        sort => Err(Refused::Sort(sort)),
    }
}
