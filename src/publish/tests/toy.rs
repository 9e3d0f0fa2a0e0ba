//! A small site: real content, real rules and guard, pages that a program can read.

use super::books::{self, Books};
use super::reader::{Shown, shown};
use crate::build;
use crate::check::{self, Facts};
use crate::diagnostic::{Code, Diagnostic};
use crate::disk::Disk;
use crate::evidence::certify::{Asked, certify};
use crate::evidence::resting;
use crate::evidence::sheet::Certificate;
use crate::model::calendar::WorkCalendar;
use crate::model::candidate::{Candidate, candidates};
use crate::model::content::{Asset, Content, FileDigest};
use crate::model::digest::Digest;
use crate::model::guard::Finding;
use crate::model::log::posted::Posted;
use crate::model::log::{PUBLISHED, PublicationLog};
use crate::model::masked::masked;
use crate::model::moment::zone;
use crate::model::notice::Notice;
use crate::model::points::Entry;
use crate::model::points_table::Listed;
use crate::model::posted_records::{PostedRecords, file_path};
use crate::model::record;
use crate::model::site::Site;
use crate::parse;
use crate::plan::changes_shown;
use crate::publish::board::{Board, Build};
use crate::publish::staged::Staged;
use crate::publish::story::{Stage, tell};
use crate::publish::target;
use crate::publish::{Ended, Error, Report};
use crate::read::{AssetFile, Sources};
use crate::source::{Source, SourceId, Spanned};
use crate::write::{self, OutputFile};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{TimeZone, offset};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fs;
use std::path::{Path, PathBuf};

pub(super) const SITE: &str = "name: 县\nbase_url: https://a.example\nhotlines: [{name: 监督电话, phone: 0999-0001300}]\nhost: 甲\noperator: 乙\nid_code: 丙\nicp: 丁\npolice: 戊\ncontact: 己\ncolumns: [{id: projects, name: 项目, kinds: [project]}]\n";
pub(super) const PLACES: &str = "- {name: 云岩乡, slug: yunyan, villages: [{name: 上村}]}\n";
pub(super) const RULES: &str = "project: {name: 项目公示, posting: {min: 10}, material: [title, body, attachments], source: {title: 意见}}\nnews: {name: 动态}\n";

/// A notice with its certificate.
pub(super) struct Certified {
    pub id: String,
    pub shown: Shown,
    pub sheet: Certificate,
}

/// The files of the site, by path.
type Made = BTreeMap<String, Vec<u8>>;

/// A site in a folder of its own, with a target beside it and a clock that is set by hand.
pub(super) struct Toy {
    pub root: PathBuf,
    /// Texts under `content/`, without the log.
    pub files: BTreeMap<String, String>,
    /// Attachments under `content/`.
    pub assets: BTreeMap<String, Vec<u8>>,
    /// What the theme makes of every page: words and what it puts in their place.
    pub theme: Vec<(&'static str, &'static str)>,
    /// Its style sheet.
    pub style: String,
    pub now: DateTime,
    pub demo: bool,
    pub dry_run: bool,
    pub moved: bool,
    /// Only the rules about posting: histories are many.
    pub few_rules: bool,
}

impl Toy {
    pub(super) fn new(now: &str) -> Toy {
        let root = fresh_folder();
        fs::create_dir_all(root.join("content")).unwrap();
        let files = [("site.yaml", SITE), ("rules.yaml", RULES)];
        Toy {
            root,
            files: files.map(|(path, text)| (path.to_owned(), text.to_owned())).into(),
            assets: BTreeMap::new(),
            theme: Vec::new(),
            style: "main { margin: 1em }".into(),
            now: now.parse().unwrap(),
            demo: false,
            dry_run: false,
            moved: false,
            few_rules: false,
        }
    }

    pub(super) fn set(&mut self, path: &str, text: &str) {
        self.files.insert(path.to_owned(), text.to_owned());
    }

    pub(super) fn at(&mut self, now: &str) -> &mut Toy {
        self.now = now.parse().unwrap();
        self
    }

    pub(super) fn target(&self) -> PathBuf {
        self.root.join("www")
    }

    pub(super) fn log_path(&self) -> PathBuf {
        self.root.join("content/publication.jsonl")
    }

