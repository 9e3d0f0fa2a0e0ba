//! Slips of a village that keeps its batches and redemptions in sheets, each told at its cell.

use crate::model::points::PointsBank;
use crate::parse::parse;
use crate::read::{Sources, is_sheet};
use crate::source::{Sheet, Source};
use std::sync::Arc;

/// What a sheet of a village says, and every fault with its cell.
fn read(text: &str) -> (PointsBank, Vec<String>) {
    let path = "content/points/liuwan/a.csv";
    assert!(is_sheet(path));
    let source = Source { sheet: Some(Arc::new(Sheet::default())), ..Source::new(path, text) };
    let parsed = parse(&Sources { texts: vec![source.clone()], ..Sources::default() });
    let cell = |at: usize| source.cell(at).unwrap_or_default();
    let line = |fault: &crate::diagnostic::Diagnostic| {
        let hint = fault.hint.as_ref().map_or("", |hint| &hint.zh);
        format!("{} {} {} ➜ {hint}", cell(fault.span.start as usize), fault.code.name(), fault.message.zh)
    };
    let told = parsed.diagnostics.iter().map(line).collect();
    (parsed.value.points, told)
}

fn told(text: &str) -> Vec<String> {
    read(text).1
}

const HEAD: &str =
    "批次\tLW-10\t村\t柳湾村\n评议日期\t2026-11-01\n评议人：陆*平、周*芳、何*军\n公示\tnotices/a\n";
const ROWS: &str = "户号\t事项\t日期\t分值\nLW-001\tA01\t2026-10-18\t5\n";
const SHOP: &str = "村\t柳湾村\n编号\t户号\t日期\t商品\t数量\n";

#[test]
fn what_holds_for_all_stands_above_the_heading() {
    let (bank, told) = read(&format!("{HEAD}{ROWS}"));
    assert_eq!(told, [""; 0]);
    let batch = &bank.batches[0];
    assert_eq!((batch.id.as_str(), batch.batch.value.as_str()), ("points/liuwan/a", "LW-10"));
    assert_eq!(batch.village.value, "柳湾村");
    let names: Vec<&str> = batch.reviewers.iter().map(|name| name.value.as_str()).collect();
    assert_eq!(names, ["陆*平", "周*芳", "何*军"]);
    assert_eq!(batch.notice.as_ref().map(|id| id.value.as_str()), Some("notices/a"));
    assert_eq!((batch.entries.len(), batch.entries[0].value.points.value), (1, 5));
}

#[test]
fn goods_of_one_number_are_one_redemption() {
    let rows = "D1\tLW-001\t2026-11-08\tG1\t2\n\t\t\tG2\t3\nD2\tLW-001\t2026-11-08\tG1\t1\nD2\tLW-001\t2026-11-08\tG2\t1\n";
    let (bank, told) = read(&format!("{SHOP}{rows}"));
    assert_eq!(told, [""; 0]);
    let taken = |at: usize| {
        let one = &bank.redemptions[0].list[at];
        let goods = one.goods.iter().map(|taken| format!("{}×{}", taken.id.value, taken.quantity.value));
        format!("{} {}", one.id.value, goods.collect::<Vec<_>>().join(" "))
    };
    assert_eq!(bank.redemptions[0].list.len(), 2);
    assert_eq!((taken(0), taken(1)), ("D1 G1×2 G2×3".into(), "D2 G1×1 G2×1".into()));
}

#[test]
fn what_is_missing_above_is_told_once_and_with_what_to_type() {
    assert_eq!(
        told(&format!("{}{ROWS}", HEAD.replace("村\t柳湾村", ""))),
        [
            "A5 field-missing 表头上面没有写“村”（village） ➜ 在表头上面加一行：左边一格写“村”，右边一格写它的内容"
        ]
    );
    assert_eq!(told(ROWS).len(), 4, "number, village, day and reviewers");
    assert_eq!(
        told(&format!("{}{ROWS}", HEAD.replace("评议日期", "评仪日期"))),
        ["A2 field-unknown 表头上面的“评仪日期”不认识 ➜ 是不是想写“评议日期”？"]
    );
    assert_eq!(
        told(&format!("{}{ROWS}", HEAD.replace("公示\t", "公视\t"))),
        ["A4 field-unknown 表头上面的“公视”不认识 ➜ 是不是想写“公示”？"]
    );
    let shop = SHOP.replace("村\t柳湾村\n", "");
    assert_eq!(told(&format!("{shop}D1\tLW-001\t2026-11-08\tG1\t2\n")).len(), 1);
}

#[test]
fn slips_in_cells_are_told_at_the_cell() {
    let batch = |rows: &str| told(&format!("{HEAD}{rows}"));
    assert_eq!(
        batch(&ROWS.replace("2026-10-18", "10月底")),
        [
            "C6 date-invalid “日期”写的是“10月底”，要填年、月、日，年写四位，而且日历上有这一天 ➜ 例如：2026-11-02"
        ]
    );
    assert_eq!(batch(&ROWS.replace("\t5\n", "\t五分\n"))[0].split(' ').next(), Some("D6"));
    assert_eq!(
        batch(&ROWS.replace("\t5\n", "\t\n"))[0].split(" ➜").next(),
        Some("A6 field-missing 这一行的“分值”没有填")
    );
    assert_eq!(
        batch(&ROWS.replace("分值", "得分"))[0].split(" ➜").next(),
        Some("D5 field-unknown 不认识表头“得分”")
    );
    let sum = format!("{ROWS}LW-002\tA01\t2026-10-18\t5\n合计\t\t\t15\n");
    assert_eq!(
        batch(&sum)[0].split(" ➜").next(),
        Some("D8 sheet-total “合计”这一行的“分值”和上面各行加起来的不一样")
    );
    let shop = |row: &str| told(&format!("{SHOP}{row}\n"));
    assert_eq!(shop("D1\tLW-001\t2026-11-08\tG1\t").len(), 1);
    assert_eq!(shop("D1\tLW-001\t2026-11-08\tG1\t两袋")[0].split(' ').next(), Some("E3"));
    assert_eq!(
        shop("D1\t\t2026-11-08\tG1\t2")[0].split(" ➜").next(),
        Some("A3 field-missing 这一行的“户号”没有填")
    );
    assert_eq!(shop("\t\t\tG1\t2").len(), 3, "nothing stands above that it could belong to");
}

#[test]
fn a_sheet_without_a_heading_says_what_one_is() {
    assert_eq!(
        told("LW-001\tA01\t2026-10-18\t5\n"),
        ["A1 sheet-heading 这张表里找不到表头 ➜ 在数据上面加一行表头，至少要有：户号、事项、日期、分值"]
    );
}
