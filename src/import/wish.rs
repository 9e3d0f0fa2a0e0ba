//! What an import is given beside the file: what is known of the site, and what whoever imports says.

use super::prepared::Explained;
use super::sort::Sort;
use crate::model::content::Content;
use jiff::civil::Date;

/// What is known of the site into which something is imported.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    /// What it holds.
    pub content: &'a Content,
    /// Which day it is there.
    pub today: Date,
}

/// What whoever imports says of the file.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// What its rows are.
    pub sort: Option<Sort>,
    /// Its rows are the projects of one notice.
    pub one_notice: bool,
    /// What its headings mean.
    pub explained: Explained,
}
