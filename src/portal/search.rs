//! Search over all boards, in files that a page loads when somebody asks.
//!
//! Notices are numbered from the latest on; [`docs`] are their rows, so many a file. [`grams`] are the pairs of characters
//! that stand in them, each with the numbers of its notices, in files by a sum of the two: what was asked for is cut into
//! the same pairs, their files are loaded, and only the rows that have all of them. A pair that stands nearly everywhere
//! leads nowhere and has no numbers. Like the search of a board, a file is one call, which any host and a local folder
//! serve under a strict policy.

pub mod docs;
pub mod grams;

use serde::Serialize;

/// A file: a call with its name and what it holds.
fn call(name: &str, value: &impl Serialize) -> Vec<u8> {
    let mut bytes = format!("zhangbang(\"{name}\",").into_bytes();
    // writing into memory cannot fail
    let _ = serde_json::to_writer(&mut bytes, value);
    bytes.extend(b")\n");
    bytes
}
