//! The story of a publication. Its steps, and what a crash after each of them leaves to the next run:
//!
//! 1. take the locks of target and log; finish or undo what an earlier run was stopped in
//! 2. read the site; hold the log against what the published site carries; check; guard
//! 3. keep the records of what is posted, and of what it takes the place of; build into a fresh release, as it will show with the new events; look whether every open notice is
//!    in it (so far: a folder that nobody sees, removed later; what did not change it shares with the release that is shown)
//! 4. write the pending file: the release, and the lines to add (no switch was made: undone)
//! 5. put `release.json` into the release; switch (the switch was made: the log is completed; it was begun, on a server that
//!    cannot switch at once: it is finished, and then the log)
//! 6. add the lines to the log (the same; a torn line is completed to the byte)
//! 7. remove the pending file (nothing is left to do)
//! 8. remove releases older than the one before

use super::board::{Board, Build};
use super::ending::{Ended, Report};
use super::guarded::guard;
use super::lists_gone::Lists;
use super::made_from::{self, Earlier, MadeFrom};
use super::pending::{self, Pending, Recovered};
use super::refusals::{Given, midnight, page_missing, refusals, theme_changed};
use super::release;
use super::staged::{Both, Fresh, Staged};
use super::store::Keeper;
use super::target::{self, Around, Held, Secret, Target};
use super::trouble::Error;
use super::unaltered::{Before, Finished};
use super::unchanged::believed;
use super::{hidden, rolled_back, shown, store};
use crate::diagnostic::Diagnostic;
use crate::disk::{self, Disk, Lock};
use crate::evidence::anchor::Carried;
use crate::evidence::clock;
use crate::model::candidate::Candidate;
use crate::model::guard::said_signs;
use crate::model::log::event::Event;
use crate::model::log::stamp::Stamp;
use crate::model::log::{PUBLISHED, PublicationLog};
use crate::model::release::{self as carried, Release};
use crate::report;
use jiff::Timestamp;
use std::path::Path;

/// Everything that a publication acts on.
pub struct Stage<'a> {
    /// The site's root.
    pub root: &'a Path,
    /// What the target is found again by, from wherever.
    pub target_name: &'a str,
    /// Where visitors are served from.
    pub target: &'a dyn Target,
    /// For the log and what is pending.
    pub disk: &'a Disk,
    /// For another target that was published to and has to be looked at.
    pub secret: Secret,
    /// Asked at the start, and again before the switch.
    pub clock: &'a dyn Fn() -> Timestamp,
    /// A demonstration is not published without being asked for so.
    pub allow_demo: bool,
    /// Say what would happen, and change nothing.
    pub dry_run: bool,
    /// The site has moved to this target, and was published elsewhere before.
    pub moved: bool,
}

/// Publishes the site that `read` gives; it is read after an interrupted run has been finished.
///
/// # Errors
/// When the world refuses; visitors get what they got before.
pub fn tell<B: Board>(stage: &Stage, read: impl FnOnce() -> Result<B, Error>) -> Result<(B, Ended), Error> {
    let _locks = stage.lock()?;
    let recovered = stage.recover()?;
    let mut board = read()?;
    let at = stage.now(&board);
    let shown = stage.shown()?;
    let clock = match clock::hold(board.log(), at, board.settings()) {
        Ok(clock) => clock,
        // on a wrong day, whatever else is found would only follow from that
        Err(behind) => return Ok((board, Ended::Refused(vec![behind]))),
    };
    let bare = shown.is_none() && stage.target.was_used()?;
    let given = Given { allow_demo: stage.allow_demo, moved: stage.moved, bare };
    let forged = rolled_back::forged(stage.root, &board, recovered, shown.as_ref(), stage.moved)?;
    let mut faults = refusals(given, &board, recovered, shown.as_ref(), forged);
    let candidates = board.candidates()?;
    let guarded = guard(&board, &candidates, at, &mut faults);
    let events = clock.into_iter().chain(guarded).collect();
    report::sort(&mut faults, board.texts());
    if faults.iter().any(Diagnostic::is_error) {
        return Ok((board, Ended::Refused(faults)));
    }
    let name = release::name(board.log(), at);
    let fresh = stage.fresh(&name)?;
    let work = Work { stage, name: &name, fresh: &fresh, candidates: &candidates, at, shown };
    let ended = work.publish(&mut board, Report { recovered, events, warnings: faults, ..Report::default() });
    Ok((board, ended?))
}

