//! Tells which paths may have changed.
//!
//! A finished write or a rename is told at once; one that has only begun, and a file that went away, a
//! moment later, since editors write in several steps and put a new file in an old one's place. Paths are
//! hints: whoever is told looks for itself. New folders are looked at again, because files may land in one
//! before it is watched.

use super::message::Message;
use crate::disk::{self, Stamp};
use crate::read;
use notify::event::{AccessKind, AccessMode, CreateKind, EventKind, ModifyKind, RenameMode};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// The folders that hold a site.
const TOPS: [&str; 2] = ["content", "themes"];
/// How long to wait for anything at all, before looking whether it is time to stop.
const LONGEST_WAIT: Duration = Duration::from_millis(500);
/// A write has begun; its end is usually told within this time.
const BEGUN: Duration = Duration::from_millis(20);
/// A file is gone; editors put a new one in its place within this time.
const GONE: Duration = Duration::from_millis(30);
/// A new folder is looked at again after these times.
const FOLDER_AGAIN: [Duration; 2] = [Duration::from_millis(80), Duration::from_millis(600)];
/// How often to look when nobody tells.
const POLL: Duration = Duration::from_millis(1000);
/// A file written so recently may be written again without its stamp showing it.
const YOUNG: Duration = Duration::from_secs(3);

/// Watches until dropped.
pub(super) struct Watching {
    _stop: Sender<()>,
}

/// Watches a site; looks every second when asked to, or when nobody can tell.
pub(super) fn start(root: &Path, poll: bool, inbox: Sender<Message>) -> Watching {
    let (stop, stopped) = mpsc::channel();
    let told = if poll { None } else { Some(Pending::watch(root)) };
    match told {
        Some(Ok((pending, events))) => {
            thread::spawn(move || pending.run(&events, &stopped, &inbox));
        }
        failed => {
            if let Some(Err(error)) = failed {
                let _ = inbox.send(Message::Trouble(format!("{error} (--poll)")));
            }
            let root = root.to_owned();
            thread::spawn(move || look(&root, &stopped, &inbox));
        }
    }
    Watching { _stop: stop }
}

fn is_over(stopped: &Receiver<()>) -> bool {
    matches!(stopped.try_recv(), Err(mpsc::TryRecvError::Disconnected))
}

type Events = Receiver<notify::Result<Event>>;

/// Paths that wait to be told.
struct Pending {
    root: PathBuf,
    watcher: RecommendedWatcher,
    due: BTreeMap<String, Instant>,
    /// New folders, to be looked at again.
    again: BTreeSet<(Instant, String)>,
}

#[expect(clippy::disallowed_methods, reason = "waits by the clock")]
fn now() -> Instant {
    Instant::now()
}

impl Pending {
    fn watch(root: &Path) -> notify::Result<(Pending, Events)> {
        let root = disk::real(root).map_err(|_| notify::Error::path_not_found().add_path(root.to_owned()))?;
        let (tell, events) = mpsc::channel();
        let config = notify::Config::default().with_follow_symlinks(false);
        let mut watcher = RecommendedWatcher::new(tell, config)?;
        // the root shows when content/ or themes/ comes, goes, or is put in another's place
        watcher.watch(&root, RecursiveMode::NonRecursive)?;
        for top in TOPS.iter().map(|top| root.join(top)).filter(|top| disk::is_folder(top)) {
            watcher.watch(&top, RecursiveMode::Recursive)?;
        }
        Ok((Pending { root, watcher, due: BTreeMap::new(), again: BTreeSet::new() }, events))
    }

    fn run(mut self, events: &Events, stopped: &Receiver<()>, inbox: &Sender<Message>) {
        loop {
            let next = match events.recv_timeout(self.wait()) {
                Ok(event) => Some(event),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return,
            };
            next.into_iter().chain(events.try_iter()).for_each(|event| self.note(event));
            let paths = self.take_due();
            let is_heard = paths.is_empty() || inbox.send(Message::Changed(paths)).is_ok();
            if !is_heard || is_over(stopped) {
                return;
            }
        }
    }

    fn wait(&self) -> Duration {
        let first = self.due.values().chain(self.again.first().map(|(at, _)| at)).min();
        let wait = first.map_or(LONGEST_WAIT, |at| at.saturating_duration_since(now()));
        wait.min(LONGEST_WAIT)
    }

    fn take_due(&mut self) -> Vec<String> {
        let now = now();
        let mut paths: Vec<String> =
            self.due.extract_if(.., |_, at| *at <= now).map(|(path, _)| path).collect();
        while let Some((at, _)) = self.again.first()
            && *at <= now
        {
            paths.extend(self.again.pop_first().map(|(_, path)| path));
        }
        paths
    }

    fn note(&mut self, event: notify::Result<Event>) {
        let now = now();
        match event {
            Ok(event) if !event.need_rescan() => {
                for path in &event.paths {
                    if let (Some(path), Some(patience)) = (self.relative(path), patience(event.kind)) {
                        self.wait_for(path, now, patience);
                    }
                }
            }
            // events were lost: look at everything, and watch folders that came meanwhile
            _ => {
                self.watch_tops();
                self.due.insert(String::new(), now);
            }
        }
    }

