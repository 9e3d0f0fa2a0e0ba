//! Long numbers: identity numbers (GB 11643), bank cards (ISO/IEC 7812), mobile numbers.
//!
//! A run is digits, ASCII or full-width, in groups with one space or hyphen between. Only runs of eleven
//! digits or more are looked at.

use super::finding::{Finding, MOST_FINDINGS};
use super::number::{Number, is_identity};
use super::texts::Scope;
use crate::diagnostic::Code;
use std::ops::Range;

/// Fewer digits are nothing private.
pub(super) const FEWEST: usize = 11;
/// More are in nothing that we look for: an identity number with the two digits of a disability certificate.
const MOST: usize = 20;

/// Looks at the run of digits that begins at a byte; gives the byte after it.
pub(super) fn scan(text: &str, start: usize, scope: Scope, found: &mut Vec<Finding>) -> usize {
    let end = end_of_run(text.as_bytes(), start);
    if part_of_a_word(text, start..end) {
        return end;
    }
    let run = Run::read(text, start..end);
    run.search(text, scope, found);
    // an X may belong to the last number
    end
}

/// Where a run that begins at a byte ends: after its last digit.
fn end_of_run(bytes: &[u8], start: usize) -> usize {
    let mut end = start;
    while let Some((_, width)) = digit(bytes, end).or_else(|| {
        let gap = Some(separator(bytes, end)).filter(|&gap| gap > 0)?;
        digit(bytes, end + gap).map(|(digit, width)| (digit, gap + width))
    }) {
        end += width;
    }
    end
}

/// The digit at a byte, and how many bytes it has.
fn digit(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    match *bytes.get(at..)? {
        [digit @ b'0'..=b'9', ..] => Some((digit, 1)),
        [0xEF, 0xBC, last @ 0x90..=0x99, ..] => Some((last - 0x90 + b'0', 3)),
        _ => None,
    }
}

/// The width of a separator: a space or hyphen, ASCII, full-width or not to be broken.
fn separator(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at..) {
        Some([b' ' | b'-', ..]) => 1,
        Some([0xC2, 0xA0, ..]) => 2,
        Some([0xE3, 0x80, 0x80, ..] | [0xEF, 0xBC, 0x8D, ..]) => 3,
        _ => 0,
    }
}

/// Letters beside it make it a code; a point between digits makes it a fraction.
fn part_of_a_word(text: &str, run: Range<usize>) -> bool {
    let (before, after) = (&text.as_bytes()[..run.start], &text.as_bytes()[run.end..]);
    let word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let fraction_before = matches!(before, [.., b'0'..=b'9', b'.']);
    let fraction_after = matches!(after, [b'.', b'0'..=b'9', ..]);
    let letter_after = after.first().is_some_and(word) && check_letter(text, run.end).is_none();
    before.last().is_some_and(word) || letter_after || fraction_before || fraction_after
}

/// The width of an X that may close an identity number: nothing of a word follows it.
fn check_letter(text: &str, at: usize) -> Option<usize> {
    let mut rest = text[at..].chars();
    let letter = rest.next().filter(|c| matches!(c, 'X' | 'x' | 'Ｘ' | 'ｘ'))?;
    let next = rest.next().is_some_and(|c| c.is_ascii_alphanumeric());
    (!next).then_some(letter.len_utf8())
}

struct Run {
    digits: Vec<u8>,
    /// Where each digit begins and ends.
    places: Vec<Range<usize>>,
    /// How many digits come before each group, and the number of all.
    groups: Vec<usize>,
    /// How many bytes the X after the last digit has.
    letter: Option<usize>,
}

impl Run {
    fn read(text: &str, range: Range<usize>) -> Run {
        let bytes = text.as_bytes();
        let letter = check_letter(text, range.end);
        let mut run = Run { digits: Vec::new(), places: Vec::new(), groups: vec![0], letter };
        let mut at = range.start;
        while at < range.end {
            match digit(bytes, at) {
                Some((digit, width)) => {
                    run.digits.push(digit);
                    run.places.push(at..at + width);
                    at += width;
                }
                None => {
                    run.groups.push(run.digits.len());
                    at += separator(bytes, at).max(1);
                }
            }
        }
        run.groups.push(run.digits.len());
        run
    }

