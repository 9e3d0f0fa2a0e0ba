use std::fs::File;
use std::path::Path;

use super::cache::{Cache, Failure};
use super::*;
use image::{DynamicImage, Rgb, RgbImage, Rgba, RgbaImage};

fn photo(width: u32, height: u32) -> DynamicImage {
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, y| {
        Rgb([(x * 7 % 256) as u8, (y * 5 % 256) as u8, ((x ^ y) % 256) as u8])
    }))
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    picture.write_to(&mut out, format).unwrap();
    out.into_inner()
}

/// A JPEG with an Exif segment: this orientation, and a secret.
fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0".to_vec();
    exif[25] = orientation;
    exif.extend(b"GPS secret");
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xFF, 0xE1], &length, &exif, &jpeg[2..]].concat()
}

fn says_secret(bytes: &[u8]) -> bool {
    bytes.windows(6).any(|window| window == b"secret")
}

fn examined(bytes: &[u8]) -> Result<Picture, PictureFault> {
    examine(bytes, bytes.len() as u64)
}

#[test]
fn photographs_shrink_and_forget_where_they_were_taken() {
    let jpeg = with_exif(&encoded(&photo(1600, 1000), ImageFormat::Jpeg), 1);
    let picture = examined(&jpeg).unwrap();
    assert_eq!((picture.width, picture.height, picture.published), (1600, 1000, Format::Jpeg));
    let (width, height) = picture.fit(1200);
    let made = shape(&jpeg, Want { width, height, format: Format::Jpeg }).unwrap();
    let small = examined(&made).unwrap();
    assert_eq!((small.width, small.height), (1200, 750));
    assert!(says_secret(&jpeg) && !says_secret(&made));
}

#[test]
fn a_grey_scan_stays_grey_and_does_not_grow() {
    // ink on paper, with a scanner's noise
    let grey = |x: u32, y: u32| {
        let noise = (x * 31 + y * 17).wrapping_mul(2_654_435_761).rotate_left(x ^ y) >> 29;
        image::Luma([if x % 40 < 3 && y % 60 < 40 { 20 } else { 250 - (noise % 6) as u8 }])
    };
    let scan = DynamicImage::ImageLuma8(image::GrayImage::from_fn(1200, 900, grey));
    for (format, published) in [(ImageFormat::Png, Format::Png), (ImageFormat::Jpeg, Format::Jpeg)] {
        let bytes = encoded(&scan, format);
        let picture = examined(&bytes).unwrap();
        for side in [1200, 600] {
            let (width, height) = picture.fit(side);
            let made = shape(&bytes, Want { width, height, format: picture.published }).unwrap();
            let color = image::load_from_memory(&made).unwrap().color();
            assert_eq!(color, image::ColorType::L8, "{published:?} {side}");
            assert!(
                made.len() <= bytes.len() * 5 / 4,
                "{published:?} {side}: {} of {}",
                made.len(),
                bytes.len()
            );
        }
        let offered = bare(&bytes).unwrap();
        assert_eq!(image::load_from_memory(&offered).unwrap().color(), image::ColorType::L8);
        assert!(offered.len() <= bytes.len() * 5 / 4, "{} of {}", offered.len(), bytes.len());
    }
}

#[test]
fn grey_with_transparency_stays_grey() {
    let seal = |x: u32, y: u32| image::LumaA([(x % 7 * 9) as u8, if y % 50 < 25 { 255 } else { 0 }]);
    let seal = DynamicImage::ImageLumaA8(image::ImageBuffer::from_fn(400, 300, seal));
    let bytes = encoded(&seal, ImageFormat::Png);
    for (format, color) in [(Format::Png, image::ColorType::La8), (Format::Jpeg, image::ColorType::L8)] {
        for (width, height) in [(400, 300), (200, 150)] {
            let made = shape(&bytes, Want { width, height, format }).unwrap();
            assert_eq!(image::load_from_memory(&made).unwrap().color(), color, "{format:?} {width}");
        }
    }
    let over = shape(&bytes, Want { width: 400, height: 300, format: Format::Jpeg }).unwrap();
    let over = image::load_from_memory(&over).unwrap().into_luma8();
    assert!(over.get_pixel(10, 40)[0] > 240 && over.get_pixel(10, 10)[0] < 80);
}

