//! Bytes that a file may have to be read whole.

/// Text files over this many bytes are refused.
pub const TEXT_LIMIT: u64 = 8 << 20;

/// A theme's templates over this many bytes are: each costs a hundred times as much memory when it is read.
pub(super) const TEMPLATE_LIMIT: u64 = 512 << 10;

/// Bytes that the publication log may have: evidence of many years, which outgrows what a person writes.
pub(super) const LOG_LIMIT: u64 = 1 << 30;
