//! Spreadsheets → the one form that a sheet's text has (see [`Sheet`]). What the cells mean is not asked here.
//!
//! A file's first bytes decide what it is, not its ending: clerks rename. Whatever is in it, reading takes bounded
//! time and memory; what cannot be read is refused by name.

mod csv;
pub(super) mod ods;
mod paper;
mod shown;
pub(super) mod xls;
pub(super) mod xlsx;

pub use shown::{MARK, Shown};

use super::decode::decode;
use super::limits::TEXT_LIMIT;
use super::refusal::SheetFault;
use crate::source::Sheet;

/// A sheet's text, and what it is besides.
pub(super) fn sheet(bytes: Vec<u8>) -> Result<(String, Sheet), SheetFault> {
    const ZIP: &[u8] = b"PK\x03\x04";
    const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    if bytes.starts_with(ZIP) {
        return xlsx::sheet(&bytes);
    }
    if bytes.starts_with(OLE) {
        return Err(old_or_locked(&bytes));
    }
    let text = decode(bytes).ok_or(SheetFault::Encoding)?;
    if text.trim_start().starts_with('<') {
        return Err(SheetFault::WebPage);
    }
    csv::sheet(&text)
}

/// A text as its owner sees it: nothing of it can be hidden.
pub(super) fn text_shown(bytes: &[u8]) -> Result<Shown, SheetFault> {
    if bytes.len() as u64 > TEXT_LIMIT {
        return Err(SheetFault::TooMuch);
    }
    let (text, sheet) = sheet(bytes.to_vec())?;
    Ok(Shown { text, sheet, hidden: Vec::new(), mark: None })
}

/// Excel puts a locked book into the old container, under a name of its own.
fn old_or_locked(bytes: &[u8]) -> SheetFault {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    match memchr::memmem::find(bytes, &name) {
        Some(_) => SheetFault::Locked,
        None => SheetFault::OldExcel,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_bytes_decide_what_a_file_is() {
        let ole = |name: &str| {
            let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            sheet([b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), vec![0; 512], name].concat())
        };
        assert_eq!(ole("EncryptedPackage"), Err(SheetFault::Locked));
        assert_eq!(ole("Workbook"), Err(SheetFault::OldExcel));
        assert_eq!(sheet(b"<html><table><tr><td>1</td></tr></table>".to_vec()), Err(SheetFault::WebPage));
        assert_eq!(sheet(vec![0xFF, 0xFE, 0, 0]), Err(SheetFault::Encoding));
        assert_eq!(sheet("户号,村\n".into()).map(|read| read.0), Ok("户号\t村\n".into()));
    }
}
