//! The QR code of a page's address, for paper.
//!
//! Ten thousand codes of one size share everything but the bits of their addresses. So the library draws each size once
//! and tells by that where every bit lies; a code is then those modules turned over whose bits are set.

use qrcode::bits::encode_auto;
use qrcode::canvas::{Canvas, MaskPattern};
use qrcode::ec::construct_codewords;
use qrcode::{Color, EcLevel, QrResult, Version};
use std::sync::OnceLock;

/// Sizes of codes drawn so far.
pub(super) struct Codes([OnceLock<Layout>; 40]);

impl Codes {
    /// None is drawn yet.
    pub(super) fn new() -> Codes {
        Codes(std::array::from_fn(|_| OnceLock::new()))
    }

    /// The QR code of an address: an SVG path to be drawn with a stroke one module wide, along the middle of the
    /// rows. Empty for an address too long for any code.
    pub(super) fn path_of(&self, address: &str) -> String {
        self.modules(address).map_or_else(|_| String::new(), |(size, modules)| path(size, &modules))
    }

    /// Modules a side, and all of them row by row.
    fn modules(&self, address: &str) -> QrResult<(usize, Vec<Color>)> {
        let bits = encode_auto(address.as_bytes(), EcLevel::M)?;
        let version = bits.version();
        let (data, correction) = construct_codewords(&bits.into_bytes(), version, EcLevel::M)?;
        let size: usize = version.width().unsigned_abs().into();
        // the smallest has 21 modules a side, each next four more
        let Some(known) = self.0.get(size.saturating_sub(21) / 4) else {
            return Ok((size, drawn(version, &data, &correction)));
        };
        let layout = known.get_or_init(|| Layout::of(version, data.len(), correction.len()));
        Ok((size, layout.with(data.iter().chain(&correction))))
    }
}

/// The modules a side of an address's code; 0 for one too long for any.
pub(super) fn size_of(address: &str) -> usize {
    encode_auto(address.as_bytes(), EcLevel::M).map_or(0, |bits| bits.version().width().unsigned_abs().into())
}

/// Every code of one size.
struct Layout {
    /// One whose bits are all unset.
    blank: Vec<Color>,
    /// Where each bit lies, in order.
    places: Vec<usize>,
}

impl Layout {
    /// Draws codes in which each bit says one binary digit of its own number: read together, every module tells which
    /// bit lies there.
    fn of(version: Version, data: usize, correction: usize) -> Layout {
        let draw = |bit: &dyn Fn(usize) -> bool| {
            let word = |i: usize| (0..8).fold(0, |word, at| (word << 1) | u8::from(bit(i * 8 + at)));
            let words: Vec<u8> = (0..data + correction).map(word).collect();
            drawn(version, &words[..data], &words[data..])
        };
        let blank = draw(&|_| false);
        let mut numbers: Vec<Option<usize>> =
            blank.iter().zip(draw(&|_| true)).map(|(off, on)| (*off != on).then_some(0)).collect();
        let bits = (data + correction) * 8;
        for digit in 0..usize::BITS - bits.leading_zeros() {
            let told = draw(&|bit| (bit >> digit) & 1 == 1);
            for (number, _) in
                numbers.iter_mut().zip(blank.iter().zip(told)).filter(|(_, (off, on))| *off != on)
            {
                *number = number.map(|number| number | (1 << digit));
            }
        }
        let mut places = vec![0; bits];
        for (place, number) in numbers.into_iter().enumerate() {
            if let Some(known) = number.and_then(|number| places.get_mut(number)) {
                *known = place;
            }
        }
        Layout { blank, places }
    }

    /// The code with the bits of these words.
    fn with<'w>(&self, words: impl Iterator<Item = &'w u8>) -> Vec<Color> {
        let mut modules = self.blank.clone();
        let bits = words.flat_map(|word| (0..8).rev().map(move |at| (word >> at) & 1 == 1));
        for (&place, _) in self.places.iter().zip(bits).filter(|(_, bit)| *bit) {
            modules[place] = !modules[place];
        }
        modules
    }
}

/// Every code gets the same mask, the one that on average scores best for addresses: a reader takes any of the eight,
/// and trying all took nine tenths of a whole build.
fn drawn(version: Version, data: &[u8], correction: &[u8]) -> Vec<Color> {
    let mut canvas = Canvas::new(version, EcLevel::M);
    canvas.draw_all_functional_patterns();
    canvas.draw_data(data, correction);
    canvas.apply_mask(MaskPattern::VerticalLines);
    canvas.into_colors()
}

fn path(size: usize, modules: &[Color]) -> String {
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
    path
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
    fn looked_at(path: &str, size: usize) -> Vec<bool> {
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
        let codes = Codes::new();
        for i in 0..40 {
            let address = format!("https://gongshi.example/{}notices/2026/n{i}/", "county/".repeat(i / 4));
            let (path, size) = (codes.path_of(&address), size_of(&address));
            let dark = looked_at(&path, size);
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

    #[test]
    fn a_code_is_as_the_library_draws_it() {
        let codes = Codes::new();
        for length in (1..2_000).step_by(67) {
            for letter in ["a", "Z", "7", "村"] {
                let address = format!("https://gongshi.example/{}", letter.repeat(length / letter.len()));
                let bits = encode_auto(address.as_bytes(), EcLevel::M).unwrap();
                let version = bits.version();
                let (data, correction) =
                    construct_codewords(&bits.into_bytes(), version, EcLevel::M).unwrap();
                let expected = drawn(version, &data, &correction);
                assert!(codes.modules(&address).unwrap().1 == expected, "{version:?}");
            }
        }
        let endless = "x".repeat(9_000);
        assert_eq!((codes.path_of(&endless), size_of(&endless)), (String::new(), 0));
    }
}
