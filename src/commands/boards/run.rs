//! `boards run`: one board, as if somebody stood in its folder.

use super::super::build::Build;
use super::super::desk::{Desk, Ending, Named, Ran};
use super::super::publish::Publish;
use super::read::read;
use crate::boards::{folder, target};
use crate::diagnostic::Text;
use crate::model::board::Board;
use crate::text;
use std::path::Path;

pub(super) fn run(desk: &Desk, file: &Path, index: usize, dry_run: bool) -> Ran {
    let Some(list) = read(desk, file)? else { return Ok(Ending::Refused) };
    let boards = &list.boards.boards;
    let board = boards.get(index).ok_or_else(|| out_of_range(index, boards.len()))?;
    let named = Named { index, name: board.name.value.clone() };
    let site = board.site.as_ref().ok_or_else(|| without_site(&named))?;
    let mut desk = desk.clone();
    desk.options.root = folder(file, &site.value);
    let ran = of_board(&Desk { board: Some(named.clone()), ..desk }, file, board, dry_run);
    ran.map_err(|Text { zh, en }| Text::new(named.before(&zh), named.before(&en)))
}

fn of_board(desk: &Desk, file: &Path, board: &Board, dry_run: bool) -> Ran {
    match &board.target {
        Some(written) => Publish::to(target(file, &written.value), dry_run).publish(desk),
        None if dry_run => super::super::check::check(desk),
        None => Build::into(desk.options.root.join("public")).build(desk),
    }
}

fn out_of_range(index: usize, boards: usize) -> Text {
    let last = boards.saturating_sub(1);
    text!(
        "没有第 {index} 块：名单里有 {boards} 块，序号从 0 到 {last}",
        "there is no board {index}: the list has {boards}, from 0 to {last}"
    )
}

fn without_site(named: &Named) -> Text {
    let Named { index, name } = named;
    text!(
        "第 {index} 块“{name}”没有写“站点”，这里发布不了：写上它的站点文件夹（里面有 content）",
        "board {index}, {name}, names no `site` and cannot be run here: write the folder that holds its content/"
    )
}
