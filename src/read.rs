//! The door in: walks the site's folders, reads, decodes. Knows nothing of what a text means.
//!
//! Every walk error is trouble with the world and stops; a file that cannot be taken (encoding, size, a
//! link out of the tree, a pipe) is listed as refused, with the rest read all the same. What may be read at
//! all, and how it is opened, is [`crate::disk`]'s.

mod decode;
mod encode;
mod foreign;
mod limits;
mod load;
mod misnamed;
mod ours;
mod packed;
mod part;
mod pdf;
mod posted;
mod refusal;
mod sheet;
pub mod word;
mod words;

use crate::disk::{self, Found as Stands, Stamp, Trouble};
use crate::model::content::ASSET_LIMIT;
use crate::source::Source;
use load::{Found, describe, is_text, load, load_text};
use ours::{is_walked, relative};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

pub use decode::{decode, legible};
pub use encode::rewritten;
pub use foreign::{Foreign, foreign, shown};
pub use limits::TEXT_LIMIT;
pub use load::{AssetFile, Sources, is_attached_sheet};
pub use misnamed::Meant;
pub use ours::{is_ours, is_sheet};
pub use part::{Part, Words};
pub use posted::{Lies, posted};
pub use refusal::{Refusal, SheetFault};
pub use sheet::{MARK, Shown};
pub use words::words;

