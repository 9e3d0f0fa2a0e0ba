//! calendar/YEAR.yaml → the days off and on of a year.

use super::faults::Faults;
use super::fields::Fields;
use super::value;
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
        year: fields.scalar("year", value::year)?.value,
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
    // a table of another year is one mistake
    let (mut others, mut own): (Vec<_>, Vec<_>) =
        year.faults().into_iter().partition(|(_, fault)| is_of_another_year(fault));
    let copied = others.len();
    if copied == 1 {
        own.append(&mut others);
    }
    let span = |entry: CalendarEntry| match entry {
        CalendarEntry::Holiday(i) => holidays.get(i).copied().unwrap_or_default(),
        CalendarEntry::Workday(i) => workdays.get(i).map(|day| day.span).unwrap_or_default(),
    };
    if let Some(&(first, _)) = others.first() {
        let year = year.year;
        let message = text!(
            "从这里起有{copied}处和{year}年对不上，多半是照别的年份抄的",
            "From here on {copied} entries do not fit {year}: the table is probably that of another year"
        );
        let hint = text!(
            "照国务院办公厅关于{year}年的通知重写；也可以把通知的文字存成 .txt，删去这个文件，运行 zhangbang calendar import 通知.txt",
            "Write it anew from the State Council's notice for {year}, or remove it and run zhangbang calendar import NOTICE.txt"
        );
        faults.add(Code::CalendarWrong, span(first), message, hint);
    }
    for (entry, fault) in own {
        let hint = text!(
            "对照国务院办公厅当年的节假日通知改正",
            "Correct it from the State Council's notice for that year"
        );
        faults.add(Code::CalendarWrong, span(entry), calendar_fault(fault, year.year), hint);
    }
}

/// What a table of one year says under the name of another.
fn is_of_another_year(fault: &CalendarFault) -> bool {
    use CalendarFault::{NotAWeekend, OutsideYear, WithoutFeast};
    matches!(fault, OutsideYear | WithoutFeast(_) | NotAWeekend)
}

/// A calendar fault, said to whoever typed the year in.
fn calendar_fault(fault: CalendarFault, year: i16) -> Text {
    match fault {
        CalendarFault::Reversed => text!("假期的结束早于开始", "The holiday ends before it begins"),
        CalendarFault::TooLong => {
            text!("假期太长，多半是月份写错了", "The holiday is too long; the month is probably wrong")
        }
        CalendarFault::OutsideYear => text!("这个日期不在{year}年", "The date is not in {year}"),
        CalendarFault::Overlaps => text!("与前面的假期重叠", "It overlaps an earlier holiday"),
        CalendarFault::NotAWeekend => {
            text!("这一天本来就上班，不用写成调休上班", "A make-up workday must be a Saturday or Sunday")
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
                "这个节日是 {day}，写的假期里没有这一天",
                "The feast is on {day}, which is not in the holiday"
            )
        }
        CalendarFault::Repeated => text!("这一天写了两次", "This day is listed twice"),
    }
}
