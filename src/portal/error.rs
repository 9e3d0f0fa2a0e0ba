//! Why there is no portal.

use crate::diagnostic::Text;
use crate::disk::Trouble;
use crate::write;

/// Why nothing was made.
#[derive(Debug)]
pub enum Error {
    /// The disk, on the way.
    Disk(Trouble),
    /// The disk, or a file that is not ours, where the site goes.
    Write(write::Trouble),
    /// A template of ours that does not fit what it shows.
    Look(Text),
}
