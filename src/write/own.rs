//! Our own folder inside the output, and which paths a page may be put at.

use super::trouble::{Refusal, Trouble};
use crate::disk::path::is_plain;

/// Our own folder inside the output: the list of what was made, the journal, half-written files. No
/// page can be put there.
pub const PRIVATE: &str = ".zhangbang";

/// Refuses every path that is not plain names below the output folder, or that is in our own.
///
/// # Errors
/// [`Refusal::UnsafePath`].
pub(super) fn check(path: &str) -> Result<(), Trouble> {
    let private = path.split('/').next().is_some_and(|first| first.eq_ignore_ascii_case(PRIVATE));
    if is_plain(path) && !private { Ok(()) } else { Err(Trouble::refused(path, Refusal::UnsafePath)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_folder_is_nobody_elses() {
        for bad in [".zhangbang/manifest", ".ZhangBang", "../x"] {
            assert!(check(bad).is_err(), "{bad:?}");
        }
        assert!(check(".well-known/x").is_ok());
    }
}
