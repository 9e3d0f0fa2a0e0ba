//! Why a file was not taken.

pub use crate::disk::Special;
use crate::model::download::TypeFault;
use crate::model::file_name::NameFault;

/// Why a file was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Neither UTF-8 nor GB18030.
    Encoding,
    /// More bytes than such a file may have.
    TooLarge {
        /// Bytes that it has.
        size: u64,
        /// Bytes that it may have.
        limit: u64,
    },
    /// A link that leads out of the content, or nowhere.
    LinkOutside,
    /// A link to a folder, which could lead in a circle.
    LinkToFolder,
    /// What would block or never end.
    Special(Special),
    /// A name that some system cannot hold, or people cannot see.
    Name(NameFault),
    /// A theme's static file that must not go out.
    Type(TypeFault),
}
