//! `points-rule-unknown`: every entry follows a points rule that is valid on the day of the deed.
//! `points-amount`: its points are the rule's, or lie in the rule's range.
//!
//! Entries that were taken back are mistakes already mended, and reversals follow their original. One cause is told
//! once: a rule that is not there or has ended, at the first entry by it; a rule whose points were changed though
//! entries were scored by the old ones, at the rule, for what was posted is never edited.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::points::{PointsBank, PointsRange, PointsRule};
use crate::model::reversal::{Booked, Standing};
use crate::model::valid::{ValidIndex, Validity};
use crate::source::{SourceId, Span, Spanned};
use crate::text;
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let bank = &facts.content.points;
    let rules = ValidIndex::new(&bank.rules);
    let mut astray: BTreeMap<&str, Vec<&Booked>> = BTreeMap::new();
    let mut differing: BTreeMap<u32, (&PointsRule, Vec<&Booked>)> = BTreeMap::new();
    for booked in facts.booked().iter().filter(|booked| booked.standing == Standing::Stands) {
        let (entry, id) = (&booked.entry.value, booked.entry.rule.value.as_str());
        // what could not be read is told where it stands
        let read = !id.is_empty() && entry.points.span != Span::default();
        let Some(on) = entry.on.as_ref().filter(|_| read) else { continue };
        match rules.on(id, on.value) {
            None => astray.entry(id).or_default().push(booked),
            Some(rule) if rule.points.span == Span::default() || rules.is_ambiguous(id) => {}
            Some(rule) if !holds(rule.points.value, entry.points.value) => {
                differing.entry(rule.id.span.start).or_insert((rule, Vec::new())).1.push(booked);
            }
            Some(_) => {}
        }
    }
    if let Some(fault) = no_rules(bank).filter(|_| !astray.is_empty()) {
        return vec![fault];
    }
    // where a number is used twice, one of the two is the one that is missing
    let unsure = !rules.overlapping().is_empty();
    let lost =
        astray.iter().filter(|_| !unsure).filter_map(|(id, few)| without_rule(bank, rules.versions(id), few));
    lost.chain(differing.values().flat_map(|(rule, few)| differ(facts, rule, few))).collect()
}

/// Not a single rule: every entry would be by one that is not there.
fn no_rules(bank: &PointsBank) -> Option<Diagnostic> {
    if !bank.rules.is_empty() {
        return None;
    }
    let message = match bank.rules_file {
        None => text!(
            "没有积分规则 content/points/rules.yaml，得分对不上规则",
            "There is no content/points/rules.yaml"
        ),
        Some(_) => {
            text!("积分规则里一条也没有，得分对不上规则", "There is not a single rule in points/rules.yaml")
        }
    };
    let hint = text!(
        "一条规则一项：编号、事项、分值，见手册“积分”；也可以在一个新文件夹里运行 zhangbang init，把那里的 content/points/rules.yaml 复制过来",
        "Write rules with id, deed and points, or copy the file from a new folder after zhangbang init"
    );
    let file = bank.rules_file.unwrap_or(SourceId::NOWHERE);
    Some(Diagnostic::new(Code::PointsRuleUnknown, file, Span::default(), message).hint(hint))
}

fn holds(range: PointsRange, points: i32) -> bool {
    range.min <= points && points <= range.max
}

/// At the first of those that name a rule which is not there on their day.
fn without_rule(bank: &PointsBank, versions: &[&PointsRule], few: &[&Booked]) -> Option<Diagnostic> {
    let (first, more) = few.split_first()?;
    let (entry, more) = (&first.entry.value, more.len());
    let (message, hint) = no_rule(bank, versions, &entry.rule.value, entry.on.as_ref()?.value);
    let (zh, en) = (&message.zh, &message.en);
    let message = match more {
        0 => message,
        more => text!("{zh}，另有{more}笔也是", "{en}, like {more} others"),
    };
    Some(Diagnostic::new(Code::PointsRuleUnknown, first.batch.file, entry.rule.span, message).hint(hint))
}

/// Entries that a rule does not hold: where it was changed, once at the rule.
fn differ(facts: &Facts, rule: &PointsRule, few: &[&Booked]) -> Vec<Diagnostic> {
    let former = former(facts, few);
    let (old, own): (Vec<&Booked>, Vec<&Booked>) =
        few.iter().copied().partition(|booked| former.contains(&booked.entry.points.value));
    let report = |booked: &Booked| {
        let points = &booked.entry.points;
        let (message, hint) = wrong_points(rule, rule.points.value, points.value);
        Diagnostic::new(Code::PointsAmount, booked.batch.file, points.span, message).hint(hint)
    };
    changed(facts.content.points.rules_file.unwrap_or_default(), rule, &old)
        .into_iter()
        .chain(own.into_iter().map(report))
        .collect()
}