    /// Tries every number that begins with a group, the longest first; what is found is not searched again.
    fn search(&self, text: &str, scope: Scope, found: &mut Vec<Finding>) {
        let mut first = 0;
        while first + 1 < self.groups.len() && found.len() < MOST_FINDINGS {
            let fits = (first + 1..self.groups.len()).take_while(|&end| self.len(first, end) <= MOST).count();
            let mut ends = (first + 1..=first + fits).rev().filter(|&end| self.len(first, end) >= FEWEST);
            let hit = ends.find_map(|end| Some((end, self.judge(text, first, end, scope)?)));
            match hit {
                Some((end, code)) => {
                    let close = self.end(end) + self.letter_of(end).unwrap_or(0);
                    found.push(Finding { code, range: self.start(first)..close });
                    first = end;
                }
                None => first += 1,
            }
        }
    }

    fn len(&self, first: usize, end: usize) -> usize {
        self.groups[end] - self.groups[first]
    }

    fn start(&self, first: usize) -> usize {
        self.places[self.groups[first]].start
    }

    fn end(&self, end: usize) -> usize {
        self.places[self.groups[end] - 1].end
    }

    /// The X that closes a number of groups.
    fn letter_of(&self, end: usize) -> Option<usize> {
        self.letter.filter(|_| self.groups[end] == self.digits.len())
    }

