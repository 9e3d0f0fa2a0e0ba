//! `notice-duplicate`: a notice that was copied, and the copy left as it is: it would go up a second time.

use super::Facts;
use super::graded::graded;
use crate::diagnostic::{Code, Diagnostic};
use crate::fingerprint::Fingerprint;
use crate::model::notice::Notice;
use crate::text;
use std::collections::HashMap;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    // a fingerprint stands for each text: to compare whole texts by their letters takes ten times as long
    let mut whole: HashMap<Fingerprint, &Notice> = HashMap::new();
    let mut titles: HashMap<&str, &Notice> = HashMap::new();
    let mut found = Vec::new();
    let is_copy = |notice: &Notice| !is_posted(facts, notice) && is_named_so(&notice.item.id);
    let standing = standing(facts);
    for notice in standing.iter().copied().filter(|notice| !is_copy(notice)) {
        titles.insert(&notice.title.value, notice);
        let text = Fingerprint::of(notice.item.body.whole_file().trim().as_bytes());
        if let Some(first) = whole.insert(text, notice) {
            found.push(graded(facts, Some(&notice.item), report(notice, first)));
        }
    }
    // what is named as a copy is one, as soon as its title and its text or its first day are
    for copy in standing.iter().copied().filter(|notice| is_copy(notice)) {
        let original = titles.get(copy.title.value.as_str()).filter(|original| is_alike(copy, original));
        found.extend(original.map(|original| graded(facts, Some(&copy.item), report(copy, original))));
    }
    found
}

/// Every notice that is or would be posted. Those that are come first: whatever the names, they are the originals.
fn standing<'a>(facts: &'a Facts) -> Vec<&'a Notice> {
    let stands = |notice: &&Notice| !notice.draft && notice.withdrawn.is_none();
    let mut all: Vec<&Notice> = facts.content.notices.iter().filter(stands).collect();
    all.sort_by_key(|notice| !is_posted(facts, notice));
    all
}

fn is_posted(facts: &Facts, notice: &Notice) -> bool {
    facts.log.posted(&notice.item.id).is_some()
}

fn is_alike(copy: &Notice, original: &Notice) -> bool {
    let first_day = copy.declared_from();
    copy.body_key() == original.body_key() || first_day.is_some() && first_day == original.declared_from()
}

/// `… - 副本`, `… (1)`, `copy`
fn is_named_so(id: &str) -> bool {
    let name = id.rsplit('/').next().unwrap_or(id).to_lowercase();
    name.contains("副本") || name.contains("copy") || is_numbered(&name)
}

/// `…(1)`, as a browser or a file manager names a second one.
fn is_numbered(name: &str) -> bool {
    let inner = name.strip_suffix([')', '）']).and_then(|rest| rest.rsplit_once(['(', '（']));
    inner.is_some_and(|(_, number)| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()))
}

fn report(copy: &Notice, original: &Notice) -> Diagnostic {
    let other = original.item.path();
    let message = text!(
        "这份公告和 {other} 是同一份，会张榜两次",
        "This notice is the same as {other}, and would be posted twice"
    );
    let hint = text!(
        "多余的一份删去；要照着它写新的，就先改标题、日期和正文",
        "Remove the one too many; if it shall become a new notice, change title, dates and text first"
    );
    Diagnostic::new(Code::NoticeDuplicate, copy.item.file, copy.title.span, message).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::case;
    use expect_test::expect;

    #[test]
    fn the_copy_is_the_one_that_is_told() {
        case(check).shows(expect![[r#"
            notices/road - 副本.md
            // 2:8 error[notice-duplicate]
            // 这份公告和 content/notices/road.md 是同一份，会张榜两次
            // ➜ 多余的一份删去；要照着它写新的，就先改标题、日期和正文
            // This notice is the same as content/notices/road.md, and would be posted twice
            // ➜ Remove the one too many; if it shall become a new notice, change title, dates and text first
               number: 1
            notices/road.md
               number: 1
        "#]]);
    }
}
