//! `points-reviewers`: at least three different people review a batch. `points-self-review`: neither the
//! proposer of an entry nor the head of its household is among them.
//!
//! Household names are masked (顾*林). A reviewer fits a masked name when at least two of its characters are
//! shown and agree; with fewer nothing can be told.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::points::{Batch, Entry};
use crate::model::reversal::Standing;
use crate::source::{Span, Spanned};
use crate::text;
use std::collections::{BTreeSet, HashMap};

/// Source: the content page of the design, points.
const FEWEST: usize = 3;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let bank = &facts.content.points;
    let heads: HashMap<&str, &str> =
        bank.households.iter().map(|home| (home.id.value.as_str(), home.name.value.as_str())).collect();
    let mut found: Vec<Diagnostic> = bank.batches.iter().filter_map(too_few).collect();
    let standing = facts.booked().iter().filter(|booked| booked.standing == Standing::Stands);
    for booked in standing {
        let (batch, entry) = (booked.batch, &booked.entry.value);
        found.extend(proposer(batch, entry).or_else(|| household(batch, entry, &heads)));
    }
    found
}

fn too_few(batch: &Batch) -> Option<Diagnostic> {
    let people: BTreeSet<String> =
        batch.reviewers.iter().map(|name| plain(&name.value)).filter(|name| !name.is_empty()).collect();
    let count = people.len();
    if count >= FEWEST {
        return None;
    }
    let span = match (batch.reviewers.first(), batch.reviewers.last()) {
        (Some(first), Some(last)) => Span { start: first.span.start, end: last.span.end },
        _ => batch.batch.span,
    };
    let message = text!(
        "评议人只有{count}个，至少要{FEWEST}个（同一个人只算一次）",
        "The batch has {count} reviewers; at least {FEWEST} different people are needed"
    );
    let hint = text!("写成：评议人: [某甲, 某乙, 某丙]", "Write: reviewers: [one, two, three]");
    Some(Diagnostic::new(Code::PointsReviewers, batch.file, span, message).hint(hint))
}

fn proposer(batch: &Batch, entry: &Entry) -> Option<Diagnostic> {
    let proposer = entry.proposer.as_ref()?;
    let name = plain(&proposer.value);
    batch.reviewers.iter().find(|reviewer| plain(&reviewer.value) == name)?;
    let message =
        text!("{name}申报了这一笔，又参加了评议", "{name} proposed this entry and is among its reviewers");
    Some(report(batch, proposer, message))
}

fn household(batch: &Batch, entry: &Entry, heads: &HashMap<&str, &str>) -> Option<Diagnostic> {
    let head = *heads.get(entry.household.value.as_str())?;
    let reviewer = batch.reviewers.iter().find(|reviewer| fits(head, &plain(&reviewer.value)))?;
    let (name, id) = (&reviewer.value, &entry.household.value);
    let message = text!(
        "评议人{name}看来就是这一户（{id} {head}）的户主",
        "The reviewer {name} seems to be the head of this household ({id} {head})"
    );
    Some(report(batch, &entry.household, message))
}

fn report(batch: &Batch, at: &Spanned<String>, message: crate::diagnostic::Text) -> Diagnostic {
    let hint = text!(
        "换一位评议人，人数仍要有{FEWEST}个；如果只是姓名相像的另一个人，把户主姓名换一个字隐去",
        "Have somebody else review it; if it is another person, mask another character of the household's name"
    );
    Diagnostic::new(Code::PointsSelfReview, batch.file, at.span, message).hint(hint)
}

/// A name without the spaces that people align names with.
fn plain(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace()).collect()
}

fn is_mask(c: char) -> bool {
    matches!(c, '*' | '＊' | '某' | '×' | '○' | '〇' | '□')
}

