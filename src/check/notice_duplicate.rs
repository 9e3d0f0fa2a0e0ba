//! `notice-duplicate`: a notice that was copied, and the copy left as it is: it would go up a second time.

use super::Facts;
use super::graded::graded;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::notice::Notice;
use crate::text;
use std::collections::HashMap;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let mut whole: HashMap<&str, &Notice> = HashMap::new();
    let mut titles: HashMap<&str, &Notice> = HashMap::new();
    let mut found = Vec::new();
    let is_copy =
        |notice: &Notice| facts.log.posted(&notice.item.id).is_none() && is_named_so(&notice.item.id);
    let standing =
        || facts.content.notices.iter().filter(|notice| !notice.draft && notice.withdrawn.is_none());
    for notice in standing().filter(|notice| !is_copy(notice)) {
        titles.insert(&notice.title.value, notice);
        if let Some(first) = whole.insert(notice.item.body.whole_file().trim(), notice) {
            found.push(graded(facts, Some(&notice.item), report(notice, first)));
        }
    }
    // what is named as a copy is one, as soon as its title is
    for copy in standing().filter(|notice| is_copy(notice)) {
        let original = titles.get(copy.title.value.as_str());
        found.extend(original.map(|original| graded(facts, Some(&copy.item), report(copy, original))));
    }
    found
}

/// `… - 副本`, `… (1)`, `copy`
fn is_named_so(id: &str) -> bool {
    let name = id.rsplit('/').next().unwrap_or(id).to_lowercase();
    name.contains("副本") || name.contains("copy") || name.ends_with(')') || name.ends_with('）')
}

fn report(copy: &Notice, original: &Notice) -> Diagnostic {
    let other = &original.item.id;
    let message = text!(
        "这份公告和 content/{other} 是同一份，会张榜两次",
        "This notice is the same as content/{other}, and would be posted twice"
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
            // 这份公告和 content/notices/road 是同一份，会张榜两次
            // ➜ 多余的一份删去；要照着它写新的，就先改标题、日期和正文
            // This notice is the same as content/notices/road, and would be posted twice
            // ➜ Remove the one too many; if it shall become a new notice, change title, dates and text first
               number: 1
            notices/road.md
               number: 1
        "#]]);
    }
}
