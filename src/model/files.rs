//! Files that texts and fields name.

use crate::model::content::Content;
use crate::model::facets::{Facet, Use};
use crate::model::item::{Item, LinkKind};
use crate::source::Spanned;

/// A file as it is named, whether it is there or not.
#[derive(Clone, Copy)]
pub struct NamedFile<'a> {
    /// Whose text or field names it.
    pub item: &'a Item,
    /// As written.
    pub file: &'a Spanned<String>,
    /// A picture to be seen, and not a file to be taken home.
    pub shown: bool,
}

/// Every file that a field of an entry names: attachments, photographs.
pub fn in_fields(content: &Content) -> Vec<NamedFile<'_>> {
    let mut files = Vec::new();
    content.facets(&mut |_, item, facet| {
        if let (Some(item), Facet::File(file, purpose)) = (item, facet) {
            files.push(NamedFile { item, file, shown: purpose != Use::Offered });
        }
    });
    files
}

/// Every destination of a link or picture in a body.
pub fn in_bodies(content: &Content) -> impl Iterator<Item = NamedFile<'_>> {
    content.items().flat_map(|item| {
        item.body.links.iter().map(move |link| NamedFile {
            item,
            file: &link.target,
            shown: matches!(link.kind, LinkKind::Picture { .. }),
        })
    })
}
