//! Volunteer activities: announced before, recorded after.

use crate::model::item::Item;
use crate::model::repeat::Repeat;
use crate::source::Spanned;
use jiff::civil::DateTime;

#[derive(Clone, Debug, Default)]
pub struct Activity {
    pub item: Item,
    pub title: Spanned<String>,
    pub organiser: Option<Spanned<String>>,
    pub team: Option<Spanned<String>>,
    pub service: Option<Spanned<String>>,
    pub from: Option<Spanned<DateTime>>,
    pub to: Option<Spanned<DateTime>>,
    /// `from` is its first time. `None` inside for what was written but is no rule: whether there is more to
    /// come is then unknown.
    pub repeat: Option<Spanned<Option<Repeat>>>,
    pub township: Option<Spanned<String>>,
    pub village: Option<Spanned<String>>,
    pub place: Option<Spanned<String>>,
    pub quota: Option<Spanned<u32>>,
    pub signup: Option<Spanned<Signup>>,
    pub requirements: Option<Spanned<String>>,
    pub risk: Option<Spanned<String>>,
    pub insurance: Option<Spanned<String>>,
    pub rain_plan: Option<Spanned<String>>,
    pub status: Option<Spanned<Status>>,
    pub record: Option<Spanned<Record>>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signup {
    pub until: Option<Spanned<DateTime>>,
    pub how: Option<Spanned<String>>,
    pub phone: Option<Spanned<String>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    Cancelled,
    Postponed,
}

/// A change of plan that overrides the clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    pub change: Change,
    pub reason: Option<Spanned<String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    pub attended: Option<Spanned<u32>>,
    /// Hours of service, in tenths.
    pub hours_tenths: Option<Spanned<u32>>,
    pub summary: Option<Spanned<String>>,
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
    Cancelled,
    Postponed,
}

impl Activity {
    /// How it repeats, where that is known.
    pub fn rule(&self) -> Option<&Repeat> {
        self.repeat.as_ref()?.value.as_ref()
    }

    /// The state at `now`, wall-clock time in the site's zone.
    pub fn state(&self, now: DateTime) -> State {
        match self.status.as_ref().map(|status| status.change) {
            Some(Change::Cancelled) => return State::Cancelled,
            Some(Change::Postponed) => return State::Postponed,
            None => {}
        }
        let Some(from) = self.from.as_ref().map(|from| from.value) else { return State::Announced };
        let end = self.to.as_ref().map_or(from, |to| to.value);
        if now >= end && now > from {
            return if self.record.is_some() { State::Recorded } else { State::Over };
        }
        if now >= from {
            return State::Running;
        }
        let open =
            self.signup.as_ref().is_some_and(|s| s.until.as_ref().is_none_or(|until| now <= until.value));
        if open { State::SignupOpen } else { State::Announced }
    }
}
