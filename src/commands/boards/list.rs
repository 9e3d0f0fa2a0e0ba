//! `boards list`: what there is to be run, so that a runner can be told how many.

use super::super::desk::{Desk, Ending, Ran};
use super::super::output::{put, put_json};
use super::read::read;
use crate::model::board::{Board, Boards};
use crate::report::{Format, harmless_line};
use std::path::Path;

pub(super) fn list(desk: &Desk, file: &Path, count: bool) -> Ran {
    let Some(list) = read(desk, file)? else { return Ok(Ending::Refused) };
    match desk.options.format {
        _ if count => put(&format!("{}\n", list.boards.boards.len())),
        Format::Json => put_json(&json(&list.boards)),
        Format::Human | Format::Short => put(&lines(&list.boards)),
    }
    Ok(Ending::Done)
}

fn lines(boards: &Boards) -> String {
    let line = |(index, board): (usize, &Board)| {
        let target = board.target.as_ref().map_or("", |target| target.value.as_str());
        let [name, url, target] = [&board.name.value, &board.url.value, target].map(harmless_line);
        format!("{index}\t{name}\t{url}\t{target}\n")
    };
    boards.boards.iter().enumerate().map(line).collect()
}

fn json(boards: &Boards) -> serde_json::Value {
    let one = |(index, board): (usize, &Board)| {
        let text =
            |field: &Option<crate::source::Spanned<String>>| field.as_ref().map(|text| text.value.clone());
        let Board { name, site, target, url, published } = board;
        serde_json::json!({
            "index": index, "name": name.value, "site": text(site), "target": text(target),
            "url": url.value, "published": text(published),
        })
    };
    let all: Vec<_> = boards.boards.iter().enumerate().map(one).collect();
    serde_json::json!({ "name": boards.name.value, "boards": all })
}
