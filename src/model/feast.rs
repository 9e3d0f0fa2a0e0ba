//! On which days the feasts fall that the holidays are named after: a table copied from last year is known by them.
//!
//! Those of the sun are fixed. Source of `feasts.tsv`, those of the moon (春节, 端午, 中秋, a year a line): the
//! conversion tables of the Hong Kong Observatory, as PyPI's `lunardate` has them. A table, since what reckons the new
//! moon by approximation is a day late in 2027, when it comes four minutes before midnight.

use jiff::civil::{Date, date};

const MOON: &str = include_str!("feasts.tsv");

/// The feasts that a holiday is named after, and the day of each; none for a year beyond the table.
pub fn days(holiday: &str, year: i16) -> Vec<(&'static str, Date)> {
    let moon = |column: usize| {
        let line = MOON.lines().find(|line| line.split('\t').next() == Some(year.to_string().as_str()))?;
        let (month, day) = line.split('\t').nth(column)?.split_once('-')?;
        Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
    };
    let sun = |month, day| (1..=9999).contains(&year).then(|| date(year, month, day));
    let all = [
        ("元旦", sun(1, 1)),
        ("春节", moon(1)),
        ("劳动节", sun(5, 1)),
        ("端午", moon(2)),
        ("中秋", moon(3)),
        ("国庆", sun(10, 1)),
    ];
    all.into_iter()
        .filter(|(name, _)| holiday.contains(name))
        .filter_map(|(name, day)| Some((name, day?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_holiday_of_two_feasts_has_both() {
        assert_eq!(days("国庆节、中秋节", 2025), [("中秋", date(2025, 10, 6)), ("国庆", date(2025, 10, 1))]);
        assert_eq!(days("春节", 2027), [("春节", date(2027, 2, 6))]);
        assert_eq!(days("春节", 1900), []);
        assert_eq!(days("清明节", 2026), []);
    }
}
