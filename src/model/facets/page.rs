//! Pages and policy documents, taken apart.

use super::{Entry, Facets, Recorded, See, text, words};
use crate::model::item::Item;
use crate::model::page::{Document, Page};
use crate::source::Spanned;
use jiff::civil::Date;

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

impl Entry for Page {
    fn item(&self) -> &Item {
        &self.item
    }

    fn title(&self) -> &Spanned<String> {
        &self.title
    }

    fn number(&self) -> Option<&Spanned<String>> {
        self.document.as_ref()?.number.as_ref()
    }

    /// A document was signed.
    fn date(&self) -> Option<Date> {
        self.document.as_ref()?.signed.as_ref().map(|signed| signed.value)
    }

    fn recorded(&self) -> Recorded<'_> {
        Recorded::Nothing
    }

    fn names(&self) -> Vec<&str> {
        let document = self.document.iter();
        document.flat_map(|document| [&document.issuer, &document.topic]).filter_map(text).collect()
    }
}
