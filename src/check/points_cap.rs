//! `points-cap`: what a rule gives one household in a month, quarter or year at most. All batches are
//! counted together; the entry that goes beyond is the one booked last.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::points::{Cap, CapMeasure, CapPeriod};
use crate::model::reversal::{Booked, Standing};
use crate::model::valid::ValidIndex;
use crate::text;
use jiff::civil::Date;
use std::collections::HashMap;

/// Household, rule, year, and which month or quarter of it.
type Key<'a> = (&'a str, &'a str, CapPeriod, i16, i8);

/// What a household already has in a period: times, and points without their sign.
type Had = (u32, i64);

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let rules = ValidIndex::new(&facts.content.points.rules);
    let mut had: HashMap<Key, Had> = HashMap::new();
    let mut found = Vec::new();
    for booked in facts.booked().iter().filter(|booked| booked.standing == Standing::Stands) {
        let entry = &booked.entry.value;
        let Some(on) = entry.on.as_ref().map(|on| on.value) else { continue };
        let Some(cap) = rules.on(&entry.rule.value, on).and_then(|rule| rule.cap.as_ref()) else {
            continue;
        };
        let (year, part) = period(cap.per, on);
        let had = had.entry((&entry.household.value, &entry.rule.value, cap.per, year, part)).or_default();
        let points = i64::from(entry.points.value).abs();
        if exceeds(cap, *had, points) {
            found.push(report(booked, cap, on, *had));
        } else {
            *had = (had.0 + 1, had.1 + points);
        }
    }
    found
}

fn period(per: CapPeriod, on: Date) -> (i16, i8) {
    match per {
        CapPeriod::Month => (on.year(), on.month()),
        CapPeriod::Quarter => (on.year(), (on.month() - 1) / 3 + 1),
        CapPeriod::Year => (on.year(), 0),
    }
}

fn exceeds(cap: &Cap, (times, had): Had, points: i64) -> bool {
    match cap.measure {
        CapMeasure::Times(most) => times + 1 > most,
        CapMeasure::Points(most) => had + points > i64::from(most),
    }
}

fn report(booked: &Booked, cap: &Cap, on: Date, had: Had) -> Diagnostic {
    let entry = &booked.entry.value;
    let (household, rule) = (&entry.household.value, &entry.rule.value);
    let per = period_words(cap.per, on);
    let (zh, en) = (per.zh, per.en);
    let (message, span) = match cap.measure {
        CapMeasure::Times(most) => {
            let times = had.0;
            let message = text!(
                "{household} 在{zh}已按规则 {rule} 记了{times}次，上限是{most}次",
                "{household} already has {times} entries by the rule {rule} in {en}; the cap is {most}"
            );
            (message, entry.rule.span)
        }
        CapMeasure::Points(most) => {
            let (sum, points) = (had.1, entry.points.value);
            let message = text!(
                "{household} 在{zh}已按规则 {rule} 得了{sum}分，加上这一笔{points}分，超过上限{most}分",
                "{household} already has {sum} points by the rule {rule} in {en}; {points} more exceed the cap of {most}"
            );
            (message, entry.points.span)
        }
    };
    let hint = text!("删去或减少超出的这一笔", "Remove or lower this entry");
    Diagnostic::new(Code::PointsCap, booked.batch.file, span, message).hint(hint)
}

