//! Sheets that nobody should trust: each is refused by name or read rightly, within a second and 256 MiB.

use crate::books::{book, changed, parts, rows};
use crate::program::{self, Site};
use crate::work::{Work, here};
use std::time::Duration;
use zhangbang::import::{Facts, Wish, read};
use zhangbang::model::content::Content;

const SHEET: &str = "xl/worksheets/sheet1.xml";
const STRINGS: &str = "xl/sharedStrings.xml";

/// An honest one.
fn good() -> Vec<u8> {
    rows(&[
        &["项目名称", "行政村", "总投资（万元）"],
        &["柳湾村水渠", "柳湾村", "36.5"],
        &["上坪村道路", "上坪村", "20"],
    ])
}

fn ole(name: &str) -> Vec<u8> {
    let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), vec![0; 2_048], name, vec![0; 512]].concat()
}

fn gb18030(text: &str) -> Vec<u8> {
    let work = tempfile::tempdir().unwrap();
    let (from, to) = (work.path().join("a"), work.path().join("b"));
    std::fs::write(&from, text).unwrap();
    let script = "import sys; open(sys.argv[2], 'wb').write(open(sys.argv[1], encoding='utf-8').read().encode('gb18030'))";
    assert!(
        std::process::Command::new("python3")
            .args(["-c", script])
            .args([&from, &to])
            .status()
            .unwrap()
            .success()
    );
    std::fs::read(to).unwrap()
}

const TEXT: &str = "office:value-type=\"string\">";

/// A book of OpenDocument with one sheet; without rows it has no sheets at all.
fn open_book(rows: &str) -> Vec<u8> {
    let sort = ("mimetype".to_owned(), b"application/vnd.oasis.opendocument.spreadsheet".to_vec());
    let content = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body><office:spreadsheet>\
         <table:table table:name=\"表一\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let content = ("content.xml".to_owned(), content.into_bytes());
    book(&if rows.is_empty() { vec![sort] } else { vec![sort, content] })
}

/// What each file is called, its bytes, and words of what is said of it.
fn files() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let sheet = |change: &dyn Fn(String) -> String| changed(&good(), SHEET, change);
    let archive = |name: &str, bytes: &[u8]| book(&[(name.to_owned(), bytes.to_vec())]);
    let bomb = "<row><c t=\"inlineStr\"><is><t>甲</t></is></c></row>".repeat(4 << 20);
    let xml = |inside: &str| format!("<worksheet><sheetData>{inside}</sheetData></worksheet>");
    vec![
        ("锁.xlsx", ole("EncryptedPackage"), "这个文件设了打开密码"),
        ("旧.doc", ole("WordDocument"), "这是旧格式的文档（.doc 或 .wps）"),
        ("旧.wps", ole("WordDocument"), "“另存为”，类型选“Word 文档（.docx）”"),
        ("坏.et", ole("Workbook"), "这个表格打不开：文件坏了"),
        ("坏.xls", ole("Workbook"), "“另存为”，类型选“Excel 工作簿（.xlsx）”"),
        ("其实新.xls", good(), "第 2 行 → content/notices/2026/柳湾村水渠.md"),
        (
            "甲.csv",
            gb18030("项目名称,行政村,总投资（万元）\r\n柳湾村水渠,柳湾村,36.5\r\n"),
            "第 2 行 → content/notices/2026/柳湾村水渠.md",
        ),
        ("空.xlsx", rows(&[]), "表里是空的"),
        ("空.csv", Vec::new(), "这是空文件"),
        ("图.xlsx", b"\x89PNG\r\n\x1A\n".to_vec(), "这是图片"),
        ("文.xlsx", b"%PDF-1.7".to_vec(), "这是PDF"),
        ("网页.xls", b"<html><table><tr><td>1</td></tr></table>".to_vec(), "这其实是一个网页"),
        ("包.xlsx", archive("a.txt", b"a"), "这是压缩包"),
        ("空壳.ods", open_book(""), "这个表格打不开"),
        (
            "十六亿格.ods",
            open_book(&format!(
                "<table:table-row table:number-rows-repeated=\"1000000\">\
                 <table:table-cell table:number-columns-repeated=\"16000\" {TEXT}<text:p>甲</text:p></table:table-cell></table:table-row>"
            )),
            "这个表格太大",
        ),
        (
            "空白十六亿格.ods",
            open_book(&format!(
                "<table:table-row><table:table-cell {TEXT}<text:p>项目名称</text:p></table:table-cell>\
                 <table:table-cell {TEXT}<text:p>行政村</text:p></table:table-cell></table:table-row>\
                 <table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell table:number-columns-repeated=\"16000\"/></table:table-row>"
            )),
            "什么都没有写",
        ),
        ("截断.xlsx", good()[..good().len() / 2].to_vec(), "这个文件坏了，或者没有传完"),
        ("炸弹.xlsx", sheet(&|_| xml(&bomb)), "这个表格太大"),
        (
            "长格.xlsx",
            sheet(&|_| xml(&format!("<row><c t=\"str\"><v>{}</v></c></row>", "甲".repeat(1 << 20)))),
            "这个表格太大",
        ),
        ("深.xlsx", sheet(&|_| "<a>".repeat(200_000)), "这个表格太大"),
        ("远.xlsx", sheet(&|text| text.replace("r=\"A2\"", "r=\"XFD1048576\"")), "打不开"),
        (
            "数目.xlsx",
            changed(&good(), STRINGS, |text| {
                text.replace("uniqueCount=\"", "uniqueCount=\"4294967295\" old=\"")
            }),
            "第 2 行 → content/notices/2026/柳湾村水渠.md",
        ),
        (
            "实体.xlsx",
            sheet(&|text| {
                text.replace(
                    "<worksheet",
                    "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><worksheet",
                )
            }),
            "这个表格打不开",
        ),
        (
            "宏.xlsm",
            book(&[parts(&good()), vec![("xl/vbaProject.bin".into(), vec![1; 4_096])]].concat()),
            "第 2 行 → content/notices/2026/柳湾村水渠.md",
        ),
        (
            "公式.xlsx",
            sheet(&|text| text.replace("<v>36.5</v>", "<f>1+1</f>")),
            "Sheet1!C2  这一格是公式，文件里没有存它的结果",
        ),
    ]
}

