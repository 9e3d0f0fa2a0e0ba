//! What a declaration makes of an element: kinds of hiding with their limits, not a list of spellings.

use super::look::{
    ANCHOR, BEFORE, BEHIND, BOTTOM, BOUND, COVERING, CUT, FIXED, GONE, HIGH, LEFT, Look, ONE_LINE, PAINTED,
    PLACED, RIGHT, SHORTENED, STRUCK, THERE, TOP, WIDE,
};
use super::moved::{clipped, filtered, transformed};
use super::tint::alpha;
use super::value::{Amount, OF_BOX, Part, is_far, is_less, is_more, listed};

/// The same of a letter.
const OF_LETTER: f64 = 0.16;

/// Words that leave a value as it is without a rule, or as around it.
const GLOBAL: [&str; 6] = ["inherit", "initial", "unset", "revert", "revert-layer", "auto"];

/// What a declaration, with nothing left to be put in, makes of an element.
pub(super) fn declared(property: &str, value: &[Part]) -> Look {
    let Some(first) = value.first() else { return Look::PLAIN };
    let name = property.strip_prefix("-webkit-").unwrap_or(property);
    shown(name, first, value)
        .or_else(|| sized(name, value))
        .or_else(|| boxed(name, first, value))
        .or_else(|| laid(name, first, value))
        .unwrap_or(Look::PLAIN)
}

fn when(hidden: bool) -> Option<Look> {
    Some(Look::hidden_if(hidden))
}

fn there(is_it: bool) -> Look {
    if is_it { Look::marked(THERE) } else { Look { marks: GONE, ..Look::HIDDEN } }
}

fn marks(marks: u32, holds: bool) -> Option<Look> {
    Some(Look::marked(if holds { marks } else { 0 }))
}

/// Whether it shows at all, and in which colour.
fn shown(name: &str, first: &Part, value: &[Part]) -> Option<Look> {
    let alone = |words: &[&str]| value.len() == 1 && (first.is(words) || first.is_strange());
    match name {
        "display" => Some(there(!alone(&["none"]))),
        "visibility" => Some(there(!alone(&["hidden", "collapse"]))),
        "content-visibility" => when(alone(&["hidden"])),
        "opacity" => first.share().map(Look::faded),
        "color" | "text-fill-color" => alpha(value).map(Look::faded),
        "filter" => Some(filtered(value)),
        "mask" | "mask-image" | "mask-border" | "mask-box-image" => when(value.iter().any(Part::is_picture)),
        "mix-blend-mode" => when(!first.is(&GLOBAL) && !first.is(&["normal"])),
        "text-security" => when(!first.is(&GLOBAL) && !first.is(&["none"])),
        // figures that read backwards
        "unicode-bidi" => when(first.is(&["bidi-override", "isolate-override"])),
        "offset" | "offset-path" => when(!first.is(&GLOBAL) && !first.is(&["none"])),
        "text-decoration" | "text-decoration-line" => {
            marks(STRUCK, value.iter().any(|part| part.is(&["line-through"])))
        }
        // a picture in the place of what it holds
        "content" => {
            let picture = value.iter().any(Part::is_picture);
            Some(if picture { Look { marks: PAINTED, ..Look::HIDDEN } } else { Look::PLAIN })
        }
        _ => None,
    }
}

/// How large its letters are, and where what it holds is moved to.
fn sized(name: &str, value: &[Part]) -> Option<Look> {
    match name {
        "font-size" => value.first().and_then(lettered),
        "font" => Some(font(value)),
        "line-height" => value.first().map(lined),
        "zoom" => value.first()?.share().map(Look::shrunk),
        "scale" => Some(value.iter().filter_map(Part::share).map(Look::shrunk).fold(Look::PLAIN, Look::with)),
        "transform" => Some(transformed(value)),
        "rotate" => when(value.len() > 1 && !first_is_z(value) && is_edgeways(value)),
        "translate" => when(any_far(value)),
        "letter-spacing" | "word-spacing" => when(any(value, |apart| !(-6.0..900.0).contains(&apart.value))),
        "clip" | "clip-path" => when(clipped(value)),
        _ if is_offset(name) => Some(offset(name, value)),
        _ => None,
    }
}

fn is_offset(name: &str) -> bool {
    matches!(name, "left" | "top" | "right" | "bottom" | "text-indent")
        || ["inset", "margin", "padding"].iter().any(|kind| name.starts_with(kind))
}

fn first_is_z(value: &[Part]) -> bool {
    value.first().is_some_and(|part| part.is(&["z"]))
}

fn is_edgeways(value: &[Part]) -> bool {
    any(value, |angle| is_less(angle.value.to_radians().cos(), 0.3))
}

fn any(value: &[Part], holds: impl Fn(Amount) -> bool) -> bool {
    value.iter().filter_map(|part| part.amount(OF_BOX)).any(holds)
}

fn any_far(value: &[Part]) -> bool {
    any(value, is_far)
}

