//! Office telephones by the national numbering plan: area codes, and how long the numbers behind them are.
//!
//! Source of `phone/areas.tsv`: Google's libphonenumber 9.0.43 (Apache-2.0), region CN, fixed lines, with its
//! names of areas; it follows the ministry's numbering plan (电信网编号计划, 2017 edition). Cities go over from
//! seven to eight digits now and then, so that this difference alone is a remark and stops nothing.

use super::value::narrow;
use crate::diagnostic::{Severity, Text};
use crate::text;
use std::collections::HashMap;
use std::sync::LazyLock;

const AREAS: &str = include_str!("phone/areas.tsv");

/// Lengths and names of the areas, by code.
static BY_CODE: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| AREAS.lines().filter_map(|line| line.split_once('\t')).collect());

/// Why a number is hardly one that can be called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Odd {
    /// No number at all.
    Shape,
    /// No city has this area code.
    Area(String),
    /// The number behind the area code is too short or too long.
    Length { area: &'static str, found: usize, wanted: &'static str },
    /// Only people of the same city could call it.
    NoArea,
    /// Three to six digits, and no service.
    Service,
}

/// Whether a number is one that anybody can call from anywhere.
pub fn can_be_called(written: &str) -> bool {
    odd(written).is_none()
}

/// What is odd about a number.
pub(super) fn odd(written: &str) -> Option<Odd> {
    let text = narrow(written);
    let number = text.trim();
    // numbers are divided as their writers like; where the last part is too much, it may be an extension
    let whole = odd_number(number)?;
    match without_extension(number) {
        Some(front) if front != number => odd_number(front),
        Some(_) => Some(whole),
        None => Some(Odd::Shape),
    }
}

fn odd_number(number: &str) -> Option<Odd> {
    if let Some(inside) = number.strip_prefix("+86").map(|inside| inside.trim_start_matches(['-', ' '])) {
        // from abroad an area has no 0 before it
        let divided = inside.split(['-', ' ']).next().unwrap_or_default();
        let is_area = divided.len() < inside.len() && AREAS.contains(&format!("0{divided}\t"));
        return if is_area { odd_number(&format!("0{inside}")) } else { odd_number(inside) };
    }
    let is_part = |b: u8| b.is_ascii_digit() || matches!(b, b'-' | b' ' | b'(' | b')');
    if !number.bytes().all(is_part) || number.ends_with('-') {
        return Some(Odd::Shape);
    }
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    match digits.as_bytes() {
        [b'0', ..] => in_an_area(number, &digits),
        [b'1', b'3'..=b'9', ..] if digits.len() == 11 => None,
        [b'4' | b'8', b'0', b'0', ..] if digits.len() == 10 => None,
        [b'4' | b'8', b'0', b'0', ..] => Some(Odd::Shape),
        [b'1' | b'9', ..] if (3..=6).contains(&digits.len()) && digits == number => {
            (!is_service(&digits)).then_some(Odd::Service)
        }
        [b'2'..=b'8', ..] if (7..=8).contains(&digits.len()) => Some(Odd::NoArea),
        _ => Some(Odd::Shape),
    }
}

/// The number without `转801` or `-801` behind it; `None` where that is no extension.
fn without_extension(number: &str) -> Option<&str> {
    let (number, extension) = match number.split_once('转') {
        Some((number, extension)) => (number.trim(), extension.trim()),
        None => match number.rsplit_once('-') {
            Some((front, tail)) if front.contains('-') && !front.starts_with(['4', '8', '+']) => {
                (front, tail)
            }
            _ => (number, "0"),
        },
    };
    ((1..=6).contains(&extension.len()) && extension.bytes().all(|b| b.is_ascii_digit())).then_some(number)
}

/// Services of one number for the whole country, and those of a province behind 96.
fn is_service(digits: &str) -> bool {
    let front: u32 = digits.get(..2).and_then(|front| front.parse().ok()).unwrap_or_default();
    match digits.len() {
        3 => matches!(front, 11 | 12) || digits == "100",
        5 => matches!(front, 10 | 11 | 12 | 95 | 96),
        6 => matches!(front, 95 | 96 | 12 | 11),
        _ => false,
    }
}

