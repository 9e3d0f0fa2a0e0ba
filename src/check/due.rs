//! What falls due in the next days: advice that `check` prints, no fault.
//!
//! Pure like a rule, but it makes no diagnostics and stands in no table.

use super::Facts;
use crate::model::notice::Notice;
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::HashSet;

/// Something to do or to know on a day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Due<'a> {
    /// The day, in the site's zone.
    pub date: Date,
    /// What there is to do or to know.
    pub kind: DueKind,
    /// The notice's id.
    pub notice: &'a str,
    /// The notice's title.
    pub title: &'a str,
}

/// What falls due; of one day's, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DueKind {
    /// A scheduled notice goes up.
    WindowBegins,
    /// The window ends at 24:00 of the day.
    WindowEnds,
    /// The last day for filing in time.
    FilingDue,
    /// The same, but an objection still waits for its outcome.
    FilingWaits,
}

/// What falls due from today until `days` days from now, both included, soonest first. Drafts, withdrawn
/// and superseded notices are left out.
pub fn soon<'a>(facts: &Facts<'a>, days: u16) -> Vec<Due<'a>> {
    let (today, until) = (facts.today(), facts.today().saturating_add(i32::from(days).days()));
    let notices = &facts.content.notices;
    let superseded: HashSet<&str> =
        notices.iter().filter_map(|notice| Some(notice.supersedes.as_ref()?.value.as_str())).collect();
    let in_force = |notice: &&Notice| {
        !notice.draft && notice.withdrawn.is_none() && !superseded.contains(notice.item.id.as_str())
    };
    let mut found: Vec<Due> = notices
        .iter()
        .filter(in_force)
        .flat_map(|notice| dates(facts, notice))
        .filter(|due| today <= due.date && due.date <= until)
        .collect();
    found.sort_unstable();
    found
}

fn dates<'a>(facts: &Facts<'a>, notice: &'a Notice) -> impl Iterator<Item = Due<'a>> + use<'a> {
    let last = facts.last_day(notice);
    let begins = notice.declared_from().filter(|&from| from > facts.today());
    let within = facts.kind(notice).and_then(|kind| kind.file_within).filter(|_| notice.filing.is_none());
    let filing = last.zip(within).map(|(last, within)| last.saturating_add(i32::from(within).days()));
    let filing_kind = if notice.has_open_objection() { DueKind::FilingWaits } else { DueKind::FilingDue };
    let due = move |date, kind| Due { date, kind, notice: &notice.item.id, title: &notice.title.value };
    [
        begins.map(|date| due(date, DueKind::WindowBegins)),
        last.map(|date| due(date, DueKind::WindowEnds)),
        filing.map(|date| due(date, filing_kind)),
    ]
    .into_iter()
    .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Sources;
    use crate::source::Source;

    const RULES: &str = "project: {name: 甲, posting: {min: 10}, file_within: 10}\n";

    fn soon_on(today: &str, rest: &str) -> Vec<String> {
        let notice = format!(
            "---\ntitle: 一\nkind: project\nissuer: 二\nposting: {{from: 2026-11-02, until: 2026-11-12}}\n{rest}---\n"
        );
        let texts =
            vec![Source::new("content/notices/a.md", notice), Source::new("content/rules.yaml", RULES)];
        let content = crate::parse::parse(&Sources { texts, ..Sources::default() }).value;
        let now = today.parse::<Date>().expect("a date").to_datetime(jiff::civil::Time::midnight());
        let log = Default::default();
        let facts = Facts::new(&content, &log, now);
        soon(&facts, 7).iter().map(|due| format!("{} {:?} {}", due.date, due.kind, due.notice)).collect()
    }

    #[test]
    fn the_coming_days_in_order() {
        assert_eq!(soon_on("2026-10-26", ""), ["2026-11-02 WindowBegins notices/a"]);
        assert_eq!(soon_on("2026-11-05", ""), ["2026-11-12 WindowEnds notices/a"]);
        assert_eq!(soon_on("2026-11-12", ""), ["2026-11-12 WindowEnds notices/a"]);
        assert_eq!(soon_on("2026-11-15", ""), ["2026-11-22 FilingDue notices/a"]);
        assert!(soon_on("2026-11-13", "").is_empty() && soon_on("2026-11-23", "").is_empty());
    }

    #[test]
    fn what_is_done_or_gone_is_not_due() {
        let filed = "filing: {authority: 局, on: 2026-11-13}\n";
        assert!(soon_on("2026-11-20", filed).is_empty());
        assert!(soon_on("2026-11-10", "withdrawn: {on: 2026-11-06}\n").is_empty());
        assert!(soon_on("2026-11-10", "draft: true\n").is_empty());
        let open = "objections: [{on: 2026-11-05, summary: 路窄}]\n";
        assert_eq!(soon_on("2026-11-20", open), ["2026-11-22 FilingWaits notices/a"]);
    }
}
