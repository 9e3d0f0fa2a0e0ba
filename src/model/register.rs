//! Registers (台账、清单、信息栏): tables of rows that are ticked off, run out or are kept up.
//!
//! One sort of row serves every preset: what a preset has no column for is absent. Which columns it has and
//! what they are called is said by `parse::schema`; how a row stands is said here, by the clock.

use crate::model::item::Item;
use crate::model::own::{Cell, Column, Spot, Value};
use crate::source::{SourceId, Spanned};
use jiff::civil::Date;

/// A table that is kept up.
#[derive(Clone, Debug, Default)]
pub struct Register {
    /// Where its file lies.
    pub item: Item,
    /// What it is called.
    pub title: Spanned<String>,
    /// What it is for.
    pub preset: Preset,
    /// A sentence or two about it.
    pub about: Option<Spanned<String>>,
    /// The page that says why it is kept, by its id.
    pub source: Option<Spanned<String>>,
    /// The columns that it declares for itself; none where its sort has its own.
    pub columns: Vec<Column>,
    /// The sheet beside it that holds its rows.
    pub sheet: Option<Spanned<String>>,
    /// Its rows.
    pub rows: Rows,
}

/// What a register is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Preset {
    /// 任务清单
    #[default]
    Tasks,
    /// 问题台账
    Issues,
    /// 微心愿
    Wishes,
    /// 供求信息
    Offers,
    /// 岗位信息
    Jobs,
    /// 志愿队伍
    Teams,
    /// 结对驻村
    People,
    /// 自定: with columns of its own.
    Custom,
}

/// Rows, and the sheet that they lie in if that is not the register's own file.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// Another file than the register's.
    pub file: Option<SourceId>,
    /// In the order written.
    pub list: Vec<Spanned<Row>>,
}

/// A row of any preset.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// What it is about: a task, a problem, a wish, what is offered, a post, a team's or person's name.
    pub what: Spanned<String>,
    /// Who answers for it, employs or sent somebody.
    pub units: Vec<Spanned<String>>,
    /// The day on which it was found.
    pub found: Option<Spanned<Date>>,
    /// Until when it is to be done, or holds.
    pub due: Option<Spanned<Date>>,
    /// The day on which it was done, closed or taken up.
    pub done: Option<Spanned<Date>>,
    /// How it stands, where the clerk says so.
    pub status: Option<Spanned<Status>>,
    /// What is done about it; a remark.
    pub detail: Option<Spanned<String>>,
    /// How much of it there is.
    pub quantity: Option<Spanned<String>>,
    /// What it costs or pays, in words.
    pub price: Option<Spanned<String>>,
    /// Posts, or members.
    pub count: Option<Spanned<u32>>,
    /// A name in places.yaml.
    pub township: Option<Spanned<String>>,
    /// A name in places.yaml.
    pub village: Option<Spanned<String>>,
    /// Where exactly, in words.
    pub place: Option<Spanned<String>>,
    /// Whom it is for, or who leads: shown in part.
    pub person: Option<Spanned<String>>,
    /// Who took it up.
    pub by: Option<Spanned<String>>,
    /// What somebody is there as.
    pub role: Option<Spanned<String>>,
    /// A telephone number.
    pub phone: Option<Spanned<String>>,
    /// Whoever has the number agreed to its being published.
    pub agreed: Option<Spanned<bool>>,
    /// What stands in columns of the register's own, in their order.
    pub own: Vec<Cell>,
    /// The places that those name.
    pub spots: Vec<Spot>,
    /// Tells rows apart that differ in nothing public, and says nothing of what they differ in.
    pub withheld: u64,
}

/// How a row stands, as the clerk says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// 未开始, 待认领
    Waiting,
    /// 进行中, 已认领
    Taken,
    /// 已完成, 已实现
    Done,
}

/// How a row stands on a day. In the order in which rows are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Its day has passed, and it is not done.
    Overdue,
    /// Nobody has taken it up.
    Waiting,
    /// It is to be done, or somebody is at it.
    Open,
    /// It holds today.
    Current,
    /// It has no states.
    Listed,
    /// It is done.
    Done,
    /// It held until a day that has passed.
    Expired,
}

impl Preset {
    /// What it is called, for programs and for people.
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Preset::Tasks => ("tasks", "任务清单"),
            Preset::Issues => ("issues", "问题台账"),
            Preset::Wishes => ("wishes", "微心愿"),
            Preset::Offers => ("offers", "供求信息"),
            Preset::Jobs => ("jobs", "岗位信息"),
            Preset::Teams => ("teams", "志愿队伍"),
            Preset::People => ("people", "结对驻村"),
            Preset::Custom => ("custom", "自定"),
        }
    }

    /// All of them, in the order of the handbook.
    pub const ALL: [Preset; 8] = [
        Preset::Tasks,
        Preset::Issues,
        Preset::Wishes,
        Preset::Offers,
        Preset::Jobs,
        Preset::Teams,
        Preset::People,
        Preset::Custom,
    ];

    /// Its place among all.
    pub fn index(self) -> usize {
        Preset::ALL.iter().position(|&preset| preset == self).unwrap_or_default()
    }

    /// Whether its rows are ticked off.
    pub fn is_ticked_off(self) -> bool {
        matches!(self, Preset::Tasks | Preset::Issues | Preset::Wishes)
    }

    /// Whether the telephone numbers in it are offices', which need nobody's consent.
    pub fn has_office_phones(self) -> bool {
        match self {
            Preset::Jobs | Preset::People => true,
            Preset::Tasks
            | Preset::Issues
            | Preset::Wishes
            | Preset::Offers
            | Preset::Teams
            | Preset::Custom => false,
        }
    }
}

