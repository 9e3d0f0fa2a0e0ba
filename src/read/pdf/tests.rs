//! Files as programs write them, and as strangers do.

use super::*;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::io::Write;

/// A file of these objects, numbered from 1, without a table.
fn file(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.5\n".to_vec();
    for (number, object) in (1..).zip(objects) {
        bytes.extend(format!("{number} 0 obj\n").bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    bytes
}

fn stream(dict: &str, data: &[u8]) -> Vec<u8> {
    let head = format!("<< {dict} /Length {} >>\nstream\n", data.len());
    [head.as_bytes(), data, b"\nendstream"].concat()
}

fn packed(dict: &str, data: &[u8]) -> Vec<u8> {
    let mut into = ZlibEncoder::new(Vec::new(), Compression::default());
    into.write_all(data).expect("in memory");
    stream(&format!("{dict} /Filter /FlateDecode"), &into.finish().expect("in memory"))
}

const CATALOG: &str = "<< /Type /Catalog /Pages 2 0 R >>";
const PAGES: &str =
    "<< /Type /Pages /Kids [3 0 R] /Count 1 /Resources << /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >> >>";
const PAGE: &str = "<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>";
const LATIN: &str = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";

/// A page of this content, with a font and another object.
fn page(content: Vec<u8>, font: &str, other: Vec<u8>) -> Vec<u8> {
    file(&[CATALOG.into(), PAGES.into(), PAGE.into(), content, font.into(), other])
}

fn text(bytes: &[u8]) -> String {
    let words = words(bytes).expect("read");
    assert_eq!(words.hidden, None);
    words.parts.into_iter().map(|part| part.text).collect::<Vec<_>>().join("\u{c}")
}

#[test]
fn letters_come_in_lines_however_they_are_shown() {
    let shown = b"BT /F 12 Tf 1 0 0 1 50 700 Tm (No 99) Tj [(01) -20 (0119)] TJ 0 -14 Td (\\(a\\) \\061) Tj T* <3232> Tj (x) ' ET";
    let wanted = "No 99010119\n(a) 1\n22\nx";
    assert_eq!(text(&page(stream("", shown), LATIN, b"null".into())), wanted);
    assert_eq!(text(&page(packed("", shown), LATIN, b"null".into())), wanted);
    let apart = b"BT /F 9 Tf [(138) -900 (0000)] TJ 40 0 Td (1234) Tj ET";
    assert_eq!(text(&page(stream("", apart), LATIN, b"null".into())), "138 00001234");
}

#[test]
fn cells_of_a_row_are_told_apart_and_letters_are_not() {
    let shown = b"BT /F 9 Tf 1 0 0 1 50 700 Tm (1) Tj 1 0 0 1 90 700 Tm (13800001234) Tj 1 0 0 1 190 700 Tm (990101) Tj ET";
    assert_eq!(text(&page(stream("", shown), LATIN, b"null".into())), "1 | 13800001234 | 990101");
    // a point at a time, and half a letter between two
    let digits: String = (0..11).map(|n| format!("12 0 0 12 {} 700 Tm (1) Tj ", 50 + 8 * n)).collect();
    let shown = format!("BT /F 1 Tf {digits} ET");
    assert_eq!(text(&page(stream("", shown.as_bytes()), LATIN, b"null".into())), "1".repeat(11));
    // the next row begins anew
    let rows =
        b"BT /F 9 Tf 50 700 Td (1) Tj 40 0 Td (138) Tj -40 -14 Td (22) Tj 40 0 Td (139) Tj 16 0 Td (0) Tj ET";
    assert_eq!(text(&page(stream("", rows), LATIN, b"null".into())), "1 | 138\n22 | 1390");
    let moved = b"BT /F 12 Tf 50 700 Td (a) Tj 7 0 Td (b) Tj 90 0 Td (c) Tj ET";
    assert_eq!(text(&page(stream("", moved), LATIN, b"null".into())), "ab | c");
}

#[test]
fn a_picture_in_the_text_ends_where_it_ends() {
    let shown = b"BI /W 1 ID \x01EI(\x02 EI BT /F 9 Tf (138) Tj ET";
    assert_eq!(text(&page(stream("", shown), LATIN, b"null".into())), "138");
}

#[test]
fn fonts_say_what_their_codes_are() {
    let map = "1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfchar <0003> <987E> endbfchar \
        3 beginbfrange <0000> <00FF> <4E00> <0010> <0019> <0030> <0020> <0021> [<67D0> <D83DDE00>] endbfrange";
    let font = "<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /ToUnicode 6 0 R >>";
    let shown = b"BT /F 9 Tf <00030020> Tj <0010001100190021> Tj <0041> Tj ET";
    assert_eq!(text(&page(stream("", shown), font, packed("", map.as_bytes()))), "顾某019😀\u{4E41}");
    let gbk = "<< /Type /Font /Subtype /Type0 /Encoding /GBK-EUC-H >>";
    assert_eq!(text(&page(stream("", b"BT /F 9 Tf <B9CB313338> Tj ET"), gbk, b"null".into())), "顾138");
    let unicode = "<< /Type /Font /Subtype /Type0 /Encoding /UniGB-UCS2-H >>";
    assert_eq!(text(&page(stream("", b"BT /F 9 Tf <987E0031> Tj ET"), unicode, b"null".into())), "顾1");
    let named =
        "<< /Type /Font /Subtype /TrueType /Encoding << /Differences [1 /one /two 7 /A /uni987E] >> >>";
    assert_eq!(text(&page(stream("", b"BT /F 9 Tf <01020708> Tj ET"), named, b"null".into())), "12A顾");
    let collection = "<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [<< /CIDSystemInfo << /Ordering (GB1) >> >>] >>";
    assert_eq!(
        text(&page(stream("", b"BT /F 9 Tf <001200150019> Tj ET"), collection, b"null".into())),
        "148"
    );
}

#[test]
fn forms_notes_and_objects_in_streams_are_read() {
    let form = stream("/Type /XObject /Subtype /Form", b"BT /F 9 Tf (inside) Tj ET");
    assert_eq!(text(&page(stream("", b"BT /F 9 Tf (a) Tj ET /X Do /X Do"), LATIN, form)), "a\ninside");
    let objects =
        format!("1 0 2 {} {CATALOG} {}", CATALOG.len() + 1, PAGES.replace("[3 0 R]", "[3 0 R 7 0 R]"));
    let inner =
        packed(&format!("/Type /ObjStm /N 2 /First {}", objects.find('<').unwrap()), objects.as_bytes());
    let note = "<< /Type /Page /Annots [<< /Contents <FEFF987E> >> << /V (138) >>] >>";
    let bytes = file(&[
        b"null".into(),
        b"null".into(),
        PAGE.into(),
        stream("", b"BT /F 9 Tf (a) Tj ET"),
        LATIN.into(),
        inner,
        note.into(),
    ]);
    assert_eq!(text(&bytes), "a\u{c}\n顾\n138");
}

#[test]
fn pictures_and_letters_that_nobody_can_tell_are_named() {
    let hidden = |bytes: &[u8]| words(bytes).map(|words| words.hidden);
    let picture = stream("/Subtype /Image /Width 1 /Height 1", b"x");
    assert_eq!(hidden(&page(stream("", b"/X Do"), LATIN, picture.clone())), Ok(Some(Unread::Pictures)));
    assert_eq!(
        hidden(&page(stream("", b"BI /W 1 ID \x01 EI"), LATIN, picture.clone())),
        Ok(Some(Unread::Pictures))
    );
    let glyphs = "<< /Type /Font /Subtype /Type0 /Encoding /Identity-H >>";
    assert_eq!(
        hidden(&page(stream("", b"BT /F 9 Tf <00030004> Tj ET"), glyphs, picture)),
        Ok(Some(Unread::Pictures))
    );
    assert_eq!(hidden(&page(stream("", b""), LATIN, b"null".into())), Ok(None), "a blank page hides nothing");
    let locked =
        [page(stream("", b""), LATIN, b"null".into()), b"trailer << /Encrypt 9 0 R >>".to_vec()].concat();
    assert_eq!(hidden(&locked), Err(Unread::Locked));
    let table = [
        page(stream("", b""), LATIN, b"null".into()),
        b"9 0 obj << /Type /XRef /Encrypt 8 0 R >> endobj".to_vec(),
    ]
    .concat();
    assert_eq!(hidden(&table), Err(Unread::Locked));
    assert_eq!(hidden(b"%PDF-1.7"), Err(Unread::Broken));
}

#[test]
fn what_unpacks_without_end_is_refused_by_name() {
    let bomb = packed("", &vec![b' '; 60 << 20]);
    assert_eq!(words(&page(bomb.clone(), LATIN, b"null".into())), Err(Unread::TooMuch));
    let mut headless = packed("", b"BT /F 9 Tf (13800001234) Tj ET");
    let data = headless.windows(7).position(|seven| seven == b"stream\n").expect("a stream") + 7;
    headless[data] = 0;
    assert_eq!(
        words(&page(headless, LATIN, b"null".into())),
        Err(Unread::Broken),
        "some programs show it all the same"
    );
    // the same over and over
    let forms: Vec<Vec<u8>> =
        (0..200).map(|_| packed("/Type /ObjStm /N 1 /First 0", &vec![b' '; 1 << 20])).collect();
    assert_eq!(words(&file(&forms)), Err(Unread::TooMuch));
    let many: Vec<u8> = (0..450_000).flat_map(|id| format!("{id} 0 obj 1 ").into_bytes()).collect();
    assert_eq!(words(&many), Err(Unread::TooMuch));
    let deep = page(stream("", &vec![b'['; 100_000]), LATIN, vec![b'<'; 100_000]);
    assert!(words(&deep).is_ok());
    let round = "<< /Type /Pages /Kids [2 0 R 3 0 R 2 0 R] >>";
    let itself =
        stream("/Subtype /Form /Resources << /XObject << /X 6 0 R >> >>", b"/X Do /X Do BT (a) Tj ET");
    assert!(
        words(&file(&[
            CATALOG.into(),
            round.into(),
            PAGE.into(),
            stream("", b"/X Do"),
            LATIN.into(),
            itself
        ]))
        .is_ok()
    );
}

/// One text that a hundred objects are, and one note that stands on a page a hundred times.
#[test]
fn few_values_of_many_bytes_are_too_much() {
    let heads: String = (10..110).map(|id| format!("{id} 0 ")).collect();
    let one = format!("{heads}({})", "a".repeat(4 << 20));
    let same = packed(&format!("/Type /ObjStm /N 100 /First {}", heads.len()), one.as_bytes());
    assert_eq!(words(&page(stream("", b""), LATIN, same)), Err(Unread::TooMuch));
    let note = format!("<< /Type /Page /Annots [{}] >>", "9 0 R ".repeat(100));
    let noted = file(&[
        CATALOG.into(),
        PAGES.into(),
        note.into_bytes(),
        b"null".into(),
        LATIN.into(),
        b"null".into(),
        b"null".into(),
        b"null".into(),
        format!("<< /Contents ({}) >>", "1 ".repeat(500_000)).into_bytes(),
    ]);
    assert_eq!(words(&noted), Err(Unread::TooMuch));
}

#[test]
fn a_code_that_stands_for_a_book_stands_for_nothing() {
    let book = format!("1 beginbfchar <01> <{}> endbfchar", "987E".repeat(20_000));
    let font = "<< /Type /Font /Subtype /Type1 /ToUnicode 6 0 R >>";
    let shown = format!("BT /F 9 Tf <{}> Tj ET", "01".repeat(20_000));
    let read = words(&page(stream("", shown.as_bytes()), font, packed("", book.as_bytes())));
    assert!(read.is_ok_and(|words| words.parts.iter().all(|part| part.text.len() <= 20_000)));
    let ligature = "1 beginbfchar <01> <00660066006900660066006900660066> endbfchar";
    let shown = format!("BT /F 9 Tf <{}> Tj ET", "01".repeat(1 << 20));
    assert_eq!(
        words(&page(packed("", shown.as_bytes()), font, stream("", ligature.as_bytes()))),
        Err(Unread::TooMuch)
    );
    let wide = "1 beginbfrange <00000000> <FFFFFFFF> <0030> endbfrange ".repeat(50);
    let font = "<< /Type /Font /Subtype /Type0 /ToUnicode 6 0 R >>";
    assert!(words(&page(stream("", b"BT /F 9 Tf <0001> Tj ET"), font, stream("", wide.as_bytes()))).is_ok());
}

#[test]
fn what_stands_once_above_a_thousand_pages_is_not_copied_for_each() {
    let kids: String = (7..1_007).map(|id| format!("{id} 0 R ")).collect();
    let top = format!("<< /Type /Pages /Kids [{kids}] /Resources << /A [{}] >> >>", "1 ".repeat(100_000));
    let mut objects: Vec<Vec<u8>> = vec![CATALOG.into(), top.into_bytes()];
    objects.resize(1_006, b"<< /Type /Page >>".to_vec());
    assert!(words(&file(&objects)).is_ok());
}

#[test]
fn no_flipped_byte_does_worse_than_a_refusal() {
    let map = packed("", b"1 beginbfchar <01> <987E> endbfchar");
    let whole = page(
        packed("", b"BT /F 9 Tf (\x01a) Tj [(b) -1 (c)] TJ ET"),
        "<< /Subtype /Type1 /ToUnicode 6 0 R >>",
        map,
    );
    assert!(words(&whole).is_ok());
    for at in 0..whole.len() {
        for bit in [0x01, 0x10, 0x80] {
            let mut broken = whole.clone();
            broken[at] ^= bit;
            let _ = words(&broken);
        }
        let _ = words(&whole[..at]);
    }
}

#[test]
fn brackets_without_end_are_too_much() {
    for flood in ["[", "<<", "[1 2 ", "<</A[", "/N "] {
        let flood = flood.repeat(1 << 20);
        let shown = page(packed("", flood.as_bytes()), LATIN, b"null".into());
        assert_eq!(words(&shown).err(), Some(Unread::TooMuch));
    }
    let many: Vec<Vec<u8>> = (0..40).map(|_| format!("[{}]", "1 ".repeat(60_000)).into_bytes()).collect();
    assert_eq!(words(&file(&many)).err(), Some(Unread::TooMuch));
}
