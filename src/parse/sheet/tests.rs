//! Sheets as clerks keep them, read by a table of projects.

use super::super::field::{Shape, may, must};
use super::super::fields::Fields;
use super::super::settings;
use super::*;
use crate::parse::field::Field;
use crate::source::{Area, Sheet, SourceId};
use std::sync::Arc;

const FUND: &[Field] = &[must("source", "来源", Shape::Text), must("amount", "金额", Shape::Money)];
const PERIOD: &[Field] = &[must("from", "起", Shape::Date), must("until", "止", Shape::Date)];
const PROJECT: &[Field] = &[
    must("name", "名称", Shape::Text),
    must("village", "村", Shape::Text),
    may("owners", "责任单位", Shape::List(&Shape::Text)),
    may("funds", "资金", Shape::List(&Shape::Map(FUND))),
    may("total", "总额", Shape::Money),
    may("households", "户数", Shape::Count),
    may("period", "实施期限", Shape::PeriodOr(PERIOD)),
    may("phone", "电话", Shape::Phone),
];

/// A project in a line: name, village, owners, funds, total, period.
fn shown(fields: &Fields) -> String {
    let text = |key| fields.text(key).map_or("?".into(), |text| text.value);
    let owners: Vec<String> = fields.texts("owners").into_iter().map(|owner| owner.value).collect();
    let fund = |fund: &Fields| {
        let amount = fund.money("amount").map_or("?".into(), |amount| amount.value.fen().to_string());
        format!("{}{amount}", fund.text("source").map_or("?".into(), |source| source.value))
    };
    let funds: Vec<String> =
        fields.maps("funds", fund).unwrap_or_default().into_iter().map(|fund| fund.value).collect();
    let total = fields.money("total").map(|total| total.value.fen().to_string());
    let period = fields.period("period").map(|period| (period.value.0, period.value.1));
    let period = period.or_else(|| {
        let map = fields.map("period")?;
        Some((map.date("from")?.value, map.date("until")?.value))
    });
    let period = period.map(|(from, until)| format!("{from}..{until}"));
    let households = fields.count("households").map(|count| count.value.to_string());
    let parts = [text("name"), text("village"), owners.join("+"), funds.join("+")];
    parts.into_iter().chain([total, period, households].into_iter().flatten()).collect::<Vec<_>>().join("/")
}

fn source(text: &str, merged: &[(u32, u32, u32, u32)]) -> Source {
    let area = |&(first_column, first_row, last_column, last_row): &(u32, u32, u32, u32)| Area {
        first_column,
        first_row,
        last_column,
        last_row,
    };
    let mut merged: Vec<Area> = merged.iter().map(area).collect();
    merged.sort_unstable();
    let sheet = Sheet { name: "表一".into(), merged, odd: Vec::new() };
    Source { sheet: Some(Arc::new(sheet)), ..Source::new("content/x.xlsx", text) }
}

/// Rows and faults, each in a line.
fn read(text: &str, merged: &[(u32, u32, u32, u32)]) -> (Vec<String>, Vec<String>) {
    let source = source(text, merged);
    let faults = Faults::new(SourceId(0));
    let mut list = Vec::new();
    if let Some(rows) = rows(&source, PROJECT, &faults) {
        let read = settings::list(&rows, PROJECT, 1_000, &faults, shown);
        list = read.into_iter().map(|row| row.value).collect();
    }
    let cell = |at: Span| source.cell(at.start as usize).unwrap_or_default();
    let told = faults.into_list();
    let told = told
        .into_iter()
        .map(|fault| format!("{} {} {}", cell(fault.span), fault.code.name(), fault.message.zh));
    (list, told.collect())
}

fn rows_of(text: &str) -> Vec<String> {
    let (list, told) = read(text, &[]);
    assert_eq!(told, [""; 0], "{text}");
    list
}

#[test]
fn titles_units_running_numbers_and_notes_are_known_for_what_they_are() {
    let text = "2026年项目计划表\n\t\t\t\t单位：万元\n序号\t名称\t村 \t责任单位\t总额\n1\t2\t3\t4\t5\n一、基础设施\n\
        1\t道路\t松醪村\t县甲局、乡政府；村委会\t３６．５\n2\t水渠\t鹤汀村\t\t120000元\n3\n注：以实际为准\t\t\n填表人：某某\n";
    let wanted = ["道路/松醪村/县甲局+乡政府+村委会//36500000", "水渠/鹤汀村///12000000"];
    assert_eq!(rows_of(text), wanted);
}

#[test]
fn a_unit_in_the_heading_goes_before_one_above() {
    let text = "单位：元\n名称\t村\t总额（万元）\n道路\t松醪村\t1,200.5\n水渠\t鹤汀村\t—\n";
    assert_eq!(rows_of(text), ["道路/松醪村///1200500000", "水渠/鹤汀村//"]);
}

