//! Marks: noncharacters put into a text so that the parser sees another neighbour beside a
//! delimiter, and taken out again of whatever the parser made of it.
//!
//! Knows how to put them in and take them out without a trace, never where they belong.

use std::ops::Range;

use memchr::memmem;
use pulldown_cmark::CowStr;

use super::letters::Class;

/// Looks to the parser like a letter.
const LETTER: char = '\u{FDD0}';
/// Says that the character after it stands in for one of another class.
const STAND_IN_AFTER: char = '\u{FDD1}';
/// Says that the character before it stands in for one of another class.
const STAND_IN_BEFORE: char = '\u{FDD2}';

/// The side of a delimiter run on which a mark stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Before,
    After,
}

/// The mark that shows the parser a class; what is shown is next to the run.
fn mark(side: Side, class: Class) -> &'static str {
    match (side, class) {
        (_, Class::Other) => "\u{FDD0}",
        (Side::Before, Class::Punctuation) => "\u{FDD1}\u{B7}",
        (Side::After, Class::Punctuation) => "\u{B7}\u{FDD2}",
        (Side::Before, Class::Space) => "\u{FDD1}\u{A0}",
        (Side::After, Class::Space) => "\u{A0}\u{FDD2}",
    }
}

/// A text with marks in it, and the way back.
#[derive(Debug)]
pub(super) struct Marked<'t> {
    original: &'t str,
    text: String,
    copied: usize,
    marks: Vec<Place>,
}

/// Where one mark is in the marked text, and how many bytes of marks there are up to its end.
#[derive(Debug)]
struct Place {
    start: usize,
    end: usize,
    sum: usize,
}

impl<'t> Marked<'t> {
    pub(super) fn new(original: &'t str) -> Marked<'t> {
        let text = String::with_capacity(original.len() + original.len() / 16 + 64);
        Marked { original, text, copied: 0, marks: Vec::new() }
    }

    /// Puts a mark at a byte of the original; the bytes never go down from call to call.
    pub(super) fn put(&mut self, at: usize, side: Side, class: Class) {
        self.text.push_str(&self.original[self.copied..at]);
        self.copied = at;
        let start = self.text.len();
        self.text.push_str(mark(side, class));
        let end = self.text.len();
        let sum = self.marks.last().map_or(0, |place| place.sum) + end - start;
        self.marks.push(Place { start, end, sum });
    }

    /// To be called after the last mark.
    pub(super) fn finish(mut self) -> Marked<'t> {
        self.text.push_str(&self.original[self.copied..]);
        self.copied = self.original.len();
        self
    }

    /// The text for the parser.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// How many marks begin before an offset; quick if that is `at_least` or one more.
    fn count_before(&self, offset: usize, at_least: usize) -> usize {
        let (passed, ahead) = self.marks.split_at(at_least);
        match ahead {
            _ if passed.last().is_some_and(|mark| mark.start >= offset) => {
                passed.partition_point(|mark| mark.start < offset)
            }
            [] => at_least,
            [next, ..] if next.start >= offset => at_least,
            _ => at_least + ahead.partition_point(|mark| mark.start < offset),
        }
    }

    /// A mark's inside and both its ends are one place in the original.
    fn original_offset(&self, offset: usize, before: usize) -> usize {
        match before.checked_sub(1).map(|last| &self.marks[last]) {
            Some(mark) => offset.max(mark.end) - mark.sum,
            None => offset,
        }
    }
}

/// The way back to the original, for ranges that mostly come in order.
#[derive(Debug)]
pub(super) struct WayBack<'d> {
    marked: &'d Marked<'d>,
    /// How many marks begin before the last range.
    passed: usize,
}

impl<'d> WayBack<'d> {
    pub(super) fn new(marked: &'d Marked<'d>) -> WayBack<'d> {
        WayBack { marked, passed: 0 }
    }

    /// The range of the original that a range of the marked text came from.
    pub(super) fn range(&mut self, range: &Range<usize>) -> Range<usize> {
        self.passed = self.marked.count_before(range.start, self.passed);
        let before_end = self.marked.count_before(range.end, self.passed);
        self.marked.original_offset(range.start, self.passed)
            ..self.marked.original_offset(range.end, before_end)
    }

    /// Takes the marks out of a string; if it is just what the range holds, it is from then on a piece
    /// of the original.
    pub(super) fn clean_piece(&self, string: &mut CowStr<'d>, range: &Range<usize>, original: &Range<usize>) {
        match self.marked.text.get(range.clone()) {
            Some(piece) if std::ptr::eq(piece, &**string) => {
                *string = CowStr::Borrowed(&self.marked.original[original.clone()]);
            }
            _ => clean(string),
        }
    }
}

/// Takes the marks out of a string.
pub(super) fn clean(string: &mut CowStr) {
    if memmem::find(string.as_bytes(), b"\xEF\xB7").is_some() {
        *string = unmarked(string).into();
    }
}

fn unmarked(string: &str) -> String {
    let mut plain = String::with_capacity(string.len());
    let mut characters = string.chars();
    while let Some(c) = characters.next() {
        match c {
            LETTER => {}
            STAND_IN_AFTER => {
                characters.next();
            }
            STAND_IN_BEFORE => {
                plain.pop();
            }
            _ => plain.push(c),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every_mark() -> Marked<'static> {
        let mut marked = Marked::new("一**二");
        for class in [Class::Other, Class::Punctuation, Class::Space] {
            marked.put(3, Side::Before, class);
        }
        for class in [Class::Space, Class::Punctuation, Class::Other] {
            marked.put(5, Side::After, class);
        }
        marked.finish()
    }

    #[test]
    fn marks_leave_no_trace() {
        let marked = every_mark();
        assert_ne!(marked.text(), "一**二");
        assert_eq!(unmarked(marked.text()), "一**二");
        assert_eq!(unmarked("一**二"), "一**二");
    }

    #[test]
    fn every_offset_goes_back_to_its_own() {
        let marked = every_mark();
        let stars = marked.text().find("**").unwrap();
        let mut way = WayBack::new(&marked);
        assert_eq!(way.range(&(0..3)), 0..3);
        assert_eq!(way.range(&(stars..stars + 2)), 3..5);
        assert_eq!(way.range(&(0..marked.text().len())), 0..8);
        assert_eq!(way.range(&(marked.text().len() - 3..marked.text().len())), 5..8);
        let back: Vec<usize> = (0..=marked.text().len()).map(|at| way.range(&(at..at)).start).collect();
        assert!(back.is_sorted());
    }

    #[test]
    fn a_string_that_is_a_piece_of_the_text_is_borrowed_from_the_original() {
        let marked = every_mark();
        let whole = 0..marked.text().len();
        let mut string = CowStr::Borrowed(marked.text());
        WayBack::new(&marked).clean_piece(&mut string, &whole, &(0..8));
        assert!(matches!(string, CowStr::Borrowed("一**二")));
    }
}
