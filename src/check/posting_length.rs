//! `posting-too-short`: a posting period ends before the day that its kind's rule asks for.
//! `posting-only-inclusive`: it is long enough only when its first day counts, and the rule takes that as
//! a warning.
//!
//! Source: the rule of the kind, counted by Civil Code articles 201 and 203. A kind without a minimum may
//! end when it likes, but not before it begins (`date-invalid`).

use super::Facts;
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::calendar::{DayKind, WorkCalendar};
use crate::model::kind::Kind;
use crate::model::notice::{Notice, PostingEnd};
use crate::model::posting::{Count, MinimumPosting, Unit, count, is_inclusive_only, required_last_day};
use crate::model::window;
use crate::source::Spanned;
use crate::text;
use jiff::civil::Date;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    facts.content.notices.iter().filter_map(|notice| judge(facts, notice)).collect()
}

fn judge(facts: &Facts, notice: &Notice) -> Option<Diagnostic> {
    let (from, end) = (notice.declared_from()?, notice.posting.as_ref()?.end.as_ref()?);
    let Some((kind, rule)) = facts.kind(notice).and_then(|kind| Some((kind, kind.posting.as_ref()?))) else {
        return without_minimum(notice, from, end);
    };
    // what went up under a rule is held to that one, however the rule has changed since
    let posted = facts.log.posted(&notice.item.id).filter(|posted| posted.kept.kind == kind.key);
    let rule = &posted.and_then(|posted| posted.kept.rule.minimum).unwrap_or(rule.value);
    let calendar = &facts.content.calendar;
    // a year without calendar is reported by `calendar-missing`
    let last = required_last_day(from, rule, calendar).ok()?;
    let found = match end {
        PostingEnd::Days(days) if days.value < rule.min => too_few(notice, rule, days, last),
        PostingEnd::Until(_) | PostingEnd::Workdays(_) => {
            let until =
                window::end_as(notice, end, Some(kind), calendar)?.ok().filter(|until| *until < last)?;
            let until = &Spanned::new(until, end.span());
            too_early(notice, kind, rule, until, &count(from, rule, calendar).ok()?, calendar)
        }
        PostingEnd::Days(_) | PostingEnd::Lasting(_) => return None,
    };
    Some(Diagnostic { source: kind.source.as_ref().map(Text::same), ..found })
}

fn without_minimum(notice: &Notice, from: Date, end: &PostingEnd) -> Option<Diagnostic> {
    let PostingEnd::Until(until) = end else { return None };
    let message = reversed(from, until.value);
    let hint = text!("截止日写 {from} 或以后的一天", "Write `until: {from}` or a later day");
    (until.value < from)
        .then(|| Diagnostic::new(Code::DateInvalid, notice.item.file, until.span, message).hint(hint))
}

fn reversed(from: Date, until: Date) -> Text {
    text!(
        "公示期的截止日 {until} 早于起始日 {from}",
        "The posting period ends on {until}, before it begins on {from}"
    )
}

fn too_few(notice: &Notice, rule: &MinimumPosting, days: &Spanned<u16>, last: Date) -> Diagnostic {
    let min = rule.min;
    let message = counts(rule, i64::from(days.value));
    let hint = text!(
        "天数至少写 {min}，也就是公示到 {last} 24:00",
        "Write `days: {min}` or more, which ends on {last} at 24:00"
    );
    Diagnostic::new(Code::PostingTooShort, notice.item.file, days.span, message).hint(hint)
}

fn too_early(
    notice: &Notice,
    kind: &Kind,
    rule: &MinimumPosting,
    until: &Spanned<Date>,
    counted: &Count,
    calendar: &WorkCalendar,
) -> Diagnostic {
    let held = held(counted.from, until.value, rule, calendar);
    let inclusive = is_inclusive_only(counted.from, until.value, rule, calendar).unwrap_or(false);
    let code = match inclusive && kind.inclusive_tolerated {
        true => Code::PostingOnlyInclusive,
        false => Code::PostingTooShort,
    };
    let message = if until.value < counted.from {
        reversed(counted.from, until.value)
    } else if held >= i64::from(rule.min) {
        ends_on_a_day_off(rule, counted)
    } else if inclusive {
        only_with_the_first_day(rule, held)
    } else {
        counts(rule, held)
    };
    Diagnostic::new(code, notice.item.file, until.span, message).hint(earliest(counted, calendar))
}