/// Reads every source under `root`.
///
/// # Errors
/// When a folder or file cannot be read; the error names its path.
pub fn read(root: &Path) -> Result<Sources, Trouble> {
    let mut found = Vec::new();
    for top in ["content", "themes"] {
        let folder = root.join(top);
        if disk::look_through(&folder)? != Stands::Nothing {
            walk(root, &folder, &mut found)?;
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    load(found)
}

/// Whether something written to a place would lie among what the site under `root` is made from, or around it.
///
/// # Errors
/// When the system does not tell where the two are.
pub fn is_among_sources(root: &Path, place: &Path) -> Result<bool, Trouble> {
    const TAKEN: [&str; 5] = ["content", "themes", "src", ".git", ".zhangbang"];
    let (root, place) = (disk::would_be(root)?, disk::would_be(place)?);
    let mut inside = false;
    for name in TAKEN {
        inside |= place.starts_with(root.join(name)) || place.starts_with(disk::would_be(&root.join(name))?);
    }
    Ok(inside || root.starts_with(&place))
}

/// The bytes of one asset.
///
/// # Errors
/// When it cannot be read; the error names its path.
pub fn asset(root: &Path, path: &str) -> Result<Vec<u8>, Trouble> {
    disk::read_at_most(&root.join(path), ASSET_LIMIT)
}

/// What is at one path now.
#[derive(Debug)]
pub enum Now {
    /// A text, empty where it is refused.
    Text(Source, Option<Refusal>),
    /// A spreadsheet that is read and may be copied, too.
    Sheet(Source, Option<Refusal>, AssetFile),
    /// A file that is copied, not read.
    Asset(AssetFile),
    /// A folder that may hold something of ours.
    Folder,
    /// Nothing, or nothing of ours.
    Nothing,
}

/// Reads one path, relative to `root`, as [`read`] would have.
///
/// # Errors
/// When it is there and cannot be read; the error names its path.
pub fn look(root: &Path, path: &str) -> Result<Now, Trouble> {
    let place = root.join(path);
    let Some(folder) = top_folder(root, path).filter(|_| is_ours(path) && is_straight(root, &place)) else {
        return Ok(Now::Nothing);
    };
    let (size, refusal) = match disk::look(&place)? {
        Stands::Nothing => return Ok(Now::Nothing),
        Stands::Folder => return Ok(Now::Folder),
        other => weigh(&place, other, &folder)?,
    };
    let found = Found::new(path.to_owned(), place, size, refusal);
    let now = match (is_text(&found.path) || found.refusal.is_some(), is_attached_sheet(&found.path)) {
        (true, _) => load_text(found).map(|(source, refusal)| Now::Text(source, refusal)),
        (false, true) => describe(found.clone())
            .and_then(|asset| load_text(found).map(|(source, refusal)| Now::Sheet(source, refusal, asset))),
        (false, false) => describe(found).map(Now::Asset),
    };
    match now {
        // gone since it was looked at
        Err(trouble) if trouble.kind() == Some(ErrorKind::NotFound) => Ok(Now::Nothing),
        now => now,
    }
}

/// Every file under a path relative to `root` (empty for all), with its stamp, in order of path.
///
/// # Errors
/// When a folder cannot be read.
pub fn stamps(root: &Path, path: &str) -> Result<Vec<(String, Stamp)>, Trouble> {
    let tops = if path.is_empty() { vec!["content", "themes"] } else { vec![path] };
    let mut found = Vec::new();
    for top in tops.into_iter().map(|top| root.join(top)) {
        if disk::look_through(&top)? != Stands::Nothing {
            let all = disk::walk(&top, |path| is_walked(root, path))?.into_iter();
            found.extend(all.map(|(path, stands)| (relative(root, &path), stamp(&path, stands))));
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(found)
}

/// Of what a link leads to; all zero when that, or the file, is gone.
fn stamp(path: &Path, stands: Stands) -> Stamp {
    match stands {
        Stands::File(stamp) => stamp,
        _ => disk::weigh(path).unwrap_or_default(),
    }
}

/// The file that an asset's path leads to, when it is one and lies in its own top folder, links followed.
pub fn asset_file(root: &Path, path: &str) -> Option<PathBuf> {
    let folder = top_folder(root, path)?;
    let file = disk::real(&root.join(path)).ok()?;
    let is_file = matches!(disk::look(&file), Ok(Stands::File(_)));
    (file.starts_with(folder) && is_file).then_some(file)
}

fn top_folder(root: &Path, path: &str) -> Option<PathBuf> {
    disk::real(&root.join(path.split('/').next()?)).ok()
}

/// Whether no folder on the way is a link: such folders are not walked into.
fn is_straight(root: &Path, place: &Path) -> bool {
    let way = place.strip_prefix(root).ok().and_then(Path::parent);
    let (Some(way), Ok(real_root)) = (way, disk::real(root)) else { return false };
    // a missing folder holds nothing, which its own look says
    disk::real(&root.join(way)).map_or(true, |real| {
        let top = way.components().next().map(|top| root.join(top));
        let real_top = top.and_then(|top| disk::real(&top).ok()).unwrap_or(real_root);
        real == way.components().skip(1).fold(real_top, |path, part| path.join(part))
    })
}

fn walk(root: &Path, folder: &Path, found: &mut Vec<Found>) -> Result<(), Trouble> {
    let inside = disk::real(folder)?;
    for (place, stands) in disk::walk(folder, |path| is_walked(root, path))? {
        let (size, refusal) = weigh(&place, stands, &inside)?;
        found.push(Found::new(relative(root, &place), place, size, refusal));
    }
    Ok(())
}

/// The size of what stands at a place, in bytes, and why it may not be taken.
fn weigh(place: &Path, stands: Stands, inside: &Path) -> Result<(u64, Option<Refusal>), Trouble> {
    Ok(match stands {
        Stands::File(stamp) => (stamp.size, None),
        Stands::Link => return weigh_link(place, inside),
        Stands::Special(special) => (0, Some(Refusal::of(special))),
        Stands::Folder | Stands::Nothing => (0, Some(Refusal::LinkToFolder)),
    })
}

fn weigh_link(link: &Path, inside: &Path) -> Result<(u64, Option<Refusal>), Trouble> {
    let Some(target) = disk::real(link).ok().filter(|target| target.starts_with(inside)) else {
        return Ok((0, Some(Refusal::LinkOutside)));
    };
    // nothing is left to follow
    weigh(&target, disk::look(&target)?, inside)
}
