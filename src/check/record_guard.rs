//! `points-altered`, `honour-altered`: points batches and honours stay as they were published. The comparison itself
//! is [`crate::model::guard::judge_records`]; `publish` uses the same words.
//!
//! Source: the content page of the design: mistakes are reversed by a new entry, never edited away once published.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::candidate::candidates;
use crate::model::guard::{Situation, Wrong, WrongRecord, judge, judge_records};
use crate::model::honour::Honour;
use crate::model::log::recorded::Sort;
use crate::model::points::Batch;
use crate::model::record::REVOKED;
use crate::source::{SourceId, Span};
use crate::text;

/// Over a broken log there is nothing to hold the content to.
pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    if !facts.log.faults().is_empty() || facts.log.records().iter().next().is_none() {
        return Vec::new();
    }
    let (content, today) = (facts.content, facts.today());
    if judge_records(facts.log, content, &[], today).findings.is_empty() {
        return Vec::new();
    }
    // what goes up anew may bring another batch, and is worth looking for only now
    let situation =
        Situation { today, calendar: &content.calendar, demo: content.site.is_demo(), index_pattern: None };
    let said = judge(facts.log, &candidates(content, facts.log, today), situation).events;
    let judgement = judge_records(facts.log, content, &said, today);
    judgement.findings.iter().map(|wrong| diagnose(facts, wrong)).collect()
}

/// One finding in words, at its place.
pub fn diagnose(facts: &Facts, found: &WrongRecord) -> Diagnostic {
    let (code, (message, hint)) = match found.sort {
        Sort::PointsBatch => (Code::PointsAltered, batch_words(&found.id, &found.wrong)),
        Sort::Honour => (Code::HonourAltered, honour_words(&found.id, &found.wrong)),
    };
    let (file, span) = place(facts, found);
    Diagnostic::new(code, file, span, message).hint(hint)
}

fn batch_words(id: &str, wrong: &Wrong) -> (Text, Text) {
    match wrong {
        Wrong::Vanished { now } => {
            let message = text!("公示过的积分批次“{id}”不见了", "The posted points batch `{id}` is gone");
            (message, vanished_hint(id, "yaml", now.as_deref()))
        }
        Wrong::Altered { parts, open } => {
            let (zh, en) = names(parts);
            let message = match open {
                true => text!("这一批正在公示，却改动了{zh}", "Changed while the batch is posted: {en}"),
                false => text!("这一批已经公示过，又改动了{zh}", "Changed after the batch was posted: {en}"),
            };
            let hint = match open {
                true => text!(
                    "改回原样；公示期满以后，在下一批里加一笔“冲销”。要改这一批，连同公告一起重新公示（公告写一条更正，截止日写够新的一期），或者先撤销公告",
                    "Restore it, and take the entry back by `reverses` in the next batch. To change this one, post its notice anew with a correction and a whole new window, or withdraw the notice first"
                ),
                false => text!(
                    "改回原样，在下一批里加一笔“冲销”，例如 冲销: 批次/户号/事项/日期",
                    "Restore it, and take the entry back in the next batch: reverses: batch/household/rule/date"
                ),
            };
            (message, hint)
        }
    }
}

fn honour_words(id: &str, wrong: &Wrong) -> (Text, Text) {
    match wrong {
        Wrong::Vanished { now } => {
            let message = text!("公布过的荣誉“{id}”不见了", "The published honour `{id}` is gone");
            (message, vanished_hint(id, "md", now.as_deref()))
        }
        Wrong::Altered { parts, open: _ } => {
            let (zh, en) = names(parts);
            let message = text!("公布过的荣誉，改动了{zh}", "Changed after the honour was published: {en}");
            let hint = text!(
                "改回原样。称号撤销了，写“撤销: {{日期: …, 原因: …}}”，只撤销一个人的写在那个人名下；授给别的人，另写一个荣誉文件",
                "Restore it. If the honour was taken back, write revoked: {{on: …, reason: …}}; to honour somebody else, write another file"
            );
            (message, hint)
        }
    }
}

fn vanished_hint(id: &str, ending: &str, now: Option<&str>) -> Text {
    match now {
        Some(now) => text!(
            "文件改名成了 content/{now}.{ending}；改回 content/{id}.{ending}，公布以后路径不再变",
            "The file is now content/{now}.{ending}; name it content/{id}.{ending} again: its path does not change once published"
        ),
        None => text!(
            "恢复 content/{id}.{ending}；公布以后不能删除",
            "Restore content/{id}.{ending}: once published it stays"
        ),
    }
}

/// Parts by their names in the record, and in Chinese.
const NAMES: &[(&str, &str)] = &[
    ("batch", "批次"),
    ("village", "村"),
    ("meeting", "评议日期"),
    ("notice", "公示"),
    ("entries", "明细"),
    ("deductions", "扣分"),
    ("award", "称号"),
    ("level", "级别"),
    ("year", "年度"),
    ("awarded_by", "表彰单位"),
    ("decision_number", "决定文号"),
    ("decision_on", "决定日期"),
    ("recipients", "获奖者"),
    ("valid_until", "有效期至"),
    ("revoked", "撤销"),
];

fn names(parts: &[String]) -> (String, String) {
    let zh = |part: &String| {
        if let Some(number) = part.strip_prefix(REVOKED) {
            return format!("第{number}个获奖者的撤销");
        }
        NAMES.iter().find(|(key, _)| key == part).map_or_else(|| part.clone(), |(_, zh)| (*zh).to_owned())
    };
    (parts.iter().map(zh).collect::<Vec<_>>().join("、"), parts.join(", "))
}

