//! `honour-notice-missing`: an honour of township or county level names the notice that posted its
//! candidates. `honour-before-posting-ended`: it was decided after that notice's window had ended.
//!
//! Source: the county's rule for honours: candidates are posted five working days, then it is decided.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::honour::{Honour, Level};
use crate::source::Spanned;
use crate::text;
use jiff::ToSpan;
use jiff::civil::Date;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let judge = |honour| too_early(facts, honour).or_else(|| without_notice(honour));
    facts.content.honours.iter().filter_map(judge).collect()
}

fn without_notice(honour: &Honour) -> Option<Diagnostic> {
    let (zh, en) = match honour.level.value {
        Level::Village => return None,
        Level::Township => ("乡镇级", "township"),
        Level::County => ("县级", "county"),
    };
    if honour.notice.is_some() {
        return None;
    }
    let message =
        text!("{zh}表彰没有写候选人公示", "An honour of {en} level must name the notice of its candidates");
    let hint = text!(
        "加一行：公示: notices/年份/候选人公示的文件名（不带 .md）",
        "Add a line: notice: notices/YEAR/name-of-the-file (without .md)"
    );
    Some(Diagnostic::new(Code::HonourNoticeMissing, honour.item.file, honour.level.span, message).hint(hint))
}

fn too_early(facts: &Facts, honour: &Honour) -> Option<Diagnostic> {
    let named = honour.notice.as_ref()?;
    let last = facts.last_day(facts.content.notice(&named.value)?)?;
    let decided = honour.decision.as_ref().and_then(|decision| decision.on.as_ref());
    let Some(decided) = decided.filter(|decided| decided.value <= last) else {
        let fault = (published(facts, honour) <= last).then(|| shown_too_early(honour, named, last))?;
        // it was up already when nobody found fault with it
        let before = !facts.log.is_empty() && !facts.log.knows_records();
        return Some(if before { fault.warning() } else { fault });
    };
    let (on, next) = (decided.value, last.saturating_add(1.day()));
    let message = text!(
        "候选人公示到 {last} 24:00 才满，{on} 就作出了决定",
        "The candidates are posted until {last} at 24:00, but it was decided on {on}"
    );
    let hint = text!("决定日期最早写 {next}", "The earliest lawful day is `on: {next}`");
    Some(Diagnostic::new(Code::HonourBeforePostingEnded, honour.item.file, decided.span, message).hint(hint))
}

/// The day on which the public sees it: with none written, or one that is ahead, the latest on which it was decided.
fn published(facts: &Facts, honour: &Honour) -> Date {
    facts.log.records().get(&honour.item.id).map_or(facts.today(), |kept| kept.first_seen.date())
}

fn shown_too_early(honour: &Honour, named: &Spanned<String>, last: Date) -> Diagnostic {
    let next = last.saturating_add(1.day());
    let message = text!(
        "候选人公示到 {last} 24:00 才满，现在不能公布获奖者",
        "The candidates are posted until {last} at 24:00: who is honoured cannot be published yet"
    );
    let hint = text!(
        "这个文件等到 {next} 再放进来，写上决定日期",
        "Put this file in on {next} or later, with the day of the decision"
    );
    Diagnostic::new(Code::HonourBeforePostingEnded, honour.item.file, named.span, message).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::case;
    use expect_test::expect;

    const RULES: (&str, &str) = ("rules.yaml", "honour: {name: 荣誉, posting: {min: 5, unit: workdays}}\n");
    const CALENDAR: (&str, &str) = ("calendar/2026.yaml", "year: 2026\n");
    /// Ends on Monday 2026-11-09.
    const CANDIDATES: (&str, &str) = (
        "notices/c.md",
        "---\ntitle: 候选人\nkind: honour\nissuer: 二\nposting: {from: 2026-11-02, days: 5}\n---\n",
    );

    #[test]
    fn township_and_county_honours_name_their_notice() {
        case(check).with([RULES, CALENDAR, CANDIDATES]).on("2026-12-10").shows(expect![[r#"
            honours/of-a-village.md
               level: village
            honours/of-a-township.md
               level: township
            //        ^^^^^^^^ error[honour-notice-missing]
            // 乡镇级表彰没有写候选人公示
            // ➜ 加一行：公示: notices/年份/候选人公示的文件名（不带 .md）
            // An honour of township level must name the notice of its candidates
            // ➜ Add a line: notice: notices/YEAR/name-of-the-file (without .md)
            honours/of-the-county.md
               level: county
            //        ^^^^^^ error[honour-notice-missing]
            // 县级表彰没有写候选人公示
            // ➜ 加一行：公示: notices/年份/候选人公示的文件名（不带 .md）
            honours/named.md
               level: county
               notice: notices/c
        "#]]);
    }

    #[test]
    fn decisions_wait_for_the_end_of_the_last_day() {
        case(check).with([RULES, CALENDAR, CANDIDATES]).on("2026-12-10").shows(expect![[r#"
            honours/of-the-county.md
               level: county
               notice: notices/c
               decision: {on: 2026-11-09}
            //                ^^^^^^^^^^ error[honour-before-posting-ended]
            // 候选人公示到 2026-11-09 24:00 才满，2026-11-09 就作出了决定
            // ➜ 决定日期最早写 2026-11-10
            // The candidates are posted until 2026-11-09 at 24:00, but it was decided on 2026-11-09
            // ➜ The earliest lawful day is `on: 2026-11-10`
            honours/of-a-village.md
               level: village
               notice: notices/c
               decision: {on: 2026-11-09}
            //                ^^^^^^^^^^ error[honour-before-posting-ended]
            honours/after.md
               level: county
               notice: notices/c
               decision: {on: 2026-11-10}
        "#]]);
    }
}
