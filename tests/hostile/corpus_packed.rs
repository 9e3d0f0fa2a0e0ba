//! What offices write and villages send on: PDF, Word, sheets and OFD that unpack, nest and repeat without end.

use crate::corpus::Case;
use crate::program::{NOTICE, Site};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const FONT: &str = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";
const NOTHING: &[u8] = b"null";

/// Each is linked from a notice, so that it is looked through before it goes out; `ok` are those in which there is
/// nothing but shape.
pub(crate) fn attachments() -> Vec<Case> {
    let files = portable().into_iter().chain(texts()).chain(sheets());
    files
        .map(|(name, file, bytes)| {
            Case::new(format!("packed {name}"), move |site: &Site| {
                site.put("content/notices/n/index.md", format!("---\n{NOTICE}---\n[甲](<{file}>)\n"));
                site.put(&format!("content/notices/n/{file}"), &bytes);
            })
        })
        .collect()
}

type File = (&'static str, &'static str, Vec<u8>);

/// Each of these hurt once: kilobytes that took gigabytes, or half a minute.
fn portable() -> Vec<File> {
    let mut files = vec![
        ("spaces.pdf", page(deflated("", &vec![b' '; 60 << 20]), FONT, NOTHING)),
        ("brackets.pdf", page(deflated("", "[".repeat(80 << 20).as_bytes()), FONT, NOTHING)),
        ("maps.pdf", page(deflated("", "<<".repeat(1 << 20).as_bytes()), FONT, NOTHING)),
        ("ok nested.pdf", page(plain("", &vec![b'['; 100_000]), FONT, &vec![b'<'; 100_000])),
        ("streams.pdf", objects((0..200).map(|_| deflated(HELD_ONE, &vec![b' '; 1 << 20])))),
        ("numbers.pdf", (0..450_000).flat_map(|id| format!("{id} 0 obj 1 ").into_bytes()).collect()),
        ("one-text-a-hundred-times.pdf", page(plain("", b""), FONT, &one_text())),
        ("ok letter-of-a-book.pdf", letters(&letter("987E", 20_000), &"01".repeat(20_000))),
        ("letter-of-eight.pdf", letters(&letter("0066", 8), &"01".repeat(1 << 20))),
        ("ok ranges.pdf", letters(&RANGE.repeat(20_000), "0001")),
        ("ok pages-of-one-dress.pdf", dressed()),
        ("notes.pdf", noted()),
        (
            "ok itself.pdf",
            objects([CATALOG, ROUND, PAGE, "null", FONT].map(|object| object.as_bytes().to_vec())),
        ),
    ];
    files.push(("ok cut.pdf", files[0].1[..2_000].to_vec()));
    files.push(("ok blank.pdf", page(plain("", b""), FONT, NOTHING)));
    files.into_iter().map(|(name, bytes)| (name, "a.pdf", bytes)).collect()
}

fn texts() -> Vec<File> {
    let flood = format!("<w:p>{}</w:p>", "<w:t/>".repeat(6 << 20));
    let parts: Vec<(String, &str)> = (0..5).map(|n| (format!("word/a{n}.xml"), &*flood)).collect();
    let telephones = "<w:p><w:r><w:t>13900001234</w:t></w:r></w:p>".repeat(400_000);
    let nested = "<a>".repeat(1 << 20);
    let bomb = "<!DOCTYPE a [<!ENTITY a \"甲甲甲甲甲甲甲甲\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">\
        <!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\">]><a>&d;&d;&d;&d;&d;</a>";
    let outside = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><w:p><w:t>&x;</w:t></w:p>";
    let word = |text: &str| archive(&[("word/document.xml", text)]);
    let floods: Vec<(&str, &str)> = parts.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    let names: Vec<String> = (0..20_000).map(|n| format!("word/header{n}.xml")).collect();
    let headers: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "<w:p/>")).collect();
    vec![
        ("flood.docx", "a.docx", archive(&floods)),
        ("telephones.docx", "a.docx", word(&telephones)),
        ("nested.docx", "a.docx", word(&nested)),
        ("entities.docx", "a.docx", word(bomb)),
        ("outside.docx", "a.docx", word(outside)),
        ("cut.docx", "a.docx", word("<w:p/>")[..60].to_vec()),
        (
            "ok climbing.docx",
            "a.docx",
            archive(&[("../../word/document.xml", "<w:p/>"), ("word/document.xml", "<w:p/>")]),
        ),
        ("many-parts.docx", "a.docx", archive(&headers)),
        ("nested.odt", "a.odt", archive(&[("content.xml", &nested)])),
        ("nested.ofd", "a.ofd", archive(&[("OFD.xml", "<a/>"), ("Doc_0/Pages/Page_0/Content.xml", &nested)])),
    ]
}

