//! Pictures out of the packed file, under plain names; those that no page shows are left out by name.

use super::super::sheet::xlsx::package::Package;
use super::document::{Block, Document, Paragraph, PictureFile, Piece, Told, What};
use super::fault::WordFault;

/// Pictures that are taken out of one document.
const MOST: usize = 200;
/// Bytes of one.
const LARGEST: u64 = 32 << 20;

/// Puts the pictures that were met into the document; parts and the paragraphs at which they were met.
pub(super) fn take(
    document: &mut Document,
    met: Vec<(String, usize)>,
    package: &mut Package,
) -> Result<(), WordFault> {
    if met.len() > MOST {
        return Err(WordFault::TooMuch);
    }
    let mut places = Vec::new();
    for (part, at) in met {
        let bytes = package.bytes(&part, LARGEST)?.unwrap_or_default();
        let Some(ending) = ending(&bytes) else {
            let name = part.rsplit('/').next().unwrap_or_default().to_owned();
            document.told.push(Told { what: What::OddPicture, at, words: name });
            places.push(None);
            continue;
        };
        let number = document.pictures.len();
        document.pictures.push(PictureFile { name: format!("图{}.{ending}", number + 1), bytes });
        places.push(Some(number));
    }
    each(document, &mut |paragraph| settle(paragraph, &places));
    Ok(())
}

/// What pages show, by its first bytes.
fn ending(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => Some("png"),
        [0xFF, 0xD8, 0xFF, ..] => Some("jpg"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("webp"),
        _ => None,
    }
}

fn settle(paragraph: &mut Paragraph, places: &[Option<usize>]) {
    paragraph.pieces.retain_mut(|piece| match piece {
        Piece::Picture(at, _) => match places.get(*at).copied().flatten() {
            Some(place) => {
                *at = place;
                true
            }
            None => false,
        },
        _ => true,
    });
}

fn each(document: &mut Document, change: &mut impl FnMut(&mut Paragraph)) {
    for block in &mut document.blocks {
        match block {
            Block::Paragraph(paragraph) => change(paragraph),
            Block::Table(table) => table.rows.iter_mut().flatten().flatten().for_each(&mut *change),
        }
    }
    document.notes.iter_mut().flatten().for_each(change);
    document.blocks.retain(|block| !matches!(block, Block::Paragraph(paragraph) if paragraph.is_blank()));
}
