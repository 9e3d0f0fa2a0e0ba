//! The words of what is offered for download, so that they can be looked through for private things.
//!
//! A file's first bytes decide what it is; whatever is in it, reading takes bounded time and memory.

use super::decode::legible;
use super::part::{Part, Words};
use super::refusal::SheetFault;
use super::sheet::xlsx;
use super::{packed, pdf};
use crate::model::download::{Unread, is_plain_text};

/// The words of a document that is offered.
///
/// # Errors
/// When nothing of it can be read; why.
pub fn words(path: &str, bytes: &[u8]) -> Result<Words, Unread> {
    if is_plain_text(path) {
        return Ok(Words::of(legible(bytes.to_vec())));
    }
    let small = path.to_lowercase();
    match () {
        () if bytes.starts_with(b"%PDF-") => pdf::words(bytes),
        () if bytes.starts_with(OLE) => Err(old_or_locked(bytes)),
        () if !bytes.starts_with(b"PK\x03\x04") || small.ends_with(".zip") => Err(Unread::Format),
        () if small.ends_with(".xlsx") => book(bytes),
        () => packed::words(bytes),
    }
}

const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Office puts a locked document into the old container, under a name of its own.
fn old_or_locked(bytes: &[u8]) -> Unread {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    match memchr::memmem::find(bytes, &name) {
        Some(_) => Unread::Locked,
        None => Unread::Format,
    }
}

/// Every sheet of a book, hidden ones too, and what stands beside the cells: notes, drawings.
fn book(bytes: &[u8]) -> Result<Words, Unread> {
    let sheets = xlsx::all(bytes).map_err(|fault| match fault {
        SheetFault::TooMuch => Unread::TooMuch,
        _ => Unread::Broken,
    })?;
    let alone = sheets.len() == 1;
    let part = |(name, text): (String, String)| Part { name: if alone { String::new() } else { name }, text };
    let mut words = packed::words(bytes)?;
    // a picture beside cells hides nothing of them
    words.hidden = words.hidden.filter(|_| sheets.is_empty());
    words.parts = sheets.into_iter().map(part).chain(words.parts).collect();
    Ok(words)
}

#[cfg(test)]
mod tests;
