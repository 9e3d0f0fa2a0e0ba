//! What is held of a points batch and of an honour once its record was published: its record's digest, and a print
//! of each part that nobody may change from then on. Taken apart without `..`, as for their records.

use super::value::{canonical, may, must, object};
use super::{batch, honour};
use crate::model::content::Content;
use crate::model::digest::{Digest, Print};
use crate::model::honour::{Decision, Honour, Recipient};
use crate::model::log::recorded::{Recorded, Sort};
use crate::model::points::Batch;
use crate::source::Spanned;
use serde_json::Value;
use std::collections::BTreeMap;

/// What the part begins with that says of one recipient that the honour was taken back; its place follows, from 1.
pub const REVOKED: &str = "revoked_";

/// What is held of a points batch: all that the public sees of it, and how many points it takes from whom. The
/// latter is no more than the balances say.
pub fn held_batch(batch: &Batch) -> Recorded {
    let record = batch::batch(batch);
    let mut parts: BTreeMap<String, Print> =
        record.parts().map(|(key, value)| (key.to_owned(), Digest::of(value).print())).collect();
    if let Some(taken) = taken(batch) {
        parts.insert("deductions".to_owned(), print(&taken));
    }
    let notice = batch.notice.as_ref().map(|notice| notice.value.clone());
    Recorded { id: batch.id.clone(), sort: Sort::PointsBatch, record: record.digest(), notice, parts }
}

/// Points taken off, by household.
fn taken(batch: &Batch) -> Option<Value> {
    let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
    for entry in batch.entries.iter().filter(|entry| !entry.is_shown()) {
        *sums.entry(&entry.household.value).or_default() += i64::from(entry.points.value);
    }
    let map = || sums.iter().map(|(household, points)| ((*household).to_owned(), (*points).into())).collect();
    (!sums.is_empty()).then(|| Value::Object(map()))
}

/// What is held of an honour: what was given to whom, by whom and when, and that it was taken back. Its title, its
/// text, pictures and deeds are told again in other words.
pub fn held_honour(content: &Content, honour: &Honour) -> Recorded {
    let Honour {
        item,
        title: _,
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
    let Decision { number, on } =
        decision.as_ref().map(|decision| decision.value.clone()).unwrap_or_default();
    let fields = [
        ("award", must(award)),
        ("level", must(level)),
        ("year", may(year)),
        ("awarded_by", may(awarded_by)),
        ("decision_number", may(&number)),
        ("decision_on", may(&on)),
        ("notice", may(notice)),
        ("recipients", Some(recipients.iter().map(recipient).collect())),
        ("valid_until", may(valid_until)),
        ("revoked", may(revoked)),
    ];
    let mut parts: BTreeMap<String, Print> =
        fields.into_iter().filter_map(|(key, value)| Some((key.to_owned(), print(&value?)))).collect();
    parts.extend(recipients.iter().zip(1..).filter_map(revoked_singly));
    let (id, notice) = (item.id.clone(), notice.as_ref().map(|notice| notice.value.clone()));
    Recorded { id, sort: Sort::Honour, record: honour::honour(content, honour).digest(), notice, parts }
}

fn recipient(recipient: &Spanned<Recipient>) -> Value {
    let Recipient { name, township, village, deed: _, photo: _, household: _, revoked: _ } = &recipient.value;
    object([("name", must(name)), ("township", may(township)), ("village", may(village))])
}

/// A part for each, so that one may be taken back after another.
fn revoked_singly((recipient, number): (&Spanned<Recipient>, u32)) -> Option<(String, Print)> {
    Some((format!("{REVOKED}{number}"), print(&may(&recipient.value.revoked)?)))
}

fn print(value: &Value) -> Print {
    Digest::of(&canonical(value)).print()
}
