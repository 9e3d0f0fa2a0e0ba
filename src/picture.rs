//! Pictures: what they are by their first bytes, the smaller ones that are published, and copies without
//! what a camera wrote about its owner.
//!
//! Pictures come from strangers. Nothing is decoded before its size is known to be bearable, damage is a
//! value and never a panic, and scripts (SVG) are refused by name. What was made once is kept in a cache
//! that can be thrown away at any time ([`cache`]). Nothing here knows a notice, a page or a URL.

mod bare;
pub mod cache;
mod cost;
mod shape;

pub use bare::bare;
pub use shape::{Want, shape};

use crate::memory;
use crate::model::picture::{Format, Picture, PictureFault};
use cost::{MOST, cost};
use image::metadata::Orientation;
use image::{ColorType, ImageDecoder, ImageFormat, ImageReader, Limits};
use std::borrow::Cow;
use std::io::{self, Cursor, Read};

/// Pixels a side.
const SIDE: u32 = 12_000;

/// What a header needs in all but odd cases, bytes.
const HEADER: u64 = 256 << 10;

/// Bytes of a chunk that a PNG's pixels can do without: a colour profile, say, packed.
const LONGEST_CHUNK: usize = 16 << 10;

/// A PNG with more bytes than this for each pixel, in tenths, is a photograph: drawings take far fewer.
const PHOTO_TENTHS: u64 = 8;

/// Endings that pictures have, also those that cannot be shown.
const ENDINGS: [&str; 14] = [
    "jpg", "jpeg", "png", "webp", "gif", "svg", "svgz", "bmp", "heic", "heif", "avif", "tif", "tiff", "jfif",
];

/// Whether a file's name says that it is a picture.
pub fn is_named_so(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// What a picture file is, by as few of its first bytes as tell; `size` is that of the whole.
///
/// # Errors
/// When it cannot be read.
pub fn examine_file(mut file: impl Read, size: u64) -> io::Result<Result<Picture, PictureFault>> {
    let mut bytes = Vec::new();
    file.by_ref().take(HEADER).read_to_end(&mut bytes)?;
    let first = examine(&bytes, size);
    if first != Err(PictureFault::Broken) || size <= HEADER {
        return Ok(first);
    }
    let _held = memory::hold(size);
    file.take(size).read_to_end(&mut bytes)?;
    Ok(examine(&bytes, size))
}

/// What a picture is, by its first bytes; `size` is that of the whole file.
fn examine(bytes: &[u8], size: u64) -> Result<Picture, PictureFault> {
    let format = format(bytes)?;
    let harmless = without_bombs(bytes);
    let mut decoder = decoder(&harmless, format, size)?;
    let (width, height) = decoder.dimensions();
    let cost = cost(bytes, size, format, decoder.color_type(), (width, height));
    let turned = decoder.orientation().is_ok_and(swaps_sides);
    let alpha = matches!(
        decoder.color_type(),
        ColorType::La8 | ColorType::Rgba8 | ColorType::La16 | ColorType::Rgba16 | ColorType::Rgba32F
    );
    let drawing = size * 10 <= u64::from(width) * u64::from(height) * PHOTO_TENTHS;
    let published = match format {
        ImageFormat::Png if alpha || drawing => Format::Png,
        ImageFormat::WebP if alpha => Format::Png,
        _ => Format::Jpeg,
    };
    let (width, height) = if turned { (height, width) } else { (width, height) };
    Ok(Picture { width, height, published, cost })
}

fn swaps_sides(orientation: Orientation) -> bool {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    matches!(orientation, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH)
}

/// By content, whatever the name says.
fn format(bytes: &[u8]) -> Result<ImageFormat, PictureFault> {
    match image::guess_format(bytes) {
        Ok(format @ (ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP)) => Ok(format),
        Ok(_) => Err(PictureFault::Format),
        Err(_) if is_markup(bytes) => Err(PictureFault::Script),
        Err(_) if bytes.is_empty() => Err(PictureFault::Broken),
        Err(_) => Err(PictureFault::Format),
    }
}

/// SVG, HTML and the like, packed or not.
fn is_markup(bytes: &[u8]) -> bool {
    let packed = bytes.starts_with(&[0x1F, 0x8B]);
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    packed || text.trim_ascii_start().starts_with(b"<")
}

/// A PNG without long chunks that its pixels can do without: a packed colour profile of some kilobytes unpacks
/// to hundreds of megabytes before anybody asks for it. Source: W3C PNG specification, 5.3 and 5.4 (chunks).
fn without_bombs(bytes: &[u8]) -> Cow<'_, [u8]> {
    if !bytes.starts_with(b"\x89PNG\r\n\x1A\n") {
        return Cow::Borrowed(bytes);
    }
    let (mut at, mut long) = (8, Vec::new());
    while let Some(&[a, b, c, d, first, ..]) = bytes.get(at..at + 8) {
        let length = u32::from_be_bytes([a, b, c, d]) as usize;
        let end = at.saturating_add(length).saturating_add(12).min(bytes.len());
        if length > LONGEST_CHUNK && first.is_ascii_lowercase() {
            long.push(at..end);
        }
        at = end;
    }
    if long.is_empty() {
        return Cow::Borrowed(bytes);
    }
    let (mut kept, mut from) = (Vec::with_capacity(bytes.len()), 0);
    for chunk in long {
        kept.extend_from_slice(&bytes[from..chunk.start]);
        from = chunk.end;
    }
    kept.extend_from_slice(&bytes[from..]);
    Cow::Owned(kept)
}

/// A decoder that will not take more than it may; `size` is that of the whole file.
fn decoder(bytes: &[u8], format: ImageFormat, size: u64) -> Result<impl ImageDecoder + '_, PictureFault> {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let decoder = reader.into_decoder().map_err(|_| PictureFault::Broken)?;
    let (width, height) = decoder.dimensions();
    match (width, height) {
        (0, _) | (_, 0) => Err(PictureFault::Broken),
        _ if width > SIDE || height > SIDE => Err(PictureFault::TooLarge { width, height }),
        _ if cost(bytes, size, format, decoder.color_type(), (width, height)) > MOST => {
            Err(PictureFault::TooLarge { width, height })
        }
        _ => Ok(decoder),
    }
}

#[cfg(test)]
mod tests;