fn period_words(per: CapPeriod, on: Date) -> Text {
    let (year, part) = period(per, on);
    match per {
        CapPeriod::Month => text!("{year}年{part}月", "{year}-{part:02}"),
        CapPeriod::Quarter => text!("{year}年第{part}季度", "quarter {part} of {year}"),
        CapPeriod::Year => text!("{year}年", "{year}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::case;
    use expect_test::expect;

    const RULES: (&str, &str) = (
        "points/rules.yaml",
        "- {id: A, deed: 甲, points: 10, cap: {times: 1, per: month}}\n- {id: B, deed: 乙, points: {min: 3, max: 10}, cap: {points: 15, per: quarter}}\n- {id: C, deed: 丙, points: 10, cap: {times: 1, per: year}}\n- {id: D, deed: 丁, points: 10}\n",
    );

    #[test]
    fn times_are_counted_by_household_and_period() {
        case(check).with([RULES]).shows(expect![[r#"
            points/v/b.yaml
               entries:
               - {household: L, on: 2026-10-01, points: 10, rule: A}
               - {household: L, on: 2026-10-31, points: 10, rule: A}
            //                                                    ^ error[points-cap]
            // L 在2026年10月已按规则 A 记了1次，上限是1次
            // ➜ 删去或减少超出的这一笔
            // L already has 1 entries by the rule A in 2026-10; the cap is 1
            // ➜ Remove or lower this entry
        "#]]);
        case(check).with([RULES]).shows(expect![[r#"
            points/v/b.yaml
               entries:
               - {household: L, on: 2026-10-01, points: 10, rule: A}
               - {household: L, on: 2026-11-01, points: 10, rule: A}
        "#]]);
        case(check).with([RULES]).shows(expect![[r#"
            points/v/b.yaml
               entries:
               - {household: L, on: 2026-10-01, points: 10, rule: A}
               - {household: M, on: 2026-10-31, points: 10, rule: A}
        "#]]);
        case(check).with([RULES]).shows(expect![[r#"
            points/v/b.yaml
               entries:
               - {household: L, on: 2026-10-01, points: 10, rule: A}
               - {household: L, on: 2025-10-31, points: 10, rule: A}
        "#]]);
        case(check).with([RULES]).shows(expect![[r#"
            points/v/b.yaml
               entries:
               - {household: L, on: 2026-01-01, points: 10, rule: C}
               - {household: L, on: 2026-12-31, points: 10, rule: C}
            //                                                    ^ error[points-cap]
            // L 在2026年已按规则 C 记了1次，上限是1次
            // ➜ 删去或减少超出的这一笔
            // L already has 1 entries by the rule C in 2026; the cap is 1
            // ➜ Remove or lower this entry
        "#]]);
        case(check).with([RULES]).shows(expect![[r#"
            points/v/b.yaml
               entries:
               - {household: L, on: 2026-10-01, points: 10, rule: D}
               - {household: L, on: 2026-10-01, points: 10, rule: D}
        "#]]);
    }

    #[test]
    fn points_are_summed_and_what_fits_still_counts() {
        case(check).with([RULES]).shows(expect![[r#"
            points/v/b.yaml
               entries:
               - {household: L, on: 2026-10-01, points: 10, rule: B}
               - {household: L, on: 2026-11-01, points: 6, rule: B}
            //                                          ^ error[points-cap]
            // L 在2026年第4季度已按规则 B 得了10分，加上这一笔6分，超过上限15分
            // ➜ 删去或减少超出的这一笔
            // L already has 10 points by the rule B in quarter 4 of 2026; 6 more exceed the cap of 15
            // ➜ Remove or lower this entry
               - {household: L, on: 2026-12-01, points: 5, rule: B}
               - {household: L, on: 2027-01-01, points: 10, rule: B}
        "#]]);
    }

    #[test]
    fn the_later_batch_is_to_blame_whatever_its_file() {
        case(check).with([RULES]).shows(expect![[r#"
            points/v/2.yaml
               batch: B1
               meeting: 2026-10-20
               entries:
               - {household: L, on: 2026-10-31, points: 10, rule: A}
            points/v/1.yaml
               batch: B2
               meeting: 2026-11-04
               entries:
               - {household: L, on: 2026-10-01, points: 10, rule: A}
            //                                                    ^ error[points-cap]
            // L 在2026年10月已按规则 A 记了1次，上限是1次
            // ➜ 删去或减少超出的这一笔
            // L already has 1 entries by the rule A in 2026-10; the cap is 1
            // ➜ Remove or lower this entry
        "#]]);
    }

    #[test]
    fn what_was_taken_back_does_not_count() {
        case(check).with([RULES]).shows(expect![[r#"
            points/v/b.yaml
               entries:
               - {household: L, on: 2026-10-01, points: 10, rule: A}
               - {household: L, on: 2026-10-20, points: -10, rule: A, reverses: B/L/A/2026-10-01}
               - {household: L, on: 2026-10-31, points: 10, rule: A}
        "#]]);
    }
}