    pub(super) fn log_text(&self) -> String {
        fs::read(self.log_path()).map(|bytes| String::from_utf8(bytes).unwrap()).unwrap_or_default()
    }

    pub(super) fn log(&self) -> PublicationLog {
        let text = self.log_text();
        if text.is_empty() {
            return PublicationLog::default();
        }
        PublicationLog::read(Some(SourceId(0)), &text.into())
    }

    pub(super) fn publish_on(&self, disk: &Disk) -> Result<Ended, Error> {
        let path = self.target();
        let target = self.named(path.to_str().unwrap(), disk);
        let zone = TimeZone::fixed(offset(8));
        let instant: Timestamp = self.now.to_zoned(zone).unwrap().timestamp();
        let stage = Stage {
            root: &self.root,
            target_name: path.to_str().unwrap(),
            target: &*target,
            disk,
            secret: |_| None,
            clock: &|| instant,
            allow_demo: self.demo,
            dry_run: self.dry_run,
            moved: self.moved,
        };
        tell(&stage, || Ok(self.board())).map(|(_, ended)| ended)
    }

    fn around<'d>(&'d self, disk: &'d Disk) -> target::Around<'d> {
        let now = Timestamp::UNIX_EPOCH;
        target::Around { disk, root: &self.root, secret: |_| None, now, progress: &|_| {} }
    }

    /// The target that a path stands for.
    pub(super) fn named<'d>(&'d self, path: &str, disk: &'d Disk) -> Box<dyn target::Target + 'd> {
        target::named(path, self.around(disk)).unwrap()
    }

    pub(super) fn publish(&self) -> Result<Ended, Error> {
        self.publish_on(&Disk::new())
    }

    /// Publishes, and it must be done.
    pub(super) fn done(&self) -> Report {
        match self.publish().unwrap() {
            Ended::Done(report) => report,
            Ended::Refused(faults) => panic!("refused: {faults:#?}"),
        }
    }

    /// Publishes, and it must be refused: for these codes.
    pub(super) fn refused(&self) -> Vec<Code> {
        match self.publish().unwrap() {
            Ended::Done(report) => panic!("not refused: {report:?}"),
            Ended::Refused(faults) => {
                let errors = faults.iter().filter(|fault| fault.is_error());
                errors.map(|fault| fault.code).collect()
            }
        }
    }

    pub(super) fn board(&self) -> ToyBoard<'_> {
        let decoded = |text: &str| crate::read::decode(text.as_bytes().to_vec()).unwrap();
        let mut texts: Vec<Source> = self
            .files
            .iter()
            .map(|(path, text)| Source::new(format!("content/{path}"), decoded(text)))
            .collect();
        if let Ok(bytes) = fs::read(self.log_path()) {
            texts
                .push(Source::new("content/publication.jsonl", String::from_utf8_lossy(&bytes).into_owned()));
        }
        let asset = |(path, bytes): (&String, &Vec<u8>)| AssetFile {
            path: format!("content/{path}"),
            size: bytes.len() as u64,
            picture: None,
            refused: None,
        };
        let assets = self.assets.iter().map(asset).collect();
        let sources = Sources { texts, assets, ..Sources::default() };
        let mut parsed = parse::parse(&sources);
        let log = crate::parse::log(&sources);
        parsed.value.settle(&log, self.now.date());
        parsed.value.posted = build::posted(&self.root, &log).unwrap();
        ToyBoard { toy: self, texts: sources.texts, content: parsed.value, log, faults: parsed.diagnostics }
    }

    /// Every notice for which there is a certificate now, with what it shows.
    pub(super) fn certified(&self) -> Vec<Certified> {
        let log = self.log();
        let is_over = |posted: &Posted| posted.kept.effective.is_some() && !posted.is_open(self.now.date());
        if !log.faults().is_empty() || !log.notices().any(|(_, posted)| is_over(posted)) {
            return Vec::new();
        }
        let mut board = self.board();
        let candidates = board.candidates().unwrap();
        let faults = board.faults();
        let (content, log) = (&board.content, &board.log);
        let sheet = |candidate: &Candidate| {
            let errors = resting::errors(faults.clone(), content, &board.texts, &candidate.id).len();
            let asked =
                Asked { content, log, id: &candidate.id, now: self.now, draft: false, errors, witness: None };
            certify(asked).ok().filter(|sheet| !sheet.draft)
        };
        let certified = |candidate: &Candidate| {
            let sheet = sheet(candidate)?;
            let mut shown = shown(candidate, content.notice(&candidate.id).unwrap());
            for (path, contents) in &mut shown.files {
                *contents = String::from_utf8(self.assets[path].clone()).unwrap();
            }
            Some(Certified { id: candidate.id.clone(), shown, sheet })
        };
        candidates.iter().filter_map(certified).collect()
    }

    /// The files that visitors get, with their bytes.
    pub(super) fn served(&self) -> BTreeMap<String, Vec<u8>> {
        let Ok(folder) = self.target().join("current/").canonicalize() else { return BTreeMap::new() };
        walkdir::WalkDir::new(&folder)
            .into_iter()
            .map(Result::unwrap)
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| {
                let path = entry.path().strip_prefix(&folder).unwrap().to_string_lossy().into_owned();
                (path, fs::read(entry.path()).unwrap())
            })
            .collect()
    }

    /// The same site in the same state, elsewhere.
    pub(super) fn copy(&self) -> Toy {
        let other = Toy {
            root: fresh_folder(),
            files: self.files.clone(),
            assets: self.assets.clone(),
            theme: self.theme.clone(),
            style: self.style.clone(),
            ..*self
        };
        for entry in walkdir::WalkDir::new(&self.root).min_depth(1).into_iter().map(Result::unwrap) {
            let to = other.root.join(entry.path().strip_prefix(&self.root).unwrap());
            if entry.path_is_symlink() {
                std::os::unix::fs::symlink(fs::read_link(entry.path()).unwrap(), to).unwrap();
            } else if entry.file_type().is_dir() {
                fs::create_dir_all(to).unwrap();
            } else {
                fs::copy(entry.path(), to).unwrap();
            }
        }
        other
    }
}

