//! Sheets written by hand into archives, as Excel and those who mean ill write them.

use super::*;
use crate::source::Area;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const RELS: &str = r#"<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="x/worksheet" Target="/xl/worksheets/sheet2.xml"/><Relationship Id="r3" Type="x/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="r4" Type="x/styles" Target="styles.xml"/></Relationships>"#;
const BOOK: &str =
    r#"<workbook><sheets><sheet name="项目&amp;资金" sheetId="1" r:id="r1"/></sheets></workbook>"#;

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn read_with(book: &str, others: &[(&str, &[u8])], rows: &str) -> Result<(String, Sheet), SheetFault> {
    let mut parts: Vec<(&str, &[u8])> =
        vec![("xl/workbook.xml", book.as_bytes()), ("xl/_rels/workbook.xml.rels", RELS.as_bytes())];
    parts.extend(others);
    let rows = format!("<worksheet>{rows}</worksheet>");
    parts.push(("xl/worksheets/sheet1.xml", rows.as_bytes()));
    sheet(&archive(&parts))
}

fn read(rows: &str) -> Result<(String, Sheet), SheetFault> {
    read_with(BOOK, &[], rows)
}

fn text(rows: &str) -> String {
    read(&format!("<sheetData>{rows}</sheetData>")).expect("read").0
}

#[test]
fn cells_stand_in_their_rows_and_columns() {
    let rows = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>户号</t></is></c><c r="C1" t="str"><f>X</f><v>村</v></c></row>
        <row r="4"><c r="B4"><v>5</v></c><c><v>6</v></c></row><row><c><v>7</v></c></row>"#;
    assert_eq!(text(rows), "户号\t\t村\n\n\n\t5\t6\n7\n");
}

#[test]
fn texts_are_shared_in_runs_and_dates_are_numbers() {
    let strings = "<sst uniqueCount=\"4294967295\"><si><t>松醪</t><rPh><t>sl</t></rPh></si><si><r><t>一</t></r><r><t xml:space=\"preserve\"> &amp;_x000D_二</t></r></si></sst>";
    let styles = r#"<styleSheet><numFmts><numFmt numFmtId="176" formatCode="0.00&quot;万元&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/></cellXfs></styleSheet>"#;
    let rows = r#"<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" s="1"><v>46328</v></c><c r="D1" s="2"><v>36.5</v></c><c r="F1" t="b"><v>1</v></c></row></sheetData>"#;
    let others = [("xl/sharedStrings.xml", strings.as_bytes()), ("xl/styles.xml", styles.as_bytes())];
    let (text, sheet) = read_with(BOOK, &others, rows).expect("read");
    assert_eq!(text, "松醪\t一 & 二\t2026-11-02\t36.5万元\t\tTRUE\n");
    assert_eq!(sheet.name, "项目&资金");
}

#[test]
fn what_is_odd_is_told_with_its_cell() {
    let rows = r#"<cols><col min="2" max="3" hidden="1"/></cols><sheetData><row r="1"><c r="A1"><f>B1*2</f></c></row>
        <row r="2" hidden="1"><c r="A2"><v>1</v></c><c r="D2"><v>1</v></c></row>
        <row r="3"><c r="B3"><v>4</v></c><c r="D3" t="e"><v>#DIV/0!</v></c></row></sheetData>
        <mergeCells><mergeCell ref="B3:C3"/><mergeCell ref="A1:A2"/><mergeCell ref="C1:A1"/></mergeCells>"#;
    let (text, sheet) = read(rows).expect("read");
    let mut source = crate::source::Source::new("x.xlsx", text);
    source.sheet = Some(std::sync::Arc::new(sheet.clone()));
    let told: Vec<_> =
        sheet.odd.iter().map(|odd| (source.cell(odd.at.start as usize).unwrap(), odd.what.clone())).collect();
    let at = |cell: &str| format!("项目&资金!{cell}");
    let wanted = [
        (at("A1"), Oddity::NoValue),
        (at("A2"), Oddity::HiddenRow),
        (at("B3"), Oddity::HiddenColumn),
        (at("D3"), Oddity::Error),
    ];
    assert_eq!(told, wanted);
    let merged = |c1, r1, c2, r2| Area { first_column: c1, first_row: r1, last_column: c2, last_row: r2 };
    assert_eq!(sheet.merged, [merged(0, 0, 0, 1), merged(1, 2, 2, 2)]);
}

