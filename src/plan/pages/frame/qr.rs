//! The QR code of a page's address, for paper.

use qrcode::bits::encode_auto;
use qrcode::canvas::{Canvas, MaskPattern};
use qrcode::ec::construct_codewords;
use qrcode::{Color, EcLevel, QrResult};

/// The QR code of an address: an SVG path to be drawn with a stroke one module wide, along the middle of the
/// rows, and the modules a side. Empty for an address too long for any code.
pub(crate) fn qr(address: &str) -> (String, usize) {
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
