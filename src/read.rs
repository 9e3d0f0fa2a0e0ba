//! The door in: walks the site's folders, reads, decodes. Knows nothing of what a text means.
//!
//! Every walk error is trouble with the world and stops; a file that cannot be taken (encoding, size, a
//! link out of the tree, a pipe) is listed as refused, with the rest read all the same. What may be read at
//! all, and how it is opened, is [`plain`]'s.

#![allow(clippy::disallowed_methods, reason = "the door in")]

mod decode;
pub mod plain;

use crate::model::content::ASSET_LIMIT;
use crate::model::download::{self, TypeFault};
use crate::model::file_name::{self, NameFault};
use crate::model::log;
use crate::model::picture::{Picture, PictureFault};
use crate::picture;
use crate::source::{Source, SourceId};
use decode::untouched;
use plain::{Special, named, special};
use rayon::prelude::*;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use walkdir::{DirEntry, WalkDir};

pub use decode::decode;

/// Text files over this many bytes are refused.
pub const TEXT_LIMIT: u64 = 8 << 20;

/// Bytes that the publication log may have: evidence of many years, which outgrows what a person writes.
const LOG_LIMIT: u64 = 1 << 30;

/// All that is in `content/` and `themes/`, in order of path.
#[derive(Debug, Default)]
pub struct Sources {
    /// Texts; a refused one is here with an empty text, so that faults can name it.
    pub texts: Vec<Source>,
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

/// Why a file was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Neither UTF-8 nor GB18030.
    Encoding,
    /// In bytes.
    TooLarge(u64),
    LinkOutside,
    /// A link to a folder, which could lead in a circle.
    LinkToFolder,
    Special(Special),
    Name(NameFault),
    /// A theme's static file that must not go out.
    Type(TypeFault),
}

/// Reads every source under `root`.
///
/// # Errors
/// When a folder or file cannot be read; the error names its path.
pub fn read(root: &Path) -> io::Result<Sources> {
    let mut found = Vec::new();
    for top in ["content", "themes"] {
        let folder = root.join(top);
        if folder.exists() {
            walk(root, &folder, &mut found)?;
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    load(found)
}

/// The bytes of one asset.
///
/// # Errors
/// When it cannot be read; the error names its path.
pub fn asset(root: &Path, path: &str) -> io::Result<Vec<u8>> {
    plain::bytes(&root.join(path), ASSET_LIMIT)
}

/// What is at one path now.
#[derive(Debug)]
pub enum Now {
    Text(Source, Option<Refusal>),
    Asset(AssetFile),
    Folder,
    /// Nothing, or nothing of ours.
    Nothing,
}

/// Reads one path, relative to `root`, as [`read`] would have.
///
/// # Errors
/// When it is there and cannot be read; the error names its path.
pub fn look(root: &Path, path: &str) -> io::Result<Now> {
    let disk = root.join(path);
    let Some(folder) = top_folder(root, path).filter(|_| is_ours(path) && is_straight(root, &disk)) else {
        return Ok(Now::Nothing);
    };
    let data = match fs::symlink_metadata(&disk) {
        Ok(data) => data,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Now::Nothing),
        Err(error) => return Err(named(&disk, error)),
    };
    if data.is_dir() {
        return Ok(Now::Folder);
    }
    let (size, refusal) = match data.is_symlink() {
        true => weigh_link(&disk, &folder)?,
        false => (data.len(), special(data.file_type()).map(Refusal::Special)),
    };
    let found = Found::new(path.to_owned(), disk, size, refusal);
    if !is_text(&found.path) && found.refusal.is_none() {
        return match describe(found) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Now::Nothing),
            described => described.map(Now::Asset),
        };
    }
    match load_text(found) {
        Ok((source, refusal)) => Ok(Now::Text(source, refusal)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Now::Nothing),
        Err(error) => Err(error),
    }
}

/// When and how long: differs when a file was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    pub size: u64,
    pub modified: Option<SystemTime>,
}

