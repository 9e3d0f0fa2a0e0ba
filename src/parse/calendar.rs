//! calendar/YEAR.yaml → the days off and on of a year.

use super::faults::Faults;
use super::fields::Fields;
use crate::diagnostic::{Code, Text};
use crate::model::calendar::{Announcement, CalendarEntry, CalendarFault, CalendarYear, Holiday};
use crate::source::{Span, Spanned};
use crate::text;

/// calendar/YEAR.yaml. What contradicts itself in it is reported.
pub(super) fn calendar(fields: &Fields, faults: &Faults) -> Option<CalendarYear> {
    let source = fields.map("source");
    let title = source.as_ref().and_then(|s| s.text("title")).unwrap_or_default().value;
    let number = source.as_ref().and_then(|s| s.text("number")).map(|number| number.value);
    let holidays = fields.maps("holidays", holiday).unwrap_or_default();
    let (spans, holidays): (Vec<_>, Vec<_>) =
        holidays.into_iter().filter_map(|h| Some((h.span, h.value?))).unzip();
    let workdays = fields.dates("workdays");
    let year = CalendarYear {
        year: fields.small_count("year").and_then(|year| i16::try_from(year.value).ok())?,
        announcement: Announcement { title, number },
        holidays,
        workdays: workdays.iter().map(|day| day.value).collect(),
    };
    report_calendar(&year, &spans, &workdays, faults);
    Some(year)
}

fn holiday(fields: &Fields) -> Option<Holiday> {
    Some(Holiday {
        name: fields.text("name")?.value,
        from: fields.date("from")?.value,
        until: fields.date("until")?.value,
    })
}

fn report_calendar(
    year: &CalendarYear,
    holidays: &[Span],
    workdays: &[Spanned<jiff::civil::Date>],
    faults: &Faults,
) {
    let mut copied = 0;
    for (entry, fault) in year.faults() {
        // a table of another year is one mistake
        copied += usize::from(matches!(fault, CalendarFault::OutsideYear));
        if copied > 1 && matches!(fault, CalendarFault::OutsideYear) {
            continue;
        }
        let span = match entry {
            CalendarEntry::Holiday(i) => holidays.get(i).copied(),
            CalendarEntry::Workday(i) => workdays.get(i).map(|day| day.span),
        };
        let message = calendar_fault(fault, year.year);
        faults.add(
            Code::CalendarWrong,
            span.unwrap_or_default(),
            message,
            text!(
                "对照国务院办公厅当年的节假日通知改正",
                "Correct it from the State Council's notice for that year"
            ),
        );
    }
}

/// A calendar fault, said to whoever typed the year in.
fn calendar_fault(fault: CalendarFault, year: i16) -> Text {
    match fault {
        CalendarFault::Reversed => text!("假期的结束早于开始", "The holiday ends before it begins"),
        CalendarFault::TooLong => {
            text!("假期太长，多半是月份写错了", "The holiday is too long; the month is probably wrong")
        }
        CalendarFault::OutsideYear => text!("日期不在{year}年内", "The date is not in {year}"),
        CalendarFault::Overlaps => text!("与前面的假期重叠", "It overlaps an earlier holiday"),
        CalendarFault::NotAWeekend => {
            text!("调休上班日本来就是工作日", "A make-up workday must be a Saturday or Sunday")
        }
        CalendarFault::InHoliday => {
            text!("这一天同时写成放假和上班", "This day is both a holiday and a make-up workday")
        }
        CalendarFault::AnnouncedOff => text!(
            "国务院的通知里这一天是休息日，不能改成上班",
            "The State Council announced this day as one off: it cannot be made a workday"
        ),
        CalendarFault::WithoutFeast(day) => {
            text!(
                "节日在 {day}，假期里没有这一天，多半是别的年份的表",
                "The feast is on {day}, which is not in the holiday"
            )
        }
        CalendarFault::Repeated => text!("这一天写了两次", "This day is listed twice"),
    }
}