/// At the first part that differs, or at the log's last line about what is gone.
fn place(facts: &Facts, found: &WrongRecord) -> (SourceId, Span) {
    let part = match &found.wrong {
        Wrong::Altered { parts, .. } => parts.first().map_or("", String::as_str),
        Wrong::Vanished { .. } => "",
    };
    let batch = facts.content.points.batches.iter().find(|batch| batch.id == found.id);
    let honour = facts.content.honours.iter().find(|honour| honour.item.id == found.id);
    match (batch, honour) {
        (Some(batch), _) => (batch.file, batch_span(batch, part)),
        (None, Some(honour)) => (honour.item.file, honour_span(honour, part)),
        (None, None) => {
            let line =
                facts.log.records().get(&found.id).and_then(|kept| kept.lines.last().copied()).unwrap_or(1);
            let file = facts.log.file().unwrap_or(facts.content.site.file);
            (file, facts.log.span_of(line).unwrap_or_default())
        }
    }
}

fn batch_span(batch: &Batch, part: &str) -> Span {
    let entry = |shown: bool| {
        batch
            .entries
            .iter()
            .find(|entry| entry.is_shown() == shown)
            .map(|entry| Span::at(entry.span.start as usize))
    };
    let found = match part {
        "village" => Some(batch.village.span),
        "meeting" => batch.meeting.as_ref().map(|meeting| meeting.span),
        "notice" => batch.notice.as_ref().map(|notice| notice.span),
        "entries" => entry(true),
        "deductions" => entry(false),
        _ => None,
    };
    found.unwrap_or(batch.batch.span)
}

fn honour_span(honour: &Honour, part: &str) -> Span {
    let start = |span: Span| Span::at(span.start as usize);
    let decision = honour.decision.as_ref();
    let found = match part {
        "award" => Some(honour.award.span),
        "level" => Some(honour.level.span),
        "year" => honour.year.as_ref().map(|year| year.span),
        "awarded_by" => honour.awarded_by.as_ref().map(|by| by.span),
        "decision_number" | "decision_on" => decision.map(|decision| start(decision.span)),
        "notice" => honour.notice.as_ref().map(|notice| notice.span),
        "recipients" => honour.recipients.first().map(|first| start(first.span)),
        "valid_until" => honour.valid_until.as_ref().map(|until| until.span),
        "revoked" => honour.revoked.as_ref().map(|revoked| start(revoked.span)),
        part => {
            let number = part.strip_prefix(REVOKED).and_then(|number| number.parse::<usize>().ok());
            let one = number.and_then(|number| honour.recipients.get(number.checked_sub(1)?));
            one.map(|one| start(one.value.revoked.as_ref().map_or(one.span, |revoked| revoked.span)))
        }
    };
    found.unwrap_or(honour.item.head)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::case;
    use expect_test::expect;

    const RULES: (&str, &str) = ("rules.yaml", "points: {name: 积分公示, posting: {min: 3}}\n");
    const NOTICE: (&str, &str) = (
        "notices/p.md",
        "---\ntitle: 一\nkind: points\nissuer: 二\nposting: {from: 2026-11-05, until: 2026-11-09}\n---\n",
    );
    const BATCH: (&str, &str) = (
        "points/v/1.yaml",
        "batch: B\nvillage: 上村\nmeeting: 2026-11-04\nreviewers: [一]\nnotice: notices/p\nentries:\n- {household: L, rule: A, on: 2026-10-30, points: 5}\n",
    );
    const HONOUR: (&str, &str) = (
        "honours/h.md",
        "---\ntitle: 一\naward: 文明家庭\nlevel: village\nrecipients: [{name: 何守成}]\n---\n",
    );

    #[test]
    fn what_was_published_stays_as_it_was() {
        let posted =
            || case(check).with([RULES, NOTICE]).posted(&[RULES, NOTICE, BATCH, HONOUR], "2026-11-05");
        posted().on("2026-11-06").shows(expect![[r#"
            points/v/1.yaml
               notice: notices/p
               entries:
               - {household: L, rule: A, on: 2026-10-30, points: 8}
            //   ^ error[points-altered]
            // 这一批正在公示，却改动了明细
            // ➜ 改回原样；公示期满以后，在下一批里加一笔“冲销”。要改这一批，连同公告一起重新公示（公告写一条更正，截止日写够新的一期），或者先撤销公告
            // Changed while the batch is posted: entries
            // ➜ Restore it, and take the entry back by `reverses` in the next batch. To change this one, post its notice anew with a correction and a whole new window, or withdraw the notice first
            honours/h.md
               award: 最美志愿者
            //        ^^^^^^^^^^ error[honour-altered]
            // 公布过的荣誉，改动了称号、获奖者
            // ➜ 改回原样。称号撤销了，写“撤销: {日期: …, 原因: …}”，只撤销一个人的写在那个人名下；授给别的人，另写一个荣誉文件
            // Changed after the honour was published: award, recipients
            // ➜ Restore it. If the honour was taken back, write revoked: {on: …, reason: …}; to honour somebody else, write another file
               recipients: [{name: 何守城}]
        "#]]);
        posted().on("2026-11-20").with([HONOUR]).shows(expect![[r#"
            points/v/1.yaml
               batch: C
            //        ^ error[points-altered]
            // 这一批已经公示过，又改动了批次
            // ➜ 改回原样，在下一批里加一笔“冲销”，例如 冲销: 批次/户号/事项/日期
            // Changed after the batch was posted: batch
            // ➜ Restore it, and take the entry back in the next batch: reverses: batch/household/rule/date
               notice: notices/p
               entries:
               - {household: L, rule: A, on: 2026-10-30, points: 5}
        "#]]);
    }
}