/// How many days of a window count.
fn held(from: Date, until: Date, rule: &MinimumPosting, calendar: &WorkCalendar) -> i64 {
    let first = if rule.count_first_day { Ok(from) } else { from.tomorrow() };
    let days = std::iter::successors(first.ok(), |day| day.tomorrow().ok()).take_while(|&day| day <= until);
    let counted = days.filter(|&day| rule.unit == Unit::Days || calendar.is_workday(day)).count();
    i64::try_from(counted).unwrap_or(i64::MAX)
}

fn counts(rule: &MinimumPosting, held: i64) -> Text {
    let (min, unit) = (rule.min, unit(rule));
    let (zh, en) = (unit.zh, unit.en);
    let first = first_day(rule);
    let (first_zh, first_en) = (first.zh, first.en);
    text!(
        "公示期只有{held}{zh}，规定不少于{min}{zh}{first_zh}",
        "The posting period holds {held} {en}, but at least {min} are required{first_en}"
    )
}

fn only_with_the_first_day(rule: &MinimumPosting, held: i64) -> Text {
    let (min, unit) = (rule.min, unit(rule));
    let (zh, en) = (unit.zh, unit.en);
    text!(
        "公示期只有{held}{zh}，规定不少于{min}{zh}；要把张榜当天也算进去才够，而当天不算",
        "The posting period holds {held} {en}, but at least {min} are required; it would be enough only with its first day counted, which it is not"
    )
}

fn ends_on_a_day_off(rule: &MinimumPosting, counted: &Count) -> Text {
    let (min, unit, last) = (rule.min, unit(rule), counted.last);
    let (zh, en) = (unit.zh, unit.en);
    let full = counted.rolled_from.unwrap_or(last);
    text!(
        "公示期到 {full} 满{min}{zh}，但那天休息，末日要顺延到 {last}",
        "The posting period reaches its {min} {en} on {full}, a day off, so it must stay until {last}"
    )
}

/// The earliest lawful end, and why it is that day.
fn earliest(counted: &Count, calendar: &WorkCalendar) -> Text {
    let last = counted.last;
    let Some(full) = counted.rolled_from else {
        return text!("截止日最早写 {last}", "The earliest lawful day is `until: {last}`");
    };
    let (zh, en) = match calendar.day(full) {
        DayKind::Holiday(name) => (format!("遇{name}"), format!("a holiday ({name})")),
        _ => ("是周末".to_owned(), "a weekend".to_owned()),
    };
    text!(
        "截止日最早写 {last}（末日 {full} {zh}，顺延到下一个工作日）",
        "The earliest lawful day is `until: {last}` (the last day {full} is {en} and moves to the next working day)"
    )
}

fn unit(rule: &MinimumPosting) -> Text {
    match rule.unit {
        Unit::Days => Text::new("天", "days"),
        Unit::Workdays => Text::new("个工作日", "working days"),
    }
}

