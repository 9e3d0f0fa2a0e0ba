//! Pages of a generation that were rendered already, for many who ask for the same at once.

use crate::plan::PageId;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Bytes that are kept; more begin anew.
const MOST: usize = 4 << 20;

#[derive(Default)]
pub(super) struct Kept(Mutex<Pages>);

#[derive(Default)]
struct Pages {
    by_page: HashMap<PageId, Vec<u8>>,
    bytes: usize,
}

impl Kept {
    pub(super) fn get(&self, page: PageId) -> Option<Vec<u8>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).by_page.get(&page).cloned()
    }

    pub(super) fn keep(&self, page: PageId, html: &[u8]) {
        let mut pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if pages.bytes + html.len() > MOST {
            *pages = Pages::default();
        }
        if html.len() <= MOST && pages.by_page.insert(page, html.to_owned()).is_none() {
            pages.bytes += html.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_is_kept_than_may_be() {
        let kept = Kept::default();
        for page in 0..5 {
            kept.keep(page, &vec![b'x'; MOST / 3]);
            assert_eq!(kept.get(page).map(|html| html.len()), Some(MOST / 3));
        }
        let left = (0..5).filter(|page| kept.get(*page).is_some()).count();
        assert!((1..=3).contains(&left), "{left}");
        kept.keep(9, &vec![b'x'; MOST + 1]);
        assert_eq!(kept.get(9), None);
    }
}
