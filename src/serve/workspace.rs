//! What every file of the site says, kept so that only what changed is read and parsed again.
//!
//! A file whose new text cannot be read at all goes on saying what it said before, and is marked as stale:
//! its faults are shown, and its last good page stays. Sources keep their number while they exist.

use super::message::Stale;
use super::swap::replace;
use crate::build;
use crate::diagnostic::Diagnostic;
use crate::disk::Trouble;
use crate::model::content::Content;
use crate::model::log::PublicationLog;
use crate::parse::{self, Parsed};
use crate::read::{self, AssetFile, Now, Refusal, Sources};
use crate::render::theme;
use crate::source::{Source, SourceId};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::path::PathBuf;
use std::sync::Arc;

pub(super) struct Workspace {
    root: PathBuf,
    /// Texts by number; a number that is free has an empty path.
    sources: Sources,
    free: Vec<SourceId>,
    files: BTreeMap<String, File>,
    faulty: BTreeSet<SourceId>,
    stale: Stale,
    content: Content,
    /// What is wrong with sheets that entries name.
    of_sheets: Vec<Diagnostic>,
    log: Arc<PublicationLog>,
}

/// One text, as last read.
struct File {
    id: SourceId,
    refusal: Option<Refusal>,
    parsed: Parsed,
    faults: Vec<Diagnostic>,
}

/// What a look at some paths brought.
#[derive(Default)]
pub(super) struct Changes {
    /// Files that are not as they were, in order.
    pub files: BTreeSet<String>,
    /// What could not be read.
    pub trouble: Vec<Trouble>,
}

impl Workspace {
    /// Reads everything.
    ///
    /// # Errors
    /// When something cannot be read.
    pub(super) fn open(root: PathBuf) -> Result<Workspace, Trouble> {
        let mut sources = read::read(&root)?;
        sources.texts.extend(theme::embedded_sources(&sources.texts));
        let refused: BTreeMap<SourceId, Refusal> = sources.refused.drain(..).collect();
        let mut all = Sources { texts: sources.texts, refused: Vec::new(), assets: sources.assets };
        all.refused.extend(refused.iter().map(|(&id, &refusal)| (id, refusal)));
        let parsed = parse::parse_each(&all);
        let mut workspace = Workspace {
            root,
            sources: all,
            free: Vec::new(),
            files: BTreeMap::new(),
            faulty: BTreeSet::new(),
            stale: Stale::new(),
            content: Content::default(),
            of_sheets: Vec::new(),
            log: Arc::default(),
        };
        for (i, (parsed, faults)) in parsed.into_iter().enumerate() {
            let id = SourceId(u32::try_from(i).unwrap_or(u32::MAX));
            if !faults.is_empty() {
                workspace.faulty.insert(id);
            }
            let file = File { id, refusal: refused.get(&id).copied(), parsed, faults };
            workspace.files.insert(workspace.sources.texts[i].path.clone(), file);
        }
        workspace.assemble()?;
        Ok(workspace)
    }

    pub(super) fn content(&self) -> &Content {
        &self.content
    }

    pub(super) fn log(&self) -> &Arc<PublicationLog> {
        &self.log
    }

    pub(super) fn stale(&self) -> &Stale {
        &self.stale
    }

    pub(super) fn texts(&self) -> &[Source] {
        &self.sources.texts
    }

    pub(super) fn asset_paths(&self) -> Vec<String> {
        self.sources.assets.iter().map(|asset| asset.path.clone()).collect()
    }

    /// The faults of files one by one.
    pub(super) fn faults(&self) -> Vec<Diagnostic> {
        let texts = &self.sources.texts;
        let faulty = self.faulty.iter().filter_map(|id| self.files.get(&texts[id.0 as usize].path));
        faulty.flat_map(|file| file.faults.iter().cloned()).chain(self.of_sheets.iter().cloned()).collect()
    }

    /// Looks at paths again, files or folders; an empty one stands for everything.
    pub(super) fn look(&mut self, paths: &[String]) -> Changes {
        let (mut changes, mut whole) = (Changes::default(), false);
        for path in self.expand(paths, &mut changes) {
            match read::look(&self.root, &path) {
                Ok(now) => {
                    if let Some(rest) = self.take(&path, now) {
                        whole |= rest;
                        changes.files.insert(path);
                    }
                }
                Err(error) => changes.trouble.push(error),
            }
        }
        if whole {
            changes.trouble.extend(self.assemble().err());
        }
        changes
    }

    /// Folders become what is and was in them.
    fn expand(&self, paths: &[String], changes: &mut Changes) -> BTreeSet<String> {
        let mut all = BTreeSet::new();
        for path in paths {
            all.extend(self.known_under(path));
            let is_folder = path.is_empty() || matches!(read::look(&self.root, path), Ok(Now::Folder));
            if !is_folder {
                all.insert(path.clone());
                continue;
            }
            match read::stamps(&self.root, path) {
                Ok(found) => all.extend(found.into_iter().map(|(path, _)| path)),
                Err(error) => changes.trouble.push(error),
            }
        }
        all
    }

