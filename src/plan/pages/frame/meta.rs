//! The head of a page.

use super::links::page_link;
use crate::plan::addresses::{Addresses, Floors, url};
use crate::plan::facts::Facts;
use crate::plan::view::{ColumnView, LinkView, PageMeta};

/// The frame of a page in `folder`, described by its title until the caller knows better.
pub(crate) fn meta(floors: &Floors, template: &'static str, title: &str, folder: &str) -> PageMeta {
    PageMeta {
        template,
        title: title.to_owned(),
        url: format!("/{folder}"),
        href: url::page_href(folder),
        canonical: floors.addresses.absolute(folder),
        root: url::root_of(folder),
        description: format!("{}：{title}", floors.facts.content.site.name.value),
        ..PageMeta::default()
    }
}

pub(crate) fn column(name: &str, description: &str, kind: &str) -> ColumnView {
    ColumnView {
        name: name.to_owned(),
        description: description.to_owned(),
        keywords: format!("{name},公示,公开"),
        kind: kind.to_owned(),
    }
}

/// Breadcrumbs: home, the links given, the page itself.
pub(crate) fn trail(above: impl IntoIterator<Item = LinkView>, title: &str) -> Vec<LinkView> {
    let home = page_link("首页", Addresses::HOME);
    let own = LinkView { title: title.to_owned(), ..LinkView::default() };
    std::iter::once(home).chain(above).chain([own]).collect()
}

/// A line of the publication log as shown: the beginning of the chain's value there, and its number.
pub(crate) fn log_head(facts: &Facts, line: usize) -> (Option<String>, usize) {
    let shown = facts.log.at_line(line).map(|head| head.hash.to_string().chars().take(16).collect());
    (shown, line)
}
