//! What looks at a notice saw while its window was open: how often, how long nobody saw it, whether it was gone.

use crate::model::log::PublicationLog;
use crate::model::log::event::{Action, Checked, Event};
use crate::model::log::posted::Posted;
use crate::model::log::stamp::Stamp;
use crate::model::open_days::Window;
use jiff::civil::{Date, Time};
use std::collections::{BTreeMap, HashMap};

/// One look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// When.
    pub at: Stamp,
    /// It was there, as it was published.
    pub saw: bool,
}

/// The time in which a notice had to be up: from its posting, or its last material change, to the end of its window,
/// or to now when that is earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Included.
    pub from: Stamp,
    /// Excluded.
    pub to: Stamp,
}

impl Span {
    /// The span of a posted notice whose window is this one, as far as it is over by `now`.
    pub fn of(posted: &Posted, window: Window, now: Stamp) -> Span {
        let from = posted.last_material_change;
        let end =
            window.until.tomorrow().map(|day| from.on_the_same_clock(day.to_datetime(Time::midnight())));
        Span { from, to: end.unwrap_or(now).min(now) }
    }

    /// Whether a moment is in it; its end is not.
    pub fn holds(self, at: Stamp) -> bool {
        self.from <= at && at < self.to
    }
}

/// Looks, summed up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// All of them, at the public address.
    pub looks: usize,
    /// Those that saw it as published.
    pub seen: usize,
    /// In seconds: the longest time between two sightings, posting and end included.
    pub longest_gap: i64,
    /// Days on which somebody looked and nobody saw it.
    pub days_unseen: Vec<Date>,
    /// From the last sighting on nobody saw it any more, though so many looked, for longer than a day.
    pub gone: Option<Gone>,
}

impl Seen {
    /// The longest time between two sightings in whole hours, rounded up.
    pub fn longest_gap_hours(&self) -> u64 {
        u64::try_from(self.longest_gap).unwrap_or_default().div_ceil(3600)
    }
}

/// A notice that nobody saw again, though its window ran.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gone {
    /// The last time that somebody saw it, or its posting.
    pub since: Stamp,
    /// How many looked after that.
    pub looks: usize,
}

/// A day without a sighting is more than a server that was down overnight.
const A_DAY: i64 = 86_400;

/// Sums up the looks within a span; they come in the order of time.
pub fn seen(looks: impl IntoIterator<Item = Look>, span: Span) -> Seen {
    let mut seen = Seen::default();
    let (mut last, mut in_vain) = (span.from, 0);
    let mut days: BTreeMap<Date, bool> = BTreeMap::new();
    for look in looks.into_iter().filter(|look| span.holds(look.at)) {
        seen.looks += 1;
        *days.entry(look.at.date()).or_default() |= look.saw;
        if look.saw {
            seen.seen += 1;
            seen.longest_gap = seen.longest_gap.max(look.at.seconds_since(last));
            (last, in_vain) = (look.at, 0);
        } else {
            in_vain += 1;
        }
    }
    let to_the_end = span.to.seconds_since(last);
    seen.longest_gap = seen.longest_gap.max(to_the_end);
    seen.days_unseen = days.into_iter().filter(|(_, saw)| !saw).map(|(day, _)| day).collect();
    seen.gone = (in_vain > 0 && to_the_end > A_DAY).then_some(Gone { since: last, looks: in_vain });
    seen
}

/// The recorded rounds that looked at a notice where readers do, and how many within the span looked elsewhere: in a
/// folder, or at an address that is not the notice's.
pub fn recorded(log: &PublicationLog, posted: &Posted, span: Span) -> (Vec<Look>, usize) {
    let (mut looks, mut elsewhere, visited) = (Vec::new(), 0, Visited::of(log, posted));
    for &line in log.rounds().iter().filter(|&&line| line > visited.since) {
        let (Some(at), Some(Event::Checked(round))) = (log.time_of(line), log.event(line)) else { continue };
        if !span.holds(at) || !visited.by(line, at) {
            continue;
        }
        if is_public(&round, &posted.kept.url) {
            looks.push(Look { at, saw: round.saw(&posted.kept.id) });
        } else {
            elsewhere += 1;
        }
    }
    (looks, elsewhere)
}

/// Which rounds visited a notice: those before which the log had it, with a window that was open then. A round has no
/// word on any other, and silence is no sighting.
struct Visited {
    /// Line and window of each of its events, in order.
    windows: Vec<(usize, Option<Window>)>,
    /// Line of its last posting, the first or anew.
    since: usize,
}

