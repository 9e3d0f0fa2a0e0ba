//! `duplicate-id`: what others refer to by id or name exists once.
//!
//! Points rules and goods may share an id as long as no day has two of them. Ids of Markdown files are their paths;
//! those that would meet at one URL are `path-collision`.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::place::Places;
use crate::model::points::{Batch, PointsBank};
use crate::model::valid::{Valid, ValidIndex};
use crate::source::{SourceId, Spanned};
use crate::text;
use std::collections::HashSet;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let content = facts.content;
    let mut found = points(&content.points, &content.places);
    found.extend(places(&content.places));
    let columns = content.site.columns.iter().map(|column| (content.site.file, &column.id));
    found.extend(twice(columns, ("栏目编号", "column id")));
    found
}

fn points(bank: &PointsBank, all: &Places) -> Vec<Diagnostic> {
    let goods_file = bank.goods_file.unwrap_or_default();
    let rules_file = bank.rules_file.unwrap_or_default();
    let households_file = bank.households_file.unwrap_or_default();
    let stars = bank.stars.iter().map(|star| (rules_file, &star.name));
    let households = bank.households.iter().map(|household| (households_file, &household.id));
    let redemptions = bank.redemptions.iter();
    let redemptions =
        redemptions.flat_map(|list| list.list.iter().map(|redemption| (list.file, &redemption.value.id)));
    let mut found = versions(&bank.rules, |rule| same(rules_file, &rule.id, RULE));
    found.extend(versions(&bank.goods, |goods| same(goods_file, &goods.id, GOODS)));
    found.extend(twice(stars, ("星级", "star")));
    found.extend(twice(households, ("户号", "household id")));
    found.extend(twice(redemptions, ("兑换编号", "redemption id")));
    found.extend(batches(bank, all));
    found
}

/// Names that several villages have.
fn shared_names(all: &Places) -> HashSet<&str> {
    let mut seen = HashSet::new();
    let villages = all.townships.iter().flat_map(|township| &township.villages);
    villages.map(|village| village.name.value.as_str()).filter(|name| !seen.insert(*name)).collect()
}

/// A batch is known by its name within its village. Of villages of one name each has a folder of its own.
fn batches(bank: &PointsBank, all: &Places) -> Vec<Diagnostic> {
    let mut seen = HashSet::new();
    let shared = shared_names(all);
    let folder = |batch: &'_ Batch| {
        let folder = batch.id.split('/').nth(1).unwrap_or_default();
        shared.contains(batch.village.value.as_str()).then(|| folder.to_owned())
    };
    let named = bank.batches.iter().filter(|batch| !batch.batch.value.is_empty());
    named
        .filter(|batch| !seen.insert((&batch.village.value, &batch.batch.value, folder(batch))))
        .map(|batch| report(batch.file, &batch.batch, ("批次", "batch")))
        .collect()
}

/// Rows of one id whose validity meets on some day: the one that begins later is reported.
fn versions<T: Valid>(list: &[T], report: impl Fn(&T) -> Diagnostic) -> Vec<Diagnostic> {
    ValidIndex::new(list).overlapping().into_iter().map(report).collect()
}

const RULE: [&str; 4] = ["积分规则", "points rules", "分值", "points"];
const GOODS: [&str; 4] = ["商品", "goods", "价格", "price"];

