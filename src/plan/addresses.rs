//! Which pages and files there are, and where each lies: the one floor that knows of folders and
//! `index.html`.

mod assets;
mod codes;
mod collisions;
mod floors;
mod folders;
mod pages;
mod pictures;
mod planned;
mod records;
pub mod url;
mod versions;

pub use assets::{PlannedAsset, assets, picture_fault};
pub use collisions::collisions;
pub use floors::Floors;
pub use folders::Addresses;
pub use pages::{
    ARCHIVE_PAGE, LIST_PAGE, LOG_PAGE, SEARCH_PART, SITE_MAP_SIZE, log_lines, log_month, log_pages,
    search_entries, search_parts,
};
pub use pictures::{Make, Size, sizes};
pub use planned::{DataFile, PlannedPage, What};
pub use records::{RecordFile, names_taken};
pub use versions::file_paths as version_files;

use super::facts::Facts;
use super::shelves::Shelves;

/// Where everything lies, and every page and file to be made.
pub fn address(facts: &Facts, shelves: &Shelves) -> (Addresses, Vec<PlannedPage>) {
    let addresses = Addresses::new(facts, shelves);
    let pages = pages::pages(facts, shelves, &addresses);
    (addresses, pages)
}
