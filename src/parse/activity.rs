//! Front matter → [`Activity`].

use super::fields::{Fields, nested};
use super::repeat::repeat;
use crate::model::activity::{Activity, Change, Record, Signup, Status};
use crate::model::item::Item;

pub(super) fn activity(item: Item, fields: &Fields) -> Activity {
    Activity {
        title: fields.text("title").unwrap_or_default(),
        organiser: fields.text("organiser"),
        team: fields.text("team"),
        service: fields.text("service"),
        from: fields.beginning("from"),
        to: fields.ending("to").or_else(|| fields.end_of_day("from")),
        repeat: repeat(fields, "repeat"),
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
        item,
    }
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
        attended: fields.count("attended"),
        hours_tenths: fields.tenths("hours"),
        summary: fields.text("summary"),
        photos: fields.texts("photos"),
    }
}
