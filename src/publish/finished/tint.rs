//! How much of a colour is seen.

use super::value::{Part, listed};
use cssparser::color::parse_named_color;

/// How opaque a colour is, of 1; `NaN` where it cannot be told. `None` where it is no colour.
pub(super) fn alpha(value: &[Part]) -> Option<f64> {
    let [colour] = value else { return None };
    match colour {
        Part::Word(word) if word == "transparent" => Some(0.0),
        Part::Word(word) => (word == "currentcolor" || parse_named_color(word).is_ok()).then_some(1.0),
        Part::Hash(digits) => hash(digits),
        Part::Call(name, inner) => called(name, inner),
        _ => None,
    }
}

/// `#rgba` and `#rrggbbaa`.
fn hash(digits: &str) -> Option<f64> {
    let digit = |at: usize| digits.get(at..=at).and_then(|digit| u8::from_str_radix(digit, 16).ok());
    match digits.len() {
        3 | 6 => Some(1.0),
        4 => digit(3).map(|a| f64::from(a) / 15.0),
        8 => Some(f64::from(digit(6)? * 16 + digit(7)?) / 255.0),
        _ => None,
    }
}

fn called(name: &str, inner: &[Part]) -> Option<f64> {
    match name {
        "rgb" | "rgba" | "hsl" | "hsla" | "hwb" | "lab" | "lch" | "oklab" | "oklch" | "color" => {
            let slash = inner.iter().position(|part| *part == Part::Mark('/'));
            let last = slash.and_then(|at| inner.get(at + 1));
            let fourth = listed(inner).nth(3).and_then(<[Part]>::first);
            // without either it is opaque; what is there and cannot be read is not
            Some(last.or(fourth).map_or(1.0, |alpha| alpha.share().unwrap_or(f64::NAN)))
        }
        "light-dark" => listed(inner).filter_map(alpha).reduce(|a, b| if a < b { a } else { b }),
        "color-mix" => Some(mixed(inner)),
        _ => Part::Call(name.to_owned(), Vec::new()).is_strange().then_some(f64::NAN),
    }
}

/// `in srgb, red 30%, transparent`: as much of each as is said, and of the other the rest.
fn mixed(inner: &[Part]) -> f64 {
    let share = |one: &[Part]| {
        let share = one.iter().find(|part| !matches!(part, Part::Word(_) | Part::Hash(_)))?.share()?;
        Some(share)
    };
    let opaque = |one: &[Part]| one.iter().find_map(|part| alpha(std::slice::from_ref(part))).unwrap_or(1.0);
    let colours: Vec<&[Part]> = listed(inner).skip(1).collect();
    let [one, other] = colours[..] else { return f64::NAN };
    let (first, second) = match (share(one), share(other)) {
        (Some(first), Some(second)) => (first, second),
        (Some(first), None) => (first, 1.0 - first),
        (None, Some(second)) => (1.0 - second, second),
        (None, None) => (0.5, 0.5),
    };
    opaque(one) * first + opaque(other) * second
}