impl Drop for Toy {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}

/// In memory where the system offers that: nothing here is about the speed of disks.
fn fresh_folder() -> PathBuf {
    let memory = Path::new("/dev/shm");
    let base = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
    tempfile::Builder::new().prefix("zhangbang-").tempdir_in(base).unwrap().keep()
}

pub(super) struct ToyBoard<'a> {
    toy: &'a Toy,
    texts: Vec<Source>,
    content: Content,
    log: PublicationLog,
    faults: Vec<Diagnostic>,
}

impl ToyBoard<'_> {
    fn facts(&self) -> Facts<'_> {
        Facts::new(&self.content, &self.log, self.toy.now)
    }

    /// A page in the theme; `up` leads to the root.
    fn page(&self, up: &str, body: &str) -> String {
        let page = format!(
            "<html><head><title>站</title><link rel=stylesheet href=\"{up}assets/style.css\"></head><body>{body}</body></html>"
        );
        self.toy.theme.iter().fold(page, |page, (from, to)| page.replace(from, to))
    }

    fn notice_page(&self, candidate: &Candidate, log: &PublicationLog) -> String {
        let notice = self.content.notice(&candidate.id).unwrap();
        let window = log.posted(&candidate.id).and_then(|posted| posted.kept.effective);
        let up = "../".repeat(candidate.id.split('/').count());
        let mut body = super::reader::page(candidate, notice, window);
        let lines = self.content.site.hotlines_of(&self.content.places, &notice.townships);
        let mut end: String =
            lines.map(|line| format!("<p>{}{}</p>", line.name.value, line.phone.value)).collect();
        for path in candidate.files.iter().filter(|path| !path.ends_with(".png")) {
            end += &format!("<p><a href=\"{up}{path}\">附件</a></p>");
        }
        body = body.replace("</main>", &format!("{end}{}</main>", self.points(candidate)));
        for step in changes_shown(&self.content, log, &candidate.id) {
            let lines = step.changes.iter().flat_map(|change| change.from.iter().chain(&change.to));
            let lines: String = lines
                .map(|line| format!("<p>{}</p>", line.replace('&', "&amp;").replace('<', "&lt;")))
                .collect();
            let link = step.href.map(|href| format!("<a href=\"{up}{href}\">旧版</a>")).unwrap_or_default();
            body = body.replace("</main>", &format!("{lines}{link}</main>"));
        }
        self.page(&up, &body)
    }

    /// The points that a notice posts and does not list itself.
    fn points(&self, candidate: &Candidate) -> String {
        let bank = &self.content.points;
        let notice = self.content.notice(&candidate.id).unwrap();
        let batches = bank.batches.iter().filter(|batch| batch.is_posted_by(&candidate.id));
        let batches: Vec<_> = batches.filter(|_| Listed::of(notice).is_none()).collect();
        let entries = batches.iter().flat_map(|batch| &batch.entries);
        let row = |entry: &Spanned<Entry>| {
            let name = bank.household(&entry.household.value).map(|home| home.name.value.clone());
            let (name, deed) = (masked(&name.unwrap_or_default()).into_owned(), bank.deed(entry));
            let on = entry.on.as_ref().map(|on| on.value.to_string()).unwrap_or_default();
            let (household, points) = (&entry.household.value, entry.points.value);
            format!(
                "<tr><td>{household}</td><td>{name}</td><td>{deed}</td><td>{on}</td><td>{points}</td></tr>"
            )
        };
        let rows: String = entries.filter(|entry| entry.is_shown()).map(row).collect();
        let sums: String = batches.iter().map(|batch| format!("<p>合计 {}</p>", batch.points())).collect();
        format!("<table>{rows}</table>{sums}")
    }

    fn list(&self, up: &str, candidates: &[Candidate]) -> String {
        let link = |c: &Candidate| format!("<li><a href=\"{up}{}/\">{}</a></li>", c.id, c.title);
        let links: String = candidates.iter().map(link).collect();
        self.page(up, &format!("<main><ul>{links}</ul></main>"))
    }

    /// Lists of townships and of columns, with what stands in each.
    fn lists(&self, candidates: &[Candidate]) -> Vec<(String, Vec<Candidate>)> {
        let listed = |is_in: &dyn Fn(&Notice) -> bool| {
            let is_in = |c: &&Candidate| is_in(self.content.notice(&c.id).unwrap());
            candidates.iter().filter(is_in).cloned().collect::<Vec<_>>()
        };
        let townships = self.content.places.townships.iter().map(|township| {
            let name = &township.name.value;
            let own = |notice: &Notice| notice.townships.iter().any(|own| own.value == *name);
            (format!("places/{}/index.html", township.url_name()), listed(&own))
        });
        let columns = self.content.site.columns.iter().map(|column| {
            let kinds = &column.kinds;
            let own = |notice: &Notice| kinds.iter().any(|kind| kind.value == notice.kind.value);
            (format!("columns/{}/index.html", column.id.value), listed(&own))
        });
        townships.chain(columns).collect()
    }

    /// The pages of former versions, with their files.
    fn versions(&self, id: &str, log: &PublicationLog, made: &mut Made) {
        for version in log.posted(id).iter().flat_map(|posted| posted.former()) {
            let Some(record) = self.content.posted.get(id, version.number) else { continue };
            let folder = format!("{id}/versions/{}", version.number);
            made.insert(format!("{folder}/index.html"), b"<main></main>".to_vec());
            made.insert(format!("{folder}/record.json"), record.bytes.clone());
            for file in &record.files {
                let kept = self.toy.root.join("content").join(file_path(id, version.number, &file.name));
                if let Ok(bytes) = fs::read(kept) {
                    made.insert(format!("{folder}/{}", file.name), bytes);
                }
            }
        }
    }

    /// Every file of the site.
    fn made(&self, candidates: &[Candidate], log: &PublicationLog) -> Made {
        let mut made = Made::new();
        for Candidate { id, files, .. } in candidates {
            self.versions(id, log, &mut made);
            // pictures are shown smaller than they are
            let files = files.iter().filter(|path| !path.ends_with(".png"));
            made.extend(files.map(|path| (path.clone(), self.toy.assets[path].clone())));
        }
        for candidate in candidates {
            let page = self.notice_page(candidate, log);
            made.insert(format!("{}/index.html", candidate.id), page.into_bytes());
        }
        let recorded = log.records().iter().map(|kept| kept.recorded.id.as_str());
        for id in candidates.iter().map(|candidate| candidate.id.as_str()).chain(recorded) {
            let record = record::of(&self.content, id);
            made.extend(record.map(|record| (format!("{id}/record.json"), record.bytes())));
        }
        for (path, up) in [("index.html", ""), ("notices/index.html", "../")] {
            made.insert(path.to_owned(), self.list(up, candidates).into_bytes());
        }
        for (path, listed) in self.lists(candidates) {
            let up = "../".repeat(path.split('/').count() - 1);
            made.insert(path, self.list(&up, &listed).into_bytes());
        }
        let books = books::of(&self.content, log, self.toy.now.date());
        if books != Books::default() {
            made.insert(books::FILE.to_owned(), serde_json::to_vec(&books).unwrap());
        }
        made.insert("assets/style.css".to_owned(), self.toy.style.clone().into_bytes());
        made.insert(PUBLISHED.to_owned(), log.text().as_bytes().to_vec());
        made
    }

    fn theme(&self) -> Digest {
        Digest::of(format!("{:?}{}", self.toy.theme, self.toy.style).as_bytes())
    }
}

