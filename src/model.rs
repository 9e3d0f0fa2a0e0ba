//! What a county's board is made of, as plain values.
//!
//! Nothing here knows how a value was written down (YAML, Markdown), how it is shown, or what day it
//! is. Fields keep their place in the source wherever a check may have to point at them. A required
//! field that was missing holds its empty value: the fault is already reported, and the item stays
//! known to those who refer to it.

pub mod activity;
pub mod announced;
pub mod board;
pub mod calendar;
pub mod candidate;
pub mod characters;
pub mod content;
pub mod digest;
pub mod download;
pub mod entries;
pub mod facets;
pub mod feast;
pub mod file_name;
pub mod files;
pub mod guard;
pub mod honour;
pub mod index_number;
pub mod item;
pub mod items;
pub mod kind;
pub mod ledger;
pub mod link;
pub mod log;
pub mod masked;
pub mod media_type;
pub mod moment;
pub mod money;
pub mod notice;
pub mod open_days;
pub mod own;
pub mod page;
pub mod part;
pub mod period;
pub mod picture;
pub mod place;
pub mod placeholder;
pub mod points;
pub mod points_home;
pub mod points_table;
pub mod posted_records;
pub mod posting;
pub mod project;
pub mod record;
pub mod register;
pub mod release;
pub mod repeat;
pub mod reversal;
pub mod shop;
pub mod site;
pub mod sort;
pub mod sums;
pub mod valid;
pub mod web_address;
pub mod window;
pub mod word;
