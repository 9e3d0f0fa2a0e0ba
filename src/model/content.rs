//! Everything that was read, by kind.

use crate::model::activity::Activity;
use crate::model::calendar::WorkCalendar;
use crate::model::digest::Digest;
use crate::model::download::TypeFault;
use crate::model::entries::Entries;
use crate::model::facets::{Entry, Facet, Facets, points};
use crate::model::honour::Honour;
use crate::model::item::Item;
use crate::model::items::Items;
use crate::model::kind::Kinds;
use crate::model::log::PublicationLog;
use crate::model::notice::Notice;
use crate::model::page::Page;
use crate::model::picture::{Picture, PictureFault};
use crate::model::place::Places;
use crate::model::points::PointsBank;
use crate::model::posted_records::PostedRecords;
use crate::model::register::Register;
use crate::model::site::{Site, ThemeSettings};
use crate::model::word::ListedWord;
use crate::source::{SourceId, Spanned};
use jiff::civil::Date;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// Everything of the site. What is large is shared, so that `serve` can keep one version on show and change
/// a single item of the next.
#[derive(Clone, Debug, Default)]
pub struct Content {
    /// `site.yaml`.
    pub site: Site,
    /// `rules.yaml`.
    pub kinds: Kinds,
    /// `places.yaml`; open where there is none.
    pub places: Places,
    /// `calendar/`, all years.
    pub calendar: WorkCalendar,
    /// `notices/`, by id.
    pub notices: Items<Notice>,
    /// `honours/`, by id.
    pub honours: Items<Honour>,
    /// `activities/`, by id.
    pub activities: Items<Activity>,
    /// `pages/`, by id.
    pub pages: Items<Page>,
    /// `registers/`, by id.
    pub registers: Items<Register>,
    /// `points/`: rules, goods, households, batches and redemptions.
    pub points: PointsBank,
    /// `words.yaml`: words that are not to be used.
    pub words: Vec<ListedWord>,
    /// Themes in the site's folder.
    pub themes: Vec<ThemeSettings>,
    /// Files that are neither Markdown nor YAML, by path under `content/`.
    pub assets: BTreeMap<String, Asset>,
    /// Ids whose file could not be read, YAML files by path without ending; known, so that references to them
    /// are no second fault.
    pub broken: HashSet<String>,
    /// Markdown and YAML files that lie where nothing reads them.
    pub unplaced: Vec<Unplaced>,
    /// Former records of notices.
    pub posted: PostedRecords,
}

/// How many collections there are.
pub const COLLECTIONS: usize = 5;

/// A file that lies where nothing reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unplaced {
    /// To be shown.
    pub file: SourceId,
    /// Under `content/`.
    pub path: String,
    /// The file that is read in its place: `site.yaml` beside a `site.yml`.
    pub beside: Option<String>,
}

/// Bytes that a picture or attachment may have.
pub const ASSET_LIMIT: u64 = 64 << 20;

/// A picture or attachment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asset {
    /// In bytes.
    pub size: u64,
    /// Of its bytes, where somebody needed it and had it read.
    pub digest: Option<FileDigest>,
    /// What it is as a picture, if its name says that it is one.
    pub picture: Option<Result<Picture, PictureFault>>,
    /// Why it is not offered for download.
    pub refused: Option<TypeFault>,
}

/// SHA-256 of a file's bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FileDigest {
    /// As they lie under `content/`.
    pub source: Digest,
    /// As the site offers them: of a picture without what a camera wrote about place, time and owner.
    pub offered: Digest,
}

impl Content {
    /// Gives a day to notices that begin on the day on which they are posted: the one on which the log first saw
    /// them, and `today` before that.
    pub fn settle(&mut self, log: &PublicationLog, today: Date) {
        for i in 0..self.notices.len() {
            let notice = &self.notices[i];
            let Some(span) = notice.posting.as_ref().and_then(|posting| posting.from_posting) else {
                continue;
            };
            let day = log.posted(&notice.item.id).map_or(today, |posted| posted.first_seen.date());
            let mut settled = notice.clone();
            if let Some(posting) = &mut settled.posting {
                posting.value.from = Some(Spanned::new(day, span));
            }
            self.notices.replace(i, Arc::new(settled));
        }
    }

    /// Its settings or its kinds of notices could not be read.
    pub fn lacks_settings(&self) -> bool {
        ["site", "rules"].iter().any(|id| self.broken.contains(*id))
    }

    /// A notice by its id; none that could not be read.
    pub fn notice(&self, id: &str) -> Option<&Notice> {
        // parse sorts by id
        let found = self.notices.binary_search_by(|notice| notice.item.id.as_str().cmp(id));
        found.ok().map(|i| &self.notices[i])
    }

    /// The lists of all collections. Taken apart without a rest, so that a new one cannot be left out.
    pub fn lists(&self) -> [&dyn Entries; COLLECTIONS] {
        let Content {
            notices,
            honours,
            activities,
            pages,
            registers,
            site: _,
            kinds: _,
            places: _,
            calendar: _,
            points: _,
            words: _,
            themes: _,
            assets: _,
            broken: _,
            unplaced: _,
            posted: _,
        } = self;
        [notices, honours, activities, pages, registers]
    }

    /// Puts the entries of all collections in order.
    pub fn sort(&mut self) {
        let Content { notices, honours, activities, pages, registers, .. } = self;
        let lists: [&mut dyn Entries; COLLECTIONS] = [notices, honours, activities, pages, registers];
        lists.into_iter().for_each(Entries::sort);
    }

    /// Every entry, whatever its collection.
    pub fn entries(&self) -> impl Iterator<Item = &dyn Entry> {
        self.lists().into_iter().flat_map(|list| list.iter())
    }

    /// What every entry has.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.entries().map(Entry::item)
    }

    /// Every field with words in it of all entries, settings and lists, with its file, and the entry if it is
    /// one of an entry's.
    pub fn facets<'a>(&'a self, see: &mut dyn FnMut(SourceId, Option<&'a Item>, Facet<'a>)) {
        self.site.facets(&mut |facet| see(self.site.file, None, facet));
        for entry in self.entries() {
            let item = entry.item();
            entry.facets(&mut |facet| see(item.file, Some(item), facet));
            if let Some((file, far)) = entry.far() {
                far.facets(&mut |facet| see(file, Some(item), facet));
            }
        }
        points::facets(&self.points, &mut |file, facet| see(file, None, facet));
    }

    /// The entry of an id, whatever its collection.
    pub fn entry(&self, id: &str) -> Option<&dyn Entry> {
        self.lists().into_iter().find_map(|list| list.find(id).map(|i| list.at(i)))
    }

    /// The item of an id, whatever its collection.
    pub fn item(&self, id: &str) -> Option<&Item> {
        self.entry(id).map(Entry::item)
    }

    /// Whether an id is that of some entry, readable or not.
    pub fn knows(&self, id: &str) -> bool {
        self.entry(id).is_some() || self.broken.contains(id)
    }
}
