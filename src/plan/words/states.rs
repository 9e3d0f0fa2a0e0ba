//! States of notices and activities, levels of honours.

use super::Word;
use crate::model::activity::{Activity, Change, Sort, State};
use crate::model::honour::Level;
use crate::model::window::NoticeState;

/// The state as its badge shows it.
pub fn notice_state(state: NoticeState) -> Word {
    let (key, label) = match state {
        NoticeState::Draft => ("draft", "草稿"),
        NoticeState::Scheduled => ("scheduled", "即将公示"),
        NoticeState::Posted => ("posted", "公示中"),
        NoticeState::Objection => ("objection", "有异议，核查中"),
        NoticeState::Ended => ("ended", "公示期满"),
        NoticeState::Filed => ("filed", "已备案"),
        NoticeState::Applying => ("signup", "报名中"),
        NoticeState::Closed => ("over", "报名截止"),
        NoticeState::Informed => ("informed", "已公开"),
        NoticeState::Withdrawn => ("withdrawn", "已撤销"),
        NoticeState::Superseded => ("superseded", "已被替代"),
    };
    Word { key, label }
}

/// The state as its badge shows it.
pub fn activity_state(state: State) -> Word {
    let (key, label) = match state {
        State::Announced => ("announced", "预告"),
        State::SignupOpen => ("signup", "报名中"),
        State::Running => ("running", "进行中"),
        State::Over => ("over", "已结束"),
        State::Recorded => ("recorded", "已记录"),
        State::Cancelled => ("cancelled", "已取消"),
        State::Postponed => ("postponed", "已延期"),
    };
    Word { key, label }
}

/// The title, with what keeps it from taking place as told before it, for calendars that show no state.
pub fn marked_title(activity: &Activity) -> String {
    let mark = match activity.status.as_ref().map(|status| status.change) {
        None => "",
        Some(Change::Cancelled) => "【已取消】",
        Some(Change::Postponed) => "【已延期】",
    };
    format!("{mark}{}", activity.title.value)
}

/// What people come for: 志愿服务, 屋场会, …
pub fn sort(sort: Sort) -> &'static str {
    sort.words().1
}

/// `village` 村, as in 村级.
pub fn level(level: Level) -> Word {
    let (key, label) = match level {
        Level::Village => ("village", "村"),
        Level::Township => ("township", "乡镇"),
        Level::County => ("county", "县"),
    };
    Word { key, label }
}
