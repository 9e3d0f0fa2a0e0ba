//! Which sheets a book has, and in which parts of the archive they lie.

use super::super::super::refusal::SheetFault;
use super::package::{Package, SMALL};
use super::xml::{Piece, Tag, Xml};
use std::collections::HashMap;

#[derive(Default)]
pub(super) struct Book {
    /// In the order of their tabs.
    pub tabs: Vec<Tab>,
    /// Days are counted from 1904 and not from 1900.
    pub from_1904: bool,
    /// Where the texts lie that cells share.
    pub strings: String,
    /// Where the formats of numbers lie.
    pub styles: String,
}

#[derive(Default)]
pub(super) struct Tab {
    pub name: String,
    pub hidden: bool,
    pub part: String,
}

/// Tabs and relations that are taken of a book.
const MOST: usize = 4_096;

pub(super) fn book(package: &mut Package) -> Result<Book, SheetFault> {
    let main = main_part(package)?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let name = main.rsplit('/').next().unwrap_or(&main);
    let relations = relations(package, &format!("{folder}/_rels/{name}.rels"), &folder)?;
    let mut book = Book::default();
    let part = package.part(&main, SMALL)?.ok_or(SheetFault::Broken)?;
    let mut xml = Xml::new(part);
    loop {
        match xml.next()? {
            Piece::Over => break,
            Piece::Open(tag, _) => match tag.name() {
                b"workbookPr" => book.from_1904 = tag.is("date1904"),
                b"sheet" if book.tabs.len() < MOST => book.tabs.extend(tab(&tag, &relations)),
                _ => {}
            },
            _ => {}
        }
    }
    let of_sort =
        |sort: &str| relations.values().find(|one| one.sort.ends_with(sort)).map(|one| one.part.clone());
    book.strings = of_sort("/sharedStrings").unwrap_or_default();
    book.styles = of_sort("/styles").unwrap_or_default();
    Ok(book)
}

/// Sheets of charts have no cells.
fn tab(tag: &Tag, relations: &HashMap<String, Relation>) -> Option<Tab> {
    let relation = relations.get(&tag.get("id")?).filter(|one| one.sort.ends_with("/worksheet"))?;
    let hidden = tag.get("state").is_some_and(|state| state != "visible");
    Some(Tab { name: tag.get("name").unwrap_or_default(), hidden, part: relation.part.clone() })
}

struct Relation {
    sort: String,
    part: String,
}

/// The book's own part, which the archive's relations name.
fn main_part(package: &mut Package) -> Result<String, SheetFault> {
    let of_archive = relations(package, "_rels/.rels", "")?;
    let main = of_archive.into_values().find(|one| one.sort.ends_with("/officeDocument"));
    Ok(main.map_or_else(|| "xl/workbook.xml".to_owned(), |main| main.part))
}

fn relations(
    package: &mut Package,
    part: &str,
    folder: &str,
) -> Result<HashMap<String, Relation>, SheetFault> {
    let mut all = HashMap::new();
    let Some(part) = package.part(part.trim_start_matches('/'), SMALL)? else { return Ok(all) };
    let mut xml = Xml::new(part);
    loop {
        match xml.next()? {
            Piece::Over => return Ok(all),
            Piece::Open(tag, _) if tag.name() == b"Relationship" && all.len() < MOST => {
                let (Some(id), Some(target)) = (tag.get("Id"), tag.get("Target")) else { continue };
                let part = match target.strip_prefix('/') {
                    Some(from_top) => from_top.to_owned(),
                    None => format!("{folder}/{target}").trim_start_matches('/').to_owned(),
                };
                all.insert(id, Relation { sort: tag.get("Type").unwrap_or_default(), part });
            }
            _ => {}
        }
    }
}
