//! The page of a household, its row of open data and the ledger say the same, on any day.

mod rankings;

use crate::model::content::Content;
use crate::plan::tests::{SITE, content, file, planned};
use crate::plan::view::{HouseholdView, PeriodRowView, PeriodView, PointsView};
use crate::plan::{Data, SitePlan, View};
use serde_json::Value;

const HOUSEHOLDS: (&str, &str) = ("points/households.yaml", "- {id: H, village: 莲溪村, name: 张某某}\n");
const GOODS: (&str, &str) = ("points/goods.yaml", "- {id: S, name: 食盐, points: 4, stock: 9}\n");
const KINDS: (&str, &str) =
    ("rules.yaml", "points: {name: 积分公示, posting: {min: 3}, source: {title: 办法}}\n");

fn rules(year_end: &str) -> String {
    format!(
        "year_end: {year_end}\nrules:\n- {{id: A, deed: 清洁户, points: 10}}\n- {{id: X, deed: 乱倒垃圾, points: -5}}\n"
    )
}

/// Stands open on 5 and 6 October.
fn notice(more: &str) -> String {
    format!(
        "---\ntitle: 积分\nkind: points\nissuer: 莲溪村\nposting: {{from: 2026-10-05, until: 2026-10-06}}\n{more}---\n"
    )
}

/// A batch that one notice of [`site`] posts.
fn batch(name: &str, notice: &str, entries: &str) -> String {
    format!(
        "batch: {name}\nvillage: 莲溪村\nmeeting: 2026-10-04\nreviewers: [甲, 乙, 丙]\nnotice: notices/{notice}\nentries: [{entries}]\n"
    )
}

const GAIN: &str = "{household: H, rule: A, on: 2026-10-01, points: 10}";
const REVERSAL: &str = "{household: H, rule: A, on: 2026-10-20, points: -10, reverses: B1/H/A/2026-10-01}";
const DEDUCTION: &str = "{household: H, rule: X, on: 2026-10-02, points: -5}";

/// A first batch, posted by `first`, which ends on 6 October; a second one, whose notice ends on 5 November.
fn site(year_end: &str, first: &str, entries: &str, second: &str, bought: &str) -> Content {
    let later =
        notice("").replace("from: 2026-10-05, until: 2026-10-06", "from: 2026-11-01, until: 2026-11-05");
    let second = batch("B2", "later", second).replace("2026-10-04", "2026-10-31");
    content(&[
        SITE,
        KINDS,
        HOUSEHOLDS,
        GOODS,
        ("points/rules.yaml", &rules(year_end)),
        ("notices/first.md", first),
        ("notices/later.md", &later),
        ("points/v/1.yaml", &batch("B1", "first", entries)),
        ("points/v/2.yaml", &second),
        ("points/v/3.yaml", &format!("village: 莲溪村\nredemptions: [{bought}]\n")),
    ])
}

fn data_of<'a>(plan: &SitePlan<'a>, path: &str, name: &str) -> Data {
    let View::Page(page) = plan.view(plan.find(path).expect(path)) else { panic!("{path} is a file") };
    page.data.into_iter().find(|(named, _)| *named == name).expect(name).1
}

fn household(plan: &SitePlan) -> HouseholdView {
    match data_of(plan, "points/household/H/index.html", "household") {
        Data::HouseholdView(view) => view,
        _ => panic!("no household"),
    }
}

fn county(plan: &SitePlan) -> PointsView {
    match data_of(plan, "points/index.html", "points") {
        Data::PointsView(view) => view,
        _ => panic!("no points"),
    }
}

/// What all places say on a day, once they are found to agree: balance, earned, spent, expired, pending.
fn agreed(content: &Content, day: &str) -> [i64; 5] {
    let plan = planned(content, day);
    let page = household(&plan);
    let shown = [page.balance, page.earned, page.spent, page.expired, page.pending];
    let data: Value = serde_json::from_str(&file(&plan, "data/points.json")).expect("JSON");
    let row = ["balance", "earned", "spent", "expired", "pending"].map(|key| data["items"][0][key].as_i64());
    assert_eq!(row, shown.map(Some), "open data on {day}");
    let sums = plan.facts.ledger.sums(["H"], day.parse().expect("a date"));
    assert_eq!(
        shown,
        [sums.balance, sums.earned, sums.spent, sums.expired, sums.pending],
        "the ledger on {day}"
    );
    let bar = &county(&plan).rows[0];
    assert_eq!([bar.value, bar.earned, bar.spent, bar.expired], shown[..4], "the county's page on {day}");
    assert_eq!(page.balance, page.earned - page.spent - page.expired, "{day}");
    let listed: i64 =
        page.entries.iter().filter(|entry| entry.state.label != "已冲销").map(|entry| entry.points).sum();
    assert_eq!(listed, page.balance + page.pending, "the lines on {day}: {:#?}", page.entries);
    shown
}

