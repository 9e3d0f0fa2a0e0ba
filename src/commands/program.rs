//! This very program, byte for byte: another may make other pages from the same.

use crate::disk;
use crate::fingerprint::Fingerprint;

/// None where it cannot be read; then every page is made.
pub(super) fn program() -> Option<Fingerprint> {
    let own = std::env::current_exe().ok()?;
    Fingerprint::of_all(disk::open(&own).ok()?).ok()
}
