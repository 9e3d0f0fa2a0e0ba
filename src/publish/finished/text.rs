//! Text compared as readers compare it: spaces and line ends do not count, since markup moves them.

/// Characters that take no room: themes put them where lines may break.
const UNSEEN: [char; 6] = ['\u{AD}', '\u{200B}', '\u{200C}', '\u{200D}', '\u{2060}', '\u{FEFF}'];

/// What sets texts apart.
const BORDER: char = '\u{1}';

/// A text without white space, and with digits and commas of one width.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Bare(String);

impl Bare {
    pub(super) fn of(text: &str) -> Bare {
        let mut bare = Bare::default();
        bare.push(text);
        bare
    }

    pub(super) fn push(&mut self, text: &str) {
        self.0.extend(text.chars().filter(|&c| !c.is_whitespace() && !UNSEEN.contains(&c)));
    }

    /// Sets apart what is pushed next, so that no fact is found across a border.
    pub(super) fn border(&mut self) {
        if !self.0.ends_with(BORDER) {
            self.0.push(BORDER);
        }
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The byte after the first place, from `from` on, where `piece` stands; borders are passed over.
    pub(super) fn after(&self, piece: &Bare, from: usize) -> Option<usize> {
        let tail = self.0.get(from..)?;
        tail.find(piece.as_str()).map(|at| from + at + piece.0.len())
    }

    /// Whether a number stands here by itself: `9` is not found in `19`, in `9.5` or in `9,000`. One that ends in a
    /// word ends there: `27日` is found in `27日24:00`.
    pub(super) fn has_number(&self, number: &str) -> bool {
        let part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
        let ends_in_word = !number.ends_with(|c: char| c.is_ascii_digit());
        self.0.match_indices(number).any(|(at, _)| {
            let before = self.0[..at].chars().next_back().is_some_and(part);
            let mut rest = self.0[at + number.len()..].chars();
            let after = match rest.next() {
                Some('.' | ',') => rest.next().is_some_and(|c| c.is_ascii_digit()),
                Some(c) => c.is_ascii_digit(),
                None => false,
            };
            !before && (ends_in_word || !after)
        })
    }

    /// Whether a count stands here, with nothing beside it but a `分`: `3` is not found in `9月3日`, in `-3` or in `3倍`.
    pub(super) fn has_count(&self, count: i64) -> bool {
        let part =
            |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '−' | '—' | '×' | '年' | '月');
        let count = count.to_string();
        self.0.match_indices(&count).any(|(at, _)| {
            let before = self.0[..at].chars().next_back().is_some_and(part);
            let after = self.0[at + count.len()..].chars().next();
            !before && after.is_none_or(|c| matches!(c, BORDER | '分'))
        })
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// What stands between two of its bytes.
    pub(super) fn part(&self, from: usize, to: usize) -> Bare {
        Bare(self.0.get(from..to).unwrap_or_default().to_owned())
    }

    /// The text without every one of these pieces.
    pub(super) fn without<'p>(&self, pieces: impl Iterator<Item = &'p Bare>) -> Bare {
        let mut left = self.0.clone();
        for piece in pieces.filter(|piece| !piece.is_empty()) {
            left = left.replace(piece.as_str(), "\u{1}");
        }
        Bare(left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_by_themselves() {
        let text = Bare::of("总额 935,600 元，长1.2公里。共19户，9。");
        assert!(text.has_number("935,600") && text.has_number("1.2") && text.has_number("9"));
        assert!(Bare::of("截止11月27日 24:00").has_number("11月27日"));
        let row = Bare::of("SH-2\u{1}9月3日\u{1}+3分\u{1}-4\u{1}12");
        assert!(row.has_count(3) && row.has_count(-4) && row.has_count(12));
        assert!(!row.has_count(2) && !row.has_count(4) && !row.has_count(9));
        assert!(!Bare::of("9月3日").has_count(3) && !Bare::of("6\u{1}").has_count(3));
        assert!(!text.has_number("600") && !text.has_number("2") && !text.has_number("935"));
    }

    #[test]
    fn pieces_are_found_in_order_whatever_the_spaces() {
        let text = Bare::of("上村 道路\n硬化");
        assert_eq!(text.after(&Bare::of("道 路"), 0), Some("上村道路".len()));
        assert_eq!(text.after(&Bare::of("上村"), 3), None);
    }
}