/// The lines of the household's page: points, what, state.
fn lines(content: &Content, day: &str) -> Vec<String> {
    let entries = household(&planned(content, day)).entries;
    let words = |entry: &crate::plan::view::PointsEntryView| {
        format!("{:+} {} {}", entry.points, entry.what, entry.state.label)
    };
    entries.iter().map(words).collect()
}

/// How the first batch stands.
fn first_batch(content: &Content, day: &str) -> String {
    let batches = county(&planned(content, day)).batches;
    batches.into_iter().find(|batch| batch.name == "B1").expect("B1").state.label
}

#[test]
fn a_year_that_ends_with_a_reset_does_so_everywhere() {
    let bought = "{id: D, household: H, on: 2026-12-01, goods: [{id: S, quantity: 2}]}";
    let carried = site("carry", &notice(""), GAIN, "", bought);
    assert_eq!(agreed(&carried, "2027-01-01"), [2, 10, 8, 0, 0]);
    let reset = site("reset", &notice(""), GAIN, "", bought);
    assert_eq!(agreed(&reset, "2026-12-31"), [2, 10, 8, 0, 0]);
    assert_eq!(lines(&reset, "2026-12-31"), ["-8 兑换食盐 × 2 已兑换", "+10 清洁户 可兑换"]);
    assert_eq!(agreed(&reset, "2027-01-01"), [0, 10, 8, 2, 0]);
    assert_eq!(
        lines(&reset, "2027-01-01"),
        ["-2 年终清零 已清零", "-8 兑换食盐 × 2 已兑换", "+10 清洁户 年度已结"]
    );
}

#[test]
fn deductions_are_one_line_that_adds_up() {
    let twice = format!("{GAIN}, {DEDUCTION}");
    let later = DEDUCTION.replace("10-02", "10-30");
    let site = site("carry", &notice(""), &twice, &later, "");
    assert_eq!(agreed(&site, "2026-10-06"), [0, 0, 0, 0, 5]);
    assert_eq!(lines(&site, "2026-10-06"), ["+10 清洁户 公示中", "-5 扣分合计 公示中"]);
    assert_eq!(agreed(&site, "2026-11-05"), [5, 5, 0, 0, -5]);
    assert_eq!(lines(&site, "2026-11-05"), ["+10 清洁户 可兑换", "-5 扣分合计 已扣除", "-5 扣分合计 公示中"]);
    assert_eq!(agreed(&site, "2026-11-06"), [0, 0, 0, 0, 0]);
    assert_eq!(lines(&site, "2026-11-06"), ["+10 清洁户 可兑换", "-10 扣分合计 已扣除"]);
}

#[test]
fn an_entry_that_was_taken_back_is_not_to_be_spent() {
    let site = site("carry", &notice(""), GAIN, REVERSAL, "");
    assert_eq!(lines(&site, "2026-10-19"), ["+10 清洁户 可兑换"]);
    assert_eq!(agreed(&site, "2026-11-05"), [10, 10, 0, 0, -10]);
    assert_eq!(lines(&site, "2026-11-05"), ["-10 冲销：清洁户 公示中", "+10 清洁户 冲销公示中"]);
    assert_eq!(agreed(&site, "2026-11-06"), [0, 0, 0, 0, 0]);
    assert_eq!(lines(&site, "2026-11-06"), ["+10 清洁户 已冲销"]);
    assert!(!household(&planned(&site, "2026-11-06")).entries[0].spendable);
}

#[test]
fn a_deduction_that_was_taken_back_is_none() {
    let twice = format!("{GAIN}, {DEDUCTION}");
    let back = "{household: H, rule: X, on: 2026-10-20, points: 5, reverses: B1/H/X/2026-10-02}";
    let site = site("carry", &notice(""), &twice, back, "");
    assert_eq!(agreed(&site, "2026-11-05"), [5, 5, 0, 0, 5]);
    assert_eq!(agreed(&site, "2026-11-06"), [10, 10, 0, 0, 0]);
    assert_eq!(lines(&site, "2026-11-06"), ["+10 清洁户 可兑换"]);
}

