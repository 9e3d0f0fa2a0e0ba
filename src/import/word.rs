//! Word documents: a notice or a page, with what its paragraphs say of its fields.
//!
//! What a paragraph says in so many words is filled in, what is likely is filled in and marked, and all else is left
//! to the clerk. Nothing but the title is taken out of the text for being a field.

mod contact;
mod days;
mod faithful;
mod fields;
mod heads;
mod inline;
mod kind;
mod labels;
mod lines;
mod markdown;
mod places;
mod project;
mod signature;
mod told;
mod window;

use super::{Draft, Facts, Imported, Refused, What, place};
use crate::collection::Collection;
use crate::diagnostic::Text;
use crate::parse::schema;
use crate::read::word::{Document, PictureFile, document};
use crate::text;
use fields::{Reading, notice, page};
use std::collections::HashSet;

/// What keeps a page from going out before somebody has looked at it.
const PAGE_TO_DO: &str = "（改成：对着 Word 原文看一遍，没有错就删去这一行）\n\n";

/// A document as a draft with its pictures.
pub(super) fn read(bytes: &[u8], name: &str, facts: &Facts) -> Result<Imported, Refused> {
    let document = document(bytes).map_err(Refused::Word)?;
    if document.blocks.is_empty() {
        return Err(Refused::Unclear(
            text!("文档里没有字，也没有图片", "There is nothing in the document"),
            text!("文字要是在图片里，请打成字", "Words that stand in pictures must be typed"),
        ));
    }
    let lines = lines::lines(&document);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let reading = Reading::of(&document, &lines, stem, facts);
    let collection = if reading.is_page() { Collection::Pages } else { Collection::Notices };
    let found = if reading.is_page() { page(&reading) } else { notice(&reading) };
    let without: HashSet<usize> = reading.title_lines().collect();
    let markdown::Written { text: mut body, without_looks } = markdown::body(&document, &without);
    if reading.is_page() {
        // pages have no drafts
        body.insert_str(0, PAGE_TO_DO);
    }
    let path = place(collection, &reading.name, facts.today, !document.pictures.is_empty());
    let mut left = told::told(&document.told);
    left.extend(without_looks.into_iter().map(told::without_looks));
    left.extend(reading.remarks());
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let what = What::Entry(schema::of(collection), found, Some(body));
    let mut files = vec![Draft { path, from: from(&document), what }];
    files.extend(
        document.pictures.into_iter().enumerate().map(|(at, picture)| picture_file(at, picture, &folder)),
    );
    Ok(Imported { files, left })
}

fn from(document: &Document) -> Text {
    let paragraphs = document.blocks.len();
    text!("全文（{paragraphs}段）", "the text ({paragraphs} paragraphs)")
}

fn picture_file(at: usize, picture: PictureFile, folder: &str) -> Draft {
    let number = at + 1;
    Draft {
        path: format!("{folder}/{}", picture.name),
        from: text!("第{number}张图片", "picture {number}"),
        what: What::Bytes(picture.bytes),
    }
}

#[cfg(test)]
mod tests;
