//! Tables with joined cells → rows that all have as many cells.

use super::document::{Block, Paragraph, Piece, Table, Words};
use super::fault::WordFault;
use super::tree::Element;

/// Columns of a table; Word itself has sixty-three at most.
const WIDEST: usize = 63;
/// Cells of a table.
const CELLS: usize = 200_000;

pub(super) struct Row {
    /// Columns that the row leaves out at its beginning.
    pub before: usize,
    pub cells: Vec<Cell>,
}

pub(super) struct Cell {
    /// Columns that it takes.
    pub span: usize,
    pub down: Join,
    pub across: Join,
    pub blocks: Vec<Block>,
}

/// Whether a cell is one with its neighbour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Join {
    Alone,
    Begins,
    /// It is a part of the cell before it.
    Goes,
}

impl Join {
    pub(super) fn of(said: Option<&Element>) -> Join {
        match said.map(|said| said.val()) {
            None => Join::Alone,
            Some(Some("restart")) => Join::Begins,
            Some(_) => Join::Goes,
        }
    }
}

/// A cell at its column.
struct Slot {
    at: usize,
    span: usize,
    goes: bool,
    paragraphs: Vec<Paragraph>,
}

/// A table as rows of cells, with the rows that are no more than a line above or below it as paragraphs, and whether
/// cells were joined.
pub(super) fn table(rows: Vec<Row>, after: usize, room: &mut usize) -> Result<(Vec<Block>, bool), WordFault> {
    let mut rows: Vec<Vec<Slot>> = rows.into_iter().map(slots).collect();
    rows.retain(|row| row.iter().any(|slot| !slot.paragraphs.is_empty()));
    let width = rows.iter().flatten().map(|slot| slot.at.saturating_add(slot.span)).max().unwrap_or(0);
    if width > WIDEST || width.saturating_mul(rows.len()) > CELLS {
        return Err(WordFault::TooMuch);
    }
    let is_frame = width == 1 && rows.len() == 1;
    let is_line =
        |row: &Vec<Slot>| is_frame || (width > 1 && matches!(row.as_slice(), [only] if only.span == width));
    let below = rows.len() - rows.iter().rev().take_while(|row| is_line(row)).count();
    let last = rows.split_off(below);
    let above = rows.iter().take_while(|row| is_line(row)).count();
    let rest = rows.split_off(above);
    let joined = rest.iter().flatten().any(|slot| slot.span > 1 || slot.goes);
    let lines = |rows: Vec<Vec<Slot>>| {
        rows.into_iter().flatten().flat_map(|slot| slot.paragraphs).map(Block::Paragraph)
    };
    let mut blocks: Vec<Block> = lines(rows).collect();
    if !rest.is_empty() {
        blocks.push(Block::Table(grid(rest, width, after, room)?));
    }
    blocks.extend(lines(last));
    Ok((blocks, joined))
}

fn slots(row: Row) -> Vec<Slot> {
    let mut slots: Vec<Slot> = Vec::new();
    let mut at = row.before;
    for cell in row.cells {
        let span = cell.span.clamp(1, WIDEST + 1);
        match slots.last_mut() {
            Some(before) if cell.across == Join::Goes => before.span += span,
            _ => slots.push(Slot {
                at,
                span,
                goes: cell.down == Join::Goes,
                paragraphs: cell.blocks.into_iter().flat_map(flat).collect(),
            }),
        }
        at = at.saturating_add(span);
    }
    slots
}

/// A table within a cell becomes lines of it.
fn flat(block: Block) -> Vec<Paragraph> {
    let table = match block {
        Block::Paragraph(paragraph) => return vec![paragraph],
        Block::Table(table) => table,
    };
    let line = |row: Vec<Vec<Paragraph>>| {
        let mut pieces: Vec<Piece> = Vec::new();
        for paragraph in row.into_iter().flatten() {
            if !pieces.is_empty() {
                pieces.push(Piece::Words(Words { text: " ".to_owned(), ..Words::default() }));
            }
            pieces.extend(paragraph.pieces);
        }
        Paragraph { pieces, ..Paragraph::default() }
    };
    table.rows.into_iter().map(line).filter(|line| !line.is_blank()).collect()
}

/// What a cell says that goes on downwards is said in each of its rows.
fn grid(rows: Vec<Vec<Slot>>, width: usize, after: usize, room: &mut usize) -> Result<Table, WordFault> {
    let headings = headings(&rows);
    let mut grid: Vec<Vec<Vec<Paragraph>>> = Vec::new();
    for (number, slots) in rows.into_iter().enumerate() {
        let mut row = vec![Vec::new(); width];
        for Slot { at, span, goes, paragraphs } in slots {
            let above = || grid.last().map(|row| row[at].clone()).unwrap_or_default();
            let filled = if goes { above() } else { paragraphs };
            // a heading over several columns is said over each
            for cell in row.iter_mut().skip(at).take(if number < headings { span } else { 1 }) {
                let size: usize = filled.iter().map(size).sum();
                *room = room.checked_sub(size).ok_or(WordFault::TooMuch)?;
                cell.clone_from(&filled);
            }
        }
        grid.push(row);
    }
    let body = grid.split_off(headings);
    let rows = std::iter::once(one_heading(grid, width)).chain(body).collect();
    Ok(Table { rows, after })
}

fn size(paragraph: &Paragraph) -> usize {
    let words = |piece: &Piece| match piece {
        Piece::Words(words) => words.text.len() + 64,
        _ => 64,
    };
    64 + paragraph.pieces.iter().map(words).sum::<usize>()
}

/// How many rows are the heading: the first, and below one that names several columns at once those whose cells go on
/// from it.
fn headings(rows: &[Vec<Slot>]) -> usize {
    let is_over_some = rows.first().is_some_and(|row| row.iter().any(|slot| slot.span > 1));
    let going = rows.iter().skip(1).take(2).take_while(|row| row.iter().any(|slot| slot.goes));
    if is_over_some { 1 + going.count().min(rows.len().saturating_sub(2)) } else { 1 }
}

/// Rows of a heading as one: what stands above first.
fn one_heading(rows: Vec<Vec<Vec<Paragraph>>>, width: usize) -> Vec<Vec<Paragraph>> {
    let mut heading: Vec<Vec<Paragraph>> = vec![Vec::new(); width];
    for row in rows {
        for (cell, more) in heading.iter_mut().zip(row) {
            let new = more.into_iter().filter(|paragraph| !cell.contains(paragraph)).collect::<Vec<_>>();
            cell.extend(new);
        }
    }
    heading
}
