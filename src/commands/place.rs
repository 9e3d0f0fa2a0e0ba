//! Where a new thing belongs: as given, as its name says, or as somebody at the terminal chooses.

use super::ask::Asked;
use crate::diagnostic::Text;
use crate::model::content::Content;
use crate::model::place::{Township, Village};
use crate::parse::emit::quoted;
use crate::text;

type Place<'a> = (&'a Township, Option<&'a Village>);

/// The lines that say where it belongs; none for the county's own.
///
/// # Errors
/// When a place is given that is not in places.yaml.
pub(super) fn choose(
    content: &Content,
    name: &str,
    given: Option<&str>,
    asked: &Asked,
) -> Result<String, Text> {
    let all: Vec<Place> = content.places.townships.iter().flat_map(with_villages).collect();
    if let Some(given) = given {
        let found = all
            .iter()
            .find(|place| full(place) == given)
            .or_else(|| all.iter().find(|place| last(place) == given));
        return found
            .map(|place| lines(place))
            .ok_or_else(|| text!("地方表里没有“{given}”", "There is no `{given}` in places.yaml"));
    }
    // the longest name that stands in the title; a village of its own name twice is for the clerk to say
    let inside: Vec<&Place> = all.iter().filter(|place| name.contains(last(place))).collect();
    let longest = inside.iter().map(|place| last(place).len()).max().unwrap_or_default();
    let named: Vec<&&Place> = inside.iter().filter(|place| last(place).len() == longest).collect();
    if let [only] = named.as_slice() {
        return Ok(lines(only));
    }
    let names: Vec<String> = all.iter().map(full).collect();
    let question = text!("是哪里的？（全县的直接按回车）", "Where? (Enter for the whole county)");
    let chosen = if names.is_empty() { None } else { asked.one_of(&question, &names, None) };
    Ok(chosen.map_or_else(String::new, |chosen| lines(&all[chosen])))
}

/// What is to be done where nobody knows the place.
pub(super) fn unknown() -> Text {
    text!(
        "没有写是哪个乡镇、哪个村的：名字里没有 content/places.yaml 里的地名。全县的不用管；不是的，先把乡镇和村写进 content/places.yaml，再在这份文件里加两行：\n  乡镇: ……\n  村: ……\n",
        "It belongs to no township or village: the name holds none of content/places.yaml. Unless it is the county's own, write the places there first, and add two lines to this file:\n  township: …\n  village: …\n"
    )
}

fn with_villages(township: &Township) -> impl Iterator<Item = Place<'_>> {
    std::iter::once((township, None))
        .chain(township.villages.iter().map(move |village| (township, Some(village))))
}

fn last<'a>((township, village): &Place<'a>) -> &'a str {
    village.map_or(&township.name.value, |village| &village.name.value)
}

fn full((township, village): &Place) -> String {
    format!("{}{}", township.name.value, village.map_or("", |village| &village.name.value))
}

fn lines((township, village): &Place) -> String {
    let village = village.map(|village| format!("村: {}\n", quoted(&village.name.value)));
    format!("乡镇: {}\n{}", quoted(&township.name.value), village.unwrap_or_default())
}
