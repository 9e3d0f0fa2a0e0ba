//! A month of activities.

use crate::collection::Collection;
use crate::model::activity::{Activity, Occurrence};
use crate::model::calendar::DayKind;
use crate::plan::addresses::{Addresses, Floors, What, url};
use crate::plan::facts::Facts;
use crate::plan::pages::frame::{calendar_link, column, item_link, meta, page_link, section_link, trail};
use crate::plan::pages::made::{Data, PageView};
use crate::plan::shelves::Section;
use crate::plan::view::{DayView, LinkView, MonthView};
use crate::plan::words;
use jiff::civil::{Date, Time};

/// One month's calendar; January is 1.
pub fn month(floors: &Floors, year: i16, month: i8) -> PageView<'static> {
    let heading = words::month(year, month);
    let title = format!("{heading}活动");
    let mut meta = meta(floors, "month", &title, &Addresses::month(year, month));
    meta.section = url::page_href(&Addresses::section(Section::Of(Collection::Activities)));
    meta.breadcrumbs = trail([section_link(Section::Of(Collection::Activities))], &heading);
    // the county's calendar comes first
    meta.calendars = vec![calendar_link(floors, 0)];
    meta.column = Some(column(&title, &meta.description, "栏目列表"));
    let [previous, next] = beside(floors, (year, month));
    let view = MonthView { heading, previous, next, weeks: weeks(floors.facts, year, month) };
    PageView::new(meta, vec![("month", Data::from(view))])
}

/// The months before and after that have a page.
fn beside(floors: &Floors, own: (i16, i8)) -> [Option<LinkView>; 2] {
    let months: Vec<(i16, i8)> = floors
        .pages
        .iter()
        .filter_map(|page| match page.what {
            What::Month(year, month) => Some((year, month)),
            _ => None,
        })
        .collect();
    let at = months.iter().position(|&month| month == own).unwrap_or_default();
    let link =
        |&(year, month): &(i16, i8)| page_link(words::month(year, month), &Addresses::month(year, month));
    [at.checked_sub(1).and_then(|before| months.get(before)).map(link), months.get(at + 1).map(link)]
}

fn weeks(facts: &Facts, year: i16, month: i8) -> Vec<Vec<DayView>> {
    let Ok(first) = Date::new(year, month, 1) else { return Vec::new() };
    let lead = usize::try_from(first.weekday().to_monday_zero_offset()).unwrap_or_default();
    let mut days: Vec<DayView> = vec![DayView::default(); lead];
    let times = times_in(facts, first);
    days.extend(
        first
            .series(jiff::Span::new().days(1))
            .take_while(|day| day.month() == month)
            .map(|date| day(facts, date, &times)),
    );
    while !days.len().is_multiple_of(7) {
        days.push(DayView::default());
    }
    days.chunks(7).map(<[DayView]>::to_vec).collect()
}

/// Every activity with those of its times that may fall in a month.
fn times_in<'c>(facts: &Facts<'c>, first: Date) -> Vec<(&'c Activity, Vec<Occurrence<'c>>)> {
    let (start, end) = (first.to_datetime(Time::midnight()), first.last_of_month());
    let of = |activity: &'c Activity| {
        let times = facts.shown_times(activity).take_while(|time| time.from.date() <= end);
        (activity, times.filter(|time| time.end() >= start).collect::<Vec<_>>())
    };
    facts.content.activities.iter().map(of).filter(|(_, times)| !times.is_empty()).collect()
}

fn day(facts: &Facts, date: Date, times: &[(&Activity, Vec<Occurrence>)]) -> DayView {
    let note = match facts.content.calendar.day(date) {
        DayKind::Holiday(name) => Some(name.to_owned()),
        DayKind::MakeUp => Some("调休上班".into()),
        DayKind::Weekend | DayKind::Workday => None,
    };
    let on = times.iter().filter(|(_, times)| times.iter().any(|time| time.is_on(date)));
    DayView {
        day: date.day(),
        date: words::iso(date),
        today: date == facts.today(),
        note,
        links: on.map(|(activity, _)| item_link(&words::marked_title(activity), &activity.item)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::facts::gather;
    use crate::plan::tests::{NO_LOG, SITE, content};
    use crate::plan::{Audience, Settings};

    #[test]
    fn every_time_stands_on_its_day() {
        let sweep = "---\ntitle: 清扫\nfrom: 2026-11-07 07:00\nto: 2026-11-07 08:00\n\
            repeat: 每周六\nexcept: [2026-12-12]\n---\n";
        let content = content(&[SITE, ("activities/sweep.md", sweep)]);
        let now = jiff::civil::date(2026, 11, 10).at(9, 0, 0, 0);
        let facts = gather(&content, &NO_LOG, Settings { now, pinned: true, audience: Audience::Public });
        let days: Vec<i8> = weeks(&facts, 2026, 12)
            .concat()
            .iter()
            .filter(|day| !day.links.is_empty())
            .map(|day| day.day)
            .collect();
        assert_eq!(days, [5, 19, 26]);
    }
}
