//! Why a file was not taken.

use crate::disk;
use crate::model::download::TypeFault;
use crate::model::file_name::NameFault;

/// Why a file was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Neither UTF-8 nor GB18030.
    Encoding,
    /// Both in bytes.
    TooLarge {
        size: u64,
        limit: u64,
    },
    LinkOutside,
    /// A link to a folder, which could lead in a circle.
    LinkToFolder,
    Special(Special),
    Name(NameFault),
    /// A theme's static file that must not go out.
    Type(TypeFault),
}

/// What is no plain file, nor folder, nor link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Special {
    Pipe,
    Socket,
    Device,
}

impl From<disk::Special> for Special {
    fn from(special: disk::Special) -> Special {
        match special {
            disk::Special::Pipe => Special::Pipe,
            disk::Special::Socket => Special::Socket,
            disk::Special::Device => Special::Device,
        }
    }
}
