//! What was made of pictures, kept so that an unchanged picture costs nothing.
//!
//! Lies under `.zhangbang/pictures/` beside the content, out of the reach of git, and may be deleted at any
//! time. An entry is named by the hash of what it was made from and how, and opens with the hash of its own
//! bytes: a damaged one is as good as none. A second kind of entry remembers what content a file had, by its
//! path, size and time, so that unchanged files are not even read.

use super::{Want, shape};
use crate::disk::{self, Disk, Found, Stamp, Trouble};
use crate::memory;
use crate::model::picture::{Format, PictureFault};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;
use xxhash_rust::xxh3::xxh3_128;

/// Changes whenever pictures are made in another way.
const MAKE: &str = "3";

/// A file changed within this time of being looked at could change again unseen.
const SETTLED: Duration = Duration::from_secs(2);

/// Why there is no picture.
#[derive(Debug)]
pub enum Failure {
    /// The picture is at fault.
    Fault(PictureFault),
    /// The disk is.
    World(Trouble),
}

/// The pictures of one site, kept by what they were made from.
pub struct Cache {
    disk: Disk,
    folder: PathBuf,
    counter: AtomicU64,
}

impl Cache {
    /// The cache of the site under `root`; makes nothing yet.
    pub fn of(root: &Path) -> Cache {
        Cache { disk: Disk::new(), folder: root.join(".zhangbang/pictures"), counter: AtomicU64::new(0) }
    }

    /// The picture in `file` as wanted, made now or before, for which `cost` bytes are taken; `read` gives the
    /// file's bytes. What was made before is given where `believed` says so of it.
    ///
    /// # Errors
    /// When the file cannot be read or is no picture. A cache that cannot be written is no error.
    pub fn picture(
        &self,
        file: &Path,
        want: Want,
        cost: u64,
        read: impl FnOnce() -> Result<Vec<u8>, Trouble>,
        believed: impl Fn(&[u8]) -> bool,
    ) -> Result<Vec<u8>, Failure> {
        let about = disk::weigh(file).map_err(Failure::World)?;
        let seen = seen_key(file, about);
        let known = seen.as_ref().and_then(|seen| self.get(seen));
        let before = |key: &str| self.get(key).filter(|made| believed(made));
        if let Some(made) = known.and_then(|content| before(&made_key(&content, want))) {
            return Ok(made);
        }
        let _held = memory::hold(cost);
        let bytes = read().map_err(Failure::World)?;
        let content = xxh3_128(&bytes).to_be_bytes();
        let key = made_key(&content, want);
        let made = match before(&key) {
            Some(made) => made,
            None => {
                let made = shape(&bytes, want).map_err(Failure::Fault)?;
                self.put(&key, &made);
                made
            }
        };
        if let Some(seen) = seen.filter(|_| self.is_settled(about)) {
            self.put(&seen, &content);
        }
        Ok(made)
    }

    fn get(&self, key: &str) -> Option<Vec<u8>> {
        // the folder may have come along with somebody's content: what is no plain file of ours is none
        let mut bytes = disk::own(&self.folder.join(key)).ok()??;
        let payload = bytes.split_off_checked(16)?;
        (bytes == xxh3_128(&payload).to_be_bytes()).then_some(payload)
    }

    /// Whole or not at all. Failing costs the next build some time, nothing else.
    fn put(&self, key: &str, payload: &[u8]) {
        let _ = self.try_put(key, payload);
    }

    fn try_put(&self, key: &str, payload: &[u8]) -> Result<(), Trouble> {
        if disk::look(&self.folder)? != Found::Folder {
            // never through a link that came along with somebody's content
            self.folder.parent().map_or(Ok(()), |above| self.disk.own_folder(above))?;
            self.disk.own_folder(&self.folder)?;
            let _ = self.disk.make_file(&self.folder.join(".gitignore"), b"*\n", false);
        }
        let half = self.half();
        let bytes = [&xxh3_128(payload).to_be_bytes(), payload].concat();
        self.disk.make_file(&half, &bytes, false)?;
        let placed = self.disk.rename(&half, &self.folder.join(key));
        if placed.is_err() {
            let _ = self.disk.remove_file(&half);
        }
        placed
    }

    /// A name that no other thread or process writes to.
    fn half(&self) -> PathBuf {
        let number = self.counter.fetch_add(1, Relaxed);
        self.folder.join(format!("{}-{number}.half", std::process::id()))
    }

    /// By the file system's own clock: a mark written now is later than the picture's last change.
    fn is_settled(&self, about: Stamp) -> bool {
        let mark = self.half();
        let made = self.disk.make_file(&mark, b"", false);
        let _ = self.disk.remove_file(&mark);
        let age = |now: Stamp| u128::try_from(now.modified.saturating_sub(about.modified)).ok();
        about.modified != 0 && made.ok().and_then(age).is_some_and(|age| age > SETTLED.as_nanos())
    }
}

fn made_key(content: &[u8], want: Want) -> String {
    let format = match want.format {
        Format::Jpeg => "jpeg",
        Format::Png => "png",
    };
    let mut seed = format!("{MAKE} {} {} {format} ", want.width, want.height).into_bytes();
    seed.extend(content);
    format!("{:032x}", xxh3_128(&seed))
}

/// `None` for a file without a time, or of before 1970: nothing would tell that it changed.
fn seen_key(file: &Path, about: Stamp) -> Option<String> {
    let changed = u64::try_from(about.modified).ok().filter(|&changed| changed != 0)?;
    let seed = format!("seen {} {} {changed}", file.display(), about.size);
    Some(format!("{:032x}", xxh3_128(seed.as_bytes())))
}

/// As [`Vec::split_off`], for what may be too short.
trait SplitOff {
    fn split_off_checked(&mut self, at: usize) -> Option<Vec<u8>>;
}

impl SplitOff for Vec<u8> {
    fn split_off_checked(&mut self, at: usize) -> Option<Vec<u8>> {
        (self.len() >= at).then(|| self.split_off(at))
    }
}
