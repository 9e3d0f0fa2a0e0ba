//! The pages of all boards that a witness watches: plain HTML in the look of the default theme.

use crate::diagnostic::{Diagnostic, Text};
use crate::evidence::witness::overview::{self, BoardView, Overview};
use crate::evidence::witness::state::State;
use crate::evidence::witness::watch::Watched;
use crate::model::log::stamp::Stamp;
use crate::render::theme::{DEFAULT_NAME, Static, Theme, embedded_sources};
use crate::write::{self, Earlier, Failure, OutputFile};
use rayon::prelude::*;
use std::path::Path;

/// Writes them, and says how many pages there are.
///
/// # Errors
/// When the disk refuses.
pub(super) fn write(
    out: &Path,
    state: &State,
    watched: &[Watched],
    witness: &str,
    at: Stamp,
) -> Result<usize, Text> {
    let theme = Theme::load(&[DEFAULT_NAME], &embedded_sources(&[]), &[]);
    let theme = theme.map_err(|faults| faults.into_iter().next().map_or_else(Text::default, said))?;
    let mut boards: Vec<BoardView> =
        watched.iter().map(|watched| overview::board(state, watched, at)).collect();
    let page = Overview {
        witness: witness.to_owned(),
        at: at.minute(),
        style: STYLE,
        well: boards.iter().filter(|board| board.passed).count(),
        boards: Vec::new(),
        board: None,
    };
    let mut files = Vec::new();
    for board in &boards {
        let path = board.href.clone();
        let one = Overview { board: Some(board.clone()), ..page.clone() };
        files.push(OutputFile::new(path, theme.sheet("witness", &one).map_err(said)?));
    }
    // those that fall short come first
    boards.sort_by_key(|board| board.passed);
    let all = Overview { boards, ..page };
    files.push(OutputFile::new("index.html", theme.sheet("witness", &all).map_err(said)?));
    let pages = files.len();
    if let Some(Static::Inside(style)) = theme.statics().get(STYLE) {
        files.push(OutputFile::new(STYLE, *style));
    }
    match write::write(out, files.into_par_iter().map(Ok::<_, Text>), Earlier::Believed) {
        Ok(_) => Ok(pages),
        Err(Failure::World(trouble)) => Err(Text::new(trouble.zh(), trouble.en())),
        Err(Failure::Content(faults)) => Err(faults.into_iter().next().unwrap_or_default()),
    }
}

const STYLE: &str = "style.css";

fn said(fault: Diagnostic) -> Text {
    fault.message
}
