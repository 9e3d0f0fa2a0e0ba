//! The first page: all boards at a glance.

use super::frame::{Frame, Made, chips};
use super::rows::OpenView;
use super::tables::activities;
use super::view::{Body, CountyRow, HomeView};

/// Notices and activities of the first page.
pub const FIRST: usize = 12;

/// With the notices that end first.
pub fn home(frame: &Frame, soon: Vec<OpenView>) -> Made {
    let sum = |of: fn(&super::frame::County) -> usize| frame.counties.iter().map(of).sum();
    let counties = (0..frame.counties.len()).map(|board| row(frame, board)).collect();
    let mut coming = activities(frame);
    coming.truncate(FIRST);
    let home = HomeView {
        open: sum(|county| county.told.open),
        ending: sum(|county| county.told.ending),
        due: sum(|county| county.told.all_due),
        troubled: (0..frame.counties.len())
            .filter(|&board| frame.counties.get(board).is_some_and(|county| !county.told.is_whole()))
            .map(|board| frame.check(board))
            .collect(),
        counties,
        soon,
        kinds: chips("kinds", &frame.kinds),
        themes: chips("themes", &frame.themes),
        activities: coming,
    };
    frame.page("", frame.site.name.clone(), "home", Body::Home(Box::new(home)))
}

fn row(frame: &Frame, board: usize) -> CountyRow {
    let told = frame.counties.get(board).map(|county| &county.told);
    CountyRow {
        link: frame.county(board),
        state: frame.check(board).state,
        open: told.map_or(0, |told| told.open),
        notices: told.map_or(0, |told| told.notices),
        due: told.map_or(0, |told| told.all_due),
    }
}
