//! Page numbers.

use crate::plan::view::{LinkView, Pager};

/// Page numbers under a list of `total` items; `href` gives the link to a page, counted from 0.
pub(crate) fn pager(total: usize, page_size: usize, page: usize, href: impl Fn(usize) -> String) -> Pager {
    let pages = total.div_ceil(page_size).max(1);
    let near = page.saturating_sub(2)..(page + 3).min(pages);
    let (mut links, mut next) = (Vec::new(), 0);
    // the first, those around, the last: never a walk over all, which every page of a list would make again
    for shown in std::iter::once(0).chain(near).chain([pages - 1]) {
        if shown > next {
            links.push(LinkView { title: "…".into(), ..LinkView::default() });
        }
        if shown >= next {
            links.push(LinkView { title: (shown + 1).to_string(), href: href(shown), count: None });
            next = shown + 1;
        }
    }
    Pager {
        number: page + 1,
        pages,
        total,
        previous: page.checked_sub(1).map(&href),
        next: (page + 1 < pages).then(|| href(page + 1)),
        links,
    }
}
