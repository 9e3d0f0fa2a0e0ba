//! The door in: walks the site's folders, reads, decodes. Knows nothing of what a text means.
//!
//! Every walk error is trouble with the world and stops; a file that cannot be taken (encoding, size, a
//! link out of the tree, a pipe) is listed as refused, with the rest read all the same. What may be read at
//! all, and how it is opened, is [`crate::disk`]'s.

mod decode;
mod ours;
mod posted;
mod refusal;

use crate::disk::{self, Action, Found as Stands, Stamp, Trouble};
use crate::model::content::ASSET_LIMIT;
use crate::model::download::{self, TypeFault};
use crate::model::file_name;
use crate::model::log;
use crate::model::picture::{Picture, PictureFault};
use crate::picture;
use crate::source::{Source, SourceId};
use decode::untouched;
use ours::{is_walked, relative};
use rayon::prelude::*;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

pub use decode::{decode, legible};
pub use ours::is_ours;
pub use posted::{Lies, posted};
pub use refusal::Refusal;

/// Text files over this many bytes are refused.
pub const TEXT_LIMIT: u64 = 8 << 20;

/// A theme's templates over this many bytes are: each costs a hundred times as much memory when it is read.
const TEMPLATE_LIMIT: u64 = 512 << 10;

/// Bytes that the publication log may have: evidence of many years, which outgrows what a person writes.
const LOG_LIMIT: u64 = 1 << 30;

/// All that is in `content/` and `themes/`, in order of path.
#[derive(Debug, Default)]
pub struct Sources {
    /// Texts; a refused one is here with an empty text, so that faults can name it.
    pub texts: Vec<Source>,
    /// Which of the texts could not be taken, and why.
    pub refused: Vec<(SourceId, Refusal)>,
    /// Everything that is no text of ours: pictures, attachments, style sheets.
    pub assets: Vec<AssetFile>,
}

/// A file that is copied, not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssetFile {
    /// Relative to the root, with `/`.
    pub path: String,
    /// In bytes.
    pub size: u64,
    /// What it is as a picture, if its name says that it is one.
    pub picture: Option<Result<Picture, PictureFault>>,
    /// Why it is not offered for download.
    pub refused: Option<TypeFault>,
}

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
    let now = match is_text(&found.path) || found.refusal.is_some() {
        true => load_text(found).map(|(source, refusal)| Now::Text(source, refusal)),
        false => describe(found).map(Now::Asset),
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

struct Found {
    path: String,
    place: PathBuf,
    size: u64,
    refusal: Option<Refusal>,
}

impl Found {
    /// A name that some system cannot hold is refused like anything else that cannot be taken.
    fn new(path: String, place: PathBuf, size: u64, refusal: Option<Refusal>) -> Found {
        let refusal = refusal.or_else(|| file_name::fault_in(&path).map(Refusal::Name));
        let is_static = path.starts_with("themes/") && path.contains("/static/");
        let sent = || download::fault_of_static(&path).filter(|_| is_static).map(Refusal::Type);
        let refusal = refusal.or_else(sent);
        Found { path, place, size, refusal }
    }
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

fn load(found: Vec<Found>) -> Result<Sources, Trouble> {
    let (texts, others): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|file| is_text(&file.path) || file.refusal.is_some());
    let loaded: Vec<(Source, Option<Refusal>)> =
        texts.into_par_iter().map(load_text).collect::<Result<_, Trouble>>()?;
    let mut sources = Sources {
        assets: others.into_par_iter().map(describe).collect::<Result<_, Trouble>>()?,
        ..Sources::default()
    };
    for (source, refusal) in loaded {
        let id = SourceId(u32::try_from(sources.texts.len()).unwrap_or(u32::MAX));
        sources.refused.extend(refusal.map(|refusal| (id, refusal)));
        sources.texts.push(source);
    }
    Ok(sources)
}

/// A file that is no text: its size, what it is as a picture, and whether it may be offered.
fn describe(file: Found) -> Result<AssetFile, Trouble> {
    let mut asset = AssetFile { path: file.path, size: file.size, picture: None, refused: None };
    if !asset.path.starts_with("content/") || asset.size > ASSET_LIMIT {
        return Ok(asset);
    }
    let mut opened = disk::open(&file.place)?;
    let failed = || Trouble::failed(&file.place, Action::Read);
    let mut first = Vec::new();
    let read = opened.by_ref().take(download::FIRST).read_to_end(&mut first);
    read.map_err(failed())?;
    asset.refused = download::fault(&asset.path, &first);
    if picture::is_named_so(&asset.path) {
        let examined = picture::examine_file(first.chain(opened), asset.size);
        asset.picture = Some(examined.map_err(failed())?);
    }
    Ok(asset)
}

fn is_text(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    match path.split('/').next() {
        Some("content") => path == log::PATH || ["md", "yaml", "yml"].contains(&ending),
        _ => ["html", "yaml", "xml", "txt"].contains(&ending) && !path.contains("/static/"),
    }
}

fn load_text(file: Found) -> Result<(Source, Option<Refusal>), Trouble> {
    let is_log = file.path == log::PATH;
    let limit = match () {
        () if is_log => LOG_LIMIT,
        () if file.path.starts_with("themes/") => TEMPLATE_LIMIT,
        () => TEXT_LIMIT,
    };
    let oversize = (file.size > limit).then_some(Refusal::TooLarge { size: file.size, limit });
    if let Some(refusal) = file.refusal.or(oversize) {
        return Ok((Source::new(file.path, ""), Some(refusal)));
    }
    let bytes = disk::read_at_most(&file.place, limit)?;
    if is_log {
        return Ok((Source::new(file.path, untouched(bytes)), None));
    }
    Ok(match decode(bytes) {
        Some(text) => (Source::new(file.path, text), None),
        None => (Source::new(file.path, ""), Some(Refusal::Encoding)),
    })
}
