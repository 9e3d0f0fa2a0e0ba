//! What a notice said when it was posted, and what it would say now, in words: for the entry to paste. The old values are
//! those of the record that was kept.

use crate::check::Facts;
use crate::diagnostic::Text;
use crate::model::money::Money;
use crate::model::part::Part;
use crate::model::record;
use crate::text;
use serde_json::{Map, Value};

/// Longer ones are not repeated.
const LONGEST: usize = 40;

/// More changes of one notice than this are not listed.
const MOST: usize = 4;

/// Each change as from → to; `None` when the record of old was not kept, or somewhere there is more to say than fits.
pub(super) fn changed(facts: &Facts, id: &str, parts: &[Part]) -> Option<Text> {
    let before = facts.content.posted.standing(facts.log, id)?;
    let now = record::notice(facts.content, facts.content.notice(id)?);
    let now: Map<String, Value> = serde_json::from_slice(&now.bytes()).ok()?;
    let mut all = Vec::new();
    for part in parts.iter().filter(|part| !Part::LIFE.contains(part)) {
        all.extend(of_part(*part, before.value.get(part.key()), now.get(part.key()))?);
    }
    let (zh, en): (Vec<String>, Vec<String>) = all.iter().map(Change::words).map(|t| (t.zh, t.en)).unzip();
    (1..=MOST).contains(&all.len()).then(|| Text::new(zh.join("；"), en.join("; ")))
}

struct Change {
    part: Part,
    from: Option<String>,
    to: Option<String>,
}

impl Change {
    fn words(&self) -> Text {
        let (zh, en) = (self.part.name_zh(), self.part.key());
        match (&self.from, &self.to) {
            (Some(from), Some(to)) => text!("{zh}由“{from}”改为“{to}”", "{en}: from “{from}” to “{to}”"),
            (None, Some(to)) => text!("{zh}加上“{to}”", "{en}: added “{to}”"),
            (Some(from), None) => text!("{zh}去掉“{from}”", "{en}: removed “{from}”"),
            (None, None) => text!("{zh}", "{en}"),
        }
    }
}

/// `None` when it cannot be said in a few words.
fn of_part(part: Part, from: Option<&Value>, to: Option<&Value>) -> Option<Vec<Change>> {
    match (part, from, to) {
        (Part::Body, Some(Value::String(from)), Some(Value::String(to))) => of_text(from, to),
        (_, Some(Value::Object(from)), Some(Value::Object(to))) => {
            let keys = from.keys().chain(to.keys().filter(|key| !from.contains_key(*key)));
            let differs = keys.filter(|key| from.get(*key) != to.get(*key));
            differs.map(|key| change(part, key, from.get(key), to.get(key))).collect()
        }
        _ => Some(vec![change(part, part.key(), from, to)?]),
    }
}

/// One line in place of another.
fn of_text(from: &str, to: &str) -> Option<Vec<Change>> {
    let gone: Vec<&str> = from.lines().filter(|line| to.lines().all(|other| other != *line)).collect();
    let new: Vec<&str> = to.lines().filter(|line| from.lines().all(|other| other != *line)).collect();
    let short = |lines: &[&str]| match lines {
        [] => Some(None),
        [line] if line.chars().count() <= LONGEST => Some(Some((*line).to_owned())),
        _ => None,
    };
    let (from, to) = (short(&gone)?, short(&new)?);
    (from.is_some() || to.is_some()).then(|| vec![Change { part: Part::Body, from, to }])
}

fn change(part: Part, key: &str, from: Option<&Value>, to: Option<&Value>) -> Option<Change> {
    let word = |value: Option<&Value>| value.map_or(Some(None), |value| said(key, value).map(Some));
    Some(Change { part, from: word(from)?, to: word(to)? })
}

/// A value in a few words.
fn said(key: &str, value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(fen) if key == "total" => format!("{}元", Money::from_fen(fen.as_i64()?)),
        Value::Number(number) => number.to_string(),
        Value::Array(list) => {
            list.iter().map(|one| one.as_str().map(str::to_owned)).collect::<Option<Vec<_>>>()?.join("、")
        }
        Value::Null | Value::Bool(_) | Value::Object(_) => return None,
    };
    (!text.contains('\n') && text.chars().count() <= LONGEST).then_some(text)
}
