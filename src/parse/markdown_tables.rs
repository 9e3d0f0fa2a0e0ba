//! The tables of those bodies that something is held against: of notices that post points batches, and of those with
//! sums.

use crate::markdown::Document;
use crate::model::content::Content;
use crate::model::item::{Cell, Table};
use crate::model::sums;
use crate::source::Span;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::BTreeSet;

/// Reads the tables of every notice that a points batch names, or that has a row of sums.
pub(crate) fn gather_tables(content: &Content) {
    let batches = content.points.batches.iter();
    let named: BTreeSet<&str> =
        batches.filter_map(|batch| Some(batch.notice.as_ref()?.value.as_str())).collect();
    let adds_up = |text: &str| text.contains('|') && sums::mentioned(text);
    for notice in &content.notices {
        let body = &notice.item.body;
        if named.contains(notice.item.id.as_str()) || adds_up(body.text()) {
            body.tables.get_or_init(|| tables(body.text(), body.offset()));
        }
    }
}

fn tables(text: &str, offset: usize) -> Vec<Table> {
    let mut found: Vec<Table> = Vec::new();
    let mut inside = false;
    for (event, range) in Document::new(text).events() {
        match event {
            Event::Start(Tag::Table(_)) => found.push(Table::default()),
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                found.last_mut().into_iter().for_each(|table| table.rows.push(Vec::new()));
            }
            Event::Start(Tag::TableCell) => {
                inside = true;
                let span = Span::from(range).shifted(offset);
                let row = found.last_mut().and_then(|table| table.rows.last_mut());
                row.into_iter().for_each(|row| row.push(Cell { text: String::new(), span }));
            }
            Event::End(TagEnd::TableCell) => inside = false,
            Event::Text(words) | Event::Code(words) if inside => {
                let cell = found.last_mut().and_then(|table| table.rows.last_mut()?.last_mut());
                cell.into_iter().for_each(|cell| cell.text.push_str(&words));
            }
            _ => {}
        }
    }
    found
}
