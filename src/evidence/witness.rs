//! witness: somebody else looks at many boards, with no access to their content, and keeps a chain of lines of its own.
//!
//! [`address`] is which boards there are, [`state`] the folder in which a witness keeps a [`chain`] of [`line`](mod@line)s for
//! each, and the log that it saw last; [`shown`] is what a board says of itself, and [`compare`] holds that against
//! what it said before: a log once seen may only grow, a release once shown has to be in it. [`round`] looks at one
//! board, [`watch`] at all of them; [`found`] is what may be wrong. [`sight`] says what a line saw of one notice, by
//! which [`cite`] puts a witness on a certificate and [`overview`] shows all boards; [`words`] says it to people.
//!
//! An owner can rebuild a chain that nobody outside has seen. Here somebody has.

pub mod address;
pub mod chain;
pub mod cite;
pub mod compare;
pub mod found;
pub mod line;
pub mod overview;
pub mod round;
pub mod shown;
pub mod sight;
pub mod state;
pub mod watch;
pub mod words;
