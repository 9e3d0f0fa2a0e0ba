//! `place-unknown`: townships and villages must be in places.yaml, when there is one, and a village in its
//! township.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::facets::Facet;
use crate::model::place::{Places, Township};
use crate::model::points::Batch;
use crate::source::{SourceId, Spanned};
use crate::text;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let (places, mut found) = (&facts.content.places, Vec::new());
    if places.open {
        return found;
    }
    facts.content.facets(&mut |file, item, facet| {
        if let Facet::Place { township, village } = facet {
            // an empty one is reported as missing
            let village = village.filter(|name| !name.value.is_empty());
            let notice = item.filter(|_| township.is_none()).and_then(|item| facts.content.notice(&item.id));
            let several = notice.map_or(&[][..], |notice| &notice.townships);
            if let ([_, _, ..], Some(name)) = (several, village) {
                found.extend(of_none(places, file, several, name));
                return;
            }
            judge(places, file, township, village, &mut found);
            // lists of the points bank name villages alone
            if let Some(name) = village.filter(|_| township.is_none() && item.is_some()) {
                found.extend(of_several(places, file, name));
            }
        }
    });
    found.extend(mixed(facts));
    found
}

/// Villages of one name that both keep points: households are told apart by the village's name alone, so that the two would
/// share their pages. A folder of records for each shows that there are two.
fn mixed(facts: &Facts) -> Vec<Diagnostic> {
    let (places, bank) = (&facts.content.places, &facts.content.points);
    let mut folders: BTreeMap<&str, (BTreeSet<&str>, &Batch)> = BTreeMap::new();
    for batch in &bank.batches {
        let folder = batch.id.split('/').nth(1).unwrap_or_default();
        folders.entry(&batch.village.value).or_insert_with(|| (BTreeSet::new(), batch)).0.insert(folder);
    }
    let several = folders.into_iter().filter(|(_, (folders, _))| folders.len() > 1);
    several.filter_map(|(name, (_, first))| of_both(places, name, first)).collect()
}

fn of_both(places: &Places, name: &str, first: &Batch) -> Option<Diagnostic> {
    let has = |township: &&Township| township.villages.iter().any(|village| village.name.value == name);
    let townships: Vec<&str> =
        places.townships.iter().filter(has).map(|township| township.name.value.as_str()).collect();
    let list = townships.join("、");
    let example = townships.first()?;
    let message = text!(
        "{list}都有“{name}”，两个村的积分会记在同一个页面上",
        "Several townships have a village `{name}` ({list}), whose points would share their pages"
    );
    let hint = text!(
        "在 content/places.yaml 里给两个村写不一样的名字，如“{example}{name}”；户和批次里的村名跟着改",
        "Give the two different names in content/places.yaml, and write those in households and batches"
    );
    let fault = Diagnostic::new(Code::PlaceUnknown, first.file, first.village.span, message).hint(hint);
    (townships.len() > 1).then(|| fault.warning())
}

type Name<'a> = Option<&'a Spanned<String>>;

fn judge(places: &Places, file: SourceId, township: Name, village: Name, found: &mut Vec<Diagnostic>) {
    let known_township = township.filter(|name| places.township(&name.value).is_some());
    if let Some(name) = township.filter(|_| known_township.is_none()) {
        found.push(unknown_township(places, file, name));
    }
    let within = known_township.map(|name| name.value.as_str());
    if let Some(name) = village.filter(|name| places.village(within, &name.value).is_none()) {
        found.push(unknown_village(places, file, within, name));
    }
}