    fn judge(&self, text: &str, first: usize, end: usize, scope: Scope) -> Option<Code> {
        let digits = &self.digits[self.groups[first]..self.groups[end]];
        if self.letter_of(end).is_some() {
            return (digits.len() == 17 && is_identity(digits, b'X')).then_some(Code::PrivacyIdNumber);
        }
        let number = Number {
            digits,
            shape: (first..end).map(|group| self.len(group, group + 1)).collect(),
            before: &text[..self.start(first)],
            after: &text[self.end(end)..],
        };
        match digits.len() {
            18 if is_identity(&digits[..17], digits[17]) => Some(Code::PrivacyIdNumber),
            15 if number.is_old_identity() => Some(Code::PrivacyIdNumber),
            20 if number.is_certificate() => Some(Code::PrivacyHealth),
            _ if number.is_card() => Some(Code::PrivacyBankCard),
            _ if !scope.mobile && number.is_mobile() => Some(Code::PrivacyMobile),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::scanned;
    use super::super::texts::Scope;
    use expect_test::expect;

    #[test]
    fn identity_numbers() {
        scanned(
            Scope::default(),
            expect![[r#"
                texts
                   身份证号990101199003074251。
                //         ^^^^^^^^^^^^^^^^^^ privacy-id-number
                   99010119900307004X
                // ^^^^^^^^^^^^^^^^^^ privacy-id-number
                   99010119900307004x，
                // ^^^^^^^^^^^^^^^^^^ privacy-id-number
                   证号９９０１０１１９９００３０７００４Ｘ
                //     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ privacy-id-number
                   990101 19900307 4251
                // ^^^^^^^^^^^^^^^^^^^^ privacy-id-number
                   990101-1990-0307-004X
                // ^^^^^^^^^^^^^^^^^^^^^ privacy-id-number
                   （110101900307425）
                //   ^^^^^^^^^^^^^^^ privacy-id-number
                   身份证 990101900307425
                //        ^^^^^^^^^^^^^^^ privacy-id-number
                   编号：990101199003074251
                //       ^^^^^^^^^^^^^^^^^^ privacy-id-number
                   12 990101199003074251 34
                //    ^^^^^^^^^^^^^^^^^^ privacy-id-number
            "#]],
        );
    }

    #[test]
    fn what_only_looks_like_an_identity_number() {
        scanned(
            Scope::default(),
            expect![[r#"
                texts
                   990101199003074252
                   990101199013074251
                   9901**********4251
                   99010119900307004X1
                   9901011990030700401
                   A990101199003074251
                   990101900307425
                   110101901307425
                   统一社会信用代码 91340100MA2N12345X
                   索引号 003456789/202611-00012
                   0.990101199003074251
            "#]],
        );
    }

    #[test]
    fn bank_cards() {
        scanned(
            Scope::default(),
            expect![[r#"
                texts
                   6222020200000000006
                // ^^^^^^^^^^^^^^^^^^^ privacy-bank-card
                   6222 0202 0000 0000 006
                // ^^^^^^^^^^^^^^^^^^^^^^^ privacy-bank-card
                   请汇到 6222 0200 0000 0000 001 账户。
                //        ^^^^^^^^^^^^^^^^^^^^^^^ privacy-bank-card
                   4111111111111111
                // ^^^^^^^^^^^^^^^^ privacy-bank-card
                   卡号 5500 0000 0000 0004
                //      ^^^^^^^^^^^^^^^^^^^ privacy-bank-card
                   ６２２２０２０２００００００００００６
                // ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ privacy-bank-card
                   622202 0200000000006
                // ^^^^^^^^^^^^^^^^^^^^ privacy-bank-card
            "#]],
        );
        scanned(
            Scope::default(),
            expect![[r#"
                texts
                   6222020200000000007
                   4111111111111112
                   项目编码：4111111111111111
                   4500 3200 2800 1600 5000
                   5500 0000 0000 0004
                   https://a.example/t4111111111111111.html
                   https://a.example/4111111111111111.html
                   2026-11-02 2026-11-12
            "#]],
        );
    }

    #[test]
    fn mobile_numbers() {
        scanned(
            Scope::default(),
            expect![[r#"
                texts
                   请联系王某某 13800001234。
                //              ^^^^^^^^^^^ privacy-mobile
                   电话:138-0000-1234
                //      ^^^^^^^^^^^^^ privacy-mobile
                   １３８ ００００ １２３４
                // ^^^^^^^^^^^^^^^^^^^^^^^^ privacy-mobile
                   +8613800001234
                //  ^^^^^^^^^^^^^ privacy-mobile
                   +86 138 0000 1234
                //  ^^^^^^^^^^^^^^^^ privacy-mobile
                   0086 13800001234
                // ^^^^^^^^^^^^^^^^ privacy-mobile
                   13800001234@a.example
                // ^^^^^^^^^^^ privacy-mobile
                   [拨打](tel:19900001234)
                //            ^^^^^^^^^^^ privacy-mobile
                   2026 13800001234
                //      ^^^^^^^^^^^ privacy-mobile
                   13800001234 13900001234
                // ^^^^^^^^^^^ privacy-mobile
                //             ^^^^^^^^^^^ privacy-mobile
                   13800001234、13900001234
                // ^^^^^^^^^^^ privacy-mobile
                //              ^^^^^^^^^^^ privacy-mobile
            "#]],
        );
    }

    #[test]
    fn what_is_no_mobile_number() {
        scanned(
            Scope::default(),
            expect![[r#"
                texts
                   138000012345
                   12800001234
                   1380000123
                   0999-0001234
                   0999-0001234 0999-0001235
                   400-000-0000
                   138****1234
                   总投资13800001234元
                   回执号：13800001234
                   https://a.example/art/13800001234.html
                   6913800001234
                   v13800001234
                   1.3800001234567
                   2026-11-02 14:30
                   138 0000 123 4
            "#]],
        );
    }

    #[test]
    fn disability_certificates_hold_an_identity_number() {
        scanned(
            Scope::default(),
            expect![[r#"
                texts
                   残疾证99010119900307425143
                // ^^^^^^^^^^^^^^^^^^^^^^^^^^ privacy-health
                   99010119900307425143
                // ^^^^^^^^^^^^^^^^^^^^ privacy-health
            "#]],
        );
        scanned(
            Scope::default(),
            expect![[r#"
                texts
                   99010119900307425185
                   99010119900307425243
            "#]],
        );
    }
}
