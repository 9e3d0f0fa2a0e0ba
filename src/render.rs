//! One planned page + the theme → bytes.
//!
//! Pure, one page at a time, called in parallel by the build and on demand by `serve`. Values that many
//! pages show (the site, list items, filters) are turned into template values once and shared. Templates
//! escape whatever they print; a body's HTML comes from [`body`], which lets no raw HTML through.

pub mod body;
mod bounds;
mod fault;
pub mod theme;

use crate::collection::Collection;
use crate::diagnostic::Diagnostic;
use crate::plan::{CardList, PageId, PageView, SitePlan, View};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::{HashMap, HashSet};
use tera::{Context, Value};
use theme::Theme;

/// A plan and a theme, with the values that pages share.
pub struct Renderer<'a> {
    plan: &'a SitePlan<'a>,
    theme: &'a Theme,
    site: Value,
    /// Cards as template values; see [`is_kept`].
    cards: HashMap<Collection, Vec<Value>>,
    filters: HashMap<Collection, Value>,
}

impl<'a> Renderer<'a> {
    /// Makes once what pages share; renders none yet.
    pub fn new(plan: &'a SitePlan<'a>, theme: &'a Theme) -> Renderer<'a> {
        let mut site = plan.site().clone();
        site.assets_version = theme.version().to_owned();
        Renderer {
            plan,
            theme,
            site: value(&site),
            cards: Collection::ALL.into_iter().filter(is_kept).map(|one| (one, values(plan, one))).collect(),
            filters: plan.filter_rows().map(|(shelf, rows)| (shelf, value(rows))).collect(),
        }
    }

    /// The bytes of one page.
    ///
    /// # Errors
    /// A fault in a template, with its place.
    pub fn render(&self, page: PageId) -> Result<Vec<u8>, Diagnostic> {
        match self.plan.view(page) {
            View::File(bytes) => Ok(bytes),
            View::Page(view) => self.page(*view),
        }
    }

    /// One page of every sort, so that a fault in a template shows before all are made.
    pub fn trial(&self) -> Vec<Diagnostic> {
        let mut tried = HashSet::new();
        let pages = 0..self.plan.pages().len();
        let firsts = pages.filter(|&page| self.plan.sort_of(page).is_some_and(|sort| tried.insert(sort)));
        firsts.filter_map(|page| self.render(page).err()).collect()
    }

    fn page(&self, view: PageView) -> Result<Vec<u8>, Diagnostic> {
        let mut context = Context::new();
        context.insert_value("site", self.site.clone());
        context.insert("page", &view.meta);
        for (name, data) in &view.data {
            context.insert_value(*name, value(data));
        }
        for (name, list) in &view.lists {
            context.insert_value(*name, self.list(list));
        }
        let filters = view.filters.and_then(|shelf| self.filters.get(&shelf));
        context.insert_value("filters", filters.cloned().unwrap_or_else(|| Value::from(Vec::<Value>::new())));
        if let Some(text) = &view.body {
            let body = body::html(text.text(), &view.meta.root, |target| self.plan.href_in(text, target));
            context.insert_value("body", Value::safe_string(&body.html));
            context.insert("toc", &body.headings);
        }
        self.theme.render(view.meta.template, &context)
    }

    /// Items as template values.
    fn list(&self, list: &CardList) -> Value {
        let CardList { collection, members } = list;
        let made = |&i: &u32| self.plan.card(*collection, i as usize).map(value);
        let values: Vec<Value> = match self.cards.get(collection) {
            Some(cards) => members.iter().map(|&i| cards[i as usize].clone()).collect(),
            None => members.iter().filter_map(made).collect(),
        };
        Value::from(values)
    }
}

fn value<T: Serialize + ?Sized>(view: &T) -> Value {
    Value::from_serializable(view)
}

/// Cards are kept as template values. Those of notices are made for each list anew: to keep a hundred thousand
/// took 190 MB, and to make them, twenty a page, no time that could be measured.
fn is_kept(collection: &Collection) -> bool {
    *collection != Collection::Notices
}

/// All cards of a collection.
fn values(plan: &SitePlan, collection: Collection) -> Vec<Value> {
    let all = (0..plan.card_count(collection)).into_par_iter();
    all.filter_map(|i| plan.card(collection, i).map(value)).collect()
}