#[test]
fn a_unit_is_found_among_what_else_is_said_there() {
    let wanted = ["道路/松醪村///1500000"];
    for text in [
        "单位：万元、公里\n名称\t村\t总额\n道路\t松醪村\t1.5\n",
        "金额单位：人民币万元\n名称\t村\t总额\n道路\t松醪村\t1.5\n",
        "名称\t村\t总投资（万元，含税）\n道路\t松醪村\t1.5\n",
        "名称\t村\t总额（万元）（含税）\n道路\t松醪村\t1.5\n",
        "名称\t村\t金额（千元）\n道路\t松醪村\t15\n",
    ] {
        assert_eq!(rows_of(&text.replace("总投资", "总额").replace("金额（", "总额（")), wanted, "{text}");
    }
}

#[test]
fn a_note_in_the_middle_ends_nothing() {
    let text = "名称\t村\t总额\n道路\t松醪村\t5\n说明：以下为第二批\n水渠\t鹤汀村\t6\n注：1.以实际为准\n2.金额含税\n";
    assert_eq!(rows_of(text), ["道路/松醪村///500", "水渠/鹤汀村///600"]);
}

#[test]
fn what_people_sign_is_no_row() {
    let head = "名称\t村\t总额\t户数\n道路\t松醪村\t5\t1\n";
    for line in [
        "填表人：某某\t\t\t审核人：某某",
        "填表人：\t某某\t审核人：\t某某",
        "单位负责人（签字）：\t\t联系电话：0999-0001234",
        "制表：某某\t\t2026年11月2日",
    ] {
        assert_eq!(rows_of(&format!("{head}{line}\n")), ["道路/松醪村///500/1"], "{line}");
    }
    // somebody's words with a colon are a row like any
    let (list, _) = read(&format!("{head}反映电话：打不通\t鹤汀村\t6\n"), &[]);
    assert_eq!(list.len(), 2);
}

#[test]
fn chapters_may_have_sums_of_their_own() {
    let head = "序号\t名称\t村\t总额\n";
    let text = format!(
        "{head}\t合计\t\t18\n一\t产业发展\t\t11\n1\t道路\t松醪村\t5\n2\t水渠\t松醪村\t6\n二\t基础设施\t\t7\n1\t桥\t鹤汀村\t7\n"
    );
    assert_eq!(rows_of(&text), ["道路/松醪村///500", "水渠/松醪村///600", "桥/鹤汀村///700"]);
    let (_, told) = read(&text.replace("产业发展\t\t11", "产业发展\t\t12"), &[]);
    assert_eq!(told, ["表一!D3 sheet-total “产业发展”这一行的“总额”和下面各行加起来的不一样"]);
    let nested = "名称\t村\t总额\n一、产业发展\t\t11\n（一）种植\t\t5\n甲园\t松醪村\t5\n（二）养殖\t\t6\n乙场\t松醪村\t6\n";
    assert_eq!(rows_of(nested), ["甲园/松醪村///500", "乙场/松醪村///600"]);
    // a list that numbers its projects in Chinese has no chapters
    let (list, _) =
        read(&format!("{head}一\t道路\t松醪村\t5\n二\t水渠\t\t6\n三\t桥\t\t7\n合计\t\t\t18\n"), &[]);
    assert_eq!(list.len(), 3);
}

#[test]
fn two_rows_of_headings_hold_maps_and_lists() {
    let text = "名称\t村\t资金（万元）\t\t\t实施期限\t\n\t\t中央\t省级\t小计\t起\t止\n\
        道路\t松醪村\t30\t6.5\t36.5\t2026-03-01\t2026年10月31日\n水渠\t鹤汀村\t\t8\t8\t\t\n";
    let merged = [(0, 0, 0, 1), (1, 0, 1, 1), (2, 0, 4, 0), (5, 0, 6, 0)];
    let wanted = ["道路/松醪村//中央30000000+省级6500000/2026-03-01..2026-10-31", "水渠/鹤汀村//省级8000000"];
    for merged in [&merged[..], &[]] {
        let (list, told) = read(text, merged);
        assert_eq!((list, told), (wanted.map(String::from).to_vec(), vec![]));
    }
    let grouped = "基本情况\t\t总额\n名称\t村\t\n道路\t松醪村\t5\n";
    assert_eq!(rows_of(grouped), ["道路/松醪村///500"]);
}

#[test]
fn sums_are_no_rows() {
    let text = "名称\t村\t总额\t户数\n道路\t松醪村\t5\t1\n水渠\t松醪村\t6\t2\n松醪村小计\t\t11\t3\n桥\t鹤汀村\t7\t4\n小 计\t\t7\t4\n合  计\t\t18\t7\n";
    assert_eq!(rows_of(text).len(), 3);
}

