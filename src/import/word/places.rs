//! Where a notice belongs: names of the site's places in its title, or in its text.

use super::lines::Line;
use crate::model::place::{Places, Township};

/// The townships and villages that are named, and whether beyond doubt.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Where {
    pub townships: Vec<String>,
    pub villages: Vec<String>,
    pub sure: bool,
}

/// What a title says; else what the text says, where that is one place alone.
pub(super) fn of_title(title: &str, places: &Places) -> Option<Where> {
    let found = named(title, places)?;
    let sure = found.villages.len() <= 1;
    Some(Where { sure, ..found })
}

/// The only village that the text names, and in which paragraph.
pub(super) fn of_text<'l>(lines: &'l [Line], places: &Places) -> Option<(Where, &'l Line)> {
    let found = lines.iter().filter_map(|line| named(&line.packed, places).map(|place| (place, line)));
    let with_village: Vec<(Where, &Line)> = found.filter(|(place, _)| !place.villages.is_empty()).collect();
    let first = with_village.first()?;
    let only = first.0.villages.len() == 1
        && with_village.iter().all(|(place, _)| place.villages == first.0.villages);
    only.then(|| with_village.into_iter().next()).flatten()
}

fn named(text: &str, places: &Places) -> Option<Where> {
    let all: Vec<(&str, &Township)> = places
        .townships
        .iter()
        .flat_map(|township| {
            township.villages.iter().map(move |village| (village.name.value.as_str(), township))
        })
        .filter(|(name, _)| text.contains(name))
        .collect();
    // 上村 within 南上村 is not named
    let inside = |name: &str| {
        all.iter().any(|(other, _)| {
            *other != name
                && other.contains(name)
                && text.matches(name).count() == text.matches(other).count()
        })
    };
    let said = |township: &Township| text.contains(&township.name.value);
    let mut found = Where::default();
    for (name, township) in all.iter().filter(|(name, _)| !inside(name)) {
        let twins = all.iter().filter(|(other, _)| other == name).count();
        if twins > 1 && !said(township) {
            continue;
        }
        add(&mut found.villages, name);
        add(&mut found.townships, &township.name.value);
    }
    if found.villages.is_empty() {
        for township in places.townships.iter().filter(|township| said(township)) {
            add(&mut found.townships, &township.name.value);
        }
    }
    (!found.townships.is_empty()).then_some(found)
}

fn add(names: &mut Vec<String>, name: &str) {
    if !names.iter().any(|known| known == name) {
        names.push(name.to_owned());
    }
}
