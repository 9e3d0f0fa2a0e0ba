//! How a plan is to be made.

use jiff::civil::DateTime;

/// For whom a plan is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Without drafts and what is scheduled for later.
    Public,
    /// What `serve` shows: everything, marked as what it is.
    Clerk,
}

/// How a plan is to be made.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Wall-clock time in the site's zone.
    pub now: DateTime,
    /// The day was given, not read from the clock.
    pub pinned: bool,
    /// Whether drafts and what is ahead are part of it.
    pub audience: Audience,
}

/// Numbers of content are far below four thousand million.
pub fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
