//! Registers, by what they are for.

use super::list::{List, ListKey, group};
use super::shelf::Shelf;
use crate::collection::Collection;
use crate::plan::facts::{Facts, number};
use crate::plan::words;

pub(super) const SHELF: Shelf = Shelf {
    order: by_preset,
    lists,
    label: |facts, i| words::preset(facts.content.registers[i].preset),
    state: |_, _| None,
    // its rows are of several
    place: |_, _| String::new(),
};

/// Those of one sort together, by name.
fn by_preset(facts: &Facts) -> Vec<u32> {
    let registers = &facts.content.registers;
    let mut order: Vec<u32> = (0..number(registers.len())).collect();
    order.sort_by_key(|&i| {
        let register = &registers[i as usize];
        (register.preset, &register.item.id)
    });
    order
}

fn lists(facts: &Facts, all: &[u32]) -> Vec<List> {
    if all.is_empty() {
        return Vec::new();
    }
    let registers = &facts.content.registers;
    let key = ListKey::All(Collection::Registers);
    let mut lists = vec![List::new(key, "清单台账", "全部", Some("按种类"), all.to_vec())];
    for (preset, members) in group(all, |i| Some(registers[i as usize].preset)) {
        let name = words::preset(preset);
        lists.push(List::new(ListKey::Preset(preset), name, name, Some("按种类"), members));
    }
    lists
}
