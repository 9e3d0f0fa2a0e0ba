//! The record of an honour. Taken apart without `..`, as that of a notice.

use super::files::{body, named, of_body};
use super::sheet::Record;
use super::value::{Plain, may, must, object};
use crate::model::content::Content;
use crate::model::honour::{Decision, Honour, Recipient, Revocation};
use crate::model::item::Item;
use crate::source::Spanned;
use serde_json::Value;

/// The record of an honour.
///
/// Not in it: a recipient's household, which would tie a name to an account that shows it masked.
pub fn honour(content: &Content, honour: &Honour) -> Record {
    let Honour {
        item,
        title,
        award,
        level,
        year,
        awarded_by,
        decision,
        notice,
        recipients,
        valid_until,
        revoked,
    } = honour;
    let fields = [
        ("title", must(title)),
        ("award", must(award)),
        ("level", must(level)),
        ("year", may(year)),
        ("awarded_by", may(awarded_by)),
        ("decision", may(decision)),
        ("notice", may(notice)),
        ("recipients", all(content, item, recipients)),
        ("valid_until", may(valid_until)),
        ("revoked", may(revoked)),
        ("body", Some(body(item))),
        ("files", of_body(content, item)),
    ];
    Record::new("honour", &item.id, fields)
}

fn all(content: &Content, item: &Item, recipients: &[Spanned<Recipient>]) -> Option<Value> {
    let one = |recipient: &Spanned<Recipient>| {
        let Recipient { name, township, village, deed, photo, household: _, revoked } = &recipient.value;
        object([
            ("name", must(name)),
            ("township", may(township)),
            ("village", may(village)),
            ("deed", may(deed)),
            ("photo", photo.as_ref().map(|photo| named(content, item, photo, None))),
            ("revoked", may(revoked)),
        ])
    };
    (!recipients.is_empty()).then(|| recipients.iter().map(one).collect())
}

impl Plain for Decision {
    fn plain(&self) -> Value {
        let Decision { number, on } = self;
        object([("number", may(number)), ("on", may(on))])
    }
}

impl Plain for Revocation {
    fn plain(&self) -> Value {
        let Revocation { on, reason } = self;
        object([("on", may(on)), ("reason", may(reason))])
    }
}
