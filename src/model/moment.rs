//! What time it is for a site: the clock is read once, in `main`, and handed in as a value.

use crate::model::site::Site;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;

/// The zone of every county of the country, where settings name no other.
pub const ZONE: &str = "Asia/Shanghai";

/// What `main` knows of the time before any file is read.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    /// The machine's clock, or `SOURCE_DATE_EPOCH`.
    pub instant: Timestamp,
    /// `--today`
    pub given: Option<Date>,
}

/// The time for one site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Wall-clock time in the site's zone.
    pub now: DateTime,
    /// The day was given, by `--today` or by a demonstration site, and stands still at 0:00.
    pub pinned: bool,
}

impl Clock {
    /// `--today` wins; then the day that a demonstration site pins; then the clock in the site's zone.
    pub fn for_site(&self, site: &Site) -> Moment {
        let pinned = site.today.as_ref().filter(|_| site.is_demo()).map(|today| today.value);
        match self.given.or(pinned) {
            Some(day) => Moment { now: day.to_datetime(Time::midnight()), pinned: true },
            None => Moment { now: self.wall(site), pinned: false },
        }
    }

    /// The clock's time in the site's zone, whatever was given.
    pub fn wall(&self, site: &Site) -> DateTime {
        self.instant.to_zoned(zone(site)).datetime()
    }
}

/// The site's zone; an unknown name is reported elsewhere and read as China's.
pub fn zone(site: &Site) -> TimeZone {
    let china = || TimeZone::fixed(jiff::tz::offset(8));
    TimeZone::get(&site.time_zone).unwrap_or_else(|_| china())
}
