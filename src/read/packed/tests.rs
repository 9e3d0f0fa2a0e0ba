//! Documents as Word and others pack them.

use super::*;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut into = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        into.start_file(*name, SimpleFileOptions::default()).expect("in memory");
        into.write_all(bytes).expect("in memory");
    }
    into.finish().expect("in memory").into_inner()
}

fn read(parts: &[(&str, &str)]) -> Vec<(String, String)> {
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let words = words(&archive(&parts)).expect("read");
    words.parts.into_iter().map(|part| (part.name, part.text)).collect()
}

#[test]
fn runs_of_a_paragraph_are_one_and_rows_are_rows() {
    let document = "<w:document><w:body><w:p><w:r><w:t>990101</w:t></w:r><w:r><w:t xml:space=\"preserve\">19900307</w:t></w:r>\
        <w:del><w:r><w:delText>4251</w:delText></w:r></w:del></w:p>\n  <w:tbl><w:tr><w:tc><w:p><w:r><w:t>顾</w:t></w:r></w:p></w:tc>\
        <w:tc><w:p><w:r><w:t>1|2</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>";
    let comments =
        "<w:comments><w:comment><w:p><w:r><w:t>138&amp;</w:t></w:r></w:p></w:comment></w:comments>";
    let parts =
        [("word/document.xml", document), ("word/comments.xml", comments), ("word/styles.xml", "<a>no</a>")];
    let wanted = [("", "990101199003074251\n| 顾  | 1 2  | \n"), ("批注", "138&\n\n")];
    assert_eq!(read(&parts), wanted.map(|(name, text)| (name.to_owned(), text.to_owned())));
}

#[test]
fn other_offices_and_ofd_are_read_alike() {
    let odt = "<office:text><text:p>甲<text:s/>乙<text:span>丙</text:span></text:p></office:text>";
    assert_eq!(read(&[("content.xml", odt), ("meta.xml", "<a>x</a>")])[0].1, "甲 乙丙\n");
    let odt = [
        ("content.xml", "<office:text/>"),
        ("styles.xml", "<style:header><text:p>138</text:p></style:header>"),
    ];
    assert_eq!(read(&odt)[0].1, "138\n");
    let slide = "<p:sld><a:p><a:r><a:t>甲</a:t></a:r></a:p></p:sld>";
    assert_eq!(read(&[("ppt/slides/slide1.xml", slide)])[0].1, "甲\n");
    let page =
        "<ofd:Page><ofd:TextObject><ofd:TextCode X=\"1\">甲138</ofd:TextCode></ofd:TextObject></ofd:Page>";
    assert_eq!(read(&[("Doc_0/Pages/Page_0/Content.xml", page)])[0].1, "甲138\n");
}

#[test]
fn pictures_alone_are_named_and_bombs_refused() {
    let scan = archive(&[("word/document.xml", b"<w:document/>"), ("word/media/image1.jpeg", b"x")]);
    assert_eq!(words(&scan).map(|words| words.hidden), Ok(Some(Unread::Pictures)));
    let scan = archive(&[
        ("OFD.xml", b"<ofd:OFD><ofd:DocID>99010119</ofd:DocID></ofd:OFD>"),
        ("Doc_0/Document.xml", b"<ofd:Document><ofd:MaxUnitID>8</ofd:MaxUnitID></ofd:Document>"),
        ("Doc_0/Res/scan.jpg", b"x"),
    ]);
    assert_eq!(words(&scan).map(|words| (words.parts.len(), words.hidden)), Ok((0, Some(Unread::Pictures))));
    let bomb = format!("<w:p>{}</w:p>", "<w:t/>".repeat(6 << 20));
    let parts: Vec<(String, &[u8])> = (0..5).map(|n| (format!("word/a{n}.xml"), bomb.as_bytes())).collect();
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    assert_eq!(words(&archive(&parts)), Err(Unread::TooMuch));
    let many: Vec<(String, &[u8])> =
        (0..=super::PARTS).map(|n| (format!("word/header{n}.xml"), &b"<w:p/>"[..])).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, part)| (name.as_str(), *part)).collect();
    assert_eq!(words(&archive(&many)), Err(Unread::TooMuch), "no part is left out in silence");
    let deep = "<a>".repeat(1 << 20);
    assert_eq!(words(&archive(&[("word/document.xml", deep.as_bytes())])), Err(Unread::TooMuch));
    assert_eq!(words(b"PK\x03\x04"), Err(Unread::Broken));
    let entity = "<!DOCTYPE x [<!ENTITY a 'b'>]><w:p>&a;</w:p>";
    assert_eq!(words(&archive(&[("word/document.xml", entity.as_bytes())])), Err(Unread::Broken));
}
