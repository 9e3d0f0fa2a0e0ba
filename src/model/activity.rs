//! Activities, announced before and recorded after: volunteering, meetings, courses, fairs, films, lectures.

use crate::model::item::Item;
use crate::model::notice::Attachment;
use crate::model::repeat::Repeat;
use crate::source::Spanned;
use jiff::civil::{Date, DateTime, Time};

pub use super::sort::Sort;

/// An activity, announced before and recorded after.
#[derive(Clone, Debug, Default)]
pub struct Activity {
    /// Where its file lies, and its text.
    pub item: Item,
    /// What it is called.
    pub title: Spanned<String>,
    /// What sort it is; volunteering where nothing is said.
    pub sort: Option<Spanned<Sort>>,
    /// Who holds it.
    pub organiser: Option<Spanned<String>>,
    /// The team (志愿队伍) that does it.
    pub team: Option<Spanned<String>>,
    /// The sort of service (服务类别).
    pub service: Option<Spanned<String>>,
    /// When it begins, by the site's clock.
    pub from: Option<Spanned<DateTime>>,
    /// When it ends, by the site's clock.
    pub to: Option<Spanned<DateTime>>,
    /// `from` is its first time. `None` inside for what was written but is no rule: whether there is more to
    /// come is then unknown.
    pub repeat: Option<Spanned<Option<Repeat>>>,
    /// Days on which it does not take place although it repeats.
    pub except: Vec<Spanned<Date>>,
    /// Times that follow no rule, each with its own place; then `from` is the first of them.
    pub sessions: Vec<Spanned<Session>>,
    /// Who speaks.
    pub lecturer: Option<Spanned<String>>,
    /// A name in places.yaml.
    pub township: Option<Spanned<String>>,
    /// A name in places.yaml, in the township where one is given.
    pub village: Option<Spanned<String>>,
    /// Where people meet.
    pub place: Option<Spanned<String>>,
    /// How many people may come.
    pub quota: Option<Spanned<u32>>,
    /// How to sign up; without it nobody has to.
    pub signup: Option<Spanned<Signup>>,
    /// What those who come need.
    pub requirements: Option<Spanned<String>>,
    /// What may be dangerous, and what to do about it.
    pub risk: Option<Spanned<String>>,
    /// Who is insured against what.
    pub insurance: Option<Spanned<String>>,
    /// What happens when it rains.
    pub rain_plan: Option<Spanned<String>>,
    /// A change of plan.
    pub status: Option<Spanned<Status>>,
    /// What came of it.
    pub record: Option<Spanned<Record>>,
    /// What came of single times.
    pub records: Vec<Spanned<Record>>,
    /// Files offered for download.
    pub attachments: Vec<Spanned<Attachment>>,
}

/// One of some times that follow no rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Session {
    /// When it begins.
    pub from: Option<Spanned<DateTime>>,
    /// When it ends.
    pub to: Option<Spanned<DateTime>>,
    /// Where people meet, where that is elsewhere than usual.
    pub place: Option<Spanned<String>>,
}

/// One time that an activity takes place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence<'a> {
    /// When it begins.
    pub from: DateTime,
    /// When it ends, where that is said.
    pub to: Option<DateTime>,
    /// Where, where that is said of this time alone.
    pub place: Option<&'a str>,
}

impl Occurrence<'_> {
    /// When it is over: what says no end goes on until its day does.
    pub fn end(&self) -> DateTime {
        let midnight =
            || self.from.date().tomorrow().map_or(DateTime::MAX, |day| day.to_datetime(Time::midnight()));
        self.to.filter(|&to| to > self.from).unwrap_or_else(midnight)
    }

    /// Some of it falls on a day.
    pub fn is_on(&self, day: Date) -> bool {
        let begun = self.from.date() <= day;
        begun && (self.from.date() == day || self.end() > day.to_datetime(Time::midnight()))
    }
}