    fn watch_tops(&mut self) {
        for top in TOPS.iter().map(|top| self.root.join(top)).filter(|top| disk::is_folder(top)) {
            // trouble with one shows when it is looked at
            let _ = self.watcher.watch(&top, RecursiveMode::Recursive);
        }
    }

    fn wait_for(&mut self, path: String, now: Instant, patience: Duration) {
        let full = self.root.join(&path);
        if patience < GONE && disk::is_folder(&full) {
            self.again.extend(FOLDER_AGAIN.map(|later| (now + later, path.clone())));
            if TOPS.contains(&path.as_str()) {
                // trouble with it shows when the folder is looked at
                let _ = self.watcher.watch(&full, RecursiveMode::Recursive);
            }
        }
        let at = self.due.entry(path).or_insert(now + patience);
        *at = (*at).min(now + patience);
    }

    /// Relative to the root with `/`, when it can hold anything of the site's.
    fn relative(&self, path: &Path) -> Option<String> {
        let parts = path.strip_prefix(&self.root).ok()?.components();
        let path = parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        read::is_ours(&path).then_some(path)
    }
}

/// How long to wait for what belongs to an event; `None` for one that changes nothing.
fn patience(kind: EventKind) -> Option<Duration> {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write))
        | EventKind::Create(CreateKind::Folder)
        | EventKind::Modify(ModifyKind::Name(RenameMode::To | RenameMode::Both)) => Some(Duration::ZERO),
        EventKind::Access(_) => None,
        EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)) => Some(GONE),
        _ => Some(BEGUN),
    }
}

/// Looks by itself.
fn look(root: &Path, stopped: &Receiver<()>, inbox: &Sender<Message>) {
    let mut before: BTreeMap<String, Stamp> = BTreeMap::new();
    let mut is_first = true;
    while matches!(
        stopped.recv_timeout(if is_first { Duration::ZERO } else { POLL }),
        Err(RecvTimeoutError::Timeout)
    ) {
        // a folder that goes away in the middle of the walk is there again, or gone, the next time
        let Ok(found) = read::stamps(root, "") else { continue };
        let now: BTreeMap<String, Stamp> = found.into_iter().collect();
        let changed =
            now.iter().filter(|(path, stamp)| before.get(*path) != Some(stamp) || is_young(path, stamp));
        let gone = before.keys().filter(|path| !now.contains_key(*path));
        let paths: Vec<String> = changed.map(|(path, _)| path).chain(gone).cloned().collect();
        if !is_first && !paths.is_empty() && inbox.send(Message::Changed(paths)).is_err() {
            return;
        }
        (before, is_first) = (now, false);
    }
}

fn is_young(path: &str, stamp: &Stamp) -> bool {
    #[expect(clippy::disallowed_methods, reason = "files carry the time of day")]
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
    let age = now.checked_sub(stamp.modified.unsigned_abs().into());
    [".md", ".yaml", ".html"].iter().any(|ending| path.ends_with(ending))
        && age.is_some_and(|age| age < YOUNG.as_nanos())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serve::workspace::Workspace;
    use notify::event::Flag;
    use std::fs;

    #[test]
    fn lost_events_make_it_look_at_everything() {
        let folder = tempfile::tempdir().unwrap();
        let pages = folder.path().join("content/pages");
        fs::create_dir_all(&pages).unwrap();
        for name in ["kept", "changed", "gone"] {
            fs::write(pages.join(format!("{name}.md")), "---\ntitle: 甲\n---\n").unwrap();
        }
        let (mut pending, _events) = Pending::watch(folder.path()).unwrap();
        let mut workspace = Workspace::open(folder.path().to_owned()).unwrap();
        fs::write(pages.join("changed.md"), "---\ntitle: 乙\n---\n").unwrap();
        fs::remove_file(pages.join("gone.md")).unwrap();
        fs::create_dir(pages.join("new")).unwrap();
        fs::write(pages.join("new/page.md"), "---\ntitle: 丙\n---\n").unwrap();
        let lost = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        for event in [Ok(lost), Err(notify::Error::generic("lost"))] {
            pending.note(event);
            assert_eq!(pending.take_due(), [""]);
        }
        let looked = workspace.look(&[String::new()]);
        let files = ["changed.md", "gone.md", "new/page.md"].map(|name| format!("content/pages/{name}"));
        assert_eq!(looked.files.into_iter().collect::<Vec<_>>(), files);
    }

    #[test]
    fn folders_whose_coming_was_lost_are_watched_afterwards() {
        let folder = tempfile::tempdir().unwrap();
        let (mut pending, events) = Pending::watch(folder.path()).unwrap();
        // nobody was told of this folder
        fs::create_dir_all(folder.path().join("content/pages")).unwrap();
        std::thread::sleep(Duration::from_millis(50));
        events.try_iter().for_each(drop);
        pending.note(Err(notify::Error::generic("lost")));
        fs::write(folder.path().join("content/pages/p.md"), "x").unwrap();
        let page = |event: &Event| event.paths.iter().any(|path| path.ends_with("content/pages/p.md"));
        while !page(&events.recv_timeout(Duration::from_secs(5)).unwrap().unwrap()) {}
    }
}
