//! Paragraphs and tables in their order, in the text, in cells, in boxes and in notes.

use super::document::{Align, Block, Label, Paragraph, Piece, What};
use super::fault::WordFault;
use super::inline::{Inline, chosen, is_unfilled};
use super::look::{Look, NO_HEADING};
use super::scene::Scene;
use super::table::{Cell, Join, Row, table};
use super::tree::Element;

/// What is gone through.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Text,
    Box,
    Cell,
    Note,
}

/// All of a part, or of a cell, box or note.
pub(super) fn blocks(parent: &Element, place: Place, scene: &mut Scene) -> Result<Vec<Block>, WordFault> {
    let mut walk = Walk { scene, place, blocks: Vec::new(), joined: Vec::new() };
    walk.all(parent)?;
    let rest = std::mem::take(&mut walk.joined);
    walk.add(Paragraph { pieces: rest, ..Paragraph::default() });
    Ok(walk.blocks)
}

struct Walk<'s> {
    scene: &'s mut Scene,
    place: Place,
    blocks: Vec<Block>,
    /// Of a paragraph whose end was deleted: it goes on in the next.
    joined: Vec<Piece>,
}

impl Walk<'_> {
    fn all(&mut self, parent: &Element) -> Result<(), WordFault> {
        parent.children.iter().try_for_each(|child| self.one(child))
    }

    fn one(&mut self, element: &Element) -> Result<(), WordFault> {
        match element.name {
            "w:p" => self.paragraph(element),
            "w:tbl" => self.table(element),
            "w:sdtPr" | "w:del" | "w:moveFrom" => Ok(()),
            "w:sdt" if is_unfilled(element) => {
                self.scene.tell(What::Unfilled, &element.words());
                Ok(())
            }
            "w:altChunk" => {
                self.scene.tell(What::Object, "");
                Ok(())
            }
            "mc:AlternateContent" => chosen(element).map_or(Ok(()), |way| self.all(way)),
            // a formula or words that stand in no paragraph
            "m:oMathPara" | "m:oMath" | "w:r" => self.paragraph_of(element),
            _ => self.all(element),
        }
    }

    fn paragraph(&mut self, element: &Element) -> Result<(), WordFault> {
        let properties = element.child("w:pPr");
        let mark = properties.and_then(|own| own.child("w:rPr"));
        let look = self.scene.styles.paragraph(properties);
        let mut inline = Inline::new(self.scene);
        inline.pieces = std::mem::take(&mut self.joined);
        inline.all(element, &look);
        let Inline { pieces, boxes, size, .. } = inline;
        // a question that nothing answers ends with its paragraph
        self.scene.fields.retain(|field| field.shows);
        let mut paragraph = Paragraph { pieces, size, ..Paragraph::default() };
        let is = |name| mark.is_some_and(|mark| mark.child(name).is_some());
        if is("w:del") || is("w:moveFrom") {
            self.joined = paragraph.pieces;
        } else if !(paragraph.is_blank() && is("w:vanish")) {
            paragraph.heading = look.heading.filter(|&level| level != NO_HEADING);
            paragraph.align = look.align.unwrap_or(Align::Left);
            paragraph.label = self.label(&look, properties);
            self.add(paragraph);
        }
        boxes.into_iter().try_for_each(|inside| self.boxed(inside))
    }

    fn paragraph_of(&mut self, element: &Element) -> Result<(), WordFault> {
        let look = self.scene.styles.paragraph(None);
        let mut inline = Inline::new(self.scene);
        inline.one(element, &look);
        let Inline { pieces, boxes, size, .. } = inline;
        self.add(Paragraph { pieces, size, ..Paragraph::default() });
        boxes.into_iter().try_for_each(|inside| self.boxed(inside))
    }

    fn label(&mut self, look: &Look, properties: Option<&Element>) -> Option<Label> {
        let list = look.list.filter(|&list| list > 0)?;
        let style = properties.and_then(|own| own.child("w:pStyle")).and_then(Element::val);
        let own = properties.and_then(|own| own.child("w:numPr")).and_then(|list| list.child("w:ilvl"));
        let of_style = || self.scene.numbering.level_of(list, style);
        let level = own.and_then(Element::number).or_else(of_style).or(look.level).unwrap_or(0).min(8);
        let scene = &mut *self.scene;
        let label = scene.counters.next(&scene.numbering, list, level);
        if std::mem::take(&mut self.scene.counters.odd) {
            self.scene.tell(What::OddNumber, "");
        }
        label
    }

    fn add(&mut self, mut paragraph: Paragraph) {
        if paragraph.is_blank() {
            return;
        }
        paragraph.boxed = self.place == Place::Box;
        if matches!(self.place, Place::Text | Place::Box) {
            self.scene.passed += 1;
            paragraph.at = self.scene.passed;
        }
        self.blocks.push(Block::Paragraph(paragraph));
    }

    /// What stands in a box comes behind the paragraph at which it is anchored.
    fn boxed(&mut self, inside: &Element) -> Result<(), WordFault> {
        let words = inside.words();
        if !words.is_empty() {
            self.scene.tell(What::Boxed, &words);
        }
        let place = if self.place == Place::Text { Place::Box } else { self.place };
        self.blocks.extend(blocks(inside, place, self.scene)?);
        Ok(())
    }

    fn table(&mut self, element: &Element) -> Result<(), WordFault> {
        let mut rows = Vec::new();
        self.rows(element, &mut rows)?;
        if self.place == Place::Cell {
            self.scene.tell(What::Nested, "");
        }
        let (parts, joined) = table(rows, self.scene.passed, &mut self.scene.room)?;
        if joined {
            self.scene.tell(What::Merged, "");
        }
        self.blocks.extend(parts);
        Ok(())
    }

    fn rows(&mut self, parent: &Element, into: &mut Vec<Row>) -> Result<(), WordFault> {
        for child in &parent.children {
            match child.name {
                "w:tr" => {
                    let about = child.child("w:trPr");
                    if about.is_some_and(|about| about.child("w:del").is_some()) {
                        self.scene.tell(What::Deleted, &child.words());
                        continue;
                    }
                    let skipped = |name| about.and_then(|about| about.child(name)).and_then(Element::number);
                    let mut row = Row { before: skipped("w:gridBefore").unwrap_or(0), cells: Vec::new() };
                    self.cells(child, &mut row.cells)?;
                    into.push(row);
                }
                "w:trPr" | "w:sdtPr" => {}
                "mc:AlternateContent" => chosen(child).map_or(Ok(()), |way| self.rows(way, into))?,
                _ => self.rows(child, into)?,
            }
        }
        Ok(())
    }

    fn cells(&mut self, parent: &Element, into: &mut Vec<Cell>) -> Result<(), WordFault> {
        for child in &parent.children {
            match child.name {
                "w:tc" => {
                    let about = child.child("w:tcPr");
                    let of = |name| about.and_then(|about| about.child(name));
                    into.push(Cell {
                        span: of("w:gridSpan").and_then(Element::number).unwrap_or(1),
                        down: Join::of(of("w:vMerge")),
                        across: Join::of(of("w:hMerge")),
                        blocks: blocks(child, Place::Cell, self.scene)?,
                    });
                }
                "w:trPr" | "w:sdtPr" => {}
                "mc:AlternateContent" => chosen(child).map_or(Ok(()), |way| self.cells(way, into))?,
                _ => self.cells(child, into)?,
            }
        }
        Ok(())
    }
}
