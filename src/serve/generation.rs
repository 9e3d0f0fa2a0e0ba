//! One state of the site on show: a plan, laid out once, whose pages are rendered when asked for.
//!
//! A generation lives on threads of its own, which own the content that the plan borrows. It ends when
//! nobody can ask it any more. Checking goes on beside serving: a page never waits for it.

use super::files::JudgedFiles;
use super::kept::Kept;
use super::message::{Message, Ready, Stale};
use super::standing::PostedFiles;
use super::trouble::Error;
use crate::build;
use crate::check::{self, Facts};
use crate::diagnostic::Diagnostic;
use crate::model::content::Content;
use crate::model::log::PublicationLog;
use crate::model::record;
use crate::parse::markdown_facts::gather_anchors;
use crate::parse::markdown_tables::gather_tables;
use crate::plan::{self, PageId, Settings, SitePlan};
use crate::render::Renderer;
use crate::render::theme::{Static, Theme};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// Threads that render pages of one generation.
const WORKERS: usize = 2;

/// An open browser asks for its page within this time of being told.
const NOBODY_ASKS: Duration = Duration::from_millis(60);
/// A browser has put the page on the screen within this time of getting it.
const PAINTING: Duration = Duration::from_millis(40);

/// What a generation is made from.
pub(super) struct Ground {
    pub number: u64,
    pub content: Content,
    pub log: Arc<PublicationLog>,
    pub settings: Settings,
    pub theme: Arc<Theme>,
    /// A theme whose pages were whole, for pages that this one's templates cannot make.
    pub spare: Arc<Theme>,
    /// Faults of files one by one, and of the theme.
    pub faults: Vec<Diagnostic>,
    pub stale: Stale,
    /// Number of the newest generation: an older one need not be checked.
    pub newest: Arc<AtomicU64>,
    /// What pages say they are of, so that a browser knows when there is a newer one.
    pub edition: u64,
    pub inbox: Sender<Message>,
    pub posted: Arc<PostedFiles>,
    pub judged: Arc<JudgedFiles>,
}

/// What there is at a path of the site.
pub(super) enum Found {
    Page(Vec<u8>),
    /// A file under the root.
    File(String),
    Bytes(&'static [u8]),
    /// There is a page in the folder of this name.
    Folder,
    /// Nothing; the site's page that says so.
    Missing(Vec<u8>),
    /// No template could make the page.
    Broken,
}

/// A question to a generation: a path such as `notices/2026/x/index.html`.
struct Question {
    path: String,
    answer: Sender<Found>,
}

/// A generation as those who ask it have it.
#[derive(Clone)]
pub(super) struct Shown {
    ask: Sender<Question>,
    kept: Arc<Kept>,
    /// What pages say they are of, so that a browser knows when there is a newer one.
    pub edition: u64,
    /// The theme's version.
    pub style: Arc<str>,
}

impl Shown {
    /// Before there is one.
    pub(super) fn nothing() -> Shown {
        Shown { ask: mpsc::channel().0, kept: Arc::default(), edition: 0, style: "".into() }
    }

    /// What there is at a path; `None` once the generation has ended. A page that was made already is given without
    /// a turn in the threads that make them: a thousand who ask for the same one have it in half the time.
    pub(super) fn find(&self, path: &str) -> Option<Found> {
        if let Some(page) = self.kept.get(path) {
            return Some(Found::Page(page.to_vec()));
        }
        let (answer, answered) = mpsc::channel();
        self.ask.send(Question { path: path.to_owned(), answer }).ok()?;
        answered.recv().ok()
    }
}

/// Lays a plan out and begins to answer; comes back when pages can be had.
///
/// # Errors
/// When no thread can be had.
pub(super) fn start(ground: Ground) -> Result<(Shown, Ready), Error> {
    let (ask, questions) = mpsc::channel();
    let (tell, ready) = mpsc::channel();
    let questions = Mutex::new(questions);
    let kept: Arc<Kept> = Arc::default();
    let shown =
        Shown { ask, kept: Arc::clone(&kept), edition: ground.edition, style: ground.theme.version().into() };
    let live = move || live(&ground, &questions, &tell, &kept);
    thread::Builder::new().name("generation".into()).spawn(live)?;
    ready.recv().map(|ready| (shown, ready)).map_err(|_| Error::Over)
}

fn live(ground: &Ground, questions: &Mutex<Receiver<Question>>, ready: &Sender<Ready>, kept: &Kept) {
    let plan = plan::lay_out(&ground.content, &ground.log, ground.settings);
    let stand = Stand {
        ground,
        renderer: Renderer::new(&plan, &ground.theme),
        spare: Renderer::new(&plan, &ground.spare),
        plan: &plan,
        asked: Asked::default(),
        kept,
    };
    let _ = ready.send(Ready {
        next_change: plan.next_change(),
        today: plan.today(),
        pinned: ground.settings.pinned,
    });
    thread::scope(|scope| {
        for _ in 1..WORKERS {
            scope.spawn(|| stand.attend(questions));
        }
        scope.spawn(|| stand.judge());
        stand.attend(questions);
    });
}

struct Stand<'a> {
    ground: &'a Ground,
    plan: &'a SitePlan<'a>,
    renderer: Renderer<'a>,
    spare: Renderer<'a>,
    asked: Asked,
    kept: &'a Kept,
}