/// A village that is in none of the townships that stand beside it.
fn of_none(
    places: &Places,
    file: SourceId,
    townships: &[Spanned<String>],
    name: &Spanned<String>,
) -> Option<Diagnostic> {
    let known = |township: &&Spanned<String>| places.township(&township.value).is_some();
    let has = |township: &Spanned<String>| places.village(Some(&township.value), &name.value).is_some();
    // a township that is unknown may have it
    if townships.iter().any(has) || !townships.iter().all(|township| known(&township)) {
        return None;
    }
    let Some(real) = holder(places, &name.value) else {
        return Some(unknown_village(places, file, None, name));
    };
    let (written, real) = (&name.value, &real.name.value);
    let list = townships.iter().map(|township| township.value.as_str()).collect::<Vec<_>>().join("、");
    let message =
        text!("“{written}”不在{list}，它属于{real}", "`{written}` is in none of {list}, but in {real}");
    let hint = text!(
        "核对村名；真的也发给{real}的，在“乡镇”里加上{real}",
        "Check the name, or add {real} to the townships"
    );
    Some(Diagnostic::new(Code::PlaceUnknown, file, name.span, message).hint(hint))
}

/// The township that a village is in.
fn holder<'p>(places: &'p Places, village: &str) -> Option<&'p Township> {
    places.townships.iter().find(|township| township.villages.iter().any(|one| one.name.value == village))
}

/// A village's name that several townships have, without the township: it would stand in the lists of all.
fn of_several(places: &Places, file: SourceId, name: &Spanned<String>) -> Option<Diagnostic> {
    let has = |township: &&Township| township.villages.iter().any(|village| village.name.value == name.value);
    let townships: Vec<&str> =
        places.townships.iter().filter(has).map(|township| township.name.value.as_str()).collect();
    let (written, list) = (&name.value, townships.join("、"));
    let message = text!(
        "{list}都有“{written}”，不知道是哪一个",
        "Several townships have a village `{written}`: {list}"
    );
    let hint = text!("加一行“乡镇: ……”", "Add a line with the township");
    let several = townships.len() > 1;
    several.then(|| Diagnostic::new(Code::PlaceUnknown, file, name.span, message).hint(hint).warning())
}

fn unknown_township(places: &Places, file: SourceId, name: &Spanned<String>) -> Diagnostic {
    let written = &name.value;
    let message = text!("地方表里没有“{written}”这个乡镇", "There is no township `{written}` in places.yaml");
    let names = places.townships.iter().map(|township| township.name.value.as_str());
    let known = |name: &str| places.township(name).is_some();
    let hint = several(written, ("乡镇", "township"), known).unwrap_or_else(|| choices(written, names));
    Diagnostic::new(Code::PlaceUnknown, file, name.span, message).hint(hint)
}

/// Several names in one text, all of them known.
fn several(written: &str, (zh, en): (&str, &str), known: impl Fn(&str) -> bool) -> Option<Text> {
    let names: Vec<&str> =
        written.split(['、', '，', ',', '；', ';', '/', '和', ' ']).map(str::trim).collect();
    let list = names.join(", ");
    let all = names.len() > 1 && names.iter().all(|name| known(name));
    all.then(|| text!("几个{zh}写成列表：{zh}: [{list}]", "Write several as a list: {en}: [{list}]"))
}

