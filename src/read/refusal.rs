//! Why a file was not taken.

use super::misnamed::Meant;
use crate::disk::Special;
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
    /// A named pipe: reading it might never end.
    Pipe,
    /// A socket.
    Socket,
    /// A device; on other systems than Unix, whatever is no file, folder or link.
    Device,
    /// A name that some system cannot hold, or people cannot see.
    Name(NameFault),
    /// A name that was meant as content, and is none.
    Misnamed(Meant),
    /// A theme's static file that must not go out.
    Type(TypeFault),
    /// A spreadsheet that cannot be read.
    Sheet(SheetFault),
}

/// Why a spreadsheet cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetFault {
    /// A text that is neither UTF-8 nor GB18030.
    Encoding,
    /// It asks for a password.
    Locked,
    /// A book in the format of Excel 97–2003, whatever its ending says.
    OldExcel,
    /// A web page that was saved as a sheet.
    WebPage,
    /// Not what it says it is, or damaged.
    Broken,
    /// Far more rows, columns or text than a sheet of ours has.
    TooMuch,
    /// A book in which no sheet is shown.
    NoSheet,
}

impl Refusal {
    /// Of what is no plain file, nor folder, nor link.
    pub(super) fn of(special: Special) -> Refusal {
        match special {
            Special::Pipe => Refusal::Pipe,
            Special::Socket => Refusal::Socket,
            Special::Device => Refusal::Device,
        }
    }
}
