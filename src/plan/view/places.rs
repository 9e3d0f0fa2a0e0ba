//! Townships and villages.

use super::frame::LinkView;
use serde::Serialize;

/// A township or village (`place` on place.html); beside it the lists `notices`, `honours`, `activities`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PlaceView {
    pub name: String,
    /// `township` or `village`
    pub level: &'static str,
    pub parent: Option<LinkView>,
    pub villages: Vec<LinkView>,
    /// More of everything: all notices, points, calendar …
    pub more: Vec<LinkView>,
}

/// All places (`places` on places.html).
#[derive(Clone, Debug, Default, Serialize)]
pub struct PlacesView {
    pub townships: Vec<TownshipView>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct TownshipView {
    pub link: LinkView,
    pub villages: Vec<LinkView>,
}
