//! What is to be published, as the story needs it; and the real one, a site on disk.

use super::staged::Staged;
use super::trouble::Error;
use crate::build::{self, Believed, Destination, Outcome, Progress, Site};
use crate::check::{self, Facts};
use crate::diagnostic::Diagnostic;
use crate::model::calendar::WorkCalendar;
use crate::model::candidate::{self, Candidate};
use crate::model::content::Content;
use crate::model::digest::Digest;
use crate::model::guard::Finding;
use crate::model::log::PublicationLog;
use crate::model::moment::zone;
use crate::model::notice::Notice;
use crate::model::posted_records::PostedRecords;
use crate::model::site;
use crate::source::Source;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use std::path::Path;

/// A site that can be published.
pub trait Board {
    /// What was published before.
    fn log(&self) -> &PublicationLog;
    /// What minimum periods are counted by.
    fn calendar(&self) -> &WorkCalendar;
    /// `site.yaml`.
    fn settings(&self) -> &site::Site;
    /// What places in faults are of.
    fn texts(&self) -> &[Source];
    /// In which days begin and lines are written.
    fn zone(&self) -> TimeZone;
    /// All that was read.
    fn content(&self) -> &Content;
    /// Takes in the former records as they are kept now.
    ///
    /// # Errors
    /// When a file that they name cannot be read.
    fn set_posted(&mut self, records: PostedRecords) -> Result<(), Error>;
    /// What rules look at.
    fn facts(&self) -> Facts<'_>;
    /// A notice by its id.
    fn notice(&self, id: &str) -> Option<&Notice>;
    /// Everything that is wrong with the content.
    fn faults(&self) -> Vec<Diagnostic>;
    /// Every notice as it would be shown, with the digests of its files.
    ///
    /// # Errors
    /// When a file cannot be read.
    fn candidates(&mut self) -> Result<Vec<Candidate>, Error>;
    /// A finding of the guard, in words and at its place; `None` for one that is among the faults of the content.
    fn words(&self, finding: &Finding) -> Option<Diagnostic>;
    /// Builds the whole site, as it shows with this log, as a new release.
    ///
    /// # Errors
    /// When it cannot be built.
    fn build(&mut self, log: &PublicationLog, staged: &Staged) -> Result<Build, Error>;
    /// Which pictures out of a cache it may take; a board without one takes none.
    fn believe(&mut self, _: Believed) {}
    /// The log after the publication, for whoever looks at the site next.
    fn set_log(&mut self, log: PublicationLog);
}

/// How a build ended.
#[derive(Debug)]
pub enum Build {
    /// The content has errors; nothing of use lies in the folder.
    Faulty(Vec<Diagnostic>),
    /// The whole site lies in the folder.
    Built {
        /// Pages and files made, pictures and static files not counted.
        pages: usize,
        /// The fingerprint of the theme that made them.
        theme: Digest,
        /// The next moment at which the site would change by the clock alone.
        next_change: Option<DateTime>,
    },
}

/// A site in a folder.
pub struct SiteBoard<'a, P> {
    /// As it was read.
    pub site: Site,
    /// The folder that it was read from.
    pub root: &'a Path,
    /// Told how far a build is.
    pub progress: &'a P,
}

impl<P: Progress> Board for SiteBoard<'_, P> {
    fn log(&self) -> &PublicationLog {
        &self.site.log
    }

    fn calendar(&self) -> &WorkCalendar {
        &self.site.content.calendar
    }

    fn settings(&self) -> &site::Site {
        &self.site.content.site
    }

    fn texts(&self) -> &[Source] {
        self.site.texts()
    }

    fn zone(&self) -> TimeZone {
        zone(&self.site.content.site)
    }

    fn facts(&self) -> Facts<'_> {
        self.site.facts()
    }

    fn notice(&self, id: &str) -> Option<&Notice> {
        self.site.content.notice(id)
    }

    fn content(&self) -> &Content {
        &self.site.content
    }

    fn set_posted(&mut self, records: PostedRecords) -> Result<(), Error> {
        Ok(build::keep_posted(&mut self.site.content, self.root, records).map_err(build::Error::Read)?)
    }

    fn faults(&self) -> Vec<Diagnostic> {
        self.site.check()
    }

    fn candidates(&mut self) -> Result<Vec<Candidate>, Error> {
        self.site.digest_files(self.root).map_err(build::Error::Read)?;
        Ok(candidate::candidates(&self.site.content, &self.site.log, self.site.moment.now.date()))
    }

    fn words(&self, finding: &Finding) -> Option<Diagnostic> {
        check::posting_guard::diagnose(&self.facts(), finding)
    }

    fn build(&mut self, log: &PublicationLog, staged: &Staged) -> Result<Build, Error> {
        let into = Destination::Release { disk: staged.disk, folder: staged.folder, shelf: staged };
        let before = std::mem::replace(&mut self.site.log, log.clone());
        let outcome = build::build_into(&mut self.site, self.root, into, self.progress);
        self.site.log = before;
        match outcome? {
            Outcome::Faulty(faults) => Ok(Build::Faulty(faults)),
            Outcome::Built { pages, next_change, theme, written: _, warnings: _ } => {
                Ok(Build::Built { pages, next_change, theme })
            }
        }
    }

    fn believe(&mut self, believed: Believed) {
        self.site.believed = believed;
    }

    fn set_log(&mut self, log: PublicationLog) {
        self.site.log = log;
    }
}
