//! A target on a server that cannot switch a whole tree: files are replaced one by one, in an order in which no reader ever
//! misses an open notice (see [`super::order`]). What visitors get is what `release.json` there says.
//!
//! Before the first file that somebody could see, the server is told which paths are in doubt from then on ([`Standing`]);
//! then files, pages, lists and the log travel, all of them are read back and compared, and `release.json` comes last. A run that is
//! stopped anywhere is gone on from. Only what differs from the release that is shown travels.

use super::around::{Around, Sending};
use super::crew::Crew;
use super::lease::{Lease, mark};
use super::order::{Turn, cache_control};
use super::promise::{Held, Target};
use super::remote::{Asked, Cause, Remote};
use super::standing::{self, Standing};
use super::store::{Store, Traffic};
use super::tenure::Tenure;
use super::trouble::{Refusal, Trouble};
use super::up::Up;
use super::way::Way;
use super::workshop::Workshop;
use crate::disk;
use crate::model::digest::Digest;
use crate::model::release::{FilePrint, NAME, Prints, Release};
use std::collections::{BTreeSet, HashSet};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

/// After so many it is noted how far we are.
const NOTED: usize = 64;
/// By what an earlier run held the target.
const MARK: &str = "holder";

/// A target that is shown file by file.
pub(super) struct InPlace<'d, S> {
    store: S,
    workshop: Workshop<'d>,
    around: Around<'d>,
    lease: Mutex<Option<Lease>>,
    /// The bytes of `release.json` there, once they were asked for.
    shown: Mutex<Option<Option<Vec<u8>>>>,
    /// Files of open notices that are not as they were brought there.
    altered: Mutex<BTreeSet<String>>,
    crew: Crew,
}