#[test]
fn a_village_joined_over_its_rows_is_that_of_each_but_an_amount_is_not() {
    let text = "村\t名称\t总额\n松醪村\t道路\t5\n\t水渠\t6\n鹤汀村\t桥\t7\n\t井\n";
    let (list, told) = read(text, &[(0, 1, 0, 2), (0, 3, 0, 4)]);
    assert_eq!(told, [""; 0]);
    assert_eq!(list, ["道路/松醪村///500", "水渠/松醪村///600", "桥/鹤汀村///700", "井/鹤汀村//"]);
    let (_, told) = read(text, &[(0, 1, 0, 2), (0, 3, 0, 4), (2, 3, 2, 4)]);
    assert_eq!(told, ["表一!C4 sheet-cell “总额”这一格跨了几行，分不清每一行是多少"]);
    let (_, told) = read("名称\t村\t总额\n道路\t\t5\n", &[(0, 1, 1, 1)]);
    let across = "表一!A2 sheet-cell 这一行的“名称”和“村”合并成了一格";
    assert_eq!(told, [across, "表一!A2 field-missing 这一行的“村”没有填"]);
}

#[test]
fn faults_of_the_heading_are_told_once_and_at_their_cell() {
    let told = |text: &str| read(text, &[]).1;
    assert_eq!(told("道路\t松醪村\n水渠\t鹤汀村\n"), ["表一!A1 sheet-heading 这张表里找不到表头"]);
    assert_eq!(told(""), ["表一!A1 sheet-heading 这张表里找不到表头"]);
    assert_eq!(
        told("名称\t总额\n道路\t5\n水渠\t6\n"),
        ["表一!A1 field-missing 表里缺少必填的一列“村”（village）"]
    );
    assert_eq!(told("名称\t村\t总颌\n道路\t松醪村\t5\n"), ["表一!C1 field-unknown 不认识表头“总颌”"]);
    assert_eq!(told("名称\t村\t名称\n道路\t松醪村\t5\n"), ["表一!C1 field-unknown “名称”这一列有两个"]);
    assert_eq!(
        told("名称\t村\n道路\t松醪村\t5\n水渠\t鹤汀村\t6\n"),
        ["表一!C2 sheet-heading C 列有内容，却没有表头"]
    );
    let money = told("名称\t村\t资金\n道路\t松醪村\t5\n");
    assert_eq!(money, ["表一!C1 field-type “资金”一格写不下，要分成几列"]);
}

#[test]
fn faults_of_a_row_are_told_at_its_cell() {
    let told = |text: &str| read(text, &[]).1;
    assert_eq!(told("名称\t村\n道路\t\n水渠\t鹤汀村\n"), ["表一!A2 field-missing 这一行的“村”没有填"]);
    assert_eq!(
        told("名称\t村\t总额\n\n道路\t松醪村\t3O万元\n"),
        ["表一!C3 field-type “总额”写的是“3O万元”，要填金额，用数字写，不写单位就是元"]
    );
    assert_eq!(told("名称\t村\n道\u{202e}路\t松醪村\n").len(), 1);
}

#[test]
fn a_sum_that_is_not_that_of_its_rows_is_told_in_the_unit_of_its_column() {
    let told = |text: &str| read(text, &[]).1;
    let head = "名称\t村\t总额（万元）\t户数\n道路\t松醪村\t5.5\t1\n水渠\t松醪村\t6\t2\n";
    assert_eq!(told(&format!("{head}合计\t\t11.5\t3\n")), [""; 0]);
    let wrong = read(&format!("{head}合计\t\t12\t3\n"), &[]).1;
    assert_eq!(wrong, ["表一!C4 sheet-total “合计”这一行的“总额”和上面各行加起来的不一样"]);
    // sums lead their rows in some plans, and are added up again in others
    let first = "名称\t村\t总额\t户数\n合计\t\t18\t7\n松醪村小计\t\t11\t3\n道路\t松醪村\t5\t1\n水渠\t松醪村\t6\t2\n鹤汀村小计\t\t7\t4\n桥\t鹤汀村\t7\t4\n";
    assert_eq!(told(first), [""; 0]);
    assert_eq!(
        told(&first.replace("小计\t\t7\t4", "小计\t\t8\t4")),
        ["表一!C6 sheet-total “鹤汀村小计”这一行的“总额”和下面各行加起来的不一样"]
    );
    let ranks = "名称\t村\t总额\n甲\t一村\t5\n一村小计\t\t5\n乙\t二村\t6\n二村小计\t\t6\n甲乡合计\t\t11\n丙\t三村\t7\n三村小计\t\t7\n乙乡合计\t\t7\n总计\t\t18\n";
    let ranks = read(ranks, &[]);
    assert_eq!((ranks.0.len(), ranks.1), (3, vec![]));
    // sums of chapters may be called 合计, too
    let two = format!("{head}合计\t\t11.5\t\n桥\t鹤汀村\t1\t\n合计\t\t1\t\n总计\t\t12.5\t\n");
    assert_eq!(told(&two), [""; 0]);
    assert_eq!(sums::written(1_155_000, Shape::Money, unit::Unit::of("万元")), "1.155");
    assert_eq!(sums::written(1_200, Shape::Money, None), "12");
    assert_eq!(sums::written(10, Shape::Count, None), "10");
}
