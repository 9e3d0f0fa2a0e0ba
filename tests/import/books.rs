//! Books made here: by rust_xlsxwriter, or part by part.

use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The parts of a book, by name.
pub(crate) fn parts(book: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(book)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

/// The book of some parts, with right checksums.
pub(crate) fn book(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A book with one part changed.
pub(crate) fn changed(book_: &[u8], name: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let change = |(part, bytes): (String, Vec<u8>)| match part == name {
        true => (part, change(String::from_utf8(bytes).unwrap()).into_bytes()),
        false => (part, bytes),
    };
    book(&parts(book_).into_iter().map(change).collect::<Vec<_>>())
}

/// Rows of texts, one sheet, as rust_xlsxwriter writes them; what looks like a number is one.
pub(crate) fn rows(rows: &[&[&str]]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            match cell.parse::<f64>().ok().filter(|_| !cell.starts_with('0')) {
                Some(number) => drop(sheet.write_number(row, column, number).unwrap()),
                None => drop(sheet.write_string(row, column, *cell).unwrap()),
            }
        }
    }
    book.save_to_buffer().unwrap()
}

/// A form filled in as somebody at a computer does: rows of texts behind those that are there, and single cells.
pub(crate) fn filled(form: &[u8], from: usize, rows: &[Vec<String>], cells: &[(&str, &str)]) -> Vec<u8> {
    let cell = |(column, text): (usize, &String)| {
        let name = format!("{}{{ROW}}", letters(column));
        format!("<c r=\"{name}\" t=\"inlineStr\"><is><t>{}</t></is></c>", escaped(text))
    };
    let row = |(at, row): (usize, &Vec<String>)| {
        let cells: String = row.iter().enumerate().filter(|(_, text)| !text.is_empty()).map(cell).collect();
        format!("<row r=\"{at}\">{}</row>", cells.replace("{ROW}", &at.to_string()))
    };
    let more: String = (from..).zip(rows).map(row).collect();
    changed(form, "xl/worksheets/sheet1.xml", |mut sheet| {
        for (name, text) in cells {
            let start = sheet.find(&format!("<c r=\"{name}\"")).unwrap_or_else(|| panic!("{name}: {sheet}"));
            let end = start + sheet[start..].find("/>").unwrap() + 2;
            let whole = format!("<c r=\"{name}\" t=\"inlineStr\"><is><t>{}</t></is></c>", escaped(text));
            sheet.replace_range(start..end, &whole);
        }
        assert!(sheet.contains("</sheetData>"));
        sheet.replace("</sheetData>", &format!("{more}</sheetData>"))
    })
}

fn letters(column: usize) -> String {
    zhangbang::source::letters(column)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