/// Held for one publication; the log is let go first.
struct Locks<'a> {
    _log: Lock,
    _target: Box<dyn Held + 'a>,
}

impl Stage<'_> {
    /// A dry run takes no lock, since a lock is a file, and looks whether it could.
    fn lock(&self) -> Result<Option<Locks<'_>>, Error> {
        self.target.admit()?;
        if self.dry_run {
            self.target.probe()?;
            pending::probe(self.root)?;
            return Ok(None);
        }
        let target = self.target.lock()?;
        Ok(Some(Locks { _log: pending::lock(self.root, self.disk)?, _target: target }))
    }

    fn recover(&self) -> Result<Option<Recovered>, Error> {
        // a log that cannot be added to would be found out only after the switch
        pending::read_log(self.root)?;
        let Some(pending) = Pending::read(self.root)? else { return Ok(None) };
        if self.dry_run {
            return Ok(Some(Recovered::Waiting));
        }
        if pending.target == self.target_name {
            return Ok(Some(pending.recover(self.root, self.target, true, self.disk)?));
        }
        let now = (self.clock)();
        let around = Around { disk: self.disk, root: self.root, secret: self.secret, now, progress: &|_| {} };
        let elsewhere = target::named(&pending.target, around)?;
        Ok(Some(pending.recover(self.root, &*elsewhere, false, self.disk)?))
    }

    /// What visitors get of the log's anchor now.
    fn shown(&self) -> Result<Option<Carried>, Error> {
        let Some(release) = self.target.file(carried::NAME)? else { return Ok(None) };
        Ok(Some(Carried::new(release, self.target.file(PUBLISHED)?)))
    }

    fn fresh(&self, name: &str) -> Result<Fresh, Error> {
        Ok(match self.dry_run {
            true => Fresh::Scratch(disk::scratch()?),
            false => Fresh::Staged(self.target.stage(name)?),
        })
    }

    fn keeper(&self) -> Keeper<'_> {
        Keeper { root: self.root, target: self.target, disk: self.disk, dry_run: self.dry_run }
    }

    fn now(&self, board: &impl Board) -> Stamp {
        Stamp::new(&(self.clock)().to_zoned(board.zone()))
    }
}

/// One release in the making.
struct Work<'a> {
    stage: &'a Stage<'a>,
    name: &'a str,
    fresh: &'a Fresh,
    candidates: &'a [Candidate],
    at: Stamp,
    /// What visitors get now.
    shown: Option<Carried>,
}

/// What became of a release before anybody saw it.
enum Ready {
    Refused(Vec<Diagnostic>),
    /// It is what visitors get already, or this is a dry run.
    Nothing(Report),
    Whole(Report, Box<Switch>),
}

/// What is switched to.
struct Switch {
    /// The log before.
    base: PublicationLog,
    after: PublicationLog,
    /// The bytes of its `release.json`.
    release: Vec<u8>,
    /// For the next publication.
    made_from: MadeFrom,
}

