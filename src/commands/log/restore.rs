//! `log restore`: the log back from the published site.

use super::super::desk::{Desk, Ending, Ran};
use super::super::output::{say, tell};
use super::against;
use crate::disk::Disk;
use crate::evidence::restore::{Restored, fault, restore};
use crate::publish::{pending, record, words};
use crate::text;
use std::path::Path;

/// Takes over the log that a site carries, when the one here is gone or ends earlier.
///
/// # Errors
/// When the site cannot be had, or the log cannot be written.
pub(super) fn run(desk: &Desk, target: &str, ca: Option<&Path>) -> Ran {
    let carried = against::carried(target, ca)?;
    let site = desk.site()?;
    let root = &desk.options.root;
    let local = pending::read_log(root).map_err(|error| words::trouble(&error))?;
    match restore(&local, &carried) {
        Err(refusal) => {
            tell(desk, &[fault(&site.log, &refusal)], site.texts());
            Ok(Ending::Refused)
        }
        Ok(Restored::Nothing { lines }) => {
            record::let_go(root, &local, &Disk::new()).map_err(|error| words::trouble(&error))?;
            say(
                desk,
                &text!(
                    "网站上的张榜记录有 {lines} 行，这里都有，没有改动\n",
                    "The site's log has {lines} lines, and all of them are here; nothing was changed\n"
                ),
            );
            Ok(Ending::Done)
        }
        Ok(Restored::Becomes { text, lines }) => {
            record::put_back(root, &local, &text, &Disk::new()).map_err(|error| words::trouble(&error))?;
            let before = site.log.len();
            say(
                desk,
                &text!(
                    "张榜记录已从网站取回：原有 {before} 行，现在 {lines} 行\n",
                    "The log is back from the site: {before} lines before, {lines} now\n"
                ),
            );
            Ok(Ending::Done)
        }
    }
}
