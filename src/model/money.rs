//! Amounts of money, exact to the fen.

use std::fmt;
use std::iter::Sum;
use std::ops::Add;

/// The largest amount that is read, in fen: beyond it, numbers in JSON are no longer exact everywhere.
const LARGEST: i64 = (1 << 53) - 1;

/// An amount in fen (1/100 yuan).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(i64);

impl Money {
    /// An amount in fen, signed.
    pub fn from_fen(fen: i64) -> Money {
        Money(fen)
    }

    /// In fen, signed.
    pub fn fen(self) -> i64 {
        self.0
    }

    /// `365000`, `365,000.50`, `36.5万元`, `30万元整`, `30W`, `１２元`: yuan unless a unit says otherwise. `None` when it is
    /// no amount, finer than a fen, negative, or past 90 million million yuan.
    pub fn parse(text: &str) -> Option<Money> {
        let text: String = text.chars().filter(|c| !matches!(c, ',' | '，' | ' ')).map(ascii_digit).collect();
        let text = text.strip_prefix("人民币").unwrap_or(&text).trim_start_matches(['¥', '￥']);
        let text = text.strip_suffix('整').unwrap_or(text);
        let (number, scale) = split_unit(text);
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        if whole.is_empty() || !whole.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit()) {
            return None;
        }
        let fraction = fraction.trim_end_matches('0');
        let places = u32::try_from(fraction.len()).ok().filter(|&n| n <= 10)?;
        let digits: i128 = format!("{whole}{fraction}").parse().ok()?;
        let fen = digits.checked_mul(i128::from(scale) * 100)?;
        let unit = 10_i128.pow(places);
        (fen % unit == 0)
            .then_some(fen / unit)
            .and_then(|fen| i64::try_from(fen).ok())
            .filter(|&fen| fen <= LARGEST)
            .map(Money)
    }
}

fn ascii_digit(c: char) -> char {
    match c {
        '０'..='９' => char::from(b'0' + (c as u32 - '０' as u32) as u8),
        '．' => '.',
        _ => c,
    }
}

fn split_unit(text: &str) -> (&str, i64) {
    const UNITS: [(&str, i64); 13] = [
        ("亿元", 100_000_000),
        ("亿", 100_000_000),
        ("千万元", 10_000_000),
        ("千万", 10_000_000),
        ("百万元", 1_000_000),
        ("百万", 1_000_000),
        ("万元", 10_000),
        ("万", 10_000),
        ("W", 10_000),
        ("w", 10_000),
        ("Ｗ", 10_000),
        ("千元", 1_000),
        ("元", 1),
    ];
    UNITS.iter().find_map(|&(unit, scale)| text.strip_suffix(unit).map(|n| (n, scale))).unwrap_or((text, 1))
}

/// `365,000` or `365,000.50`: yuan with thousands marks, fen only when there are any.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let yuan = (self.0 / 100).unsigned_abs().to_string();
        if self.0 < 0 {
            f.write_str("-")?;
        }
        for (i, digit) in yuan.chars().enumerate() {
            if i > 0 && (yuan.len() - i).is_multiple_of(3) {
                f.write_str(",")?;
            }
            write!(f, "{digit}")?;
        }
        match (self.0 % 100).abs() {
            0 => Ok(()),
            fen => write!(f, ".{fen:02}"),
        }
    }
}

impl Add for Money {
    type Output = Money;

    fn add(self, other: Money) -> Money {
        Money(self.0.saturating_add(other.0))
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Money>>(amounts: I) -> Money {
        amounts.fold(Money(0), Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        Money::parse(text).map_or("none".into(), |m| m.to_string())
    }

    #[test]
    fn amounts_are_read_as_people_write_them() {
        assert_eq!(shown("365000"), "365,000");
        assert_eq!(shown("365,000.50"), "365,000.50");
        assert_eq!(shown("36.5万元"), "365,000");
        assert_eq!(shown("１２．３０ 元"), "12.30");
        assert_eq!(shown("1.23456万元"), "12,345.60");
        assert_eq!(shown("30万元整"), "300,000");
        assert_eq!(shown("¥365,000元整"), "365,000");
        assert_eq!(shown("30W"), "300,000");
        assert_eq!(shown("5千元"), "5,000");
        assert_eq!((shown("1.5百万元"), shown("2千万")), ("1,500,000".into(), "20,000,000".into()));
        assert_eq!(shown("0"), "0");
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for text in ["", "约3万", "-5", "1.234", "1..2", "万元", "99999999999999999999"] {
            assert_eq!(shown(text), "none", "{text}");
        }
    }
}
