//! Word documents (.docx) → what they show: paragraphs with their numbers written out, tables without joined cells,
//! pictures, notes; and by name what they do not show. What it all means is not asked here.
//!
//! Whatever is in a file, reading takes bounded time and memory. Elements are known by their space, since every office
//! writes its own prefixes. They come as a stream and only those that say something are kept, with limits on each, for
//! which quick-xml is at hand: readers that make a whole tree in memory have none.

mod blocks;
mod counting;
mod document;
mod fault;
mod inline;
mod look;
mod numbering;
mod pictures;
mod relations;
mod scene;
mod signs;
mod spaces;
mod table;
mod tree;

pub use document::{Align, Block, Document, Label, Paragraph, PictureFile, Piece, Table, Told, What, Words};
pub use fault::WordFault;

use super::sheet::xlsx::package::Package;
use blocks::{Place, blocks};
use look::Styles;
use numbering::Numbering;
use relations::Relations;
use scene::{Note, Scene};
use std::collections::HashMap;
use tree::Element;

/// Bytes that a Word document may have: with photographs they are large.
pub const WORD_LIMIT: u64 = 64 << 20;
/// Bytes of all its parts when unpacked.
const UNPACKED: u64 = 160 << 20;
/// Bytes of a part that is text.
const PART: u64 = 64 << 20;

/// What a Word document shows.
///
/// # Errors
/// When it cannot be read; why.
pub fn document(bytes: &[u8]) -> Result<Document, WordFault> {
    let mut file = File { package: Package::within(bytes, UNPACKED)? };
    let main = file.main()?;
    let relations = file.relations(&main)?;
    let root = file.tree(&main)?.ok_or(WordFault::Broken)?;
    let body = root.child("w:document").and_then(|document| document.child("w:body"));
    let body = body.ok_or(WordFault::Broken)?;
    let styles = file.named(&relations, "styles")?.map(|part| Styles::of(&part)).unwrap_or_default();
    let numbering = file.named(&relations, "numbering")?.map(|part| Numbering::of(&part)).unwrap_or_default();
    let beside = file.beside(&relations)?;
    let mut scene = Scene::new(styles, numbering, relations);
    let mut document = Document { blocks: blocks(body, Place::Text, &mut scene)?, ..Document::default() };
    drop(root);
    document.notes = file.notes(&main, &mut scene)?;
    if scene.is_too_much() {
        return Err(WordFault::TooMuch);
    }
    document.told = std::mem::take(&mut scene.told);
    document.told.extend(beside);
    pictures::take(&mut document, scene.pictures, &mut file.package)?;
    Ok(document)
}

/// The packed file.
struct File<'a> {
    package: Package<'a>,
}

impl File<'_> {
    /// The part with the text, by what the package says.
    fn main(&mut self) -> Result<String, WordFault> {
        let said = self.tree("_rels/.rels")?.map(|part| Relations::of(&part, ""));
        let main = said.as_ref().and_then(|said| said.part("officeDocument")).unwrap_or("word/document.xml");
        let is_there = self.package.names().iter().any(|name| name == main);
        is_there.then(|| main.to_owned()).ok_or(WordFault::Broken)
    }

    fn tree(&mut self, name: &str) -> Result<Option<Element>, WordFault> {
        self.package.part(name, PART)?.map(tree::tree).transpose()
    }

    fn named(&mut self, relations: &Relations, sort: &str) -> Result<Option<Element>, WordFault> {
        relations.part(sort).map_or(Ok(None), |part| self.tree(part))
    }

    /// What a part leads to.
    fn relations(&mut self, part: &str) -> Result<Relations, WordFault> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let beside = format!("{folder}/_rels/{name}.rels");
        let tree = self.tree(beside.trim_start_matches('/'))?;
        Ok(tree.map(|tree| Relations::of(&tree, folder)).unwrap_or_default())
    }

    /// What stands beside the text: comments, what is above and below every page, macros.
    fn beside(&mut self, relations: &Relations) -> Result<Vec<Told>, WordFault> {
        let mut told = Vec::new();
        for (sort, what) in [("header", What::Header), ("footer", What::Footer)] {
            for part in relations.parts(sort).into_iter().take(20) {
                let words = self.tree(&part)?.map(|part| part.words()).unwrap_or_default();
                // numbers of pages and lines are no words
                if words.chars().any(|c| c.is_alphabetic() && !"第共页".contains(c)) {
                    told.push(Told { what, at: 0, words: words.chars().take(200).collect() });
                }
            }
        }
        if let Some(comments) = self.named(relations, "comments")? {
            let all = comments.children.iter().flat_map(|root| root.all("w:comment")).take(100);
            told.extend(all.map(|one| Told {
                what: What::Comment,
                at: 0,
                words: one.words().chars().take(200).collect(),
            }));
        }
        if self.package.names().iter().any(|name| name.to_lowercase().contains("vbaproject")) {
            told.push(Told { what: What::Macros, at: 0, words: String::new() });
        }
        Ok(told)
    }

    /// The notes that the text names, in its order. What a note names in turn is not gone after.
    fn notes(&mut self, main: &str, scene: &mut Scene) -> Result<Vec<Vec<Paragraph>>, WordFault> {
        let named = scene.notes.clone();
        let mut notes = vec![Vec::new(); named.len()];
        for (sort, part, root, one) in [
            (Note::Foot, "footnotes", "w:footnotes", "w:footnote"),
            (Note::End, "endnotes", "w:endnotes", "w:endnote"),
        ] {
            let Some(part) = self.relations(main)?.part(part).map(str::to_owned) else { continue };
            let Some(tree) = self.tree(&part)? else { continue };
            scene.relations = self.relations(&part)?;
            let written = tree.child(root).into_iter().flat_map(|root| root.all(one));
            let by_id: HashMap<&str, &Element> =
                written.filter_map(|note| Some((note.get("id")?, note))).collect();
            for (at, (_, id)) in named.iter().enumerate().filter(|(_, (found, _))| *found == sort) {
                let Some(note) = by_id.get(id.as_str()) else { continue };
                notes[at] = paragraphs(blocks(note, Place::Note, scene)?);
            }
        }
        Ok(notes)
    }
}

/// Paragraphs alone; of a table in a note its cells.
fn paragraphs(blocks: Vec<Block>) -> Vec<Paragraph> {
    let flat = |block| match block {
        Block::Paragraph(paragraph) => vec![paragraph],
        Block::Table(table) => table.rows.into_iter().flatten().flatten().collect(),
    };
    blocks.into_iter().flat_map(flat).collect()
}

#[cfg(test)]
pub(crate) mod tests;
