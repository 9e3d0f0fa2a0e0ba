//! The files of a site, each made when its turn comes and written at once: pages, pictures, what is offered for
//! download, and the static files of the theme.

use super::believed::Believed;
use super::destination::Destination;
use super::progress::Progress;
use super::theme;
use crate::check;
use crate::diagnostic::Diagnostic;
use crate::disk;
use crate::fingerprint::Fingerprint;
use crate::memory;
use crate::model::content::Content;
use crate::model::digest::Digest;
use crate::model::download;
use crate::model::picture::PictureFault;
use crate::picture;
use crate::picture::cache::{Cache, Failure};
use crate::plan::{self, Make, PlannedAsset, SitePlan};
use crate::read::{self, Words};
use crate::render::theme::Theme;
use crate::render::{Ready, Renderer};
use crate::write::{self, Coming, Earlier, OutputFile, Written};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// How often a file may be in memory at once while it is read: as it is, as text, and on the way between.
const COPIES: u64 = 4;

/// How many pages are made in one go by one thread.
const PIECE: usize = 32;

/// Why one file could not be made.
pub(super) enum Unmade {
    /// Content or theme are at fault.
    Fault(Diagnostic),
    /// What it is made from cannot be read.
    Unread(disk::Trouble),
}

/// Who makes a site's pages, for their fingerprints.
#[derive(Clone, Copy)]
pub(super) struct Maker {
    /// The program and the theme; without it nothing tells what a page was made from.
    pub print: Option<Fingerprint>,
    pub earlier: Earlier,
}

/// Makes every page, file and picture that is not there as it would be made, and writes each as soon as it is made;
/// with what is to be said of files that went out all the same.
pub(super) fn write_all(
    plan: &SitePlan,
    theme: &Theme,
    maker: Maker,
    (content, believed): (&Content, &Believed),
    (root, into): (&Path, Destination),
    progress: &impl Progress,
) -> Result<(Written, Vec<Diagnostic>), write::Failure<Unmade>> {
    let renderer = Renderer::new(plan, theme);
    // small pieces, since pages of one sort lie together and some sorts take longer: no thread is left with a long rest
    let pages = plan.pages().par_iter().enumerate().with_max_len(PIECE).map(|(id, page)| {
        let ready = renderer.ready(id);
        let made_from = match (&ready, maker.print) {
            (Ready::Page(inputs), Some(maker)) => inputs.fingerprint(maker),
            _ => None,
        };
        progress.rendered();
        File::Page(Page { renderer: &renderer, path: &page.path, ready, made_from })
    });
    let workshop = Workshop::new(root, content, believed, Some(Cache::of(root)));
    let assets = plan.assets().par_iter().map(|asset| {
        let bytes = workshop.asset(asset)?;
        Ok(OutputFile::new(asset.path.as_str(), bytes))
    });
    let statics = theme.statics().par_iter().map(|(name, file)| {
        let bytes = theme::static_bytes(name, file, root).map_err(Unmade::Unread)?;
        Ok(OutputFile::new(format!("assets/{name}"), bytes))
    });
    let files = pages.chain(assets.chain(statics).map(File::Made));
    let written = into.write(files, maker.earlier)?;
    Ok((written, workshop.said.into_inner().unwrap_or_else(PoisonError::into_inner)))
}

/// A file of the site on its way.
enum File<'r> {
    Page(Page<'r>),
    Made(Result<OutputFile, Unmade>),
}

/// A page that is made only if it must be.
struct Page<'r> {
    renderer: &'r Renderer<'r>,
    path: &'r str,
    ready: Ready<'r>,
    made_from: Option<Fingerprint>,
}

