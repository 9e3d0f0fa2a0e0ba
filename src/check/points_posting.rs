//! `points-notice`: the notice that a batch names can post it: a notice of points, of the same village, that went up
//! after the meeting, for this batch alone, and with it. `points-table`: the table of points in that notice and the
//! batch say the same.
//!
//! Source: the content page of the design, points: an entry counts after its batch's notice has ended.

mod table;

use super::Facts;
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::notice::Notice;
use crate::model::points::{Batch, Household};
use crate::model::points_home::Homes;
use crate::model::points_table::Listed;
use crate::model::record::held_batch;
use crate::source::Spanned;
use crate::text;
use std::cell::OnceCell;
use std::collections::HashMap;
use table::{Accounts, Compared};

/// Kind of notices that post points, a key of rules.yaml.
const KIND: &str = "points";

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let (owners, homes, accounts) = (owners(facts), Homes::of(facts.content), OnceCell::new());
    let mut found = Vec::new();
    for batch in &facts.content.points.batches {
        let Some(named) = &batch.notice else { continue };
        let Some(notice) = facts.content.notice(&named.value) else { continue };
        let named_by = batch.entries.iter().map(|entry| entry.value.household.value.as_str());
        let village = homes.meant(&batch.village.value, named_by).unwrap_or(&batch.village.value);
        let posting = Posting { facts, batch, notice, named, village };
        let listed = Listed::of(notice);
        let unfit = posting.unfit(owners.get(named.value.as_str()).copied(), listed.as_ref());
        match (unfit, listed) {
            (Some(fault), _) => found.push(fault),
            (None, Some(listed)) => {
                // of the whole county: made once, for the first table that goes by names
                let accounts = || accounts.get_or_init(|| names(&facts.content.points.households));
                let compared = Compared { accounts: &accounts, batch, notice };
                let differences = table::differences(&compared, &listed);
                found.extend(differences.into_iter().map(|fault| posting.graded(fault)));
            }
            (None, None) => {}
        }
    }
    found
}

fn names(households: &[Household]) -> Accounts<'_> {
    households.iter().map(|one| (one.id.value.as_str(), one.name.value.as_str())).collect()
}

/// For each notice the batch that it posts: the one that the log knows, or else one of its village, or else the first by
/// the day of its meeting.
fn owners<'a>(facts: &Facts<'a>) -> HashMap<&'a str, &'a Batch> {
    let mut owners: HashMap<&str, &Batch> = HashMap::new();
    let notice = |batch: &Batch| facts.content.notice(&batch.notice.as_ref()?.value);
    let rank = |batch: &Batch| {
        let known = facts.log.records().get(&batch.id).filter(|kept| {
            kept.recorded.notice.as_ref() == batch.notice.as_ref().map(|notice| &notice.value)
        });
        let elsewhere = notice(batch).is_some_and(|notice| !is_of(notice, &batch.village.value));
        (known.is_none(), elsewhere, batch.meeting.as_ref().map(|meeting| meeting.value), batch.id.clone())
    };
    for batch in &facts.content.points.batches {
        let Some(notice) = &batch.notice else { continue };
        let owner = owners.entry(notice.value.as_str()).or_insert(batch);
        if rank(batch) < rank(owner) {
            *owner = batch;
        }
    }
    owners
}

/// A notice may be of several villages, or of none: then it is the township's.
fn is_of(notice: &Notice, village: &str) -> bool {
    notice.villages.is_empty() || notice.villages.iter().any(|one| one.value == village)
}

/// A batch and the notice that it names.
struct Posting<'f, 'a> {
    facts: &'f Facts<'a>,
    batch: &'a Batch,
    notice: &'a Notice,
    named: &'a Spanned<String>,
    /// The batch's; where it is plainly another one than is written, which is told there, that one.
    village: &'a str,
}

impl Posting<'_, '_> {
    /// Why the notice cannot be the one that posts the batch.
    fn unfit(&self, owner: Option<&Batch>, listed: Option<&Listed>) -> Option<Diagnostic> {
        let (message, hint) = self
            .of_another_kind()
            .or_else(|| self.of_another_batch(owner))
            .or_else(|| self.of_another_village())
            .or_else(|| self.before_the_meeting())
            .or_else(|| self.posted_without_it(listed))?;
        Some(self.graded(
            Diagnostic::new(Code::PointsNotice, self.batch.file, self.named.span, message).hint(hint),
        ))
    }

