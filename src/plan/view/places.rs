//! Townships and villages.

use super::frame::LinkView;
use super::registers::RegisterPartView;
use serde::Serialize;

/// A township or village (`place` on place.html); beside it the lists `notices`, `honours`, `activities`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PlaceView {
    /// Its own name, without the township's.
    pub name: String,
    /// `township` or `village`
    pub level: &'static str,
    /// The village's township; none for a township.
    pub parent: Option<LinkView>,
    /// Villages of a township, each with how many notices it has; empty for a village.
    pub villages: Vec<LinkView>,
    /// Rows of registers that are of the place.
    pub registers: Vec<RegisterPartView>,
    /// More of everything: all notices, points, calendar …
    pub more: Vec<LinkView>,
}

/// All places (`places` on places.html).
#[derive(Clone, Debug, Default, Serialize)]
pub struct PlacesView {
    /// In the order of places.yaml; without it, of their names.
    pub townships: Vec<TownshipView>,
}

/// A township and what lies in it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TownshipView {
    /// Its page, with how many notices it and its villages have.
    pub link: LinkView,
    /// Pages of its villages, likewise.
    pub villages: Vec<LinkView>,
}
