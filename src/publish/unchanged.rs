//! What may be published as it was: pictures of notices and honours that did not change since the last release, and
//! only of a release that the log vouches for. See [`Believed`].

use crate::build::Believed;
use crate::evidence::anchor::Carried;
use crate::model::candidate::Candidate;
use crate::model::content::Content;
use crate::model::digest::Digest;
use crate::model::log::PublicationLog;
use crate::model::record::{self, held_honour};
use crate::model::release::Release;
use std::collections::BTreeSet;

/// What the cache is believed of.
pub(super) fn believed(
    content: &Content,
    log: &PublicationLog,
    candidates: &[Candidate],
    shown: Option<&Carried>,
) -> Believed {
    let doubted = record::files(content);
    let Some(release) = shown.and_then(|carried| vouched(log, carried)) else {
        return Believed { doubted, ..Believed::default() };
    };
    let is_same = |candidate: &&Candidate| {
        log.posted(&candidate.id).is_some_and(|posted| posted.kept.record == candidate.parts.record)
    };
    let (same, other): (Vec<_>, Vec<_>) = candidates.iter().partition(is_same);
    let of_notices = |list: Vec<&Candidate>| {
        list.into_iter().flat_map(|one| one.files.iter().cloned()).collect::<BTreeSet<String>>()
    };
    let honours = content.honours.iter().map(|honour| (&honour.item.id, held_honour(content, honour).record));
    let (kept, changed): (Vec<_>, Vec<_>) = honours
        .partition(|(id, record)| log.records().get(id).is_some_and(|kept| kept.recorded.record == *record));
    let of_honours = |list: Vec<(&String, Digest)>| {
        list.into_iter().flat_map(|(id, _)| record::files_of(content, id)).collect::<BTreeSet<String>>()
    };
    let mut unchanged = of_notices(same);
    unchanged.extend(of_honours(kept));
    let others: BTreeSet<String> = of_notices(other).into_iter().chain(of_honours(changed)).collect();
    unchanged.retain(|path| !others.contains(path));
    let released = release.contents.iter().map(|(path, print)| (path.clone(), print.sha256)).collect();
    Believed { doubted, unchanged, released }
}

/// The release that visitors see, if it is the last that the log tells of.
pub(super) fn vouched<'c>(log: &PublicationLog, carried: &'c Carried) -> Option<&'c Release> {
    let (_, told) = log.last_release()?;
    carried.told().filter(|_| told.digest == Digest::of(&carried.release))
}
