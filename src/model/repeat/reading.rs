//! A recurrence rule's text → [`Repeat`]: the strict small grammar.

use super::spoken;
use super::{ByDay, Frequency, Repeat, RepeatEnd, RepeatFault};
use jiff::civil::{Date, Time, Weekday};

/// Reads a rule, or what a clerk says (`每周六`). Case does not matter; a leading `RRULE:` is taken.
///
/// # Errors
/// With the first part that is at fault.
pub fn read(text: &str) -> Result<Repeat, RepeatFault> {
    if spoken::is_spoken(text) {
        return sensible(spoken::read(text)?);
    }
    let upper = text.trim().to_ascii_uppercase();
    let mut parts = upper.strip_prefix("RRULE:").unwrap_or(&upper).split(';');
    let first = parts.next().and_then(|part| part.trim().strip_prefix("FREQ="));
    let mut repeat = every(frequency(first.ok_or(RepeatFault::NoFrequency)?)?);
    let mut seen = vec!["FREQ"];
    for part in parts {
        let part = part.trim();
        let (key, value) = part.split_once('=').ok_or_else(|| RepeatFault::UnknownPart(part.to_owned()))?;
        if seen.contains(&key) {
            return Err(RepeatFault::Twice(part.to_owned()));
        }
        seen.push(key);
        admit(&mut repeat, key, value, part)?;
    }
    sensible(repeat)
}

fn every(frequency: Frequency) -> Repeat {
    let (by_day, by_month_day, by_month) = (Vec::new(), Vec::new(), Vec::new());
    Repeat { frequency, interval: 1, end: None, by_day, by_month_day, by_month }
}

fn admit(repeat: &mut Repeat, key: &str, value: &str, part: &str) -> Result<(), RepeatFault> {
    let bad = || RepeatFault::BadValue(part.to_owned());
    match key {
        "INTERVAL" => repeat.interval = number(value).filter(|&n| n > 0).ok_or_else(bad)?,
        "COUNT" | "UNTIL" if repeat.end.is_some() => return Err(RepeatFault::TwoEnds),
        "COUNT" => repeat.end = Some(RepeatEnd::Count(number(value).filter(|&n| n > 0).ok_or_else(bad)?)),
        "UNTIL" => repeat.end = Some(until(value).ok_or_else(bad)?),
        "BYDAY" => repeat.by_day = list(value, by_day).ok_or_else(bad)?,
        "BYMONTHDAY" => repeat.by_month_day = list(value, |day| signed(day, 31)).ok_or_else(bad)?,
        "BYMONTH" => {
            repeat.by_month = list(value, |month| signed(month, 12).filter(|&n| n > 0)).ok_or_else(bad)?;
        }
        "WKST" if value == "MO" => {}
        _ => return Err(RepeatFault::UnknownPart(part.to_owned())),
    }
    Ok(())
}

/// Refuses parts that RFC 5545 forbids with a frequency, or whose reading there is no county's need.
fn sensible(repeat: Repeat) -> Result<Repeat, RepeatFault> {
    let monthly = repeat.frequency == Frequency::Monthly
        || (repeat.frequency == Frequency::Yearly && !repeat.by_month.is_empty());
    let ordinal = repeat.by_day.iter().any(|day| day.nth.is_some());
    let refuse = |part: &str| Err(RepeatFault::NotWithFrequency(part.to_owned()));
    match repeat.frequency {
        _ if ordinal && !monthly => refuse("BYDAY"),
        Frequency::Weekly if !repeat.by_month_day.is_empty() => refuse("BYMONTHDAY"),
        Frequency::Yearly if !monthly && !repeat.by_day.is_empty() => refuse("BYDAY"),
        Frequency::Yearly if !monthly && !repeat.by_month_day.is_empty() => refuse("BYMONTHDAY"),
        _ => Ok(repeat),
    }
}

fn frequency(text: &str) -> Result<Frequency, RepeatFault> {
    match text {
        "DAILY" => Ok(Frequency::Daily),
        "WEEKLY" => Ok(Frequency::Weekly),
        "MONTHLY" => Ok(Frequency::Monthly),
        "YEARLY" => Ok(Frequency::Yearly),
        _ => Err(RepeatFault::BadValue(format!("FREQ={text}"))),
    }
}

fn number<T: std::str::FromStr>(text: &str) -> Option<T> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

/// A number other than zero whose size is at most `most`.
fn signed(text: &str, most: i8) -> Option<i8> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    number::<i8>(digits).filter(|n| (1..=most).contains(n)).map(|n| sign * n)
}

fn list<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    text.split(',').map(|item| read(item.trim())).collect()
}

fn by_day(text: &str) -> Option<ByDay> {
    let (nth, name) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let weekday = match name {
        "MO" => Weekday::Monday,
        "TU" => Weekday::Tuesday,
        "WE" => Weekday::Wednesday,
        "TH" => Weekday::Thursday,
        "FR" => Weekday::Friday,
        "SA" => Weekday::Saturday,
        "SU" => Weekday::Sunday,
        _ => return None,
    };
    let nth = if nth.is_empty() { None } else { Some(signed(nth, 5)?) };
    Some(ByDay { nth, weekday })
}

/// `20261231`, `20261231T235959` by the site's clock, or with a final `Z` in UTC.
fn until(text: &str) -> Option<RepeatEnd> {
    let local = text.strip_suffix('Z').unwrap_or(text);
    let (day, clock) = match local.split_once('T') {
        Some((day, clock)) => (day, Some(clock)),
        None => (text, None),
    };
    let field = |text: &str, range: std::ops::Range<usize>| number::<i8>(text.get(range)?);
    if day.len() != 8 {
        return None;
    }
    let date = Date::new(number(day.get(..4)?)?, field(day, 4..6)?, field(day, 6..8)?).ok()?;
    let time = match clock {
        Some(clock) if clock.len() == 6 => {
            Time::new(field(clock, 0..2)?, field(clock, 2..4)?, field(clock, 4..6)?, 0).ok()?
        }
        Some(_) => return None,
        None => Time::MAX,
    };
    let until = date.to_datetime(time);
    Some(if local.len() < text.len() { RepeatEnd::UntilUtc(until) } else { RepeatEnd::Until(until) })
}
