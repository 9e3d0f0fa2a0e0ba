//! A picture as it is published: turned upright, no larger than wanted, encoded anew.

use super::bare::{bare, scans};
use super::cost::cost;
use super::{decoder, format, without_bombs};
use crate::memory;
use crate::model::picture::{Format, PictureFault};
use fast_image_resize::{FilterType, MulDiv, ResizeAlg, ResizeOptions, Resizer};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType as LineFilter, PngEncoder};
use image::{DynamicImage, GrayImage, ImageDecoder, ImageEncoder, ImageFormat, RgbImage};

/// Of 100: where loss begins to be seen on a photograph.
const QUALITY: u8 = 80;

/// Colour profiles longer than this are left out, bytes.
const PROFILE: usize = 4 << 10;

/// More passes over a JPEG than any camera makes: each costs as much as the whole picture.
const SCANS: usize = 64;

/// Pixels that all passes over a JPEG together may go over; a usual one has ten.
const PASSED_OVER: u64 = 320_000_000;

/// Pixels that an old telephone unpacks without ado: a page scanned at 300 dots an inch has nine million.
const UNPACKED: u64 = 10_000_000;

/// What is wanted of a picture: its size as seen, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Want {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// In which it is written.
    pub format: Format,
}

/// Makes what is wanted. A picture whose own pixels take fewer bytes keeps them: a scan of one bit, a photograph that a
/// messenger has squeezed, would grow by being made smaller.
///
/// # Errors
/// What is wrong with the picture.
pub fn shape(bytes: &[u8], want: Want) -> Result<Vec<u8>, PictureFault> {
    let format = format(bytes)?;
    let passes = match format {
        ImageFormat::Jpeg => {
            scans(bytes).filter(|scans| (1..=SCANS).contains(scans)).ok_or(PictureFault::Broken)?
        }
        _ => 1,
    };
    let harmless = without_bombs(bytes);
    let size = bytes.len() as u64;
    let mut decoder = decoder(&harmless, format, size)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) * passes as u64 > PASSED_OVER {
        return Err(PictureFault::Broken);
    }
    let _held = memory::hold(cost(bytes, size, format, decoder.color_type(), decoder.dimensions()));
    let orientation = decoder.orientation().unwrap_or(image::metadata::Orientation::NoTransforms);
    let upright = orientation == image::metadata::Orientation::NoTransforms;
    let profile = decoder.icc_profile().ok().flatten().filter(|profile| is_for_rgb(profile));
    let size = decoder.dimensions();
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| PictureFault::Broken)?;
    if size != (want.width, want.height) || !upright {
        let stored = stored_size(&picture, orientation, want);
        picture = smaller(picture, stored)?;
        picture.apply_orientation(orientation);
    }
    let made = encode(picture, want.format, profile)?;
    let same_format =
        matches!((format, want.format), (ImageFormat::Jpeg, Format::Jpeg) | (ImageFormat::Png, Format::Png));
    let bearable = size == (want.width, want.height) || u64::from(size.0) * u64::from(size.1) <= UNPACKED;
    if upright && same_format && bearable {
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

/// A finer filter over eight bits a channel; its own memory goes with the smaller of the two sizes.
fn smaller(picture: DynamicImage, (width, height): (u32, u32)) -> Result<DynamicImage, PictureFault> {
    if (picture.width(), picture.height()) == (width, height) {
        return Ok(picture);
    }
    let mut picture = narrow(picture);
    let mut small = DynamicImage::new(width, height, picture.color());
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::CatmullRom));
    let resized = match picture.color().has_alpha() {
        false => Resizer::new().resize(&picture, &mut small, &options).ok(),
        // in place, where the resizer would take a copy
        true => MulDiv::new().multiply_alpha_inplace(&mut picture).ok().and_then(|()| {
            Resizer::new().resize(&picture, &mut small, &options.use_alpha(false)).ok()?;
            MulDiv::new().divide_alpha_inplace(&mut small).ok()
        }),
    };
    resized.map(|()| small).ok_or(PictureFault::Broken)
}

fn encode(picture: DynamicImage, format: Format, profile: Option<Vec<u8>>) -> Result<Vec<u8>, PictureFault> {
    // a grey picture has no use for the profile of a coloured one
    let profile = profile.filter(|_| picture.color().has_color());
    let mut out = Vec::new();
    let written = match format {
        Format::Jpeg => {
            let mut encoder = JpegEncoder::new_with_quality(&mut out, QUALITY);
            profile.map(|profile| encoder.set_icc_profile(profile));
            flat(picture).write_with_encoder(encoder)
        }
        Format::Png => {
            let mut encoder =
                PngEncoder::new_with_quality(&mut out, CompressionType::Default, LineFilter::Adaptive);
            profile.map(|profile| encoder.set_icc_profile(profile));
            narrow(picture).write_with_encoder(encoder)
        }
    };
    written.map(|()| out).map_err(|_| PictureFault::Broken)
}

/// Without transparency, which JPEG does not know: over white. What is grey stays so.
fn flat(picture: DynamicImage) -> DynamicImage {
    if !picture.color().has_alpha() {
        return narrow(picture);
    }
    if !picture.color().has_color() {
        let mixed = |pixel: &image::LumaA<u8>| over_white(pixel[0], pixel[1]);
        let picture = picture.into_luma_alpha8();
        let grey = picture.pixels().map(mixed).collect();
        let grey = GrayImage::from_raw(picture.width(), picture.height(), grey);
        return DynamicImage::ImageLuma8(grey.unwrap_or_default());
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
        for channel in 0..3 {
            on[channel] = over_white(over[channel], over[3]);
        }
    }
    DynamicImage::ImageRgb8(paper)
}

/// What shows of a channel that covers white paper so far.
fn over_white(value: u8, cover: u8) -> u8 {
    let (value, cover) = (u32::from(value), u32::from(cover));
    u8::try_from((value * cover + 255 * (255 - cover)) / 255).unwrap_or(255)
}

/// Eight bits a channel are what screens show.
fn narrow(picture: DynamicImage) -> DynamicImage {
    match picture {
        DynamicImage::ImageLuma8(_) | DynamicImage::ImageRgb8(_) | DynamicImage::ImageRgba8(_) => picture,
        DynamicImage::ImageLumaA8(_) => picture,
        DynamicImage::ImageLuma16(_) => DynamicImage::ImageLuma8(picture.into_luma8()),
        DynamicImage::ImageLumaA16(_) => DynamicImage::ImageLumaA8(picture.into_luma_alpha8()),
        picture if picture.color().has_alpha() => DynamicImage::ImageRgba8(picture.into_rgba8()),
        picture => DynamicImage::ImageRgb8(picture.into_rgb8()),
    }
}

/// A profile says for what colours it is at its 16th byte. Source: ICC.1:2022, 7.2.
fn is_for_rgb(profile: &[u8]) -> bool {
    profile.len() <= PROFILE && profile.get(16..20) == Some(b"RGB ")
}