impl<'d, S: Store> InPlace<'d, S> {
    /// A target on a server; asks nothing yet.
    pub(super) fn new(store: S, workshop: Workshop<'d>, around: Around<'d>) -> InPlace<'d, S> {
        let (lease, shown, altered) = (Mutex::default(), Mutex::default(), Mutex::default());
        InPlace { store, workshop, around, lease, shown, altered, crew: Crew::new() }
    }

    /// The bytes of `release.json` there.
    fn release(&self) -> Result<Option<Vec<u8>>, Trouble> {
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = &*shown {
            return Ok(known.clone());
        }
        let read = self.store.read(NAME)?;
        *shown = Some(read.clone());
        Ok(read)
    }

    fn forget(&self) {
        *self.shown.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn standing(&self) -> Result<Option<Standing>, Trouble> {
        Ok(self.store.read(standing::PATH)?.map(|bytes| Standing::read(&bytes)))
    }

    /// What visitors get: the release that is shown, with its digest.
    fn told(&self) -> Result<Option<(Digest, Prints)>, Trouble> {
        let Some(bytes) = self.release()? else { return Ok(None) };
        let contents = Release::read(&bytes).map(|release| release.contents).unwrap_or_default();
        Ok(Some((Digest::of(&bytes), contents)))
    }

    /// A staged release and what of it has to travel; `None` before it says what it is.
    fn way(&self, name: &str) -> Result<Option<Way>, Trouble> {
        let Some(bytes) = self.workshop.release(name)? else { return Ok(None) };
        let standing = self.standing()?.unwrap_or_default();
        let altered = self.altered.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(Way::new(name, bytes, self.told()?, standing, &altered))
    }

    /// Brings the files of one turn there.
    fn send(&self, way: &Way, wanted: &[Turn]) -> Result<(), Trouble> {
        let sent: HashSet<String> = self.workshop.was_sent(&way.name).into_iter().collect();
        let paths = way.paths(wanted).into_iter();
        let left: Vec<&str> = paths.filter(|path| !sent.contains(*path)).collect();
        (self.around.progress)(Sending::Files(left.len()));
        for some in left.chunks(NOTED) {
            self.hold(false)?;
            self.crew.each(some, |path| self.bring(way, path))?;
            self.workshop.note_sent(&way.name, some)?;
        }
        Ok(())
    }

    fn bring(&self, way: &Way, path: &str) -> Result<(), Trouble> {
        let print = way.print(path)?;
        let file = self.workshop.folder(&way.name).join(path);
        let bytes = disk::read(&file)?;
        if Digest::of(&bytes) != print.sha256 {
            return Err(disk::Trouble::changed(file).into());
        }
        self.store.write(path, &bytes, cache_control(path, print))?;
        (self.around.progress)(Sending::Sent);
        Ok(())
    }

    /// Everything that travelled is read back; what came out otherwise is brought once more.
    fn compare(&self, way: &Way) -> Result<(), Trouble> {
        let paths = way.paths(&[Turn::Files, Turn::Notices, Turn::NewLists, Turn::Lists]);
        (self.around.progress)(Sending::Files(paths.len()));
        for some in paths.chunks(NOTED) {
            self.hold(false)?;
            self.crew.each(some, |path| self.stands(way, path))?;
        }
        Ok(())
    }

    fn stands(&self, way: &Way, path: &str) -> Result<(), Trouble> {
        let print = way.print(path)?;
        let is_same = |bytes: Vec<u8>| Digest::of(&bytes) == print.sha256;
        let stands = || Ok::<_, Trouble>(self.store.read(path)?.is_some_and(is_same));
        if !stands()? {
            self.bring(way, path)?;
            if !stands()? {
                return Err(Remote::new(Asked::Write, path, Cause::Differs).into());
            }
        }
        (self.around.progress)(Sending::Sent);
        Ok(())
    }

    /// Nothing is written by whoever lost the target.
    fn hold(&self, now: bool) -> Result<(), Trouble> {
        match &*self.lease.lock().unwrap_or_else(PoisonError::into_inner) {
            Some(lease) => lease.hold(&self.store, self.store.name(), now),
            None => Ok(()),
        }
    }

    fn let_go(&self) {
        if let Some(lease) = self.lease.lock().unwrap_or_else(PoisonError::into_inner).take() {
            lease.release(&self.store);
        }
    }

    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Trouble> {
        self.store.write(path, bytes, "no-cache")?;
        match self.store.read(path)?.as_deref() == Some(bytes) {
            true => Ok(()),
            false => Err(Remote::new(Asked::Show, path, Cause::Differs).into()),
        }
    }

    /// What visitors get of open notices is not believed: it is read.
    fn read_open(&self, release: &Release, prints: &mut Prints) -> Result<(), Trouble> {
        let mut paths: Vec<&str> = release.open_files().collect();
        paths.push("index.html");
        let found = Mutex::new(prints);
        self.crew.each(&paths, |path| {
            let bytes = self.store.read(path)?;
            let print = |bytes: Vec<u8>| FilePrint { sha256: Digest::of(&bytes), size: bytes.len() as u64 };
            let mut found = found.lock().unwrap_or_else(PoisonError::into_inner);
            let before = match bytes.map(print) {
                Some(print) => found.insert(path.to_owned(), print).filter(|before| *before == print),
                None => found.remove(path).and(None),
            };
            if before.is_none() {
                self.altered.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned());
            }
            Ok(())
        })
    }
}

