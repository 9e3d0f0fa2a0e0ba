//! Which of the site's kinds a document is, by its title.

use crate::model::kind::{Kind, Kinds};

/// Words of titles, and the keys of kinds that the starter has for them.
const WORDS: [(&str, &str); 19] = [
    ("竣工", "completion"),
    ("完工", "completion"),
    ("验收", "completion"),
    ("项目库", "project_library"),
    ("入库", "project_library"),
    ("年度计划", "annual_plan"),
    ("实施计划", "annual_plan"),
    ("资金分配", "funds"),
    ("资金安排", "funds"),
    ("低保", "subsistence"),
    ("危房", "housing"),
    ("公益性岗位", "welfare_post"),
    ("公益岗位", "welfare_post"),
    ("招聘公告", "recruitment_call"),
    ("拟聘", "recruitment"),
    ("监测对象", "monitoring"),
    ("积分", "points"),
    ("候选", "honour"),
    ("报名", "call"),
];

/// The kind, and whether its name stands in the title.
pub(super) fn kind<'k>(title: &str, kinds: &'k Kinds) -> Option<(&'k Kind, bool)> {
    let named = kinds.iter().filter(|kind| title.contains(&kind.name)).max_by_key(|kind| kind.name.len());
    if let Some(kind) = named {
        return Some((kind, true));
    }
    let word = WORDS.iter().find(|(word, key)| title.contains(word) && kinds.get(key).is_some());
    if let Some(kind) = word.and_then(|(_, key)| kinds.get(key)) {
        return Some((kind, false));
    }
    // 低保公示 → 低保
    let bare = |kind: &Kind| {
        ["公示", "公告", "公开"].iter().find_map(|end| kind.name.strip_suffix(end)).map(str::to_owned)
    };
    let of_name =
        |kind: &&Kind| bare(kind).is_some_and(|bare| bare.chars().count() > 1 && title.contains(&bare));
    let by_name = kinds.iter().filter(of_name).max_by_key(|kind| kind.name.len());
    by_name.map(|kind| (kind, false))
}
