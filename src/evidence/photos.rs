//! The photographs of a certificate: read, reduced to what paper shows, and put inside the sheet, so that it
//! stays one file which can be filed and mailed.

use super::sheet::Photo;
use crate::disk::Trouble;
use crate::model::content::Content;
use crate::model::digest::Digest;
use crate::model::picture::Format;
use crate::picture::{Want, shape};
use crate::read;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::path::Path;

/// The longer side of a photograph on the sheet, in pixels: 85 mm at 240 dpi.
const LONGEST: u32 = 800;

/// Fills in digests and pictures. A file that is no picture keeps its digest alone.
///
/// # Errors
/// When a file cannot be read.
pub fn fill(photos: &mut [Photo], content: &Content, root: &Path) -> Result<(), Trouble> {
    for photo in photos {
        let bytes = read::asset(root, &format!("content/{}", photo.file))?;
        photo.sha256 = Some(Digest::of(&bytes).to_string());
        photo.src = data_url(content, &photo.file, &bytes);
    }
    Ok(())
}

fn data_url(content: &Content, file: &str, bytes: &[u8]) -> Option<String> {
    let picture = content.assets.get(file)?.picture?.ok()?;
    let longer = picture.width.max(picture.height);
    let scaled = |side: u32| match longer > LONGEST {
        true => u32::try_from(u64::from(side) * u64::from(LONGEST) / u64::from(longer)).unwrap_or(1).max(1),
        false => side,
    };
    let (width, height) = (scaled(picture.width), scaled(picture.height));
    let made = shape(bytes, Want { width, height, format: Format::Jpeg }).ok()?;
    Some(format!("data:image/jpeg;base64,{}", STANDARD.encode(made)))
}
