//! What each page shows: one file a page type, from facts, shelves and addresses to a view.

mod frame;
mod items;
mod lists;
mod made;
mod not_found;
mod places;
mod points;

pub use frame::Href;
pub(super) use frame::{href_in, site};
pub use items::{Cards, changes, entry, href_in_version, month, version};
pub use lists::{archive, deadlines, filters, home, list, log, log_month, open_data, search, site_map};
pub use made::{Body, CardList, Data, PageView};
pub use not_found::not_found;
pub(super) use places::overview as places;
pub use places::place;
pub(super) use points::{county, village};
pub use points::{household, period, rules, shop};
