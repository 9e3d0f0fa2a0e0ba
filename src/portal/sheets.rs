//! What the pages show, as values: [`view`] has their fields, [`rows`] those of rows, [`parts`] what both share, [`frame`] is what all of them need, [`lists`] makes the lists of
//! what is posted in one pass over all boards, [`home`], [`county`] and [`tables`] the other pages. No HTML.

pub mod county;
pub mod frame;
pub mod home;
pub mod lists;
pub mod parts;
pub mod rows;
pub mod tables;
pub mod view;
