//! One planned page + the theme → bytes.
//!
//! Pure, one page at a time, called in parallel by the build and on demand by `serve`. What a page is made from is
//! gathered first ([`Inputs`]), and making it sees nothing else but the theme: so the fingerprint of the one tells
//! whether the other would come out as before. Values that many pages show (the site, list items, filters) are turned
//! into template values once and shared. Templates escape whatever they print; a body's HTML comes from [`body`], which
//! lets no raw HTML through.

pub mod body;
mod bounds;
mod fault;
mod inputs;
mod notes;
mod shared;
mod table;
pub mod theme;

pub use inputs::Inputs;

use crate::collection::Collection;
use crate::diagnostic::Diagnostic;
use crate::plan::{CardList, PageId, PageView, SitePlan, View};
use inputs::{Listed, Text};
use rayon::prelude::*;
use shared::Shared;
use std::collections::{HashMap, HashSet};
use theme::Theme;

/// A plan and a theme, with the values that pages share.
pub struct Renderer<'a> {
    plan: &'a SitePlan<'a>,
    theme: &'a Theme,
    site: Shared,
    /// Cards as template values; see [`is_kept`].
    cards: HashMap<Collection, Vec<Shared>>,
    filters: HashMap<Collection, Shared>,
    no_filters: Shared,
}

/// A page or file that could be made.
pub enum Ready<'r> {
    /// To be rendered by a template.
    Page(Box<Inputs<'r>>),
    /// A file made as it is.
    File(Vec<u8>),
}

impl<'a> Renderer<'a> {
    /// Makes once what pages share; renders none yet.
    pub fn new(plan: &'a SitePlan<'a>, theme: &'a Theme) -> Renderer<'a> {
        let mut site = plan.site().clone();
        site.assets_version = theme.version().to_owned();
        Renderer {
            plan,
            theme,
            site: Shared::new(&site),
            cards: Collection::ALL.into_iter().filter(is_kept).map(|one| (one, cards(plan, one))).collect(),
            filters: plan.filter_rows().map(|(shelf, rows)| (shelf, Shared::new(rows))).collect(),
            no_filters: Shared::new::<[(); 0]>(&[]),
        }
    }

    /// The bytes of one page.
    ///
    /// # Errors
    /// A fault in a template, with its place.
    pub fn render(&self, page: PageId) -> Result<Vec<u8>, Diagnostic> {
        self.make(self.ready(page))
    }

    /// All that a page is made from.
    pub fn ready(&self, page: PageId) -> Ready<'_> {
        match self.plan.view(page) {
            View::File(bytes) => Ready::File(bytes),
            View::Page(view) => Ready::Page(Box::new(self.inputs(*view))),
        }
    }

    /// Makes a page from that.
    ///
    /// # Errors
    /// A fault in a template, with its place.
    pub fn make(&self, ready: Ready) -> Result<Vec<u8>, Diagnostic> {
        match ready {
            Ready::File(bytes) => Ok(bytes),
            Ready::Page(inputs) => inputs.render(self.theme),
        }
    }

    /// One page of every sort, so that a fault in a template shows before all are made.
    pub fn trial(&self) -> Vec<Diagnostic> {
        let mut tried = HashSet::new();
        let pages = 0..self.plan.pages().len();
        let firsts = pages.filter(|&page| self.plan.sort_of(page).is_some_and(|sort| tried.insert(sort)));
        firsts.filter_map(|page| self.render(page).err()).collect()
    }

    fn inputs<'r>(&'r self, view: PageView<'r>) -> Inputs<'r> {
        let PageView { meta, data, lists, filters, body } = view;
        Inputs {
            site: &self.site,
            meta,
            data,
            lists: lists.iter().map(|(name, list)| (*name, self.list(list))).collect(),
            filters: filters.and_then(|shelf| self.filters.get(&shelf)).unwrap_or(&self.no_filters),
            body: body.map(|body| Text::new(body, |body, target| self.plan.href_in(body, target))),
        }
    }

    fn list(&self, list: &CardList) -> Vec<Listed<'_>> {
        let CardList { collection, members } = list;
        let made = |&i: &u32| self.plan.card(*collection, i as usize).map(Listed::Made);
        match self.cards.get(collection) {
            Some(cards) => members.iter().map(|&i| Listed::Kept(&cards[i as usize])).collect(),
            None => members.iter().filter_map(made).collect(),
        }
    }
}

/// Cards are kept as template values. Those of notices are made for each list anew: to keep a hundred thousand
/// took 190 MB, and to make them, twenty a page, no time that could be measured.
fn is_kept(collection: &Collection) -> bool {
    *collection != Collection::Notices
}

/// All cards of a collection.
fn cards(plan: &SitePlan, collection: Collection) -> Vec<Shared> {
    let all = (0..plan.card_count(collection)).into_par_iter();
    all.filter_map(|i| plan.card(collection, i).map(Shared::new)).collect()
}