impl Board for ToyBoard<'_> {
    fn log(&self) -> &PublicationLog {
        &self.log
    }

    fn calendar(&self) -> &WorkCalendar {
        &self.content.calendar
    }

    fn settings(&self) -> &Site {
        &self.content.site
    }

    fn texts(&self) -> &[Source] {
        &self.texts
    }

    fn zone(&self) -> TimeZone {
        zone(&self.content.site)
    }

    fn facts(&self) -> Facts<'_> {
        ToyBoard::facts(self)
    }

    fn notice(&self, id: &str) -> Option<&Notice> {
        self.content.notice(id)
    }

    fn content(&self) -> &Content {
        &self.content
    }

    fn set_posted(&mut self, records: PostedRecords) -> Result<(), Error> {
        self.content.posted = records;
        Ok(())
    }

    fn faults(&self) -> Vec<Diagnostic> {
        let posting = |code: &Code| {
            code.name().starts_with("posting-")
                || matches!(
                    code,
                    Code::LogBroken
                        | Code::PointsAltered
                        | Code::PointsNotice
                        | Code::PointsTable
                        | Code::PointsOverdrawn
                )
        };
        let chosen = |rule: &&check::Rule| !self.toy.few_rules || rule.codes.iter().any(posting);
        let found = check::RULES.iter().filter(chosen).flat_map(|rule| (rule.run)(&self.facts()));
        self.faults.iter().cloned().chain(found).collect()
    }

    fn candidates(&mut self) -> Result<Vec<Candidate>, Error> {
        for (path, bytes) in &self.toy.assets {
            let (source, offered) = (Digest::of(bytes), Digest::of(bytes));
            let digest = Some(FileDigest { source, offered });
            let asset = Asset { size: bytes.len() as u64, digest, picture: None, refused: None };
            self.content.assets.insert(path.clone(), asset);
        }
        Ok(candidates(&self.content, &self.log, self.toy.now.date()))
    }

    fn words(&self, finding: &Finding) -> Option<Diagnostic> {
        check::posting_guard::diagnose(&self.facts(), finding)
    }

    fn build(&mut self, log: &PublicationLog, staged: &Staged) -> Result<Build, Error> {
        let candidates = candidates(&self.content, &self.log, self.toy.now.date());
        let files = self.made(&candidates, log).into_iter().map(|(path, bytes)| OutputFile::new(path, bytes));
        // a builder may be stopped, too, in the middle of a file: one after the other, so that each step has its number
        let files: Vec<Result<OutputFile, Infallible>> = files.map(Ok).collect();
        let files = files.into_par_iter().with_min_len(usize::MAX);
        match write::fill(staged.disk, staged.folder, files, staged) {
            Ok(()) => {}
            Err(write::Failure::World(trouble)) => return Err(build::Error::Write(trouble).into()),
            Err(write::Failure::Content(faults)) => panic!("{faults:?}"),
        }
        Ok(Build::Built { pages: candidates.len(), theme: self.theme(), next_change: None })
    }

    fn set_log(&mut self, log: PublicationLog) {
        self.log = log;
    }
}

/// A project notice that goes up on a day; `rest` is further lines of its front matter.
pub(super) fn notice(title: &str, from: &str, until: &str, rest: &str, body: &str) -> String {
    format!(
        "---\ntitle: {title}\nkind: project\nissuer: 镇政府\nposting: {{from: {from}, until: {until}}}\n{rest}---\n{body}\n"
    )
}
