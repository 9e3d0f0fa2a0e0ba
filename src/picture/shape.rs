//! A picture as it is published: turned upright, no larger than wanted, encoded anew.

use super::bare::{bare, scans};
use super::{decoder, format};
use crate::model::picture::{Format, PictureFault};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::imageops;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageFormat, RgbImage};

/// Of 100: where loss begins to be seen on a photograph.
const QUALITY: u8 = 80;

/// Colour profiles longer than this are left out, bytes.
const PROFILE: usize = 4 << 10;

/// More passes over a JPEG than any camera makes: each costs as much as the whole picture.
const SCANS: usize = 64;

/// What is wanted of a picture: its size as seen, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Want {
    pub width: u32,
    pub height: u32,
    pub format: Format,
}

/// Makes what is wanted. A picture that needs no change keeps its own pixels when that is shorter.
///
/// # Errors
/// What is wrong with the picture.
pub fn shape(bytes: &[u8], want: Want) -> Result<Vec<u8>, PictureFault> {
    let format = format(bytes)?;
    if format == ImageFormat::Jpeg && !matches!(scans(bytes), Some(1..=SCANS)) {
        return Err(PictureFault::Broken);
    }
    let mut decoder = decoder(bytes, format)?;
    let orientation = decoder.orientation().unwrap_or(image::metadata::Orientation::NoTransforms);
    let upright = orientation == image::metadata::Orientation::NoTransforms;
    let profile = decoder.icc_profile().ok().flatten().filter(|profile| is_for_rgb(profile));
    let size = decoder.dimensions();
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| PictureFault::Broken)?;
    if size != (want.width, want.height) || !upright {
        let stored = stored_size(&picture, orientation, want);
        picture = smaller(picture, stored);
        picture.apply_orientation(orientation);
    }
    let made = encode(picture, want.format, profile)?;
    let same_format =
        matches!((format, want.format), (ImageFormat::Jpeg, Format::Jpeg) | (ImageFormat::Png, Format::Png));
    if upright && same_format && size == (want.width, want.height) {
        return Ok(bare(bytes).filter(|own| own.len() <= made.len()).unwrap_or(made));
    }
    Ok(made)
}

/// The wanted size before the picture is turned upright.
fn stored_size(picture: &DynamicImage, orientation: image::metadata::Orientation, want: Want) -> (u32, u32) {
    let (width, height) = match super::swaps_sides(orientation) {
        true => (want.height, want.width),
        false => (want.width, want.height),
    };
    (width.min(picture.width()), height.min(picture.height()))
}

/// First by averaging down to twice the size, which is quick, then with a finer filter.
fn smaller(picture: DynamicImage, (width, height): (u32, u32)) -> DynamicImage {
    if (picture.width(), picture.height()) == (width, height) {
        return picture;
    }
    let picture = match picture {
        picture if picture.color().has_alpha() => DynamicImage::ImageRgba8(picture.into_rgba8()),
        picture => DynamicImage::ImageRgb8(picture.into_rgb8()),
    };
    let rough = (width.saturating_mul(2), height.saturating_mul(2));
    let picture = match picture.width() > rough.0 && picture.height() > rough.1 {
        true => picture.thumbnail_exact(rough.0, rough.1),
        false => picture,
    };
    picture.resize_exact(width, height, imageops::FilterType::CatmullRom)
}

fn encode(picture: DynamicImage, format: Format, profile: Option<Vec<u8>>) -> Result<Vec<u8>, PictureFault> {
    let mut out = Vec::new();
    let written = match format {
        Format::Jpeg => {
            let mut encoder = JpegEncoder::new_with_quality(&mut out, QUALITY);
            profile.map(|profile| encoder.set_icc_profile(profile));
            flat(picture).write_with_encoder(encoder)
        }
        Format::Png => {
            let mut encoder =
                PngEncoder::new_with_quality(&mut out, CompressionType::Default, FilterType::Adaptive);
            profile.map(|profile| encoder.set_icc_profile(profile));
            narrow(picture).write_with_encoder(encoder)
        }
    };
    written.map(|()| out).map_err(|_| PictureFault::Broken)
}

/// Without transparency, which JPEG does not know: over white.
fn flat(picture: DynamicImage) -> DynamicImage {
    if !picture.color().has_alpha() {
        return DynamicImage::ImageRgb8(picture.into_rgb8());
    }
    let (picture, mut paper) = (picture.into_rgba8(), RgbImage::new(0, 0));
    if let Some(white) = RgbImage::from_raw(
        picture.width(),
        picture.height(),
        vec![255; picture.width() as usize * picture.height() as usize * 3],
    ) {
        paper = white;
    }
    for (on, over) in paper.pixels_mut().zip(picture.pixels()) {
        let cover = u32::from(over[3]);
        for channel in 0..3 {
            let mixed = u32::from(over[channel]) * cover + 255 * (255 - cover);
            on[channel] = u8::try_from(mixed / 255).unwrap_or(255);
        }
    }
    DynamicImage::ImageRgb8(paper)
}

/// Eight bits a channel are what screens show.
fn narrow(picture: DynamicImage) -> DynamicImage {
    match picture {
        DynamicImage::ImageLuma8(_) | DynamicImage::ImageRgb8(_) | DynamicImage::ImageRgba8(_) => picture,
        picture if picture.color().has_alpha() => DynamicImage::ImageRgba8(picture.into_rgba8()),
        picture => DynamicImage::ImageRgb8(picture.into_rgb8()),
    }
}

/// A profile says for what colours it is at its 16th byte. Source: ICC.1:2022, 7.2.
fn is_for_rgb(profile: &[u8]) -> bool {
    profile.len() <= PROFILE && profile.get(16..20) == Some(b"RGB ")
}