/// So many entries, and of so many meetings, are no slips of one clerk on one day.
const SEVERAL: (usize, usize) = (3, 2);

/// Points that the rule gave before: by what was published, or by what several meetings have scored.
fn former(facts: &Facts, few: &[&Booked]) -> BTreeSet<i32> {
    let mut seen: BTreeMap<i32, (usize, BTreeSet<&str>, bool)> = BTreeMap::new();
    for booked in few {
        let (entries, batches, posted) = seen.entry(booked.entry.points.value).or_default();
        *entries += 1;
        batches.insert(&booked.batch.id);
        *posted |= facts.log.records().get(&booked.batch.id).is_some();
    }
    let is_former = |(entries, batches, posted): &(usize, BTreeSet<&str>, bool)| {
        *posted || (*entries >= SEVERAL.0 && batches.len() >= SEVERAL.1)
    };
    seen.into_iter().filter(|(_, seen)| is_former(seen)).map(|(points, _)| points).collect()
}

fn changed(file: SourceId, rule: &PointsRule, old: &[&Booked]) -> Option<Diagnostic> {
    let last = old.iter().filter_map(|booked| booked.entry.on.as_ref()).map(|on| on.value).max()?;
    let points: BTreeSet<i32> = old.iter().map(|booked| booked.entry.points.value).collect();
    let former = points.iter().map(i32::to_string).collect::<Vec<_>>().join("、");
    let (id, deed, now, count) = (&rule.id.value, &rule.deed.value, range(rule.points.value), old.len());
    let message = text!(
        "规则{id}（{deed}）现在是{now}分，以前有{count}笔是按{former}分记的",
        "The rule {id} gives {now} points; {count} entries were scored with {former}"
    );
    let next = last.saturating_add(1.day());
    let hint = text!(
        "记过的分不用改。这一条的分值改回原来的，加上：有效期: {{止: {last}}}；再照编号 {id} 添一条{now}分的，加上：有效期: {{起: {next}}}",
        "Leave what was scored. Give this rule its old points and valid: {{until: {last}}}, and add another {id} with {now} points and valid: {{from: {next}}}"
    );
    Some(Diagnostic::new(Code::PointsAmount, file, rule.points.span, message).hint(hint))
}

fn range(PointsRange { min, max }: PointsRange) -> String {
    if min == max { min.to_string() } else { format!("{min}到{max}") }
}

/// More known ids than this are not compared with a mistyped one.
const COMPARED: usize = 200;

fn no_rule(bank: &PointsBank, versions: &[&PointsRule], id: &str, on: Date) -> (Text, Text) {
    if versions.is_empty() {
        let known = bank.rules.iter().map(|rule| rule.id.value.as_str()).take(COMPARED);
        let near = known.clone().find(|known| strsim::damerau_levenshtein(known, id) <= 1);
        let list = known.take(12).collect::<Vec<_>>().join("、");
        let hint = match near {
            Some(near) => text!("是不是想写“{near}”？", "Did you mean `{near}`?"),
            None => text!("可以写的编号：{list}", "Known rules: {list}"),
        };
        return (text!("积分规则里没有“{id}”", "There is no points rule `{id}`"), hint);
    }
    let spans = versions.iter().take(12).map(|rule| validity(&rule.valid)).collect::<Vec<_>>().join("、");
    (
        text!(
            "做事那天（{on}）积分规则“{id}”不在有效期内",
            "The points rule `{id}` is not valid on the day of the deed, {on}"
        ),
        text!(
            "它的有效期：{spans}；核对日期，或者换一条规则",
            "It is valid {spans}; check the date or use another rule"
        ),
    )
}

/// `2026-01-01…2026-08-31`, open ends left out.
fn validity(valid: &Validity) -> String {
    let day =
        |day: &Option<Spanned<Date>>| day.as_ref().map_or_else(String::new, |day| day.value.to_string());
    format!("{}…{}", day(&valid.from), day(&valid.until))
}

