//! A notice's record cut into its parts, each with its digest: what tells whether it changed, and where.

use super::canon;
use super::files::{are_known, of_entry};
use super::value::{Plain, canonical, object};
use crate::model::content::Content;
use crate::model::digest::{Digest, Print};
use crate::model::kind::Kind;
use crate::model::log::event::ObjectionPrint;
use crate::model::notice::{Notice, Objection};
use crate::model::open_days::Window;
use crate::model::part::{FORMAT, Part};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// The digests of a notice's record and of its parts, in some format.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// See [`FORMAT`].
    pub format: u8,
    /// Of everything a reader could see: SHA-256 of the record.
    pub record: Digest,
    /// Of the parts that it has, in the order of [`Part`]: SHA-256 of the canonical JSON of each.
    pub list: Vec<(Part, Digest)>,
    /// Of each correction, in order.
    pub corrections: Vec<Print>,
    /// Of each objection, in order.
    pub objections: Vec<ObjectionPrint>,
    /// Of the first steps of the project's progress: of the first alone, of the first two, and so on.
    pub progress: Vec<Print>,
    /// False when the bytes of some file were not at hand: then `record`, and the parts that hold files, say
    /// nothing.
    pub files_known: bool,
}

impl Parts {
    /// Cuts a notice as it stands now. `declared` is its window with `days` already counted out.
    pub fn of(content: &Content, notice: &Notice, kind: Option<&Kind>, declared: Option<Window>) -> Parts {
        let record = super::notice::notice_in(content, notice, kind, declared);
        let mut list: Vec<_> =
            record.parts().filter_map(|(key, value)| Some((Part::of_key(key)?, Digest::of(value)))).collect();
        list.sort_unstable_by_key(|&(part, _)| part);
        let corrections = notice.corrections.iter();
        let progress: Vec<Value> =
            notice.project.iter().flat_map(|project| &project.progress).map(Plain::plain).collect();
        Parts {
            format: FORMAT,
            record: record.digest(),
            list,
            corrections: corrections.map(|correction| print(&correction.plain())).collect(),
            objections: notice
                .objections
                .iter()
                .flatten()
                .map(|objection| objection_print(objection))
                .collect(),
            progress: steps(progress.iter()),
            files_known: are_known(content, &of_entry(content, notice)),
        }
    }

    /// Cuts a record as it was kept.
    pub fn of_record(record: &Map<String, Value>) -> Parts {
        let part =
            |(key, value): (&String, &Value)| Some((Part::of_key(key)?, Digest::of(&canonical(value))));
        let mut list: Vec<_> = record.iter().filter_map(part).collect();
        list.sort_unstable_by_key(|&(part, _)| part);
        let entries = |part: Part| record.get(part.key()).and_then(Value::as_array).into_iter().flatten();
        Parts {
            format: FORMAT,
            record: Digest::of(&canonical(&Value::Object(record.clone()))),
            list,
            corrections: entries(Part::Corrections).map(print).collect(),
            objections: entries(Part::Objections).map(objection_print_of).collect(),
            progress: steps(entries(Part::Progress)),
            files_known: true,
        }
    }

    /// Digest of the parts that a rule names: SHA-256 of the canonical JSON of a map from each that is there to
    /// its own digest.
    pub fn material(&self, named: &[Part]) -> Digest {
        let list = self.list.iter().filter(|(part, _)| named.contains(part));
        if self.format < FORMAT {
            return canon::over("zhangbang material 1", &list.copied().collect::<Vec<_>>());
        }
        Digest::of(&canonical(&object(
            list.map(|(part, digest)| (part.key(), Some(digest.to_string().into()))),
        )))
    }

    /// What the log keeps of each part.
    pub fn prints(&self) -> Vec<(Part, Print)> {
        self.list.iter().map(|&(part, digest)| (part, digest.print())).collect()
    }

    /// The parts that hold files' digests, in this format.
    pub fn with_files(&self) -> &'static [Part] {
        if self.format < FORMAT { &[Part::Files] } else { &[Part::Attachments, Part::Files] }
    }
}

/// Whoever kept a print of the progress finds it here as long as nothing but later steps came.
fn steps<'v>(steps: impl Iterator<Item = &'v Value>) -> Vec<Print> {
    let so_far = steps.scan(Vec::new(), |so_far: &mut Vec<Value>, step| {
        so_far.push(step.clone());
        Some(Value::Array(so_far.clone()))
    });
    so_far.map(|so_far| print(&so_far)).collect()
}

