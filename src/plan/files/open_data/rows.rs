//! What a row is of, and what its fields say.

use super::cell::Cell;
use crate::model::activity::{Activity, Session};
use crate::model::honour::{Honour, Recipient};
use crate::model::money::Money;
use crate::model::notice::Notice;
use crate::model::project::Project;
use crate::plan::addresses::{Addresses, Floors};
use crate::plan::shelves::DataRow;
use crate::plan::words::{self, Word};
use crate::source::Spanned;
use std::borrow::Cow;

pub(super) fn notice<'p>(on: &Floors<'p>, row: DataRow) -> &'p Notice {
    &on.facts.content.notices[row.item]
}

pub(super) fn notice_state(on: &Floors, row: DataRow) -> Word {
    words::notice_state(on.facts.standing(row.item).state)
}

pub(super) fn activity<'p>(on: &Floors<'p>, row: DataRow) -> &'p Activity {
    &on.facts.content.activities[row.item]
}

pub(super) fn activity_state(on: &Floors, row: DataRow) -> Word {
    words::activity_state(on.facts.activity_state(activity(on, row)))
}

pub(super) fn honour<'p>(on: &Floors<'p>, row: DataRow) -> &'p Honour {
    &on.facts.content.honours[row.item]
}

pub(super) fn recipient<'p>(on: &Floors<'p>, row: DataRow) -> &'p Recipient {
    &honour(on, row).recipients[row.part]
}

pub(super) fn said(text: &str) -> Cell<'_> {
    Cell::Text(Cow::Borrowed(text))
}

pub(super) fn text(text: &Option<Spanned<String>>) -> Cell<'_> {
    text.as_ref().map_or(Cell::Empty, |text| said(&text.value))
}

/// Several names in one cell.
pub(super) fn names(names: &[Spanned<String>]) -> Cell<'_> {
    match names {
        [] => Cell::Empty,
        [one] => said(&one.value),
        names => {
            let names: Vec<&str> = names.iter().map(|name| name.value.as_str()).collect();
            Cell::Text(Cow::Owned(names.join("、")))
        }
    }
}

pub(super) fn day(day: &Option<Spanned<jiff::civil::Date>>) -> Cell<'static> {
    day.as_ref().map_or(Cell::Empty, |day| Cell::Date(day.value))
}

pub(super) fn yuan(amount: Option<&Spanned<Money>>) -> Cell<'static> {
    amount.map_or(Cell::Empty, |amount| Cell::Yuan(amount.value))
}

pub(super) fn time(time: &Option<Spanned<jiff::civil::DateTime>>) -> Cell<'static> {
    time.as_ref().map_or(Cell::Empty, |time| Cell::Time(time.value))
}

/// `2026-11-08T14:00/2026-11-08T16:00 村部；…`, in order of time.
pub(super) fn sessions(activity: &Activity) -> Cell<'_> {
    let moment = |time: Option<&Spanned<jiff::civil::DateTime>>| {
        time.map_or(String::new(), |time| time.value.strftime("%Y-%m-%dT%H:%M").to_string())
    };
    let one = |session: &Spanned<Session>| {
        let (from, to) = (moment(session.from.as_ref()), moment(session.to.as_ref()));
        let place = session.place.as_ref().map_or(String::new(), |place| format!(" {}", place.value));
        format!("{from}/{to}{place}")
    };
    match activity.sessions.iter().map(one).collect::<Vec<_>>() {
        sessions if sessions.is_empty() => Cell::Empty,
        sessions => Cell::Text(Cow::Owned(sessions.join("；"))),
    }
}

pub(super) fn address<'p>(on: &Floors<'p>, id: &str) -> Cell<'p> {
    Cell::Text(Cow::Owned(on.addresses.absolute(&Addresses::item(id))))
}

pub(super) fn project<'p>(on: &Floors<'p>, row: DataRow) -> Option<&'p Project> {
    notice(on, row).project.as_ref().map(|project| &project.value)
}

pub(super) fn of_project<'p>(
    on: &Floors<'p>,
    row: DataRow,
    pick: fn(&Project) -> Option<&Spanned<String>>,
) -> Cell<'p> {
    project(on, row).and_then(pick).map_or(Cell::Empty, |text| said(&text.value))
}
