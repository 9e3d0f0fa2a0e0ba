//! Files that texts and fields name.

use crate::model::content::Content;
use crate::model::item::{Item, LinkKind};
use crate::source::Spanned;

/// A file as it is named, whether it is there or not.
#[derive(Clone, Copy)]
pub struct NamedFile<'a> {
    pub item: &'a Item,
    /// As written.
    pub file: &'a Spanned<String>,
    /// A picture to be seen, and not a file to be taken home.
    pub shown: bool,
}

/// Every file that a field names: attachments, photographs.
pub fn in_fields(content: &Content) -> impl Iterator<Item = NamedFile<'_>> {
    let named = |item, file, shown| NamedFile { item, file, shown };
    let attachments = content.notices.iter().flat_map(move |notice| {
        notice.attachments.iter().map(move |one| named(&notice.item, &one.value.file, false))
    });
    let boards = content.notices.iter().flat_map(move |notice| {
        let photos = notice.posting.iter().flat_map(|posting| &posting.value.photos);
        photos.map(move |photo| named(&notice.item, photo, true))
    });
    let recipients = content.honours.iter().flat_map(move |honour| {
        let photos = honour.recipients.iter().filter_map(|recipient| recipient.value.photo.as_ref());
        photos.map(move |photo| named(&honour.item, photo, true))
    });
    let activities = content.activities.iter().flat_map(move |activity| {
        let photos = activity.record.iter().flat_map(|record| &record.value.photos);
        photos.map(move |photo| named(&activity.item, photo, true))
    });
    attachments.chain(boards).chain(recipients).chain(activities)
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
