//! The sizes in which a picture is published, and the path of each.

use crate::model::content::Content;
use crate::model::picture::{Format, Picture};

/// Pixels across: what fills a page's column on a sharp screen.
const WIDE: u32 = 1200;

/// Pixels across: what fills a phone.
const SMALL: u32 = 480;

/// Pictures not much wider than the small size need no small one, nor do drawings: theirs are no shorter.
const WORTH_IT: u32 = 720;

/// What is done to a file of the content before it is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Make {
    /// As it is; pictures without what the camera wrote about its owner.
    Copy,
    /// A smaller one of it.
    Picture {
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
        /// In which it is written.
        format: Format,
        /// Bytes of memory that making it takes.
        cost: u64,
    },
}

/// One size in which a picture is published.
pub struct Size {
    /// Relative to the output folder.
    pub path: String,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

/// The wide one first.
pub fn sizes(content: &Content, source: &str, picture: &Picture) -> Vec<Size> {
    let small = (picture.width > WORTH_IT && picture.published == Format::Jpeg).then_some(SMALL);
    let size = |most: u32| {
        let (width, height) = picture.fit(most);
        Size { path: path(content, source, width, picture.published), width, height }
    };
    [WIDE].into_iter().chain(small).map(size).collect()
}

/// `路/现场.jpg` → `路/现场-1200.jpg`; another ending stands in the name, so that no two pictures meet, and
/// a file of the content that has the name already keeps it.
fn path(content: &Content, source: &str, width: u32, format: Format) -> String {
    let ending = format.ending();
    let (stem, own) = source.rsplit_once('.').unwrap_or((source, ""));
    let stem = if own == ending { stem.to_owned() } else { format!("{stem}-{own}") };
    let mut path = format!("{stem}-{width}.{ending}");
    while content.assets.contains_key(&path) {
        path.insert(path.len() - ending.len() - 1, '_');
    }
    path
}
