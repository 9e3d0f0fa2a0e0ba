//! Tables of a body, cell by cell.

use pulldown_cmark::Alignment;

/// The table being written: cells carry classes, since a style attribute would need a laxer security policy.
#[derive(Default)]
pub(super) struct Table {
    pub columns: Vec<Alignment>,
    pub column: usize,
    pub head: bool,
}

impl Table {
    pub(super) fn open_cell(&mut self) -> String {
        let class = match self.columns.get(self.column) {
            Some(Alignment::Right) => " class=\"right\"",
            Some(Alignment::Center) => " class=\"center\"",
            _ => "",
        };
        self.column += 1;
        if self.head { format!("<th scope=\"col\"{class}>") } else { format!("<td{class}>") }
    }

    pub(super) fn close_cell(&self) -> &'static str {
        if self.head { "</th>" } else { "</td>" }
    }
}