/// A page of text as office scanners write it: one bit a pixel, as grey or by a palette.
fn one_bit_page(palette: bool) -> Vec<u8> {
    let (width, height) = (1600_u32, 2200_u32);
    let ink = |x: u32, y: u32| {
        // strokes in squares, as characters have them, between margins
        let (column, line) = (x / 40, y / 56);
        let (in_x, in_y) = (x % 40, y % 56);
        let seed = (column * 73 + line * 179).wrapping_mul(2_654_435_761);
        let stroke = (seed >> (in_x / 5 + in_y / 7)) & 1 == 1 && (in_x % 5 < 2 || in_y % 7 < 2);
        (4..36).contains(&column) && (3..36).contains(&line) && in_x < 34 && in_y < 34 && stroke
    };
    let row = |y: u32| {
        let byte = |at: u32| (0..8).fold(0_u8, |byte, bit| byte << 1 | u8::from(!ink(at * 8 + bit, y)));
        std::iter::once(0).chain((0..width / 8).map(byte)).collect::<Vec<u8>>()
    };
    let lines: Vec<u8> = (0..height).flat_map(row).collect();
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    std::io::Write::write_all(&mut packed, &lines).unwrap();
    let color = if palette { 3 } else { 0 };
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[1, color, 0, 0, 0]].concat();
    let chunk = |name: &[u8; 4], data: &[u8]| {
        let mut sum = flate2::Crc::new();
        [&name[..], data].iter().for_each(|part| sum.update(part));
        [&(data.len() as u32).to_be_bytes()[..], name, data, &sum.sum().to_be_bytes()].concat()
    };
    let mut page = b"\x89PNG\r\n\x1A\n".to_vec();
    page.extend(chunk(b"IHDR", &head));
    if palette {
        page.extend(chunk(b"PLTE", &[0, 0, 0, 255, 255, 255]));
    }
    page.extend(chunk(b"IDAT", &packed.finish().unwrap()));
    page.extend(chunk(b"IEND", &[]));
    page
}

#[test]
fn a_scan_of_one_bit_does_not_grow() {
    for palette in [false, true] {
        let bytes = one_bit_page(palette);
        let picture = examined(&bytes).unwrap();
        for side in [2200, 1200, 600] {
            let (width, height) = picture.fit(side);
            let made = shape(&bytes, Want { width, height, format: picture.published }).unwrap();
            let color = image::load_from_memory(&made).unwrap().color();
            assert_eq!(picture.published, Format::Png);
            assert_eq!(color, if palette { image::ColorType::Rgb8 } else { image::ColorType::L8 });
            assert!(made.len() <= bytes.len(), "{palette} {side}: {} of {}", made.len(), bytes.len());
        }
    }
}

#[test]
fn a_picture_taken_sideways_stands_upright() {
    let jpeg = with_exif(&encoded(&photo(300, 200), ImageFormat::Jpeg), 6);
    let picture = examined(&jpeg).unwrap();
    assert_eq!((picture.width, picture.height), (200, 300));
    let made = shape(&jpeg, Want { width: 200, height: 300, format: Format::Jpeg }).unwrap();
    let decoded = image::load_from_memory(&made).unwrap();
    assert_eq!((decoded.width(), decoded.height()), (200, 300));
    let offered = bare(&jpeg).unwrap();
    assert!(!says_secret(&offered));
    let again = examined(&offered).unwrap();
    assert_eq!((again.width, again.height), (200, 300), "what is offered keeps its orientation");
}

#[test]
fn drawings_stay_png_and_photographs_do_not() {
    let flat = DynamicImage::ImageRgb8(RgbImage::from_pixel(400, 300, Rgb([200, 30, 30])));
    assert_eq!(examined(&encoded(&flat, ImageFormat::Png)).unwrap().published, Format::Png);
    let mut seed = 1_u32;
    let noise = DynamicImage::ImageRgb8(RgbImage::from_fn(400, 300, |_, _| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        Rgb([(seed >> 24) as u8, (seed >> 16) as u8, (seed >> 8) as u8])
    }));
    assert_eq!(examined(&encoded(&noise, ImageFormat::Png)).unwrap().published, Format::Jpeg);
    let glass = DynamicImage::ImageRgba8(RgbaImage::from_pixel(40, 30, Rgba([0, 0, 0, 9])));
    assert_eq!(examined(&encoded(&glass, ImageFormat::WebP)).unwrap().published, Format::Png);
}

#[test]
fn transparency_lies_over_white_where_the_format_has_none() {
    let glass = DynamicImage::ImageRgba8(RgbaImage::from_pixel(16, 16, Rgba([0, 0, 0, 0])));
    let png = encoded(&glass, ImageFormat::Png);
    let made = shape(&png, Want { width: 16, height: 16, format: Format::Jpeg }).unwrap();
    assert_eq!(image::load_from_memory(&made).unwrap().into_rgb8().get_pixel(3, 3), &Rgb([255, 255, 255]));
}