impl Coming for File<'_> {
    type Fault = Unmade;

    fn known(&self) -> Option<(&str, Fingerprint)> {
        match self {
            File::Page(page) => Some((page.path, page.made_from?)),
            File::Made(_) => None,
        }
    }

    fn make(self) -> Result<OutputFile, Unmade> {
        match self {
            File::Page(Page { renderer, path, ready, made_from }) => {
                let bytes = renderer.make(ready).map_err(Unmade::Fault)?;
                Ok(OutputFile { made_from, ..OutputFile::new(path, bytes) })
            }
            File::Made(made) => made,
        }
    }
}

/// What files of the content are made into others with.
struct Workshop<'a> {
    root: &'a Path,
    content: &'a Content,
    believed: &'a Believed,
    /// `None`: nothing is kept.
    cache: Option<Cache>,
    /// Of files that could be made.
    said: Mutex<Vec<Diagnostic>>,
}

impl<'a> Workshop<'a> {
    fn new(
        root: &'a Path,
        content: &'a Content,
        believed: &'a Believed,
        cache: Option<Cache>,
    ) -> Workshop<'a> {
        Workshop { root, content, believed, cache, said: Mutex::default() }
    }

    /// A picture at its size, or a file as it is offered.
    fn asset(&self, asset: &PlannedAsset) -> Result<Vec<u8>, Unmade> {
        match asset.make {
            Make::Copy => {
                let file = self.root.join("content").join(&asset.source);
                let size = disk::weigh(&file).map_err(Unmade::Unread)?.size;
                let _held = memory::hold(size * COPIES);
                let bytes = self.source(asset).map_err(Unmade::Unread)?;
                if download::has_words(&asset.source) {
                    return self.offered(asset, bytes);
                }
                if !picture::is_named_so(&asset.source) {
                    return Ok(bytes);
                }
                // what cannot be understood might still say where it was taken
                picture::bare(&bytes).ok_or_else(|| faulty(asset, PictureFault::Broken))
            }
            Make::Picture { width, height, format, cost } => {
                let want = picture::Want { width, height, format };
                let file = self.root.join("content").join(&asset.source);
                let believed = |bytes: &[u8]| self.believed.holds(asset, bytes);
                let Some(cache) = &self.cache else { return self.picture(asset, want, cost) };
                let made = cache.picture(&file, want, cost, || self.source(asset), believed);
                made.map_err(|failure| match failure {
                    Failure::World(error) => Unmade::Unread(error),
                    Failure::Fault(fault) => faulty(asset, fault),
                })
            }
        }
    }

    /// A document, unless it tells what it must not.
    fn offered(&self, asset: &PlannedAsset, bytes: Vec<u8>) -> Result<Vec<u8>, Unmade> {
        match self.told(asset, &bytes) {
            Some(fault) if fault.is_error() => return Err(Unmade::Fault(fault)),
            told => self.said.lock().unwrap_or_else(PoisonError::into_inner).extend(told),
        }
        Ok(bytes)
    }

    /// What is wrong with a file, as far as its bytes tell.
    fn judge(&self, asset: &PlannedAsset) -> Vec<Unmade> {
        if !matches!(asset.make, Make::Copy) || !download::has_words(&asset.source) {
            return self.asset(asset).err().into_iter().collect();
        }
        let weight = disk::weigh(&self.root.join("content").join(&asset.source));
        let _held = weight.map(|weight| memory::hold(weight.size * COPIES));
        match self.source(asset) {
            Ok(bytes) => self.told(asset, &bytes).into_iter().map(Unmade::Fault).collect(),
            Err(trouble) => vec![Unmade::Unread(trouble)],
        }
    }

    /// What a document that is offered tells of people; else whether it could be looked through, or need not be.
    fn told(&self, asset: &PlannedAsset, bytes: &[u8]) -> Option<Diagnostic> {
        let name = asset.source.rsplit('/').next().unwrap_or(&asset.source);
        let words = read::words(&asset.source, bytes)
            .unwrap_or_else(|why| Words { hidden: Some(why), ..Words::default() });
        let mut parts = words.parts.iter();
        let private = parts.find_map(|part| check::offered((name, &part.name), &part.text, asset.named));
        let hidden = || words.hidden.filter(|_| !self.content.site.need_not_be_read(&asset.source));
        private.or_else(|| Some(check::unread(name, hidden()?, asset.named)))
    }

    fn picture(&self, asset: &PlannedAsset, want: picture::Want, cost: u64) -> Result<Vec<u8>, Unmade> {
        let _held = memory::hold(cost);
        let bytes = self.source(asset).map_err(Unmade::Unread)?;
        picture::shape(&bytes, want).map_err(|fault| faulty(asset, fault))
    }

    /// The bytes that it is made from: those that records speak of, or none.
    fn source(&self, asset: &PlannedAsset) -> Result<Vec<u8>, disk::Trouble> {
        let path = format!("content/{}", asset.source);
        let bytes = read::asset(self.root, &path)?;
        match self.content.assets.get(&asset.source).and_then(|known| known.digest) {
            Some(digest) if digest.source != Digest::of(&bytes) => Err(disk::Trouble::changed(&path)),
            _ => Ok(bytes),
        }
    }
}

