//! Front matter → [`Activity`].

use super::fields::Fields;
use super::nested::nested;
use super::notice::attachment;
use super::repeat::repeat;
use crate::model::activity::{Activity, Change, Record, Session, Signup, Sort, Status};
use crate::model::item::Item;
use crate::source::Spanned;

pub(super) fn activity(item: Item, fields: &Fields) -> Activity {
    fields.require_unless("from", "sessions", item.head);
    let sessions = fields.maps("sessions", session).unwrap_or_default();
    let first = sessions.iter().filter(|session| session.value.from.is_some());
    let first = first.min_by_key(|session| session.value.from.as_ref().map(|from| from.value));
    let first = first.map(|first| (first.value.from.clone(), first.value.to.clone()));
    let alone = (fields.beginning("from"), fields.ending("to").or_else(|| fields.end_of_day("from")));
    let (from, to) = first.unwrap_or(alone);
    Activity {
        sort: fields.choice("type").map(|choice| Spanned::new(sort(choice.value), choice.span)),
        title: fields.text("title").unwrap_or_default(),
        organiser: fields.text("organiser"),
        team: fields.text("team"),
        service: fields.text("service"),
        from,
        to,
        repeat: repeat(fields, "repeat"),
        except: fields.dates("except"),
        sessions,
        lecturer: fields.text("lecturer"),
        township: fields.text("township"),
        village: fields.text("village"),
        place: fields.text("place"),
        quota: fields.count("quota"),
        signup: nested(fields, "signup", signup),
        requirements: fields.text("requirements"),
        risk: fields.text("risk"),
        insurance: fields.text("insurance"),
        rain_plan: fields.text("rain_plan"),
        status: nested(fields, "status", status),
        record: nested(fields, "record", record),
        records: fields.maps("records", record).unwrap_or_default(),
        attachments: fields.maps("attachments", attachment).unwrap_or_default(),
        item: Item { unread: fields.unread(), ..item },
    }
}

fn sort(choice: usize) -> Sort {
    Sort::ALL.get(choice).copied().unwrap_or_default()
}

fn session(fields: &Fields) -> Session {
    let to = fields.ending("to").or_else(|| fields.end_of_day("from"));
    Session { from: fields.beginning("from"), to, place: fields.text("place") }
}

fn signup(fields: &Fields) -> Signup {
    Signup { until: fields.ending("until"), how: fields.text("how"), phone: fields.phone("phone") }
}

fn status(fields: &Fields) -> Status {
    let change = match fields.choice("state").map(|choice| choice.value) {
        Some(1) => Change::Postponed,
        _ => Change::Cancelled,
    };
    Status { change, reason: fields.text("reason") }
}

fn record(fields: &Fields) -> Record {
    Record {
        on: fields.date("on"),
        attended: fields.count("attended"),
        hours_tenths: fields.tenths("hours"),
        summary: fields.text("summary"),
        photos: fields.texts("photos"),
    }
}