fn unknown_village(
    places: &Places,
    file: SourceId,
    township: Option<&str>,
    name: &Spanned<String>,
) -> Diagnostic {
    let written = &name.value;
    let elsewhere = holder(places, written);
    let message = match (township, elsewhere) {
        (Some(township), Some(real)) => {
            let real = &real.name.value;
            text!("“{written}”不在{township}，它属于{real}", "`{written}` is not in {township} but in {real}")
        }
        _ => text!("地方表里没有“{written}”这个村", "There is no village `{written}` in places.yaml"),
    };
    let inside = places.townships.iter().filter(|t| township.is_none_or(|wanted| t.name.value == wanted));
    let names = inside.flat_map(|t| &t.villages).map(|village| village.name.value.as_str());
    let known = |name: &str| places.village(township, name).is_some();
    let hint = several(written, ("村", "village"), known).unwrap_or_else(|| choices(written, names));
    Diagnostic::new(Code::PlaceUnknown, file, name.span, message).hint(hint)
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

    #[test]
    fn every_entry_that_names_a_place_is_held_to_it() {
        case(check).with([PLACES]).shows(expect![[r#"
            honours/h.md
               recipients: [{name: 三, township: 甲镇, village: 上村}, {name: 四, township: 甲镇, village: 下村}]
            //                                                                                             ^^^^ error[place-unknown]
            // “下村”不在甲镇，它属于乙乡
            // ➜ 是不是想写“上村”？
            // `下村` is not in 甲镇 but in 乙乡
            // ➜ Did you mean `上村`?
            activities/a.md
               village: 别村
            //          ^^^^ error[place-unknown]
            // 地方表里没有“别村”这个村
            // ➜ 是不是想写“上村”？
            points/households.yaml
               - {id: L, village: 上村, name: 顾*林}
               - {id: M, village: 别村, name: 陆某某}
            //                    ^^^^ error[place-unknown]
            points/v/b.yaml
               village: 别村
            //          ^^^^ error[place-unknown]
               entries: []
            points/v/r.yaml
               village: 别村
            //          ^^^^ error[place-unknown]
               redemptions: []
        "#]]);
    }

    #[test]
    fn villages_of_one_name_that_both_keep_points_are_told_once() {
        let places = (
            "places.yaml",
            "- {name: 甲镇, villages: [{name: 石村}, {name: 二村}]}\n- {name: 乙乡, villages: [{name: 石村}]}\n",
        );
        case(check).with([places]).shows(expect![[r#"
            points/a/1.yaml
               village: 石村
            //          ^^^^ warning[place-unknown]
            // 甲镇、乙乡都有“石村”，两个村的积分会记在同一个页面上
            // ➜ 在 content/places.yaml 里给两个村写不一样的名字，如“甲镇石村”；户和批次里的村名跟着改
            // Several townships have a village `石村` (甲镇、乙乡), whose points would share their pages
            // ➜ Give the two different names in content/places.yaml, and write those in households and batches
               entries: []
            points/b/1.yaml
               village: 石村
               entries: []
            points/c/1.yaml
               village: 二村
               entries: []
            points/d/1.yaml
               village: 二村
               entries: []
        "#]]);
    }

    #[test]
    fn several_in_one_text_are_a_list() {
        let places = (
            "places.yaml",
            "- {name: 甲镇, villages: [{name: 一村}, {name: 二村}]}\n- {name: 乙乡, villages: [{name: 三村}]}\n- {name: 丙乡, villages: [{name: 山村}, {name: 二村}]}\n",
        );
        case(check).with([places]).shows(expect![[r#"
            notices/one-text.md
               kind: news
               township: 甲镇
               村: 一村、二村
            //     ^^^^^^^^^^ error[place-unknown]
            // 地方表里没有“一村、二村”这个村
            // ➜ 几个村写成列表：村: [一村, 二村]
            // There is no village `一村、二村` in places.yaml
            // ➜ Write several as a list: village: [一村, 二村]
            notices/list.md
               kind: news
               township: [甲镇, 乙乡]
               村: [一村, 三村]
            notices/third.md
               kind: news
               township: [甲镇, 乙乡]
               村: [一村, 山村]
            //            ^^^^ error[place-unknown]
            // “山村”不在甲镇、乙乡，它属于丙乡
            // ➜ 核对村名；真的也发给丙乡的，在“乡镇”里加上丙乡
            notices/two-of-a-name.md
               kind: news
               township: [甲镇, 丙乡]
               村: [二村]
            notices/slip.md
               kind: news
               乡镇: 甲镇、乙乡
            //       ^^^^^^^^^^ error[place-unknown]
            // 地方表里没有“甲镇、乙乡”这个乡镇
            // ➜ 几个乡镇写成列表：乡镇: [甲镇, 乙乡]
            //       ^^^^^^^^^^ error[place-unknown]
               村: [一村, 四村]
            //            ^^^^ error[place-unknown]
            // 地方表里没有“四村”这个村
            // ➜ 是不是想写“一村”？
        "#]]);
    }
}
