//! The preview's owner: takes changes in, puts the next generation on show, tells browser and terminal.

use super::files::JudgedFiles;
use super::generation::{self, Ground, Shown};
use super::hub::Hub;
use super::message::{Message, Ready};
use super::options::{Options, Told};
use super::standing::{PostedFiles, Standing};
use super::told::Findings;
use super::trouble::Error;
use super::workspace::Workspace;
use crate::build;
use crate::diagnostic::{Diagnostic, Text};
use crate::disk::Trouble;
use crate::model::moment::Clock;
use crate::plan::{Audience, Settings};
use crate::render::theme::{DEFAULT_NAME, Theme};
use jiff::civil::Date;
use serde_json::json;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Where questions go: to the newest generation.
pub(super) type Stage = Arc<Mutex<Shown>>;

/// The clock is looked at this often at least, since a machine may have slept.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

pub(super) struct Preview {
    options: Options,
    inbox: Sender<Message>,
    hub: Arc<Hub>,
    stage: Stage,
    workspace: Workspace,
    /// A day that the clerk chose.
    day: Option<Date>,
    theme: Arc<Theme>,
    /// The last theme that made all its pages.
    whole: Arc<Theme>,
    theme_faults: Vec<Diagnostic>,
    newest: Arc<AtomicU64>,
    /// Of the state of pages: browsers load anew when it grows.
    edition: u64,
    ready: Ready,
    findings: Findings,
    trouble: Vec<String>,
    reported: String,
    posted: Arc<PostedFiles>,
    judged: Arc<JudgedFiles>,
    /// Pictures and attachments of what is on show were all looked into.
    files_known: bool,
    /// What publishing would come to; `None` before the first check.
    standing: Option<Standing>,
}

impl Preview {
    /// Reads the site and puts the first generation on show.
    pub(super) fn open(options: Options, inbox: Sender<Message>, hub: Arc<Hub>) -> Result<Preview, Error> {
        let workspace = Workspace::open(options.root.clone())?;
        let theme = Arc::new(embedded()?);
        let ready = Ready { next_change: None, today: Date::MIN, pinned: false };
        let mut preview = Preview {
            stage: Arc::new(Mutex::new(Shown::nothing())),
            whole: Arc::clone(&theme),
            theme,
            theme_faults: Vec::new(),
            newest: Arc::default(),
            edition: 0,
            day: None,
            findings: Findings::default(),
            trouble: Vec::new(),
            reported: String::new(),
            posted: Arc::new(PostedFiles::under(options.root.clone())),
            judged: Arc::new(JudgedFiles::under(options.root.clone())),
            files_known: false,
            standing: None,
            options,
            inbox,
            hub,
            workspace,
            ready,
        };
        preview.load_theme();
        preview.show()?;
        preview.publish();
        Ok(preview)
    }

    pub(super) fn stage(&self) -> Stage {
        Arc::clone(&self.stage)
    }

    /// Takes in what changed at some paths.
    pub(super) fn change(&mut self, paths: &[String]) {
        #[expect(clippy::disallowed_methods, reason = "to say how long it took")]
        let begun = Instant::now();
        let changes = self.workspace.look(paths);
        let told =
            |trouble: &Trouble| Text::new(trouble.zh(), trouble.en()).get(self.options.language).to_owned();
        self.trouble = changes.trouble.iter().map(told).collect();
        self.trouble.iter().for_each(|words| (self.options.tell)(Told::Trouble(words.clone())));
        if changes.files.is_empty() {
            return self.publish();
        }
        let of_theme = |file: &String| file.starts_with("themes/");
        let settings = |file: &String| file == "content/site.yaml";
        if changes.files.iter().any(|file| of_theme(file) || settings(file)) {
            self.load_theme();
        }
        // style alone is changed in the page as it stands
        let style = |file: &String| of_theme(file) && file.ends_with(".css");
        let shown = self.show_next(!changes.files.iter().all(style));
        if shown {
            let files = changes.files.into_iter().collect();
            (self.options.tell)(Told::Changed { files, took: begun.elapsed() });
        }
    }

    /// Shows another day, or the clock's.
    pub(super) fn show_day(&mut self, day: Option<Date>) {
        self.day = day;
        self.show_next(true);
    }

    /// How long there is nothing to do but wait.
    pub(super) fn patience(&self) -> Duration {
        let left = self.ready.next_change.filter(|_| !self.ready.pinned).map(|change| {
            let wall = self.clock().wall(&self.workspace.content().site);
            Duration::try_from(change.duration_since(wall)).unwrap_or_default()
        });
        left.map_or(LONGEST_WAIT, |left| left.clamp(Duration::from_millis(10), LONGEST_WAIT))
    }

    /// The site changes by the clock alone: a window opens, an activity begins, a day ends.
    pub(super) fn tick(&mut self) {
        let wall = self.clock().wall(&self.workspace.content().site);
        if !self.ready.pinned && self.ready.next_change.is_some_and(|change| change <= wall) {
            self.show_next(true);
        }
    }

