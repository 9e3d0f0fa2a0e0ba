//! What builds into a folder remember of the texts that they looked through, see [`Looked`]: beside the list of what they
//! made there, and of no use to another program. A release is made of what was looked through for it, and nothing is
//! remembered of a folder whose earlier build is doubted.

use super::destination::Destination;
use crate::check::Looked;
use crate::fingerprint::Fingerprint;
use crate::write::{self, Earlier};

/// Its name there.
const NAME: &str = "looked";

/// What is remembered of a folder by a program; without that, nothing is.
pub(super) fn read(program: Option<Fingerprint>, earlier: Earlier, into: Destination) -> Looked {
    let Destination::Folder(out) = into else { return Looked::default() };
    let heading = program.filter(|_| earlier == Earlier::Believed).map(heading);
    let bytes = heading.and_then(|heading| Some(write::aside(out, NAME)?.strip_prefix(&*heading)?.to_vec()));
    bytes.map_or_else(Looked::default, |bytes| Looked::read(&bytes))
}

/// Remembers it for the next build.
pub(super) fn keep(program: Option<Fingerprint>, into: Destination, looked: Looked) {
    if let (Destination::Folder(out), Some(program)) = (into, program) {
        write::put_aside(out, NAME, &[heading(program), looked.bytes()].concat());
    }
}

fn heading(program: Fingerprint) -> Vec<u8> {
    format!("zhangbang 1 {program}\n").into_bytes()
}
