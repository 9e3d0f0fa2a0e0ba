//! Values of declarations, taken apart: without comments, escapes and case.

use cssparser::{BasicParseErrorKind, ParseError, Parser, Token};

/// A piece of a value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part {
    /// An identifier in small letters; names of custom properties as they are.
    Word(String),
    Text(String),
    Number(f64),
    Percent(f64),
    /// A number with its unit.
    Length(f64, String),
    /// A colour, without its `#`.
    Hash(String),
    Url,
    /// A function with what it is given; brackets have no name.
    Call(String, Vec<Part>),
    Mark(char),
}

/// An amount in pixels, degrees, or of nothing. `NaN` where it cannot be told, which no limit lets pass.
#[derive(Clone, Copy, Debug)]
pub(super) struct Amount {
    pub value: f64,
    /// It depends on how large the screen is, or the box around.
    pub free: bool,
}

/// Pixels for one per cent of a box, on a screen of a thousand.
pub(super) const OF_BOX: f64 = 10.0;

/// Functions that take a value from where this program does not look.
const STRANGE: [&str; 24] = [
    "attr",
    "if",
    "inherit",
    "random",
    "sibling-index",
    "sibling-count",
    "progress",
    "abs",
    "sign",
    "sin",
    "cos",
    "tan",
    "asin",
    "acos",
    "atan",
    "atan2",
    "pow",
    "sqrt",
    "hypot",
    "log",
    "exp",
    "mod",
    "rem",
    "round",
];

/// Reads a value to its end, or to its `!important`. One with braces is none, but a rule inside of a rule.
pub(super) fn parts(input: &mut Parser) -> Result<Vec<Part>, ParseError<()>> {
    let mut parts = Vec::new();
    while let Ok(token) = input.next().cloned() {
        parts.push(match token {
            Token::Function(name) => {
                Part::Call(name.to_ascii_lowercase(), input.parse_nested_block(parts_in)?)
            }
            Token::ParenthesisBlock | Token::SquareBracketBlock => {
                Part::Call(String::new(), input.parse_nested_block(parts_in)?)
            }
            Token::CurlyBracketBlock => {
                return Err(ParseError::from_basic_kind(BasicParseErrorKind::QualifiedRuleInvalid));
            }
            token => part(&token),
        });
    }
    let end = parts.iter().position(|part| *part == Part::Mark('!')).unwrap_or(parts.len());
    parts.truncate(end);
    Ok(parts)
}

fn parts_in(input: &mut Parser) -> Result<Vec<Part>, ParseError<()>> {
    parts(input)
}

fn part(token: &Token) -> Part {
    match token {
        Token::Ident(name) if name.starts_with("--") => Part::Word(name.to_string()),
        Token::Ident(name) => Part::Word(name.to_ascii_lowercase()),
        Token::QuotedString(text) => Part::Text(text.to_string()),
        Token::Number { value, .. } => Part::Number(f64::from(*value)),
        Token::Percentage { unit_value, .. } => Part::Percent(f64::from(*unit_value) * 100.0),
        Token::Dimension { value, unit, .. } => Part::Length(f64::from(*value), unit.to_ascii_lowercase()),
        Token::Hash(colour) | Token::IDHash(colour) => Part::Hash(colour.to_string()),
        Token::UnquotedUrl(_) => Part::Url,
        Token::Delim(mark) => Part::Mark(*mark),
        Token::Comma => Part::Mark(','),
        _ => Part::Mark('\0'),
    }
}

/// Whether it is less than a limit; what cannot be told is.
pub(super) fn is_less(value: f64, limit: f64) -> bool {
    value.is_nan() || value < limit
}

/// Whether it reaches a limit; what cannot be told does.
pub(super) fn is_more(value: f64, limit: f64) -> bool {
    value.is_nan() || value >= limit
}

/// Whether so far away is out of sight: nearly a screen, or further to the left or up than letters reach.
pub(super) fn is_far(amount: Amount) -> bool {
    is_more(amount.value.abs(), 900.0) || !amount.free && amount.value <= -400.0
}

/// What stands between commas.
pub(super) fn listed(parts: &[Part]) -> impl Iterator<Item = &[Part]> {
    parts.split(|part| *part == Part::Mark(','))
}

impl Part {
    /// Whether it is one of these words.
    pub(super) fn is(&self, words: &[&str]) -> bool {
        matches!(self, Part::Word(word) if words.contains(&word.as_str()))
    }

    /// It is taken from where this program does not look.
    pub(super) fn is_strange(&self) -> bool {
        matches!(self, Part::Call(name, _) if name.starts_with("--") || STRANGE.contains(&name.as_str()))
    }

    /// A picture, drawn or from a file.
    pub(super) fn is_picture(&self) -> bool {
        match self {
            Part::Url => true,
            Part::Call(name, _) => {
                ["url", "src", "image", "element", "cross-fade", "paint"].contains(&name.as_str())
                    || name.contains("gradient")
                    || name.contains("image-set")
            }
            _ => false,
        }
    }

