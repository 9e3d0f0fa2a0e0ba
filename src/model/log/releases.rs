//! The releases of a site, as far as they matter to later ones.

use super::event::Released;
use super::signs::Known;

/// What the log says of releases.
#[derive(Clone, Debug, Default)]
pub struct Releases {
    last: Option<(usize, Released)>,
    signs: Known,
    healed: Vec<(usize, usize)>,
    renamed: Vec<(usize, String)>,
}

impl Releases {
    pub(super) fn take(&mut self, release: Released, line: usize) {
        self.healed.extend(release.behind.map(|shown| (line, shown)));
        let was = release.signs.iter().filter_map(|signs| signs.site.as_ref()?.was.clone());
        self.renamed.extend(was.map(|was| (line, was)));
        release.signs.iter().for_each(|signs| self.signs.take(signs));
        self.last = Some((line, release));
    }

    /// The last one and its line.
    pub fn last(&self) -> Option<(usize, &Released)> {
        self.last.as_ref().map(|(line, release)| (*line, release))
    }

    /// By what readers find their way to notices, as last published.
    pub fn signs(&self) -> &Known {
        &self.signs
    }

    /// Lines of releases that found the site showing an earlier one than the last, and the lines of those.
    pub fn healed(&self) -> &[(usize, usize)] {
        &self.healed
    }

    /// Lines of releases that gave the site another name, and its former one.
    pub fn renamed(&self) -> &[(usize, String)] {
        &self.renamed
    }
}
