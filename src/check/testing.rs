//! Cases for rules: files as a clerk would write them, with what a rule says marked under the line.
//!
//! ```text
//! notices/a.md
//!    posting: {from: 2026-11-02, until: 2026-11-08}
//! //                                    ^^^^^^^^^^ error[posting-too-short]
//! // 公示期只有6天，规定不少于10天（张榜当天不算）
//! // ➜ 截止日最早写 2026-11-12
//! ```
//!
//! A line that is not indented names a file under `content/`; a line indented by three is a line of it, and can
//! therefore never be taken for a mark; a line of `//` is what the rule says. The case is the text without the
//! marks, and the test is that the rule puts the same marks back: so a clean file is one without marks. Columns
//! are those of a terminal, where a Chinese character has two.
//!
//! What a file of its sort must have and the case leaves out (`title`, `issuer`, …) is put in, before the first
//! line. A fault there, or in a file that only stands in the background, is told by its place: `// 1:1 error[…]`.
//! A text is in English as well where its code comes first. `UPDATE_EXPECT=1 cargo test` writes the marks anew,
//! to be read before they are kept.

mod fixture;
mod marks;

use super::Facts;
use crate::diagnostic::Diagnostic;
use crate::read::{AssetFile, Sources};
use crate::source::Source;
use expect_test::Expect;
pub use fixture::{INDENT, lines};
use jiff::civil::{Date, Time};
pub use marks::marked_line;

type Run = fn(&Facts) -> Vec<Diagnostic>;

/// One rule on a day, before some files in the background.
pub struct Case {
    run: Run,
    today: String,
    background: Vec<(String, String)>,
    assets: Vec<AssetFile>,
}

/// A case of one rule, on 2026-11-10 unless said otherwise.
pub fn case(run: Run) -> Case {
    Case { run, today: "2026-11-10".to_owned(), background: Vec::new(), assets: Vec::new() }
}

impl Case {
    /// On another day: `YYYY-MM-DD`.
    pub fn on(self, today: impl Into<String>) -> Case {
        Case { today: today.into(), ..self }
    }

    /// With files that the case does not show.
    pub fn with<'f>(mut self, files: impl IntoIterator<Item = (&'f str, &'f str)>) -> Case {
        self.background.extend(files.into_iter().map(|(path, text)| (path.to_owned(), text.to_owned())));
        self
    }

    /// With the log of a first publication of some files.
    pub fn posted(self, files: &[(&str, &str)], day: &str) -> Case {
        self.with([("publication.jsonl", posted(files, day).as_str())])
    }

    /// With a file that is no text, of a size in bytes, and what it begins with.
    pub fn offered(mut self, path: &str, size: u64, first: &[u8]) -> Case {
        let refused = crate::model::download::fault(path, first);
        self.assets.push(AssetFile { path: format!("content/{path}"), size, picture: None, refused });
        self
    }

    /// The rule says of the files what their marks say, and nothing else.
    pub fn shows(self, fixture: Expect) {
        let shown = fixture::read(fixture.data());
        let background = self.background.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        let files = shown.iter().map(|file| (file.path.as_str(), file.text.as_str())).chain(background);
        let mut sources = sources(&files.collect::<Vec<_>>());
        sources.assets.clone_from(&self.assets);
        let faults = self.faults(&sources);
        fixture.assert_eq(&marks::marked(&shown, &sources.texts, &faults));
    }

    fn faults(&self, sources: &Sources) -> Vec<Diagnostic> {
        let mut parsed = crate::parse::parse(sources);
        assert!(parsed.diagnostics.is_empty(), "the case itself is faulty: {:#?}", parsed.diagnostics);
        let now = self.today.parse::<Date>().expect("a date").to_datetime(Time::midnight());
        let log = crate::parse::log(sources);
        parsed.value.settle(&log, now.date());
        (self.run)(&Facts::new(&parsed.value, &log, now))
    }
}

/// The publication log after a first publication of the given files on a day, at nine in the morning.
pub fn posted(files: &[(&str, &str)], day: &str) -> String {
    use crate::model::candidate::candidates;
    use crate::model::guard::{Situation, judge, judge_records};
    use crate::model::log::event::{Event, Released};
    let sources = sources(files);
    let mut content = crate::parse::parse(&sources).value;
    let log = crate::parse::log(&sources);
    let today = day.parse().expect("a date");
    content.settle(&log, today);
    let situation = Situation { today, calendar: &content.calendar, demo: false, index_pattern: None };
    let judgement = judge(&log, &candidates(&content, &log, today), situation);
    assert!(!judgement.refuses(), "the case itself is refused: {judgement:#?}");
    let records = judge_records(&log, &content, &judgement.events, today);
    let at = format!("{day}T09:00:00+08:00").parse().expect("a time");
    let release =
        Event::Released(Released { records: Some(records.events.len() as u64), ..Released::default() });
    log.extended(at, &[judgement.events, records.events, vec![release]].concat()).text().to_owned()
}

/// Texts as reading would give them; paths are under `content/`.
pub fn sources(files: &[(&str, &str)]) -> Sources {
    let mut texts: Vec<Source> =
        files.iter().map(|(path, text)| Source::new(format!("content/{path}"), *text)).collect();
    texts.sort_by(|a, b| a.path.cmp(&b.path));
    Sources { texts, ..Sources::default() }
}

/// A rules.yaml with one kind that has a project block, and one without.
pub const RULES_YAML: (&str, &str) = (
    "rules.yaml",
    "project: {name: 项目公示, posting: {min: 10}, project: true, source: {title: 意见}}\nnews: {name: 动态}\n",
);