#[test]
fn a_batch_whose_notice_was_taken_down_counts_everywhere_or_nowhere() {
    let withdrawn = |on: &str| notice(&format!("withdrawn: {{on: {on}, reason: 有误, authority: 乡政府}}\n"));
    let early = site("carry", &withdrawn("2026-10-06"), GAIN, "", "");
    assert_eq!(agreed(&early, "2026-10-20"), [0, 0, 0, 0, 10]);
    assert_eq!(lines(&early, "2026-10-20"), ["+10 清洁户 公示中"]);
    assert_eq!(first_batch(&early, "2026-10-20"), "公示已撤销，不入账");
    let late = site("carry", &withdrawn("2026-10-15"), GAIN, "", "");
    assert_eq!(agreed(&late, "2026-10-20"), [10, 10, 0, 0, 0]);
    assert_eq!(first_batch(&late, "2026-10-20"), "公示期满，可以兑换");
}

#[test]
fn an_open_objection_holds_a_batch_up() {
    let objected = site("carry", &notice("objections: [{on: 2026-10-06, summary: 漏记}]\n"), GAIN, "", "");
    assert_eq!(agreed(&objected, "2026-12-01"), [0, 0, 0, 0, 10]);
    assert_eq!(first_batch(&objected, "2026-12-01"), "公示中");
}

#[test]
fn the_shop_has_what_the_ledger_left() {
    let bought = "{id: D, household: H, on: 2026-12-01, goods: [{id: S, quantity: 2}]}";
    let site = site("carry", &notice(""), GAIN, "", bought);
    let left = |day: &str| match data_of(&planned(&site, day), "points/shop/index.html", "goods") {
        Data::Goods(goods) => goods[0].left,
        _ => panic!("no goods"),
    };
    assert_eq!((left("2026-11-30"), left("2026-12-01")), (9, 7));
}

/// The points that a notice shows, and its full view as JSON.
fn posted(content: &Content, notice: &str) -> Option<Value> {
    let plan = planned(content, "2026-11-10");
    match data_of(&plan, &format!("notices/{notice}/index.html"), "notice") {
        Data::NoticeView(view) => Some(serde_json::to_value(view.points?).expect("JSON")),
        _ => panic!("no notice"),
    }
}

#[test]
fn a_notice_shows_its_batch_unless_it_lists_the_points_itself() {
    let entries = format!("{GAIN}, {DEDUCTION}");
    let content = site("carry", &notice(""), &entries, REVERSAL, "");
    let row = |on: &str, what: &str, points: i64| serde_json::json!({"household": "H", "name": "张某某", "what": what, "on": on, "points": points});
    let wanted = serde_json::json!({
        "name": "B1", "meeting": "2026-10-04", "rows": [row("2026-10-01", "清洁户", 10)],
        "deductions": -5, "total": 5,
    });
    assert_eq!(posted(&content, "first"), Some(wanted));
    let reversal = posted(&content, "later").expect("a table");
    assert_eq!(reversal["rows"], serde_json::json!([row("2026-10-20", "冲销：清洁户", -10)]));
    let listed = notice("") + "\n| 户号 | 分值 |\n| --- | --- |\n| H | 5 |\n";
    assert_eq!(posted(&site("carry", &listed, &entries, REVERSAL, ""), "first"), None);
}

/// Three households of two groups, whose first batch counts from 7 October.
fn three() -> Content {
    let entry =
        |home: &str, points: i32| format!("{{household: {home}, rule: B, on: 2026-09-30, points: {points}}}");
    let entries = [entry("H1", 8), entry("H2", 8), entry("H3", 9)].join(", ");
    let bought = "{id: D1, household: H1, on: 2026-10-08, goods: [{id: S, quantity: 1}], reversed: {on: 2026-11-02, reason: 一}}";
    content(&[
        SITE,
        KINDS,
        (
            "points/households.yaml",
            "- {id: H1, village: 莲溪村, group: 一组, name: 张三丰, joined: 2026-01-01, opening: 4}\n- {id: H2, village: 莲溪村, group: 二组, name: 李*}\n- {id: H3, village: 莲溪村, group: 二组, name: 王*}\n- {id: H4, village: 莲溪村, group: 二组, name: 赵*, closed: 2025-12-31}\n",
        ),
        (
            "points/goods.yaml",
            "- {id: S, name: 食盐, points: 4, stock: 9, valid: {until: 2026-10-31}}\n- {id: S, name: 食盐, points: 6, stock: 9, valid: {from: 2026-11-01}}\n",
        ),
        (
            "points/rules.yaml",
            "stars: [{name: 一星户, points: 9}, {name: 五星户, points: 90}]\nrules: [{id: B, deed: 照看老人, points: {min: 1, max: 9}}]\n",
        ),
        ("notices/first.md", &notice("")),
        ("points/v/1.yaml", &batch("B1", "first", &entries)),
        ("points/v/3.yaml", &format!("village: 莲溪村\nredemptions: [{bought}]\n")),
    ])
}

