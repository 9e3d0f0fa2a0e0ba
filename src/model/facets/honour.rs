//! Honours, taken apart.

use super::{Entry, Facet, Facets, See, Thing, Use, Voice, named, place, words};
use crate::model::honour::{Decision, Honour, Recipient, Revocation};
use crate::model::item::Item;

impl Entry for Honour {
    fn item(&self) -> &Item {
        &self.item
    }
}

impl Facets for Honour {
    fn facets<'a>(&'a self, see: &mut See<'_, 'a>) {
        let Honour {
            item: _,
            title,
            award,
            level: _,
            year: _,
            awarded_by,
            decision,
            notice,
            recipients,
            valid_until: _,
            revoked,
        } = self;
        words([title, award].into_iter().chain(awarded_by), see);
        named(Thing::Notice, notice, see);
        if let Some(decision) = decision {
            let Decision { number, on: _ } = &decision.value;
            words(number, see);
        }
        recipients.iter().for_each(|recipient| of_recipient(recipient, see));
        if let Some(revoked) = revoked {
            let Revocation { on: _, reason } = &revoked.value;
            words(reason, see);
        }
    }
}

fn of_recipient<'a>(recipient: &'a Recipient, see: &mut See<'_, 'a>) {
    let Recipient { name, township, village, deed, photo, household } = recipient;
    words([name], see);
    place(township, village, see);
    deed.iter().for_each(|deed| see(Facet::Words(deed, Voice::Deed)));
    photo.iter().for_each(|photo| see(Facet::File(photo, Use::Shown)));
    named(Thing::Household, household, see);
}
