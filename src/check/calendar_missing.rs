//! `calendar-missing`: a posting period is counted through a year whose holidays nobody has given.
//!
//! Working days cannot be counted then, which is an error; a period in days only has to roll its end, which
//! is done by weekends alone, with a warning. Each year is said once, at the first notice that needs it:
//! one file mends them all.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::calendar::WorkCalendar;
use crate::model::kind::Kind;
use crate::model::notice::Notice;
use crate::model::posting::{guessed_years, required_last_day};
use crate::model::window;
use crate::text;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let mut needed: BTreeMap<(i16, Severity), (&Notice, usize)> = BTreeMap::new();
    for notice in &facts.content.notices {
        for lack in facts.kind(notice).map(|kind| lacks(notice, kind, facts)).unwrap_or_default() {
            match needed.entry(lack) {
                Entry::Vacant(place) => drop(place.insert((notice, 0))),
                Entry::Occupied(mut place) => place.get_mut().1 += 1,
            }
        }
    }
    let guessed_only = |(year, severity): &(i16, Severity)| {
        *severity == Severity::Error || !needed.contains_key(&(*year, Severity::Error))
    };
    let said = needed.iter().filter(|(lack, _)| guessed_only(lack));
    said.map(|(&(year, severity), &(notice, others))| report(year, severity, notice, others)).collect()
}

/// The unknown years that a notice's window needs, and how badly.
fn lacks(notice: &Notice, kind: &Kind, facts: &Facts) -> Vec<(i16, Severity)> {
    let calendar: &WorkCalendar = &facts.content.calendar;
    let declared = || window::declared_end(notice, Some(kind), calendar)?.err();
    let Some((from, rule)) = notice.declared_from().zip(kind.posting.as_ref()) else {
        // working days that nothing but the notice itself asks for
        return declared().map(|missing| (missing.year, Severity::Error)).into_iter().collect();
    };
    let required = required_last_day(from, rule, calendar).err();
    match required.or_else(declared) {
        Some(missing) => vec![(missing.year, Severity::Error)],
        // its days are told as a slip
        None if notice.is_signed_late() => Vec::new(),
        None => {
            guessed_years(from, rule, calendar).into_iter().map(|year| (year, Severity::Warning)).collect()
        }
    }
}