fn first_day(rule: &MinimumPosting) -> Text {
    if rule.count_first_day {
        return Text::default();
    }
    Text::new("（张榜当天不算）", " (the first day is not counted)")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::case;
    use expect_test::expect;

    const RULES: (&str, &str) = (
        "rules.yaml",
        "ten: {name: 甲, posting: {min: 10}, source: {title: 意见}}\nfive: {name: 乙, posting: {min: 5, unit: workdays}}\nmild: {name: 丙, posting: {min: 10, inclusive: true}}\nnews: {name: 丁}\n",
    );
    const CALENDAR: (&str, &str) = (
        "calendar/2026.yaml",
        "year: 2026\nholidays: [{name: 国庆节, from: 2026-10-01, until: 2026-10-07}]\nworkdays: [2026-09-20, 2026-10-10]\n",
    );

    #[test]
    fn an_announced_day_off_is_one_whatever_the_calendar_leaves_out() {
        let emptied = ("calendar/2026.yaml", "year: 2026\nholidays: []\nworkdays: []\n");
        case(check).with([RULES, emptied]).shows(expect![[r#"
            notices/a.md
               kind: ten
               posting: {from: 2026-09-21, until: 2026-10-01}
            //                                    ^^^^^^^^^^ error[posting-too-short]
            // 公示期到 2026-10-01 满10天，但那天休息，末日要顺延到 2026-10-08
            // ➜ 截止日最早写 2026-10-08（末日 2026-10-01 遇法定节假日，顺延到下一个工作日）
            // The posting period reaches its 10 days on 2026-10-01, a day off, so it must stay until 2026-10-08
            // ➜ The earliest lawful day is `until: 2026-10-08` (the last day 2026-10-01 is a holiday (法定节假日) and moves to the next working day)
            // § 《意见》 / 《意见》
        "#]]);
    }

    #[test]
    fn the_first_day_is_not_counted() {
        case(check).with([RULES, CALENDAR]).shows(expect![[r#"
            notices/lawful.md
               kind: ten
               posting: {from: 2026-11-02, until: 2026-11-12}
            notices/short.md
               kind: ten
               posting: {from: 2026-11-02, until: 2026-11-11}
            //                                    ^^^^^^^^^^ error[posting-too-short]
            // 公示期只有9天，规定不少于10天；要把张榜当天也算进去才够，而当天不算
            // ➜ 截止日最早写 2026-11-12
            // The posting period holds 9 days, but at least 10 are required; it would be enough only with its first day counted, which it is not
            // ➜ The earliest lawful day is `until: 2026-11-12`
            // § 《意见》 / 《意见》
            notices/lawful-days.md
               kind: ten
               posting: {from: 2026-11-02, days: 10}
            notices/short-days.md
               kind: ten
               posting: {from: 2026-11-02, days: 9}
            //                                   ^ error[posting-too-short]
            // 公示期只有9天，规定不少于10天（张榜当天不算）
            // ➜ 天数至少写 10，也就是公示到 2026-11-12 24:00
        "#]]);
    }

    #[test]
    fn a_last_day_off_rolls_on() {
        case(check).with([RULES, CALENDAR]).shows(expect![[r#"
            notices/lawful.md
               kind: ten
               posting: {from: 2026-09-21, until: 2026-10-08}
            notices/short.md
               kind: ten
               posting: {from: 2026-09-21, until: 2026-10-07}
            //                                    ^^^^^^^^^^ error[posting-too-short]
            // 公示期到 2026-10-01 满10天，但那天休息，末日要顺延到 2026-10-08
            // ➜ 截止日最早写 2026-10-08（末日 2026-10-01 遇国庆节，顺延到下一个工作日）
            // The posting period reaches its 10 days on 2026-10-01, a day off, so it must stay until 2026-10-08
            // ➜ The earliest lawful day is `until: 2026-10-08` (the last day 2026-10-01 is a holiday (国庆节) and moves to the next working day)
            // § 《意见》 / 《意见》
            notices/on-the-holiday.md
               kind: ten
               posting: {from: 2026-09-21, until: 2026-10-01}
            //                                    ^^^^^^^^^^ error[posting-too-short]
            notices/on-a-weekend.md
               kind: ten
               posting: {from: 2026-11-04, until: 2026-11-10}
            //                                    ^^^^^^^^^^ error[posting-too-short]
            // 公示期只有6天，规定不少于10天（张榜当天不算）
            // ➜ 截止日最早写 2026-11-16（末日 2026-11-14 是周末，顺延到下一个工作日）
        "#]]);
    }

    #[test]
    fn working_days_are_counted_by_the_calendar() {
        case(check).with([RULES, CALENDAR]).shows(expect![[r#"
            notices/lawful.md
               kind: five
               posting: {from: 2026-09-18, until: 2026-09-24}
            notices/short.md
               kind: five
               posting: {from: 2026-09-18, until: 2026-09-23}
            //                                    ^^^^^^^^^^ error[posting-too-short]
            // 公示期只有4个工作日，规定不少于5个工作日；要把张榜当天也算进去才够，而当天不算
            // ➜ 截止日最早写 2026-09-24
            // The posting period holds 4 working days, but at least 5 are required; it would be enough only with its first day counted, which it is not
            // ➜ The earliest lawful day is `until: 2026-09-24`
            notices/few.md
               kind: five
               posting: {from: 2026-11-02, days: 3}
            //                                   ^ error[posting-too-short]
            // 公示期只有3个工作日，规定不少于5个工作日（张榜当天不算）
            // ➜ 天数至少写 5，也就是公示到 2026-11-09 24:00
        "#]]);
    }

    #[test]
    fn counting_the_first_day_is_a_warning_where_the_rule_says_so() {
        case(check).with([RULES, CALENDAR]).shows(expect![[r#"
            notices/strict.md
               kind: ten
               posting: {from: 2026-08-09, until: 2026-08-18}
            //                                    ^^^^^^^^^^ error[posting-too-short]
            // 公示期只有9天，规定不少于10天；要把张榜当天也算进去才够，而当天不算
            // ➜ 截止日最早写 2026-08-19
            // The posting period holds 9 days, but at least 10 are required; it would be enough only with its first day counted, which it is not
            // ➜ The earliest lawful day is `until: 2026-08-19`
            // § 《意见》 / 《意见》
            notices/mild.md
               kind: mild
               posting: {from: 2026-08-09, until: 2026-08-18}
            //                                    ^^^^^^^^^^ warning[posting-only-inclusive]
            notices/too-short-all-the-same.md
               kind: mild
               posting: {from: 2026-08-09, until: 2026-08-17}
            //                                    ^^^^^^^^^^ error[posting-too-short]
            // 公示期只有8天，规定不少于10天（张榜当天不算）
            // ➜ 截止日最早写 2026-08-19
            notices/lawful.md
               kind: mild
               posting: {from: 2026-08-09, until: 2026-08-19}
        "#]]);
    }

    #[test]
    fn working_days_and_the_day_of_posting_are_counted_out() {
        case(check).with([RULES, CALENDAR]).shows(expect![[r#"
            notices/few.md
               kind: ten
               公示期: {起: 2026-11-02, 天数: 5个工作日}
            //                                ^^^^^^^^^ error[posting-too-short]
            // 公示期只有7天，规定不少于10天（张榜当天不算）
            // ➜ 截止日最早写 2026-11-12
            // The posting period holds 7 days, but at least 10 are required (the first day is not counted)
            // ➜ The earliest lawful day is `until: 2026-11-12`
            // § 《意见》 / 《意见》
            notices/enough.md
               kind: ten
               公示期: {起: 2026-11-02, 工作日数: 8}
            notices/words.md
               kind: five
               公示期: 自发布之日起4个工作日
            //         ^^^^^^^^^^^^^^^^^^^^^ error[posting-too-short]
            // 公示期只有4个工作日，规定不少于5个工作日；要把张榜当天也算进去才够，而当天不算
            // ➜ 截止日最早写 2026-11-17
            notices/right.md
               kind: five
               公示期: 自发布之日起5个工作日
            notices/posted.md
               kind: five
               公示期: {起: 发布之日, 止: 2026-11-17}
            notices/lasting.md
               kind: news
               公示期: {起: 发布之日, 止: 长期}
        "#]]);
    }

    #[test]
    fn both_counts_and_the_earliest_day_are_named() {
        case(check).with([RULES, CALENDAR]).shows(expect![[r#"
            notices/a.md
               kind: ten
               posting: {from: 2026-11-02, until: 2026-11-08}
            //                                    ^^^^^^^^^^ error[posting-too-short]
            // 公示期只有6天，规定不少于10天（张榜当天不算）
            // ➜ 截止日最早写 2026-11-12
            // The posting period holds 6 days, but at least 10 are required (the first day is not counted)
            // ➜ The earliest lawful day is `until: 2026-11-12`
            // § 《意见》 / 《意见》
        "#]]);
    }

    #[test]
    fn a_period_never_ends_before_it_begins() {
        case(check).with([RULES, CALENDAR]).shows(expect![[r#"
            notices/of-ten-days.md
               kind: ten
               posting: {from: 2026-11-12, until: 2026-11-02}
            //                                    ^^^^^^^^^^ error[posting-too-short]
            // 公示期的截止日 2026-11-02 早于起始日 2026-11-12
            // ➜ 截止日最早写 2026-11-23（末日 2026-11-22 是周末，顺延到下一个工作日）
            // The posting period ends on 2026-11-02, before it begins on 2026-11-12
            // ➜ The earliest lawful day is `until: 2026-11-23` (the last day 2026-11-22 is a weekend and moves to the next working day)
            // § 《意见》 / 《意见》
            notices/without-minimum.md
               kind: news
               posting: {from: 2026-11-12, until: 2026-11-11}
            //                                    ^^^^^^^^^^ error[date-invalid]
            // 公示期的截止日 2026-11-11 早于起始日 2026-11-12
            // ➜ 截止日写 2026-11-12 或以后的一天
            // The posting period ends on 2026-11-11, before it begins on 2026-11-12
            // ➜ Write `until: 2026-11-12` or a later day
            notices/one-day.md
               kind: news
               posting: {from: 2026-11-12, until: 2026-11-12}
        "#]]);
    }

    #[test]
    fn what_cannot_be_counted_is_not_judged_here() {
        case(check).with([RULES, CALENDAR]).shows(expect![[r#"
            notices/no-calendar.md
               kind: five
               posting: {from: 2027-11-02, until: 2027-11-03}
            notices/no-kind.md
               kind: unknown
               posting: {from: 2026-11-02, until: 2026-11-03}
        "#]]);
    }

    #[test]
    fn a_hundred_thousand_years_are_no_long_loop() {
        case(check).with([RULES, CALENDAR]).shows(expect![[r#"
            notices/by-day.md
               kind: ten
               posting: {from: 2026-11-02, until: 9999-12-31}
            notices/by-days.md
               kind: five
               posting: {from: 2026-11-02, days: 65535}
        "#]]);
    }
}
