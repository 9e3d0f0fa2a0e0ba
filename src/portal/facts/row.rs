//! One notice of one board, as small as lists and search need it.

use crate::model::log::posted::Posted;
use crate::model::window::NoticeState;
use crate::plan::words::{Word, notice_state};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A notice on its way through lanes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Its board's number in the list.
    pub board: usize,
    /// Its id on the board.
    pub id: String,
    /// As the board shows it.
    pub title: String,
    /// The kind's name.
    pub kind: String,
    /// Township and village, joined.
    pub place: String,
    /// What its project is about; empty where it has none.
    pub theme: String,
    /// Of the document; often empty.
    pub number: String,
    /// When it was posted, as `YYYY-MM-DD`; empty where nobody knows.
    pub date: String,
    /// The last day of its window.
    pub until: Option<Date>,
    /// Key and label of its state.
    pub state: (String, String),
}

impl Row {
    /// It can still be objected to.
    pub fn is_open(&self) -> bool {
        [NoticeState::Posted, NoticeState::Objection]
            .map(notice_state)
            .iter()
            .any(|word| word.key == self.state.0)
    }
}

/// Those that a board may tell and no log decides.
const TOLD: [NoticeState; 6] = [
    NoticeState::Scheduled,
    NoticeState::Applying,
    NoticeState::Closed,
    NoticeState::Informed,
    NoticeState::Withdrawn,
    NoticeState::Superseded,
];

/// How a notice stands on a day: by the log, as far as that knows; what the board told on the day of its last
/// publication may be over by now.
pub fn state(posted: Option<&Posted>, told: &str, today: Date) -> Word {
    let by_log = posted.and_then(|posted| {
        let window = posted.kept.effective?;
        let objected = posted.kept.objections.iter().any(|objection| objection.outcome.is_none());
        Some(match window.has_ended(today) {
            _ if posted.withdrawn.is_some() => NoticeState::Withdrawn,
            _ if posted.superseded_by.is_some() => NoticeState::Superseded,
            _ if posted.filed.is_some() => NoticeState::Filed,
            _ if objected => NoticeState::Objection,
            true => NoticeState::Ended,
            false => NoticeState::Posted,
        })
    });
    let by_board = || TOLD.into_iter().find(|&state| notice_state(state).key == told);
    notice_state(by_log.or_else(by_board).unwrap_or(NoticeState::Informed))
}
