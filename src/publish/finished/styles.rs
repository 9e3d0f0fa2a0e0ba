//! The style sheets of a site, each read and parsed once, however many pages name it.

use super::Hidden;
use super::address::{folder_of, inside};
use super::rules::Rules;
use super::sheet::Sheet;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// A site's style sheets, parsed as they are asked for.
pub struct Styles<'s> {
    base_url: &'s str,
    read: &'s (dyn Fn(&str) -> Option<String> + Sync),
    known: Mutex<HashMap<String, Option<Arc<Sheet>>>>,
    together: Mutex<HashMap<String, Arc<Rules>>>,
}

/// A sheet with what it is known by: its path, or its text.
pub(super) type Named = (String, Arc<Sheet>);

impl<'s> Styles<'s> {
    /// `base_url` is the site's own address, with its final slash; `read` gives the text of a file by its path
    /// under the site.
    pub fn new(base_url: &'s str, read: &'s (dyn Fn(&str) -> Option<String> + Sync)) -> Styles<'s> {
        Styles { base_url, read, known: Mutex::default(), together: Mutex::default() }
    }

    /// The path under the site of an address in a file of `folder`.
    pub(super) fn inside(&self, folder: &str, address: &str) -> Option<String> {
        inside(self.base_url, folder, address)
    }

    /// A sheet by its path, and its own folder; `None` when the site has none of that name.
    fn sheet(&self, path: &str) -> Option<Arc<Sheet>> {
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sheet) = known().get(path) {
            return sheet.clone();
        }
        let sheet = (self.read)(path).map(|css| Arc::new(Sheet::parse(&css)));
        known().insert(path.to_owned(), sheet.clone());
        sheet
    }

    /// A sheet named in a file of `folder`, with all that it imports. What cannot be trusted goes to `hidden`.
    pub(super) fn named(&self, folder: &str, address: &str, hidden: &mut Vec<Hidden>) -> Vec<Named> {
        let mut found: Vec<Named> = Vec::new();
        let mut seen: Vec<String> = Vec::new();
        let mut waiting = vec![(folder.to_owned(), address.to_owned())];
        while let Some((folder, address)) = waiting.pop() {
            let Some(path) = self.inside(&folder, &address) else {
                hidden.push(Hidden::ForeignSheet { address });
                continue;
            };
            if seen.contains(&path) {
                continue;
            }
            match self.sheet(&path) {
                Some(sheet) => {
                    hidden.extend(sheet.too_deep.then_some(Hidden::DeepSheet { address }));
                    let folder = folder_of(&path);
                    waiting.extend(sheet.imports.iter().map(|import| (folder.to_owned(), import.clone())));
                    found.push((path.clone(), sheet));
                }
                None => hidden.push(Hidden::ForeignSheet { address }),
            }
            seen.push(path);
        }
        found
    }

    /// All of them together; pages mostly have the same.
    pub(super) fn together(&self, sheets: &[Named]) -> Arc<Rules> {
        let key: String = sheets.iter().flat_map(|(name, _)| [name.as_str(), "\0"]).collect();
        let known = || self.together.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(rules) = known().get(&key) {
            return Arc::clone(rules);
        }
        let sheets: Vec<Arc<Sheet>> = sheets.iter().map(|(_, sheet)| Arc::clone(sheet)).collect();
        let rules = Arc::new(Rules::of(&sheets));
        known().insert(key, Arc::clone(&rules));
        rules
    }
}
