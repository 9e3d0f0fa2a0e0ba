//! [`Repeat`] → a recurrence rule's text, as RFC 5545 writes it.

use super::{ByDay, Frequency, Repeat, RepeatEnd};
use jiff::civil::{DateTime, Time, Weekday};
use std::fmt::{self, Display, Formatter};

impl Display for Repeat {
    /// As a clerk writes it: `FREQ=WEEKLY;UNTIL=20261231`.
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        f.write_str(&written(self, local))
    }
}

/// The rule's text, with the moment of its end, to the second, as `until` writes it.
pub fn written(repeat: &Repeat, until: impl FnOnce(DateTime) -> String) -> String {
    let mut rule = format!("FREQ={}", name(repeat.frequency));
    if repeat.interval != 1 {
        rule += &format!(";INTERVAL={}", repeat.interval);
    }
    match repeat.end {
        Some(RepeatEnd::Count(count)) => rule += &format!(";COUNT={count}"),
        Some(RepeatEnd::Until(end) | RepeatEnd::UntilUtc(end)) => {
            rule += &format!(";UNTIL={}", until(whole_second(end)))
        }
        None => {}
    }
    let mut list = |name: &str, values: Vec<String>| {
        if !values.is_empty() {
            rule += &format!(";{name}={}", values.join(","));
        }
    };
    list("BYMONTH", repeat.by_month.iter().map(i8::to_string).collect());
    list("BYMONTHDAY", repeat.by_month_day.iter().map(i8::to_string).collect());
    list("BYDAY", repeat.by_day.iter().map(in_week).collect());
    rule
}

/// A whole day's end is the day alone.
fn local(end: DateTime) -> String {
    let whole_day = end.time() == whole_second(DateTime::from_parts(end.date(), Time::MAX)).time();
    end.strftime(if whole_day { "%Y%m%d" } else { "%Y%m%dT%H%M%S" }).to_string()
}

/// The last moment of a day has fractions, which UNTIL has not.
fn whole_second(at: DateTime) -> DateTime {
    at.with().subsec_nanosecond(0).build().unwrap_or(at)
}

fn name(frequency: Frequency) -> &'static str {
    match frequency {
        Frequency::Daily => "DAILY",
        Frequency::Weekly => "WEEKLY",
        Frequency::Monthly => "MONTHLY",
        Frequency::Yearly => "YEARLY",
    }
}

fn in_week(by: &ByDay) -> String {
    let day = match by.weekday {
        Weekday::Monday => "MO",
        Weekday::Tuesday => "TU",
        Weekday::Wednesday => "WE",
        Weekday::Thursday => "TH",
        Weekday::Friday => "FR",
        Weekday::Saturday => "SA",
        Weekday::Sunday => "SU",
    };
    by.nth.map_or_else(|| day.to_owned(), |nth| format!("{nth}{day}"))
}

#[cfg(test)]
mod tests {
    use super::super::read;

    #[test]
    fn what_is_written_reads_as_the_same() {
        for rule in [
            "FREQ=WEEKLY;BYDAY=MO,WE",
            "FREQ=DAILY;INTERVAL=3;COUNT=4",
            "FREQ=WEEKLY;UNTIL=20261231",
            "FREQ=WEEKLY;UNTIL=20261231T120000",
            "FREQ=YEARLY;BYMONTH=3,9;BYDAY=1TH,-1SU",
            "FREQ=MONTHLY;BYMONTHDAY=1,-1",
        ] {
            assert_eq!(read(rule).map(|repeat| repeat.to_string()), Ok(rule.to_owned()));
        }
        let loose = read("rrule:freq=weekly;byday=sa;count=8").expect("lawful");
        assert_eq!(loose.to_string(), "FREQ=WEEKLY;COUNT=8;BYDAY=SA");
    }
}
