//! What is true of the content on a day: states, windows, index numbers, places, the points bank's books.
//!
//! Everything that has to be decided once is decided here, and whoever shows or counts it asks: pages,
//! feeds, open data, the preview and the certificate.

mod accounts;
mod dates;
mod notices;
mod periods;
mod places;
mod settings;
mod standing;
mod versions;

pub use accounts::Accounts;
pub use dates::last_changed;
pub use notices::{NoticeFacts, Related, day_number};
pub use places::Place;
pub use settings::{Audience, Settings, number};
pub use standing::{Standing, standing};
pub use versions::{Step, steps};

use crate::collection::Collection;
use crate::model::activity::{Activity, Occurrence, State};
use crate::model::content::Content;
use crate::model::facets::Entry;
use crate::model::kind::Kind;
use crate::model::ledger::Ledger;
use crate::model::log::PublicationLog;
use crate::model::moment;
use crate::model::period::Period;
use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;

/// The content, and what is true of it at a moment.
pub struct Facts<'a> {
    /// What was read.
    pub content: &'a Content,
    /// What was published before.
    pub log: &'a PublicationLog,
    /// When and for whom.
    pub settings: Settings,
    /// The site's zone: all days and hours are of it.
    pub zone: TimeZone,
    /// How each notice stands.
    pub notices: NoticeFacts,
    /// Townships, each followed by its villages.
    pub places: Vec<Place>,
    /// Villages that have households, in the order of households.yaml.
    pub villages: Vec<&'a str>,
    /// For each of those, the months, quarters and years in which its accounts saw something.
    pub periods: Vec<Vec<Period>>,
    /// Accounts of the points bank, by number and village.
    pub accounts: Accounts<'a>,
    /// The points bank's books.
    pub ledger: Ledger<'a>,
}

/// Looks at everything once.
pub fn gather<'a>(content: &'a Content, log: &'a PublicationLog, settings: Settings) -> Facts<'a> {
    let (notices, ledger) =
        rayon::join(|| notices::gather(content, log, settings), || Ledger::of_content(content, log));
    let villages = places::with_households(content);
    Facts {
        content,
        log,
        settings,
        zone: moment::zone(&content.site),
        notices,
        places: places::places(content),
        periods: periods::of_villages(content, &ledger, &villages, settings.now.date()),
        villages,
        accounts: Accounts::of(content),
        ledger,
    }
}

impl Facts<'_> {
    /// The day that the board shows.
    pub fn today(&self) -> Date {
        self.settings.now.date()
    }

    /// Full days from today until another; negative for one that is over.
    pub fn days_until(&self, day: Date) -> i64 {
        self.today().until(day).map_or(0, |span| i64::from(span.get_days()))
    }

    /// An entry is shown to this plan's audience, and so has a page.
    pub fn is_shown(&self, collection: Collection, i: usize) -> bool {
        collection != Collection::Notices || self.notices.is_visible(i)
    }

    /// The entry of an id has a page.
    pub fn shows(&self, id: &str) -> bool {
        let found = Collection::of(id).and_then(|one| Some((one, one.entries(self.content).find(id)?)));
        found.is_some_and(|(collection, i)| self.is_shown(collection, i))
    }

    /// The next moment at which the site would change by the clock alone: midnight at the latest, since days
    /// left are counted; earlier when an activity opens, starts or ends.
    pub fn next_change(&self) -> Option<DateTime> {
        let now = self.settings.now;
        let midnight = now.date().tomorrow().ok()?.to_datetime(Time::midnight());
        self.turns().chain([midnight]).filter(|&at| at > now).min()
    }
}

/// About notices, by their places in the content.
impl<'a> Facts<'a> {
    /// The place of a notice in the content, by its id.
    pub fn find_notice(&self, id: &str) -> Option<usize> {
        notices::find(self.content, id)
    }

    /// How a notice stands today.
    pub fn standing(&self, notice: usize) -> Standing {
        self.notices.each[notice]
    }

    /// Open to objections today: its window runs, and nothing has taken it down.
    pub fn is_open(&self, notice: usize) -> bool {
        self.standing(notice).is_open(self.today())
    }

