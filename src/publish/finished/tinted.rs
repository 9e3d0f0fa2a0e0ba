//! What a sheet says of the colours of letters and grounds, as it stands there.

use super::media::Scheme;
use super::value::Part;
use std::sync::Arc;

/// Properties that give letters or their ground a colour.
const TINTING: [&str; 5] =
    ["color", "-webkit-text-fill-color", "background", "background-color", "background-image"];

/// A declaration of a colour, with what decides whether a browser prefers it.
#[derive(Debug)]
pub(super) struct Tint {
    pub selectors: Arc<str>,
    pub property: String,
    pub value: Vec<Part>,
    pub important: bool,
    pub scheme: Scheme,
}

impl Tint {
    /// `None` for what is about no colour.
    pub(super) fn of(
        selectors: &Arc<str>,
        (property, value): &(String, Vec<Part>),
        important: bool,
        scheme: Scheme,
    ) -> Option<Tint> {
        let (selectors, property, value) = (Arc::clone(selectors), property.clone(), value.clone());
        TINTING.contains(&property.as_str()).then_some(Tint { selectors, property, value, important, scheme })
    }
}

/// Whether a declaration asks for a dark page, and for no other.
pub(super) fn asks_for_dark((property, value): &(String, Vec<Part>)) -> bool {
    let says = |word: &str| value.iter().any(|part| part.is(&[word]));
    property == "color-scheme" && says("dark") && !says("light")
}
