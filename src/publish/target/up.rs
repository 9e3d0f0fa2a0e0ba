//! The release that visitors get.

use crate::model::release::Prints;
use crate::publish::release::Lying;

/// The release that visitors get, and what of it lies on this machine.
pub enum Up {
    /// All of it: what its files are is read from them.
    Here(Lying),
    /// It lies on a server.
    There {
        /// What its files are: what the server was given, and what it gives of open notices.
        prints: Prints,
        /// Copies on this machine that a new release may share; each is compared byte for byte first.
        copies: Lying,
    },
}