    /// Nothing can be mended any more, so that nothing is stopped by it.
    fn graded(&self, fault: Diagnostic) -> Diagnostic {
        if self.is_settled() { fault.warning() } else { fault }
    }

    /// It was published as it is, by an earlier program or in a window that has ended.
    fn is_settled(&self) -> bool {
        let (log, today) = (self.facts.log, self.facts.today());
        let Some(posted) = log.posted(&self.named.value) else { return false };
        let Some(kept) = log.records().get(&self.batch.id) else { return !log.knows_records() };
        let came_later = posted.last_material_change < kept.first_seen;
        kept.recorded.parts == held_batch(self.batch).parts && (!posted.is_open(today) || came_later)
    }

    fn of_another_kind(&self) -> Option<(Text, Text)> {
        let kind = self.facts.kind(self.notice).filter(|kind| kind.key != KIND)?;
        let (id, name) = (&self.named.value, &kind.name);
        Some((
            text!(
                "“{id}”是{name}，不是积分公示",
                "`{id}` is a notice of another kind ({name}), not of points"
            ),
            text!(
                "写公示这一批积分的那份公告，它的类别是 points",
                "Name the notice that posts this batch; its kind is points"
            ),
        ))
    }

    fn of_another_batch(&self, owner: Option<&Batch>) -> Option<(Text, Text)> {
        let owner = owner.filter(|owner| owner.id != self.batch.id)?;
        let (id, other) = (&self.named.value, &owner.id);
        Some((
            text!(
                "“{id}”公示的是另一批积分（content/{other}.yaml）",
                "`{id}` posts another batch (content/{other}.yaml)"
            ),
            text!(
                "一批积分一份公告：给这一批另写一份公示",
                "One notice a batch: write another one for this batch"
            ),
        ))
    }

    fn of_another_village(&self) -> Option<(Text, Text)> {
        let theirs: Vec<&str> = self.notice.villages.iter().map(|village| village.value.as_str()).collect();
        let (theirs, ours, id) = (theirs.join("、"), self.village, &self.named.value);
        (!is_of(self.notice, ours)).then(|| {
            (
                text!(
                    "“{id}”是{theirs}的公告，这一批是{ours}的",
                    "`{id}` is a notice of {theirs}, the batch is of {ours}"
                ),
                text!("写{ours}公示这一批积分的那份公告", "Name the notice by which {ours} posts this batch"),
            )
        })
    }

    fn before_the_meeting(&self) -> Option<(Text, Text)> {
        let meeting = self.batch.meeting.as_ref()?.value;
        let seen = self.facts.log.posted(&self.named.value).map(|posted| posted.first_seen.date());
        if meeting > self.facts.today() {
            return None;
        }
        let up = self.notice.declared_from().into_iter().chain(seen).min().filter(|&up| up < meeting)?;
        let id = &self.named.value;
        Some((
            text!(
                "“{id}”{up}就张榜了，评议会{meeting}才开",
                "`{id}` went up on {up}, and the meeting was held on {meeting}"
            ),
            text!(
                "先评议，后公示：核对评议日期和公告的公示期",
                "Points are scored, then posted: compare `meeting` with the notice's posting period"
            ),
        ))
    }

