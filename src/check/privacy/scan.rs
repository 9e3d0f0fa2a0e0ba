//! The one pass over a text: it stops at digits and at a few characters, and asks the room that knows them.

use super::finding::{Finding, MOST_FINDINGS};
use super::rows::tables;
use super::seen::Seen;
use super::signs::Signs;
use super::texts::Scope;
use super::{address, form, half, health, ill, numbers, page, pupil, shamed};
use crate::diagnostic::Code;

/// More words of illness than any honest text has. Each is looked at with what stands around it, and no file
/// shall take long.
const MOST_ILLNESSES: usize = 20_000;

/// Everything private in a text without markup, in order.
pub(super) fn scan(text: &str, scope: Scope) -> Vec<Finding> {
    let seen = Seen::of(text);
    written(&seen, pass(seen.text(), scope))
}

/// Everything private in a Markdown text under a title, in order: as it is written, which its record makes public, and
/// as its page shows it.
pub(super) fn scan_page(title: &str, text: &str) -> Vec<Finding> {
    let seen = page::shown(text);
    let mut shown = pass(seen.text(), Scope::default());
    add(&mut shown, scan_rows(title, seen.text()));
    // stars that mark a text are no stars that hide a digit, wherever what is shown knows better
    let (hidden, mut found): (Vec<_>, Vec<_>) =
        scan(text, Scope::default()).into_iter().partition(|finding| finding.half);
    add(&mut found, written(&seen, shown));
    add(&mut found, hidden);
    found
}

/// Everything private in a text that has rows between `|`, such as a sheet's.
pub(super) fn scan_sheet(title: &str, text: &str) -> Vec<Finding> {
    let seen = Seen::of(text);
    let mut found = pass(seen.text(), Scope::default());
    add(&mut found, scan_rows(title, seen.text()));
    written(&seen, found)
}

/// What only rows, headings and forms tell, of a text as it is seen.
pub(super) fn scan_rows(title: &str, text: &str) -> Vec<Finding> {
    // whole texts are asked quickly; hardly any has to be taken apart
    let (form, ill, pupil) = (form::may_be(text), ill::may_be(text), pupil::may_be(text));
    let tables = if form || ill || pupil { tables(text) } else { Vec::new() };
    let mut found = if form { form::scan(text, &tables) } else { Vec::new() };
    if ill {
        add(&mut found, ill::scan(text, &tables));
    }
    if pupil {
        add(&mut found, pupil::scan(text, &tables));
    }
    if shamed::may_be(title, text) {
        add(&mut found, shamed::scan(title, text));
    }
    found
}

/// Adds what lies in nothing found before, and brings all in order.
fn add(found: &mut Vec<Finding>, more: Vec<Finding>) {
    let meets = |a: &Finding, b: &Finding| a.range.start < b.range.end && b.range.start < a.range.end;
    let fresh: Vec<Finding> =
        more.into_iter().filter(|one| !found.iter().any(|old| meets(old, one))).collect();
    found.extend(fresh);
    found.sort_by_key(|one| one.range.start);
    found.truncate(MOST_FINDINGS);
}

/// The same findings, where they stand in the text as it was written.
fn written(seen: &Seen, found: Vec<Finding>) -> Vec<Finding> {
    found.into_iter().map(|one| Finding { range: seen.written(one.range.clone()), ..one }).collect()
}

/// One pass over a text as it is seen.
fn pass(text: &str, scope: Scope) -> Vec<Finding> {
    let mut pass = Pass { text, scope, found: Vec::new(), illnesses: 0 };
    let (bytes, mut run) = (text.as_bytes(), Run::default());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at = match CLASSES[usize::from(byte)] {
            Class::Plain => run.broken(at + 1),
            Class::Digit => run.digit(at),
            Class::Gap => run.gap(at),
            Class::Three => match anchor(bytes, at) {
                None => run.broken(at + 3),
                Some(c) => run.broken(pass.stop(at, c)),
            },
            Class::Two => run.broken(at + 2),
            Class::Four => run.broken(at + 4),
        };
        if run.digits >= numbers::FEWEST {
            at = run.broken(numbers::scan(text, run.start, scope, &mut pass.found));
        }
        if pass.found.len() >= MOST_FINDINGS {
            break;
        }
    }
    let mut found = pass.found;
    let mut hidden = Vec::new();
    half::scan(text, scope.mobile, &mut hidden);
    add(&mut found, hidden);
    found
}

/// Digits seen one after another, with no more than a gap between two of them.
#[derive(Default)]
struct Run {
    start: usize,
    digits: usize,
    gap: usize,
}

impl Run {
    fn digit(&mut self, at: usize) -> usize {
        if self.digits == 0 {
            self.start = at;
        }
        self.digits += 1;
        self.gap = 0;
        at + 1
    }

    fn gap(&mut self, at: usize) -> usize {
        self.gap += 1;
        self.digits = if self.gap > numbers::WIDEST_GAP { 0 } else { self.digits };
        at + 1
    }

