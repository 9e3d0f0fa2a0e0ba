//! Long numbers: identity numbers (GB 11643), bank cards (ISO/IEC 7812), mobile numbers.
//!
//! A run is digits in groups, with a space, dash, dot or the edge of a cell between two. Only runs of eleven digits
//! or more are looked at.

use super::finding::{Finding, MOST_FINDINGS};
use super::number::{Number, is_identity};
use super::texts::Scope;
use crate::diagnostic::Code;
use std::ops::Range;

/// Fewer digits are nothing private.
pub(super) const FEWEST: usize = 11;
/// More are in nothing that we look for: an identity number with the two digits of a disability certificate.
const MOST: usize = 20;

/// Groups that are looked at together: a list of telephones without a word between may be as long as a file.
const WINDOW: usize = 4_096;
/// Groups at the end of a window that the next one looks at: a number has no more, and one behind it tells of it.
const KEPT: usize = MOST + 1;

/// Looks at the run of digits that begins at a byte; gives the byte after it.
pub(super) fn scan(text: &str, start: usize, scope: Scope, found: &mut Vec<Finding>) -> usize {
    let end = end_of_run(text.as_bytes(), start);
    let (mut from, mut known) = (start, 0);
    while found.len() < MOST_FINDINGS {
        let run = Run::read(text, from..end);
        let Some(next) = run.search(known, scope, found) else { break };
        // the group before it tells what it is
        (from, known) = (run.groups[next - 1].start, 1);
    }
    // an X may belong to the last number
    end
}

/// Where a run that begins at a byte ends: after its last digit.
fn end_of_run(bytes: &[u8], start: usize) -> usize {
    let mut end = start;
    loop {
        end += bytes[end..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let gap = gap(&bytes[end..]);
        if gap == 0 || !bytes.get(end + gap).is_some_and(u8::is_ascii_digit) {
            return end;
        }
        end += gap;
    }
}

/// The longest gap between two groups, in bytes: ` | `.
pub(super) const WIDEST_GAP: usize = 3;

/// The width of what parts two groups of digits.
fn gap(bytes: &[u8]) -> usize {
    let wide = bytes.iter().take_while(|&&byte| parts(byte)).count();
    if wide > WIDEST_GAP { 0 } else { wide }
}

/// What may stand between groups: spaces, dashes and dots, and the edges of cells and lines.
pub(super) const fn parts(byte: u8) -> bool {
    matches!(byte, b' ' | b'-' | b'.' | b'|' | b'\n')
}

/// The width of an X that may close an identity number: nothing of a word follows it.
fn check_letter(text: &str, at: usize) -> Option<usize> {
    let mut rest = text[at..].chars();
    let letter = rest.next().filter(|c| matches!(c, 'X' | 'x'))?;
    let next = rest.next().is_some_and(|c| c.is_ascii_alphanumeric());
    (!next).then_some(letter.len_utf8())
}

/// Some groups of a run, one after another.
struct Run<'t> {
    text: &'t str,
    groups: Vec<Group>,
    /// How many bytes the X after the last digit has.
    letter: Option<usize>,
    /// Whether more groups follow.
    is_cut: bool,
}

/// Digits without a gap.
struct Group {
    start: usize,
    end: usize,
    /// How many digits come before it.
    before: usize,
}

impl<'t> Run<'t> {
    fn read(text: &'t str, range: Range<usize>) -> Run<'t> {
        let bytes = text.as_bytes();
        let (mut groups, mut at, mut before) = (Vec::new(), range.start, 0);
        while at < range.end && groups.len() < WINDOW {
            let end = at + bytes[at..range.end].iter().take_while(|byte| byte.is_ascii_digit()).count();
            groups.push(Group { start: at, end, before });
            before += end - at;
            at = end + gap(&bytes[end..]).max(1);
        }
        let last = groups.last().map_or(range.end, |group| group.end);
        Run { text, groups, letter: check_letter(text, last), is_cut: last < range.end }
    }

    /// The groups that no letter beside the run makes part of a code: in `A02 | 990101…` the code ends with its cell.
    fn own_groups(&self) -> Range<usize> {
        let count = self.groups.len();
        let (before, after) = (&self.text[..self.start(0)], &self.text[self.end(count)..]);
        let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let ends_word = |group: &usize| self.gap_before(*group).contains([' ', '|', '\n']);
        let first = if before.ends_with(word) { (1..count).find(ends_word).unwrap_or(count) } else { 0 };
        let code_after = after.starts_with(word) && self.letter.is_none();
        let last = if code_after { (1..count).rev().find(ends_word).unwrap_or(0) } else { count };
        first..last.max(first)
    }

    /// Tries every number that begins with a group, from the first that is not known, the longest first; what is found
    /// is not searched again. Gives the group to go on with, if more follow.
    fn search(&self, known: usize, scope: Scope, found: &mut Vec<Finding>) -> Option<usize> {
        let Range { start, end: last } = self.own_groups();
        let stop = if self.is_cut { last - KEPT } else { last };
        let mut first = start.max(known);
        while first < stop && found.len() < MOST_FINDINGS {
            let fits = (first + 1..=last).take_while(|&end| self.len(first, end) <= MOST).count();
            let mut ends = (first + 1..=first + fits).rev().filter(|&end| self.len(first, end) >= FEWEST);
            let hit = ends.find_map(|end| Some((end, self.judge(first, end, scope)?)));
            match hit {
                Some((end, code)) => {
                    let close = self.end(end) + self.letter_of(end).unwrap_or(0);
                    found.push(Finding::whole(code, self.start(first)..close));
                    first = end;
                }
                None => first += 1,
            }
        }
        self.is_cut.then_some(first)
    }

    fn len(&self, first: usize, end: usize) -> usize {
        let last = &self.groups[end - 1];
        last.before + last.end - last.start - self.groups[first].before
    }

    fn start(&self, first: usize) -> usize {
        self.groups[first].start
    }

    fn end(&self, end: usize) -> usize {
        self.groups[end - 1].end
    }

    /// The X that closes a number of groups.
    fn letter_of(&self, end: usize) -> Option<usize> {
        self.letter.filter(|_| end == self.groups.len())
    }

    /// What parts a group from the one before it.
    fn gap_before(&self, group: usize) -> &'t str {
        if group == 0 { "" } else { &self.text[self.end(group)..self.start(group)] }
    }

