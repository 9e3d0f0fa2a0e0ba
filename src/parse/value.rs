//! Scalars → typed values: dates, times, numbers, yes and no, telephone numbers.
//!
//! Full-width digits, colons and hyphens are read as their ASCII forms, as they come from Chinese input
//! methods. Pure functions from text to value; the faults are worded by the field readers.

use jiff::civil::{Date, DateTime, Time};

/// Full-width ASCII (U+FF01–FF5E) and the ideographic space, narrowed; the rest unchanged.
pub(crate) fn narrow(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            '\u{3000}' => ' ',
            '—' | '–' => '-',
            _ => c,
        })
        .collect()
}

/// `2026-11-02`, `2026/11/2`, `2026.11.2`, `2026年11月2日`, with full-width digits as well.
pub(crate) fn date(text: &str) -> Option<Date> {
    plain_date(narrow(text).trim())
}

fn plain_date(text: &str) -> Option<Date> {
    let unified: String = match text.strip_suffix('日').or_else(|| text.strip_suffix('号')) {
        Some(chinese) => chinese.replacen(['年', '月'], "-", 2),
        None => text.replace(['/', '.'], "-"),
    };
    let mut parts = unified.split('-').map(str::trim);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 || month.len() > 2 || day.len() > 2 {
        return None;
    }
    Date::new(digits(year)?, digits(month)?, digits(day)?).ok()
}

/// `2026-11-08 14:30`: a date in any of its forms, then hours and minutes.
pub(crate) fn date_time(text: &str) -> Option<DateTime> {
    let text = narrow(text);
    let text = text.trim();
    let (day, clock) = match text.rsplit_once([' ', 'T']) {
        Some((day, clock)) => (day, clock),
        None => text.split_at(text.find('日')? + '日'.len_utf8()),
    };
    Some(plain_date(day.trim())?.to_datetime(time(clock.trim())?))
}

fn time(text: &str) -> Option<Time> {
    let text = text.replace(['时', '点'], ":");
    let (hour, minute) = text.trim_end_matches('分').split_once(':')?;
    let minute = if minute.is_empty() { "0" } else { minute };
    if minute.contains(':') {
        return None;
    }
    Time::new(digits(hour)?, digits(minute)?, 0, 0).ok()
}

fn digits<T: std::str::FromStr>(text: &str) -> Option<T> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

/// A whole number without sign or fraction.
pub(crate) fn whole(text: &str) -> Option<u32> {
    digits(narrow(text).trim().trim_end_matches(['天', '人', '日']))
}

/// A whole number that may be negative.
pub(crate) fn signed(text: &str) -> Option<i32> {
    let text = narrow(text);
    let text = text.trim().trim_end_matches('分');
    text.trim_start_matches(['-', '+'])
        .bytes()
        .all(|b| b.is_ascii_digit())
        .then(|| text.parse().ok())
        .flatten()
}

/// A number with at most one decimal, in tenths: hours of service.
pub(crate) fn tenths(text: &str) -> Option<u32> {
    let text = narrow(text);
    let text = text.trim().trim_end_matches("小时");
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let tenth: u32 = digits(fraction).filter(|_| fraction.len() == 1)?;
    digits::<u32>(whole)?.checked_mul(10)?.checked_add(tenth)
}

pub(crate) fn flag(text: &str) -> Option<bool> {
    match narrow(text).trim().to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" | "是" => Some(true),
        "false" | "no" | "off" | "否" => Some(false),
        _ => None,
    }
}

/// Shapes of telephone numbers in use: area code and seven or eight digits, with or without an
/// extension; mobile; 400 and 800 numbers; short service numbers (110, 12345, 95598, 96xxx).
/// Source: the numbering plan of the national telephone network (YD/T 2015 edition), digits only.
pub(crate) fn is_phone(text: &str) -> bool {
    let text = narrow(text);
    let (number, extension) = text.trim().split_once("转").unwrap_or((text.trim(), "0"));
    let (number, extension) = match number.rsplit_once('-') {
        Some((front, tail)) if front.contains('-') && !front.starts_with(['4', '8']) => (front, tail),
        _ => (number, extension),
    };
    if extension.is_empty() || extension.len() > 6 || !extension.trim().bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    let number = number.strip_prefix("+86").unwrap_or(number);
    if !number.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b' ' | b'(' | b')')) {
        return false;
    }
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    match digits.as_bytes() {
        [b'0', ..] => (10..=12).contains(&digits.len()),
        [b'1', b'3'..=b'9', ..] if digits.len() == 11 => true,
        [b'4' | b'8', b'0', b'0', ..] => digits.len() == 10,
        [b'1', ..] => (3..=6).contains(&digits.len()) && digits == number,
        [b'9', b'5' | b'6', ..] => (5..=6).contains(&digits.len()) && digits == number,
        [b'2'..=b'8', ..] => (7..=8).contains(&digits.len()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_all_their_forms() {
        for text in
            ["2026-11-02", "2026/11/2", "2026.11.2", "2026年11月2日", "２０２６－１１－０２", "2026年11月2号"]
        {
            assert_eq!(date(text).map(|d| d.to_string()).as_deref(), Some("2026-11-02"), "{text}");
        }
        for text in ["2026-13-02", "2026-02-30", "26-11-02", "11月2日", "2026-11", "2026-11-02-1", ""] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn times_in_all_their_forms() {
        for text in [
            "2026-11-08 14:30",
            "2026年11月8日14：30",
            "2026/11/8 １４：３０",
            "2026-11-08T14:30",
            "2026年11月8日 14时30分",
        ] {
            assert_eq!(
                date_time(text).map(|d| d.to_string()).as_deref(),
                Some("2026-11-08T14:30:00"),
                "{text}"
            );
        }
        for text in ["2026-11-08", "2026-11-08 25:00", "14:30", "2026-11-08 14:30:15"] {
            assert_eq!(date_time(text), None, "{text}");
        }
    }

    #[test]
    fn telephone_numbers_by_shape() {
        for text in [
            "0564-5012345",
            "05645012345",
            "010-12345678",
            "0999-0001234转12",
            "12345",
            "400-000-0000",
            "5012345",
            "（0999）0001234",
        ] {
            assert!(is_phone(text), "{text}");
        }
        for text in ["", "12-34", "0564-50123", "电话", "1381234567", "0564-5012345-", "12", "99999999999999"]
        {
            assert!(!is_phone(text), "{text}");
        }
    }

    #[test]
    fn numbers_and_flags() {
        assert_eq!(
            (whole("１０天"), whole("-1"), signed("-5"), tenths("2.5小时")),
            (Some(10), None, Some(-5), Some(25))
        );
        assert_eq!((flag("是"), flag("False"), flag("maybe")), (Some(true), Some(false), None));
    }
}
