//! `place-unknown`: townships and villages must be in places.yaml, when there is one, and a village in its
//! township.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::place::Places;
use crate::source::{SourceId, Spanned};
use crate::text;

type Name = Option<Spanned<String>>;

pub fn check(facts: &Facts) -> Vec<Diagnostic> {
    let (content, places) = (facts.content, &facts.content.places);
    if places.open {
        return Vec::new();
    }
    let mut found = Vec::new();
    for notice in &content.notices {
        judge(places, notice.item.file, &notice.township, &notice.village, &mut found);
    }
    for activity in &content.activities {
        judge(places, activity.item.file, &activity.township, &activity.village, &mut found);
    }
    for honour in &content.honours {
        for recipient in &honour.recipients {
            judge(places, honour.item.file, &recipient.township, &recipient.village, &mut found);
        }
    }
    found.extend(points(facts));
    found
}

/// Points files name villages without a township.
fn points(facts: &Facts) -> Vec<Diagnostic> {
    let bank = &facts.content.points;
    let households = bank
        .households_file
        .into_iter()
        .flat_map(|file| bank.households.iter().map(move |h| (file, &h.village)));
    let batches = bank.batches.iter().map(|batch| (batch.file, &batch.village));
    let redemptions = bank.redemptions.iter().map(|list| (list.file, &list.village));
    let places = &facts.content.places;
    households
        .chain(batches)
        .chain(redemptions)
        .filter(|(_, village)| !village.value.is_empty() && places.village(None, &village.value).is_none())
        .map(|(file, village)| unknown_village(places, file, None, village))
        .collect()
}

fn judge(places: &Places, file: SourceId, township: &Name, village: &Name, found: &mut Vec<Diagnostic>) {
    let known_township = township.as_ref().filter(|name| places.township(&name.value).is_some());
    if let Some(name) = township.as_ref().filter(|_| known_township.is_none()) {
        found.push(unknown_township(places, file, name));
    }
    let within = known_township.map(|name| name.value.as_str());
    if let Some(name) = village.as_ref().filter(|name| places.village(within, &name.value).is_none()) {
        found.push(unknown_village(places, file, within, name));
    }
}

fn unknown_township(places: &Places, file: SourceId, name: &Spanned<String>) -> Diagnostic {
    let written = &name.value;
    let message = text!("地方表里没有“{written}”这个乡镇", "There is no township `{written}` in places.yaml");
    let names = places.townships.iter().map(|township| township.name.value.as_str());
    Diagnostic::new(Code::PlaceUnknown, file, name.span, message).hint(choices(written, names))
}

fn unknown_village(
    places: &Places,
    file: SourceId,
    township: Option<&str>,
    name: &Spanned<String>,
) -> Diagnostic {
    let written = &name.value;
    let elsewhere = places.townships.iter().find(|t| t.villages.iter().any(|v| v.name.value == *written));
    let message = match (township, elsewhere) {
        (Some(township), Some(real)) => {
            let real = &real.name.value;
            text!("“{written}”不在{township}，它属于{real}", "`{written}` is not in {township} but in {real}")
        }
        _ => text!("地方表里没有“{written}”这个村", "There is no village `{written}` in places.yaml"),
    };
    let inside = places.townships.iter().filter(|t| township.is_none_or(|wanted| t.name.value == wanted));
    let names = inside.flat_map(|t| &t.villages).map(|village| village.name.value.as_str());
    Diagnostic::new(Code::PlaceUnknown, file, name.span, message).hint(choices(written, names))
}

fn choices<'a>(written: &str, names: impl Iterator<Item = &'a str> + Clone) -> Text {
    let near = names.clone().find(|name| strsim::damerau_levenshtein(name, written) <= 1);
    if let Some(near) = near {
        return text!("是不是想写“{near}”？", "Did you mean `{near}`?");
    }
    let list = names.collect::<Vec<_>>().join("、");
    text!(
        "可以写：{list}；新地方先加到 content/places.yaml",
        "Known: {list}; add new places to content/places.yaml first"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{RULES_YAML, case};
    use expect_test::expect;

    const PLACES: (&str, &str) = (
        "places.yaml",
        "- name: 甲镇\n  villages: [{name: 上村}]\n- name: 乙乡\n  villages: [{name: 下村}]\n",
    );

    #[test]
    fn villages_belong_to_their_township() {
        case(check).with([RULES_YAML, PLACES]).shows(expect![[r#"
            notices/right.md
               township: 甲镇
               village: 上村
            notices/elsewhere.md
               township: 甲镇
               village: 下村
            //          ^^^^ error[place-unknown]
            // “下村”不在甲镇，它属于乙乡
            // ➜ 是不是想写“上村”？
            // `下村` is not in 甲镇 but in 乙乡
            // ➜ Did you mean `上村`?
            notices/nowhere.md
               township: 丙镇
            //           ^^^^ error[place-unknown]
            // 地方表里没有“丙镇”这个乡镇
            // ➜ 是不是想写“甲镇”？
               village: 上村
        "#]]);
    }
}
