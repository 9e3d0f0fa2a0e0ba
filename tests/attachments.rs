//! What is offered for download is looked through: documents that LibreOffice and Chromium made
//! (`tests/attachments/make.py`), and a corpus of numbers in documents of our own. None of the numbers is missed.

#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests touch the world")]

use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;
use zhangbang::build::{self, Outcome, Silent};
use zhangbang::diagnostic::Diagnostic;
use zhangbang::model::moment::Clock;

const SITE: &str = "名称: 清河县公示公告\n网址: https://gongshi.qinghe-xian.cn/\n主办单位: 清河县委宣传部\n监督电话: [{名称: 监督, 电话: 0999-0001234}]\n";
const RULES: &str = "news: {name: 工作动态, source: {title: 清河县管理办法, number: 清发〔2025〕1号}}\n";

/// Code and message of what is said of these attachments of a notice, by `check` and by a build alike.
fn said(files: &[(String, Vec<u8>)], site: &str) -> Vec<String> {
    let work = tempfile::tempdir().unwrap();
    let put = |path: &str, bytes: &[u8]| {
        let path = work.path().join("content").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    };
    put("site.yaml", format!("{SITE}{site}").as_bytes());
    put("rules.yaml", RULES.as_bytes());
    let mut notice = "---\n标题: 名单\n类别: news\n发布单位: 柳湾村村民委员会\n附件:\n".to_owned();
    for (name, bytes) in files {
        put(&format!("notices/a/{name}"), bytes);
        let _ = writeln!(notice, "- {name}");
    }
    put("notices/a/index.md", format!("{notice}---\n名单见附件。\n").as_bytes());
    let clock = Clock { instant: "2026-11-20T01:00:00Z".parse().unwrap(), given: None };
    let mut site = build::load(work.path(), &clock).unwrap();
    let told = privacy(&site.check_files_too(work.path()).unwrap());
    match build::build(&mut site, work.path(), &work.path().join("public"), &Silent).unwrap() {
        Outcome::Built { warnings, .. } => assert_eq!(privacy(&warnings), told, "what went out is told"),
        Outcome::Faulty(faults) => assert!(!privacy(&faults).is_empty(), "{faults:?}"),
    }
    told
}

fn privacy(faults: &[Diagnostic]) -> Vec<String> {
    let told = faults.iter().filter(|fault| fault.code.name().starts_with("privacy"));
    told.map(|fault| format!("{} {}", fault.code.name(), fault.message.zh)).collect()
}

fn fixture(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/attachments");
    fs::read(folder.join(name)).unwrap()
}

fn of(name: &str) -> Vec<String> {
    said(&[(name.to_owned(), fixture(name))], "")
}

#[test]
fn documents_of_other_programs_are_looked_through() {
    for ending in [".docx", ".odt", ".pdf", "-web.pdf"] {
        assert_eq!(of(&format!("clean{ending}")), [""; 0], "{ending}");
        for (sort, code) in
            [("identity", "privacy-id-number"), ("mobile", "privacy-mobile"), ("card", "privacy-bank-card")]
        {
            let told = of(&format!("{sort}{ending}"));
            let codes: Vec<&str> = told.iter().filter_map(|line| line.split(' ').next()).collect();
            assert_eq!(codes, [code], "{sort}{ending}: {told:?}");
        }
    }
}