impl Visited {
    fn of(log: &PublicationLog, posted: &Posted) -> Visited {
        let mut visited = Visited { windows: Vec::new(), since: 0 };
        for &line in &posted.lines {
            let Some(Event::Notice(event)) = log.event(line) else { continue };
            visited.windows.push((line, event.kept.effective));
            if matches!(event.action, Action::Posted | Action::Reposted) {
                visited.since = line;
            }
        }
        visited
    }

    fn by(&self, round: usize, at: Stamp) -> bool {
        let then = self.windows.iter().rev().find(|(line, _)| *line < round);
        then.and_then(|(_, window)| *window).is_some_and(|window| !window.has_ended(at.date()))
    }
}

/// Whether a round looked at the site that the address belongs to; `http` and `https` are the same place.
fn is_public(round: &Checked, url: &str) -> bool {
    is_of(&round.place, url)
}

/// Whether an address under a site belongs to the site at this one; `http` and `https` are the same place.
pub fn is_of(place: &str, url: &str) -> bool {
    let host = |address: &str| address.split_once("://").map(|(_, rest)| rest.to_owned());
    let (Some(place), Some(url)) = (host(place), host(url)) else { return false };
    url.strip_prefix(place.trim_end_matches('/')).is_some_and(|rest| rest.starts_with('/'))
}

/// When each open notice was last known to be up: posted, or seen in a round.
pub(super) fn last_seen<'l>(
    log: &'l PublicationLog,
    open: impl Iterator<Item = (&'l str, &'l Posted)>,
) -> HashMap<&'l str, Stamp> {
    let known = |(id, posted): (&'l str, &Posted)| (id, (posted.first_seen, Visited::of(log, posted)));
    let mut seen: HashMap<&str, (Stamp, Visited)> = open.map(known).collect();
    for &line in log.rounds() {
        let (Some(when), Some(Event::Checked(round))) = (log.time_of(line), log.event(line)) else {
            continue;
        };
        for (id, (last, visited)) in &mut seen {
            if when > *last && visited.by(line, when) && round.saw(id) {
                *last = when;
            }
        }
    }
    seen.into_iter().map(|(id, (last, _))| (id, last)).collect()
}

/// In seconds: the longest time for which one of them was not seen by now.
pub(super) fn longest_gap(seen: &HashMap<&str, Stamp>, at: Stamp) -> u64 {
    let gaps = seen.values().map(|&last| u64::try_from(at.seconds_since(last)).unwrap_or_default());
    gaps.max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Stamp {
        format!("2026-11-{text}:00+08:00").parse().unwrap()
    }

    fn span() -> Span {
        Span { from: at("02T09:00"), to: at("06T00:00") }
    }

    fn looks(told: &[(&str, bool)]) -> Vec<Look> {
        told.iter().map(|&(text, saw)| Look { at: at(text), saw }).collect()
    }

    #[test]
    fn looks_are_counted_from_the_posting_to_the_end() {
        let told = [
            ("02T08:00", true),
            ("02T18:00", true),
            ("03T18:00", false),
            ("04T18:00", true),
            ("06T08:00", true),
        ];
        let seen = seen(looks(&told), span());
        assert_eq!((seen.looks, seen.seen, seen.longest_gap), (3, 2, 48 * 3600));
        assert_eq!(seen.days_unseen.iter().map(ToString::to_string).collect::<Vec<_>>(), ["2026-11-03"]);
        assert_eq!(seen.gone, None);
    }

    #[test]
    fn what_was_wiped_after_the_first_day_is_gone() {
        let told = [("02T18:00", true), ("03T18:00", false), ("04T18:00", false)];
        let all = seen(looks(&told), span());
        assert_eq!(all.gone, Some(Gone { since: at("02T18:00"), looks: 2 }));
        // nobody looked again: nobody knows
        assert_eq!(seen(looks(&told[..1]), span()).gone, None);
        // down for the last night
        let told = [("05T18:00", true), ("05T23:00", false)];
        assert_eq!(seen(looks(&told), span()).gone, None);
        assert_eq!(seen([], span()), Seen { longest_gap: 87 * 3600, ..Seen::default() });
    }

    #[test]
    fn only_the_readers_address_counts() {
        let round = |place: &str| Checked { place: place.into(), ..Checked::default() };
        let url = "https://a.example/b/notices/x/";
        for place in ["https://a.example/b", "http://a.example/b/", "https://a.example"] {
            assert!(is_public(&round(place), url), "{place}");
        }
        for place in ["directory", "http://127.0.0.1:8000", "https://a.example/bc", "https://a.exam"] {
            assert!(!is_public(&round(place), url), "{place}");
        }
    }
}
