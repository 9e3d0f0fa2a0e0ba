//! The site's time zone as a VTIMEZONE: every change of offset from the first moment named to the last.

use super::text::Lines;
use jiff::civil::DateTime;
use jiff::tz::{Dst, Offset, TimeZone};
use jiff::{Timestamp, ToSpan};

/// First and last moment of an activity, wall-clock time in the site's zone.
pub(super) type Extent = (DateTime, DateTime);

struct Onset {
    /// In the time that it ends.
    at: DateTime,
    before: Offset,
    after: Offset,
    name: String,
    summer: bool,
}

pub(super) fn write(lines: &mut Lines, zone: &TimeZone, name: &str, extents: &[Extent]) {
    lines.plain("BEGIN", "VTIMEZONE");
    lines.plain("TZID", name);
    for onset in onsets(zone, extents) {
        let sort = if onset.summer { "DAYLIGHT" } else { "STANDARD" };
        lines.plain("BEGIN", sort);
        lines.plain("DTSTART", &basic(onset.at));
        lines.plain("TZOFFSETFROM", &offset(onset.before));
        lines.plain("TZOFFSETTO", &offset(onset.after));
        lines.text("TZNAME", &onset.name);
        lines.plain("END", sort);
    }
    lines.plain("END", "VTIMEZONE");
}

/// The one in force at the first moment, and those that follow until the last.
fn onsets(zone: &TimeZone, extents: &[Extent]) -> Vec<Onset> {
    let instant = |at: Option<DateTime>| at.and_then(|at| zone.to_timestamp(at).ok());
    let first = instant(extents.iter().map(|extent| extent.0).min()).unwrap_or(Timestamp::UNIX_EPOCH);
    let last = instant(extents.iter().map(|extent| extent.1).max()).unwrap_or(first);
    let before = zone.preceding(first).take(1);
    let within = zone.following(first).take_while(|change| change.timestamp() <= last);
    let mut onsets: Vec<Onset> = before
        .chain(within)
        .map(|change| {
            let earlier = change.timestamp().checked_sub(1.second()).unwrap_or(Timestamp::MIN);
            let before = zone.to_offset(earlier);
            Onset {
                at: before.to_datetime(change.timestamp()),
                before,
                after: change.offset(),
                name: change.abbreviation().to_owned(),
                summer: change.dst() == Dst::Yes,
            }
        })
        .collect();
    if onsets.is_empty() {
        onsets.push(always(zone));
    }
    onsets
}

/// A zone that never changed.
fn always(zone: &TimeZone) -> Onset {
    let info = zone.to_offset_info(Timestamp::UNIX_EPOCH);
    Onset {
        at: DateTime::constant(1970, 1, 1, 0, 0, 0, 0),
        before: info.offset(),
        after: info.offset(),
        name: info.abbreviation().to_owned(),
        summer: false,
    }
}

/// `20261108T143000`
pub(super) fn basic(at: DateTime) -> String {
    let (date, time) = (at.date(), at.time());
    let (year, month, day) = (date.year(), date.month(), date.day());
    format!("{year:04}{month:02}{day:02}T{:02}{:02}{:02}", time.hour(), time.minute(), time.second())
}

/// `20261108T063000Z`
pub(super) fn basic_utc(at: DateTime, zone: &TimeZone) -> String {
    let instant = zone.to_timestamp(at).unwrap_or(Timestamp::UNIX_EPOCH);
    basic(Offset::UTC.to_datetime(instant)) + "Z"
}

/// `+0800`, with seconds where old local times have them.
fn offset(offset: Offset) -> String {
    let seconds = offset.seconds();
    let (sign, size) = (if seconds < 0 { '-' } else { '+' }, seconds.abs());
    let rest = if size % 60 == 0 { String::new() } else { format!("{:02}", size % 60) };
    format!("{sign}{:02}{:02}{rest}", size / 3600, size / 60 % 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn written(zone: &str, from: DateTime, to: DateTime) -> String {
        let mut lines = Lines::default();
        write(&mut lines, &TimeZone::get(zone).unwrap(), zone, &[(from, to)]);
        String::from_utf8(lines.into_bytes()).unwrap()
    }

    #[test]
    fn china_has_one_offset_since_its_last_summer_time() {
        let day = date(2026, 11, 8).at(14, 30, 0, 0);
        let text = written("Asia/Shanghai", day, day);
        assert_eq!(text.matches("BEGIN:STANDARD").count(), 1);
        assert!(
            text.contains("DTSTART:19910915T020000\r\nTZOFFSETFROM:+0900\r\nTZOFFSETTO:+0800\r\nTZNAME:CST")
        );
    }

    #[test]
    fn a_zone_with_summer_time_lists_each_change() {
        let text =
            written("Europe/Berlin", date(2026, 1, 8).at(9, 0, 0, 0), date(2026, 12, 8).at(9, 0, 0, 0));
        assert_eq!(text.matches("BEGIN:STANDARD").count(), 2);
        assert!(
            text.contains(
                "BEGIN:DAYLIGHT\r\nDTSTART:20260329T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200"
            )
        );
    }

    #[test]
    fn a_zone_that_never_changed_has_its_offset_still() {
        let day = date(2026, 1, 8).at(9, 0, 0, 0);
        assert!(
            written("UTC", day, day)
                .contains("DTSTART:19700101T000000\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0000")
        );
    }
}
