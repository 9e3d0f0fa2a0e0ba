//! Which pictures out of the cache are believed when a site is published.
//!
//! Whoever can write the folder of the cache can put any picture there under the right name. For an ordinary build
//! that harms nobody but themselves. What records speak of is published only as it was made from the very bytes that
//! they name: anew, or just as it was published before from the same bytes.

use crate::model::digest::Digest;
use crate::plan::PlannedAsset;
use std::collections::{BTreeMap, BTreeSet};

/// What is believed; by default everything.
#[derive(Clone, Debug, Default)]
pub struct Believed {
    /// Files that records name, by path under `content/`: of pictures made from these nothing is believed.
    pub doubted: BTreeSet<String>,
    /// Those of them that are as they were in the last release.
    pub unchanged: BTreeSet<String>,
    /// The files of that release, by path, with the digest of each.
    pub released: BTreeMap<String, Digest>,
}

impl Believed {
    /// Whether a picture out of the cache may be published.
    pub(super) fn holds(&self, asset: &PlannedAsset, bytes: &[u8]) -> bool {
        !self.doubted.contains(&asset.source)
            || (self.unchanged.contains(&asset.source)
                && self.released.get(&asset.path) == Some(&Digest::of(bytes)))
    }
}
