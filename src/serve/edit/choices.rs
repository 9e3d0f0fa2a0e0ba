//! What fields of a form choose from: what the site gives names to, each as it is written and as it is told.

use super::forms::Group;
use crate::model::content::Content;
use crate::parse::field::Known;
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, HashSet};

/// More than this is no help in a list, and makes a browser slow: such a field is typed.
const MOST: usize = 2_000;

/// Lists to choose from.
pub(super) struct Choices {
    known: BTreeMap<&'static str, Vec<(String, String)>>,
    notices: Vec<(String, String)>,
}

impl Choices {
    /// Those of a site; `notices` by id, with their titles.
    pub(super) fn new(content: &Content, notices: Vec<(String, String)>) -> Choices {
        let places = if content.places.open { &[][..] } else { &content.places.townships };
        let townships = places.iter().map(|township| alone(&township.name.value));
        let villages = places.iter().flat_map(|township| {
            let told = |village: &str| format!("{village}（{}）", township.name.value);
            township
                .villages
                .iter()
                .map(move |village| (village.name.value.clone(), told(&village.name.value)))
        });
        let points = &content.points;
        let households = points.households.iter().map(|one| both(&one.id.value, &one.name.value));
        let deeds = points.rules.iter().map(|rule| both(&rule.id.value, &rule.deed.value));
        let goods = points.goods.iter().map(|goods| both(&goods.id.value, &goods.name.value));
        let known = BTreeMap::from([
            (name(Known::Townships), once(townships)),
            (name(Known::Villages), once(villages)),
            (name(Known::Households), once(households)),
            (name(Known::Deeds), once(deeds)),
            (name(Known::Goods), once(goods)),
        ]);
        Choices { known, notices }
    }

    /// The names that a field may hold; nothing where it is typed.
    pub(super) fn of(&self, known: Known) -> &[(String, String)] {
        bounded(self.known.get(name(known)).map_or(&[], Vec::as_slice))
    }

    /// Notices, for fields that name one.
    pub(super) fn notices(&self) -> &[(String, String)] {
        bounded(&self.notices)
    }
}

/// The kinds of notices of a group.
pub(super) fn kinds(content: &Content, group: Group) -> Vec<(String, String)> {
    content.kinds.iter().filter(|kind| Group::of(kind) == group).map(|kind| alone(&kind.name)).collect()
}

/// As Decap has them.
pub(super) fn options(choices: &[(String, String)]) -> Json {
    choices.iter().map(|(value, label)| json!({"value": value, "label": label})).collect()
}

fn name(known: Known) -> &'static str {
    match known {
        Known::Kinds => "kinds",
        Known::Townships => "townships",
        Known::Villages => "villages",
        Known::Households => "households",
        Known::Deeds => "deeds",
        Known::Goods => "goods",
    }
}

fn bounded(choices: &[(String, String)]) -> &[(String, String)] {
    if choices.len() > MOST { &[] } else { choices }
}

fn alone(name: &str) -> (String, String) {
    (name.to_owned(), name.to_owned())
}

fn both(id: &str, name: &str) -> (String, String) {
    (id.to_owned(), format!("{id} {name}"))
}

/// A rule has a row for each of its validities, and two townships may have a village of one name.
fn once(choices: impl Iterator<Item = (String, String)>) -> Vec<(String, String)> {
    let mut known = HashSet::new();
    choices.filter(|(value, _)| known.insert(value.clone())).collect()
}