    fn broken(&mut self, next: usize) -> usize {
        self.digits = 0;
        next
    }
}

/// What a byte that begins a character tells of it.
#[derive(Clone, Copy)]
enum Class {
    Plain,
    Digit,
    /// What may stand between groups of digits.
    Gap,
    Two,
    Three,
    Four,
}

static CLASSES: [Class; 256] = classes();

const fn classes() -> [Class; 256] {
    let mut classes = [Class::Plain; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'0'..=b'9' => Class::Digit,
            gap if numbers::parts(gap) => Class::Gap,
            0xC2..=0xDF => Class::Two,
            0xE0..=0xEF => Class::Three,
            0xF0..=0xFF => Class::Four,
            _ => Class::Plain,
        };
        byte += 1;
    }
    classes
}

struct Pass<'t> {
    text: &'t str,
    scope: Scope,
    found: Vec<Finding>,
    illnesses: usize,
}

impl Pass<'_> {
    /// Looks at what an anchor may be part of; gives the place to go on from.
    fn stop(&mut self, at: usize, c: char) -> usize {
        let private = if address::ANCHORS.contains(c) { self.address(at, c) } else { self.health(at, c) };
        let next = at + c.len_utf8();
        private.map_or(next, |finding| {
            let end = finding.range.end.max(next);
            self.found.push(finding);
            end
        })
    }

    fn address(&self, at: usize, c: char) -> Option<Finding> {
        let range = if self.scope.address { None } else { address::at(self.text, at, c) };
        range.map(|range| Finding::whole(Code::PrivacyAddress, range))
    }

    fn health(&mut self, at: usize, c: char) -> Option<Finding> {
        let term = health::term(self.text, at, c).filter(|_| self.illnesses < MOST_ILLNESSES)?;
        self.illnesses += 1;
        let private = health::is_of_a_person(self.text, &term, self.scope.of_a_person);
        private.then_some(Finding::whole(Code::PrivacyHealth, term))
    }
}

/// The three-byte character at a place, when the pass has to stop at it.
fn anchor(bytes: &[u8], at: usize) -> Option<char> {
    let &[a, b, c] = bytes.get(at..at + 3)? else { return None };
    let code = (u32::from(a & 0x0F) << 12) | (u32::from(b & 0x3F) << 6) | u32::from(c & 0x3F);
    if STOPS.has(code) { char::from_u32(code) } else { None }
}

/// At which the pass has to stop.
static STOPS: Signs = Signs::none().and(address::ANCHORS).and(health::ANCHORS);

#[cfg(test)]
mod tests {
    use super::super::testing::scanned;
    use super::*;
    use expect_test::expect;

    #[test]
    fn findings_are_in_order_and_do_not_overlap() {
        scanned(
            Scope::default(),
            expect![[r#"
                texts
                   李某某患肺癌，住篱影村二组15号，电话 13800001234，卡号 6222020200000000006
                //         ^^^^ privacy-health
                //                 ^^^^^^^^^^^^^^ privacy-address
                //                                      ^^^^^^^^^^^ privacy-mobile
                //                                                        ^^^^^^^^^^^^^^^^^^^ privacy-bank-card
            "#]],
        );
    }

    /// A record holds the text as it is written: what no page shows is public all the same.
    #[test]
    fn what_a_page_leaves_out_is_looked_through_too() {
        for text in [
            "| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 | 13800001234 |\n",
            "[甲](tel:13800001234)",
            "``` 13800001234\n甲\n```\n",
        ] {
            let found = scan_page("", text);
            let told: Vec<&str> = found.iter().map(|one| &text[one.range.clone()]).collect();
            assert_eq!(told, ["13800001234"], "{text}");
        }
    }

    #[test]
    fn a_scope_allows_what_it_says() {
        let office = Scope { mobile: true, address: true, of_a_person: false };
        scanned(
            office,
            expect![[r#"
                texts
                   篱影村二组15号，电话 13800001234
                   身份证 99010119900307004X
                //        ^^^^^^^^^^^^^^^^^^ privacy-id-number
            "#]],
        );
    }

    #[test]
    fn any_text_is_scanned_to_its_end() {
        for text in ["", "é😀", "１", "号", "🀄１３８００００１２３４", "单元", "级残", "\u{10FFFF}室"]
        {
            scan(text, Scope::default());
        }
        assert_eq!(scan("🀄１３８００００１２３４", Scope::default()).len(), 1);
    }

    #[test]
    fn digits_without_end_cost_no_more_than_their_length() {
        for unit in [
            "1",
            "1 ",
            "1-",
            "13800001234 ",
            "１",
            "住",
            "一号",
            "某癌",
            "*癌",
            "王*",
            "单元1",
            "组1号",
            "患癌",
        ] {
            assert!(scan(&unit.repeat(10_000), Scope::default()).len() <= MOST_FINDINGS);
        }
    }
}
