//! Custom properties: what `var()` may stand for, whichever rule gives it.

use super::value::{Part, listed};
use std::collections::HashMap;

/// How many readings of one value are looked at, and how deep they may lie.
const MOST: usize = 256;
const DEEPEST: usize = 16;
/// Parts that all readings of a value have together, with those inside of functions.
const LARGEST: usize = 16_384;

fn weight(readings: &[Vec<Part>]) -> usize {
    let inside = |part: &Part| match part {
        Part::Call(_, inner) => weight(std::slice::from_ref(inner)),
        _ => 0,
    };
    readings.iter().flatten().map(|part| 1 + inside(part)).sum()
}

/// Every value that some rule gives to a custom property.
#[derive(Debug, Default)]
pub(super) struct Customs {
    values: HashMap<String, Vec<Vec<Part>>>,
}

impl Customs {
    pub(super) fn add(&mut self, name: &str, value: &[Part]) {
        let known = self.values.entry(name.to_owned()).or_default();
        if !known.iter().any(|known| known == value) {
            known.push(value.to_vec());
        }
    }

    /// Every reading of a value; `None` where there are too many.
    pub(super) fn readings(&self, value: &[Part]) -> Option<Vec<Vec<Part>>> {
        self.within(value, 0)
    }

    fn within(&self, value: &[Part], depth: usize) -> Option<Vec<Vec<Part>>> {
        let mut readings: Vec<Vec<Part>> = vec![Vec::new()];
        for part in value {
            let choices = self.choices(part, depth)?;
            let grown = weight(&readings) * choices.len() + weight(&choices) * readings.len();
            if readings.len() * choices.len() > MOST || grown > LARGEST {
                return None;
            }
            let joined = |reading: &Vec<Part>| {
                let with = |choice: &Vec<Part>| reading.iter().chain(choice).cloned().collect();
                choices.iter().map(with).collect::<Vec<Vec<Part>>>()
            };
            readings = readings.iter().flat_map(joined).collect();
        }
        Some(readings)
    }

    fn choices(&self, part: &Part, depth: usize) -> Option<Vec<Vec<Part>>> {
        let Part::Call(name, inner) = part else { return Some(vec![vec![part.clone()]]) };
        if depth > DEEPEST {
            return Some(Vec::new());
        }
        if name != "var" && name != "env" {
            let calls = self.within(inner, depth + 1)?.into_iter();
            return Some(calls.map(|inner| vec![Part::Call(name.clone(), inner)]).collect());
        }
        let mut choices = Vec::new();
        if let Some([Part::Word(own)]) = listed(inner).next() {
            for value in self.values.get(own).into_iter().flatten() {
                choices.extend(self.within(value, depth + 1)?);
            }
        }
        // where no rule of its ancestors gives it, what stands after the comma holds
        let comma = inner.iter().position(|part| *part == Part::Mark(','));
        if let Some(comma) = comma {
            choices.extend(self.within(&inner[comma + 1..], depth + 1)?);
        }
        Some(choices)
    }
}
