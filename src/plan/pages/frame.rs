//! What pages have in common: the head, links, pictures, structured data.

pub(super) mod json_ld;
mod links;
mod meta;
mod pager;
pub(super) mod pictures;
mod site;

pub use links::Href;
pub(in crate::plan) use links::{
    calendar_link, feed_link, href_in, item_href, item_link, notice_link, page_link, place_link, record_link,
    section_link,
};
pub(in crate::plan) use meta::{column, log_head, meta, trail};
pub(in crate::plan) use pager::pager;
pub(in crate::plan) use site::{menu_link, site};
