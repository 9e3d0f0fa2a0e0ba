//! Tables in a text as it is seen: lines of cells between `|`, and the first of them is the heading.

use std::ops::Range;

/// One table.
pub(super) struct Table<'t> {
    pub heading: Vec<Cell<'t>>,
    pub rows: Vec<Vec<Cell<'t>>>,
}

/// One cell, without the spaces around it.
pub(super) struct Cell<'t> {
    pub text: &'t str,
    pub range: Range<usize>,
}

impl<'t> Table<'t> {
    /// What stands above a cell of a row.
    pub(super) fn above(&self, column: usize) -> &'t str {
        self.heading.get(column).map_or("", |cell| cell.text)
    }
}

/// Every table of a text, in order.
pub(super) fn tables(text: &str) -> Vec<Table<'_>> {
    let mut tables: Vec<Table> = Vec::new();
    let (mut start, mut inside) = (0, false);
    for line in text.split_inclusive('\n') {
        let cells = cells(line, start);
        start += line.len();
        match (cells, tables.last_mut()) {
            (None, _) => inside = false,
            (Some(cells), Some(table)) if inside => table.rows.extend((!is_rule(&cells)).then_some(cells)),
            (Some(heading), _) => {
                inside = true;
                tables.push(Table { heading, rows: Vec::new() });
            }
        }
    }
    tables
}

/// The cells of a line that begins at a byte; `None` for what is no row.
fn cells(line: &str, start: usize) -> Option<Vec<Cell<'_>>> {
    let inner = line.trim().strip_prefix('|')?;
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    let mut at = start + line.find('|')? + 1;
    let cells = inner.split('|').map(|cell| {
        let text = cell.trim();
        let from = at + cell.len() - cell.trim_start().len();
        at += cell.len() + 1;
        Cell { text, range: from..from + text.len() }
    });
    Some(cells.collect())
}

/// `|---|:-:|` between heading and rows, where a text still has its markup.
fn is_rule(cells: &[Cell]) -> bool {
    cells.iter().all(|cell| cell.text.contains('-') && cell.text.bytes().all(|b| matches!(b, b'-' | b':')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_know_their_cells() {
        let text = "甲\n| 姓名 | 病 |\n|---|---|\n| 顾* |  |\n\n| 乙 |";
        let tables = tables(text);
        let words =
            |row: &[Cell]| row.iter().map(|cell| text[cell.range.clone()].to_owned()).collect::<Vec<_>>();
        assert_eq!(tables.len(), 2);
        assert_eq!(words(&tables[0].heading), ["姓名", "病"]);
        assert_eq!(words(&tables[0].rows[0]), ["顾*", ""]);
        assert_eq!((tables[0].rows.len(), tables[0].above(1), tables[1].rows.len()), (1, "病", 0));
    }
}