/// The size of letters: beside those around, or by itself.
fn lettered(size: &Part) -> Option<Look> {
    let letters = size.amount(OF_LETTER)?.value / 16.0;
    let relative = match size {
        Part::Percent(_) => true,
        Part::Length(_, unit) => ["em", "ex", "ch", "ic", "cap", "lh"].contains(&unit.as_str()),
        _ => false,
    };
    // letters of their own size do not shrink with those around
    Some(if relative || is_less(letters, 0.3) { Look::shrunk(letters) } else { Look::PLAIN })
}

fn lined(height: &Part) -> Look {
    let lines = match height {
        Part::Number(lines) => Some(*lines),
        other => other.amount(OF_LETTER).map(|height| height.value / 16.0),
    };
    Look::hidden_if(lines.is_some_and(|lines| is_less(lines, 0.4)))
}

/// The shorthand: `700 1em/1.4 serif`.
fn font(value: &[Part]) -> Look {
    let slash = value.iter().position(|part| *part == Part::Mark('/'));
    let before = &value[..slash.unwrap_or(value.len())];
    // a weight is a number, too
    let is_size = |part: &&Part| !matches!(part, Part::Number(weight) if *weight >= 1.0);
    let size = before.iter().filter(is_size).find_map(lettered).unwrap_or(Look::PLAIN);
    let height = slash.and_then(|slash| value.get(slash + 1)).map_or(Look::PLAIN, lined);
    size.with(height)
}

fn offset(name: &str, value: &[Part]) -> Look {
    let far = Look::hidden_if(any_far(value));
    let near = |part: &Part| part.amount(OF_BOX).is_some_and(|amount| amount.value <= 8.0);
    if !value.iter().all(near) {
        return far;
    }
    far.with(Look::marked(match name {
        "inset" => TOP | RIGHT | BOTTOM | LEFT,
        "inset-block" => TOP | BOTTOM,
        "inset-inline" => LEFT | RIGHT,
        "top" | "inset-block-start" => TOP,
        "bottom" | "inset-block-end" => BOTTOM,
        "left" | "inset-inline-start" => LEFT,
        "right" | "inset-inline-end" => RIGHT,
        _ => 0,
    }))
}

/// The room that it is given.
fn boxed(name: &str, first: &Part, value: &[Part]) -> Option<Look> {
    let length = || first.amount(OF_BOX).map(|amount| if amount.value.is_nan() { 0.0 } else { amount.value });
    let nothing = |length: f64| Look::hidden_if(length <= 0.0);
    match name {
        "height" | "max-height" | "block-size" | "max-block-size" => length().map(|height| {
            let marks = if height >= 500.0 && !name.starts_with("max") { HIGH } else { 0 };
            Look { height, marks, ..nothing(height) }
        }),
        "width" | "max-width" | "inline-size" | "max-inline-size" => length().map(|width| {
            let marks = if width >= 500.0 && !name.starts_with("max") { WIDE } else { 0 };
            Look { width, marks, ..nothing(width) }
        }),
        "min-height" | "min-block-size" => marks(HIGH, length()? >= 500.0),
        "min-width" | "min-inline-size" => marks(WIDE, length()? >= 500.0),
        "overflow" | "overflow-x" | "overflow-y" | "overflow-block" | "overflow-inline" => {
            let cut = value.iter().any(|part| part.is(&["hidden", "clip", "-moz-hidden-unscrollable"]));
            let bound = cut || value.iter().any(|part| part.is(&["auto", "scroll"]));
            marks(if cut { CUT | BOUND } else { BOUND }, bound)
        }
        "contain" => marks(CUT | BOUND, value.iter().any(|part| part.is(&["paint", "strict", "content"]))),
        "white-space" | "text-wrap" | "text-wrap-mode" => {
            marks(ONE_LINE, value.iter().any(|part| part.is(&["nowrap", "pre"])))
        }
        "line-clamp" | "max-lines" => marks(SHORTENED, first.amount(OF_BOX).is_some()),
        _ => None,
    }
}

/// Whether it lies over other things, and lets them be seen.
fn laid(name: &str, first: &Part, value: &[Part]) -> Option<Look> {
    let wide = || any(value, |amount| is_more(amount.value, 300.0));
    match name {
        "position" => Some(Look::marked(match first {
            Part::Word(word) if word == "fixed" => FIXED | ANCHOR,
            Part::Word(word) if word == "absolute" || word == "sticky" => PLACED | ANCHOR,
            Part::Word(word) if word == "relative" => ANCHOR,
            _ => 0,
        })),
        "background" | "background-color" | "background-image" => {
            marks(PAINTED, listed(value).any(is_painted))
        }
        "backdrop-filter" => marks(PAINTED, !first.is(&GLOBAL) && !first.is(&["none"])),
        "z-index" => first.share().map(|z| Look::marked(if z < 0.0 { BEHIND } else { BEFORE })),
        "box-shadow" | "outline" | "outline-width" | "border-image-outset" => marks(COVERING, wide()),
        _ => None,
    }
}

fn is_painted(layer: &[Part]) -> bool {
    layer.iter().any(|part| {
        let one = std::slice::from_ref(part);
        part.is_picture() || alpha(one).is_some_and(|alpha| is_more(alpha, 0.8))
    })
}
