//! Activities, taken apart.

use super::notice::of_attachment;
use super::{Entry, Facet, Facets, Recorded, See, Use, place, text, words};
use crate::model::activity::{Activity, Record, Session, Signup, Status};
use crate::model::item::Item;
use crate::source::Spanned;
use jiff::civil::Date;

impl Facets for Activity {
    fn facets<'a>(&'a self, see: &mut See<'_, 'a>) {
        let Activity {
            item: _,
            title,
            sort: _,
            organiser,
            team,
            service,
            from: _,
            to: _,
            repeat: _,
            except: _,
            sessions,
            lecturer,
            township,
            village,
            place: spot,
            quota: _,
            signup,
            requirements,
            risk,
            insurance,
            rain_plan,
            status,
            record,
            records,
            attachments,
        } = self;
        let texts = [lecturer, organiser, team, service, spot, requirements, risk, insurance, rain_plan];
        words([title].into_iter().chain(texts.into_iter().flatten()), see);
        place(township, village, see);
        signup.iter().for_each(|one| of_signup(one, see));
        if let Some(status) = status {
            let Status { change: _, reason } = &status.value;
            words(reason, see);
        }
        record.iter().chain(records).for_each(|one| of_record(one, see));
        for session in sessions {
            let Session { from: _, to: _, place } = &session.value;
            words(place, see);
        }
        attachments.iter().for_each(|one| of_attachment(one, see));
    }
}

fn of_signup<'a>(signup: &'a Signup, see: &mut See<'_, 'a>) {
    let Signup { until: _, how, phone } = signup;
    words(how, see);
    phone.iter().for_each(|phone| see(Facet::Phone(phone)));
}

fn of_record<'a>(record: &'a Record, see: &mut See<'_, 'a>) {
    let Record { on: _, attended: _, hours_tenths: _, summary, photos } = record;
    words(summary, see);
    photos.iter().for_each(|photo| see(Facet::File(photo, Use::Shown)));
}

impl Entry for Activity {
    fn item(&self) -> &Item {
        &self.item
    }

    fn title(&self) -> &Spanned<String> {
        &self.title
    }

    fn number(&self) -> Option<&Spanned<String>> {
        None
    }

    /// It begins.
    fn date(&self) -> Option<Date> {
        self.from.as_ref().map(|from| from.value.date())
    }

    fn recorded(&self) -> Recorded<'_> {
        Recorded::Nothing
    }

    fn names(&self) -> Vec<&str> {
        [&self.organiser, &self.team, &self.service, &self.place].into_iter().filter_map(text).collect()
    }
}
