//! `duplicate-id`: what others refer to by id or name exists once.
//!
//! Points rules may share an id as long as no day has two of them. Ids of Markdown files are their paths;
//! those that would meet at one URL are `path-collision`.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::place::Places;
use crate::model::points::{PointsBank, PointsRule};
use crate::source::{SourceId, Spanned};
use crate::text;
use jiff::civil::Date;
use std::collections::{BTreeMap, HashSet};

pub fn check(facts: &Facts) -> Vec<Diagnostic> {
    let content = facts.content;
    let mut found = points(&content.points);
    found.extend(rules(&content.points));
    found.extend(places(&content.places));
    let columns = content.site.columns.iter().map(|column| (content.site.file, &column.id));
    found.extend(twice(columns, ("栏目编号", "column id")));
    found
}

fn points(bank: &PointsBank) -> Vec<Diagnostic> {
    let goods_file = bank.goods_file.unwrap_or_default();
    let households_file = bank.households_file.unwrap_or_default();
    let goods = bank.goods.iter().map(|goods| (goods_file, &goods.id));
    let households = bank.households.iter().map(|household| (households_file, &household.id));
    let redemptions = bank.redemptions.iter();
    let redemptions =
        redemptions.flat_map(|list| list.list.iter().map(|redemption| (list.file, &redemption.value.id)));
    let mut found = twice(goods, ("商品编号", "goods id"));
    found.extend(twice(households, ("户号", "household id")));
    found.extend(twice(redemptions, ("兑换编号", "redemption id")));
    found.extend(batches(bank));
    found
}

/// A batch is known by its name within its village.
fn batches(bank: &PointsBank) -> Vec<Diagnostic> {
    let mut seen = HashSet::new();
    let named = bank.batches.iter().filter(|batch| !batch.batch.value.is_empty());
    named
        .filter(|batch| !seen.insert((&batch.village.value, &batch.batch.value)))
        .map(|batch| report(batch.file, &batch.batch, ("批次", "batch")))
        .collect()
}

/// Rules of one id whose validity meets on some day: the one that begins later is reported.
fn rules(bank: &PointsBank) -> Vec<Diagnostic> {
    let mut by_id: BTreeMap<&str, Vec<&PointsRule>> = BTreeMap::new();
    for rule in bank.rules.iter().filter(|rule| !rule.id.value.is_empty()) {
        by_id.entry(&rule.id.value).or_default().push(rule);
    }
    by_id
        .into_values()
        .flat_map(overlaps)
        .map(|rule| same_rule(bank.rules_file.unwrap_or_default(), rule))
        .collect()
}

fn overlaps(mut rules: Vec<&PointsRule>) -> Vec<&PointsRule> {
    rules.sort_by_key(|rule| rule.first_day());
    let mut taken_until: Option<Date> = None;
    let mut found = Vec::new();
    for rule in rules {
        if taken_until.is_some_and(|until| rule.first_day() <= until) {
            found.push(rule);
        }
        let last = rule.valid_until.as_ref().map_or(Date::MAX, |until| until.value);
        taken_until = Some(taken_until.map_or(last, |until| until.max(last)));
    }
    found
}

fn same_rule(file: SourceId, rule: &PointsRule) -> Diagnostic {
    let id = &rule.id.value;
    let message =
        text!("积分规则“{id}”有两条在同一天都有效", "Two points rules `{id}` are valid on the same day");
    let hint = text!(
        "换一个编号；如果是改分值，旧的写“有效期: {{止: ……}}”，新的从第二天起",
        "Use another id; to change its points, end the old one with valid: {{until: …}} and begin the new one a day later"
    );
    Diagnostic::new(Code::DuplicateId, file, rule.id.span, message).hint(hint)
}

/// Names and URL names of townships, and of villages within one township; codes throughout.
fn places(places: &Places) -> Vec<Diagnostic> {
    let (file, townships) = (places.file, &places.townships);
    let names = |spanned| (file, spanned);
    let mut found = twice(townships.iter().map(|t| names(&t.name)), ("乡镇", "township"));
    found.extend(twice(townships.iter().filter_map(|t| t.slug.as_ref()).map(names), SLUG));
    for township in townships {
        let villages = &township.villages;
        found.extend(twice(villages.iter().map(|v| names(&v.name)), ("村", "village")));
        found.extend(twice(villages.iter().filter_map(|v| v.slug.as_ref()).map(names), SLUG));
    }
    let villages = townships.iter().flat_map(|t| &t.villages);
    let codes = townships.iter().map(|t| &t.code).chain(villages.map(|v| &v.code));
    found.extend(twice(codes.flatten().map(names), ("区划代码", "code")));
    found
}

const SLUG: (&str, &str) = ("网址名", "slug");

