//! Why a Word document cannot be read.

use super::super::refusal::SheetFault;

/// Why a Word document cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordFault {
    /// Cut off or damaged.
    Broken,
    /// It says what its texts stand for in a way of its own, or by another file: nobody but an attacker does.
    Entities,
    /// Parts in one another beyond any honest document.
    TooDeep,
    /// Far more text, cells or pictures than a notice has.
    TooMuch,
}

impl From<SheetFault> for WordFault {
    /// The packing is that of workbooks.
    fn from(fault: SheetFault) -> WordFault {
        match fault {
            SheetFault::TooMuch => WordFault::TooMuch,
            _ => WordFault::Broken,
        }
    }
}