fn print(value: &Value) -> Print {
    Digest::of(&canonical(value)).print()
}

/// The outcome may come later, and is looked at for itself.
fn objection_print(objection: &Objection) -> ObjectionPrint {
    let what = Objection { outcome: None, ..objection.clone() };
    ObjectionPrint {
        what: print(&what.plain()),
        outcome: objection.outcome.as_ref().map(|o| print(&o.plain())),
    }
}

/// The same of one in a record.
fn objection_print_of(objection: &Value) -> ObjectionPrint {
    let mut what = objection.clone();
    let outcome = what.as_object_mut().and_then(|fields| fields.remove("outcome"));
    ObjectionPrint { what: print(&what), outcome: outcome.as_ref().map(print) }
}

/// The parts that differ between two lists, both in the order of [`Part`].
pub fn differing(before: &[(Part, Print)], after: &[(Part, Print)]) -> Vec<Part> {
    let missing_in = |list: &[(Part, Print)], entry: &(Part, Print)| !list.contains(entry);
    let gone = before.iter().filter(|entry| missing_in(after, entry));
    let new = after.iter().filter(|entry| missing_in(before, entry));
    gone.chain(new).map(|&(part, _)| part).collect::<BTreeSet<_>>().into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::content::{Asset, FileDigest};
    use crate::model::window;
    use crate::parse::parse;
    use crate::read::Sources;
    use crate::source::Source;

    const NOTICE: &str = "---\ntitle: 村道\nkind: 项目公示\nnumber: 1号\nissuer: 镇政府\ntownship: 镇\nvillage: 村\nsigned: 2026-10-30\n\
        posting: {from: 2026-11-02, until: 2026-11-12, boards: [村口], photos: [栏.png]}\ncontact: {phone: 0999-0001234}\napply: {until: 2026-11-30 17:00, vacancies: 2}\nsupervision: [{name: 纪委, phone: 12388}]\n\
        project: {name: 村道, funds: [{source: 财政, amount: 30万}], total: 30万, progress: [{on: 2026-11-03, percent: 20%, paid: 6万}]}\nprojects: [{name: 渠, total: 1万}]\nattachments: [{file: 表.csv, title: 表}]\n\
        supersedes: notices/b\ncorrections: [{on: 2026-11-02, what: 甲}]\nobjections: [{on: 2026-11-02, summary: 乙}]\n\
        withdrawn: {on: 2026-11-03, reason: 丙, authority: 丁}\nfiling: {authority: 戊, on: 2026-11-20}\n---\n正文。![图](图.png)\n";

    fn cut(text: &str, table: &str) -> Parts {
        let texts = [("content/notices/a.md", text), ("content/rules.yaml", "project: {name: 项目公示}\n")];
        let texts = texts.map(|(path, text)| Source::new(path, text)).into();
        let mut content = parse(&Sources { texts, ..Sources::default() }).value;
        for (path, bytes) in [("notices/表.csv", table), ("notices/图.png", "图")] {
            let (source, offered) = (Digest::of(bytes.as_bytes()), Digest::of(bytes.as_bytes()));
            let asset = Asset { digest: Some(FileDigest { source, offered }), ..Asset::default() };
            content.assets.insert(path.into(), asset);
        }
        let notice = &content.notices[0];
        let kind = content.kinds.find(&notice.kind.value);
        Parts::of(&content, notice, kind, window::declared(notice, kind, &content.calendar))
    }

    fn changed(from: &str, to: &str) -> Vec<Part> {
        assert!(NOTICE.contains(from), "{from}");
        differing(&cut(NOTICE, "1").prints(), &cut(&NOTICE.replacen(from, to, 1), "1").prints())
    }

    #[test]
    fn every_change_is_found_in_its_part() {
        for (from, to, part) in [
            ("title: 村道", "title: 水渠", Part::Title),
            ("kind: 项目公示", "kind: news", Part::Kind),
            ("number: 1号", "number: 2号", Part::Number),
            ("镇政府", "县政府", Part::Issuer),
            ("township: 镇", "township: 乡", Part::Township),
            ("village: 村", "village: 屯", Part::Village),
            ("2026-10-30", "2026-10-29", Part::Signed),
            ("from: 2026-11-02", "from: 2026-11-01", Part::From),
            ("2026-11-12", "2026-11-13", Part::Until),
            ("村口", "村尾", Part::Boards),
            ("0001234", "0001235", Part::Contact),
            ("17:00", "18:00", Part::Apply),
            ("12388", "12389", Part::Supervision),
            ("township: 镇", "township: [镇, 乡]", Part::Township),
            ("amount: 30万", "amount: 30.0001万", Part::Project),
            ("total: 30万,", "total: 30万, subsidy: 每亩500元,", Part::Project),
            ("paid: 6万", "paid: 7万", Part::Progress),
            ("total: 1万}]", "total: 1万, village: 村}]", Part::Projects),
            ("title: 表", "title: 单", Part::Attachments),
            ("notices/b", "notices/c", Part::Supersedes),
            ("正文。", "正文", Part::Body),
            ("what: 甲", "what: 乙", Part::Corrections),
            ("summary: 乙", "summary: 乙, outcome: 丙", Part::Objections),
            ("reason: 丙", "reason: 乙", Part::Withdrawn),
            ("戊", "己", Part::Filing),
        ] {
            assert_eq!(changed(from, to), [part], "{from} -> {to}");
        }
        assert_eq!(changed("![图](图.png)", "图"), [Part::Body, Part::Files]);
        assert_eq!(differing(&cut(NOTICE, "1").prints(), &cut(NOTICE, "2").prints()), [Part::Attachments]);
        assert_eq!(cut(NOTICE, "1").list.len(), Part::ALL.len(), "the notice has every part");
    }

    #[test]
    fn what_no_reader_sees_changes_nothing() {
        for (from, to) in [
            ("kind: 项目公示", "kind: project"),
            ("until: 2026-11-12", "止: 2026年11月12日"),
            ("until: 2026-11-12", "天数: 十天"),
            ("township: 镇", "township: [镇]"),
            ("phone: 0999-0001234", "phone: [0999-0001234]"),
            ("amount: 30万", "金额: \"300,000元\""),
            ("栏.png", "村口.png"),
            ("title: 村道\n", "# 说明\ntitle: \"村道\"\n"),
            ("---\n正文", "---\n  \n\n正文"),
            ("图.png)\n", "图.png)  \n\n\n"),
        ] {
            assert_eq!(changed(from, to), [], "{from} -> {to}");
        }
        assert_eq!(cut(NOTICE, "1").record, cut(&NOTICE.replace("栏.png", "口.png"), "1").record);
    }

    #[test]
    fn a_record_that_was_kept_is_cut_as_the_notice_was() {
        let texts = [("content/notices/a.md", NOTICE), ("content/rules.yaml", "project: {name: 项目公示}\n")];
        let texts = texts.map(|(path, text)| Source::new(path, text)).into();
        let mut content = parse(&Sources { texts, ..Sources::default() }).value;
        for path in ["notices/表.csv", "notices/图.png"] {
            let digest = Some(FileDigest { source: Digest::of(b"1"), offered: Digest::of(b"1") });
            content.assets.insert(path.into(), Asset { digest, ..Asset::default() });
        }
        let notice = &content.notices[0];
        let kind = content.kinds.find(&notice.kind.value);
        let cut = Parts::of(&content, notice, kind, window::declared(notice, kind, &content.calendar));
        let bytes = crate::model::record::notice(&content, notice).bytes();
        assert_eq!(Parts::of_record(&serde_json::from_slice(&bytes).unwrap()), cut);
        let answered = bytes_of(&content).replace("乙\"}", "乙\",\"outcome\":\"丙\"}");
        let answered = Parts::of_record(&serde_json::from_str(&answered).unwrap());
        assert_eq!(answered.objections[0].what, cut.objections[0].what);
        assert!(answered.objections[0].outcome.is_some());
    }

    fn bytes_of(content: &Content) -> String {
        String::from_utf8(crate::model::record::notice(content, &content.notices[0]).bytes()).unwrap()
    }

    #[test]
    fn an_outcome_that_comes_later_leaves_the_objection_as_it_was() {
        let (before, after) = (cut(NOTICE, "1"), cut(&NOTICE.replace("乙}]", "乙, outcome: 丙}]"), "1"));
        assert_eq!(before.objections[0].what, after.objections[0].what);
        assert_eq!((before.objections[0].outcome, after.objections[0].outcome.is_some()), (None, true));
    }
}
