//! `honour-notice-missing`: an honour of township or county level names the notice that posted its
//! candidates. `honour-before-posting-ended`: it was decided after that notice's window had ended.
//!
//! Source: the county's rule for honours: candidates are posted five working days, then it is decided.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::honour::{Honour, Level};
use crate::text;
use jiff::ToSpan;

pub fn check(facts: &Facts) -> Vec<Diagnostic> {
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
    let decided = honour.decision.as_ref()?.on.as_ref()?;
    let notice = facts.content.notice(&honour.notice.as_ref()?.value)?;
    let last = facts.last_day(notice).filter(|&last| decided.value <= last)?;
    let (on, next) = (decided.value, last.saturating_add(1.day()));
    let message = text!(
        "候选人公示到 {last} 24:00 才满，{on} 就作出了决定",
        "The candidates are posted until {last} at 24:00, but it was decided on {on}"
    );
    let hint = text!("决定日期最早写 {next}", "The earliest lawful day is `on: {next}`");
    Some(Diagnostic::new(Code::HonourBeforePostingEnded, honour.item.file, decided.span, message).hint(hint))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::faults;

    const RULES: (&str, &str) = ("rules.yaml", "honour: {name: 荣誉, posting: {min: 5, unit: workdays}}\n");
    const CALENDAR: (&str, &str) = ("calendar/2026.yaml", "year: 2026\n");
    const CANDIDATES: (&str, &str) = (
        "notices/c.md",
        "---\ntitle: 候选人\nkind: honour\nissuer: 二\nposting: {from: 2026-11-02, days: 5}\n---\n",
    );

    fn found(level: &str, rest: &str) -> Vec<String> {
        let honour = format!("---\ntitle: 一\naward: 文明家庭\nlevel: {level}\n{rest}---\n");
        faults(&[RULES, CALENDAR, CANDIDATES, ("honours/h.md", &honour)], "2026-12-10", check)
    }

    #[test]
    fn township_and_county_honours_name_their_notice() {
        assert!(found("village", "").is_empty());
        assert_eq!(found("township", ""), ["honour-notice-missing content/honours/h.md:4:8"]);
        assert_eq!(found("county", "").len(), 1);
        assert!(found("county", "notice: notices/c\n").is_empty());
    }

    #[test]
    fn decisions_wait_for_the_end_of_the_last_day() {
        let decided = |level, on: &str| found(level, &format!("notice: notices/c\ndecision: {{on: {on}}}\n"));
        assert_eq!(
            decided("county", "2026-11-09"),
            ["honour-before-posting-ended content/honours/h.md:6:16"]
        );
        assert_eq!(decided("village", "2026-11-09").len(), 1);
        assert!(decided("county", "2026-11-10").is_empty());
    }
}
