//! Pages and policy documents, taken apart.

use super::{Entry, Facets, See, words};
use crate::model::item::Item;
use crate::model::page::{Document, Page};

impl Entry for Page {
    fn item(&self) -> &Item {
        &self.item
    }
}

impl Facets for Page {
    fn facets<'a>(&'a self, see: &mut See<'_, 'a>) {
        let Page { item: _, title, nav: _, document } = self;
        words([title], see);
        if let Some(document) = document {
            let Document { number, issuer, signed: _, status, topic } = &document.value;
            words([number, issuer, status, topic].into_iter().flatten(), see);
        }
    }
}