#[test]
fn what_is_no_picture_is_refused_by_name() {
    assert_eq!(examined(b"<svg onload='alert(1)'/>"), Err(PictureFault::Script));
    assert_eq!(examined(b"\xEF\xBB\xBF <?xml version='1.0'?><svg/>"), Err(PictureFault::Script));
    assert_eq!(examined(b"GIF89a\x01\0\x01\0"), Err(PictureFault::Format));
    assert_eq!(examined(b""), Err(PictureFault::Broken));
    assert_eq!(examined(b"\xFF\xD8\xFF\xE0nothing"), Err(PictureFault::Broken));
}

#[test]
fn bombs_are_refused_by_their_header() {
    let mut png = encoded(&photo(4, 4), ImageFormat::Png);
    png[16..24].copy_from_slice(&[0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60]);
    assert!(matches!(examined(&png), Err(PictureFault::TooLarge { .. } | PictureFault::Broken)));
    let jpeg = encoded(&photo(4, 4), ImageFormat::Jpeg);
    let frame = jpeg.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
    let mut wide = jpeg.clone();
    wide[frame + 5..frame + 9].copy_from_slice(&[0x2E, 0xE0, 0x2E, 0xE0]);
    assert_eq!(examined(&wide), Err(PictureFault::TooLarge { width: 12_000, height: 12_000 }));
}

/// Every cut and every changed byte of a picture is a picture or a fault, never a panic.
#[test]
fn damage_is_a_value() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let whole = encoded(&photo(17, 12), format);
        let want = Want { width: 9, height: 6, format: Format::Jpeg };
        for cut in 0..whole.len() {
            let _ = (examined(&whole[..cut]), shape(&whole[..cut], want), bare(&whole[..cut]));
        }
        for at in 0..whole.len().min(700) {
            let mut changed = whole.clone();
            changed[at] ^= 0xFF;
            let _ = (examined(&changed), shape(&changed, want), bare(&changed));
        }
    }
    let jpeg = encoded(&photo(400, 300), ImageFormat::Jpeg);
    let half = &jpeg[..jpeg.len() / 2];
    assert_eq!(shape(half, Want { width: 40, height: 30, format: Format::Jpeg }), Err(PictureFault::Broken));
}

#[test]
fn other_formats_lose_their_words_too() {
    let png = encoded(&photo(20, 20), ImageFormat::Png);
    let words = [&[0, 0, 0, 6][..], b"tEXtsecret", &[0; 4]].concat();
    let told = [&png[..33], &words, &png[33..]].concat();
    assert_eq!(bare(&told), Some(png));
    let webp = encoded(&photo(20, 20), ImageFormat::WebP);
    let told = [&webp[..], b"EXIF\x06\0\0\0secret"].concat();
    assert_eq!(bare(&told), Some(webp));
}

#[test]
fn the_cache_serves_what_it_made_and_nothing_damaged() {
    let root = tempfile::tempdir().unwrap();
    let (file, want) = (root.path().join("p.jpg"), Want { width: 30, height: 20, format: Format::Jpeg });
    std::fs::write(&file, encoded(&photo(300, 200), ImageFormat::Jpeg)).unwrap();
    let cache = Cache::of(root.path());
    let made = cache.picture(&file, want, 0, || crate::disk::read(&file), |_| true).unwrap();
    let folder = root.path().join(".zhangbang/pictures");
    let entries = || {
        let all = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
        all.filter(|path| !path.ends_with(".gitignore")).collect::<Vec<_>>()
    };
    assert_eq!(entries().len(), 1, "a file changed this moment is not trusted by its time");
    let mut damaged = std::fs::read(&entries()[0]).unwrap();
    *damaged.last_mut().unwrap() ^= 1;
    std::fs::write(&entries()[0], &damaged).unwrap();
    assert_eq!(cache.picture(&file, want, 0, || crate::disk::read(&file), |_| true).unwrap(), made);
    assert_ne!(std::fs::read(&entries()[0]).unwrap(), damaged);
    std::fs::write(&file, b"no picture").unwrap();
    assert!(matches!(
        cache.picture(&file, want, 0, || crate::disk::read(&file), |_| true),
        Err(Failure::Fault(_))
    ));
}

#[test]
fn an_old_file_is_known_by_its_time() {
    let root = tempfile::tempdir().unwrap();
    let (file, want) = (root.path().join("p.jpg"), Want { width: 30, height: 20, format: Format::Jpeg });
    std::fs::write(&file, encoded(&photo(300, 200), ImageFormat::Jpeg)).unwrap();
    let old = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_700_000_000);
    let set = |path: &Path| File::options().write(true).open(path).unwrap().set_modified(old).unwrap();
    set(&file);
    let cache = Cache::of(root.path());
    let made = cache.picture(&file, want, 0, || crate::disk::read(&file), |_| true).unwrap();
    // the same size and time, and other bytes: only a file that is not read can pass for the old one
    let size = std::fs::metadata(&file).unwrap().len() as usize;
    std::fs::write(&file, vec![0; size]).unwrap();
    set(&file);
    assert_eq!(cache.picture(&file, want, 0, || crate::disk::read(&file), |_| true).unwrap(), made);
}

