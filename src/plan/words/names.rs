//! Names of people and places.

use crate::model::activity::Activity;
use crate::model::file_name;
use crate::model::honour::Honour;
use crate::source::Spanned;
use xxhash_rust::xxh3::xxh3_64;

/// Township and village in one.
pub fn full_name(township: Option<&str>, village: Option<&str>) -> String {
    format!("{}{}", township.unwrap_or_default(), village.unwrap_or_default())
}

/// Where something of a place is: a county's own is 全县.
pub fn where_of(township: Option<&str>, village: Option<&str>) -> String {
    match (township, village) {
        (None, None) => "全县".into(),
        (township, village) => full_name(township, village),
    }
}

/// Places of one thing in few words: the first of many, and how many they are.
pub fn places_in_short(townships: &[Spanned<String>], villages: &[Spanned<String>]) -> String {
    const MOST: usize = 3;
    match (townships, villages) {
        (townships, [first, .., _]) if villages.len() > MOST => {
            let township = if let [township] = townships { township.value.as_str() } else { "" };
            format!("{township}{}等{}个村", first.value, villages.len())
        }
        ([first, .., _], []) if townships.len() > MOST => {
            format!("{}等{}个乡镇", first.value, townships.len())
        }
        (townships, villages) => places(townships, villages),
    }
}

/// Places of one thing, all of them: `云砚镇篱影村、石砚坪村`; a county's own is 全县.
pub fn places(townships: &[Spanned<String>], villages: &[Spanned<String>]) -> String {
    let joined = |names: &[Spanned<String>]| {
        names.iter().map(|name| name.value.as_str()).collect::<Vec<_>>().join("、")
    };
    match (townships, villages) {
        ([], []) => "全县".into(),
        ([] | [_], villages) => format!("{}{}", joined(townships), joined(villages)),
        (townships, []) => joined(townships),
        (townships, villages) => format!("{}：{}", joined(townships), joined(villages)),
    }
}

/// Where an activity takes place: `云砚镇莲溪村晒谷场`.
pub fn venue(activity: &Activity) -> String {
    venue_at(activity, None)
}

/// The same of a time that has its own place.
pub fn venue_at(activity: &Activity, own: Option<&str>) -> String {
    let words =
        |name: &Option<Spanned<String>>| name.as_ref().map(|name| name.value.clone()).unwrap_or_default();
    let place = own.map_or_else(|| words(&activity.place), str::to_owned);
    let village = words(&activity.village);
    // clerks often begin the place with the village's name
    let village = if place.starts_with(&village) { String::new() } else { village };
    format!("{}{village}{place}", words(&activity.township))
}

/// Words that units' names end in and people's do not.
const UNIT: &str = "委会 政府 医院 公司 学校 县委 党委 镇委 乡委 村委 支部 中心 超市 银行 协会 商会 街道 社区 集团 基地 合作社 \
    小学 中学 大学 幼儿园 农场 商行 工会 妇联 团委 局 办 室 所 站 店 厂 队 组";

/// Words that end a name of a person now and then, but hardly one of five characters.
const LONG_UNIT: &str = "部 处 科 院 校 园 社 会 行 团 馆 企业";

/// It is the name of a unit rather than of a person: nothing in the content says which.
pub(super) fn is_unit(name: &str) -> bool {
    let ends_in = |words: &str| words.split_whitespace().any(|word| name.ends_with(word));
    ends_in(UNIT) || name.chars().count() > 4 && ends_in(LONG_UNIT)
}

/// The first who hold an honour: `李某某、王某某、张某某等5户（人）`.
pub fn recipients(honour: &Honour) -> String {
    let holders = || honour.recipients.iter().filter(|recipient| recipient.revoked.is_none());
    let shown: Vec<&str> = holders().take(3).map(|recipient| recipient.name.value.as_str()).collect();
    match holders().count() {
        0..=3 => shown.join("、"),
        more => format!("{}等{more}户（人）", shown.join("、")),
    }
}

/// Bytes of a generated segment: far fewer than systems store.
const LONGEST_SEGMENT: usize = 120;

/// A free text as one segment of a path: no slash, no dot alone, no control character, no name that some
/// system cannot store. A long one is cut, and told from others that begin alike by what was cut off.
pub fn segment(text: &str) -> String {
    let cleaned: String = text
        .trim()
        .chars()
        .map(|c| if c.is_control() || c.is_whitespace() || "/\\?#%:*\"<>|".contains(c) { '-' } else { c })
        .collect();
    match cleaned.trim_matches(['.', '-']) {
        "" => "_".to_owned(),
        long if long.len() > LONGEST_SEGMENT => {
            let rest = xxh3_64(long.as_bytes());
            format!("{}-{rest:016x}", &long[..long.floor_char_boundary(LONGEST_SEGMENT - 17)])
        }
        device if file_name::fault(device).is_some() => format!("_{device}"),
        segment => segment.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_told_from_people() {
        for unit in
            ["青屿县第一小学", "平安超市", "县住建局志愿队", "县妇联", "村委会", "云砚镇卫生院", "惠民商行"]
        {
            assert!(is_unit(unit), "{unit}");
        }
        for person in ["顾国林", "欧阳晓园", "李会", "爱心人士顾国林", "顾国林（村民）", "张某某", "王登科"]
        {
            assert!(!is_unit(person), "{person}");
        }
    }

    #[test]
    fn several_places_are_named_and_many_are_counted() {
        let names = |names: &[&str]| -> Vec<Spanned<String>> {
            names
                .iter()
                .map(|name| Spanned::new((*name).to_owned(), crate::source::Span::default()))
                .collect()
        };
        let both = |townships: &[&str], villages: &[&str]| {
            let (townships, villages) = (names(townships), names(villages));
            (places(&townships, &villages), places_in_short(&townships, &villages))
        };
        let same = |words: &str| (words.to_owned(), words.to_owned());
        assert_eq!(both(&[], &[]), same("全县"));
        assert_eq!(both(&["甲镇"], &["一村", "二村"]), same("甲镇一村、二村"));
        assert_eq!(both(&["甲镇", "乙乡"], &[]), same("甲镇、乙乡"));
        assert_eq!(both(&["甲镇", "乙乡"], &["一村", "二村"]), same("甲镇、乙乡：一村、二村"));
        let many = both(&["甲镇"], &["一村", "二村", "三村", "四村"]);
        assert_eq!(many, ("甲镇一村、二村、三村、四村".into(), "甲镇一村等4个村".into()));
        assert_eq!(both(&["甲镇", "乙乡"], &["一村", "二村", "三村", "四村"]).1, "一村等4个村");
    }

    #[test]
    fn segments_cannot_climb() {
        assert_eq!(
            (segment(".."), segment("a/b"), segment(" 文明 家庭 ")),
            ("_".into(), "a-b".into(), "文明-家庭".into())
        );
        assert_eq!((segment("CON"), segment("lpt1.x")), ("_CON".into(), "_lpt1.x".into()));
    }

    #[test]
    fn long_segments_are_cut_and_stay_apart() {
        let long = "先进集体".repeat(40);
        let (one, other) = (segment(&(long.clone() + "甲")), segment(&(long + "乙")));
        assert!(one.len() <= LONGEST_SEGMENT && one.starts_with("先进集体") && one != other, "{one} {other}");
        assert_eq!(segment(&"长".repeat(40)), "长".repeat(40));
    }
}
