//! A time as the publication log writes it: RFC 3339 to the second, with the site's offset.
//!
//! One spelling only (`2026-11-02T09:15:03+08:00`), so that a log line has one spelling only. Reads no clock.

use crate::model::digest::as_text;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use jiff::{Timestamp, Zoned};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// Ordered by the instant, whatever the offsets.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Stamp {
    at: Timestamp,
    offset: Offset,
}

impl Stamp {
    /// Cuts fractions of a second, and of a minute in the offset.
    pub fn new(time: &Zoned) -> Stamp {
        let seconds = Timestamp::from_second(time.timestamp().as_second()).unwrap_or_default();
        let minutes = time.offset().seconds() / 60 * 60;
        Stamp { at: seconds, offset: Offset::from_seconds(minutes).unwrap_or(Offset::UTC) }
    }

    /// The instant, without its offset.
    pub fn timestamp(self) -> Timestamp {
        self.at
    }

    /// Wall-clock time at the stamp's own offset.
    pub fn civil(self) -> DateTime {
        self.offset.to_datetime(self.at)
    }

    /// A wall-clock time at the stamp's own offset.
    pub fn on_the_same_clock(self, civil: DateTime) -> Stamp {
        Stamp { at: self.offset.to_timestamp(civil).unwrap_or(self.at), offset: self.offset }
    }

    /// `2026-11-02 14:30`, on the clock that wrote it.
    pub fn minute(self) -> String {
        self.civil().strftime("%Y-%m-%d %H:%M").to_string()
    }

    /// The day at the stamp's own offset.
    pub fn date(self) -> Date {
        self.civil().date()
    }

    /// So many seconds later, on the same clock; the same where there is no such time.
    #[must_use]
    pub fn later_by(self, seconds: i64) -> Stamp {
        let at = self.at.as_second().checked_add(seconds).and_then(|at| Timestamp::from_second(at).ok());
        Stamp { at: at.unwrap_or(self.at), ..self }
    }

    /// Seconds from an earlier moment; negative when it is later.
    pub fn seconds_since(self, earlier: Stamp) -> i64 {
        self.at.as_second() - earlier.at.as_second()
    }
}

impl PartialOrd for Stamp {
    fn partial_cmp(&self, other: &Stamp) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Stamp {
    fn cmp(&self, other: &Stamp) -> Ordering {
        (self.at, self.offset).cmp(&(other.at, other.offset))
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (civil, minutes) = (self.civil(), self.offset.seconds() / 60);
        let sign = if minutes < 0 { '-' } else { '+' };
        let minutes = minutes.abs();
        write!(
            f,
            "{}T{:02}:{:02}:{:02}{sign}{:02}:{:02}",
            civil.date(),
            civil.hour(),
            civil.minute(),
            civil.second(),
            minutes / 60,
            minutes % 60
        )
    }
}

impl fmt::Debug for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// The text was no moment in the one accepted spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAStamp;

impl fmt::Display for NotAStamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a time such as 2026-11-02T09:15:03+08:00")
    }
}

impl std::error::Error for NotAStamp {}

impl FromStr for Stamp {
    type Err = NotAStamp;

    fn from_str(text: &str) -> Result<Stamp, NotAStamp> {
        let (civil, offset) = text.split_at_checked(19).ok_or(NotAStamp)?;
        let civil: DateTime = civil.parse().map_err(|_| NotAStamp)?;
        let offset = read_offset(offset).ok_or(NotAStamp)?;
        let at = offset.to_timestamp(civil).map_err(|_| NotAStamp)?;
        let moment = Stamp { at, offset };
        // the one spelling, and no other
        if moment.to_string() == text { Ok(moment) } else { Err(NotAStamp) }
    }
}

fn read_offset(text: &str) -> Option<Offset> {
    let (sign, rest) = text.split_at_checked(1)?;
    let (hours, minutes) = rest.split_once(':')?;
    let minutes = hours.parse::<i32>().ok()?.checked_mul(60)?.checked_add(minutes.parse().ok()?)?;
    let minutes = if sign == "-" { -minutes } else { minutes };
    Offset::from_seconds(minutes.checked_mul(60)?).ok()
}

as_text!(Stamp);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_is_written_in_one_way() {
        for text in ["2026-11-02T09:15:03+08:00", "2026-01-01T00:00:00+00:00", "2026-11-02T09:15:03-03:30"] {
            assert_eq!(text.parse::<Stamp>().unwrap().to_string(), text);
        }
        for text in [
            "",
            "2026-11-02",
            "2026-11-02T09:15:03Z",
            "2026-11-02 09:15:03+08:00",
            "2026-11-02T09:15:03.5+08:00",
            "2026-11-02T09:15:03-00:00",
            "2026-02-30T09:15:03+08:00",
            "2026-11-02T09:15:03+08:00 ",
            "二〇二六年",
        ] {
            assert_eq!(text.parse::<Stamp>(), Err(NotAStamp), "{text}");
        }
    }

    #[test]
    fn its_day_is_the_day_at_its_offset() {
        let late: Stamp = "2026-11-02T23:59:59+08:00".parse().unwrap();
        assert_eq!(late.date(), jiff::civil::date(2026, 11, 2));
        let same: Stamp = "2026-11-02T15:59:59+00:00".parse().unwrap();
        assert_eq!(late.timestamp(), same.timestamp());
        assert_eq!(late.seconds_since(same), 0);
    }
}
