//! What `new` can make, and the words for it: the collections, a batch of points, and the site's own kinds of notices.

use crate::collection::Collection;
use crate::diagnostic::Text;
use crate::model::content::Content;
use crate::model::kind::Kind;
use crate::text;

/// A sort of thing.
#[derive(Clone, Copy, Debug)]
pub(super) enum Sort {
    Entry(Collection),
    /// A batch of points.
    Batch,
}

/// Place of batches among the collections in what can be made.
const BATCH: (u8, &str) = (30, "batch");

/// What can be made, by the names for it, in the menu's order.
fn names() -> Vec<(&'static str, Sort)> {
    let entries = Collection::ALL.map(|one| (one.row().list.order, one.row().key, Sort::Entry(one)));
    let mut names: Vec<_> = entries.into_iter().chain([(BATCH.0, BATCH.1, Sort::Batch)]).collect();
    names.sort_by_key(|name| name.0);
    names.into_iter().map(|(_, name, sort)| (name, sort)).collect()
}

/// The same in Chinese, as people say them.
fn chinese(name: &str) -> &'static [&'static str] {
    match name {
        "notice" => &["公告", "公示", "公示公告"],
        "honour" => &["荣誉"],
        "activity" => &["活动", "志愿服务活动"],
        "page" => &["页面"],
        "register" => &["台账"],
        "batch" => &["批次", "积分"],
        _ => &[],
    }
}

/// What is meant by a word: a sort of thing, or one of the site's own kinds of notices.
///
/// # Errors
/// When it is neither; told with all that can be written.
pub(super) fn meant<'a>(written: &str, content: &'a Content) -> Result<(Sort, Option<&'a Kind>), Text> {
    let is_it = |name: &str| name == written || chinese(name).contains(&written);
    if let Some((_, sort)) = names().into_iter().find(|(name, _)| is_it(name)) {
        return Ok((sort, None));
    }
    let of_kind = content.kinds.find(written).map(|kind| (Sort::Entry(Collection::Notices), Some(kind)));
    of_kind.ok_or_else(|| {
        let sorts = in_chinese();
        let (kinds, english) = (kind_names(content), listed(", ", " or "));
        text!(
            "不知道“{written}”要建什么；可以写：{sorts}，或者公告的类别：{kinds}",
            "There is no `{written}` to be made; write {english}, or a notice's kind: {kinds}"
        )
    })
}

/// The first Chinese word for each sort.
pub(super) fn in_chinese() -> String {
    let first = |(name, _): (&'static str, Sort)| chinese(name).first().copied().unwrap_or(name);
    names().into_iter().map(first).collect::<Vec<_>>().join("、")
}

/// The names of the kinds, in the order of rules.yaml.
pub(super) fn kind_names(content: &Content) -> String {
    content.kinds.iter().map(|kind| kind.name.as_str()).collect::<Vec<_>>().join("、")
}

/// The names, the last after an `or`.
pub(super) fn listed(comma: &str, or: &str) -> String {
    let names: Vec<&str> = names().into_iter().map(|(name, _)| name).collect();
    let (last, first) = names.split_last().map_or(("", &[][..]), |(last, first)| (*last, first));
    format!("{}{or}{last}", first.join(comma))
}
