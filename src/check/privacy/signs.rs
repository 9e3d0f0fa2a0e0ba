//! A set of Chinese characters that is asked for every character of every text.

/// One bit for every character of three bytes in UTF-8 that Unicode's first plane has.
pub(super) struct Signs([u64; 1024]);

impl Signs {
    /// None yet.
    pub(super) const fn none() -> Signs {
        Signs([0; 1024])
    }

    /// These too, all of which have three bytes.
    pub(super) const fn and(self, characters: &str) -> Signs {
        let Signs(mut bits) = self;
        let (bytes, mut at) = (characters.as_bytes(), 0);
        while at < bytes.len() {
            let (a, b, c) = (bytes[at] as usize, bytes[at + 1] as usize, bytes[at + 2] as usize);
            let code = ((a & 0x0F) << 12) | ((b & 0x3F) << 6) | (c & 0x3F);
            bits[code >> 6] |= 1 << (code & 63);
            at += 3;
        }
        Signs(bits)
    }

    /// Whether the character of a code is one of them.
    pub(super) fn has(&self, code: u32) -> bool {
        self.0.get(code as usize >> 6).is_some_and(|bits| bits & (1 << (code & 63)) != 0)
    }

    /// Whether a text has any of them.
    pub(super) fn any_in(&self, text: &str) -> bool {
        text.chars().any(|c| self.has(u32::from(c)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_in_is_there_and_nothing_else() {
        let signs = Signs::none().and("癌病").and("号");
        assert!("癌病号".chars().all(|c| signs.has(c as u32)));
        assert!(!"甲a，\u{10FFFF}\0".chars().any(|c| signs.has(c as u32)));
        assert!(signs.any_in("一号") && !signs.any_in("一组 🀄"));
    }
}
