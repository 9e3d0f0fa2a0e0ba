//! The story of a build: read → parse → check → plan → render → write.
//!
//! Composition only: every step lives in its own room. One page is rendered at a time and written at once;
//! nothing holds all pages.

mod alone;
mod believed;
mod destination;
mod digests;
mod looked;
mod made;
mod posted;
mod progress;
pub mod theme;

pub use progress::{Progress, Silent};

use crate::check::{self, Facts};
use crate::diagnostic::Diagnostic;
use crate::disk;
use crate::fingerprint::Fingerprint;
use crate::model::content::Content;
use crate::model::digest::Digest;
use crate::model::log::PublicationLog;
use crate::model::moment::{Clock, Moment};
use crate::model::record;
use crate::model::site;
use crate::plan::{self, Audience, Settings, SitePlan};
use crate::read::{self, Sources};
use crate::render::Renderer;
use crate::render::theme::{Theme, embedded_sources};
use crate::source::Source;
pub use crate::write::Earlier;
use crate::write::{self, Trouble, Written};
use crate::{parse, report};
use std::convert::Infallible;
use std::path::Path;

pub use alone::site_alone;
pub use believed::Believed;
pub use destination::Destination;
pub use digests::{digest_files, file_digest, offered_bytes, open_files};
pub use made::{file_fault, judged_files};
pub use posted::{keep_posted, load as posted, look as posted_record};

/// A site as read: its content, and all that is wrong with the files one by one.
pub struct Site {
    /// Every text and file as it was read.
    pub sources: Sources,
    /// What the texts say, as far as they could be understood.
    pub content: Content,
    /// What was published before; empty where there is no log.
    pub log: PublicationLog,
    /// What parsing found; rules, planning and templates have not looked yet.
    pub faults: Vec<Diagnostic>,
    /// The time that the site goes by: its clock's, or the day that it pins.
    pub moment: Moment,
    /// Which pictures out of the cache it takes.
    pub believed: Believed,
    /// The program that builds it, by the fingerprint of all that it is. Pages that it made from the very same before
    /// are not made again; without it all are.
    pub program: Option<Fingerprint>,
    /// What else is believed of an earlier build.
    pub earlier: Earlier,
}

/// How a build ended.
pub enum Outcome {
    /// Nothing was written that is not whole; what is wrong is in the list.
    Faulty(Vec<Diagnostic>),
    /// All of it lies in the output folder.
    Built {
        /// What that did to the folder; nothing is told of a release.
        written: Written,
        /// Pages and files made; pictures and static files are not counted.
        pages: usize,
        /// The fingerprint of the theme that made them.
        theme: Digest,
        /// When the site would change by the clock alone.
        next_change: Option<jiff::civil::DateTime>,
        /// What is wrong but stops nothing.
        warnings: Vec<Diagnostic>,
    },
}

/// Why a build could not be done.
#[derive(Debug)]
pub enum Error {
    /// Something of the site could not be read.
    Read(disk::Trouble),
    /// Something could not be written, or must not be.
    Write(Trouble),
}

/// Reads and parses the site under `root`.
///
/// # Errors
/// When something under `root` cannot be read.
pub fn load(root: &Path, clock: &Clock) -> Result<Site, disk::Trouble> {
    load_at(root, |site| clock.for_site(site))
}

/// The same at another time than the clock's for the site.
///
/// # Errors
/// When something under `root` cannot be read.
pub fn load_at(root: &Path, time: impl FnOnce(&site::Site) -> Moment) -> Result<Site, disk::Trouble> {
    let mut sources = read::read(root)?;
    sources.texts.extend(embedded_sources(&sources.texts));
    let parsed = parse::parse(&sources);
    let mut content = parsed.value;
    let moment = time(&content.site);
    let log = parse::log(&sources);
    content.settle(&log, moment.now.date());
    let open = open_files(&content, &log, moment.now.date());
    digest_files(&mut content, root, &open)?;
    keep_posted(&mut content, root, posted::load(root, &log)?)?;
    Ok(Site {
        sources,
        content,
        log,
        faults: parsed.diagnostics,
        moment,
        believed: Believed::default(),
        program: None,
        earlier: Earlier::default(),
    })
}

impl Site {
    /// How a plan for somebody is to be made, at this site's time.
    pub fn settings(&self, audience: Audience) -> Settings {
        Settings { now: self.moment.now, pinned: self.moment.pinned, audience }
    }

    /// Every fault of the content, from parsing, rules, planning and templates, in order of file and place.
    pub fn check(&self) -> Vec<Diagnostic> {
        self.judged(|_| Ok(Vec::new())).unwrap_or_else(|never: Infallible| match never {})
    }

