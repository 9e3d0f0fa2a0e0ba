//! What a file is that somebody else made, by its first bytes and what lies in it: endings are what people rename.

use super::decode::decode;
use super::limits::TEXT_LIMIT;
use super::refusal::SheetFault;
use super::sheet::xlsx::package::Package;
use super::sheet::{self, Shown};
use std::io::Read;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign {
    /// A book of Excel 2007 and later (`.xlsx`).
    Book,
    /// A book of OpenDocument (`.ods`).
    OpenBook,
    /// A book of Excel 97–2003, or of WPS (`.xls`, `.et`).
    OldBook,
    /// A document of Word 2007 and later (`.docx`).
    Document,
    /// A document of OpenDocument (`.odt`).
    OpenDocument,
    /// A document of Word 97–2003, or of WPS (`.doc`, `.wps`).
    OldDocument,
    /// It asks for a password.
    Locked,
    /// A PDF.
    Pdf,
    /// A picture.
    Picture,
    /// A web page, whatever its ending says.
    WebPage,
    /// A text with rich formats (`.rtf`).
    RichText,
    /// Some other archive.
    Archive,
    /// An archive that cannot be opened: half of a file that was sent.
    Damaged,
    /// A text: rows of a table, as far as this is asked here.
    Text,
    /// Nothing is in it.
    Empty,
    /// Nobody knows.
    Unknown,
}

/// What the bytes of a file are.
pub fn foreign(bytes: &[u8]) -> Foreign {
    const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    const PICTURES: [&[u8]; 6] = [b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"BM", b"II*\0", b"MM\0*"];
    match bytes {
        _ if bytes.iter().all(u8::is_ascii_whitespace) => Foreign::Empty,
        _ if bytes.starts_with(b"PK\x03\x04") => packed(bytes),
        _ if bytes.starts_with(OLE) => old(bytes),
        _ if bytes.starts_with(b"%PDF-") => Foreign::Pdf,
        _ if bytes.starts_with(b"{\\rtf") => Foreign::RichText,
        _ if PICTURES.iter().any(|first| bytes.starts_with(first)) => Foreign::Picture,
        _ => text(bytes),
    }
}

/// A sheet of any sort as its owner sees it, without what is hidden.
///
/// # Errors
/// Why it cannot be read.
pub fn shown(bytes: &[u8], sort: Foreign) -> Result<Shown, SheetFault> {
    match sort {
        Foreign::Book => sheet::xlsx::shown(bytes),
        Foreign::OpenBook => sheet::ods::shown(bytes),
        Foreign::OldBook => sheet::xls::shown(bytes),
        _ => sheet::text_shown(bytes),
    }
}

fn text(bytes: &[u8]) -> Foreign {
    // refused for its size where it is read
    if bytes.len() as u64 > TEXT_LIMIT {
        return Foreign::Text;
    }
    match decode(bytes.to_vec()) {
        Some(text) if text.trim_start().starts_with('<') => Foreign::WebPage,
        Some(text) if !text.contains('\0') => Foreign::Text,
        _ => Foreign::Unknown,
    }
}

/// By the parts that make an archive a document.
fn packed(bytes: &[u8]) -> Foreign {
    let Ok(mut package) = Package::open(bytes) else { return Foreign::Damaged };
    let names = package.names();
    let has = |start: &str| names.iter().any(|name| name.starts_with(start));
    let sort = sort_named(&mut package);
    match () {
        () if has("word/") => Foreign::Document,
        () if has("xl/") => Foreign::Book,
        () if sort.ends_with("opendocument.spreadsheet") => Foreign::OpenBook,
        () if sort.ends_with("opendocument.text") => Foreign::OpenDocument,
        () => Foreign::Archive,
    }
}

/// What an archive of OpenDocument says that it is.
fn sort_named(package: &mut Package) -> String {
    const LONGEST: u64 = 100;
    let mut sort = String::new();
    if let Ok(Some(part)) = package.part("mimetype", LONGEST) {
        // what is no text is no name either
        let _ = part.take(LONGEST).read_to_string(&mut sort);
    }
    sort.trim().to_owned()
}

/// The old container keeps the names of its parts in UTF-16.
fn old(bytes: &[u8]) -> Foreign {
    let holds = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(bytes, &name).is_some()
    };
    match () {
        () if holds("EncryptedPackage") => Foreign::Locked,
        () if holds("WordDocument") => Foreign::OldDocument,
        () if holds("Workbook") || holds("Book") => Foreign::OldBook,
        () => Foreign::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_bytes_and_parts_tell_what_a_file_is() {
        let ole = |name: &str| {
            let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            foreign(&[b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), vec![0; 512], name].concat())
        };
        assert_eq!(ole("EncryptedPackage"), Foreign::Locked);
        assert_eq!((ole("WordDocument"), ole("Workbook")), (Foreign::OldDocument, Foreign::OldBook));
        assert_eq!(ole("Something"), Foreign::Unknown);
        assert_eq!(foreign(b"PK\x03\x04 half of xl/workbook.xml"), Foreign::Damaged);
        assert_eq!(foreign(b"%PDF-1.7"), Foreign::Pdf);
        assert_eq!(foreign(b" \r\n"), Foreign::Empty);
        assert_eq!(foreign("\u{FEFF}<html>".as_bytes()), Foreign::WebPage);
        assert_eq!(foreign("户号,村\n".as_bytes()), Foreign::Text);
        assert_eq!(foreign(b"\xFF\xFE\0\0"), Foreign::Unknown);
    }
}
