//! Pictures that hurt: small files of large pictures, and damage of every sort.

use crate::corpus::Case;
use crate::program::{NOTICE, Site};
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, ExtendedColorType, GrayImage, ImageEncoder, ImageFormat, Rgb, RgbImage};
use std::io::Cursor;

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// No two of its pixels are alike.
fn photo(width: u32, height: u32) -> DynamicImage {
    RgbImage::from_fn(width, height, |x, y| Rgb([(x * 7) as u8, (y * 11) as u8, (x * y) as u8])).into()
}

/// One colour, so that it is packed to nearly nothing.
fn plain_png(width: u32, height: u32, profile: Option<Vec<u8>>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Fast, FilterType::NoFilter);
    if let Some(profile) = profile {
        encoder.set_icc_profile(profile).unwrap();
    }
    let picture = GrayImage::new(width, height);
    encoder.write_image(picture.as_raw(), width, height, ExtendedColorType::L8).unwrap();
    bytes
}

/// One colour, and differs from others by a word that is in it.
pub(crate) fn bomb(width: u32, height: u32, word: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Best, FilterType::NoFilter);
    let picture = RgbImage::new(width, height);
    encoder.write_image(picture.as_raw(), width, height, ExtendedColorType::Rgb8).unwrap();
    with_chunk(&bytes, b"tEXt", format!("Comment\0{word}").as_bytes())
}

/// A JPEG's frame, with what its header says changed: kind of frame, height, width.
fn frame(jpeg: &[u8], kind: u8, height: u16, width: u16) -> Vec<u8> {
    let mut changed = jpeg.to_vec();
    let at = jpeg.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
    changed[at + 1] = kind;
    changed[at + 5..at + 7].copy_from_slice(&height.to_be_bytes());
    changed[at + 7..at + 9].copy_from_slice(&width.to_be_bytes());
    changed
}

/// A PNG's header with another size, and a sum that is right.
fn sized(png: &[u8], width: u32, height: u32) -> Vec<u8> {
    let mut changed = png.to_vec();
    changed[16..20].copy_from_slice(&width.to_be_bytes());
    changed[20..24].copy_from_slice(&height.to_be_bytes());
    let sum = checked(&changed[12..29]);
    changed[29..33].copy_from_slice(&sum.to_be_bytes());
    changed
}

/// CRC-32 as PNG counts it.
fn checked(bytes: &[u8]) -> u32 {
    let step = |sum: u32, byte: &u8| {
        (0..8).fold(
            sum ^ u32::from(*byte),
            |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 },
        )
    };
    !bytes.iter().fold(u32::MAX, step)
}

/// A chunk put in after a PNG's header.
fn with_chunk(png: &[u8], name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let named = [name.as_slice(), data].concat();
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    [&png[..33], &length, &named, &checked(&named).to_be_bytes(), &png[33..]].concat()
}

/// Every fourth byte of what follows the head is another.
fn scratched(bytes: &[u8], from: usize) -> Vec<u8> {
    let mut changed = bytes.to_vec();
    changed.iter_mut().skip(from).step_by(4).for_each(|byte| *byte ^= 0x55);
    changed
}

fn jpegs() -> Vec<(&'static str, Vec<u8>)> {
    let whole = encoded(&photo(320, 240), ImageFormat::Jpeg);
    let scan = whole.windows(2).position(|pair| pair == [0xFF, 0xDA]).unwrap();
    let half = scan + (whole.len() - scan) / 2;
    let passes =
        [&whole[..whole.len() - 2], &whole[scan..whole.len() - 2].repeat(80), &[0xFF, 0xD9]].concat();
    vec![
        ("only-a-mark.jpg", vec![0xFF, 0xD8]),
        ("three-bytes.jpg", vec![0xFF, 0xD8, 0xFF]),
        ("twenty-bytes.jpg", whole[..20].to_vec()),
        ("head-cut.jpg", whole[..scan - 40].to_vec()),
        ("no-pixels.jpg", whole[..scan].to_vec()),
        ("half.jpg", whole[..half].to_vec()),
        ("no-end.jpg", whole[..whole.len() - 2].to_vec()),
        ("huge.jpg", frame(&whole, 0xC0, 65_500, 65_500)),
        ("huge-progressive.jpg", frame(&whole, 0xC2, 12_000, 12_000)),
        ("no-height.jpg", frame(&whole, 0xC0, 0, 320)),
        ("no-width.jpg", frame(&whole, 0xC0, 240, 0)),
        ("arithmetic.jpg", frame(&whole, 0xC9, 240, 320)),
        ("lossless.jpg", frame(&whole, 0xC3, 240, 320)),
        ("many-passes.jpg", passes),
        ("not-as-named.jpg", b"GIF89a\x01\0\x01\0\x80\0\0".to_vec()),
        ("a-page.jpg", b"<html><script>alert(1)</script>".to_vec()),
        ("nothing.jpg", Vec::new()),
        ("zeros.jpg", vec![0; 50_000]),
    ]
}

