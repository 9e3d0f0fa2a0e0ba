//! Files that no template makes: feeds, calendars, open data, the search index, site maps → bytes.

mod atom;
mod calendar;
mod open_data;
mod records;
mod search;
mod site_map;

pub use atom::atom;
pub use calendar::{of_many as calendar, of_one as calendar_of_activity};
pub use open_data::{described as data_sets, file as data_file};
pub use records::file as record_file;
pub use search::index as search_index;
pub use site_map::{robots, xml_site_map, xml_site_map_index};
