//! Single signs: those of symbol fonts, those above and below the line, and those that show nothing.

use super::look::Raised;
use crate::model::characters::{Place, refusal};

/// Signs of Wingdings and its like that documents tick boxes with, and the letters that show the same.
const SYMBOLS: [(&str, u32, char); 22] = [
    ("Wingdings", 0xFE, '☑'),
    ("Wingdings", 0xFD, '☒'),
    ("Wingdings", 0xA8, '☐'),
    ("Wingdings", 0x6F, '☐'),
    ("Wingdings", 0xFC, '✓'),
    ("Wingdings", 0xFB, '✗'),
    ("Wingdings", 0x6C, '●'),
    ("Wingdings", 0x6E, '■'),
    ("Wingdings", 0x71, '❑'),
    ("Wingdings", 0x75, '◆'),
    ("Wingdings", 0xD8, '➢'),
    ("Wingdings", 0xE0, '→'),
    ("Wingdings", 0xB2, '✧'),
    ("Wingdings", 0xAB, '★'),
    ("Wingdings", 0x28, '☎'),
    ("Wingdings 2", 0x52, '☑'),
    ("Wingdings 2", 0x53, '☒'),
    ("Wingdings 2", 0xA3, '☐'),
    ("Wingdings 2", 0x50, '✓'),
    ("Symbol", 0xB7, '•'),
    ("Symbol", 0xB4, '×'),
    ("Symbol", 0xB1, '±'),
];

/// The letter that shows what a symbol font shows for a number: `F0FE`.
pub(super) fn symbol(font: &str, number: &str) -> Option<char> {
    let code = u32::from_str_radix(number, 16).ok()?;
    let low = code & 0xFF;
    let known = SYMBOLS.iter().find(|(name, sign, _)| name.eq_ignore_ascii_case(font) && *sign == low);
    // a number that is no symbol's is a letter like any other
    known.map(|(_, _, letter)| *letter).or_else(|| char::from_u32(code).filter(|_| !is_private(code)))
}

/// Letters that mean something in one font only.
pub(super) fn is_private(code: u32) -> bool {
    (0xF000..=0xF0FF).contains(&code)
}

/// Words as they are shown, on one line: signs that show nothing are none.
pub(super) fn shown(text: &str, raised: Raised) -> String {
    let (up, down) = ("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙ");
    let raise = |c: char| {
        let row = match raised {
            Raised::Not => return c,
            Raised::Up => up,
            Raised::Down => down,
        };
        "0123456789+-=()n".find(c).and_then(|at| row.chars().nth(at)).unwrap_or(c)
    };
    let kept = text.chars().filter(|&c| refusal(c, Place::Field).is_none() && !is_private(u32::from(c)));
    kept.map(|c| if matches!(c, '\t' | '\n' | '\r' | '\u{A0}' | '\u{202F}') { ' ' } else { c })
        .map(raise)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_what_people_saw() {
        assert_eq!(symbol("Wingdings", "F0FE"), Some('☑'));
        assert_eq!(symbol("Wingdings 2", "f052"), Some('☑'));
        assert_eq!(symbol("Wingdings", "F021"), None);
        assert_eq!(symbol("宋体", "4E00"), Some('一'));
        assert_eq!(symbol("Wingdings", "x"), None);
        assert_eq!(shown("甲\u{AD}乙\u{A0}丙\t丁\u{200B}\u{F0FE}", Raised::Not), "甲乙 丙 丁");
        assert_eq!((shown("2", Raised::Up), shown("2", Raised::Down)), ("²".into(), "₂".into()));
        assert_eq!(shown("注", Raised::Up), "注");
    }
}
