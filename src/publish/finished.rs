//! The finished page of a notice that was posted, as a reader gets it: does it still show the notice?
//!
//! A theme may make of a notice what it likes, so the guard looks at what came out: the facts have to stand
//! in the visible text of `<main>`, nothing may send readers or search engines away, and some list has to
//! lead to it. Source: the posting page of the design, "The guard".
//!
//! Judged are the page and the style sheets that it names, at rest and with every switch on. Not judged is
//! what a script would do: for that the theme's fingerprint is in the log. Never: disk, content, words.

mod address;
mod custom;
mod declared;
mod depth;
mod fact;
mod ink;
mod lists;
mod look;
mod media;
mod moved;
mod page;
mod prelude;
mod rules;
mod selector;
mod sheet;
mod shown;
mod spelled;
mod styles;
mod text;
mod tint;
mod tinted;
mod value;
mod wanted;

pub use fact::Fact;
pub use lists::Lists;
pub use page::{Page, look};
pub use styles::Styles;
pub use wanted::{Scored, Wanted, wanted};

/// What keeps a reader from the notice.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hidden {
    /// A fact is not in the visible text; with the first words of it.
    Fact {
        /// What it is.
        fact: Fact,
        /// Its beginning, as it should read.
        words: String,
    },
    /// The page has no `<main>`, or more than one.
    NoMain,
    /// Nothing of its `<main>` is seen: it, or what it lies in, is hidden or covered.
    Unseen,
    /// A meta tag asks search engines to pass the page by.
    NoIndex,
    /// A meta tag sends readers elsewhere.
    Refresh,
    /// Words of the theme that say that the notice no longer holds.
    Denied {
        /// As they stand on the page.
        words: String,
    },
    /// A style sheet from elsewhere, which can hide anything at any time.
    ForeignSheet {
        /// As it is written.
        address: String,
    },
    /// A style sheet that is nested deeper than is read, while browsers read on.
    DeepSheet {
        /// As it is written; empty for one in the page itself.
        address: String,
    },
    /// The page says that its addresses start from another place, where its style sheets and links then lie.
    Based,
    /// The page does not lead to a former version.
    Unlinked {
        /// Where that lies, by its folder under the site.
        folder: String,
    },
    /// The page does not lead to a file that the notice offers.
    Unoffered {
        /// Its path under the site.
        path: String,
    },
    /// Neither the home page nor a list of notices has a visible link to it.
    Unlisted,
}