    /// What the rules found in a generation.
    pub(super) fn judged(
        &mut self,
        generation: u64,
        faults: Vec<Diagnostic>,
        theme_is_whole: bool,
        files_known: bool,
    ) {
        if generation != self.newest.load(Ordering::SeqCst) {
            return;
        }
        if theme_is_whole && self.theme_faults.is_empty() {
            self.whole = Arc::clone(&self.theme);
        }
        self.findings = Findings::new(faults, self.workspace.texts());
        self.files_known = files_known;
        self.report();
    }

    /// A template failed on a page of a generation.
    pub(super) fn broken(&mut self, generation: u64, fault: Diagnostic) {
        if generation == self.newest.load(Ordering::SeqCst) {
            self.findings.add(fault, self.workspace.texts());
            self.report();
        }
    }

    pub(super) fn trouble(&mut self, words: String) {
        (self.options.tell)(Told::Trouble(words));
    }

    fn report(&mut self) {
        let shown = Some(self.ready.today).filter(|_| self.ready.pinned);
        let standing = Standing::of(
            &self.findings,
            self.workspace.content(),
            self.workspace.log(),
            &self.clock(),
            shown,
            self.files_known,
        );
        let mut report = self.findings.report(self.options.language);
        if !self.findings.is_empty() {
            report.push_str(&format!("{}\n", standing.words.get(self.options.language)));
        }
        self.standing = Some(standing);
        if report != self.reported {
            self.reported.clone_from(&report);
            (self.options.tell)(Told::Faults(report));
        }
        self.publish();
    }

    fn clock(&self) -> Clock {
        let clock = (self.options.clock)();
        Clock { given: self.day.or(clock.given), ..clock }
    }

    /// The theme as it is now; when it cannot be loaded, the one on show stays.
    fn load_theme(&mut self) {
        let content = self.workspace.content();
        match build::theme::load(content, self.workspace.texts(), &self.workspace.asset_paths()) {
            Ok(mut theme) => {
                self.theme_faults.clear();
                match build::theme::fingerprint(&theme, &self.options.root) {
                    Ok(version) => theme.set_version(version),
                    Err(trouble) => {
                        let words = Text::new(trouble.zh(), trouble.en());
                        self.trouble.push(words.get(self.options.language).to_owned());
                    }
                }
                self.theme = Arc::new(theme);
            }
            Err(faults) => self.theme_faults = faults,
        }
    }

    fn show_next(&mut self, pages_differ: bool) -> bool {
        self.edition += u64::from(pages_differ);
        match self.show() {
            Ok(()) => {
                self.publish();
                true
            }
            Err(error) => {
                let words = error.words().get(self.options.language).to_owned();
                (self.options.tell)(Told::Trouble(words));
                false
            }
        }
    }

    /// Puts the workspace's content on show.
    fn show(&mut self) -> Result<(), Error> {
        let mut content = self.workspace.content().clone();
        let moment = self.clock().for_site(&content.site);
        content.settle(self.workspace.log(), moment.now.date());
        let number = self.newest.fetch_add(1, Ordering::SeqCst) + 1;
        let faults = self.workspace.faults().into_iter().chain(self.theme_faults.iter().cloned());
        let (stage, ready) = generation::start(Ground {
            number,
            content,
            log: Arc::clone(self.workspace.log()),
            settings: Settings { now: moment.now, pinned: moment.pinned, audience: Audience::Clerk },
            theme: Arc::clone(&self.theme),
            spare: Arc::clone(&self.whole),
            faults: faults.collect(),
            stale: self.workspace.stale().clone(),
            newest: Arc::clone(&self.newest),
            edition: self.edition,
            inbox: self.inbox.clone(),
            posted: Arc::clone(&self.posted),
            judged: Arc::clone(&self.judged),
        })?;
        *self.stage.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = stage;
        self.ready = ready;
        Ok(())
    }

    /// The state, for the bar and the overlay.
    fn publish(&self) {
        let state = json!({
            "edition": self.edition,
            "style": self.theme.version(),
            "today": self.ready.today.to_string(),
            "chosen": self.day.is_some(),
            "pinned": self.ready.pinned,
            "errors": self.findings.errors(),
            "warnings": self.findings.warnings(),
            "faults": self.findings.json(),
            "trouble": self.trouble,
            "publish": self.standing.as_ref().map(|standing| json!({ "ok": standing.ok, "words": standing.words.zh })),
        });
        self.hub.publish(&state.to_string());
    }
}

/// The theme in the binary, whose templates are whole; a test of the theme would know.
fn embedded() -> Result<Theme, Error> {
    let carried = crate::render::theme::embedded_sources(&[]);
    Theme::load(&[DEFAULT_NAME], &carried, &[]).map_err(|faults| Error::Theme(faults.len()))
}
