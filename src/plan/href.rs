//! Where links lead, as a text or an id names them.

use super::view::PictureView;
use super::{SitePlan, pictures, url};
use crate::model::item::Item;
use crate::model::link::{Target, resolve};

/// Where a link or picture in a body leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Href {
    /// To a heading of the same page.
    Here(String),
    /// Relative to the site's root.
    Inside(String),
    /// A file of the site, relative to the site's root: as it is offered, and as it is shown.
    File { href: String, picture: PictureView },
    /// To be used as written.
    Outside,
    /// Shown as plain words.
    Nowhere,
}

impl SitePlan<'_> {
    /// The link from the root to an item's page, when the plan has one.
    pub fn item_href(&self, id: &str) -> Option<String> {
        self.is_planned(id).then(|| url::page_href(&format!("{id}/")))
    }

    /// Where a link or picture of an item's body leads, as written there.
    pub fn href_in(&self, item: &Item, target: &str) -> Href {
        match resolve(self.content, item, target) {
            Target::Item { id, anchor } => match (id == item.id, anchor) {
                (true, Some(anchor)) => Href::Here(anchor),
                (_, anchor) => {
                    self.item_href(&id).map_or(Href::Nowhere, |href| Href::Inside(with_anchor(href, anchor)))
                }
            },
            Target::Asset(path) => {
                Href::File { picture: pictures::view(self.content, &path, ""), href: url::href(&path) }
            }
            Target::Generated(path) => Href::Inside(generated(&path)),
            Target::Outside => Href::Outside,
            Target::Forbidden | Target::Nowhere => Href::Nowhere,
        }
    }

    pub(super) fn is_planned(&self, id: &str) -> bool {
        match id.split('/').next() {
            Some("notices") => {
                let at = self.content.notices.binary_search_by(|n| n.item.id.as_str().cmp(id));
                at.is_ok_and(|i| self.notices.is_visible(i))
            }
            _ => self.content.item(id).is_some(),
        }
    }
}

fn with_anchor(href: String, anchor: Option<String>) -> String {
    match anchor.filter(|anchor| !anchor.is_empty()) {
        Some(anchor) => format!("{href}#{}", url::href(&anchor)),
        None => href,
    }
}

/// The link to a page that planning makes, as a text names it: with or without its final slash.
fn generated(path: &str) -> String {
    let last = path.rsplit('/').next().unwrap_or_default();
    if last.contains('.') {
        return url::href(path);
    }
    url::page_href(&if path.is_empty() { String::new() } else { format!("{path}/") })
}