    /// Full days left after today while it is open; 0 on the last day.
    pub fn days_left(&self, notice: usize) -> Option<i64> {
        self.standing(notice).days_left(self.today())
    }

    /// Full days left after today to apply for what it calls for; 0 on the last day. `None` where that is over,
    /// or no last day is told.
    pub fn days_to_apply(&self, notice: usize) -> Option<i64> {
        let until = self.content.notices[notice].apply_until()?;
        let left = self.days_until(until);
        (left >= 0 && !self.standing(notice).state.is_void()).then_some(left)
    }

    /// None where rules.yaml has no such kind.
    pub fn kind(&self, notice: usize) -> Option<&'a Kind> {
        self.standing(notice).kind_in(self.content)
    }

    /// Of an unknown kind, what was written.
    pub fn kind_name(&self, notice: usize) -> &'a str {
        self.kind(notice).map_or(&self.content.notices[notice].kind.value, |kind| &kind.name)
    }

    /// The same as its key.
    pub fn kind_key(&self, notice: usize) -> &'a str {
        self.kind(notice).map_or(&self.content.notices[notice].kind.value, |kind| &kind.key)
    }

    /// The changes of a notice since it was first posted, oldest first.
    pub fn steps(&self, notice: usize) -> Vec<Step> {
        steps(self.content, self.log, &self.content.notices[notice].item.id)
    }

    /// 索引号, as it was made when the notice first went up; `None` before that.
    pub fn index_number(&self, notice: usize) -> Option<String> {
        let pattern = self.content.site.index_pattern.as_ref().map(|pattern| pattern.value.as_str());
        Some(self.log.posted(&self.content.notices[notice].item.id)?.index_number(pattern))
    }

    /// 发布日期: the day on which the log first saw it; what had been posted before the log began has the day that it
    /// declares. `None` before that.
    pub fn published_on(&self, notice: usize) -> Option<Date> {
        let notice = &self.content.notices[notice];
        let posted = self.log.posted(&notice.item.id)?;
        let declared = notice.date().filter(|_| posted.before_log);
        Some(declared.unwrap_or(posted.first_seen.date()))
    }
}

/// About activities.
impl Facts<'_> {
    /// How an activity stands at this hour.
    pub fn activity_state(&self, activity: &Activity) -> State {
        activity.state(self.settings.now)
    }

    /// Activities in one of some states, soonest first.
    pub fn activities_in(&self, states: &[State]) -> Vec<u32> {
        let activities = &self.content.activities;
        let mut members: Vec<u32> = (0..number(activities.len()))
            .filter(|&i| states.contains(&self.activity_state(&activities[i as usize])))
            .collect();
        members.sort_by_key(|&i| (self.begins(&activities[i as usize]), &activities[i as usize].item.id));
        members
    }

    /// The time that an activity is listed under: the one that is on or comes next, or else its last.
    pub fn listed<'c>(&self, activity: &'c Activity) -> Option<Occurrence<'c>> {
        activity.listed(self.settings.now)
    }

    /// When that time begins; the beginning of time where an activity has none.
    pub fn begins(&self, activity: &Activity) -> DateTime {
        self.listed(activity).map_or(DateTime::MIN, |time| time.from)
    }

    /// The times of an activity that the calendar shows: what repeats without end goes on for some months only.
    pub fn shown_times<'c>(&self, activity: &'c Activity) -> impl Iterator<Item = Occurrence<'c>> {
        let last = self.settings.now.saturating_add(SHOWN_AHEAD.months());
        activity
            .times()
            .enumerate()
            .take_while(move |(n, time)| *n == 0 || time.from <= last)
            .map(|(_, time)| time)
    }

    /// Moments at which some activity changes its state.
    fn turns(&self) -> impl Iterator<Item = DateTime> {
        self.content.activities.iter().flat_map(move |activity| {
            let signup = activity.signup.as_ref().and_then(|signup| Some(signup.until.as_ref()?.value));
            let time = self.listed(activity);
            let next = time.map(|time| (time.from, time.end())).unzip();
            [next.0, next.1, signup].into_iter().flatten()
        })
    }
}

/// How many months ahead of today occurrences are shown.
const SHOWN_AHEAD: i32 = 12;
