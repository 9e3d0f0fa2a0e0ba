//! `points-altered`: what balances that were published rest on besides batches stays as it was. The comparison itself is
//! [`crate::model::guard::judge_books`]; `publish` uses the same words.
//!
//! Source: the content page of the design: mistakes are reversed, never edited away once published.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic, Severity, Text};
use crate::model::guard::{WrongBook, judge_books};
use crate::model::points::YearEnd;
use crate::source::{SourceId, Span};
use crate::text;
use jiff::civil::Date;

/// How many households one message names.
const NAMED: usize = 3;

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
    let (message, hint) = words(facts.today(), wrong);
    let (file, span) = place(facts, wrong);
    let mut diagnostic = Diagnostic::new(Code::PointsAltered, file, span, message).hint(hint);
    if let WrongBook::Renamed { .. } = wrong {
        diagnostic.severity = Severity::Warning;
    }
    diagnostic
}

fn words(today: Date, wrong: &WrongBook) -> (Text, Text) {
    match wrong {
        WrongBook::Gone { id, line: _ } => (
            text!(
                "公布过的兑换“{id}”不见了，余额会跟着变",
                "The published redemption `{id}` is gone, and a balance changes with it"
            ),
            text!(
                "恢复这一笔，编号不变；兑换错了的，在这一笔里写“撤回: {{日期: {today}, 原因: ……}}”",
                "Restore it under its number; if it was wrong, add `reversed: {{on: {today}, reason: …}}` to it"
            ),
        ),
        WrongBook::Altered { id } => (
            text!(
                "兑换“{id}”公布过，现在户号、日期或者花的积分不一样了，余额会跟着变",
                "The redemption `{id}` was published with another household, day or cost, and a balance changes with it"
            ),
            text!(
                "改回原样。兑换错了的，在这一笔里写“撤回: {{日期: {today}, 原因: ……}}”，再用新的编号另记一笔；商品调价，原价的一行保留，从新的一天起另写一行",
                "Restore it. If it was wrong, add `reversed: {{on: {today}, reason: …}}` to it and write another under a new number; for a new price keep the old row and add one from a later day"
            ),
        ),
        WrongBook::Return { id } => (
            text!(
                "兑换“{id}”的撤回公布过，现在没有了，或者日期不一样，余额会跟着变",
                "The redemption `{id}` was published as taken back, and is no longer, or on another day: a balance changes with it"
            ),
            text!(
                "把“撤回”改回原样；撤回错了的，用新的编号另记一笔兑换",
                "Restore `reversed`; if it was wrong, write another redemption under a new number"
            ),
        ),
        WrongBook::HouseholdGone { id, line: _ } => of_missing(id),
        WrongBook::Opening { id, new } => of_opening(id, *new),
        WrongBook::Renamed { ids } => of_names(ids),
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

/// What an account began with.
fn of_opening(id: &str, new: bool) -> (Text, Text) {
    let (zh, en) = (
        "多记少记的，在下一批积分里补记或者扣回，公示以后算数",
        "what was too much or too little is made good in the next batch of points, which is posted",
    );
    if new {
        let message = text!(
            "户号“{id}”公布时没有初始积分，已经记过别的账，现在加上了，余额会跟着变",
            "The account `{id}` was published with no opening and has been booked on since: adding one changes its balance"
        );
        return (message, text!("删去“初始积分”；{zh}", "Remove `opening`; {en}"));
    }
    let message = text!(
        "户号“{id}”的初始积分或者开户日期公布过，现在不一样了，余额会跟着变",
        "The account `{id}` was published with another opening, or of another day, and its balance changes with it"
    );
    (message, text!("改回原样；{zh}", "Restore it; {en}"))
}

fn of_missing(id: &str) -> (Text, Text) {
    (
        text!(
            "公布过初始积分的户号“{id}”不见了，余额会跟着变",
            "The account `{id}`, published with an opening, is gone, and a balance changes with it"
        ),
        text!(
            "恢复这一户；不再参加的，写“销户日期”",
            "Restore it; an account that has ended says so by `closed`"
        ),
    )
}

fn of_names(ids: &[String]) -> (Text, Text) {
    let (names, count) = (ids[..ids.len().min(NAMED)].join("、"), ids.len());
    (
        text!(
            "户号“{names}”等{count}户记过账，户主换了名字，积分会算到新的名字下",
            "{count} accounts with points ({names}) are of another name than was published, and the points go with it"
        ),
        text!(
            "户主过世、分户、写错了字，可以这样改，张榜记录会记下是哪几户；两户的名字弄反了，改回原样",
            "Right where a head of household has died or a name was mistyped: the log will name these accounts; where two were mixed up, restore them"
        ),
    )
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
        WrongBook::Gone { id: _, line } | WrongBook::HouseholdGone { id: _, line } => {
            let file = facts.log.file().unwrap_or(settings);
            (file, facts.log.span_of(*line).unwrap_or_default())
        }
        WrongBook::Altered { id } | WrongBook::Return { id } => {
            let all = bank.redemptions.iter().flat_map(|file| file.list.iter().map(|one| (file.file, one)));
            let found = all.into_iter().find(|(_, one)| one.id.value == *id);
            found.map_or((settings, Span::default()), |(file, one)| (file, one.id.span))
        }
        WrongBook::Opening { id, new: _ } => {
            let span = bank.household(id).map_or(Span::default(), |home| {
                home.opening.as_ref().map_or(home.id.span, |opening| opening.span)
            });
            (bank.households_file.unwrap_or(settings), span)
        }
        WrongBook::Renamed { ids } => {
            let home = ids.first().and_then(|id| bank.household(id));
            (bank.households_file.unwrap_or(settings), home.map_or(Span::default(), |home| home.name.span))
        }
        WrongBook::YearEnd { .. } => (bank.rules_file.unwrap_or(settings), Span::default()),
    }
}