fn same(file: SourceId, id: &Spanned<String>, [zh, en, what, thing]: [&str; 4]) -> Diagnostic {
    let written = &id.value;
    let message =
        text!("{zh}“{written}”有两条在同一天都有效", "Two {en} `{written}` are valid on the same day");
    let hint = text!(
        "换一个编号；如果是改{what}，旧的写“有效期: {{止: ……}}”，新的从第二天起",
        "Use another id; to change its {thing}, end the old one with valid: {{until: …}} and begin the new one a day later"
    );
    Diagnostic::new(Code::DuplicateId, file, id.span, message).hint(hint)
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
    use crate::check::testing::case;
    use expect_test::expect;

    #[test]
    fn households_goods_and_columns_are_unique() {
        case(check).shows(expect![[r#"
            points/households.yaml
               - {户号: LY-01, 村: 甲, 户主: 顾*林}
               - {户号: LY-02, 村: 甲, 户主: 顾*林}
        "#]]);
        case(check).shows(expect![[r#"
            points/households.yaml
               - {户号: LY-01, 村: 甲, 户主: 顾*林}
               - {户号: LY-01, 村: 甲, 户主: 顾*林}
            //          ^^^^^ error[duplicate-id]
            // 户号“LY-01”前面已经用过
            // ➜ 换一个没有用过的；如果两处是同一个，删去其中一处
            // The household id `LY-01` is used before
            // ➜ Use one that is free; if both are the same thing, remove one of them
        "#]]);
        case(check).shows(expect![[r#"
            points/goods.yaml
               - {id: A, name: 盐, points: 1, stock: 1}
               - {id: A, name: 盐, points: 1, stock: 1}
            //        ^ error[duplicate-id]
            // 商品“A”有两条在同一天都有效
            // ➜ 换一个编号；如果是改价格，旧的写“有效期: {止: ……}”，新的从第二天起
            // Two goods `A` are valid on the same day
            // ➜ Use another id; to change its price, end the old one with valid: {until: …} and begin the new one a day later
               - {id: A, name: 盐, points: 1, stock: 1}
            //        ^ error[duplicate-id]
        "#]]);
        case(check).shows(expect![[r#"
            site.yaml
               columns: [{id: a, name: 一}, {id: b, name: 二}, {id: a, name: 三}]
            //                                                      ^ error[duplicate-id]
            // 栏目编号“a”前面已经用过
            // ➜ 换一个没有用过的；如果两处是同一个，删去其中一处
            // The column id `a` is used before
            // ➜ Use one that is free; if both are the same thing, remove one of them
        "#]]);
    }

    #[test]
    fn a_rule_may_follow_itself_but_not_overlap() {
        case(check).shows(expect![[r#"
            points/rules.yaml
               - {id: A01, deed: 甲, points: 5, valid: {until: 2026-08-31}}
               - {id: A01, deed: 甲, points: 5, valid: {from: 2026-09-01}}
        "#]]);
        case(check).shows(expect![[r#"
            points/rules.yaml
               - {id: A01, deed: 甲, points: 5, valid: {from: 2026-09-01}}
               - {id: A01, deed: 甲, points: 5, valid: {until: 2026-08-31}}
        "#]]);
        case(check).shows(expect![[r#"
            points/rules.yaml
               - {id: A01, deed: 甲, points: 5, valid: {until: 2026-08-31}}
               - {id: A01, deed: 甲, points: 5, valid: {from: 2026-08-31}}
            //        ^^^ error[duplicate-id]
            // 积分规则“A01”有两条在同一天都有效
            // ➜ 换一个编号；如果是改分值，旧的写“有效期: {止: ……}”，新的从第二天起
            // Two points rules `A01` are valid on the same day
            // ➜ Use another id; to change its points, end the old one with valid: {until: …} and begin the new one a day later
        "#]]);
        case(check).shows(expect![[r#"
            points/rules.yaml
               - {id: A01, deed: 甲, points: 5, valid: {until: 2026-08-31}}
               - {id: A01, deed: 甲, points: 5, valid: {}}
            //        ^^^ error[duplicate-id]
            // 积分规则“A01”有两条在同一天都有效
            // ➜ 换一个编号；如果是改分值，旧的写“有效期: {止: ……}”，新的从第二天起
            // Two points rules `A01` are valid on the same day
            // ➜ Use another id; to change its points, end the old one with valid: {until: …} and begin the new one a day later
        "#]]);
        case(check).shows(expect![[r#"
            points/rules.yaml
               - {id: A01, deed: 甲, points: 5, valid: {from: 2026-01-01, until: 2026-12-31}}
               - {id: A01, deed: 甲, points: 5, valid: {from: 2026-02-01, until: 2026-02-28}}
            //        ^^^ error[duplicate-id]
            // 积分规则“A01”有两条在同一天都有效
            // ➜ 换一个编号；如果是改分值，旧的写“有效期: {止: ……}”，新的从第二天起
            // Two points rules `A01` are valid on the same day
            // ➜ Use another id; to change its points, end the old one with valid: {until: …} and begin the new one a day later
               - {id: A01, deed: 甲, points: 5, valid: {from: 2026-03-01}}
            //        ^^^ error[duplicate-id]
        "#]]);
    }

    #[test]
    fn a_batch_is_known_within_its_village() {
        case(check).shows(expect![[r#"
            points/a/x.yaml
               batch: 2026-10
               village: 上村
               entries: []
            points/b/y.yaml
               batch: 2026-10
               village: 下村
               entries: []
        "#]]);
        case(check).shows(expect![[r#"
            points/a/x.yaml
               batch: 2026-10
               village: 上村
               entries: []
            points/b/y.yaml
               batch: 2026-10
            //        ^^^^^^^ error[duplicate-id]
            // 批次“2026-10”前面已经用过
            // ➜ 换一个没有用过的；如果两处是同一个，删去其中一处
            // The batch `2026-10` is used before
            // ➜ Use one that is free; if both are the same thing, remove one of them
               village: 上村
               entries: []
        "#]]);
    }

    #[test]
    fn redemptions_are_unique_over_all_files() {
        case(check).shows(expect![[r#"
            points/a/x.yaml
               redemptions: [{id: D1, household: A, on: 2026-11-01, goods: []}]
            points/b/y.yaml
               redemptions: [{id: D1, household: A, on: 2026-11-01, goods: []}]
            //                    ^^ error[duplicate-id]
            // 兑换编号“D1”前面已经用过
            // ➜ 换一个没有用过的；如果两处是同一个，删去其中一处
            // The redemption id `D1` is used before
            // ➜ Use one that is free; if both are the same thing, remove one of them
        "#]]);
    }

    #[test]
    fn places_have_their_own_names() {
        case(check).shows(expect![[r#"
            places.yaml
               - {name: 甲镇, slug: jia, code: 1, villages: [{name: 上村, slug: shang, code: 2}]}
               - {name: 乙乡, slug: yi, code: 3, villages: [{name: 上村, slug: shang, code: 4}]}
        "#]]);
        case(check).shows(expect![[r#"
            places.yaml
               - {name: 甲镇, slug: jia, code: 1, villages: [{name: 上村, slug: shang, code: 2}]}
               - {name: 甲镇, slug: yi, code: 3, villages: [{name: 上村, slug: shang, code: 4}]}
            //          ^^^^ error[duplicate-id]
            // 乡镇“甲镇”前面已经用过
            // ➜ 换一个没有用过的；如果两处是同一个，删去其中一处
            // The township `甲镇` is used before
            // ➜ Use one that is free; if both are the same thing, remove one of them
        "#]]);
        case(check).shows(expect![[r#"
            places.yaml
               - {name: 甲镇, slug: jia, code: 1, villages: [{name: 上村, slug: shang, code: 2}]}
               - {name: 乙乡, slug: jia, code: 3, villages: [{name: 上村, slug: shang, code: 4}]}
            //                      ^^^ error[duplicate-id]
            // 网址名“jia”前面已经用过
            // ➜ 换一个没有用过的；如果两处是同一个，删去其中一处
            // The slug `jia` is used before
            // ➜ Use one that is free; if both are the same thing, remove one of them
        "#]]);
        case(check).shows(expect![[r#"
            places.yaml
               - {name: 甲镇, slug: jia, code: 1, villages: [{name: 上村, slug: shang, code: 2}]}
               - {name: 乙乡, slug: yi, code: 3, villages: [{name: 上村, slug: shang, code: 1}]}
            //                                                                              ^ error[duplicate-id]
            // 区划代码“1”前面已经用过
            // ➜ 换一个没有用过的；如果两处是同一个，删去其中一处
            // The code `1` is used before
            // ➜ Use one that is free; if both are the same thing, remove one of them
        "#]]);
        case(check).shows(expect![[r#"
            places.yaml
               - {name: 甲镇, villages: [{name: 上村, slug: a}, {name: 上村, slug: a}]}
            //                                                         ^^^^ error[duplicate-id]
            // 村“上村”前面已经用过
            // ➜ 换一个没有用过的；如果两处是同一个，删去其中一处
            // The village `上村` is used before
            // ➜ Use one that is free; if both are the same thing, remove one of them
            //                                                                     ^ error[duplicate-id]
            // 网址名“a”前面已经用过
            // ➜ 换一个没有用过的；如果两处是同一个，删去其中一处
        "#]]);
    }

    #[test]
    fn villages_of_one_name_number_their_batches_each_for_itself() {
        let places = (
            "places.yaml",
            "- {name: 甲镇, villages: [{name: 同村}, {name: 上村}]}\n- {name: 乙乡, villages: [{name: 同村}]}\n",
        );
        case(check).with([places]).shows(expect![[r#"
            points/a/1.yaml
               batch: 2026-10
               village: 同村
               entries: []
            points/a/sub/2.yaml
               batch: 2026-10
            //        ^^^^^^^ error[duplicate-id]
            // 批次“2026-10”前面已经用过
            // ➜ 换一个没有用过的；如果两处是同一个，删去其中一处
            // The batch `2026-10` is used before
            // ➜ Use one that is free; if both are the same thing, remove one of them
               village: 同村
               entries: []
            points/b/1.yaml
               batch: 2026-10
               village: 同村
               entries: []
            points/c/1.yaml
               batch: 2026-10
               village: 上村
               entries: []
            points/d/1.yaml
               batch: 2026-10
            //        ^^^^^^^ error[duplicate-id]
               village: 上村
               entries: []
        "#]]);
    }
}