fn wrong_points(rule: &PointsRule, range: PointsRange, given: i32) -> (Text, Text) {
    let (id, deed, PointsRange { min, max }) = (&rule.id.value, &rule.deed.value, range);
    if min == max {
        return (
            text!(
                "规则{id}（{deed}）是{min}分，这里写了{given}分",
                "The rule {id} gives {min} points, but {given} are entered"
            ),
            text!("写：分值: {min}", "Write: points: {min}"),
        );
    }
    (
        text!(
            "规则{id}（{deed}）是{min}到{max}分，这里写了{given}分",
            "The rule {id} gives {min} to {max} points, but {given} are entered"
        ),
        text!("写 {min} 到 {max} 之间的分值", "Write `points:` from {min} to {max}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::case;
    use expect_test::expect;

    const RULES: (&str, &str) = (
        "points/rules.yaml",
        "- {id: A01, deed: 甲, points: 10}\n- {id: A03, deed: 乙, points: 3, valid: {until: 2026-08-31}}\n- {id: A03, deed: 乙, points: 5, valid: {from: 2026-09-01, until: 2026-12-31}}\n- {id: B01, deed: 丙, points: {min: 3, max: 10}}\n- {id: H01, deed: 丁, points: -5}\n",
    );

    #[test]
    fn a_site_without_rules_is_told_of_that_alone() {
        let batch = (
            "points/v/b.yaml",
            "batch: B\nvillage: 上村\nmeeting: 2026-11-04\nreviewers: [一]\nentries:\n- {household: L, rule: A01, on: 2026-10-30, points: 5}\n- {household: L, rule: A02, on: 2026-10-30, points: 5}\n",
        );
        case(check).with([batch]).shows(expect![[r#"
            points/rules.yaml
               []
            // ^ error[points-rule-unknown]
            // 积分规则里一条也没有，得分对不上规则
            // ➜ 一条规则一项：编号、事项、分值，见手册“积分”；也可以在一个新文件夹里运行 zhangbang init，把那里的 content/points/rules.yaml 复制过来
            // There is not a single rule in points/rules.yaml
            // ➜ Write rules with id, deed and points, or copy the file from a new folder after zhangbang init
        "#]]);
        let content = crate::parse::parse(&crate::check::testing::sources(&[batch])).value;
        let (log, now) = (Default::default(), jiff::civil::date(2026, 11, 10).at(0, 0, 0, 0));
        let told = check(&Facts::new(&content, &log, now));
        let told: Vec<&str> = told.iter().map(|fault| fault.message.zh.as_str()).collect();
        assert_eq!(told, ["没有积分规则 content/points/rules.yaml，得分对不上规则"]);
    }

    #[test]
    fn points_are_those_of_the_rule_on_the_day() {
        case(check).with([RULES]).shows(expect![[r#"
            points/v/b.yaml
               entries:
               - {household: L, rule: A01, on: 2026-10-30, points: 10}
               - {household: L, rule: A03, on: 2026-08-31, points: 3}
               - {household: L, rule: A03, on: 2026-09-01, points: 5}
               - {household: L, rule: B01, on: 2026-10-30, points: 3}
               - {household: L, rule: B01, on: 2026-10-30, points: 10}
               - {household: L, rule: H01, on: 2026-10-30, points: -5}
        "#]]);
        case(check).with([RULES]).shows(expect![[r#"
            points/v/b.yaml
               entries:
               - {household: L, rule: A01, on: 2026-10-30, points: 15}
            //                                                     ^^ error[points-amount]
            // 规则A01（甲）是10分，这里写了15分
            // ➜ 写：分值: 10
            // The rule A01 gives 10 points, but 15 are entered
            // ➜ Write: points: 10
               - {household: L, rule: A03, on: 2026-09-01, points: 3}
            //                                                     ^ error[points-amount]
            // 规则A03（乙）是5分，这里写了3分
            // ➜ 写：分值: 5
               - {household: L, rule: B01, on: 2026-10-30, points: 11}
            //                                                     ^^ error[points-amount]
            // 规则B01（丙）是3到10分，这里写了11分
            // ➜ 写 3 到 10 之间的分值
               - {household: L, rule: H01, on: 2026-10-30, points: 5}
            //                                                     ^ error[points-amount]
            // 规则H01（丁）是-5分，这里写了5分
            // ➜ 写：分值: -5
        "#]]);
    }

    #[test]
    fn the_rule_is_known_and_valid() {
        case(check).with([RULES]).shows(expect![[r#"
            points/v/b.yaml
               entries:
               - {household: L, rule: A99, on: 2026-10-30, points: 5}
            //                        ^^^ error[points-rule-unknown]
            // 积分规则里没有“A99”
            // ➜ 可以写的编号：A01、A03、A03、B01、H01
            // There is no points rule `A99`
            // ➜ Known rules: A01、A03、A03、B01、H01
               - {household: L, rule: A03, on: 2027-01-01, points: 5}
            //                        ^^^ error[points-rule-unknown]
            // 做事那天（2027-01-01）积分规则“A03”不在有效期内
            // ➜ 它的有效期：…2026-08-31、2026-09-01…2026-12-31；核对日期，或者换一条规则
               - {household: L, rule: A1, on: 2026-10-30, points: 5}
            //                        ^^ error[points-rule-unknown]
            // 积分规则里没有“A1”
            // ➜ 是不是想写“A01”？
        "#]]);
    }

    #[test]
    fn a_mistake_that_was_taken_back_is_mended() {
        case(check).with([RULES]).shows(expect![[r#"
            points/v/b.yaml
               entries:
               - {household: L, rule: A01, on: 2026-10-30, points: 15}
            points/v/c.yaml
               batch: C
               entries:
               - {household: L, rule: A01, on: 2026-11-02, points: -15, reverses: B/L/A01/2026-10-30}
        "#]]);
    }
}
