//! What pages have in common: the head, links, pictures, structured data.

pub mod json_ld;
mod links;
mod meta;
mod pager;
pub mod pictures;
mod qr;
mod site;

pub use links::{
    Href, calendar_link, feed_link, href_in, item_href, item_link, notice_link, page_link, place_link,
    record_link, section_link,
};
pub use meta::{column, log_head, meta, trail};
pub use pager::pager;
pub use qr::qr;
pub use site::{menu_link, site};