    fn judge(&self, first: usize, end: usize, scope: Scope) -> Option<Code> {
        let mut digits = [0; MOST];
        let bytes = self.text[self.start(first)..self.end(end)].bytes();
        let count =
            digits.iter_mut().zip(bytes.filter(u8::is_ascii_digit)).map(|(to, digit)| *to = digit).count();
        let digits = &digits[..count];
        let broken = (first + 1..end).any(|group| is_edge(self.gap_before(group)));
        let number = Number {
            digits,
            shape: (first..end).map(|group| self.len(group, group + 1)).collect(),
            before: &self.text[..self.start(first)],
            after: &self.text[self.end(end)..],
        };
        if broken && !number.is_in_few_cells() {
            return None;
        }
        if self.letter_of(end).is_some() {
            return (digits.len() == 17 && is_identity(digits, b'X')).then_some(Code::PrivacyIdNumber);
        }
        match digits.len() {
            _ if self.is_fraction(first) => None,
            18 if is_identity(&digits[..17], digits[17]) => Some(Code::PrivacyIdNumber),
            15 if number.is_old_identity() => Some(Code::PrivacyIdNumber),
            20 if number.is_certificate() => Some(Code::PrivacyHealth),
            _ if number.is_card() => Some(Code::PrivacyBankCard),
            _ if !broken && !scope.mobile && self.is_mobile((first, end), &number) => {
                Some(Code::PrivacyMobile)
            }
            _ => None,
        }
    }

    /// The digits of a group are those after a point: `0.99010119900307`, `115.13800001234`. A number of an item
    /// (`1.13800001234`) begins a line.
    fn is_fraction(&self, first: usize) -> bool {
        if self.gap_before(first) != "." {
            return false;
        }
        let (start, digits) = (self.start(first - 1), self.len(first - 1, first));
        let before = &self.text[..start];
        let item = before.ends_with(['\n', '、', '，', '；']) || before.trim_start().is_empty();
        !item || digits > 2 || self.text[start..].starts_with('0')
    }

    /// Dots part a number that is read out, or the hundredths from an amount.
    fn is_mobile(&self, (first, end): (usize, usize), number: &Number) -> bool {
        let dots = (first + 1..end).filter(|&group| self.gap_before(group) == ".").count();
        let cents = end < self.groups.len() && self.gap_before(end) == "." && self.len(end, end + 1) <= 2;
        (dots == 0 || dots + 1 == end - first && dots > 1) && !cents && number.is_mobile()
    }
}

/// Cells or lines meet there.
fn is_edge(gap: &str) -> bool {
    gap.contains(['|', '\n'])
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
                   | A02 | 990101199003074251 |
                //         ^^^^^^^^^^^^^^^^^^ privacy-id-number
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

    /// Only what stands at the edge of a window could be lost.
    #[test]
    fn in_a_list_without_end_each_is_found_once() {
        for before in [super::WINDOW - 40, super::WINDOW - 22, super::WINDOW - 1, 3 * super::WINDOW] {
            let text = "12 ".repeat(before)
                + "13800001234 "
                + &"12 ".repeat(60)
                + "1.13800001234 990101 19900307 4251";
            let found = super::super::scan::scan(&text, Scope::default());
            let told: Vec<&str> = found.iter().map(|one| &text[one.range.clone()]).collect();
            assert_eq!(told, ["13800001234", "990101 19900307 4251"], "{before}");
        }
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
