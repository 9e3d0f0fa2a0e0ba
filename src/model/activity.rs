//! Volunteer activities: announced before, recorded after.

use crate::model::item::Item;
use crate::model::repeat::Repeat;
use crate::source::Spanned;
use jiff::civil::DateTime;

/// A volunteer activity, announced before and recorded after.
#[derive(Clone, Debug, Default)]
pub struct Activity {
    /// Where its file lies, and its text.
    pub item: Item,
    /// What it is called.
    pub title: Spanned<String>,
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