#[test]
fn what_cannot_be_looked_through_is_named_and_may_be_allowed_by_name() {
    let told = |name: &str, why: &str| {
        format!("privacy-unread “{name}”{why}，程序查不了里面有没有身份证号、手机号一类的内容")
    };
    assert_eq!(of("scan.pdf"), [told("scan.pdf", "里面有扫描的图片，没有文字")]);
    assert_eq!(of("locked.pdf"), [told("locked.pdf", "设了密码或者限制")]);
    let old = [("名单.xls".to_owned(), b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and more".to_vec())];
    assert_eq!(said(&old, ""), [told("名单.xls", "这种格式程序读不了")]);
    let files = [("scan.pdf".to_owned(), fixture("scan.pdf"))];
    let allowed = |name: &str| {
        said(&files, &format!("免查附件: [{{文件: {name}, 理由: 红头文件扫描件，已逐页看过}}]\n"))
    };
    assert_eq!(allowed("scan.pdf"), [""; 0]);
    assert_eq!(allowed("notices/a/scan.pdf"), [""; 0]);
    assert_eq!(allowed("other.pdf").len(), 1);
    let leak = [("card.pdf".to_owned(), fixture("card.pdf"))];
    assert_eq!(
        said(&leak, "免查附件: [{文件: card.pdf, 理由: 看过}]\n").len(),
        1,
        "what can be read is not let pass"
    );
}

/// A small generator of its own, so that the corpus is the same everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most
    }

    fn digits(&mut self, count: usize) -> String {
        (0..count).map(|_| char::from_digit(self.below(10) as u32, 10).unwrap()).collect()
    }

    fn identity(&mut self) -> String {
        let first = format!(
            "990101{}{:02}{:02}{}",
            1940 + self.below(70),
            1 + self.below(12),
            1 + self.below(28),
            self.digits(3)
        );
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        let sum: u32 = first.chars().zip(weights).map(|(c, weight)| c.to_digit(10).unwrap() * weight).sum();
        format!("{first}{}", ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"][sum as usize % 11])
    }

    fn card(&mut self) -> String {
        let first = format!("622202{}", self.digits(12));
        (0..10).map(|last| format!("{first}{last}")).find(|card| luhn(card)).unwrap()
    }

    fn mobile(&mut self) -> String {
        format!("1{}{}", 3 + self.below(7), self.digits(9))
    }

    /// In two to four pieces.
    fn pieces(&mut self, number: &str) -> Vec<String> {
        let mut cuts: Vec<usize> =
            (0..1 + self.below(3)).map(|_| 1 + self.below(number.len() as u64 - 1) as usize).collect();
        cuts.extend([0, number.len()]);
        cuts.sort_unstable();
        cuts.windows(2)
            .map(|pair| number[pair[0]..pair[1]].to_owned())
            .filter(|piece| !piece.is_empty())
            .collect()
    }
}

fn luhn(digits: &str) -> bool {
    let digit = |(at, c): (usize, char)| {
        let digit = c.to_digit(10).unwrap() * if at % 2 == 1 { 2 } else { 1 };
        digit / 10 + digit % 10
    };
    digits.chars().rev().enumerate().map(digit).sum::<u32>() % 10 == 0
}

fn docx(pieces: &[String], in_table: bool) -> Vec<u8> {
    let runs: String = pieces.iter().map(|piece| format!("<w:r><w:t>{piece}</w:t></w:r>")).collect();
    let paragraph = format!("<w:p><w:r><w:t>号码</w:t></w:r>{runs}</w:p>");
    let body = match in_table {
        true => format!("<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc>{paragraph}</w:tc></w:tr></w:tbl>"),
        false => paragraph,
    };
    let mut into = zip::ZipWriter::new(Cursor::new(Vec::new()));
    into.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    write!(into, "<w:document><w:body><w:p><w:r><w:t>名单</w:t></w:r></w:p>{body}</w:body></w:document>")
        .unwrap();
    into.finish().unwrap().into_inner()
}

/// By a font of one byte a letter, or of two with a map of its own.
fn pdf(pieces: &[String], wide: bool) -> Vec<u8> {
    let shown = |piece: &String| match wide {
        true => format!(
            "<{}>",
            piece.bytes().map(|byte| format!("{:04x}", u32::from(byte) + 1_000)).collect::<String>()
        ),
        false => format!("({piece})"),
    };
    let parts: Vec<String> = pieces.iter().map(shown).collect();
    let content = format!("BT /F 12 Tf 1 0 0 1 50 700 Tm [{}] TJ ET", parts.join(" -12 "));
    let map = "1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0408> <0468> <0020> endbfrange";
    let font = if wide {
        "<< /Subtype /Type0 /Encoding /Identity-H /ToUnicode 5 0 R >>"
    } else {
        "<< /Subtype /Type1 >>"
    };
    let stream = |text: &str| format!("<< /Length {} >> stream\n{text}\nendstream", text.len());
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] >>".to_owned(),
        "<< /Type /Page /Contents 4 0 R /Resources << /Font << /F 6 0 R >> >> >>".to_owned(),
        stream(&content),
        stream(map),
        font.to_owned(),
    ];
    let numbered = (1..).zip(objects).map(|(number, object)| format!("{number} 0 obj\n{object}\nendobj\n"));
    format!("%PDF-1.4\n{}", numbered.collect::<String>()).into_bytes()
}

#[test]
fn of_three_hundred_numbers_in_documents_none_is_missed() {
    let mut dice = Dice(0x2026_1129);
    let mut files = Vec::new();
    for number in 0..100 {
        let numbers = [dice.identity(), dice.mobile(), dice.card()];
        for (sort, number_text) in ["identity", "mobile", "card"].iter().zip(numbers) {
            let pieces = dice.pieces(&number_text);
            let (ending, bytes) = match number % 4 {
                0 => ("docx", docx(&pieces, false)),
                1 => ("docx", docx(&pieces, true)),
                2 => ("pdf", pdf(&pieces, false)),
                _ => ("pdf", pdf(&pieces, true)),
            };
            files.push((format!("{sort}-{number}.{ending}"), bytes));
        }
    }
    let told = said(&files, "");
    let missed: Vec<&str> = files
        .iter()
        .map(|(name, _)| name.as_str())
        .filter(|name| {
            let code = match name.split('-').next() {
                Some("identity") => "privacy-id-number",
                Some("mobile") => "privacy-mobile",
                _ => "privacy-bank-card",
            };
            !told.iter().any(|line| line.starts_with(code) && line.contains(&format!("“{name}”")))
        })
        .collect();
    assert_eq!(missed, [""; 0], "of {}", files.len());
}
