//! What is shown for any missing address.

use super::frame::meta;
use super::made::PageView;
use crate::plan::addresses::{Addresses, Floors};
use crate::plan::facts::Audience;

/// What hosts show for a missing address, at whatever depth: its links start at the host.
pub fn not_found(floors: &Floors) -> PageView<'static> {
    let mut meta = meta(floors, "404", "没有这个页面", Addresses::NOT_FOUND);
    // served for any missing address, however deep: only a path from the host's root leads home from everywhere
    meta.root = match floors.facts.settings.audience {
        Audience::Public => floors.facts.content.site.base_path(),
        Audience::Clerk => "/".into(),
    };
    meta.noindex = true;
    PageView::new(meta, Vec::new())
}
