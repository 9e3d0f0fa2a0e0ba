//! What a book says of itself in a property of ours: it was made as a form to be filled in.

use super::super::super::refusal::SheetFault;
use super::super::shown::MARK;
use super::package::{Package, SMALL};
use super::xml::{Piece, Xml};

/// Bytes of it.
const LONGEST: usize = 200;

/// What the property of ours says; `None` where there is none.
pub(super) fn mark(package: &mut Package) -> Result<Option<String>, SheetFault> {
    let Some(part) = package.part("docProps/custom.xml", SMALL)? else { return Ok(None) };
    let mut xml = Xml::new(part);
    let mut said: Option<String> = None;
    loop {
        match xml.next()? {
            Piece::Over => return Ok(None),
            Piece::Open(tag, false) if tag.name() == b"property" => {
                said = tag.get("name").filter(|name| name == MARK).map(|_| String::new());
            }
            Piece::Text(text) => {
                if let Some(said) = said.as_mut().filter(|said| said.len() < LONGEST) {
                    said.push_str(text.trim());
                }
            }
            Piece::Close(end) if end.name() == b"property" && said.is_some() => return Ok(said),
            _ => {}
        }
    }
}