impl Work<'_> {
    fn publish(&self, board: &mut impl Board, report: Report) -> Result<Ended, Error> {
        let ready = match self.prepare(board, report) {
            Ok(ready) => ready,
            Err(error) => {
                // a full disk would stay full; what cannot be removed now is removed later
                let _ = self.discard();
                return Err(error);
            }
        };
        match ready {
            Ready::Refused(faults) => {
                self.discard()?;
                Ok(Ended::Refused(faults))
            }
            Ready::Nothing(report) => {
                self.discard()?;
                Ok(Ended::Done(report))
            }
            Ready::Whole(mut report, switch) => {
                self.go_live(&switch)?;
                made_from::keep(self.stage.root, &switch.release, &switch.made_from);
                board.set_log(switch.after);
                report.left_over = self.stage.target.prune().err();
                report.release = Some(self.name.to_owned());
                report.traffic = self.stage.target.traffic().map(Box::new);
                Ok(Ended::Done(report))
            }
        }
    }

    /// Step 3.
    fn prepare(&self, board: &mut impl Board, mut report: Report) -> Result<Ready, Error> {
        let (stage, at) = (self.stage, self.at);
        let base = board.log().clone();
        let told = base.extended(at, &report.events);
        let store = store::fill(stage.keeper(), &base, &told, board.content())?;
        board.set_posted(store.records)?;
        board.believe(believed(board.content(), &base, self.candidates, self.shown.as_ref()));
        let earlier = Earlier::of(stage.root, &base, self.shown.as_ref());
        let staged = Staged::new(self.fresh, stage.disk, stage.target.up()?, earlier);
        let fingerprint;
        match board.build(&told, &staged)? {
            Build::Faulty(faults) => return Ok(Ready::Refused(faults)),
            Build::Built { pages, next_change, theme } => {
                (report.pages, report.next_change) = (pages, next_change);
                fingerprint = theme;
            }
        }
        let Both { fresh: prints, shown: up, made_from } = staged.prints()?;
        report.tally = shown::tally(up.as_ref(), &prints);
        if stage.dry_run {
            stage.target.has_room(report.tally.bytes)?;
        }
        let notices = match release::pages(&prints, &told, self.candidates, at.date()) {
            Ok(notices) => notices,
            Err(id) => return Ok(Ready::Refused(vec![page_missing(board, &id)])),
        };
        let before = Before::of(self.shown.as_ref(), &base, fingerprint);
        let finished = Finished { folder: self.fresh.folder(), notices: &notices, before };
        let found = hidden::of(board, &told, at.date(), &finished);
        let mut unseen = hidden::diagnose(board, &found);
        unseen.extend(shown::swapped(board, &prints));
        unseen.extend(shown::vanished(&told, self.shown.as_ref(), &prints, &store.found));
        unseen.extend(self.lists(&base, &told).gone(board, &prints)?);
        if !unseen.is_empty() {
            return Ok(Ready::Refused(unseen));
        }
        report.theme_changed = shown::is_another(&base, fingerprint);
        report.warnings.extend(report.theme_changed.then(|| theme_changed(board)));
        report.mended = shown::mended(self.shown.as_ref(), up.as_ref());
        let behind = rolled_back::behind(&base, self.shown.as_ref());
        let signs = said_signs(&base, board.content());
        report.differs = !report.events.is_empty()
            || behind.is_some()
            || signs.is_some()
            || shown::differ(up.as_ref(), &prints, self.shown.as_ref(), &told);
        if stage.dry_run || !report.differs {
            return Ok(Ready::Nothing(report));
        }
        let moved = self.shown.is_none() && base.last_release().is_some();
        let theme = Some(fingerprint);
        let release = Release { moved, theme, behind, signs, ..release::of(&told, at, prints, notices) };
        let bytes = release.bytes();
        stage.target.settle(self.name)?;
        if stage.now(board).date() != at.date() {
            return Ok(Ready::Refused(vec![midnight(board)]));
        }
        report.events.push(Event::Released(release.event(&bytes)));
        let after = base.extended(at, &report.events);
        Ok(Ready::Whole(report, Box::new(Switch { base, after, release: bytes, made_from })))
    }

    fn lists<'l>(&'l self, base: &'l PublicationLog, told: &'l PublicationLog) -> Lists<'l> {
        let (shown, today) = (self.shown.as_ref(), self.at.date());
        Lists { target: self.stage.target, shown, base, told, today }
    }

    /// Steps 4 to 7.
    fn go_live(&self, switch: &Switch) -> Result<(), Error> {
        let Stage { root, target, disk, target_name, .. } = self.stage;
        let pending = Pending::of(&switch.base, &switch.after, target_name, Some(self.name));
        pending.carry_out(root, disk, || {
            // whoever finds it without a pending file knows that it was shown
            disk.make_file(&self.fresh.folder().join(carried::NAME), &switch.release, false)?;
            target.settle(self.name)?;
            Ok(target.switch(self.name)?)
        })
    }

    fn discard(&self) -> Result<(), Error> {
        if self.stage.dry_run { Ok(()) } else { Ok(self.stage.target.discard(self.name)?) }
    }
}
