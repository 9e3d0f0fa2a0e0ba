//! Paths and addresses: what a page is called on disk, in links and in full.
//!
//! A page's *folder* is its path under the site with a final slash (`notices/2026/x/`, empty for home);
//! it is written to `<folder>index.html`. Links name `index.html`, so that they also work from a local
//! folder; the full address does not.

use crate::model::file_name;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use qrcode::bits::encode_auto;
use qrcode::canvas::{Canvas, MaskPattern};
use qrcode::ec::construct_codewords;
use qrcode::{Color, EcLevel, QrResult};
use xxhash_rust::xxh3::xxh3_64;

/// What must be encoded in a link inside HTML; Chinese stays readable.
const LINK: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'#')
    .add(b'`')
    .add(b'\\')
    .add(b'{')
    .add(b'}')
    .add(b'[')
    .add(b']')
    .add(b'^')
    .add(b'|');

/// A path under the site as a link: relative to the site's root.
pub fn href(path: &str) -> String {
    let mut link = String::with_capacity(path.len() + 16);
    for c in path.chars() {
        let mut buffer = [0; 4];
        match c.is_ascii() {
            true => link.extend(utf8_percent_encode(c.encode_utf8(&mut buffer), LINK)),
            false => link.push(c),
        }
    }
    link
}

/// The link to a page by its folder.
pub fn page_href(folder: &str) -> String {
    href(folder) + "index.html"
}

/// A full address, all non-ASCII encoded. `base` ends with a slash.
pub fn absolute(base: &str, path: &str) -> String {
    let ascii = utf8_percent_encode(path, LINK).to_string();
    format!("{base}{}", utf8_percent_encode(&ascii, CONTROLS))
}

/// A link with all that is not ASCII encoded, for full addresses.
pub fn ascii(href: &str) -> String {
    utf8_percent_encode(href, CONTROLS).to_string()
}

/// What leads from a page back to the site's root: one `../` a level.
pub fn root_of(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

/// Bytes of a generated segment: far fewer than systems store.
const LONGEST_SEGMENT: usize = 120;

/// One segment of a generated URL from free text: no slash, no dot alone, no control character, no name that
/// some system cannot store. A long one is cut, and told from others that begin alike by what was cut off.
pub fn segment(text: &str) -> String {
    let cleaned: String = text
        .trim()
        .chars()
        .map(|c| if c.is_control() || c.is_whitespace() || "/\\?#%:*\"<>|".contains(c) { '-' } else { c })
        .collect();
    match cleaned.trim_matches(['.', '-']) {
        "" => "_".to_owned(),
        long if long.len() > LONGEST_SEGMENT => {
            let rest = xxh3_64(long.as_bytes());
            format!("{}-{rest:016x}", &long[..long.floor_char_boundary(LONGEST_SEGMENT - 17)])
        }
        device if file_name::fault(device).is_some() => format!("_{device}"),
        segment => segment.to_owned(),
    }
}

/// The QR code of an address: an SVG path to be drawn with a stroke one module wide, along the middle of the
/// rows, and the modules a side. Empty for an address too long for any code.
pub fn qr(address: &str) -> (String, usize) {
    let Ok((size, modules)) = qr_modules(address) else {
        return (String::new(), 0);
    };
    let mut path = String::with_capacity(size * size * 2);
    for (y, row) in modules.chunks(size).enumerate() {
        path.push_str("M0 ");
        push_number(&mut path, y);
        for run in row.chunk_by(|a, b| a == b) {
            let dark = run[0] == Color::Dark;
            path.push(if dark { 'h' } else { 'm' });
            push_number(&mut path, run.len());
            path.push_str(if dark { "" } else { " 0" });
        }
    }
    (path, size)
}

/// Modules a side, and all of them row by row. Every code gets the same mask, the one that on average scores
/// best for addresses: a reader takes any of the eight, and trying all took nine tenths of a whole build.
fn qr_modules(address: &str) -> QrResult<(usize, Vec<Color>)> {
    let bits = encode_auto(address.as_bytes(), EcLevel::M)?;
    let version = bits.version();
    let (data, correction) = construct_codewords(&bits.into_bytes(), version, EcLevel::M)?;
    let mut canvas = Canvas::new(version, EcLevel::M);
    canvas.draw_all_functional_patterns();
    canvas.draw_data(&data, &correction);
    canvas.apply_mask(MaskPattern::VerticalLines);
    Ok((version.width().unsigned_abs().into(), canvas.into_colors()))
}

/// A small number in digits; the general formatter would cost more than the code itself.
fn push_number(text: &mut String, number: usize) {
    if number >= 10 {
        push_number(text, number / 10);
    }
    text.push(char::from(b'0' + (number % 10) as u8));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_keep_chinese_and_encode_the_rest() {
        assert_eq!(page_href("notices/上村 道路/"), "notices/上村%20道路/index.html");
        assert_eq!(absolute("https://a.example/b/", "村/"), "https://a.example/b/%E6%9D%91/");
        assert_eq!((root_of("index.html"), root_of("a/b/index.html")), (String::new(), "../../".into()));
    }

    #[test]
    fn segments_cannot_climb() {
        assert_eq!(
            (segment(".."), segment("a/b"), segment(" 文明 家庭 ")),
            ("_".into(), "a-b".into(), "文明-家庭".into())
        );
        assert_eq!((segment("CON"), segment("lpt1.x")), ("_CON".into(), "_lpt1.x".into()));
    }

    #[test]
    fn long_segments_are_cut_and_stay_apart() {
        let long = "先进集体".repeat(40);
        let (one, other) = (segment(&(long.clone() + "甲")), segment(&(long + "乙")));
        assert!(one.len() <= LONGEST_SEGMENT && one.starts_with("先进集体") && one != other, "{one} {other}");
        assert_eq!(segment(&"长".repeat(40)), "长".repeat(40));
    }

    /// Draws a path on modules, as a browser would.
    fn drawn(path: &str, size: usize) -> Vec<bool> {
        let mut dark = vec![false; size * size];
        for (y, row) in path.split('M').skip(1).enumerate() {
            let steps = row.replace(" 0", "");
            let (mut x, mut rest) = (0, &steps[steps.find(['h', 'm']).unwrap()..]);
            while let Some(kind) = rest.chars().next() {
                let end = rest[1..].find(['h', 'm']).map_or(rest.len(), |next| next + 1);
                let length: usize = rest[1..end].parse().unwrap();
                dark[y * size + x..][..length].fill(kind == 'h');
                (x, rest) = (x + length, &rest[end..]);
            }
        }
        dark
    }

    #[test]
    fn qr_codes_are_read_by_a_reader_nobody_here_wrote() {
        for i in 0..40 {
            let address = format!("https://gongshi.example/{}notices/2026/n{i}/", "county/".repeat(i / 4));
            let (path, size) = qr(&address);
            let dark = drawn(&path, size);
            // four modules of margin, three pixels a module
            let pixel = |x: usize, y: usize| {
                let module = |at: usize| (at / 3).checked_sub(4).filter(|&at| at < size);
                let dark = module(x).zip(module(y)).is_some_and(|(x, y)| dark[y * size + x]);
                if dark { 0 } else { 255 }
            };
            let side = (size + 8) * 3;
            let mut picture = rqrr::PreparedImage::prepare_from_greyscale(side, side, pixel);
            let grids = picture.detect_grids();
            assert_eq!(grids[0].decode().unwrap().1, address);
        }
    }
}
