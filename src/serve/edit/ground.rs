//! What the form has to know of a site: the names that its fields choose from, and what is posted.

use crate::disk::Trouble;
use crate::model::content::Content;
use crate::model::log::{PATH, PublicationLog};
use crate::parse;
use crate::read::{self, Now, Sources};
use crate::source::SourceId;
use std::path::Path;

/// Files that give names to things.
const NAMING: [&str; 5] = ["rules", "places", "points/rules", "points/goods", "points/households"];
const ENDINGS: [&str; 3] = ["yaml", "csv", "xlsx"];

pub(super) struct Ground {
    pub content: Content,
    pub log: PublicationLog,
}

impl Ground {
    pub(super) fn read(root: &Path) -> Result<Ground, Trouble> {
        let mut sources = Sources::default();
        for name in NAMING {
            for ending in ENDINGS {
                take(root, &format!("content/{name}.{ending}"), &mut sources)?;
            }
        }
        let content = parse::parse(&sources).value;
        let mut sources = Sources::default();
        take(root, PATH, &mut sources)?;
        Ok(Ground { content, log: parse::log(&sources) })
    }
}

fn take(root: &Path, path: &str, sources: &mut Sources) -> Result<(), Trouble> {
    let (Now::Text(source, refusal) | Now::Sheet(source, refusal, _)) = read::look(root, path)? else {
        return Ok(());
    };
    let id = SourceId(u32::try_from(sources.texts.len()).unwrap_or(u32::MAX));
    sources.refused.extend(refusal.map(|refusal| (id, refusal)));
    sources.texts.push(source);
    Ok(())
}
