//! What two boards of a list have in common and must not.

use crate::diagnostic::{Code, Diagnostic, Text};
use crate::evidence::witness::address;
use crate::model::board::{Board, Boards};
use crate::source::{SourceId, Spanned};
use crate::text;
use std::collections::BTreeMap;

type Field = fn(&Board) -> Option<&Spanned<String>>;

/// Each field of which every board has its own, in Chinese and English.
const OWN: [(&str, &str, Field); 5] = [
    ("名称", "name", |board| Some(&board.name)),
    ("站点", "site", |board| board.site.as_ref()),
    ("发布到", "target", |board| {
        board.target.as_ref().filter(|target| target.value.contains(['/', '\\']))
    }),
    ("网址", "url", |board| Some(&board.url)),
    ("发布文件夹", "published", |board| board.published.as_ref()),
];

/// What is written a second time, told there.
pub(super) fn doubles(boards: &Boards) -> Vec<Diagnostic> {
    OWN.iter().flat_map(|own| doubled(&boards.boards, own)).collect()
}

fn doubled(boards: &[Board], (zh, en, field): &(&str, &str, Field)) -> Vec<Diagnostic> {
    let mut known: BTreeMap<String, &str> = BTreeMap::new();
    let mut told = Vec::new();
    for board in boards {
        let Some(value) = field(board).filter(|value| !value.value.is_empty()) else { continue };
        match known.get(&same(&value.value)) {
            Some(first) => told.push(twice(zh, en, value, first)),
            None => drop(known.insert(same(&value.value), &board.name.value)),
        }
    }
    told
}

/// What is the same however it is written: an address in capitals, a folder with a slash at its end.
fn same(written: &str) -> String {
    let address = address::Board::of(written).map(|board| board.url);
    address.unwrap_or_else(|_| written.trim_start_matches("./").trim_end_matches(['/', '\\']).to_owned())
}

fn twice(zh: &str, en: &str, value: &Spanned<String>, first: &str) -> Diagnostic {
    let written = &value.value;
    let message =
        text!("“{zh}”{written} 前面的“{first}”已经用了", "{en} `{written}` is that of `{first}` above");
    let hint = text!(
        "每块公开栏的“{zh}”都不一样：改成这一块自己的",
        "Every board has a {en} of its own: write this one's"
    );
    Diagnostic::new(Code::DuplicateId, SourceId(0), value.span, Text::new(message.zh, message.en)).hint(hint)
}
