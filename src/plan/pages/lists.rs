//! Pages that are lists of some sort, and the front page.

mod archive;
mod deadlines;
mod home;
mod list;
mod log;
mod open_data;
mod search;
mod site_map;

pub use archive::archive;
pub use deadlines::deadlines;
pub use home::home;
pub use list::{filters, list};
pub use log::{log, log_month};
pub use open_data::open_data;
pub use search::search;
pub use site_map::site_map;
