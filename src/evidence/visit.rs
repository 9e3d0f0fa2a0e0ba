//! Visits: what a reader gets at an address, or in a published folder.
//!
//! [`client`] asks like any browser and lets nothing outlast its time or outgrow its size, [`trust`] says whose
//! certificates count; [`headers`] judges how a page was answered, [`robots`] whether search engines are kept away;
//! [`place`] is where one looks, [`fault`] what one can find. Knows no log and writes nothing.

pub mod client;
pub mod fault;
pub mod headers;
pub mod place;
pub mod robots;
pub mod trust;
