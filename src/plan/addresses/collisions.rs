//! Two pages with the same path.

use super::planned::{PlannedPage, What};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::item::Item;
use crate::plan::facts::Facts;
use crate::text;
use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

/// A file and a generated page with the same path. Two files are the rule `path_collision`'s; two generated
/// pages come from two things of one name, which is `duplicate_id`'s.
pub fn collisions(facts: &Facts, pages: &[PlannedPage]) -> Vec<Diagnostic> {
    // some file systems and hosts do not tell upper from lower case
    let mut pages: Vec<(u64, &PlannedPage)> =
        pages.par_iter().map(|page| (xxh3_64(page.path.to_lowercase().as_bytes()), page)).collect();
    pages.par_sort_by_key(|page| page.0);
    let alike = pages.windows(2).filter(|pair| pair[0].0 == pair[1].0);
    let same = alike.filter(|pair| pair[0].1.path.to_lowercase() == pair[1].1.path.to_lowercase());
    same.filter_map(|pair| match (source_item(facts, pair[1].1.what), source_item(facts, pair[0].1.what)) {
        (Some(item), None) | (None, Some(item)) => Some(collision(pair[1].1, item)),
        _ => None,
    })
    .collect()
}

fn collision(page: &PlannedPage, item: &Item) -> Diagnostic {
    let path = page.folder().unwrap_or(&page.path);
    let message = text!(
        "网址 /{path} 是程序自动生成的页面用的，这个文件不能用",
        "The URL /{path} belongs to a page that is made automatically"
    );
    let hint = text!("给这个文件换个名字", "Rename this file");
    Diagnostic::new(Code::PathCollision, item.file, item.head, message).hint(hint)
}

fn source_item<'a>(facts: &Facts<'a>, what: What) -> Option<&'a Item> {
    match what {
        What::Entry(collection, i) => Some(collection.entry(facts.content, i as usize).item()),
        _ => None,
    }
}
