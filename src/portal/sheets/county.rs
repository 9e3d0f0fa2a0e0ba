//! The page of one board: how it stands, what it has posted, what is awaited of it.

use super::frame::Frame;
use super::tables::years_of;
use super::view::{CountyView, ListView};

/// Rows of each sort; the rest is on the pages of all boards, or on the board itself.
const ROWS: usize = 20;

/// A board with a page of its list; what else it has stands on the first.
pub fn county(frame: &Frame, board: usize, list: ListView) -> CountyView {
    let first = list.pager.number == 1;
    let told = frame.counties.get(board).filter(|_| first).map(|county| &county.told);
    CountyView {
        first,
        check: frame.check(board),
        notices: told.map_or(0, |told| told.notices),
        all_due: told.map_or(0, |told| told.all_due),
        all_honours: told.map_or(0, |told| told.all_honours),
        list,
        due: told
            .into_iter()
            .flat_map(|told| told.due.iter().take(ROWS))
            .map(|due| frame.due(board, due))
            .collect(),
        years: told.map(|_| years_of(frame, Some(board))).unwrap_or_default(),
        activities: told
            .into_iter()
            .flat_map(|told| told.activities.iter().take(ROWS))
            .map(|activity| frame.activity(board, activity))
            .collect(),
        honours: told
            .into_iter()
            .flat_map(|told| told.honours.iter().take(ROWS))
            .map(|honour| frame.honour(board, honour))
            .collect(),
    }
}