fn period(content: &Content, of: &str) -> PeriodView {
    let plan = planned(content, "2026-11-10");
    match data_of(&plan, &format!("points/莲溪村/{of}/index.html"), "period") {
        Data::PeriodView(view) => view,
        _ => panic!("no period"),
    }
}

/// Place, label, scored, opening, earned, spent, closing, star of each row.
fn rows(rows: &[PeriodRowView]) -> Vec<String> {
    let row = |row: &PeriodRowView| {
        let PeriodRowView { place, label, scored, opening, earned, spent, closing, star, .. } = row;
        let star = star.as_deref().unwrap_or("-");
        format!("{place} {label} {scored} {opening} {earned} {spent} {closing} {star}")
    };
    rows.iter().map(row).collect()
}

#[test]
fn a_month_ranks_by_deeds_and_balances_by_what_counts() {
    let content = three();
    let september = period(&content, "2026-09");
    assert_eq!(rows(&september.rows), ["1 王* 9 0 0 0 0 -", "2 张** 8 4 0 0 4 -", "2 李* 8 0 0 0 0 -"]);
    assert_eq!(rows(&september.groups), ["1 二组 17 0 0 0 0 -", "2 一组 8 4 0 0 4 -"]);
    let october = period(&content, "2026-10");
    assert_eq!(rows(&october.rows)[0], "0 张** 0 4 8 4 8 -", "nothing was done: nobody has a place");
    let november = period(&content, "2026-11");
    assert_eq!(
        rows(&november.rows)[0],
        "0 张** 0 8 0 -4 12 -",
        "what was brought back, at the price that was paid"
    );
    assert!(november.running && !september.running);
    let year = period(&content, "2026");
    assert_eq!(rows(&year.rows), ["1 王* 9 0 9 0 9 一星户", "2 张** 8 0 12 0 12 -", "2 李* 8 0 8 0 8 -"]);
    assert_eq!(rows(&[year.total]), ["0 合计 25 0 29 0 29 -"]);
    let links: Vec<String> = year.periods.iter().map(|link| link.title.clone()).collect();
    assert_eq!(links[..3], ["2026年", "2026年第4季度", "2026年第3季度"]);
    assert!(planned(&content, "2026-11-10").find("points/莲溪村/2025/index.html").is_none());
}

#[test]
fn a_passbook_has_a_line_for_every_month_in_which_something_happened() {
    let content = three();
    let plan = planned(&content, "2026-11-10");
    let Data::HouseholdView(book) = data_of(&plan, "points/household/H1/index.html", "household") else {
        panic!("no household")
    };
    assert_eq!((book.name.as_str(), book.id.as_str(), book.star), ("张**", "H1", None));
    let wanted = ["0 2026年11月 0 8 0 -4 12 -", "0 2026年10月 0 4 8 4 8 -", "0 2026年1月 0 0 4 0 4 -"];
    assert_eq!(rows(&book.months), wanted);
    assert_eq!(rows(&book.years), ["0 2026年 8 0 12 0 12 -"]);
    let first = &book.entries[0];
    assert_eq!(
        (first.what.as_str(), first.points, first.state.label.as_str()),
        ("兑换食盐 × 1", -4, "已撤回")
    );
    assert_eq!(county(&plan).rows.len(), 1);
    let Data::PointsView(village) = data_of(&plan, "points/莲溪村/index.html", "points") else {
        panic!("no village")
    };
    let named: Vec<&str> = village.rows.iter().map(|row| row.label.as_str()).collect();
    assert_eq!(named, ["张**", "王*", "李*"], "a closed account with nothing left is history");
}
