//! Functions that move, turn, cut out or veil what they are given.

use super::look::Look;
use super::value::{Amount, OF_BOX, Part, is_far, is_less, is_more, listed};

/// `transform`.
pub(super) fn transformed(value: &[Part]) -> Look {
    let one = |part: &Part| match part {
        Part::Call(name, inner) => moved(name, inner),
        _ => Look::PLAIN,
    };
    value.iter().map(one).fold(Look::PLAIN, Look::with)
}

fn amounts(inner: &[Part]) -> Vec<Amount> {
    inner.iter().filter_map(|part| part.amount(OF_BOX)).collect()
}

fn moved(name: &str, inner: &[Part]) -> Look {
    let all = amounts(inner);
    let edgeways = |angle: &Amount| is_less(angle.value.to_radians().cos(), 0.3);
    match name {
        "scale" | "scalex" | "scaley" | "scale3d" => {
            inner.iter().filter_map(Part::share).map(Look::shrunk).fold(Look::PLAIN, Look::with)
        }
        "matrix" => match all[..] {
            [a, b, c, d, x, y] => {
                let area = a.value * d.value - b.value * c.value;
                Look::shrunk(area.max(0.0).sqrt()).with(Look::hidden_if(is_far(x) || is_far(y)))
            }
            _ => Look::PLAIN,
        },
        "matrix3d" => Look::HIDDEN,
        "rotatex" | "rotatey" => Look::hidden_if(all.iter().any(edgeways)),
        "rotate3d" => Look::hidden_if(all.last().is_some_and(edgeways)),
        "skew" | "skewx" | "skewy" => {
            Look::hidden_if(all.iter().any(|angle| is_more(angle.value.abs(), 75.0)))
        }
        _ if name.starts_with("translate") => Look::hidden_if(all.into_iter().any(is_far)),
        _ => Look::PLAIN,
    }
}

/// `filter`.
pub(super) fn filtered(value: &[Part]) -> Look {
    let one = |part: &Part| match part {
        Part::Url => Look::HIDDEN,
        Part::Call(name, inner) => veiled(name, inner.first()),
        _ => Look::PLAIN,
    };
    value.iter().map(one).fold(Look::PLAIN, Look::with)
}

fn veiled(name: &str, first: Option<&Part>) -> Look {
    let share = first.and_then(Part::share).unwrap_or(1.0);
    let blur = || first.and_then(|part| part.amount(OF_BOX)).is_some_and(|blur| is_more(blur.value, 4.0));
    match name {
        "opacity" => Look::faded(share),
        "brightness" => Look::hidden_if(!(0.1..10.0).contains(&share)),
        "contrast" => Look::hidden_if(is_less(share, 0.15)),
        "invert" => Look::hidden_if(share.is_nan() || (0.35..0.65).contains(&share)),
        "blur" => Look::hidden_if(blur()),
        "url" | "src" => Look::HIDDEN,
        _ => Look::PLAIN,
    }
}

/// `clip` and `clip-path`: whether next to nothing is left.
pub(super) fn clipped(value: &[Part]) -> bool {
    value.iter().any(|part| match part {
        Part::Url => true,
        Part::Call(name, inner) => left_out(name, inner),
        _ => false,
    })
}

fn left_out(name: &str, inner: &[Part]) -> bool {
    let all = amounts(inner);
    match name {
        "rect" => {
            let side = |at: usize, open: f64| {
                let sides: Vec<&Part> = inner.iter().filter(|part| **part != Part::Mark(',')).collect();
                sides.get(at).and_then(|side| side.amount(OF_BOX)).map_or(open, |side| side.value)
            };
            let (high, wide) = (side(2, 1000.0) - side(0, 0.0), side(1, 1000.0) - side(3, 0.0));
            is_less(high, 8.0) || is_less(wide, 8.0)
        }
        "inset" => {
            let end = inner.iter().position(|part| part.is(&["round"])).unwrap_or(inner.len());
            let all: Vec<f64> = amounts(&inner[..end]).iter().map(|amount| amount.value).collect();
            let side =
                |at: usize| all.get(at).or(all.get(at % 2)).or(all.first()).copied().unwrap_or_default();
            is_more(side(0) + side(2), 900.0) || is_more(side(1) + side(3), 900.0)
        }
        "circle" | "ellipse" => {
            let end = inner.iter().position(|part| part.is(&["at"])).unwrap_or(inner.len());
            amounts(&inner[..end]).iter().any(|radius| is_less(radius.value, 300.0))
        }
        "polygon" => is_less(area(inner), 500_000.0),
        // what these leave is not worked out
        "path" | "shape" | "xywh" | "url" | "src" => true,
        _ => all.iter().any(|amount| amount.value.is_nan()),
    }
}

/// Of a polygon in a box of a thousand by a thousand.
fn area(inner: &[Part]) -> f64 {
    let point = |corner: &[Part]| match amounts(corner)[..] {
        [x, y] => Some((x.value, y.value)),
        _ => None,
    };
    let corners: Vec<(f64, f64)> = listed(inner).filter_map(point).collect();
    let next = corners.iter().cycle().skip(1);
    let twice: f64 = corners.iter().zip(next).map(|((x, y), (u, v))| x * v - u * y).sum();
    twice.abs() / 2.0
}