    /// Its amount, with so many pixels for one per cent. `None` where it has none.
    pub(super) fn amount(&self, percent: f64) -> Option<Amount> {
        let fixed = |value| Some(Amount { value, free: false });
        match self {
            Part::Number(value) => fixed(*value),
            Part::Percent(value) => Some(Amount { value: value * percent, free: true }),
            Part::Length(value, unit) => length(*value, unit),
            Part::Word(word) => match word.as_str() {
                "infinity" => fixed(f64::INFINITY),
                "-infinity" => fixed(f64::NEG_INFINITY),
                "pi" => fixed(std::f64::consts::PI),
                _ => None,
            },
            Part::Call(name, inner) => called(name, inner, percent).or_else(|| {
                let unknown = Amount { value: f64::NAN, free: false };
                self.is_strange().then_some(unknown)
            }),
            _ => None,
        }
    }

    /// As a share: `50%` is a half.
    pub(super) fn share(&self) -> Option<f64> {
        self.amount(0.01).map(|amount| amount.value)
    }
}

/// On a screen of a thousand by a thousand pixels, with letters of sixteen.
fn length(value: f64, unit: &str) -> Option<Amount> {
    let (one, free) = match unit {
        "px" | "deg" | "s" => (1.0, false),
        "pt" => (4.0 / 3.0, false),
        "pc" | "em" | "rem" | "ic" | "ric" => (16.0, false),
        "in" => (96.0, false),
        "cm" => (37.8, false),
        "mm" => (3.78, false),
        "q" => (0.945, false),
        "ex" | "rex" | "ch" | "rch" => (8.0, false),
        "cap" | "rcap" => (12.0, false),
        "lh" | "rlh" => (24.0, false),
        "ms" => (0.001, false),
        "turn" => (360.0, false),
        "rad" => (180.0 / std::f64::consts::PI, false),
        "grad" => (0.9, false),
        _ if unit.ends_with("min") || unit.ends_with("max") => (10.0, true),
        _ if unit.ends_with(['w', 'h', 'i', 'b']) => (10.0, true),
        _ => return None,
    };
    Some(Amount { value: value * one, free })
}

fn called(name: &str, inner: &[Part], percent: f64) -> Option<Amount> {
    let each = || listed(inner).map(|one| sum(one, percent)).collect::<Option<Vec<Amount>>>();
    let of = |all: &[Amount], choose: fn(f64, f64) -> f64| {
        let free = all.iter().any(|one| one.free);
        Some(Amount { value: all.iter().map(|one| one.value).reduce(choose)?, free })
    };
    match name {
        "" | "calc" | "-webkit-calc" | "-moz-calc" => sum(inner, percent),
        "min" => of(&each()?, f64::min),
        "max" => of(&each()?, f64::max),
        "clamp" => match each()?[..] {
            [least, wanted, most] => of(&[least, of(&[wanted, most], f64::min)?], f64::max),
            _ => None,
        },
        _ => None,
    }
}

fn sum(parts: &[Part], percent: f64) -> Option<Amount> {
    let mut total = Amount { value: 0.0, free: false };
    let mut sign = 1.0;
    for piece in parts.split_inclusive(|part| matches!(part, Part::Mark('+' | '-'))) {
        let (term, next) = match piece.split_last()? {
            (Part::Mark('+'), term) => (term, 1.0),
            (Part::Mark('-'), term) => (term, -1.0),
            _ => (piece, 1.0),
        };
        let term = product(term, percent)?;
        total = Amount { value: total.value + sign * term.value, free: total.free || term.free };
        sign = next;
    }
    Some(total)
}

fn product(parts: &[Part], percent: f64) -> Option<Amount> {
    let mut total = Amount { value: 1.0, free: false };
    let mut divides = false;
    for piece in parts.split_inclusive(|part| matches!(part, Part::Mark('*' | '/'))) {
        let (factor, next) = match piece {
            [factor, Part::Mark(mark)] => (factor, *mark == '/'),
            [factor] => (factor, false),
            _ => return None,
        };
        let factor = factor.amount(percent)?;
        let value = if divides { total.value / factor.value } else { total.value * factor.value };
        total = Amount { value, free: total.free || factor.free };
        divides = next;
    }
    Some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(css: &str) -> Option<f64> {
        parts(&mut Parser::new(css)).unwrap()[0].amount(10.0).map(|amount| amount.value)
    }

    #[test]
    fn amounts_are_worked_out() {
        for (css, value) in [
            ("-99rem", Some(-1584.0)),
            ("50%", Some(500.0)),
            ("-200vw", Some(-2000.0)),
            ("calc((100% - 10px) / 2 + 1rem)", Some(511.0)),
            ("max(44px, 2em)", Some(44.0)),
            ("clamp(1px, 5px, 3px)", Some(3.0)),
            ("calc(-1 * 9px)", Some(-9.0)),
            ("calc(infinity * 1px)", Some(f64::INFINITY)),
            ("auto", None),
            ("fit-content(3px)", None),
        ] {
            assert_eq!(amount(css), value, "{css}");
        }
        assert!(amount("attr(x)").unwrap().is_nan() && amount("calc(1px * sin(0))").unwrap().is_nan());
    }

    #[test]
    fn comments_escapes_and_case_are_gone() {
        let none = vec![Part::Word("none".into())];
        for css in ["none", "none/**/", "/*x*/NONE", "n\\6fne", "none ! /**/ important", "none!important"] {
            assert_eq!(parts(&mut Parser::new(css)).unwrap(), none, "{css}");
        }
        assert!(parts(&mut Parser::new("lang(zh) { color: red }")).is_err());
    }
}
