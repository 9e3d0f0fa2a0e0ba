//! How much of a colour is seen.

use super::value::{Part, listed};
use cssparser::color::{parse_hash_color, parse_named_color};

/// A colour: each part of 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rgba {
    light: [f64; 3],
    pub alpha: f64,
}

impl Rgba {
    pub(super) const WHITE: Rgba = Rgba { light: [1.0; 3], alpha: 1.0 };

    fn of((red, green, blue): (u8, u8, u8), alpha: f64) -> Rgba {
        Rgba { light: [red, green, blue].map(|part| f64::from(part) / 255.0), alpha }
    }

    /// As it is seen on a ground.
    pub(super) fn on(self, ground: Rgba) -> Rgba {
        let mixed = |at: usize| self.light[at] * self.alpha + ground.light[at] * (1.0 - self.alpha);
        Rgba { light: [mixed(0), mixed(1), mixed(2)], alpha: 1.0 }
    }

    /// From 1 to 21. Source: contrast ratio and relative luminance, WCAG 2.2.
    pub(super) fn contrast(self, other: Rgba) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    fn luminance(self) -> f64 {
        let [red, green, blue] = self.light.map(|part| match part {
            part if part <= 0.04045 => part / 12.92,
            part => ((part + 0.055) / 1.055).powf(2.4),
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

/// A colour on a screen that is asked to be light, or dark; `None` where it cannot be told.
pub(super) fn colour(value: &[Part], dark: bool) -> Option<Rgba> {
    let [one] = value else { return None };
    match one {
        Part::Word(word) if word == "transparent" => Some(Rgba { alpha: 0.0, ..Rgba::WHITE }),
        Part::Word(word) => Some(Rgba::of(parse_named_color(word).ok()?, 1.0)),
        Part::Hash(digits) => of_digits(digits),
        Part::Call(name, inner) if name == "light-dark" => {
            colour(listed(inner).nth(usize::from(dark))?, dark)
        }
        Part::Call(name, inner) => called_colour(name, inner),
        _ => None,
    }
}

/// A colour in an old attribute.
pub(super) fn written(text: &str) -> Option<Rgba> {
    let text = text.trim().to_ascii_lowercase();
    of_digits(text.strip_prefix('#').unwrap_or(&text))
        .or_else(|| Some(Rgba::of(parse_named_color(&text).ok()?, 1.0)))
}

fn of_digits(digits: &str) -> Option<Rgba> {
    let (red, green, blue, alpha) = parse_hash_color(digits.as_bytes()).ok()?;
    Some(Rgba::of((red, green, blue), f64::from(alpha)))
}

fn called_colour(name: &str, inner: &[Part]) -> Option<Rgba> {
    let numbers: Vec<&Part> = inner.iter().filter(|part| !matches!(part, Part::Mark(',' | '/'))).collect();
    let (&[first, second, third], alpha) = match numbers.as_slice() {
        [parts @ .., alpha] if parts.len() == 3 => (<&[&Part; 3]>::try_from(parts).ok()?, alpha.share()?),
        parts => (<&[&Part; 3]>::try_from(parts).ok()?, 1.0),
    };
    let light = match name {
        "rgb" | "rgba" => {
            let part = |part: &Part| match part {
                Part::Percent(of) => Some(of / 100.0),
                Part::Number(of) => Some(of / 255.0),
                _ => None,
            };
            [part(first)?, part(second)?, part(third)?]
        }
        "oklab" => of_oklab(share(first)?, offset(second)?, offset(third)?),
        "oklch" => {
            let (chroma, hue) = (offset(second)?, third.amount(1.0)?.value.to_radians());
            of_oklab(share(first)?, chroma * hue.cos(), chroma * hue.sin())
        }
        "hsl" | "hsla" => of_hue(first.amount(1.0)?.value, hundredth(second)?, hundredth(third)?),
        _ => return None,
    };
    Some(Rgba { light: light.map(|part| part.clamp(0.0, 1.0)), alpha: alpha.clamp(0.0, 1.0) })
}

fn share(part: &Part) -> Option<f64> {
    match part {
        Part::Percent(of) => Some(of / 100.0),
        Part::Number(of) => Some(*of),
        _ => None,
    }
}

/// Of a colour's distance from grey, of which 0.4 is the whole.
fn offset(part: &Part) -> Option<f64> {
    match part {
        Part::Percent(of) => Some(of / 250.0),
        Part::Number(of) => Some(*of),
        _ => None,
    }
}

/// Source: B. Ottosson, "A perceptual color space for image processing", and the transfer function of sRGB.
fn of_oklab(lightness: f64, a: f64, b: f64) -> [f64; 3] {
    let long = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
    let middle = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
    let short = (lightness - 0.089_484_177_5 * a - 1.291_485_548 * b).powi(3);
    let linear = [
        4.076_741_662_1 * long - 3.307_711_591_3 * middle + 0.230_969_929_2 * short,
        -1.268_438_004_6 * long + 2.609_757_401_1 * middle - 0.341_319_396_5 * short,
        -0.004_196_086_3 * long - 0.703_418_614_7 * middle + 1.707_614_701 * short,
    ];
    linear.map(|part| match part {
        part if part <= 0.003_130_8 => part * 12.92,
        part => 1.055 * part.powf(1.0 / 2.4) - 0.055,
    })
}

fn hundredth(part: &Part) -> Option<f64> {
    match part {
        Part::Percent(of) | Part::Number(of) => Some(of / 100.0),
        _ => None,
    }
}

/// Source: CSS Color 4, "HSL colors".
fn of_hue(hue: f64, saturation: f64, lightness: f64) -> [f64; 3] {
    [0.0, 8.0, 4.0].map(|offset| {
        let at = (offset + hue.rem_euclid(360.0) / 30.0) % 12.0;
        let reach = saturation * lightness.min(1.0 - lightness);
        lightness - reach * (at - 3.0).min(9.0 - at).clamp(-1.0, 1.0)
    })
}

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