/// Whether a name may be the one that a masked name stands for; each mask hides one character or more.
fn fits(masked: &str, name: &str) -> bool {
    let masked: Vec<char> = masked.chars().filter(|c| !c.is_whitespace()).collect();
    let name: Vec<char> = name.chars().collect();
    let head: Vec<char> = masked.iter().copied().take_while(|&c| !is_mask(c)).collect();
    if head.len() == masked.len() {
        return masked == name && !name.is_empty();
    }
    let mut tail: Vec<char> = masked.iter().rev().copied().take_while(|&c| !is_mask(c)).collect();
    tail.reverse();
    let hidden = masked.len() - head.len() - tail.len();
    head.len() + tail.len() >= 2
        && name.len() >= head.len() + tail.len() + hidden.min(1)
        && name.len() <= masked.len() + 1
        && name.starts_with(&head)
        && name.ends_with(&tail)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::case;
    use expect_test::expect;

    const HOUSEHOLDS: (&str, &str) = (
        "points/households.yaml",
        "- {id: L, village: 上村, name: 顾*林}\n- {id: M, village: 上村, name: 陆某某}\n",
    );

    #[test]
    fn three_different_people_review() {
        case(check).with([HOUSEHOLDS]).shows(expect![[r#"
            points/v/b.yaml
               reviewers: [陆守成, 乔桂香, 纪长根]
               entries:
               - {rule: A, on: 2026-10-30, points: 5, household: L}
        "#]]);
        case(check).with([HOUSEHOLDS]).shows(expect![[r#"
            points/v/b.yaml
               reviewers: [陆守成, 乔桂香]
            //             ^^^^^^^^^^^^^^ error[points-reviewers]
            // 评议人只有2个，至少要3个（同一个人只算一次）
            // ➜ 写成：评议人: [某甲, 某乙, 某丙]
            // The batch has 2 reviewers; at least 3 different people are needed
            // ➜ Write: reviewers: [one, two, three]
               entries:
               - {rule: A, on: 2026-10-30, points: 5, household: L}
        "#]]);
        case(check).with([HOUSEHOLDS]).shows(expect![[r#"
            points/v/b.yaml
               reviewers: [陆守成, 乔桂香, 乔桂 香]
            //             ^^^^^^^^^^^^^^^^^^^^^^^ error[points-reviewers]
            // 评议人只有2个，至少要3个（同一个人只算一次）
            // ➜ 写成：评议人: [某甲, 某乙, 某丙]
            // The batch has 2 reviewers; at least 3 different people are needed
            // ➜ Write: reviewers: [one, two, three]
               entries:
               - {rule: A, on: 2026-10-30, points: 5, household: L}
        "#]]);
        case(check).with([HOUSEHOLDS]).shows(expect![[r#"
            points/v/b.yaml
            // 1:8 error[points-reviewers]
            // 评议人只有0个，至少要3个（同一个人只算一次）
            // ➜ 写成：评议人: [某甲, 某乙, 某丙]
            // The batch has 0 reviewers; at least 3 different people are needed
            // ➜ Write: reviewers: [one, two, three]
               reviewers: []
               entries:
               - {rule: A, on: 2026-10-30, points: 5, household: L}
        "#]]);
    }

    #[test]
    fn nobody_reviews_what_they_proposed() {
        case(check).with([HOUSEHOLDS]).shows(expect![[r#"
            points/v/b.yaml
               reviewers: [陆守成, 乔桂香, 纪长根]
               entries:
               - {rule: A, on: 2026-10-30, points: 5, household: L, proposer: 乔桂香}
            //                                                                ^^^^^^ error[points-self-review]
            // 乔桂香申报了这一笔，又参加了评议
            // ➜ 换一位评议人，人数仍要有3个；如果只是姓名相像的另一个人，把户主姓名换一个字隐去
            // 乔桂香 proposed this entry and is among its reviewers
            // ➜ Have somebody else review it; if it is another person, mask another character of the household's name
        "#]]);
        case(check).with([HOUSEHOLDS]).shows(expect![[r#"
            points/v/b.yaml
               reviewers: [陆守成, 乔桂香, 纪长根]
               entries:
               - {rule: A, on: 2026-10-30, points: 5, household: L, proposer: 贺建平}
        "#]]);
    }

    #[test]
    fn nobody_reviews_their_own_household() {
        case(check).with([HOUSEHOLDS]).shows(expect![[r#"
            points/v/b.yaml
               reviewers: [顾春林, 乔桂香, 纪长根]
               entries:
               - {rule: A, on: 2026-10-30, points: 5, household: L}
            //                                                   ^ error[points-self-review]
            // 评议人顾春林看来就是这一户（L 顾*林）的户主
            // ➜ 换一位评议人，人数仍要有3个；如果只是姓名相像的另一个人，把户主姓名换一个字隐去
            // The reviewer 顾春林 seems to be the head of this household (L 顾*林)
            // ➜ Have somebody else review it; if it is another person, mask another character of the household's name
        "#]]);
        case(check).with([HOUSEHOLDS]).shows(expect![[r#"
            points/v/b.yaml
               reviewers: [顾家和, 林顾, 顾林]
               entries:
               - {rule: A, on: 2026-10-30, points: 5, household: L}
        "#]]);
        // a surname alone tells nothing
        case(check).with([HOUSEHOLDS]).shows(expect![[r#"
            points/v/b.yaml
               reviewers: [陆守成, 乔桂香, 纪长根]
               entries:
               - {rule: A, on: 2026-10-30, points: 5, household: M}
        "#]]);
    }

    #[test]
    fn masked_names_fit_what_they_may_stand_for() {
        for (masked, name, expected) in [
            ("欧阳*华", "欧阳春华", true),
            ("欧阳*", "欧阳春", true),
            ("顾＊林", "顾玉林", true),
            ("顾*林", "顾玉林森", false),
            ("顾**", "顾玉林", false),
            ("顾林", "顾林", true),
            ("顾林", "顾林森", false),
            ("", "", false),
        ] {
            assert_eq!(fits(masked, name), expected, "{masked} {name}");
        }
    }
}
