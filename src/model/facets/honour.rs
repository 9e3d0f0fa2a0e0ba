//! Honours, taken apart.

use super::{Entry, Facet, Facets, Recorded, See, Thing, Use, Voice, named, place, text, words};
use crate::model::honour::{Decision, Honour, Recipient, Revocation};
use crate::model::item::Item;
use crate::source::Spanned;
use jiff::civil::Date;

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
        of_revocation(revoked.as_ref(), see);
    }
}

fn of_recipient<'a>(recipient: &'a Recipient, see: &mut See<'_, 'a>) {
    let Recipient { name, township, village, deed, photo, household, revoked } = recipient;
    words([name], see);
    place(township, village, see);
    deed.iter().for_each(|deed| see(Facet::Words(deed, Voice::Deed)));
    photo.iter().for_each(|photo| see(Facet::File(photo, Use::Shown)));
    named(Thing::Household, household, see);
    of_revocation(revoked.as_ref(), see);
}

fn of_revocation<'a>(revoked: Option<&'a Spanned<Revocation>>, see: &mut See<'_, 'a>) {
    if let Some(revoked) = revoked {
        let Revocation { on: _, reason } = &revoked.value;
        words(reason, see);
    }
}

impl Entry for Honour {
    fn item(&self) -> &Item {
        &self.item
    }

    fn title(&self) -> &Spanned<String> {
        &self.title
    }

    fn number(&self) -> Option<&Spanned<String>> {
        self.decision.as_ref()?.number.as_ref()
    }

    /// It was decided or, where only the year is known, that year began.
    fn date(&self) -> Option<Date> {
        let decided = self.decision.as_ref().and_then(|decision| Some(decision.on.as_ref()?.value));
        let year = self.year.as_ref().and_then(|year| Date::new(year.value, 1, 1).ok());
        decided.or(year)
    }

    fn recorded(&self) -> Recorded<'_> {
        Recorded::Honour(self)
    }

    fn names(&self) -> Vec<&str> {
        let people = self.recipients.iter().map(|recipient| recipient.name.value.as_str());
        [self.award.value.as_str()].into_iter().chain(text(&self.awarded_by)).chain(people).collect()
    }
}
