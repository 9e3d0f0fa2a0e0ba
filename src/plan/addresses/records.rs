//! `record.json` beside the page of each notice and honour, and of each points batch that a notice posts; and the
//! publication log, which says what digest each had when.

use super::folders::Addresses;
use crate::collection::Collection;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::content::Content;
use crate::model::record::FILE;
use crate::plan::facts::{Facts, number};
use crate::source::{SourceId, Span};
use crate::text;

/// What is in a file: the record of an entry of the content, by number, or the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordFile {
    /// Of an entry.
    Entry(Collection, u32),
    /// Of a points batch that a notice posts.
    Batch(u32),
    /// A former version of a notice, and its number.
    Version(u32, u32),
    /// The publication log as it stands.
    Log,
}

/// Every such file there is to make, with its path.
pub(super) fn records(facts: &Facts) -> Vec<(String, RecordFile)> {
    let content = facts.content;
    let file = |id: &str, which| (Addresses::record(id), which);
    let mut files: Vec<_> =
        Collection::ALL.into_iter().flat_map(|collection| of_entries(facts, collection)).collect();
    // points that nobody has posted yet are nobody's to check
    let shown = |id: &str| facts.find_notice(id).is_some_and(|notice| facts.notices.is_visible(notice));
    let batches = content.points.batches.iter().zip(0..);
    let posted = batches.filter(|(batch, _)| batch.notice.as_ref().is_some_and(|notice| shown(notice)));
    files.extend(posted.map(|(batch, i)| file(&batch.id, RecordFile::Batch(i))));
    files.extend(facts.log.anchor().map(|_| (Addresses::LOG.to_owned(), RecordFile::Log)));
    files
}

/// Those of a collection's entries that are shown and have one.
fn of_entries(facts: &Facts, collection: Collection) -> impl Iterator<Item = (String, RecordFile)> {
    let entries = collection.entries(facts.content);
    let shown = (0..entries.count()).filter(move |&i| facts.is_shown(collection, i));
    let recorded = shown.filter(|&i| entries.at(i).is_recorded());
    recorded
        .map(move |i| (Addresses::record(&entries.at(i).item().id), RecordFile::Entry(collection, number(i))))
}

/// Items, and files as they are published, that would have a record's name. `files` are paths, each with the place
/// where it is named.
pub fn names_taken<'f>(
    content: &Content,
    files: impl Iterator<Item = (&'f str, (SourceId, Span))>,
) -> Vec<Diagnostic> {
    let is_record = |path: &str| path.rsplit('/').next().is_some_and(|name| name.eq_ignore_ascii_case(FILE));
    let items = content.items().filter(|item| is_record(&item.id)).map(|item| (item.file, item.head));
    let files = files.filter(|(path, _)| is_record(path)).map(|(_, place)| place);
    items.chain(files).map(name_taken).collect()
}

fn name_taken((file, span): (SourceId, Span)) -> Diagnostic {
    let message = text!(
        "{FILE} 是程序存放内容记录用的文件名，别的文件不能用",
        "{FILE} is the name under which records are published, and no other file can have it"
    );
    let hint = text!("给这个文件换个名字", "Rename this file");
    Diagnostic::new(Code::PathCollision, file, span, message).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::content::Asset;
    use crate::plan::tests::{NO_LOG, SITE, content};
    use crate::plan::{Audience, Settings, plan};

    const NOTICE: &str = "---\ntitle: 甲\nkind: news\nissuer: 乙\n---\n正文。\n";
    const BATCH: &str = "batch: 一\nvillage: 甲村\nmeeting: 2026-10-08\nreviewers: [子, 丑, 寅]\nnotice: notices/a\nentries: []\n";

    /// The records planned, and what is said against that.
    fn planned(files: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
        let mut content = content(files);
        content.assets.insert("notices/a/Record.json".into(), Asset::default());
        let now = jiff::civil::date(2026, 11, 10).at(9, 0, 0, 0);
        let plan = plan(&content, &NO_LOG, Settings { now, pinned: true, audience: Audience::Public });
        let paths = plan.value.pages().iter().map(|page| page.path.clone());
        let faults = plan.diagnostics.iter().map(|fault| format!("{} {}", fault.code.name(), fault.file.0));
        (paths.filter(|path| path.ends_with(FILE)).collect(), faults.collect())
    }

    #[test]
    fn what_is_shown_has_a_record_and_what_is_not_has_none() {
        let draft = NOTICE.replace("kind", "draft: true\nkind");
        let unposted = BATCH.replace("notices/a", "notices/b");
        let (paths, faults) = planned(&[
            SITE,
            ("notices/a.md", NOTICE),
            ("notices/b.md", &draft),
            ("honours/h.md", "---\ntitle: 甲\naward: 乙\nlevel: village\n---\n"),
            ("points/jia/10.yaml", BATCH),
            ("points/jia/11.yaml", &unposted),
        ]);
        assert_eq!(paths, ["notices/a/record.json", "honours/h/record.json", "points/jia/10/record.json"]);
        assert!(faults.is_empty(), "{faults:?}");
    }

    #[test]
    fn no_other_file_takes_the_name_of_a_record() {
        let named = NOTICE.replace("正文", "[表](Record.json)");
        let files = [SITE, ("notices/a/index.md", &named), ("notices/a/record.json.md", NOTICE)];
        assert_eq!(planned(&files).1, ["path-collision 1", "path-collision 0"]);
    }
}