#[test]
fn the_first_sheet_that_is_shown_is_read_and_others_are_told() {
    let book = r#"<workbook><sheets><sheet name="列表" state="hidden" r:id="r2"/><sheet name="甲" r:id="r1"/><sheet name="乙" r:id="r2"/></sheets></workbook>"#;
    let second = "<worksheet><sheetData><row><c><v>9</v></c></row></sheetData></worksheet>";
    let rows = "<sheetData><row><c><v>1</v></c></row></sheetData>";
    let (text, sheet) =
        read_with(book, &[("xl/worksheets/sheet2.xml", second.as_bytes())], rows).expect("read");
    assert_eq!((text.as_str(), sheet.name.as_str()), ("1\n", "甲"));
    assert_eq!(sheet.odd.len(), 1);
    assert_eq!(sheet.odd[0].what, Oddity::Unread("乙".into()));
    let hidden = r#"<workbook><sheets><sheet name="列表" state="veryHidden" r:id="r1"/></sheets></workbook>"#;
    assert_eq!(read_with(hidden, &[], rows), Err(SheetFault::NoSheet));
}

#[test]
fn a_million_blank_rows_and_a_claimed_range_cost_nothing() {
    let mut rows =
        String::from(r#"<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row>"#);
    for row in 2..=1_048_576 {
        rows.push_str(&format!("<row r=\"{row}\"/>"));
    }
    rows.push_str("</sheetData>");
    assert_eq!(read(&rows).expect("read").0, "1\n");
    let far = text(r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#);
    assert_eq!(far.len(), 1_048_575 + 16_383 + 2);
}

#[test]
fn hostile_books_are_refused_by_name() {
    let wide: String =
        (1..=2_000).map(|row| format!(r#"<row r="{row}"><c r="XFD{row}"><v>1</v></c></row>"#)).collect();
    assert_eq!(read(&format!("<sheetData>{wide}</sheetData>")), Err(SheetFault::TooMuch));
    let tag = format!("<x a='{}'/>", "0".repeat(4_000));
    for bomb in [vec![b' '; 2 << 20], tag.repeat(35_000).into_bytes()] {
        let parts: [(&str, &[u8]); 3] = [
            ("xl/workbook.xml", BOOK.as_bytes()),
            ("xl/_rels/workbook.xml.rels", RELS.as_bytes()),
            ("xl/worksheets/sheet1.xml", &bomb),
        ];
        assert_eq!(sheet(&archive(&parts)), Err(SheetFault::TooMuch));
    }
    let backwards = r#"<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>"#;
    assert_eq!(read(&format!("<sheetData>{backwards}</sheetData>")), Err(SheetFault::Broken));
    let beyond = r#"<row r="9999999"><c r="A9999999"><v>1</v></c></row>"#;
    assert_eq!(read(&format!("<sheetData>{beyond}</sheetData>")), Err(SheetFault::TooMuch));
    assert_eq!(read("<!DOCTYPE x [<!ENTITY a 'b'>]><sheetData/>"), Err(SheetFault::Broken));
    assert_eq!(sheet(b"PK\x03\x04 and nothing more"), Err(SheetFault::Broken));
}

#[test]
fn no_flipped_byte_does_worse_than_a_refusal() {
    let rows = r#"<worksheet><sheetData><row r="1"><c r="A1" s="1"><v>46328</v></c><c r="B1" t="s"><v>0</v></c></row></sheetData></worksheet>"#;
    let whole = archive(&[
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELS.as_bytes()),
        ("xl/sharedStrings.xml", b"<sst><si><t>a</t></si></sst>"),
        ("xl/worksheets/sheet1.xml", rows.as_bytes()),
    ]);
    assert!(sheet(&whole).is_ok());
    for at in 0..whole.len() {
        for bit in [0x01, 0x10, 0x80] {
            let mut broken = whole.clone();
            broken[at] ^= bit;
            let _ = sheet(&broken);
        }
        let _ = sheet(&whole[..at]);
    }
}
