//! What stands on a notice's page and is no part of the notice: settings of the site, by which a reader is told what the
//! page is, by which rule it is there, whom it is about, and where to complain.

use crate::model::digest::Print;
use serde::{Deserialize, Serialize};

/// Prints of the surroundings of a notice. Lines of earlier programs have none, or not all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Around {
    /// Of what the site is called, in lines of earlier programs. Now each release says that once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<Print>,
    /// Of what its kind is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Print>,
    /// Of where the rule comes from by which it is posted; empty where nothing says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Print>,
    /// Of the telephones to complain to that its page shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hotlines: Option<Print>,
    /// Of the names and deeds in the points that it shows, which stand in other files than they do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub names: Option<Print>,
    /// The page says that all of this is invented.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub demo: bool,
}

/// One of the surroundings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Surrounding {
    /// What the kind is called.
    Kind,
    /// Where its rule comes from.
    Source,
    /// Telephones to complain to.
    Hotlines,
    /// Households and deeds in its points.
    Names,
    /// That it is a demonstration.
    Demo,
}

impl Around {
    /// What a reader would see otherwise than before.
    pub fn differing(&self, now: &Around) -> Vec<Surrounding> {
        let Around { site: _, kind, source, hotlines, names, demo } = self;
        // one that was not said is not known, and one that is gone went with the text that it stood in
        let differ = |before: &Option<Print>, now: &Option<Print>| {
            before.zip(*now).is_some_and(|(before, now)| before != now)
        };
        let all = [
            (Surrounding::Kind, *kind != now.kind),
            (Surrounding::Source, differ(source, &now.source)),
            (Surrounding::Hotlines, *hotlines != now.hotlines),
            (Surrounding::Names, differ(names, &now.names)),
            (Surrounding::Demo, *demo != now.demo),
        ];
        all.into_iter().filter_map(|(what, differs)| differs.then_some(what)).collect()
    }

    /// It says something that was not said before.
    pub fn says_more_than(&self, before: &Around) -> bool {
        let new = |before: &Option<Print>, now: &Option<Print>| before.is_none() && now.is_some();
        new(&before.source, &self.source) || new(&before.names, &self.names)
    }
}
