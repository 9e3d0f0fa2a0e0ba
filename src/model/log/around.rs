//! What stands on a notice's page and is no part of the notice: settings of the site, by which a reader is told what the
//! page is and where to complain.

use crate::model::digest::Print;
use serde::{Deserialize, Serialize};

/// Prints of the surroundings of a notice. Lines of earlier programs have none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Around {
    /// Of what the site is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<Print>,
    /// Of what its kind is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Print>,
    /// Of the telephones to complain to that its page shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hotlines: Option<Print>,
    /// The page says that all of this is invented.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub demo: bool,
}

/// One of the surroundings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Surrounding {
    /// What the site is called.
    Site,
    /// What the kind is called.
    Kind,
    /// Telephones to complain to.
    Hotlines,
    /// That it is a demonstration.
    Demo,
}

impl Around {
    /// What a reader would see otherwise than before.
    pub fn differing(&self, now: &Around) -> Vec<Surrounding> {
        let Around { site, kind, hotlines, demo } = self;
        let all = [
            (Surrounding::Site, *site != now.site),
            (Surrounding::Kind, *kind != now.kind),
            (Surrounding::Hotlines, *hotlines != now.hotlines),
            (Surrounding::Demo, *demo != now.demo),
        ];
        all.into_iter().filter_map(|(what, differs)| differs.then_some(what)).collect()
    }
}
