//! The names that a site gives to things, by what a field may hold: for whoever offers them to be chosen from.

use super::field::Known;
use crate::model::content::Content;
use std::collections::HashSet;

/// More names than this are no help in a list, and make every editor slow.
const MOST_NAMES: usize = 5_000;

/// What a site gives names to; nothing where any name may be written.
#[derive(Default)]
pub struct Names(Vec<(Known, Vec<String>)>);

impl Names {
    /// Those of a site.
    pub fn of(content: &Content) -> Names {
        let names = content.kinds.iter().map(|kind| kind.name.as_str());
        let kinds = names.chain(content.kinds.iter().map(|kind| kind.key.as_str()));
        let townships = if content.places.open { &[][..] } else { &content.places.townships };
        let villages = townships.iter().flat_map(|township| &township.villages);
        let points = &content.points;
        Names(vec![
            (Known::Kinds, once(kinds)),
            (Known::Townships, once(townships.iter().map(|township| township.name.value.as_str()))),
            (Known::Villages, once(villages.map(|village| village.name.value.as_str()))),
            (Known::Households, once(points.households.iter().map(|one| one.id.value.as_str()))),
            (Known::Deeds, once(points.rules.iter().map(|rule| rule.id.value.as_str()))),
            (Known::Goods, once(points.goods.iter().map(|goods| goods.id.value.as_str()))),
        ])
    }

    /// In the site's order.
    pub fn all(&self, known: Known) -> &[String] {
        let found = self.0.iter().find(|(one, names)| *one == known && names.len() <= MOST_NAMES);
        found.map_or(&[], |(_, names)| names)
    }
}

/// Each name once: villages of two townships may share one, and a rule has a row for each of its validities.
fn once<'n>(names: impl Iterator<Item = &'n str>) -> Vec<String> {
    let mut known = HashSet::new();
    names.filter(|name| known.insert(*name)).map(str::to_owned).collect()
}