fn pngs() -> Vec<(&'static str, Vec<u8>)> {
    let whole = encoded(&photo(320, 240), ImageFormat::Png);
    vec![
        ("only-a-mark.png", whole[..8].to_vec()),
        ("head-cut.png", whole[..20].to_vec()),
        ("no-pixels.png", whole[..33].to_vec()),
        ("half.png", whole[..whole.len() / 2].to_vec()),
        ("no-end.png", whole[..whole.len() - 12].to_vec()),
        ("scratched.png", scratched(&whole, 60)),
        ("huge.png", sized(&whole, 60_000, 60_000)),
        ("huger.png", sized(&whole, 0x7FFF_FFFF, 0x7FFF_FFFF)),
        ("no-width.png", sized(&whole, 0, 240)),
        ("ok bomb.png", plain_png(11_000, 11_000, None)),
        ("too-wide.png", plain_png(40_000, 10, None)),
        ("too-high.png", plain_png(10, 40_000, None)),
        ("larger-than-said.png", sized(&whole, 300, 200)),
        ("smaller-than-said.png", sized(&whole, 3_000, 2_000)),
        ("ok profile-bomb.png", plain_png(640, 480, Some(vec![0; 60 << 20]))),
        ("ok text-bomb.png", with_chunk(&whole, b"zTXt", &[b"a\0\0x".as_slice(), &[0; 90_000]].concat())),
        ("ok animated.png", with_chunk(&whole, b"acTL", &[0, 0, 0xFF, 0xFF, 0, 0, 0, 0])),
        ("ok unknown-chunk.png", with_chunk(&whole, b"prVt", &[7; 20_000])),
    ]
}

fn webps() -> Vec<(&'static str, Vec<u8>)> {
    let whole = encoded(&photo(320, 240), ImageFormat::WebP);
    let bomb = encoded(&RgbImage::new(11_000, 3_500).into(), ImageFormat::WebP);
    let wide = encoded(&RgbImage::new(16_000, 4).into(), ImageFormat::WebP);
    let mut longer = whole.clone();
    longer[4..8].copy_from_slice(&u32::MAX.to_le_bytes());
    let mut nested = whole.clone();
    for depth in (1..=50_000_u32).rev() {
        nested.extend([*b"ANMF", (24 * depth - 8).to_le_bytes()].concat());
        nested.extend([0; 16]);
    }
    let mut chunk = whole.clone();
    chunk[16..20].copy_from_slice(&0xFFFF_FFF0_u32.to_le_bytes());
    vec![
        ("only-a-mark.webp", whole[..12].to_vec()),
        ("head-cut.webp", whole[..24].to_vec()),
        ("half.webp", whole[..whole.len() / 2].to_vec()),
        ("scratched.webp", scratched(&whole, 40)),
        ("ok chunk-too-long.webp", chunk),
        ("ok frames-in-frames.webp", nested),
        ("too-wide.webp", wide),
        ("no-frame.webp", b"RIFF\x04\0\0\0WEBP".to_vec()),
        ("bomb.webp", bomb),
        ("ok longer-than-it-is.webp", longer),
    ]
}

fn others() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("a.gif", b"GIF89a\xFF\xFF\xFF\xFF\0\0\0".to_vec()),
        ("a.bmp", b"BM\xFF\xFF\xFF\x7F".to_vec()),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".to_vec()),
        ("a.svgz", b"\x1F\x8B\x08\0".to_vec()),
        ("a.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1".to_vec()),
        ("a.avif", b"\0\0\0\x18ftypavif\0\0\0\0mif1".to_vec()),
        ("a.tiff", b"II*\0\x08\0\0\0\0\0".to_vec()),
        ("a.jfif", b"\xFF\xD8\xFF\xE0nothing".to_vec()),
    ]
}

pub(crate) fn pictures() -> Vec<Case> {
    let all = [jpegs(), pngs(), webps(), others()];
    all.into_iter()
        .flatten()
        .map(|(file, bytes)| {
            Case::new(format!("picture {file}"), move |site: &Site| {
                let file = file.rsplit(' ').next().unwrap_or(file);
                site.put("content/notices/n/index.md", format!("---\n{NOTICE}---\n![路](<{file}>)\n"));
                site.put(&format!("content/notices/n/{file}"), &bytes);
            })
        })
        .collect()
}
