//! A file of the portal on its way to the disk: made when its turn comes, by whichever thread is free.

use super::error::Error;
use super::look::Look;
use super::search::grams::Grams;
use super::sheets::frame::Made;
use crate::disk::Trouble;
use crate::fingerprint::Fingerprint;
use crate::write::{Coming, OutputFile};

/// What is to be made.
pub(super) enum Job<'f> {
    /// A page.
    Page(&'f Look, Box<Made>),
    /// A file of the search's index.
    Grams(&'f Grams, usize),
    /// A file that is made.
    File(String, Vec<u8>),
    /// There will be no more.
    Trouble(Trouble),
}

impl Coming for Job<'_> {
    type Fault = Error;

    fn known(&self) -> Option<(&str, Fingerprint)> {
        None
    }

    fn make(self) -> Result<OutputFile, Error> {
        match self {
            Job::Page(look, made) => {
                let (path, page) = *made;
                Ok(OutputFile::new(path, look.render(&page).map_err(Error::Look)?))
            }
            Job::Grams(grams, bucket) => {
                let (path, bytes) = grams.file(bucket).map_err(Error::Disk)?;
                Ok(OutputFile::new(path, bytes))
            }
            Job::File(path, bytes) => Ok(OutputFile::new(path, bytes)),
            Job::Trouble(trouble) => Err(Error::Disk(trouble)),
        }
    }
}