/// A chunk of a PNG, without a true check sum.
fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    [&(data.len() as u32).to_be_bytes()[..], name, data, &[0; 4]].concat()
}

#[test]
fn long_chunks_beside_the_pixels_are_left_out_before_they_are_unpacked() {
    let png = encoded(&photo(20, 20), ImageFormat::Png);
    let (head, rest) = png.split_at(33);
    let long = |name| chunk(name, &[7; 20_000]);
    let stuffed =
        [head, &long(b"iCCP"), &chunk(b"pHYs", &[0; 9]), &long(b"eXIf"), rest, &long(b"zTXt")].concat();
    assert_eq!(*without_bombs(&stuffed), [head, &chunk(b"pHYs", &[0; 9]), rest].concat());
    assert!(matches!(without_bombs(&png), std::borrow::Cow::Borrowed(_)));
    assert_eq!(examined(&stuffed).map(|picture| (picture.width, picture.height)), Ok((20, 20)));
}

#[test]
fn a_picture_that_would_take_too_much_memory_is_refused_by_its_header() {
    let jpeg = encoded(&photo(4, 4), ImageFormat::Jpeg);
    let frame = jpeg.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
    let sized = |marker: u8, side: u16| {
        let mut jpeg = jpeg.clone();
        jpeg[frame + 1] = marker;
        jpeg[frame + 5..frame + 7].copy_from_slice(&side.to_be_bytes());
        jpeg[frame + 7..frame + 9].copy_from_slice(&side.to_be_bytes());
        examined(&jpeg)
    };
    assert!(sized(0xC0, 6_500).is_ok_and(|picture| picture.cost > 120 << 20));
    assert_eq!(sized(0xC2, 6_500), Err(PictureFault::TooLarge { width: 6_500, height: 6_500 }));
    assert!(sized(0xC2, 4_000).is_ok());
}

/// A segment that says where a photograph was taken; its last two bytes look like the picture's end.
fn secret() -> Vec<u8> {
    [b"\xFF\xE1\x00\x14Exif\0\0GPS secret".as_slice(), b"\xFF\xD9"].concat()
}

#[test]
fn nothing_stays_between_the_passes_of_a_photograph() {
    let jpeg = encoded(&photo(64, 48), ImageFormat::Jpeg);
    let scan = jpeg.windows(2).position(|pair| pair == [0xFF, 0xDA]).unwrap();
    let (head, passes) = jpeg[..jpeg.len() - 2].split_at(scan);
    let again = [head, passes, passes, &jpeg[jpeg.len() - 2..]].concat();
    let odd = [head, passes, &secret(), passes, &jpeg[jpeg.len() - 2..], b"GPS secret"].concat();
    assert!(says_secret(&odd));
    assert!(bare(&odd).unwrap() == again);
    assert!(bare(&jpeg).unwrap() == jpeg, "one without stays byte for byte");
    for cut in scan..odd.len() - 12 {
        assert!(bare(&odd[..cut]).is_none_or(|made| !says_secret(&made)), "{cut}");
    }
}

#[test]
fn nothing_unknown_stays_in_a_webp() {
    let webp = encoded(&photo(16, 12), ImageFormat::WebP);
    let chunk = |name: &[u8; 4], data: &[u8]| {
        let length = u32::try_from(data.len()).unwrap().to_le_bytes();
        [name.as_slice(), &length, data, &vec![0; data.len() % 2]].concat()
    };
    let whole = |chunks: &[Vec<u8>]| {
        let all = chunks.concat();
        let size = u32::try_from(all.len() + 4).unwrap().to_le_bytes();
        [b"RIFF".as_slice(), &size, b"WEBP", &all].concat()
    };
    let pixels = webp[12..].to_vec();
    let frame = |more: Vec<u8>| chunk(b"ANMF", &[vec![0; 16], pixels.clone(), more].concat());
    let given = whole(&[pixels.clone(), chunk(b"GPSx", b"secret."), frame(chunk(b"EXIF", b"a secret"))]);
    assert!(says_secret(&given));
    assert!(bare(&given).unwrap() == whole(&[pixels.clone(), frame(Vec::new())]));
    assert!(bare(&webp).unwrap() == webp, "one without stays byte for byte");
}