/// Every id that an earlier one has taken.
fn twice<'a>(
    ids: impl Iterator<Item = (SourceId, &'a Spanned<String>)>,
    what: (&str, &str),
) -> Vec<Diagnostic> {
    let mut seen = HashSet::new();
    ids.filter(|(_, id)| !id.value.is_empty() && !seen.insert(id.value.as_str()))
        .map(|(file, id)| report(file, id, what))
        .collect()
}

fn report(file: SourceId, id: &Spanned<String>, (zh, en): (&str, &str)) -> Diagnostic {
    let written = &id.value;
    let message = text!("{zh}“{written}”前面已经用过", "The {en} `{written}` is used before");
    let hint: Text = text!(
        "换一个没有用过的；如果两处是同一个，删去其中一处",
        "Use one that is free; if both are the same thing, remove one of them"
    );
    Diagnostic::new(Code::DuplicateId, file, id.span, message).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::faults;

    fn found(path: &str, text: &str) -> Vec<String> {
        faults(&[(path, text)], "2026-11-10", check)
    }

    #[test]
    fn households_goods_and_columns_are_unique() {
        let household = |id: &str| format!("- {{户号: {id}, 村: 甲, 户主: 顾*林}}\n");
        let path = "points/households.yaml";
        assert!(found(path, &(household("LY-01") + &household("LY-02"))).is_empty());
        assert_eq!(
            found(path, &(household("LY-01") + &household("LY-01"))),
            ["duplicate-id content/points/households.yaml:2:8"]
        );
        let goods = "- {id: A, name: 盐, points: 1, stock: 1}\n";
        assert_eq!(found("points/goods.yaml", &goods.repeat(3)).len(), 2);
        let site = "name: 甲\nbase_url: https://a.example\ncolumns: [{id: a, name: 一}, {id: b, name: 二}, {id: a, name: 三}]\n";
        assert_eq!(found("site.yaml", site), ["duplicate-id content/site.yaml:3:52"]);
    }

    #[test]
    fn a_rule_may_follow_itself_but_not_overlap() {
        let rule = |valid: &str| format!("- {{id: A01, deed: 甲, points: 5, valid: {{{valid}}}}}\n");
        let two = |a: &str, b: &str| found("points/rules.yaml", &(rule(a) + &rule(b))).len();
        assert_eq!(two("until: 2026-08-31", "from: 2026-09-01"), 0);
        assert_eq!(two("from: 2026-09-01", "until: 2026-08-31"), 0);
        assert_eq!(two("until: 2026-08-31", "from: 2026-08-31"), 1);
        assert_eq!(two("until: 2026-08-31", ""), 1);
        let within =
            rule("from: 2026-01-01, until: 2026-12-31") + &rule("from: 2026-02-01, until: 2026-02-28");
        assert_eq!(found("points/rules.yaml", &(within + &rule("from: 2026-03-01"))).len(), 2);
    }

    #[test]
    fn a_batch_is_known_within_its_village() {
        let batch = |village: &str| {
            format!(
                "batch: 2026-10\nvillage: {village}\nmeeting: 2026-11-04\nreviewers: [甲, 乙, 丙]\nentries: []\n"
            )
        };
        let (up, down) = (batch("上村"), batch("下村"));
        let files = |second| {
            faults(&[("points/a/x.yaml", up.as_str()), ("points/b/y.yaml", second)], "2026-11-10", check)
        };
        assert!(files(&down).is_empty());
        assert_eq!(files(&up), ["duplicate-id content/points/b/y.yaml:1:8"]);
    }

    #[test]
    fn redemptions_are_unique_over_all_files() {
        let list = "village: 甲\nredemptions: [{id: D1, household: A, on: 2026-11-01, goods: []}]\n";
        let files = [("points/a/x.yaml", list), ("points/b/y.yaml", list)];
        assert_eq!(faults(&files, "2026-11-10", check), ["duplicate-id content/points/b/y.yaml:2:20"]);
    }

    #[test]
    fn places_have_their_own_names() {
        let places = "- {name: 甲镇, slug: jia, code: 1, villages: [{name: 上村, slug: shang, code: 2}]}\n- {name: 乙乡, slug: yi, code: 3, villages: [{name: 上村, slug: shang, code: 4}]}\n";
        assert!(found("places.yaml", places).is_empty());
        assert_eq!(found("places.yaml", &places.replace("乙乡", "甲镇")).len(), 1);
        assert_eq!(found("places.yaml", &places.replace("slug: yi", "slug: jia")).len(), 1);
        assert_eq!(found("places.yaml", &places.replace("code: 4", "code: 1")).len(), 1);
        let same = "- {name: 甲镇, villages: [{name: 上村, slug: a}, {name: 上村, slug: a}]}\n";
        assert_eq!(found("places.yaml", same).len(), 2);
    }
}