fn report(year: i16, severity: Severity, notice: &Notice, others: usize) -> Diagnostic {
    let (zh, en) = match others {
        0 => (String::new(), String::new()),
        _ => (format!("（还有{others}份公告也要用到）"), format!(" ({others} more notices need it)")),
    };
    let message = match severity {
        Severity::Error => text!(
            "没有{year}年的节假日安排，这份公告的工作日没法数{zh}",
            "The holidays of {year} are missing, so the working days of this notice cannot be counted{en}"
        ),
        Severity::Warning => text!(
            "没有{year}年的节假日安排，公示期末日是否顺延只按周末判断{zh}",
            "The holidays of {year} are missing, so whether the last day moves is judged by weekends alone{en}"
        ),
    };
    let hint = text!(
        "照国务院办公厅的通知写一个 content/calendar/{year}.yaml，样子见 content/calendar/ 里别的年份",
        "Write content/calendar/{year}.yaml from the State Council's notice, as for the other years"
    );
    let span = notice.posting.as_ref().and_then(|posting| posting.from.as_ref()).map(|from| from.span);
    let found = Diagnostic::new(Code::CalendarMissing, notice.item.file, span.unwrap_or_default(), message);
    Diagnostic { severity, ..found.hint(hint) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::case;
    use expect_test::expect;

    const RULES: (&str, &str) = (
        "rules.yaml",
        "ten: {name: 甲, posting: {min: 10}}\nfive: {name: 乙, posting: {min: 5, unit: workdays}}\nnews: {name: 丁}\n",
    );
    const CALENDAR: (&str, &str) = ("calendar/2026.yaml", "year: 2026\n");

    #[test]
    fn working_days_need_their_year_and_days_only_their_end() {
        case(check).with([RULES, CALENDAR]).shows(expect![[r#"
            notices/in-the-year.md
               kind: five
               posting: {from: 2026-11-02, days: 5}
            notices/over-new-year.md
               kind: five
               posting: {from: 2026-12-28, days: 5}
            //                 ^^^^^^^^^^ error[calendar-missing]
            // 没有2027年的节假日安排，这份公告的工作日没法数
            // ➜ 照国务院办公厅的通知写一个 content/calendar/2027.yaml，样子见 content/calendar/ 里别的年份
            // The holidays of 2027 are missing, so the working days of this notice cannot be counted
            // ➜ Write content/calendar/2027.yaml from the State Council's notice, as for the other years
        "#]]);
        case(check).with([RULES, CALENDAR]).shows(expect![[r#"
            notices/in-the-year.md
               kind: ten
               posting: {from: 2026-12-01, days: 10}
            notices/over-new-year.md
               kind: ten
               posting: {from: 2026-12-25, days: 10}
            //                 ^^^^^^^^^^ warning[calendar-missing]
            // 没有2027年的节假日安排，公示期末日是否顺延只按周末判断
            // ➜ 照国务院办公厅的通知写一个 content/calendar/2027.yaml，样子见 content/calendar/ 里别的年份
            // The holidays of 2027 are missing, so whether the last day moves is judged by weekends alone
            // ➜ Write content/calendar/2027.yaml from the State Council's notice, as for the other years
            notices/no-minimum.md
               kind: news
               posting: {from: 2027-12-25, days: 10}
        "#]]);
    }

    #[test]
    fn more_declared_working_days_than_the_calendar_holds() {
        case(check).with([RULES, CALENDAR]).shows(expect![[r#"
            notices/by-day.md
               kind: five
               posting: {from: 2026-12-21, until: 2027-02-01}
            notices/by-days.md
               kind: five
               posting: {from: 2026-12-21, days: 30}
            //                 ^^^^^^^^^^ error[calendar-missing]
            // 没有2027年的节假日安排，这份公告的工作日没法数
            // ➜ 照国务院办公厅的通知写一个 content/calendar/2027.yaml，样子见 content/calendar/ 里别的年份
            // The holidays of 2027 are missing, so the working days of this notice cannot be counted
            // ➜ Write content/calendar/2027.yaml from the State Council's notice, as for the other years
        "#]]);
    }

    #[test]
    fn each_year_is_said_once_at_the_first_notice() {
        case(check).with([RULES, CALENDAR]).shows(expect![[r#"
            notices/b.md
               kind: ten
               posting: {from: 2027-03-01, days: 10}
            //                 ^^^^^^^^^^ warning[calendar-missing]
            // 没有2027年的节假日安排，公示期末日是否顺延只按周末判断（还有1份公告也要用到）
            // ➜ 照国务院办公厅的通知写一个 content/calendar/2027.yaml，样子见 content/calendar/ 里别的年份
            // The holidays of 2027 are missing, so whether the last day moves is judged by weekends alone (1 more notices need it)
            // ➜ Write content/calendar/2027.yaml from the State Council's notice, as for the other years
            notices/c.md
               kind: ten
               posting: {from: 2027-03-01, days: 10}
        "#]]);
        // what cannot be counted at all is said before what is guessed
        case(check).with([RULES, CALENDAR]).shows(expect![[r#"
            notices/b.md
               kind: ten
               posting: {from: 2027-03-01, days: 10}
            notices/c.md
               kind: five
               posting: {from: 2027-03-01, days: 5}
            //                 ^^^^^^^^^^ error[calendar-missing]
            // 没有2027年的节假日安排，这份公告的工作日没法数
            // ➜ 照国务院办公厅的通知写一个 content/calendar/2027.yaml，样子见 content/calendar/ 里别的年份
            // The holidays of 2027 are missing, so the working days of this notice cannot be counted
            // ➜ Write content/calendar/2027.yaml from the State Council's notice, as for the other years
            notices/d.md
               kind: five
               posting: {from: 2028-03-01, days: 5}
            //                 ^^^^^^^^^^ error[calendar-missing]
            // 没有2028年的节假日安排，这份公告的工作日没法数
            // ➜ 照国务院办公厅的通知写一个 content/calendar/2028.yaml，样子见 content/calendar/ 里别的年份
        "#]]);
    }
}
