//! Where a line break is no space: between two wide characters, and beside the signs of Chinese that other languages
//! write as well (`“ ” —— …… ①`), which no table calls wide.

use super::letters::{is_ambiguous, is_variation_selector, is_wide};

/// What stands on one side of a line break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beside {
    Wide,
    /// A sign of either sort; and whether the letter next to it is wide.
    Sign(bool),
    Narrow,
}

impl Beside {
    /// Reads characters away from the break; `beyond` is what was there before them. `None` where there are none.
    pub(super) fn of(characters: impl Iterator<Item = char>, beyond: Option<Beside>) -> Option<Beside> {
        let mut seen = characters.filter(|&c| !is_variation_selector(c));
        let first = seen.next()?;
        if is_wide(first) {
            return Some(Beside::Wide);
        }
        if !is_ambiguous(first) {
            return Some(Beside::Narrow);
        }
        let beyond = || matches!(beyond, Some(Beside::Wide | Beside::Sign(true)));
        Some(Beside::Sign(seen.find(|&c| !is_ambiguous(c)).map_or_else(beyond, is_wide)))
    }

    /// Whether nothing is seen of a line break between the two.
    pub(super) fn joins(self, other: Beside) -> bool {
        match (self, other) {
            (Beside::Narrow, _) | (_, Beside::Narrow) => false,
            (Beside::Sign(one), Beside::Sign(other)) => one || other,
            (Beside::Wide, _) | (_, Beside::Wide) => true,
        }
    }
}

/// Whether two lines follow one another without a space.
pub fn is_seam(above: &str, below: &str) -> bool {
    let sides = (Beside::of(above.chars().rev(), None), Beside::of(below.chars(), None));
    matches!(sides, (Some(above), Some(below)) if above.joins(below))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_go_with_the_letters_around_them() {
        for (above, below) in [
            ("他说", "“好”"),
            ("“好”", "他走了"),
            ("真的", "……"),
            ("真的——", "①第一"),
            ("甲：", "“good”"),
            ("“甲”", "“乙”"),
        ] {
            assert!(is_seam(above, below), "{above}|{below}");
        }
        for (above, below) in
            [("he said", "“good”"), ("“good”", "“bad”"), ("甲", "B"), ("B", "甲"), ("", "甲"), ("α", "β")]
        {
            assert!(!is_seam(above, below), "{above}|{below}");
        }
    }
}