    fn known_under(&self, path: &str) -> Vec<String> {
        let prefix = if path.is_empty() { String::new() } else { format!("{path}/") };
        let from = (Bound::Included(prefix.clone()), Bound::Unbounded);
        let texts = self.files.range::<String, _>(from).map(|(path, _)| path);
        let texts = texts.take_while(|path| path.starts_with(&prefix)).cloned();
        let assets = self.sources.assets.iter().map(|asset| &asset.path);
        let assets = assets.filter(|path| path.starts_with(&prefix)).cloned();
        texts.chain(assets).collect()
    }

    /// `None` when nothing changed; else whether the content has to be put together anew.
    fn take(&mut self, path: &str, now: Now) -> Option<bool> {
        match now {
            Now::Text(source, refusal) => {
                let asset_gone = self.take_asset(path, None);
                self.take_text(source, refusal)
                    .map(|whole| whole || asset_gone)
                    .or(asset_gone.then_some(true))
            }
            Now::Sheet(source, refusal, asset) => {
                let asset_changed = self.take_asset(path, Some(asset));
                let text_changed = self.take_text(source, refusal).is_some();
                (asset_changed || text_changed).then_some(true)
            }
            Now::Asset(asset) => {
                let text_gone = self.drop_text(path);
                (self.take_asset(path, Some(asset)) || text_gone).then_some(true)
            }
            Now::Folder | Now::Nothing => {
                let text_gone = self.drop_text(path);
                (self.take_asset(path, None) || text_gone).then_some(true)
            }
        }
    }

    /// Whether it changed. A picture painted over has the same size at times, so being written counts.
    fn take_asset(&mut self, path: &str, asset: Option<AssetFile>) -> bool {
        let assets = &mut self.sources.assets;
        match (assets.binary_search_by(|known| known.path.as_str().cmp(path)), asset) {
            (Ok(at), Some(asset)) => assets[at] = asset,
            (Ok(at), None) => drop(assets.remove(at)),
            (Err(at), Some(asset)) => assets.insert(at, asset),
            (Err(_), None) => return false,
        }
        true
    }

    fn drop_text(&mut self, path: &str) -> bool {
        let carried = theme::embedded_sources(&[]).into_iter().find(|source| source.path == path);
        let known = self.files.get(path).map(|file| &self.sources.texts[file.id.0 as usize].text);
        if known.is_some() && known == carried.as_ref().map(|source| &source.text) {
            // carried by the binary: it never was on disk, or said the same there
            return false;
        }
        let Some(file) = self.files.remove(path) else { return false };
        self.sources.texts[file.id.0 as usize] = Source::new("", "");
        self.faulty.remove(&file.id);
        self.stale.remove(&file.id);
        self.free.push(file.id);
        // what the binary carries comes back when the site's own is gone
        if let Some(source) = carried {
            self.take_text(source, None);
        }
        true
    }

    fn take_text(&mut self, source: Source, refusal: Option<Refusal>) -> Option<bool> {
        let known = self.files.get(&source.path).map(|file| (file.id, file.refusal));
        if let Some((id, before)) = known
            && before == refusal
            && self.sources.texts[id.0 as usize].text == source.text
            && self.sources.texts[id.0 as usize].sheet == source.sheet
        {
            return None;
        }
        let id = known.map_or_else(|| self.number(), |(id, _)| id);
        let (parsed, faults) = match refusal {
            Some(refusal) => parse::refused_file(&source, id, refusal),
            None => parse::parse_file(&source, id),
        };
        self.sources.texts[id.0 as usize] = source.clone();
        Some(self.file(source.path, File { id, refusal, parsed, faults }))
    }

    fn number(&mut self) -> SourceId {
        self.free.pop().unwrap_or_else(|| {
            self.sources.texts.push(Source::new("", ""));
            SourceId(u32::try_from(self.sources.texts.len() - 1).unwrap_or(u32::MAX))
        })
    }

    /// Keeps a file's new state; true when the content has to be put together anew.
    fn file(&mut self, path: String, mut file: File) -> bool {
        let id = file.id;
        match file.faults.is_empty() {
            true => self.faulty.remove(&id),
            false => self.faulty.insert(id),
        };
        let before = self.files.remove(&path);
        let unreadable = matches!(file.parsed, Parsed::Broken(_) | Parsed::Nothing)
            && file.faults.iter().any(Diagnostic::is_error);
        let was_good = |file: &File| !matches!(file.parsed, Parsed::Broken(_) | Parsed::Nothing);
        let whole = match before {
            Some(before) if unreadable && was_good(&before) => {
                self.stale.insert(id);
                file.parsed = before.parsed;
                false
            }
            _ => {
                self.stale.remove(&id);
                !before.is_some_and(|before| replace(&mut self.content, &before.parsed, &file.parsed))
            }
        };
        self.files.insert(path, file);
        whole
    }

    fn assemble(&mut self) -> Result<(), Trouble> {
        let parsed = self.files.values().map(|file| file.parsed.clone());
        let assembled = parse::assemble(&self.sources, parsed);
        (self.content, self.of_sheets) = (assembled.value, assembled.diagnostics);
        self.log = Arc::new(parse::log(&self.sources));
        let posted = build::posted(&self.root, &self.log)?;
        build::keep_posted(&mut self.content, &self.root, posted)
    }
}
