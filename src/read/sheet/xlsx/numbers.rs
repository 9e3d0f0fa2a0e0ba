//! A number as a cell's text.

use super::formats::Shown;
use jiff::civil::Date;

/// Days are counted up to the last one of the year 9999.
const LAST_DAY: f64 = 2_958_466.0;

/// The text of a number that is shown so; as it was written where it is none.
pub(in crate::read) fn text(written: &str, shown: Shown, from_1904: bool) -> String {
    let written = written.trim();
    let Ok(number) = written.parse::<f64>() else { return written.to_owned() };
    let plain = || plain(written, number);
    match shown {
        Shown::Number => plain(),
        Shown::TenThousands => format!("{}万元", plain()),
        Shown::Percent => format!("{}%", rounded(number * 100.0)),
        Shown::Date => moment(number, from_1904, true, false).unwrap_or_else(plain),
        Shown::Time => moment(number, from_1904, false, true).unwrap_or_else(plain),
        Shown::DateAndTime => moment(number, from_1904, true, true).unwrap_or_else(plain),
    }
}

/// Digits as they stand in the file, so that long ones lose none; sums such as 0.30000000000000004 to six places.
fn plain(written: &str, number: f64) -> String {
    let digits = written.strip_prefix('-').unwrap_or(written);
    match digits.bytes().all(|byte| byte.is_ascii_digit()) {
        true => written.to_owned(),
        false => rounded(number),
    }
}

fn rounded(number: f64) -> String {
    let text = format!("{number:.6}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// A day, counted as Excel does, with hours and minutes as fractions of it.
fn moment(number: f64, from_1904: bool, day: bool, clock: bool) -> Option<String> {
    if !(0.0..LAST_DAY).contains(&number) {
        return None;
    }
    let minutes = (number * 1_440.0).round() as i64;
    let (days, minutes) = (minutes / 1_440, minutes % 1_440);
    let clock_text = || format!("{:02}:{:02}", minutes / 60, minutes % 60);
    if !day || days == 0 {
        return Some(clock_text()).filter(|_| clock);
    }
    // Excel takes 1900 for a leap year, so that its first two months are a day behind
    let first = match from_1904 {
        true => Date::constant(1904, 1, 1),
        false if days < 60 => Date::constant(1899, 12, 31),
        false => Date::constant(1899, 12, 30),
    };
    let date = first.checked_add(jiff::Span::new().try_days(days).ok()?).ok()?;
    Some(if clock && minutes > 0 { format!("{date} {}", clock_text()) } else { date.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_digits_and_lose_their_noise() {
        let number = |text| super::text(text, Shown::Number, false);
        assert_eq!(number("13800000000"), "13800000000");
        assert_eq!(number("1.38E10"), "13800000000");
        assert_eq!(number("0.30000000000000004"), "0.3");
        assert_eq!(number("36.5"), "36.5");
        assert_eq!(number("-0.0000000001"), "0");
        assert_eq!(text("36.5", Shown::TenThousands, false), "36.5万元");
        assert_eq!(text("0.855", Shown::Percent, false), "85.5%");
    }

    #[test]
    fn days_are_counted_in_both_systems() {
        assert_eq!(text("46328", Shown::Date, false), "2026-11-02");
        assert_eq!(text("44866", Shown::Date, true), "2026-11-02");
        assert_eq!(text("1", Shown::Date, false), "1900-01-01");
        assert_eq!(text("61", Shown::Date, false), "1900-03-01");
        assert_eq!(text("46328.60416666667", Shown::DateAndTime, false), "2026-11-02 14:30");
        assert_eq!(text("46327.99999999999", Shown::DateAndTime, false), "2026-11-02");
        assert_eq!(text("0.3541666667", Shown::Time, false), "08:30");
        assert_eq!(text("1e300", Shown::Date, false).len(), 301);
        assert_eq!(text("-5", Shown::Date, false), "-5");
    }
}
