//! What each page shows: one file a page type, from facts, shelves and addresses to a view.

mod cards;
mod frame;
mod items;
mod lists;
mod made;
mod not_found;
mod places;
mod points;

pub use cards::{Card, Cards};
pub use frame::{Href, href_in, site};
pub use items::{entry, month};
pub use lists::{archive, deadlines, filters, home, list, open_data, search, site_map};
pub use made::{CardList, Data, PageView};
pub use not_found::not_found;
pub use places::{overview as places, place};
pub use points::{county, household, rules, shop, village};
