//! A file that was found → what it holds.

use super::decode::{decode, untouched};
use super::limits::{LOG_LIMIT, TEMPLATE_LIMIT, TEXT_LIMIT};
use super::misnamed;
use super::ours::{is_data, is_sheet};
use super::refusal::Refusal;
use super::sheet;
use crate::disk::{self, Action, Trouble};
use crate::model::content::ASSET_LIMIT;
use crate::model::download::{self, TypeFault};
use crate::model::file_name;
use crate::model::log;
use crate::model::picture::{Picture, PictureFault};
use crate::picture;
use crate::source::{Source, SourceId};
use rayon::prelude::*;
use std::io::Read;
use std::path::PathBuf;
use std::sync::Arc;

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

#[derive(Clone)]
pub(super) struct Found {
    pub path: String,
    place: PathBuf,
    size: u64,
    pub refusal: Option<Refusal>,
}

impl Found {
    /// A name that some system cannot hold is refused like anything else that cannot be taken.
    pub(super) fn new(path: String, place: PathBuf, size: u64, refusal: Option<Refusal>) -> Found {
        let named = || file_name::fault_in(&path).map(Refusal::Name);
        let refusal = refusal.or_else(named).or_else(|| misnamed::meant(&path).map(Refusal::Misnamed));
        let is_static = path.starts_with("themes/") && path.contains("/static/");
        let sent = || download::fault_of_static(&path).filter(|_| is_static).map(Refusal::Type);
        let refusal = refusal.or_else(sent);
        Found { path, place, size, refusal }
    }
}

pub(super) fn load(found: Vec<Found>) -> Result<Sources, Trouble> {
    let (mut texts, others): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|file| is_text(&file.path) || file.refusal.is_some());
    texts.extend(others.iter().filter(|file| is_attached_sheet(&file.path)).cloned());
    texts.sort_by(|a, b| a.path.cmp(&b.path));
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
pub(super) fn describe(file: Found) -> Result<AssetFile, Trouble> {
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

/// Whether a path is that of a spreadsheet that may be an attachment as well as data.
pub fn is_attached_sheet(path: &str) -> bool {
    is_sheet(path) && !is_data(path)
}

pub(super) fn is_text(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    match path.split('/').next() {
        Some("content") if is_sheet(path) => is_data(path),
        Some("content") => path == log::PATH || ["md", "yaml", "yml"].contains(&ending),
        _ => ["html", "yaml", "xml", "txt"].contains(&ending) && !path.contains("/static/"),
    }
}

pub(super) fn load_text(file: Found) -> Result<(Source, Option<Refusal>), Trouble> {
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
    if is_sheet(&file.path) {
        return Ok(match sheet::sheet(bytes) {
            Ok((text, sheet)) => {
                (Source { sheet: Some(Arc::new(sheet)), ..Source::new(file.path, text) }, None)
            }
            Err(fault) => (Source::new(file.path, ""), Some(Refusal::Sheet(fault))),
        });
    }
    Ok(match decode(bytes) {
        Some(text) => (Source::new(file.path, text), None),
        None => (Source::new(file.path, ""), Some(Refusal::Encoding)),
    })
}
