//! Texts: a length, how wide its letters are, the letters; those that cells share may go on in another record, where they
//! may be of another width.

use super::container::{long, short};

/// Letters are two bytes.
const WIDE: u8 = 1;
/// Sounds of letters follow.
const SOUNDS: u8 = 4;
/// Changes of the letters' shape follow.
const SHAPES: u8 = 8;

/// The text of a record, whose length is of one byte or two.
pub(super) fn text(bytes: &[u8], long_length: bool) -> Option<String> {
    let (length, at) = match long_length {
        true => (usize::from(short(bytes, 0)?), 2),
        false => (usize::from(*bytes.first()?), 1),
    };
    let mut parts = Parts { parts: vec![bytes], part: 0, at: at + 1 };
    parts.letters(length, bytes.get(at)? & WIDE)
}

/// All texts that cells share, of the record and those in which it goes on.
pub(super) fn shared(parts: Vec<&[u8]>) -> Vec<String> {
    let mut all = Vec::new();
    // how many there are is said before them, and not believed
    let mut parts = Parts { parts, part: 0, at: 8 };
    while let Some(text) = parts.shared() {
        all.push(text);
    }
    all
}

struct Parts<'a> {
    parts: Vec<&'a [u8]>,
    part: usize,
    at: usize,
}

impl Parts<'_> {
    fn shared(&mut self) -> Option<String> {
        let head = self.take(3)?;
        let (length, flags) = (usize::from(short(&head, 0)?), head[2]);
        let shapes = if flags & SHAPES > 0 { usize::from(short(&self.take(2)?, 0)?) } else { 0 };
        let sounds = if flags & SOUNDS > 0 { usize::try_from(long(&self.take(4)?, 0)?).ok()? } else { 0 };
        let text = self.letters(length, flags & WIDE)?;
        self.pass(4 * shapes + sounds)?;
        Some(text)
    }

    /// The rest of the part that is read, the next one where that is at its end.
    fn rest(&mut self) -> Option<&[u8]> {
        while self.at >= self.parts.get(self.part)?.len() {
            (self.part, self.at) = (self.part + 1, 0);
        }
        self.parts[self.part].get(self.at..)
    }

    fn take(&mut self, count: usize) -> Option<Vec<u8>> {
        let mut taken = Vec::with_capacity(count);
        while taken.len() < count {
            let byte = *self.rest()?.first()?;
            taken.push(byte);
            self.at += 1;
        }
        Some(taken)
    }

    fn pass(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            let step = self.rest()?.len().min(count);
            (self.at, count) = (self.at + step, count - step);
        }
        Some(())
    }

    fn letters(&mut self, count: usize, mut wide: u8) -> Option<String> {
        let mut units: Vec<u16> = Vec::new();
        while units.len() < count {
            let before = self.part;
            self.rest()?;
            if self.part > before {
                // a part that goes on says anew how wide letters are
                wide = self.rest()?.first()? & WIDE;
                self.at += 1;
            }
            let width = 1 + usize::from(wide);
            let rest = self.rest()?;
            let some = (rest.len() / width).min(count - units.len()).max(1);
            units.extend(rest.get(..some * width)?.chunks_exact(width).map(|letter| match letter {
                [low, high] => u16::from_le_bytes([*low, *high]),
                other => u16::from(other[0]),
            }));
            self.at += some * width;
        }
        Some(String::from_utf16_lossy(&units))
    }
}
