//! Emphasis beside CJK characters: looks at each delimiter run of the source text and, where the
//! plain rules would judge it otherwise than the CJK-friendly ones, marks it so that they judge alike.
//!
//! The rules are CommonMark's (0.31.2, section 6.2) with the CJK-friendly amendments: a run between
//! two characters of which one is CJK may open and close, whatever punctuation stands there. For
//! `~~` the same, and flanking is asked for as GitHub does. A `~` alone never strikes out.
//!
//! One pass that knows nothing of blocks, links or code: a mark never changes what those are, since
//! it stands beside a delimiter and is no ASCII character, and in the end every mark is taken out.

use memchr::memchr3;

use super::letters::{Class, is_cjk, is_ideographic_variation_selector};
use super::marks::{Marked, Side};
use super::places::Places;

/// The text with the marks it needs; nothing if it needs none.
pub(super) fn marked(text: &str) -> Option<Marked<'_>> {
    let mut pass = Pass { text, places: Places::new(text), marked: None, last: Touch::default() };
    let mut from = 0;
    while let Some(found) = memchr3(b'*', b'_', b'~', &text.as_bytes()[from..]) {
        let run = Run::at(text, from + found);
        from = run.end;
        if run.start < run.end {
            pass.judge(&run);
        }
    }
    pass.marked.map(Marked::finish)
}

/// A row of equal delimiters, without one that is escaped by a backslash before it.
#[derive(Debug)]
struct Run {
    start: usize,
    end: usize,
    delimiter: u8,
}

impl Run {
    fn at(text: &str, found: usize) -> Run {
        let bytes = text.as_bytes();
        let delimiter = bytes[found];
        let length = bytes[found..].iter().take_while(|&&byte| byte == delimiter).count();
        let backslashes = bytes[..found].iter().rev().take_while(|&&byte| byte == b'\\').count();
        Run { start: found + backslashes % 2, end: found + length, delimiter }
    }
}

/// What stands before a run.
#[derive(Debug)]
struct Before {
    /// As the parser sees it.
    seen: Class,
    /// As the rules mean it: past a variation selector.
    meant: Class,
    cjk: bool,
}

/// What stands after a run; the parser sees what the rules mean.
#[derive(Debug)]
struct After {
    class: Class,
    cjk: bool,
}

/// Where the last run ended, and whether it has a mark there.
#[derive(Debug, Default)]
struct Touch {
    end: usize,
    marked: bool,
}

struct Pass<'t> {
    text: &'t str,
    places: Places<'t>,
    marked: Option<Marked<'t>>,
    last: Touch,
}

impl Pass<'_> {
    /// Marks a run on the sides on which the parser must see something else than there is.
    fn judge(&mut self, run: &Run) {
        let mut after_marked = false;
        if let Some(((before, left), (after, right))) = self.wanted(run) {
            if left != before {
                self.mark_before(run, left);
            }
            after_marked = right != after;
            if after_marked {
                self.put(run.end, Side::After, right);
            }
        }
        self.last = Touch { end: run.end, marked: after_marked };
    }

    /// For both sides, what the parser sees and what it shall see.
    fn wanted(&mut self, run: &Run) -> Option<((Class, Class), (Class, Class))> {
        let length = run.end - run.start;
        if run.delimiter == b'_' && !self.misleads(run) {
            return None;
        }
        let before = self.before(run);
        let after = self.after(run);
        let (left, right) = match (run.delimiter, length) {
            (b'_', _) => (before.meant, after.class),
            (b'~', 1) => lone_tilde(&before, &after),
            (b'~', _) => strict(flanking(&before, &after)),
            _ => flanking(&before, &after),
        };
        Some(((before.seen, left), (after.class, right)))
    }

    fn before(&mut self, run: &Run) -> Before {
        let head = &self.text[..run.start];
        let mut characters = head.chars().rev();
        let Some(last) = characters.next().filter(|&last| !self.is_edge(last, run.start)) else {
            return Before { seen: Class::Space, meant: Class::Space, cjk: false };
        };
        let mut seen = Class::of(last);
        let (meant, cjk) = if is_plain_selector(last) {
            meant_past_selector(last, characters.next())
        } else {
            (seen, is_cjk(last) || is_ideographic_variation_selector(last))
        };
        if self.touches_mark(run) {
            seen = Class::Other;
        }
        Before { seen, meant, cjk }
    }

    fn after(&mut self, run: &Run) -> After {
        match self.text[run.end..].chars().next() {
            Some('|') if self.places.in_table(run.end) => After { class: Class::Space, cjk: false },
            Some(next) => After { class: Class::of(next), cjk: is_cjk(next) },
            None => After { class: Class::Space, cjk: false },
        }
    }

    /// Whether the character before a run only opens the line or the table cell.
    fn is_edge(&mut self, last: char, start: usize) -> bool {
        match last {
            '>' | ':' => self.places.starts_content(start),
            '|' => !self.text[..start].ends_with("\\|") && self.places.in_table(start - 1),
            _ => false,
        }
    }

    /// Whether the parser sees something else before a run than the rules mean: a variation selector
    /// (U+FE00–FE0E in UTF-8) or a mark.
    fn misleads(&self, run: &Run) -> bool {
        matches!(self.text.as_bytes()[..run.start], [.., 0xEF, 0xB8, 0x80..=0x8E]) || self.touches_mark(run)
    }

    fn touches_mark(&self, run: &Run) -> bool {
        self.last.marked && self.last.end == run.start
    }

    /// A mark before a run also comes between it and a run that ends here, which must go on seeing
    /// what it saw: this run's delimiter.
    fn mark_before(&mut self, run: &Run, class: Class) {
        if self.last.end == run.start && !self.last.marked {
            self.put(run.start, Side::After, Class::Punctuation);
        }
        self.put(run.start, Side::Before, class);
    }

    fn put(&mut self, at: usize, side: Side, class: Class) {
        self.marked.get_or_insert_with(|| Marked::new(self.text)).put(at, side, class);
    }
}

/// Beside a CJK character both neighbours count as letters, and so the run may open and close.
fn flanking(before: &Before, after: &After) -> (Class, Class) {
    let spaced = before.meant == Class::Space || after.class == Class::Space;
    if !spaced && (before.cjk || after.cjk) {
        (Class::Other, Class::Other)
    } else {
        (before.meant, after.class)
    }
}

/// The parser lets `~~` open before anything but a space; GitHub wants it left-flanking.
fn strict(classes: (Class, Class)) -> (Class, Class) {
    match classes {
        (Class::Other, Class::Punctuation) => (Class::Other, Class::Space),
        both => both,
    }
}

/// Shown between spaces it neither opens nor closes; between letters the parser leaves it alone anyway.
fn lone_tilde(before: &Before, after: &After) -> (Class, Class) {
    if before.seen == Class::Other && after.class == Class::Other {
        (Class::Other, Class::Other)
    } else {
        (Class::Space, Class::Space)
    }
}

/// A variation selector other than the one that asks for an emoji.
fn is_plain_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0E}')
}

/// Class of the base character, and whether it is CJK: a quotation mark is if the selector asks for
/// its full-width form. A selector after a space or nothing stands for itself.
fn meant_past_selector(selector: char, base: Option<char>) -> (Class, bool) {
    let class = match base.map(Class::of) {
        None | Some(Class::Space) => Class::Other,
        Some(class) => class,
    };
    let wide_quote = selector == '\u{FE01}' && matches!(base, Some('‘' | '’' | '“' | '”'));
    (class, wide_quote || base.is_some_and(is_cjk))
}