/// Whether a page has been asked for.
#[derive(Default)]
struct Asked {
    yes: Mutex<bool>,
    told: Condvar,
}

impl Asked {
    fn tell(&self) {
        *self.yes.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.told.notify_all();
    }

    /// Comes back once a page was asked for and shown, or nobody asks. The rules keep every processor busy,
    /// which would delay the very page that the clerk waits for.
    fn let_pages_first(&self) {
        let yes = self.yes.lock().unwrap_or_else(PoisonError::into_inner);
        let asked = self.told.wait_timeout_while(yes, NOBODY_ASKS, |yes| !*yes);
        if asked.is_ok_and(|(_, waited)| !waited.timed_out()) {
            thread::sleep(PAINTING);
        }
    }
}

impl Stand<'_> {
    /// Answers until nobody can ask.
    fn attend(&self, questions: &Mutex<Receiver<Question>>) {
        loop {
            let next = questions.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok(question) = next else { return };
            let _ = question.answer.send(self.find(&question.path));
            self.asked.tell();
        }
    }

    fn find(&self, path: &str) -> Found {
        if let Some(record) = self.record(path) {
            return Found::Page(record);
        }
        if let Some(page) = self.plan.find(path) {
            return self.render(page).map_or(Found::Broken, Found::Page);
        }
        if let Some(file) =
            path.strip_prefix("assets/").and_then(|name| self.ground.theme.statics().get(name))
        {
            return match file {
                Static::Inside(bytes) => Found::Bytes(bytes),
                Static::OnDisk(path) => Found::File(path.clone()),
            };
        }
        // a picture is shown as it lies on disk; the build makes it small and clean
        if let Some(asset) = self.plan.assets().iter().find(|asset| asset.path == path) {
            return Found::File(format!("content/{}", asset.source));
        }
        if self.plan.has_folder(&format!("{path}/")) {
            return Found::Folder;
        }
        let missing = self.plan.not_found().and_then(|page| self.render(page));
        missing.map_or(Found::Broken, Found::Missing)
    }

    /// A record as it would be published: with what is in its files now.
    fn record(&self, path: &str) -> Option<Vec<u8>> {
        let id = path.strip_suffix(record::FILE)?.strip_suffix('/')?;
        self.plan.find(path)?;
        let files = record::files_of(&self.ground.content, id);
        let digested = self.ground.posted.with_digests(&self.ground.content, &files);
        Some(record::of(&digested, id)?.bytes())
    }

    /// With the theme, else with the one before it; the fault is told either way.
    fn render(&self, page: PageId) -> Option<Vec<u8>> {
        let path = &self.plan.pages()[page].path;
        if let Some(html) = self.kept.get(path) {
            return Some(html.to_vec());
        }
        match self.renderer.render(page) {
            Ok(html) => {
                self.kept.keep(path, &html);
                Some(html)
            }
            Err(fault) => {
                self.tell(Message::Broken { generation: self.ground.number, fault: Box::new(fault) });
                self.spare.render(page).ok()
            }
        }
    }

    /// Runs every rule, unless a newer generation is there already.
    fn judge(&self) {
        let Ground { content, log, settings, faults, stale, judged, .. } = self.ground;
        self.asked.let_pages_first();
        static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
        let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
        if !self.is_newest() {
            return;
        }
        gather_anchors(content);
        gather_tables(content);
        let digested = self.ground.posted.digested(content, log, settings.now.date());
        let content = digested.as_ref().unwrap_or(content);
        let facts = Facts::new(content, log, settings.now);
        let of_plan = [self.plan.picture_faults(), &self.plan.collisions()].concat();
        let rules = check::check(&facts).into_iter().chain(of_plan);
        // what an older text of a file breaks is not what stands in the file now
        let mut all: Vec<Diagnostic> = rules.filter(|fault| !stale.contains(&fault.file)).collect();
        let of_templates = self.renderer.trial();
        let theme_is_whole = of_templates.is_empty();
        all.extend(faults.iter().cloned().chain(of_templates));
        let files = build::judged_files(self.plan);
        let (known, others) = judged.known(&files);
        self.tell_faults(&all, known, theme_is_whole, others.is_empty());
        if others.is_empty() {
            return;
        }
        judged.look(content, &others, || self.is_newest());
        if self.is_newest() {
            self.tell_faults(&all, judged.known(&files).0, theme_is_whole, true);
        }
    }

    fn tell_faults(
        &self,
        all: &[Diagnostic],
        of_files: Vec<Diagnostic>,
        theme_is_whole: bool,
        files_known: bool,
    ) {
        let stale = &self.ground.stale;
        let of_files = of_files.into_iter().filter(|fault| !stale.contains(&fault.file));
        let faults = all.iter().cloned().chain(of_files).collect();
        self.tell(Message::Faults { generation: self.ground.number, faults, theme_is_whole, files_known });
    }

    fn is_newest(&self) -> bool {
        self.ground.newest.load(Ordering::SeqCst) == self.ground.number
    }

    fn tell(&self, message: Message) {
        let _ = self.ground.inbox.send(message);
    }
}
