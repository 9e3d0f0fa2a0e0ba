//! What is posted is changed with a word to those who read it, or not at all.

use crate::model::log::PublicationLog;
use crate::parse::emit::Value;
use crate::parse::revise::Said;
use crate::parse::value;

/// Fields that speak for themselves: they only add to what the public knows, or other rules judge them.
const SPEAKING: [&str; 4] = ["corrections", "objections", "withdrawn", "filing"];

/// Whether a change may be written: of what was never posted, any; else with a correction of the day of the last
/// publication or later. Whether it says enough is judged by `check`.
pub(super) fn may_change(log: &PublicationLog, real: &str, before: &Said, after: &Said) -> bool {
    if log.posted(id(real)).is_none() || quiet(before) == quiet(after) {
        return true;
    }
    let last = log.latest().map(|(_, at)| at.date());
    let (old, new) = (corrections(before), corrections(after));
    let recent = |one: &Value| on(one).and_then(value::date).zip(last).is_some_and(|(on, last)| on >= last);
    new.len() > old.len() || new.iter().any(recent)
}

/// What a reader would have to be told of.
fn quiet(said: &Said) -> (Vec<(String, Value)>, &str) {
    let fields = said.fields.iter().filter(|(key, _)| !SPEAKING.contains(&key.as_str()));
    let inside = fields.map(|(key, value)| match (key.as_str(), value) {
        ("posting", value) => (key.clone(), without(value, &["until", "days", "workdays"])),
        ("project", value) => (key.clone(), without(value, &["progress"])),
        _ => (key.clone(), value.clone()),
    });
    (inside.collect(), &said.body)
}

fn without(value: &Value, keys: &[&str]) -> Value {
    let Value::Map(fields) = value else { return value.clone() };
    Value::Map(fields.iter().filter(|(key, _)| !keys.contains(&key.as_str())).cloned().collect())
}

fn corrections(said: &Said) -> &[Value] {
    match said.fields.iter().find(|(key, _)| key == "corrections") {
        Some((_, Value::List(list))) => list,
        _ => &[],
    }
}

fn on(correction: &Value) -> Option<&str> {
    let Value::Map(fields) = correction else { return None };
    fields.iter().find(|(key, _)| key == "on").and_then(|(_, on)| on.as_text())
}

/// The id of an entry's file.
pub(super) fn id(real: &str) -> &str {
    let stem = real.strip_prefix("content/").unwrap_or(real);
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    stem.strip_suffix("/index").unwrap_or(stem)
}