fn sheets() -> Vec<File> {
    let sheet = |rows: &str| {
        archive(&[
            ("[Content_Types].xml", "<Types/>"),
            ("xl/workbook.xml", BOOK),
            ("xl/_rels/workbook.xml.rels", LINKS),
            ("xl/worksheets/sheet1.xml", &format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")),
        ])
    };
    let cell = "<row><c><v>1</v></c></row>";
    vec![
        ("ok far-corner.xlsx", "a.xlsx", sheet("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>")),
        ("ok rows.xlsx", "a.xlsx", sheet(&cell.repeat(1_000_000))),
        ("ok nested.xlsx", "a.xlsx", sheet(&"<row>".repeat(1 << 20))),
        ("ok repeated.ods", "a.ods", archive(&[("content.xml", REPEATED)])),
    ]
}

const BOOK: &str = "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"甲\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>";
const LINKS: &str =
    "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
/// Sixteen billion cells in one line.
const REPEATED: &str = "<table:table><table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell table:number-columns-repeated=\"16384\"><text:p>1</text:p></table:table-cell></table:table-row></table:table>";

const CATALOG: &str = "<< /Type /Catalog /Pages 2 0 R >>";
const PAGES: &str =
    "<< /Type /Pages /Kids [3 0 R] /Count 1 /Resources << /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >> >>";
const ROUND: &str = "<< /Type /Pages /Kids [2 0 R 3 0 R 2 0 R] >>";
const PAGE: &str = "<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>";
const HELD_ONE: &str = "/Type /ObjStm /N 1 /First 0";
const RANGE: &str = "1 beginbfrange <00000000> <FFFFFFFF> <0030> endbfrange ";

/// One long text under a hundred numbers.
fn one_text() -> Vec<u8> {
    let heads: String = (10..110).map(|id| format!("{id} 0 ")).collect();
    let held = format!("{heads}({})", "a".repeat(4 << 20));
    deflated(&format!("/Type /ObjStm /N 100 /First {}", heads.len()), held.as_bytes())
}

/// A page that shows these codes in a font that says what they mean.
fn letters(meaning: &str, shown: &str) -> Vec<u8> {
    let font = "<< /Type /Font /Subtype /Type1 /ToUnicode 6 0 R >>";
    let shown = format!("BT /F 9 Tf <{shown}> Tj ET");
    page(deflated("", shown.as_bytes()), font, &deflated("", meaning.as_bytes()))
}

fn letter(sign: &str, times: usize) -> String {
    format!("1 beginbfchar <01> <{}> endbfchar", sign.repeat(times))
}

/// What stands once above a thousand pages.
fn dressed() -> Vec<u8> {
    let kids: String = (7..1_007).map(|id| format!("{id} 0 R ")).collect();
    let top = format!("<< /Type /Pages /Kids [{kids}] /Resources << /A [{}] >> >>", "1 ".repeat(100_000));
    let mut all = vec![CATALOG.as_bytes().to_vec(), top.into_bytes()];
    all.resize(1_006, b"<< /Type /Page >>".to_vec());
    objects(all)
}

/// One note of a megabyte, a hundred times on a page.
fn noted() -> Vec<u8> {
    let page = format!("<< /Type /Page /Annots [{}] >>", "9 0 R ".repeat(100));
    let note = format!("<< /Contents ({}) >>", "1 ".repeat(500_000));
    let gap = ["null"; 5];
    let all = [&[CATALOG, PAGES, &page], &gap[..], &[&note]].concat();
    objects(all.into_iter().map(|object| object.as_bytes().to_vec()))
}

/// A page of this content, with a font and another object.
fn page(content: Vec<u8>, font: &str, other: &[u8]) -> Vec<u8> {
    objects([CATALOG.into(), PAGES.into(), PAGE.into(), content, font.into(), other.to_vec()])
}

/// A file of these, numbered from 1.
fn objects(all: impl IntoIterator<Item = Vec<u8>>) -> Vec<u8> {
    let mut bytes = b"%PDF-1.5\n".to_vec();
    for (number, object) in (1..).zip(all) {
        bytes.extend(format!("{number} 0 obj\n").bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    bytes
}

fn plain(dict: &str, data: &[u8]) -> Vec<u8> {
    let head = format!("<< {dict} /Length {} >>\nstream\n", data.len());
    [head.as_bytes(), data, b"\nendstream"].concat()
}

fn deflated(dict: &str, data: &[u8]) -> Vec<u8> {
    let mut into = ZlibEncoder::new(Vec::new(), Compression::default());
    into.write_all(data).unwrap();
    plain(&format!("{dict} /Filter /FlateDecode"), &into.finish().unwrap())
}

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