#[test]
fn each_is_refused_by_name_or_read_rightly_within_bounds() {
    let site = Site::new();
    for (name, bytes, words) in files() {
        site.put(name, &bytes);
        let mut command = program::program(None);
        command
            .args(["import", name, "--dry-run", "--today", "2026-11-10", "--lang", "zh"])
            .current_dir(site.root());
        let (ran, most) = program::weighed(&mut command, site.root(), Duration::from_secs(60));
        let ran = ran.unwrap_or_else(|| panic!("{name} did not end"));
        let said = format!("{}{}", ran.out, ran.err);
        assert!(said.contains(words), "{name}: {said}");
        assert!(matches!(ran.status.code(), Some(0 | 1)), "{name}: {said}");
        assert!(most <= 256 << 10, "{name}: {most} KiB");
        eprintln!("{name}: {} ms, {most} KiB", ran.took.as_millis());
    }
}

/// A column or row that its owner hid is named and never read, whatever stands in it.
#[test]
fn nothing_that_is_hidden_gets_in() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    let cells = [
        ["项目名称", "身份证号", "行政村", "总投资"],
        ["柳湾村水渠", "330127199001010014", "柳湾村", "36.5万元"],
        ["藏着的工程", "", "柳湾村", "1万元"],
        ["上坪村道路", "330127199001010022", "上坪村", "20万元"],
    ];
    for (row, cells) in (0..).zip(cells) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    sheet.set_column_hidden(1).unwrap();
    sheet.set_row_hidden(2).unwrap();
    for (name, hidden) in [("底稿", true), ("第二张", false)] {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name).unwrap().set_hidden(hidden).write_string(0, 0, "330127199001010030").unwrap();
    }
    let work = Work::new();
    work.put("甲.xlsx", &workbook.save_to_buffer().unwrap());
    let said = work.run(&["import", "甲.xlsx"]);
    for place in [
        "Sheet1!B1  这一列是隐藏的，没有读",
        "Sheet1!A3  这一行是隐藏的，没有读",
        "底稿  这张工作表是隐藏的",
        "第二张  只读第一张",
    ] {
        assert!(said.text.contains(place), "{place}: {}", said.text);
    }
    for path in work.files("content") {
        assert!(!work.text(&path).contains("330127") && !work.text(&path).contains("藏着的工程"), "{path}");
    }
    assert!(!said.text.contains("330127"), "{}", said.text);
    assert!(work.at("content/notices/2026/上坪村道路.md").exists(), "{}", said.text);
}

/// Bytes flipped within the parts, with checksums that are right again: nothing panics, nothing hangs.
/// `ZHANGBANG_DAMAGED=3000` tries as many.
#[test]
fn damaged_books_are_read_or_refused() {
    let count = std::env::var("ZHANGBANG_DAMAGED").ok().and_then(|count| count.parse().ok()).unwrap_or(200);
    let plan = |ending: &str| std::fs::read(here(&format!("tests/import/plan.{ending}"))).unwrap();
    let old = vec![("old".to_owned(), plan("xls"))];
    let books = [parts(&good()), parts(&plan("xlsx")), parts(&plan("ods")), old];
    let (content, mut dice) = (Content::default(), Dice(20_261_129));
    let facts = Facts { content: &content, today: "2026-11-10".parse().unwrap() };
    let (mut taken, mut refused) = (0, 0);
    for number in 0..count {
        let mut parts = books[number % books.len()].clone();
        for _ in 0..1 + dice.below(4) {
            let at = dice.below(parts.len());
            let bytes = &mut parts[at].1;
            if !bytes.is_empty() {
                let place = dice.below(bytes.len());
                bytes[place] = u8::try_from(dice.below(256)).unwrap();
            }
        }
        // the old format has no checksums
        let bytes = if parts[0].0 == "old" { parts.remove(0).1 } else { book(&parts) };
        match read(&bytes, "甲.xlsx", &Wish::default(), &facts) {
            Ok(_) => taken += 1,
            Err(_) => refused += 1,
        }
    }
    assert_eq!(taken + refused, count);
    assert!(taken > 0 && refused > 0, "{taken} taken, {refused} refused");
    eprintln!("{taken} taken, {refused} refused");
}

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % most as u64).unwrap()
    }
}