    /// Who names a notice that is up already has to be in it.
    fn posted_without_it(&self, listed: Option<&Listed>) -> Option<(Text, Text)> {
        let log = self.facts.log;
        let late = log.posted(&self.named.value).is_some() && log.records().get(&self.batch.id).is_none();
        (late && listed.is_none() && log.knows_records()).then(|| {
            let id = &self.named.value;
            (
                text!(
                    "“{id}”早已张榜，里面没有列出这一批的积分",
                    "`{id}` went up before, and does not list the points of this batch"
                ),
                text!(
                    "给这一批另写一份公示，正文里用表列出户号和分值",
                    "Write another notice for this batch, with a table of households and points"
                ),
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::case;
    use expect_test::expect;

    const RULES: (&str, &str) = (
        "rules.yaml",
        "points: {name: 积分公示, posting: {min: 3}}\nhonour: {name: 荣誉公示, posting: {min: 3}}\n",
    );
    const NOTICE: (&str, &str) = (
        "notices/p.md",
        "---\ntitle: 一\nkind: points\nissuer: 二\nvillage: 上村\nposting: {from: 2026-11-05, until: 2026-11-09}\n---\n\n| 户号 | 积分事项 | 分值 |\n|---|---|---|\n| L | 甲 | 5 |\n| M | 乙 | ＋6分 |\n| 合计 | | 11 |\n",
    );

    #[test]
    fn a_batch_has_a_notice_of_its_own() {
        case(check).with([RULES, NOTICE]).shows(expect![[r#"
            points/v/1.yaml
               notice: notices/p
               entries: [{household: L, rule: A, on: 2026-10-30, points: 5}, {household: M, rule: A, on: 2026-10-30, points: 6}]
            points/v/2.yaml
               meeting: 2026-11-05
               notice: notices/p
            //         ^^^^^^^^^ error[points-notice]
            // “notices/p”公示的是另一批积分（content/points/v/1.yaml）
            // ➜ 一批积分一份公告：给这一批另写一份公示
            // `notices/p` posts another batch (content/points/v/1.yaml)
            // ➜ One notice a batch: write another one for this batch
               entries: []
            points/w/3.yaml
               village: 下村
               notice: notices/q
            //         ^^^^^^^^^ error[points-notice]
            // “notices/q”是上村的公告，这一批是下村的
            // ➜ 写下村公示这一批积分的那份公告
               entries: []
            notices/q.md
               kind: points
               village: 上村
               posting: {from: 2026-11-05, until: 2026-11-09}
            points/w/4.yaml
               meeting: 2026-11-06
               notice: notices/r
            //         ^^^^^^^^^ error[points-notice]
            // “notices/r”2026-11-05就张榜了，评议会2026-11-06才开
            // ➜ 先评议，后公示：核对评议日期和公告的公示期
               entries: []
            notices/r.md
               kind: points
               posting: {from: 2026-11-05, until: 2026-11-09}
            points/w/5.yaml
               notice: notices/s
            //         ^^^^^^^^^ error[points-notice]
            // “notices/s”是荣誉公示，不是积分公示
            // ➜ 写公示这一批积分的那份公告，它的类别是 points
               entries: []
            notices/s.md
               kind: honour
               posting: {from: 2026-11-05, until: 2026-11-09}
        "#]]);
    }

    #[test]
    fn the_table_and_the_batch_say_the_same() {
        // reversals and deductions may be left out of the table
        case(check).with([RULES, NOTICE]).shows(expect![[r#"
            points/v/1.yaml
               notice: notices/p
               entries:
               - {household: L, rule: A, on: 2026-10-30, points: 2}
               - {household: L, rule: A, on: 2026-10-31, points: 3}
               - {household: M, rule: A, on: 2026-10-30, points: 6}
               - {household: M, rule: A, on: 2026-10-30, points: -6, reverses: B/M/A/2026-09-30}
               - {household: N, rule: A, on: 2026-10-30, points: -6}
        "#]]);
        case(check).with([RULES]).shows(expect![[r#"
            notices/p.md
               kind: points
               posting: {from: 2026-11-05, until: 2026-11-09}
               ---
               | 户号 | 分值 | 累计积分 |
               |---|---|---|
               | L | 9 | 20 |
            //      ^^^ error[points-table]
            // 表里“L”的分值和批次对不上：表里是9，批次里是5
            // ➜ 照评议会的结果，改公告 notices/p 的表，或者改批次 points/v/1，两边要一样
            // The table and the batch differ for `L`: 9 here, 5 there
            // ➜ Correct the table of the notice notices/p or the batch points/v/1 by what the meeting decided: both must say the same
               | M | 5 | 20 |
               | M | 1 | 20 |
               | X | 5 | 20 |
            //      ^^^ error[points-table]
            // 表里“X”的分值和批次对不上：表里是5，批次里没有这一户
            // ➜ 照评议会的结果，改公告 notices/p 的表，或者改批次 points/v/1，两边要一样
            points/v/1.yaml
               notice: notices/p
               entries:
               - {household: L, rule: A, on: 2026-10-30, points: 5}
               - {household: M, rule: A, on: 2026-10-30, points: 6}
               - {household: N, rule: A, on: 2026-10-30, points: 5}
            //               ^ error[points-table]
            // “N”有积分，公告的表里没有列出
            // ➜ 照评议会的结果，改公告 notices/p 的表，或者改批次 points/v/1，两边要一样
        "#]]);
    }

    #[test]
    fn a_notice_may_be_of_several_villages() {
        case(check).with([RULES]).shows(expect![[r#"
            notices/p.md
               kind: points
               village: [下村, 上村]
               posting: {from: 2026-11-05, until: 2026-11-09}
            points/v/1.yaml
               notice: notices/p
               entries: []
        "#]]);
        case(check).with([RULES]).shows(expect![[r#"
            notices/p.md
               kind: points
               village: [下村, 中村]
               posting: {from: 2026-11-05, until: 2026-11-09}
            points/v/1.yaml
               notice: notices/p
            //         ^^^^^^^^^ error[points-notice]
            // “notices/p”是下村、中村的公告，这一批是上村的
            // ➜ 写上村公示这一批积分的那份公告
            // `notices/p` is a notice of 下村、中村, the batch is of 上村
            // ➜ Name the notice by which 上村 posts this batch
               entries: []
        "#]]);
    }

    #[test]
    fn what_there_was_before_and_is_now_is_not_compared() {
        case(check).with([RULES]).shows(expect![[r#"
            notices/p.md
               kind: points
               posting: {from: 2026-11-05, until: 2026-11-09}
               ---
               | 户号 | 原有积分 | 本月新增积分 | 现有积分 |
               |---|---|---|---|
               | L | 30 | 5 | 35 |
               | M | 20 | 7 | 27 |
            //           ^^^ error[points-table]
            // 表里“M”的分值和批次对不上：表里是7，批次里是6
            // ➜ 照评议会的结果，改公告 notices/p 的表，或者改批次 points/v/1，两边要一样
            // The table and the batch differ for `M`: 7 here, 6 there
            // ➜ Correct the table of the notice notices/p or the batch points/v/1 by what the meeting decided: both must say the same
            points/v/1.yaml
               notice: notices/p
               entries:
               - {household: L, rule: A, on: 2026-10-30, points: 5}
               - {household: M, rule: A, on: 2026-10-30, points: 6}
        "#]]);
    }

    const HOMES: (&str, &str) = (
        "points/households.yaml",
        "- {id: L, village: 上村, name: 顾国林}\n- {id: M, village: 上村, name: 乔*英}\n- {id: N, village: 上村, name: 陆某某}\n",
    );

    #[test]
    fn names_are_compared_as_the_site_shows_them() {
        case(check).with([RULES, HOMES]).shows(expect![[r#"
            notices/p.md
               kind: points
               posting: {from: 2026-11-05, until: 2026-11-09}
               ---
               | 户主 | 分值 |
               |---|---|
               | 顾** | 5 |
               | 乔*英 | 6 |
               | 陆** | 9 |
            //         ^^^ warning[points-table]
            // 表里“陆**”的分值和批次对不上：表里是9，批次里是7
            // ➜ 照评议会的结果，改公告 notices/p 的表，或者改批次 points/v/1，两边要一样
            // The table and the batch differ for `陆**`: 9 here, 7 there
            // ➜ Correct the table of the notice notices/p or the batch points/v/1 by what the meeting decided: both must say the same
            points/v/1.yaml
               notice: notices/p
               entries:
               - {household: L, rule: A, on: 2026-10-30, points: 5}
               - {household: M, rule: A, on: 2026-10-30, points: 6}
               - {household: N, rule: A, on: 2026-10-30, points: 7}
        "#]]);
    }

    #[test]
    fn names_that_hide_other_characters_are_one_cause() {
        case(check).with([RULES, HOMES]).shows(expect![[r#"
            notices/p.md
               kind: points
               posting: {from: 2026-11-05, until: 2026-11-09}
               ---
               | 户主 | 分值 |
               |---|---|
               | 顾*林 | 5 |
            //          ^^^ warning[points-table]
            // 表里的姓名和户名册里的对不上（如“顾*林”），不知道各是哪一户
            // ➜ 给表加一列“户号”；或者照 content/points/households.yaml 里户主的写法写，隐去的字要一样
            // The names of the table are not those of the households, like `顾*林`
            // ➜ Add a column of household numbers, or hide the same characters as in content/points/households.yaml
               | 乔** | 6 |
               | 陆某某 | 7 |
            points/v/1.yaml
               notice: notices/p
               entries:
               - {household: L, rule: A, on: 2026-10-30, points: 5}
               - {household: M, rule: A, on: 2026-10-30, points: 6}
               - {household: N, rule: A, on: 2026-10-30, points: 7}
        "#]]);
    }
}
