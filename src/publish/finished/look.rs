//! What style sheets make of an element, as far as it keeps readers from it.

/// What one declaration makes of an element, or all that match it together: the worst of each counts, whichever rule
/// a browser would prefer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Look {
    /// How much of its ink is left, of 1.
    pub opacity: f64,
    /// How large it is beside what holds it, of 1.
    pub size: f64,
    /// The least height and width that it is held to, in pixels.
    pub height: f64,
    pub width: f64,
    /// The most ink that some rule leaves it, of 1: what covers others is not excused by another rule.
    pub ink: f64,
    pub marks: u32,
}

/// Lines are struck through.
pub(super) const STRUCK: u32 = 1;
/// What does not fit is cut off; or cut off, or scrolled to.
pub(super) const CUT: u32 = 1 << 1;
pub(super) const BOUND: u32 = 1 << 2;
/// Its text is one line, however long.
pub(super) const ONE_LINE: u32 = 1 << 3;
/// Only so many lines of it are shown.
pub(super) const SHORTENED: u32 = 1 << 4;
/// It lies over the page, or over what is around it, or is what such things are placed by.
pub(super) const FIXED: u32 = 1 << 5;
pub(super) const PLACED: u32 = 1 << 6;
pub(super) const ANCHOR: u32 = 1 << 7;
/// Nothing is seen through it.
pub(super) const PAINTED: u32 = 1 << 8;
/// It reaches to these sides.
pub(super) const TOP: u32 = 1 << 9;
pub(super) const RIGHT: u32 = 1 << 10;
pub(super) const BOTTOM: u32 = 1 << 11;
pub(super) const LEFT: u32 = 1 << 12;
/// It is as wide, or as high, as half of what is around it.
pub(super) const WIDE: u32 = 1 << 13;
pub(super) const HIGH: u32 = 1 << 14;
/// It lies behind, or before, what is around it.
pub(super) const BEHIND: u32 = 1 << 15;
pub(super) const BEFORE: u32 = 1 << 16;
/// Its shadow or frame covers what is around it.
pub(super) const COVERING: u32 = 1 << 17;

/// A rule takes it away; a rule has it there.
pub(super) const GONE: u32 = 1 << 18;
pub(super) const THERE: u32 = 1 << 19;

/// The least that counts as shown: a tenth of the ink, and letters of five pixels for sixteen.
const LEAST_OPACITY: f64 = 0.1;
const LEAST_SIZE: f64 = 0.3;
/// No line fits into less; a paragraph may not fit into the second.
const NO_LINE: f64 = 8.0;
const FEW_LINES: f64 = 200.0;

impl Look {
    pub(super) const PLAIN: Look = Look {
        opacity: 1.0,
        size: 1.0,
        height: f64::INFINITY,
        width: f64::INFINITY,
        ink: f64::NEG_INFINITY,
        marks: 0,
    };
    pub(super) const HIDDEN: Look = Look { opacity: 0.0, ..Look::PLAIN };

    /// Smaller than what holds it; a negative size is turned over, and one that cannot be told is none.
    pub(super) fn shrunk(size: f64) -> Look {
        Look { size: if size.is_nan() { 0.0 } else { size.clamp(0.0, 1.0) }, ..Look::PLAIN }
    }

    /// With so much of its ink; what cannot be told is none.
    pub(super) fn faded(opacity: f64) -> Look {
        let opacity = if opacity.is_nan() { 0.0 } else { opacity.clamp(0.0, 1.0) };
        Look { opacity, ink: opacity, ..Look::PLAIN }
    }

    pub(super) fn hidden_if(hidden: bool) -> Look {
        if hidden { Look::HIDDEN } else { Look::PLAIN }
    }

    pub(super) fn marked(marks: u32) -> Look {
        Look { marks, ..Look::PLAIN }
    }

    /// Both at once, of one element.
    pub(super) fn with(self, other: Look) -> Look {
        let least = |a: f64, b: f64| if a < b { a } else { b };
        Look {
            opacity: least(self.opacity, other.opacity),
            size: least(self.size, other.size),
            height: least(self.height, other.height),
            width: least(self.width, other.width),
            ink: self.ink.max(other.ink),
            marks: self.marks | other.marks,
        }
    }

    /// Inside of an element that looks like `around`: what fades or shrinks does so again.
    pub(super) fn within(self, around: Look) -> Look {
        let cut = if around.is_cut() { SHORTENED } else { 0 };
        Look {
            opacity: self.opacity * around.opacity,
            size: self.size * around.size,
            marks: self.marks | cut | around.marks & STRUCK,
            ..self
        }
    }

    pub(super) fn has(self, marks: u32) -> bool {
        self.marks & marks == marks
    }

    pub(super) fn is_hidden(self) -> bool {
        let no_room = self.height < NO_LINE || self.width < NO_LINE;
        let seen = self.opacity >= LEAST_OPACITY && self.size >= LEAST_SIZE;
        !seen || self.has(BOUND) && no_room
    }

    /// Whether some of its text may be cut off.
    pub(super) fn is_cut(self) -> bool {
        self.has(SHORTENED) || self.has(CUT) && (self.has(ONE_LINE) || self.height < FEW_LINES)
    }

    /// Whether nothing is to be seen where it lies.
    pub(super) fn covers(self) -> bool {
        let lies_over = self.marks & (FIXED | PLACED) != 0 && (!self.has(BEHIND) || self.has(BEFORE));
        let across = self.has(WIDE) || self.has(LEFT | RIGHT);
        let along = self.has(HIGH) || self.has(TOP | BOTTOM);
        let covering = self.has(COVERING) || self.has(PAINTED) && lies_over && across && along;
        let there = !self.has(GONE) || self.has(THERE);
        covering && there && (self.ink >= 0.5 || self.ink == f64::NEG_INFINITY)
    }
}
