//! Somebody's whole name on a black list (黑榜, 曝光台): under such a heading, or after such a word.
//!
//! Source: Civil Code, articles 1024 and 1032; what a village blames is said without a whole name.

use super::finding::{Finding, MOST_FINDINGS};
use super::names::is_sure_name;
use super::words::{Word, has, words};
use crate::diagnostic::Code;
use std::ops::Range;

const BLAMES: [&str; 8] = ["黑榜", "曝光台", "曝光榜", "后进榜", "批评榜", "后进户", "脏乱差户", "反面典型"];
const PRAISES: [&str; 4] = ["红榜", "光荣榜", "表扬", "先进"];

/// Whether a title or text has any word of blame.
pub(super) fn may_be(title: &str, text: &str) -> bool {
    has(title, &BLAMES) || has(text, &BLAMES)
}

/// Every whole name that a text blames, under a title.
pub(super) fn scan(title: &str, text: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut blames = blames(title);
    let (mut level, mut start) = (0, 0);
    for line in text.split_inclusive('\n') {
        let depth = line.bytes().take_while(|&byte| byte == b'#').count();
        if depth > 0 && self::blames(line) {
            (blames, level) = (true, depth);
        } else if depth > 0 && (has(line, &PRAISES) || (level > 0 && depth <= level)) {
            blames = false;
        } else if depth == 0 {
            let from = if blames { Some(0) } else { after_blame(line) };
            found.extend(from.into_iter().flat_map(|from| names(&line[from..], start + from)));
        }
        start += line.len();
    }
    found.truncate(MOST_FINDINGS);
    found
}

/// `红黑榜` is both, and its headings say which.
fn blames(heading: &str) -> bool {
    has(heading, &BLAMES) && !has(heading, &["红黑榜"])
}

/// Where the names after `黑榜：` begin in a line.
fn after_blame(line: &str) -> Option<usize> {
    let ends = BLAMES.iter().filter_map(|word| Some(line.find(word)? + word.len()));
    ends.min().filter(|&end| line[end..].starts_with(['：', ':']))
}

fn names(text: &str, start: usize) -> Vec<Finding> {
    let found = words(text).filter_map(named);
    found
        .map(|range| Finding::whole(Code::PrivacyBlacklist, start + range.start..start + range.end))
        .collect()
}

/// A name alone, or with what its bearer is or did.
fn named(Word { text, start }: Word) -> Option<Range<usize>> {
    const AFTER: [&str; 9] = ["户", "家", "同志", "因", "在", "门前", "未", "不", "乱"];
    const BEFORE: [&str; 3] = ["村民", "农户", "户主"];
    let bare = BEFORE.iter().find_map(|role| text.strip_prefix(role)).unwrap_or(text);
    let start = start + text.len() - bare.len();
    let after = AFTER.iter().filter_map(|next| bare.find(next)).filter(|&at| is_sure_name(&bare[..at])).min();
    let length = if is_sure_name(bare) { Some(bare.len()) } else { after };
    length.map(|length| start..start + length)
}

#[cfg(test)]
mod tests {
    use super::super::testing::scanned_page;
    use expect_test::expect;

    #[test]
    fn names_under_a_black_list() {
        scanned_page(
            "人居环境红黑榜",
            expect![[r#"
                text
                   ## 红榜

                   顾国林、陆小满

                   ## 黑榜

                   - 程有田户门前乱堆乱放
                //   ^^^^^^ privacy-blacklist
                   - 村民顾国林，垃圾落地
                //       ^^^^^^ privacy-blacklist
                   - 陆某某，未打扫

                   ## 下月安排

                   由陆小满负责检查

                   黑榜：程有田、顾*林
                //       ^^^^^^ privacy-blacklist
            "#]],
        );
    }
}
