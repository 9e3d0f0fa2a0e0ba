//! Sheets under `content/points/<village>/`: a batch or redemptions, with what holds for all rows above the heading.

use super::faults::Faults;
use super::fields::Fields;
use super::parsed::Parsed;
use super::yaml::{Key, Node, Value};
use super::{limits, place_of, points, schema, settings, sheet};
use crate::model::points::{Redemption, Redemptions};
use crate::source::{Source, SourceId, Span, Spanned};
use std::borrow::Cow;

/// Goods are what only a redemption has.
pub(super) fn record(source: &Source, id: SourceId, faults: &Faults) -> Parsed {
    let read = match sheet::has_column(source, schema::REDEMPTION_ROW, "goods") {
        true => redemptions(source, id, faults).map(Parsed::Redemptions),
        false => batch(source, id, faults),
    };
    read.unwrap_or_else(|| place_of::broken(&source.path))
}

fn batch(source: &Source, id: SourceId, faults: &Faults) -> Option<Parsed> {
    let (whole, rows) = sheet::map(source, (schema::BATCH, "entries"), schema::ENTRY, faults)?;
    let node = with_list(whole, "entries", rows);
    let fields = Fields::open(&node, schema::BATCH, Span::default(), faults)?;
    Some(Parsed::Batch(points::batch(place_of::id(&source.path).0, id, node.span, &fields)))
}

fn redemptions(source: &Source, id: SourceId, faults: &Faults) -> Option<Redemptions> {
    let table = schema::REDEMPTION_ROW;
    let (whole, mut rows) = sheet::map(source, (schema::REDEMPTIONS, "redemptions"), table, faults)?;
    fill_down(&mut rows);
    let list = gathered(settings::list(&rows, table, limits::LIST, faults, points::redemption_row));
    let nothing = Node { value: Value::List(Vec::new()), span: rows.span };
    let node = with_list(whole, "redemptions", nothing);
    let fields = Fields::open(&node, schema::REDEMPTIONS, Span::default(), faults)?;
    Some(Redemptions { list, ..points::redemptions(id, &fields) })
}

/// The map that a YAML file would have held.
fn with_list<'a>(mut whole: Vec<(Key<'a>, Node<'a>)>, key: &'static str, list: Node<'a>) -> Node<'a> {
    let span = list.span;
    whole.push((Key { text: Cow::Borrowed(key), span }, list));
    Node { value: Value::Map(whole), span }
}

/// Whose, and when; blank where a redemption of several goods goes on.
const OF_ALL_GOODS: [&str; 3] = ["id", "household", "on"];

/// A row with goods alone belongs to the redemption above it.
fn fill_down(rows: &mut Node) {
    let Value::List(list) = &mut rows.value else { return };
    let mut above: Vec<(Key, Node)> = Vec::new();
    for row in list {
        let Value::Map(entries) = &mut row.value else { continue };
        let is_of_all = |(key, _): &&(Key, Node)| OF_ALL_GOODS.contains(&key.text.as_ref());
        let own: Vec<_> = entries.iter().filter(is_of_all).cloned().collect();
        match own.is_empty() {
            true => entries.extend(above.iter().cloned()),
            false => above = own,
        }
    }
}

/// Goods of one number, household and day are one redemption.
fn gathered(rows: Vec<Spanned<Redemption>>) -> Vec<Spanned<Redemption>> {
    let mut list: Vec<Spanned<Redemption>> = Vec::new();
    for row in rows {
        match list.last_mut().filter(|last| is_one(last, &row)) {
            Some(last) => {
                last.value.goods.extend(row.value.goods);
                last.value.handler = last.value.handler.take().or(row.value.handler);
                last.value.witness = last.value.witness.take().or(row.value.witness);
                last.value.reversed = last.value.reversed.take().or(row.value.reversed);
                last.span.end = row.span.end;
            }
            None => list.push(row),
        }
    }
    list
}

fn is_one(one: &Redemption, other: &Redemption) -> bool {
    let day = |redemption: &Redemption| redemption.on.as_ref().map(|on| on.value);
    let of = |redemption: &Redemption| (redemption.id.value.clone(), redemption.household.value.clone());
    !one.id.value.is_empty() && of(one) == of(other) && day(one) == day(other)
}

#[cfg(test)]
mod tests;
