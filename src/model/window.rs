//! A notice's posting window and its state on a day.

use crate::model::calendar::WorkCalendar;
use crate::model::kind::Kind;
use crate::model::log::PublicationLog;
use crate::model::notice::{Notice, PostingEnd};
use crate::model::open_days::Window;
use crate::model::posting::{CalendarMissing, MinimumPosting, Unit, must_stay_until, required_last_day};
use jiff::civil::Date;

/// What a notice is on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoticeState {
    /// 公示中, with an objection that waits for its outcome.
    Objection,
    /// 公示中
    Posted,
    /// 即将公示
    Scheduled,
    /// 公示期满, not yet filed.
    Ended,
    /// 已备案
    Filed,
    /// 报名中: it calls for something, and it is not too late.
    Applying,
    /// Posted to inform, with no window.
    Informed,
    /// 报名截止: what it calls for is over.
    Closed,
    /// 已被替代: a later notice has taken its place.
    Superseded,
    /// 已撤销: taken down, by its own words.
    Withdrawn,
    /// 草稿: not yet for the public.
    Draft,
}

impl NoticeState {
    /// It stands open to objections, or one still waits for its outcome.
    pub fn is_open(self) -> bool {
        matches!(self, NoticeState::Posted | NoticeState::Objection)
    }

    /// It no longer holds: withdrawn, or another has taken its place.
    pub fn is_void(self) -> bool {
        matches!(self, NoticeState::Withdrawn | NoticeState::Superseded)
    }
}

/// The last declared day: `until`, or `days` counted as the kind's rule counts. `None` when nothing is
/// declared, or its first day is missing.
pub fn declared_end(
    notice: &Notice,
    kind: Option<&Kind>,
    calendar: &WorkCalendar,
) -> Option<Result<Date, CalendarMissing>> {
    end_as(notice, notice.posting.as_ref()?.end.as_ref()?, kind, calendar)
}

/// The last day of a window that ends as it says here. `None` for one that lasts, or whose first day is missing.
pub fn end_as(
    notice: &Notice,
    end: &PostingEnd,
    kind: Option<&Kind>,
    calendar: &WorkCalendar,
) -> Option<Result<Date, CalendarMissing>> {
    let from = notice.declared_from()?;
    let rule = kind.and_then(|kind| kind.posting.as_ref()).map(|posting| posting.value);
    let counted = |min, rule| Some(required_last_day(from, &MinimumPosting { min, ..rule }, calendar));
    match end {
        PostingEnd::Until(until) => Some(Ok(until.value)),
        PostingEnd::Days(days) => {
            counted(days.value, rule.unwrap_or(MinimumPosting::strict(days.value, Unit::Days)))
        }
        PostingEnd::Workdays(days) => {
            let strict = MinimumPosting::strict(days.value, Unit::Workdays);
            counted(days.value, rule.map_or(strict, |rule| MinimumPosting { unit: Unit::Workdays, ..rule }))
        }
        PostingEnd::Lasting(_) => None,
    }
}

/// The declared window. A year without calendar leaves `days` of working days without an end; that is
/// reported elsewhere, and here the first day stands for it.
pub fn declared(notice: &Notice, kind: Option<&Kind>, calendar: &WorkCalendar) -> Option<Window> {
    let from = notice.declared_from()?;
    let until = declared_end(notice, kind, calendar)?.unwrap_or(from);
    Some(Window { from, until })
}

/// The state on `today`, given the window in force and whether another notice has taken its place.
pub fn state(notice: &Notice, window: Option<Window>, superseded: bool, today: Date) -> NoticeState {
    if notice.draft {
        return NoticeState::Draft;
    }
    if notice
        .withdrawn
        .as_ref()
        .is_some_and(|withdrawn| withdrawn.on.as_ref().is_none_or(|on| on.value <= today))
    {
        return NoticeState::Withdrawn;
    }
    match window {
        Some(window) if window.starts_in(today) > 0 => NoticeState::Scheduled,
        _ if superseded => NoticeState::Superseded,
        None => match notice.apply_until() {
            Some(until) if until < today => NoticeState::Closed,
            Some(_) => NoticeState::Applying,
            None => NoticeState::Informed,
        },
        Some(_) if notice.has_open_objection() => NoticeState::Objection,
        Some(window) if !window.has_ended(today) => NoticeState::Posted,
        Some(_)
            if notice.filing.as_ref().is_some_and(|f| f.on.as_ref().is_none_or(|on| on.value <= today)) =>
        {
            NoticeState::Filed
        }
        Some(_) => NoticeState::Ended,
    }
}

/// The window in force: as the publication log applied it, or longer where more has been declared since;
/// as declared for a notice that the log has not seen.
pub fn in_force(
    notice: &Notice,
    kind: Option<&Kind>,
    calendar: &WorkCalendar,
    log: &PublicationLog,
) -> Option<Window> {
    let declared = declared(notice, kind, calendar);
    let logged = log.posted(&notice.item.id).and_then(|posted| posted.kept.effective);
    match (logged, declared) {
        (Some(logged), Some(declared)) => Some(Window { until: logged.until.max(declared.until), ..logged }),
        (logged, declared) => logged.or(declared),
    }
}

/// The day until whose 24:00 the notice must stay up: the end of the window in force, or what the kind's
/// rule asks for from its first day, whichever is later. `None` without a window.
pub fn last_day(
    notice: &Notice,
    kind: Option<&Kind>,
    calendar: &WorkCalendar,
    log: &PublicationLog,
) -> Option<Result<Date, CalendarMissing>> {
    let window = in_force(notice, kind, calendar, log)?;
    let posted = log.posted(&notice.item.id).and_then(|posted| posted.kept.rule.minimum);
    let rule = posted.or(kind.and_then(|kind| kind.posting.as_ref()).map(|posting| posting.value));
    Some(
        rule.as_ref().map_or(Ok(window.until), |rule| {
            must_stay_until(Some(window.until), window.from, rule, calendar)
        }),
    )
}