/// Code, lengths and name of the area whose code a number begins with. What divides the code from the rest says
/// where it ends.
fn in_an_area(number: &str, digits: &str) -> Option<Odd> {
    let written = number.trim_start_matches('(').split(['-', ')', ' ']).next().unwrap_or_default();
    let divided = (3..=5).contains(&written.len()) && written.len() < digits.len();
    // no code begins with another
    let codes = (3..=4).filter_map(|length| digits.get(..length));
    let found = match divided {
        true => BY_CODE.get_key_value(written),
        false => codes.into_iter().find_map(|code| BY_CODE.get_key_value(code)),
    };
    let Some((&code, rest)) = found else {
        let code = if divided { written } else { digits.get(..4).unwrap_or(digits) };
        return Some(Odd::Area(code.to_owned()));
    };
    let (lengths, area) = rest.split_once('\t')?;
    if is_service(&digits[code.len()..]) {
        return None;
    }
    let found = digits.len() - code.len();
    let fits = lengths.split('|').any(|wanted| wanted.parse() == Ok(found));
    (!fits).then_some(Odd::Length { area, found, wanted: lengths })
}

impl Odd {
    /// What cannot be called stops the site; what may still be right is a remark.
    pub(super) fn severity(&self) -> Severity {
        match self {
            Odd::Length { found: 7 | 8, wanted: "7" | "7|8", .. } | Odd::NoArea => Severity::Warning,
            Odd::Length { found: 7, wanted: "8", area } if !area.ends_with("北京市") => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// What is wrong, and what to type.
    pub(super) fn words(&self, number: &str) -> (Text, Text) {
        let message = match self {
            Odd::Shape => {
                text!("“{number}”不像电话号码", "`{number}` does not look like a telephone number")
            }
            Odd::Area(code) => text!("没有“{code}”这个区号", "There is no area code `{code}`"),
            Odd::Length { area, found, wanted } => {
                let wanted = wanted.replace('|', "或");
                text!(
                    "{area}的号码是{wanted}位，这里写了{found}位",
                    "Numbers of {area} have {wanted} digits, and this one has {found}"
                )
            }
            Odd::NoArea => text!("“{number}”没有写区号，外地打不通", "`{number}` has no area code"),
            Odd::Service => text!("没有“{number}”这个服务电话", "There is no service number `{number}`"),
        };
        let hint = match self {
            Odd::Area(_) | Odd::Length { .. } => {
                text!("照电话机上的号码核对，不要漏、不要多", "Compare it with the telephone, digit by digit")
            }
            _ => text!(
                "写区号加号码，如 0999-0001234，或 12345、400-000-0000；一项只写一个号码",
                "Write area code and number, such as 0999-0001234, or 12345, 400-000-0000; one number only"
            ),
        };
        (message, hint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_can_be_called() {
        for text in [
            "0564-5012345",
            "05645012345",
            "010-12345678",
            "0999-0001234转12",
            "0564-5012345-801",
            "12345",
            "110",
            "95598",
            "962110",
            "400-000-0000",
            "（0999）0001234",
            "+86-564-5012345".replace("-564", "-0564").as_str(),
            "０５６４－５０１２３４５",
            "0564 501 2345",
            "0564-12345",
            "0564-501-2345",
            "138-0013-8000",
            "138 0013 8000",
            "+86-564-5012345",
            "+86 10 12345678",
            "+86 138 0013 8000",
        ] {
            assert_eq!(odd(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_wrong_with_the_others() {
        let length = |area, found, wanted| Some(Odd::Length { area, found, wanted });
        assert_eq!(odd("0564-501234"), length("六安市", 6, "7"));
        assert_eq!(odd("010-6221101"), length("北京市", 7, "8"));
        assert_eq!(odd("0100-1234567"), Some(Odd::Area("0100".into())));
        assert_eq!((odd("5012345"), odd("13800138000")), (Some(Odd::NoArea), None));
        assert_eq!(odd("1234"), Some(Odd::Service));
        for text in ["", "12-34", "电话", "1381234567", "0564-5012345-", "0564-5012345、5012346"] {
            assert_eq!(odd(text), Some(Odd::Shape), "{text}");
        }
    }

    #[test]
    fn a_difference_that_a_new_plan_would_explain_stops_nothing() {
        let severity = |text| odd(text).expect("odd").severity();
        assert_eq!(severity("0564-50123456"), Severity::Warning);
        assert_eq!(severity("010-6221101"), Severity::Error);
        assert_eq!(severity("0564-501234"), Severity::Error);
    }

    #[test]
    fn the_table_is_whole() {
        let codes: Vec<&str> =
            AREAS.lines().map(|line| line.split('\t').next().unwrap_or_default()).collect();
        assert!(codes.len() > 300 && codes.iter().all(|code| code.starts_with('0') && code.len() <= 4));
        for big in ["010", "021", "0551", "0371", "0851", "0999"] {
            assert!(codes.contains(&big), "{big}");
        }
    }
}
