//! Pages of a generation that were rendered already, for many who ask for the same at once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Bytes that are kept; more begin anew.
const MOST: usize = 4 << 20;

#[derive(Default)]
pub(super) struct Kept(Mutex<Pages>);

#[derive(Default)]
struct Pages {
    by_path: HashMap<String, Arc<[u8]>>,
    bytes: usize,
}

impl Kept {
    pub(super) fn get(&self, path: &str) -> Option<Arc<[u8]>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).by_path.get(path).cloned()
    }

    pub(super) fn keep(&self, path: &str, html: &[u8]) {
        let mut pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if pages.bytes + html.len() > MOST {
            *pages = Pages::default();
        }
        if html.len() <= MOST && pages.by_path.insert(path.to_owned(), html.into()).is_none() {
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
        let paths = ["a", "b", "c", "d", "e"];
        for path in paths {
            kept.keep(path, &vec![b'x'; MOST / 3]);
            assert_eq!(kept.get(path).map(|html| html.len()), Some(MOST / 3));
        }
        let left = paths.iter().filter(|path| kept.get(path).is_some()).count();
        assert!((1..=3).contains(&left), "{left}");
        kept.keep("too long", &vec![b'x'; MOST + 1]);
        assert_eq!(kept.get("too long"), None);
    }
}
