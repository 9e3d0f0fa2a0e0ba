//! A copy of a picture without what a camera or program wrote about the place, the time and the owner.
//! The pixels stay byte for byte; a JPEG keeps its orientation, without which it would lie on its side.
//!
//! By hand: these bytes have digests in the log and may never change, and `img-parts` refuses a PNG for the wrong
//! check sum of a comment, skips what it does not know between a JPEG's segments, and hides what follows a scan.

use image::metadata::Orientation;

/// `None` when it is no JPEG, PNG or WebP, or its structure is broken.
pub fn bare(bytes: &[u8]) -> Option<Vec<u8>> {
    if bytes.starts_with(&[0xFF, 0xD8]) {
        return jpeg(bytes);
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1A\n") {
        return png(bytes);
    }
    let webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    if webp { self::webp(bytes) } else { None }
}

/// How many scans a JPEG has that is whole; `None` when its end is missing.
pub(super) fn scans(bytes: &[u8]) -> Option<usize> {
    let start = segments(bytes)?.last().map(|&(_, _, end)| end)?;
    let rest = bytes.get(start..)?;
    let marks = |code: u8| rest.windows(2).filter(move |pair| *pair == [0xFF, code]).count();
    (marks(0xD9) > 0).then(|| marks(0xDA) + 1)
}

/// Marker, start and end of each segment up to the first scan, the scan's header included.
fn segments(bytes: &[u8]) -> Option<Vec<(u8, usize, usize)>> {
    let mut segments = Vec::new();
    let mut at = 2;
    loop {
        while bytes.get(at..at + 2)? == [0xFF, 0xFF] {
            at += 1;
        }
        let &[0xFF, marker, high, low] = bytes.get(at..at + 4)? else { return None };
        let end = at + 2 + usize::from(u16::from_be_bytes([high, low]));
        bytes.get(at..end)?;
        segments.push((marker, at, end));
        if marker == 0xDA {
            return Some(segments);
        }
        at = end;
    }
}

/// Application segments other than JFIF, colour profile and Adobe's colour mark go, and comments. Source:
/// ITU-T T.81, annex B; what follows the end of the picture goes, too.
fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let segments = segments(bytes)?;
    let mut out = Vec::with_capacity(bytes.len());
    out.extend(&bytes[..2]);
    let turned = segments.iter().filter(|segment| segment.0 == 0xE1).find_map(|&(_, start, end)| {
        let exif = bytes.get(start + 4..end)?.strip_prefix(b"Exif\0\0")?;
        Orientation::from_exif_chunk(exif).filter(|turned| *turned != Orientation::NoTransforms)
    });
    if let Some(turned) = turned {
        out.extend(orientation_alone(turned.to_exif()));
    }
    let mut start_of_pixels = bytes.len();
    for (marker, start, end) in segments {
        let segment = &bytes[start..end];
        let kept = match marker {
            0xE0 | 0xEE => true,
            0xE2 => segment.get(4..).is_some_and(|data| data.starts_with(b"ICC_PROFILE\0")),
            0xE1..=0xEF | 0xFE => false,
            _ => true,
        };
        if kept {
            out.extend(segment);
        }
        start_of_pixels = end;
    }
    pixels_alone(&bytes[start_of_pixels..], &mut out)?;
    Some(out)
}

/// All scans to the end of the picture, without what was written between them. Source: ITU-T T.81, B.1.1.2: in
/// the pixels a mark is followed by zero, or says where to go on.
fn pixels_alone(bytes: &[u8], out: &mut Vec<u8>) -> Option<()> {
    let mut at = 0;
    loop {
        let rest = bytes.get(at..)?;
        let is_mark = |pair: &[u8]| pair[0] == 0xFF && !matches!(pair[1], 0 | 0xD0..=0xD7 | 0xFF);
        let mark = rest.windows(2).position(is_mark)?;
        out.extend(&rest[..mark]);
        let segment = &rest[mark..];
        let length = match segment[1] {
            0xD9 => {
                out.extend(&segment[..2]);
                return Some(());
            }
            0x01 => 2,
            _ => 2 + usize::from(u16::from_be_bytes([*segment.get(2)?, *segment.get(3)?])),
        };
        let segment = segment.get(..length)?;
        if !matches!(segment[1], 0xE0..=0xEF | 0xFE) {
            out.extend(segment);
        }
        at += mark + length;
    }
}

/// An Exif segment that says which side is up and nothing else.
fn orientation_alone(orientation: u8) -> [u8; 36] {
    let mut segment =
        *b"\xFF\xE1\0\x22Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0";
    segment[29] = orientation;
    segment
}

/// Chunks that change the pixels' look stay. Source: W3C PNG specification, 11.3.
fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    const KEPT: [&[u8]; 13] = [
        b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP",
        b"bKGD", b"pHYs",
    ];
    let mut out = bytes[..8].to_vec();
    let mut at = 8;
    loop {
        let length = usize::try_from(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?)).ok()?;
        let end = at.checked_add(length)?.checked_add(12)?;
        let (name, chunk) = (bytes.get(at + 4..at + 8)?, bytes.get(at..end)?);
        if KEPT.contains(&name) {
            out.extend(chunk);
        }
        if name == b"IEND" {
            return Some(out);
        }
        at = end;
    }
}

/// Source: RFC 9649, 2.7: a chunk is name, size and data, padded to an even length. Those stay that the pixels
/// need; a name that nobody knows may hold anything.
fn webp(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = bytes[..12].to_vec();
    chunks(bytes.get(12..)?, &mut out, false)?;
    let size = u32::try_from(out.len() - 8).ok()?.to_le_bytes();
    out[4..8].copy_from_slice(&size);
    Some(out)
}

/// A frame holds no frames, so that this goes no deeper than one.
fn chunks(bytes: &[u8], out: &mut Vec<u8>, in_frame: bool) -> Option<()> {
    let mut at = 0;
    while at < bytes.len() {
        let length = usize::try_from(u32::from_le_bytes(bytes.get(at + 4..at + 8)?.try_into().ok()?)).ok()?;
        let end = at.checked_add(length)?.checked_add(8)?;
        let chunk = bytes.get(at..end)?;
        let start = out.len();
        match chunk.get(..4)? {
            b"VP8 " | b"VP8L" | b"ALPH" | b"ANIM" | b"ICCP" => out.extend(chunk),
            b"VP8X" => {
                out.extend(chunk);
                // the flags that announce Exif and XMP
                *out.get_mut(start + 8)? &= !0b0000_1100;
            }
            // a frame: where and how long it is shown, and chunks of its own
            b"ANMF" if !in_frame => {
                out.extend(chunk.get(..24)?);
                chunks(&chunk[24..], out, true)?;
                let length = u32::try_from(out.len() - start - 8).ok()?.to_le_bytes();
                out[start + 4..start + 8].copy_from_slice(&length);
            }
            _ => {}
        }
        if (out.len() - start) % 2 == 1 {
            out.push(0);
        }
        at = end + length % 2;
    }
    Some(())
}
