//! `points-altered`: what balances that were published rest on besides batches stays as it was. The comparison itself is
//! [`crate::model::guard::judge_books`]; `publish` uses the same words.
//!
//! Source: the content page of the design: mistakes are reversed, never edited away once published.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::guard::{WrongBook, judge_books};
use crate::model::points::YearEnd;
use crate::source::{SourceId, Span};
use crate::text;

/// Over a broken log there is nothing to hold the content to.
pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    if !facts.log.faults().is_empty() {
        return Vec::new();
    }
    let (wrong, _) = judge_books(facts.log, facts.content, facts.today());
    wrong.iter().map(|wrong| diagnose(facts, wrong)).collect()
}

/// One finding in words, at its place.
pub fn diagnose(facts: &Facts, wrong: &WrongBook) -> Diagnostic {
    let (message, hint) = words(wrong);
    let (file, span) = place(facts, wrong);
    Diagnostic::new(Code::PointsAltered, file, span, message).hint(hint)
}

fn words(wrong: &WrongBook) -> (Text, Text) {
    match wrong {
        WrongBook::Gone { id, line: _ } => (
            text!(
                "公布过的兑换“{id}”不见了，余额会跟着变",
                "The published redemption `{id}` is gone, and a balance changes with it"
            ),
            text!(
                "恢复这一笔，编号不变；兑换错了的，保留原来的一笔，在下一批积分里补记",
                "Restore it under its number; if it was wrong, keep it and make it good in the next batch of points"
            ),
        ),
        WrongBook::Altered { id } => (
            text!(
                "兑换“{id}”公布过，现在户号、日期或者花的积分不一样了，余额会跟着变",
                "The redemption `{id}` was published with another household, day or cost, and a balance changes with it"
            ),
            text!(
                "改回原样。商品调价，原价的一行保留，从新的一天起另写一行；兑换错了的，保留原来的一笔，在下一批积分里补记",
                "Restore it. For a new price keep the old row and add one from a later day; if the redemption was wrong, keep it and make it good in the next batch of points"
            ),
        ),
        WrongBook::YearEnd { before } => {
            let (zh, en) = key(*before);
            (
                text!(
                    "“年终”原来是{zh}，已经过了年；改了它，公布过的余额就变了",
                    "`year_end` was `{en}` when a year ended: changing it changes balances that were published"
                ),
                text!("改回“年终: {zh}”", "Restore `year_end: {en}`"),
            )
        }
    }
}

fn key(year_end: YearEnd) -> (&'static str, &'static str) {
    match year_end {
        YearEnd::Carry => ("结转", "carry"),
        YearEnd::Reset => ("清零", "reset"),
    }
}

fn place(facts: &Facts, wrong: &WrongBook) -> (SourceId, Span) {
    let bank = &facts.content.points;
    let settings = facts.content.site.file;
    match wrong {
        WrongBook::Gone { id: _, line } => {
            let file = facts.log.file().unwrap_or(settings);
            (file, facts.log.span_of(*line).unwrap_or_default())
        }
        WrongBook::Altered { id } => {
            let all = bank.redemptions.iter().flat_map(|file| file.list.iter().map(|one| (file.file, one)));
            let found = all.into_iter().find(|(_, one)| one.id.value == *id);
            found.map_or((settings, Span::default()), |(file, one)| (file, one.id.span))
        }
        WrongBook::YearEnd { .. } => (bank.rules_file.unwrap_or(settings), Span::default()),
    }
}