fn faulty(asset: &PlannedAsset, fault: PictureFault) -> Unmade {
    Unmade::Fault(plan::picture_fault(fault, &asset.source, asset.named))
}

/// What is wrong with files beyond their first bytes: each picture is made once, in its smallest size, and kept for
/// the next build; tables and texts are read.
///
/// # Errors
/// When one cannot be read.
pub(super) fn file_faults(
    plan: &SitePlan,
    root: &Path,
    content: &Content,
) -> Result<Vec<Diagnostic>, disk::Trouble> {
    let believed = Believed::default();
    let workshop = Workshop::new(root, content, &believed, Some(Cache::of(root)));
    let unmade = judged_files(plan).into_par_iter().flat_map_iter(|asset| workshop.judge(asset));
    fault_or_trouble(unmade.collect())
}

/// The files of which more than the first bytes is looked at.
pub fn judged_files<'p>(plan: &'p SitePlan) -> Vec<&'p PlannedAsset> {
    // what is offered as it is and what is made of it are looked at both: a scratched photograph may pass the one
    let mut smallest: BTreeMap<(&str, bool), &PlannedAsset> = BTreeMap::new();
    let is_judged = |path: &str| picture::is_named_so(path) || download::has_words(path);
    for asset in plan.assets().iter().filter(|asset| is_judged(&asset.source)) {
        let known = smallest.entry((&asset.source, matches!(asset.make, Make::Copy))).or_insert(asset);
        if width(asset) < width(known) {
            *known = asset;
        }
    }
    smallest.into_values().collect()
}

/// What is wrong with one of them, for whom nothing is to be kept.
///
/// # Errors
/// When it cannot be read.
pub fn file_fault(
    root: &Path,
    content: &Content,
    asset: &PlannedAsset,
) -> Result<Option<Diagnostic>, disk::Trouble> {
    let believed = Believed::default();
    let workshop = Workshop::new(root, content, &believed, None);
    match workshop.judge(asset).into_iter().next() {
        None => Ok(None),
        Some(Unmade::Fault(fault)) => Ok(Some(fault)),
        Some(Unmade::Unread(trouble)) => Err(trouble),
    }
}

/// A file that is offered as it is costs least.
fn width(asset: &PlannedAsset) -> u32 {
    match asset.make {
        Make::Copy => 0,
        Make::Picture { width, .. } => width,
    }
}

/// Faults in templates are reported together; a file that cannot be read is trouble with the world.
pub(super) fn fault_or_trouble(broken: Vec<Unmade>) -> Result<Vec<Diagnostic>, disk::Trouble> {
    broken
        .into_iter()
        .map(|unmade| match unmade {
            Unmade::Fault(fault) => Ok(fault),
            Unmade::Unread(error) => Err(error),
        })
        .collect()
}