/// Every file under a path relative to `root` (empty for all), with its stamp, in order of path.
///
/// # Errors
/// When a folder cannot be read.
pub fn stamps(root: &Path, path: &str) -> io::Result<Vec<(String, Stamp)>> {
    let tops = if path.is_empty() { vec!["content", "themes"] } else { vec![path] };
    let mut found = Vec::new();
    for top in tops.into_iter().filter(|top| root.join(top).exists()) {
        for entry in WalkDir::new(root.join(top)).into_iter().filter_entry(is_content) {
            let entry = entry?;
            if !entry.file_type().is_dir() {
                let data = fs::metadata(entry.path()).ok();
                let stamp = Stamp {
                    size: data.as_ref().map_or(0, fs::Metadata::len),
                    modified: data.and_then(|data| data.modified().ok()),
                };
                found.push((relative(root, entry.path()), stamp));
            }
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(found)
}

/// The file that an asset's path leads to, when it is one and lies in its own top folder, links followed.
pub fn asset_file(root: &Path, path: &str) -> Option<PathBuf> {
    let folder = top_folder(root, path)?;
    let file = fs::canonicalize(root.join(path)).ok()?;
    (file.starts_with(folder) && file.is_file()).then_some(file)
}

/// Whether a path relative to the root can hold anything of the site's.
pub fn is_ours(path: &str) -> bool {
    let mut parts = path.split('/');
    matches!(parts.next(), Some("content" | "themes")) && parts.all(|name| !name.is_empty() && is_kept(name))
}

fn top_folder(root: &Path, path: &str) -> Option<PathBuf> {
    fs::canonicalize(root.join(path.split('/').next()?)).ok()
}

/// Whether no folder on the way is a link: such folders are not walked into.
fn is_straight(root: &Path, disk: &Path) -> bool {
    let way = disk.strip_prefix(root).ok().and_then(Path::parent);
    let (Some(way), Ok(real_root)) = (way, fs::canonicalize(root)) else { return false };
    // a missing folder holds nothing, which its own look says
    fs::canonicalize(root.join(way)).map_or(true, |real| {
        let top = way.components().next().map(|top| root.join(top));
        let real_top = top.and_then(|top| fs::canonicalize(top).ok()).unwrap_or(real_root);
        real == way.components().skip(1).fold(real_top, |path, part| path.join(part))
    })
}

struct Found {
    path: String,
    disk: PathBuf,
    size: u64,
    refusal: Option<Refusal>,
}

impl Found {
    /// A name that some system cannot hold is refused like anything else that cannot be taken.
    fn new(path: String, disk: PathBuf, size: u64, refusal: Option<Refusal>) -> Found {
        let refusal = refusal.or_else(|| file_name::fault_in(&path).map(Refusal::Name));
        let is_static = path.starts_with("themes/") && path.contains("/static/");
        let sent = || download::fault_of_static(&path).filter(|_| is_static).map(Refusal::Type);
        let refusal = refusal.or_else(sent);
        Found { path, disk, size, refusal }
    }
}

fn walk(root: &Path, folder: &Path, found: &mut Vec<Found>) -> io::Result<()> {
    let inside = fs::canonicalize(folder).map_err(|error| named(folder, error))?;
    for entry in WalkDir::new(folder).into_iter().filter_entry(is_content) {
        let entry = entry?;
        if entry.file_type().is_dir() {
            continue;
        }
        let path = relative(root, entry.path());
        let (size, refusal) = weigh(&entry, &inside)?;
        found.push(Found::new(path, entry.into_path(), size, refusal));
    }
    Ok(())
}

/// Hidden files, and the droppings of Office and the desktop, are nobody's content.
fn is_content(entry: &DirEntry) -> bool {
    entry.depth() == 0 || is_kept(&entry.file_name().to_string_lossy())
}

fn is_kept(name: &str) -> bool {
    !(name.starts_with('.')
        || name.starts_with("~$")
        || name.ends_with('~')
        || name.eq_ignore_ascii_case("thumbs.db")
        || name.eq_ignore_ascii_case("desktop.ini"))
}

fn weigh(entry: &DirEntry, inside: &Path) -> io::Result<(u64, Option<Refusal>)> {
    if !entry.path_is_symlink() {
        return Ok((entry.metadata()?.len(), special(entry.file_type()).map(Refusal::Special)));
    }
    weigh_link(entry.path(), inside)
}

fn weigh_link(path: &Path, inside: &Path) -> io::Result<(u64, Option<Refusal>)> {
    let Ok(target) = fs::canonicalize(path) else {
        return Ok((0, Some(Refusal::LinkOutside)));
    };
    if !target.starts_with(inside) {
        return Ok((0, Some(Refusal::LinkOutside)));
    }
    let data = fs::metadata(&target).map_err(|error| named(&target, error))?;
    let folder = data.is_dir().then_some(Refusal::LinkToFolder);
    Ok((data.len(), folder.or(special(data.file_type()).map(Refusal::Special))))
}

/// Relative to the root with `/`, whatever the platform's separator.
fn relative(root: &Path, path: &Path) -> String {
    let parts = path.strip_prefix(root).unwrap_or(path).components();
    parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn load(found: Vec<Found>) -> io::Result<Sources> {
    let (texts, others): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|file| is_text(&file.path) || file.refusal.is_some());
    let loaded: Vec<(Source, Option<Refusal>)> =
        texts.into_par_iter().map(load_text).collect::<io::Result<_>>()?;
    let mut sources = Sources {
        assets: others.into_par_iter().map(describe).collect::<io::Result<_>>()?,
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
fn describe(file: Found) -> io::Result<AssetFile> {
    let mut asset = AssetFile { path: file.path, size: file.size, picture: None, refused: None };
    if !asset.path.starts_with("content/") || asset.size > ASSET_LIMIT {
        return Ok(asset);
    }
    let (mut opened, _) = plain::open(&file.disk)?;
    let mut first = Vec::new();
    let read = opened.by_ref().take(download::FIRST).read_to_end(&mut first);
    read.map_err(|error| named(&file.disk, error))?;
    asset.refused = download::fault(&asset.path, &first);
    if picture::is_named_so(&asset.path) {
        let examined = picture::examine_file(first.chain(opened), asset.size);
        asset.picture = Some(examined.map_err(|error| named(&file.disk, error))?);
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

fn load_text(file: Found) -> io::Result<(Source, Option<Refusal>)> {
    let is_log = file.path == log::PATH;
    let limit = if is_log { LOG_LIMIT } else { TEXT_LIMIT };
    let oversize = (file.size > limit).then_some(Refusal::TooLarge(file.size));
    if let Some(refusal) = file.refusal.or(oversize) {
        return Ok((Source::new(file.path, ""), Some(refusal)));
    }
    let bytes = plain::bytes(&file.disk, limit)?;
    if is_log {
        return Ok((Source::new(file.path, untouched(bytes)), None));
    }
    Ok(match decode(bytes) {
        Some(text) => (Source::new(file.path, text), None),
        None => (Source::new(file.path, ""), Some(Refusal::Encoding)),
    })
}
