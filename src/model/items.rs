//! A list of items that can be copied and changed in one place without copying the items.
//!
//! `serve` keeps one version of the content on show while it makes the next; both share what is the same.

use rayon::prelude::*;
use std::ops::Index;
use std::slice;
use std::sync::Arc;

/// Reads like a list of `T`; holds shared ones.
#[derive(Clone, Debug)]
pub struct Items<T>(Vec<Arc<T>>);

/// Goes through a list.
pub type Iter<'a, T> = std::iter::Map<slice::Iter<'a, Arc<T>>, fn(&Arc<T>) -> &T>;

impl<T> Items<T> {
    /// All of them, in order.
    pub fn iter(&self) -> Iter<'_, T> {
        self.0.iter().map(Arc::as_ref)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// One by its place.
    pub fn get(&self, index: usize) -> Option<&T> {
        self.0.get(index).map(Arc::as_ref)
    }

    /// The first one.
    pub fn first(&self) -> Option<&T> {
        self.get(0)
    }

    /// Adds one at the end.
    pub fn push(&mut self, item: Arc<T>) {
        self.0.push(item);
    }

    /// Puts another item in the place of one; the older version of the list keeps its own.
    pub fn replace(&mut self, index: usize, item: Arc<T>) {
        if let Some(place) = self.0.get_mut(index) {
            *place = item;
        }
    }

    /// Puts them in an order.
    pub fn sort_by(&mut self, mut order: impl FnMut(&T, &T) -> std::cmp::Ordering) {
        self.0.sort_by(|a, b| order(a, b));
    }

    /// As of a slice: the index of what was looked for, or where it would stand.
    ///
    /// # Errors
    /// The index where it would stand.
    pub fn binary_search_by(&self, mut order: impl FnMut(&T) -> std::cmp::Ordering) -> Result<usize, usize> {
        self.0.binary_search_by(|item| order(item))
    }

    /// How many, from the first on, come before; they have to be in that order.
    pub fn partition_point(&self, mut before: impl FnMut(&T) -> bool) -> usize {
        self.0.partition_point(|item| before(item))
    }
}

impl<T: Send + Sync> Items<T> {
    /// All of them, by several threads.
    pub fn par_iter(&self) -> impl IndexedParallelIterator<Item = &T> {
        self.0.par_iter().map(Arc::as_ref)
    }
}

impl<T> Default for Items<T> {
    fn default() -> Items<T> {
        Items(Vec::new())
    }
}

impl<T> Index<usize> for Items<T> {
    type Output = T;

    fn index(&self, index: usize) -> &T {
        &self.0[index]
    }
}

impl<'a, T> IntoIterator for &'a Items<T> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;

    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
    }
}

impl<T> FromIterator<T> for Items<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Items<T> {
        Items(items.into_iter().map(Arc::new).collect())
    }
}
