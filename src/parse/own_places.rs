//! Which townships and villages the cells of a register's own columns name, when places.yaml is known.

use crate::model::content::Content;
use crate::model::own::{Spot, Value};
use crate::model::place::Places;
use crate::model::register::{Register, Row};
use crate::source::{Span, Spanned};
use std::sync::Arc;

/// Settles the places of every row that has columns of its own.
pub(super) fn settle(content: &mut Content) {
    for i in 0..content.registers.len() {
        let register = &content.registers[i];
        if names_places(register) {
            let mut settled = register.clone();
            for row in &mut settled.rows.list {
                row.value.spots = spots(&row.value, &content.places);
            }
            content.registers.replace(i, Arc::new(settled));
        }
    }
}

fn names_places(register: &Register) -> bool {
    let places = |row: &Spanned<Row>| row.value.own.iter().any(|cell| matches!(cell.value, Value::Places(_)));
    register.rows.list.iter().any(places)
}

/// What the cells of a row name. A township that stands in a cell of its own is that of the villages that stand in others
/// without one.
fn spots(row: &Row, places: &Places) -> Vec<Spot> {
    let cells = row.own.iter().filter_map(|cell| match &cell.value {
        Value::Places(names) => Some(names),
        _ => None,
    });
    let all: Vec<Spot> = cells.flatten().map(|name| spot(name, places)).collect();
    let alone = |spot: &&Spot| spot.township.is_some() && spot.village.is_none();
    let needs = |spot: &&Spot| spot.township.is_none();
    let mut townships = all.iter().filter(alone);
    match (townships.next(), townships.next()) {
        (Some(one), None) if all.iter().any(|spot| needs(&spot)) => {
            let township = one.township.clone();
            let within = |spot: &Spot| Spot { township: township.clone(), village: spot.village.clone() };
            all.iter()
                .filter(|spot| !alone(spot))
                .map(|spot| if needs(&spot) { within(spot) } else { spot.clone() })
                .collect()
        }
        _ => all,
    }
}

/// `云砚镇`, `晴榆村`, `云砚镇晴榆村`.
fn spot(name: &Spanned<String>, places: &Places) -> Spot {
    let written = name.value.as_str();
    let whole = |is_township: bool| {
        let name = Some(name.clone());
        if is_township {
            Spot { township: name, village: None }
        } else {
            Spot { township: None, village: name }
        }
    };
    if places.township(written).is_some() || places.village(None, written).is_some() {
        return whole(places.township(written).is_some());
    }
    match split(written, places) {
        Some(at) => Spot { township: Some(part(name, 0..at)), village: Some(part(name, at..written.len())) },
        None => whole(MARKS.iter().any(|mark| written.ends_with(mark))),
    }
}

/// What names of townships end in.
const MARKS: [&str; 3] = ["街道", "镇", "乡"];

/// Where the township ends and the village begins.
fn split(written: &str, places: &Places) -> Option<usize> {
    let known = places.townships.iter().map(|township| township.name.value.as_str());
    let longest = known.filter(|name| written.starts_with(name)).map(str::len).max();
    let ends = MARKS.iter().filter_map(|mark| written.find(mark).map(|at| at + mark.len()));
    let guessed = || ends.filter(|&end| end > "镇".len() && end < written.len()).min();
    longest.or_else(|| if places.open { guessed() } else { None }).filter(|&end| end < written.len())
}

/// Part of a name, where it stands in the file if it is written there as it is read.
fn part(name: &Spanned<String>, range: std::ops::Range<usize>) -> Spanned<String> {
    let text = name.value[range.clone()].trim().to_owned();
    let is_plain = name.span.range().len() == name.value.len();
    let span = if is_plain { Span::from(range).shifted(name.span.start as usize) } else { name.span };
    Spanned::new(text, span)
}
