//! What decoding a picture takes at its peak, in bytes, before any of it is decoded.
//!
//! The factors were measured: what the decoders keep beside the pixels that they give.

use crate::memory;
use image::{ColorType, ImageFormat};

/// Bytes that making a smaller copy of a picture may take, its file included.
pub(super) const MOST: u64 = memory::MOST;

/// What making a smaller copy takes; `file` is the size of the file, `bytes` its beginning.
pub(super) fn cost(
    bytes: &[u8],
    file: u64,
    format: ImageFormat,
    color: ColorType,
    (width, height): (u32, u32),
) -> u64 {
    let pixels = u64::from(width) * u64::from(height);
    let given = pixels * u64::from(color.bytes_per_pixel());
    let beside = match format {
        ImageFormat::Jpeg => coefficients(bytes, pixels),
        // lossless pictures come through four channels, lossy ones through luma and chroma
        ImageFormat::WebP => pixels * 4,
        _ => eight_bits(color, pixels),
    };
    // the file itself, the decoder's copy, and one without what a camera wrote
    given + beside + file * 3
}

/// The copy with eight bits a channel, where there are more.
fn eight_bits(color: ColorType, pixels: u64) -> u64 {
    match color {
        ColorType::L8 | ColorType::La8 | ColorType::Rgb8 | ColorType::Rgba8 => 0,
        ColorType::L16 => pixels,
        ColorType::La16 => pixels * 2,
        ColorType::Rgb16 | ColorType::Rgb32F => pixels * 3,
        _ => pixels * 4,
    }
}

/// A progressive JPEG is decoded only when all its coefficients are there, two bytes each; a baseline one as it
/// comes. Source: ITU-T T.81, B.2.2 (frame header) and table B.1 (markers).
fn coefficients(bytes: &[u8], pixels: u64) -> u64 {
    let Some((marker, frame)) = frame(bytes) else { return pixels * 6 };
    if !matches!(marker, 0xC2 | 0xC6 | 0xCA | 0xCE) {
        return 0;
    }
    let components = frame.get(8..).unwrap_or_default().chunks_exact(3);
    let samplings = components.map(|component| (u64::from(component[1] >> 4), u64::from(component[1] & 15)));
    let (sum, widest, highest) = samplings.fold((0, 1, 1), |(sum, widest, highest), (across, down)| {
        (sum + across * down, u64::max(widest, across), u64::max(highest, down))
    });
    2 * pixels * sum / (widest * highest)
}

/// Marker and content of the frame header, from its length on.
fn frame(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let mut at = 2;
    loop {
        while bytes.get(at..at + 2)? == [0xFF, 0xFF] {
            at += 1;
        }
        let &[0xFF, marker, high, low] = bytes.get(at..at + 4)? else { return None };
        let end = at + 2 + usize::from(u16::from_be_bytes([high, low]));
        if matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC) {
            return Some((marker, bytes.get(at + 2..end)?));
        }
        at = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A frame header with three components, the first of which is sampled as given.
    fn jpeg(marker: u8, sampling: u8) -> Vec<u8> {
        let header = [0xFF, 0xD8, 0xFF, 0xE0, 0, 2, 0xFF, marker, 0, 17, 8, 0, 100, 0, 100, 3];
        [&header[..], &[1, sampling, 0, 2, 0x11, 0, 3, 0x11, 0]].concat()
    }

    #[test]
    fn coefficients_are_counted_by_the_frame_header() {
        assert_eq!(coefficients(&jpeg(0xC0, 0x22), 10_000), 0);
        assert_eq!(coefficients(&jpeg(0xC2, 0x11), 10_000), 60_000);
        assert_eq!(coefficients(&jpeg(0xC2, 0x22), 10_000), 30_000);
        assert_eq!(coefficients(b"\xFF\xD8\xFF", 10_000), 60_000);
    }
}