    /// The same, and what is wrong with pictures and attachments under `root`, which takes longer.
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn check_files_too(&self, root: &Path) -> Result<Vec<Diagnostic>, disk::Trouble> {
        self.judged(|plan| made::file_faults(plan, root, &self.content))
    }

    fn judged<E>(
        &self,
        of_files: impl FnOnce(&SitePlan) -> Result<Vec<Diagnostic>, E>,
    ) -> Result<Vec<Diagnostic>, E> {
        let mut faults = self.faults.clone();
        faults.extend(self.rules());
        let plan = plan::plan(&self.content, &self.log, self.settings(Audience::Clerk));
        let plan = plan.unpack(&mut faults);
        faults.extend(of_files(&plan)?);
        faults
            .extend(self.theme().map_or_else(|broken| broken, |theme| Renderer::new(&plan, &theme).trial()));
        report::sort(&mut faults, &self.sources.texts);
        Ok(faults)
    }

    /// What rules look at.
    pub fn facts(&self) -> Facts<'_> {
        Facts::new(&self.content, &self.log, self.moment.now)
    }

    fn rules(&self) -> Vec<Diagnostic> {
        check::check(&self.facts())
    }

    /// The theme that the site names, or the default one.
    ///
    /// # Errors
    /// The faults of its templates.
    pub fn theme(&self) -> Result<Theme, Vec<Diagnostic>> {
        let assets: Vec<String> = self.sources.assets.iter().map(|asset| asset.path.clone()).collect();
        theme::load(&self.content, &self.sources.texts, &assets)
    }

    /// Has every file digested that some record names.
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn digest_files(&mut self, root: &Path) -> Result<(), disk::Trouble> {
        let paths = record::files(&self.content);
        digest_files(&mut self.content, root, &paths)
    }

    /// The texts, by the numbers that places in faults carry.
    pub fn texts(&self) -> &[Source] {
        &self.sources.texts
    }
}

/// Builds a loaded site into `out`.
///
/// # Errors
/// When a file cannot be read or written.
pub fn build(site: &mut Site, root: &Path, out: &Path, progress: &impl Progress) -> Result<Outcome, Error> {
    build_into(site, root, Destination::Folder(out), progress)
}

/// Builds a loaded site into a folder, or as a release.
///
/// # Errors
/// When a file cannot be read or written.
pub fn build_into(
    site: &mut Site,
    root: &Path,
    into: Destination,
    progress: &impl Progress,
) -> Result<Outcome, Error> {
    site.digest_files(root).map_err(Error::Read)?;
    let mut faults = site.faults.clone();
    let looked = looked::read(site.program, site.earlier, into);
    faults.extend(match into {
        Destination::Folder(_) => check::check(&site.facts().remembering(&looked)),
        Destination::Release { .. } => check::check_anew(&site.facts()),
    });
    let plan = plan::plan(&site.content, &site.log, site.settings(Audience::Public)).unpack(&mut faults);
    let theme = match site.theme() {
        Ok(theme) => Some(theme),
        Err(broken) => {
            faults.extend(broken);
            None
        }
    };
    report::sort(&mut faults, &site.sources.texts);
    let Some(mut theme) = theme.filter(|_| !faults.iter().any(Diagnostic::is_error)) else {
        return Ok(Outcome::Faulty(faults));
    };
    theme.set_version(theme::fingerprint(&theme, root).map_err(Error::Read)?);
    let fingerprint = theme::digest(&theme, root).map_err(Error::Read)?;
    progress.planned(plan.pages().len());
    let print = site.program.and_then(|program| Fingerprint::of_value(&(program, fingerprint.to_string())));
    let maker = made::Maker { print, earlier: site.earlier };
    match made::write_all(&plan, &theme, maker, (&site.content, &site.believed), (root, into), progress) {
        Ok((written, said)) => {
            looked::keep(site.program, into, looked);
            Ok(Outcome::Built {
                written,
                pages: plan.pages().len(),
                theme: fingerprint,
                next_change: plan.next_change(),
                warnings: together(faults, said, site),
            })
        }
        Err(write::Failure::World(trouble)) => Err(Error::Write(trouble)),
        Err(write::Failure::Content(broken)) => match made::fault_or_trouble(broken) {
            Ok(broken) => Ok(Outcome::Faulty(together(faults, broken, site))),
            Err(error) => Err(Error::Read(error)),
        },
    }
}

fn together(mut faults: Vec<Diagnostic>, more: Vec<Diagnostic>, site: &Site) -> Vec<Diagnostic> {
    faults.extend(more);
    report::sort(&mut faults, &site.sources.texts);
    faults
}
