//! The files of a site, each made when its turn comes and written at once: pages, pictures, what is offered for
//! download, and the static files of the theme.

use super::progress::Progress;
use super::theme;
use crate::diagnostic::Diagnostic;
use crate::disk;
use crate::model::picture::PictureFault;
use crate::picture;
use crate::picture::cache::{Cache, Failure};
use crate::plan::{self, Make, PlannedAsset, SitePlan};
use crate::read;
use crate::render::Renderer;
use crate::render::theme::Theme;
use crate::write::{self, OutputFile, Written};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;

/// Why one file could not be made.
pub(super) enum Unmade {
    /// Content or theme are at fault.
    Fault(Diagnostic),
    /// What it is made from cannot be read.
    Unread(disk::Trouble),
}

/// Makes every page, file and picture, and writes each as soon as it is made.
pub(super) fn write_all(
    plan: &SitePlan,
    theme: &Theme,
    root: &Path,
    out: &Path,
    progress: &impl Progress,
) -> Result<Written, write::Failure<Unmade>> {
    let renderer = Renderer::new(plan, theme);
    let pages = plan.pages().par_iter().enumerate().map(|(id, page)| {
        let bytes = renderer.render(id).map_err(Unmade::Fault)?;
        progress.rendered();
        Ok(OutputFile { path: page.path.clone(), bytes })
    });
    let cache = Cache::of(root);
    let assets = plan.assets().par_iter().map(|asset| {
        let bytes = asset_bytes(asset, root, &cache)?;
        Ok(OutputFile { path: asset.path.clone(), bytes })
    });
    let statics = theme.statics().par_iter().map(|(name, file)| {
        let bytes = theme::static_bytes(name, file, root).map_err(Unmade::Unread)?;
        Ok(OutputFile { path: format!("assets/{name}"), bytes })
    });
    write::write(out, pages.chain(assets).chain(statics))
}

/// A picture at its size, or a file as it is offered.
fn asset_bytes(asset: &PlannedAsset, root: &Path, cache: &Cache) -> Result<Vec<u8>, Unmade> {
    let path = format!("content/{}", asset.source);
    match asset.make {
        Make::Copy => {
            let bytes = read::asset(root, &path).map_err(Unmade::Unread)?;
            if !picture::is_named_so(&path) {
                return Ok(bytes);
            }
            // what cannot be understood might still say where it was taken
            let broken =
                || Unmade::Fault(plan::picture_fault(PictureFault::Broken, &asset.source, asset.named));
            picture::bare(&bytes).ok_or_else(broken)
        }
        Make::Picture { width, height, format, cost } => {
            let want = picture::Want { width, height, format };
            let made = cache.picture(&root.join(&path), want, cost, || read::asset(root, &path));
            made.map_err(|failure| match failure {
                Failure::World(error) => Unmade::Unread(error),
                Failure::Fault(fault) => {
                    Unmade::Fault(plan::picture_fault(fault, &asset.source, asset.named))
                }
            })
        }
    }
}

/// What is wrong with pictures beyond their first bytes: each is made once, in its smallest size, and kept for
/// the next build.
///
/// # Errors
/// When one cannot be read.
pub(super) fn picture_faults(plan: &SitePlan, root: &Path) -> Result<Vec<Diagnostic>, disk::Trouble> {
    let mut smallest: BTreeMap<&str, &PlannedAsset> = BTreeMap::new();
    for asset in plan.assets().iter().filter(|asset| picture::is_named_so(&asset.source)) {
        let known = smallest.entry(&asset.source).or_insert(asset);
        if width(asset) < width(known) {
            *known = asset;
        }
    }
    let cache = Cache::of(root);
    let pictures: Vec<&PlannedAsset> = smallest.into_values().collect();
    let unmade = pictures.into_par_iter().filter_map(|asset| asset_bytes(asset, root, &cache).err());
    fault_or_trouble(unmade.collect())
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
