//! The settings of a site without all the rest.

use crate::disk::Trouble;
use crate::model::site::Site;
use crate::parse::{self, Parsed};
use crate::read::{self, Now};
use crate::source::SourceId;
use std::path::Path;

/// What `content/site.yaml` says, as far as it can be read; faults in it are told when the whole site is read.
///
/// # Errors
/// When it is there and cannot be read.
pub fn site_alone(root: &Path) -> Result<Site, Trouble> {
    let Now::Text(source, None) = read::look(root, "content/site.yaml")? else { return Ok(Site::default()) };
    match parse::parse_file(&source, SourceId::NOWHERE).0 {
        Parsed::Site(site) => Ok(*site),
        _ => Ok(Site::default()),
    }
}
