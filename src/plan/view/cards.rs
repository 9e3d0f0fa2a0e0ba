//! Items in lists.

use super::frame::{PictureView, StateView};
use serde::Serialize;

/// A notice in a list (`notices`).
#[derive(Clone, Debug, Default, Serialize)]
pub struct NoticeCard {
    /// The notice's own page.
    pub href: String,
    /// As the notice gives it, never shortened.
    pub title: String,
    /// Name of the kind, in Chinese; what was written, if rules.yaml has no such kind.
    pub kind: String,
    /// The kind's key in rules.yaml, for styles.
    pub kind_key: String,
    /// Township and village, or the county's name for county notices.
    pub place: String,
    /// The unit that signed it.
    pub issuer: String,
    /// 文号, where the notice has one.
    pub number: Option<String>,
    /// The day it went up, or was signed: what lists are sorted by.
    pub date: String,
    /// First day of the posting period, `YYYY-MM-DD`; none for kinds that are not posted.
    pub from: Option<String>,
    /// Last day of the posting period, which still counts; of a call, the last on which one can apply.
    pub until: Option<String>,
    /// While it is open, or one can apply: full days left after today; 0 on the last day.
    pub days_left: Option<i64>,
    /// How it stands today.
    pub state: StateView,
}

/// An honour in a list (`honours`).
#[derive(Clone, Debug, Default, Serialize)]
pub struct HonourCard {
    /// The honour's own page.
    pub href: String,
    /// As the honour gives it.
    pub title: String,
    /// What the prize is called: honours of one award share a list.
    pub award: String,
    /// The rank with its last word: `县级`.
    pub level: String,
    /// The year that it is given for, which need not be the year of the decision.
    pub year: Option<i16>,
    /// The unit that gave it.
    pub awarded_by: Option<String>,
    /// First names of recipients, shortened: `李某某、王某某等 5 户`.
    pub recipients: String,
    /// Of the first recipient who has one; lists show its `small`.
    pub photo: Option<PictureView>,
    /// It was taken back; lists must say so.
    pub revoked: bool,
}

/// An activity in a list (`activities`).
#[derive(Clone, Debug, Default, Serialize)]
pub struct ActivityCard {
    /// The activity's own page.
    pub href: String,
    /// As the activity gives it.
    pub title: String,
    /// How it stands at this hour.
    pub state: StateView,
    /// What sort of service, in the site's own words.
    pub service: Option<String>,
    /// Township, village and venue in one.
    pub place: String,
    /// `YYYY-MM-DD HH:MM`
    pub from: String,
    /// `11月8日（周日）14:30–17:00`: the time that is on or comes next, or else the last.
    pub when: String,
    /// Days of the next few times after that.
    pub later: Vec<String>,
    /// There are more times than those.
    pub more: bool,
    /// The unit that calls for it.
    pub organiser: Option<String>,
    /// How many people can take part; none if nobody is turned away.
    pub quota: Option<u32>,
}

/// A plain page or policy document in a list (`pages`).
#[derive(Clone, Debug, Default, Serialize)]
pub struct PageCard {
    /// The page itself.
    pub href: String,
    /// As the page gives it.
    pub title: String,
    /// 文号 of a policy document; none on plain pages, as with all that follows.
    pub number: Option<String>,
    /// The unit that issued the document.
    pub issuer: Option<String>,
    /// Day of signature, `YYYY-MM-DD`.
    pub signed: Option<String>,
    /// Whether it is in force, in the document's own words.
    pub status: Option<String>,
    /// What it is about, in the site's own words: documents of one topic share a list.
    pub topic: Option<String>,
}