impl Row {
    /// How it stands on a day.
    pub fn standing(&self, preset: Preset, today: Date) -> Standing {
        let passed = self.due.as_ref().is_some_and(|due| due.value < today);
        let status = self.status.as_ref().map(|status| status.value);
        match preset {
            Preset::Teams | Preset::People | Preset::Custom => Standing::Listed,
            Preset::Offers | Preset::Jobs if passed => Standing::Expired,
            Preset::Offers | Preset::Jobs => Standing::Current,
            Preset::Wishes => match status {
                Some(Status::Done) => Standing::Done,
                Some(Status::Taken) => Standing::Open,
                Some(Status::Waiting) | None => Standing::Waiting,
            },
            Preset::Tasks | Preset::Issues => match self.done.is_some() || status == Some(Status::Done) {
                true => Standing::Done,
                false if passed => Standing::Overdue,
                false => Standing::Open,
            },
        }
    }

    /// Days from the day it was found to the day it was closed.
    pub fn days_to_close(&self) -> Option<i64> {
        let (found, done) = (self.found.as_ref()?.value, self.done.as_ref()?.value);
        let days = found.until(done).ok()?.get_days();
        (days >= 0).then_some(i64::from(days))
    }

    /// Units that it names, whatever its columns are.
    pub fn all_units(&self) -> impl Iterator<Item = &Spanned<String>> {
        let own = self.own.iter().flat_map(|cell| match &cell.value {
            Value::Units(units) => units.as_slice(),
            _ => &[],
        });
        self.units.iter().chain(own)
    }

    /// Township and village of each place that it names, as written; the first may name none.
    pub fn places(&self) -> Vec<(Option<&str>, Option<&str>)> {
        if self.spots.is_empty() {
            return vec![(written(&self.township), written(&self.village))];
        }
        self.spots.iter().map(|spot| (written(&spot.township), written(&spot.village))).collect()
    }

    /// The number that the public may read.
    pub fn public_phone(&self, preset: Preset) -> Option<&Spanned<String>> {
        let agreed = preset.has_office_phones() || self.agreed.as_ref().is_some_and(|agreed| agreed.value);
        self.phone.as_ref().filter(|_| agreed)
    }
}

fn written(name: &Option<Spanned<String>>) -> Option<&str> {
    name.as_ref().map(|name| name.value.as_str())
}

impl Register {
    /// Rows by how they stand on a day, overdue ones first; within that the earliest day first, else as written.
    pub fn in_order(&self, today: Date) -> Vec<usize> {
        let rows = &self.rows.list;
        let mut order: Vec<usize> = (0..rows.len()).collect();
        order.sort_by_key(|&i| {
            let due = rows[i].due.as_ref().map_or(Date::MAX, |due| due.value);
            (rows[i].standing(self.preset, today), due)
        });
        order
    }

    /// How many rows stand so on a day.
    pub fn count(&self, standing: Standing, today: Date) -> usize {
        self.rows.list.iter().filter(|row| row.standing(self.preset, today) == standing).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;
    use jiff::civil::date;

    fn on(day: Date) -> Option<Spanned<Date>> {
        Some(Spanned::new(day, Span::default()))
    }

    fn row(due: Option<Date>, done: Option<Date>) -> Row {
        Row { due: due.and_then(on), done: done.and_then(on), ..Row::default() }
    }

    #[test]
    fn a_task_is_overdue_from_the_day_after_its_last() {
        let task = row(Some(date(2026, 11, 10)), None);
        assert_eq!(task.standing(Preset::Tasks, date(2026, 11, 10)), Standing::Open);
        assert_eq!(task.standing(Preset::Tasks, date(2026, 11, 11)), Standing::Overdue);
        let late = row(Some(date(2026, 11, 10)), Some(date(2026, 11, 20)));
        assert_eq!(late.standing(Preset::Tasks, date(2026, 12, 1)), Standing::Done);
    }

    #[test]
    fn an_offer_holds_through_its_last_day() {
        let offer = row(Some(date(2026, 11, 10)), None);
        assert_eq!(offer.standing(Preset::Offers, date(2026, 11, 10)), Standing::Current);
        assert_eq!(offer.standing(Preset::Jobs, date(2026, 11, 11)), Standing::Expired);
    }

    #[test]
    fn overdue_rows_come_first_and_the_longest_overdue_before_all() {
        let spanned = |row| Spanned::new(row, Span::default());
        let rows = [
            row(Some(date(2026, 12, 1)), None),
            row(Some(date(2026, 11, 5)), None),
            row(Some(date(2026, 10, 1)), Some(date(2026, 10, 1))),
            row(Some(date(2026, 11, 1)), None),
        ];
        let rows = Rows { file: None, list: rows.into_iter().map(spanned).collect() };
        let register = Register { preset: Preset::Issues, rows, ..Register::default() };
        let today = date(2026, 11, 10);
        assert_eq!(register.in_order(today), [3, 1, 0, 2]);
        assert_eq!(register.count(Standing::Overdue, today), 2);
    }

    #[test]
    fn a_number_is_public_only_if_its_owner_agreed_or_it_is_an_office() {
        let phone = Some(Spanned::new("13800000000".to_owned(), Span::default()));
        let mut row = Row { phone, ..Row::default() };
        assert!(row.public_phone(Preset::Offers).is_none());
        assert!(row.public_phone(Preset::Jobs).is_some());
        row.agreed = Some(Spanned::new(false, Span::default()));
        assert!(row.public_phone(Preset::Offers).is_none());
        row.agreed = Some(Spanned::new(true, Span::default()));
        assert!(row.public_phone(Preset::Offers).is_some());
    }
}