/// How and until when people sign up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signup {
    /// Until this moment, included, by the site's clock.
    pub until: Option<Spanned<DateTime>>,
    /// In what way.
    pub how: Option<Spanned<String>>,
    /// A number to be called.
    pub phone: Option<Spanned<String>>,
}

/// What became of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It does not take place.
    Cancelled,
    /// It takes place later.
    Postponed,
}

/// A change of plan that overrides the clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// What changed.
    pub change: Change,
    /// Why.
    pub reason: Option<Spanned<String>>,
}

/// What came of an activity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Of which day's time it tells, where there are several.
    pub on: Option<Spanned<Date>>,
    /// How many people took part.
    pub attended: Option<Spanned<u32>>,
    /// Hours of service, in tenths.
    pub hours_tenths: Option<Spanned<u32>>,
    /// What was done.
    pub summary: Option<Spanned<String>>,
    /// Pictures, by path from the activity's file.
    pub photos: Vec<Spanned<String>>,
}

/// What an activity is at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// 预告: announced, no sign-up or sign-up is over.
    Announced,
    /// 报名中
    SignupOpen,
    /// 进行中
    Running,
    /// 已结束
    Over,
    /// 已记录
    Recorded,
    /// 取消
    Cancelled,
    /// 延期
    Postponed,
}

impl Activity {
    /// How it repeats, where that is known.
    pub fn rule(&self) -> Option<&Repeat> {
        self.repeat.as_ref()?.value.as_ref()
    }

    /// What sort it is.
    pub fn sort(&self) -> Sort {
        self.sort.as_ref().map(|sort| sort.value).unwrap_or_default()
    }

    /// What is told of its times that are over: of the one, or of each.
    pub fn all_records(&self) -> impl Iterator<Item = &Spanned<Record>> {
        self.record.iter().chain(&self.records)
    }

    /// Every time that it takes place, in order; without end where it repeats without one.
    pub fn times(&self) -> Box<dyn Iterator<Item = Occurrence<'_>> + '_> {
        if !self.sessions.is_empty() {
            return Box::new(self.in_sessions().into_iter());
        }
        let Some(first) = self.from.as_ref().map(|from| from.value) else {
            return Box::new(std::iter::empty());
        };
        let length = self.to.as_ref().map(|to| to.value.duration_since(first));
        let once = move |from: DateTime| Occurrence {
            from,
            to: length.and_then(|length| from.checked_add(length).ok()),
            place: None,
        };
        match self.rule() {
            None => Box::new(std::iter::once(once(first))),
            Some(rule) => {
                let given = rule.occurrences(first).filter(move |at| !self.is_excepted(at.date()));
                Box::new(given.map(once))
            }
        }
    }