impl<S: Store> Target for InPlace<'_, S> {
    fn admit(&self) -> Result<(), Trouble> {
        if self.was_used()? || !self.store.is_occupied()? {
            return Ok(());
        }
        Err(Trouble::Refused { path: PathBuf::from(self.store.name()), refusal: Refusal::Occupied })
    }

    fn probe(&self) -> Result<(), Trouble> {
        match Lease::is_taken(&self.store, self.workshop.noted(MARK).as_deref())? {
            true => Err(Trouble::Busy(PathBuf::from(self.store.name()))),
            false => Ok(()),
        }
    }

    /// Servers do not tell.
    fn has_room(&self, _: u64) -> Result<(), Trouble> {
        Ok(())
    }

    fn lock(&self) -> Result<Box<dyn Held + '_>, Trouble> {
        let workshop = self.workshop.lock()?;
        let (earlier, mark) = (self.workshop.noted(MARK), mark());
        // noted first: should this run die, the next one knows that the lease was its own
        if !Lease::is_taken(&self.store, earlier.as_deref())? {
            self.workshop.note(MARK, &mark)?;
        }
        let lease = Lease::take(&self.store, self.store.name(), mark, earlier.as_deref())?;
        *self.lease.lock().unwrap_or_else(PoisonError::into_inner) = Some(lease);
        self.forget();
        Ok(Box::new(Tenure::new(workshop, || self.let_go())))
    }

    fn shows(&self, _: &str, release: Option<Digest>) -> Result<bool, Trouble> {
        let shown = self.release()?.map(|bytes| Digest::of(&bytes));
        Ok(shown.is_some() && shown == release)
    }

    fn resume(&self, name: &str, release: Digest) -> Result<bool, Trouble> {
        let begun = self.standing()?.is_some_and(|standing| standing.release == Some(release));
        let staged = self.workshop.release(name)?.is_some_and(|bytes| Digest::of(&bytes) == release);
        if !begun || !staged {
            return Ok(false);
        }
        self.settle(name)?;
        self.switch(name)?;
        Ok(true)
    }

    fn was_used(&self) -> Result<bool, Trouble> {
        Ok(self.release()?.is_some() || self.standing()?.is_some())
    }

    fn file(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        if path == NAME { self.release() } else { self.store.read(path) }
    }

    fn up(&self) -> Result<Option<Up>, Trouble> {
        let Some(bytes) = self.release()? else { return Ok(None) };
        let copies = self.workshop.copies(&bytes)?;
        let Some(release) = Release::read(&bytes) else {
            return Ok(Some(Up::There { prints: Prints::new(), copies }));
        };
        let standing = self.standing()?.unwrap_or_default();
        let mut prints = release.contents.clone();
        prints.retain(|path, _| !standing.doubted(Some(Digest::of(&bytes))).contains(path));
        self.read_open(&release, &mut prints)?;
        Ok(Some(Up::There { prints, copies }))
    }

    fn stage(&self, name: &str) -> Result<PathBuf, Trouble> {
        self.workshop.stage(name)
    }

    /// What nobody has the address of yet travels first; before the release says what it is, nothing does.
    fn settle(&self, name: &str) -> Result<(), Trouble> {
        self.workshop.settle(name)?;
        let Some(way) = self.way(name)? else { return Ok(()) };
        self.hold(true)?;
        self.put(standing::PATH, &way.standing.bytes())?;
        self.send(&way, &[Turn::Files])
    }

    fn switch(&self, name: &str) -> Result<(), Trouble> {
        let Some(way) = self.way(name)? else {
            return Err(Remote::new(Asked::Show, name, Cause::Differs).into());
        };
        for turn in [Turn::Notices, Turn::NewLists, Turn::Lists] {
            self.send(&way, &[turn])?;
        }
        self.compare(&way)?;
        self.hold(true)?;
        self.send(&way, &[Turn::Log])?;
        self.put(NAME, &way.bytes)?;
        self.forget();
        Ok(())
    }

    fn discard(&self, name: &str) -> Result<(), Trouble> {
        self.workshop.discard(name)
    }

    fn prune(&self) -> Result<(), Trouble> {
        let (Some(bytes), Some(standing)) = (self.release()?, self.standing()?) else { return Ok(()) };
        let contents = Release::read(&bytes).map(|release| release.contents).unwrap_or_default();
        self.hold(true)?;
        let due: Vec<&str> = standing.removable(&contents).collect();
        self.crew.each(&due, |path| self.store.remove(path))?;
        self.put(standing::PATH, &standing.arrived().bytes())?;
        self.workshop.keep(&bytes)
    }

    fn traffic(&self) -> Option<Traffic> {
        Some(self.store.traffic())
    }
}
