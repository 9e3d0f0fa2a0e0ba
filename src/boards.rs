//! The list of many boards, `boards.yaml`: read, parsed and checked; and where each of them lies.
//!
//! Paths in it count from the folder of the list, so that a job starts it from anywhere. What belongs to two boards at
//! once (a name, an address, a folder to publish to) is a slip of copying that would let one board be published over the
//! other: it is told, and nothing is run. Runs no board itself, and knows nothing of what they say.

mod doubles;
mod place;

pub use place::{folder, target};

use crate::diagnostic::{Code, Diagnostic, Text};
use crate::disk::{self, Trouble};
use crate::evidence::witness::address;
use crate::evidence::witness::words::unfit_address;
use crate::model::board::Boards;
use crate::parse;
use crate::read;
use crate::report;
use crate::source::{Source, SourceId, Spanned};
use crate::text;
use std::path::{Path, PathBuf};

/// A list as it was read.
#[derive(Debug)]
pub struct List {
    /// The file, for who shows what is wrong with it.
    pub source: Source,
    /// What it says, as far as it could be understood.
    pub boards: Boards,
    /// What is wrong with it. With any of it, no board is run.
    pub faults: Vec<Diagnostic>,
}

/// Why there is no list.
#[derive(Debug)]
pub enum Unread {
    /// The disk would not give it.
    Disk(Trouble),
    /// Its bytes are no text.
    NotText(PathBuf),
}

/// Reads a list.
///
/// # Errors
/// When it cannot be read, or is no text.
pub fn read(path: &Path) -> Result<List, Unread> {
    let bytes = disk::read_at_most(path, read::TEXT_LIMIT).map_err(Unread::Disk)?;
    let text = read::decode(bytes).ok_or_else(|| Unread::NotText(path.to_owned()))?;
    let source = Source::new(path.display().to_string(), text);
    let parsed = parse::boards(&source, SourceId(0));
    let (boards, mut faults) = (parsed.value, parsed.diagnostics);
    faults.extend(boards.boards.iter().filter_map(|board| unfit(&board.url)));
    faults.extend(doubles::doubles(&boards));
    let sources = [source];
    report::sort(&mut faults, &sources);
    let [source] = sources;
    Ok(List { source, boards, faults })
}

/// What is no address at which a board can be read.
fn unfit(url: &Spanned<String>) -> Option<Diagnostic> {
    // one that is missing is told as that
    let unfit = address::Board::of(&url.value).err().filter(|_| !url.value.is_empty())?;
    let Text { zh, en } = unfit_address(unfit);
    let hint = text!(
        "从浏览器的地址栏复制，如 https://gongshi.example",
        "Copy it from a browser's address bar, such as https://gongshi.example"
    );
    Some(Diagnostic::new(Code::FieldType, SourceId(0), url.span, Text::new(zh, en)).hint(hint))
}
