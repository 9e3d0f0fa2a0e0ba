//! Half masks: `34152519680512****`, `138****5678`. More than half of the number can still be read, and the rest
//! is soon guessed: what an identity number shows of its first fourteen digits is where and when somebody was born.

use super::finding::{Finding, MOST_FINDINGS};
use super::number::{is_birthday, is_province};
use crate::diagnostic::Code;
use std::ops::Range;

/// What hides a digit.
fn hides(byte: &[u8]) -> usize {
    match byte {
        [b'*' | b'x' | b'X' | b'?' | b'#' | b'_', ..] => 1,
        // × and • ● ■ □ ○ ◇ ☆ ★ …
        [0xC3, 0x97, ..] => 2,
        [0xE2, 0x80, 0xA2 | 0xA6, ..] | [0xE2, 0x96, 0xA0 | 0xA1, ..] => 3,
        [0xE2, 0x97, 0x8B | 0x8F, ..] | [0xE2, 0x98, 0x85 | 0x86, ..] => 3,
        _ => 0,
    }
}

/// Digits and what hides some, one after another, with no more than one gap between two.
#[derive(Default)]
struct Token {
    start: usize,
    end: usize,
    /// A digit, or `*` for each that is hidden.
    signs: Vec<u8>,
}

/// Every half-masked number in a text that is folded.
pub(super) fn scan(text: &str, may_call: bool, found: &mut Vec<Finding>) {
    let bytes = text.as_bytes();
    let (mut token, mut at, mut gaps) = (Token::default(), 0, 0);
    while at < bytes.len() && found.len() < MOST_FINDINGS {
        if token.signs.is_empty() {
            // a number begins with a digit
            let Some(ahead) = bytes[at..].iter().position(u8::is_ascii_digit) else { break };
            at += ahead;
        }
        let hidden = hides(&bytes[at..]);
        let (sign, width) = match bytes[at] {
            digit @ b'0'..=b'9' => (Some(digit), 1),
            _ if hidden > 0 => (Some(b'*'), hidden),
            _ => (None, 1),
        };
        match sign {
            Some(sign) => {
                token.take(sign, at..at + width);
                gaps = 0;
            }
            None if matches!(bytes[at], b' ' | b'-' | b'\\') && gaps == 0 && !token.signs.is_empty() => {
                gaps = 1
            }
            None => {
                found.extend(token.judged(text, may_call));
                token = Token::default();
                gaps = 0;
            }
        }
        at += width;
    }
    found.extend(token.judged(text, may_call));
}

impl Token {
    fn take(&mut self, sign: u8, place: Range<usize>) {
        if self.signs.is_empty() {
            self.start = place.start;
        }
        self.end = place.end;
        // longer ones are no number: what matters is that they are long
        if self.signs.len() < 64 {
            self.signs.push(sign);
        }
    }

    fn judged(&self, text: &str, may_call: bool) -> Option<Finding> {
        let first = self.signs.iter().position(|&sign| sign == b'*')?;
        let after = self.signs[first..].iter().position(|sign| sign.is_ascii_digit());
        let hidden = after.unwrap_or(self.signs.len() - first);
        // stars after the last digit, where others hide some before it, are marks of the text
        let end = self.signs.iter().rposition(u8::is_ascii_digit).map_or(0, |last| last + 1);
        let signs = if after.is_some() { &self.signs[..end] } else { &self.signs[..] };
        let in_word = text[..self.start].ends_with(|c: char| c.is_ascii_alphanumeric());
        let in_one = signs[first + hidden..].iter().all(u8::is_ascii_digit);
        if hidden < 2 || in_word || !in_one {
            return None;
        }
        let code = code(&signs[..first], signs.len(), signs.len() - hidden)?;
        let allowed = may_call && code == Code::PrivacyMobile;
        (!allowed).then_some(Finding { code, range: self.start..self.end, half: true })
    }
}

/// What a number is by the digits before the first that is hidden, by its length, and by how many are shown.
fn code(front: &[u8], all: usize, shown: usize) -> Option<Code> {
    let own = front.strip_prefix(b"86").unwrap_or(front);
    let country = front.len() - own.len();
    let (long, tail) = (all - country, shown - front.len());
    let mobile = matches!(own, [b'1', b'3'..=b'9', _, ..]) && (long == 11 || (own.len() == 3 && tail == 4));
    if mobile && (9..=13).contains(&long) && shown - country >= 6 {
        return Some(Code::PrivacyMobile);
    }
    let born = front.len() >= 14 && is_birthday(&front[6..14]);
    let whole = matches!(all, 15 | 17 | 18) && shown >= 10 && front.len() >= 6 && is_province(front);
    if (born && (15..=20).contains(&all)) || whole {
        return Some(Code::PrivacyIdNumber);
    }
    let card =
        matches!(front, [b'6', b'2', ..] | [b'4' | b'5', ..] | [b'9', b'5', b'5', ..]) && front.len() >= 4;
    (card && (16..=19).contains(&all) && shown * 2 > all).then_some(Code::PrivacyBankCard)
}

#[cfg(test)]
mod tests {
    use super::super::testing::scanned;
    use super::super::texts::Scope;
    use expect_test::expect;

    #[test]
    fn what_is_left_tells_it_all() {
        scanned(
            Scope::default(),
            expect![[r#"
                texts
                   身份证 99010119680512****
                //        ^^^^^^^^^^^^^^^^^^ privacy-id-number
                   349901********4251
                // ^^^^^^^^^^^^^^^^^^ privacy-id-number
                   138****5678，
                // ^^^^^^^^^^^ privacy-mobile
                   138-xxxx-5678
                // ^^^^^^^^^^^^^ privacy-mobile
                   138000012**
                // ^^^^^^^^^^^ privacy-mobile
                   1380000××××
                // ^^^^^^^^^^^ privacy-mobile
                   622202********00006
                // ^^^^^^^^^^^^^^^^^^^ privacy-bank-card
            "#]],
        );
    }

    #[test]
    fn what_is_left_tells_little() {
        scanned(
            Scope::default(),
            expect![[r#"
                texts
                   9901**********4251
                   138********
                   *******5678
                   6222 **** **** 1234
                   2026-**-**
                   1500**1200**
                   **138 户**受益
                   ________________
            "#]],
        );
    }
}
