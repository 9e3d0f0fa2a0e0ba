//! Pictures as pages show them.

use crate::model::content::Content;
use crate::model::item::{Item, LinkKind};
use crate::model::link::{Target, resolve};
use crate::plan::addresses::{Floors, sizes, url};
use crate::plan::facts::Facts;
use crate::plan::view::PictureView;

/// A picture as pages show it. One that cannot be shown (a fault, told elsewhere) has no size.
pub(crate) fn view(content: &Content, source: &str, alt: &str) -> PictureView {
    let known = content.assets.get(source).and_then(|asset| asset.picture?.ok());
    let Some(picture) = known else {
        return PictureView { href: url::href(source), alt: alt.to_owned(), ..PictureView::default() };
    };
    let mut sizes = sizes(content, source, &picture).into_iter();
    let wide = sizes.next();
    PictureView {
        href: url::href(wide.as_ref().map_or(source, |wide| &wide.path)),
        alt: alt.to_owned(),
        width: wide.as_ref().map(|wide| wide.width),
        height: wide.as_ref().map(|wide| wide.height),
        small: sizes.next().map(|small| url::href(&small.path)),
    }
}

/// A picture that a field of an item names, when it is there.
pub(crate) fn of_field(facts: &Facts, item: &Item, file: &str, alt: &str) -> Option<PictureView> {
    match resolve(facts.content, item, file) {
        Target::Asset(path) => Some(view(facts.content, &path, alt)),
        _ => None,
    }
}

/// The full address of the first picture in a body.
pub(crate) fn first_in_body(floors: &Floors, item: &Item) -> Option<String> {
    let mut pictures = item.body.links.iter().filter(|link| matches!(link.kind, LinkKind::Picture { .. }));
    let shown = pictures.find_map(|link| of_field(floors.facts, item, &link.target.value, ""))?;
    Some(floors.addresses.absolute_of_href(&shown.href))
}