    fn in_sessions(&self) -> Vec<Occurrence<'_>> {
        let time = |session: &'_ Spanned<Session>| {
            let Session { from, to, place: _ } = &session.value;
            Some((from.as_ref()?.value, to.as_ref().map(|to| to.value)))
        };
        let mut times: Vec<Occurrence> = self
            .sessions
            .iter()
            .filter_map(|session| {
                let (from, to) = time(session)?;
                Some(Occurrence {
                    from,
                    to,
                    place: session.value.place.as_ref().map(|place| place.value.as_str()),
                })
            })
            .collect();
        times.sort_by_key(|time| time.from);
        times
    }

    fn is_excepted(&self, day: Date) -> bool {
        self.except.iter().any(|except| except.value == day)
    }

    /// The time that is on at a moment, or else the next one; `None` when all is over.
    pub fn next(&self, now: DateTime) -> Option<Occurrence<'_>> {
        self.times().find(|time| time.end() > now)
    }

    /// The time that it is listed under at a moment: the next, or the last when all is over.
    pub fn listed(&self, now: DateTime) -> Option<Occurrence<'_>> {
        let mut last = None;
        for time in self.times() {
            if time.end() > now {
                return Some(time);
            }
            last = Some(time);
        }
        last
    }

    /// The state at `now`, wall-clock time in the site's zone.
    pub fn state(&self, now: DateTime) -> State {
        match self.status.as_ref().map(|status| status.change) {
            Some(Change::Cancelled) => return State::Cancelled,
            Some(Change::Postponed) => return State::Postponed,
            None => {}
        }
        if self.from.is_none() {
            return State::Announced;
        }
        let Some(next) = self.next(now) else {
            let recorded = self.all_records().next().is_some();
            return if recorded { State::Recorded } else { State::Over };
        };
        if now >= next.from {
            return State::Running;
        }
        let open =
            self.signup.as_ref().is_some_and(|s| s.until.as_ref().is_none_or(|until| now <= until.value));
        if open { State::SignupOpen } else { State::Announced }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::repeat;
    use crate::source::Span;
    use jiff::civil::date;

    fn spanned<T>(value: T) -> Spanned<T> {
        Spanned::new(value, Span::default())
    }

    /// Saturdays from 7 November 2026, seven to eight in the morning.
    fn saturdays(rule: &str) -> Activity {
        Activity {
            from: Some(spanned(date(2026, 11, 7).at(7, 0, 0, 0))),
            to: Some(spanned(date(2026, 11, 7).at(8, 0, 0, 0))),
            repeat: Some(spanned(Some(repeat::read(rule).expect("a lawful rule")))),
            ..Activity::default()
        }
    }

    #[test]
    fn a_series_is_over_after_its_last_time_only() {
        let series = saturdays("每周六，共3次");
        let at = |day: i8, hour: i8| series.state(date(2026, 11, day).at(hour, 30, 0, 0));
        assert_eq!(at(6, 9), State::Announced);
        assert_eq!(at(7, 7), State::Running);
        assert_eq!(at(7, 9), State::Announced);
        assert_eq!(at(21, 7), State::Running);
        assert_eq!(at(21, 8), State::Over);
        let listed = series.listed(date(2026, 11, 10).at(9, 0, 0, 0)).map(|time| time.from.date());
        assert_eq!(listed, Some(date(2026, 11, 14)));
        let endless = saturdays("每周六");
        assert_eq!(endless.state(date(2031, 5, 1).at(9, 0, 0, 0)), State::Announced);
    }

    #[test]
    fn what_is_excepted_is_left_out() {
        let series =
            Activity { except: vec![spanned(date(2026, 11, 14))], ..saturdays("每周六，共3次") };
        let days: Vec<i8> = series.times().map(|time| time.from.day()).collect();
        assert_eq!(days, [7, 21]);
    }

    #[test]
    fn what_says_no_end_goes_on_until_its_day_does() {
        let once = Activity { from: Some(spanned(date(2026, 11, 7).at(7, 0, 0, 0))), ..Activity::default() };
        assert_eq!(once.state(date(2026, 11, 7).at(7, 1, 0, 0)), State::Running);
        assert_eq!(once.state(date(2026, 11, 7).at(23, 59, 0, 0)), State::Running);
        assert_eq!(once.state(date(2026, 11, 8).at(0, 0, 0, 0)), State::Over);
    }

    #[test]
    fn sessions_come_in_order_of_time() {
        let session = |day: i8| {
            spanned(Session {
                from: Some(spanned(date(2026, 12, day).at(18, 30, 0, 0))),
                to: Some(spanned(date(2026, 12, day).at(20, 30, 0, 0))),
                place: None,
            })
        };
        let film = Activity {
            from: Some(spanned(date(2026, 12, 4).at(18, 30, 0, 0))),
            sessions: vec![session(11), session(4)],
            ..Activity::default()
        };
        let days: Vec<i8> = film.times().map(|time| time.from.day()).collect();
        assert_eq!(days, [4, 11]);
        assert_eq!(film.state(date(2026, 12, 5).at(9, 0, 0, 0)), State::Announced);
        assert_eq!(film.state(date(2026, 12, 11).at(20, 30, 0, 0)), State::Over);
    }
}
