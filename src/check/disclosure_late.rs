//! `disclosure-late`: made public more than twenty working days after it was signed.
//!
//! Source: Regulations on Open Government Information, article 26: information to be disclosed on the
//! government's own initiative is made public within twenty working days of being made or changed. Years
//! without a calendar are counted by weekends alone.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::calendar::WorkCalendar;
use crate::model::notice::Notice;
use crate::text;
use jiff::ToSpan;
use jiff::civil::Date;

/// In working days, the day of signing not counted.
const TERM: i32 = 20;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let calendar = &facts.content.calendar;
    facts.content.notices.iter().filter_map(|notice| judge(notice, calendar)).collect()
}

fn judge(notice: &Notice, calendar: &WorkCalendar) -> Option<Diagnostic> {
    let signed = notice.signed.as_ref()?;
    let from = notice.posting.as_ref()?.from.as_ref()?;
    // working days are never more than days, and nearly every notice is up by then
    if from.value <= signed.value.saturating_add(TERM.days()) {
        return None;
    }
    let last = last_lawful(signed.value, calendar).filter(|&last| last < from.value)?;
    let (signed_on, posted_on) = (signed.value, from.value);
    let message = text!(
        "{signed_on} 成文，{posted_on} 才公开，超过了{TERM}个工作日（最晚 {last}）",
        "Signed on {signed_on} but made public on {posted_on}, after more than {TERM} working days (the last day was {last})"
    );
    let hint = text!(
        "先核对成文日期；确实晚了的不能改日期，按规定说明情况、重新印发，成文日期写新文件的日期",
        "Check the date of signing; if it is right, explain the delay as prescribed, issue the document anew and write the new date"
    );
    let source = Text::new(
        "《中华人民共和国政府信息公开条例》第二十六条",
        "Regulations on Open Government Information, article 26",
    );
    Some(
        Diagnostic::new(Code::DisclosureLate, notice.item.file, from.span, message).hint(hint).source(source),
    )
}

/// The twentieth working day after a day.
fn last_lawful(signed: Date, calendar: &WorkCalendar) -> Option<Date> {
    let days = std::iter::successors(Some(signed), |day| day.tomorrow().ok()).skip(1);
    days.filter(|&day| calendar.is_workday(day)).zip(1..).find(|&(_, nth)| nth == TERM).map(|(day, _)| day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{RULES_YAML, case};
    use expect_test::expect;

    const CALENDAR: (&str, &str) = (
        "calendar/2026.yaml",
        "year: 2026\nholidays: [{name: 国庆节, from: 2026-10-01, until: 2026-10-07}]\nworkdays: [2026-09-20, 2026-10-10]\n",
    );

    #[test]
    fn twenty_working_days_and_no_more() {
        // 09-15 … 09-18, 09-20 … 09-24, 09-28 … 09-30, 10-08 … 10-10, 10-12 … 10-16
        case(check).with([RULES_YAML, CALENDAR]).shows(expect![[r#"
            notices/last-day.md
               signed: 2026-09-14
               posting: {from: 2026-10-16, days: 10}
            notices/late.md
               signed: 2026-09-14
               posting: {from: 2026-10-17, days: 10}
            //                 ^^^^^^^^^^ error[disclosure-late]
            // 2026-09-14 成文，2026-10-17 才公开，超过了20个工作日（最晚 2026-10-16）
            // ➜ 先核对成文日期；确实晚了的不能改日期，按规定说明情况、重新印发，成文日期写新文件的日期
            // Signed on 2026-09-14 but made public on 2026-10-17, after more than 20 working days (the last day was 2026-10-16)
            // ➜ Check the date of signing; if it is right, explain the delay as prescribed, issue the document anew and write the new date
            // § 《中华人民共和国政府信息公开条例》第二十六条 / Regulations on Open Government Information, article 26
            notices/same-day.md
               signed: 2026-11-02
               posting: {from: 2026-11-02, days: 10}
            notices/before.md
               signed: 2026-11-02
               posting: {from: 2026-10-01, days: 10}
        "#]]);
    }

    #[test]
    fn without_a_calendar_weekends_do() {
        case(check).with([RULES_YAML]).shows(expect![[r#"
            notices/last-day.md
               signed: 2026-11-02
               posting: {from: 2026-11-30, days: 10}
            notices/late.md
               signed: 2026-11-02
               posting: {from: 2026-12-01, days: 10}
            //                 ^^^^^^^^^^ error[disclosure-late]
            // 2026-11-02 成文，2026-12-01 才公开，超过了20个工作日（最晚 2026-11-30）
            // ➜ 先核对成文日期；确实晚了的不能改日期，按规定说明情况、重新印发，成文日期写新文件的日期
            // Signed on 2026-11-02 but made public on 2026-12-01, after more than 20 working days (the last day was 2026-11-30)
            // ➜ Check the date of signing; if it is right, explain the delay as prescribed, issue the document anew and write the new date
            // § 《中华人民共和国政府信息公开条例》第二十六条 / Regulations on Open Government Information, article 26
        "#]]);
    }
}
