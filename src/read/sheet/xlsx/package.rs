//! The archive, whose parts are unpacked into nothing but their reader, up to a limit each.

use super::super::super::refusal::SheetFault;
use std::borrow::Cow;
use std::io::{BufRead, BufReader, Cursor, ErrorKind, Read};
use zip::ZipArchive;

/// Bytes of a sheet of rows and cells: a hundred thousand rows have some sixty million, and a million that
/// are blank, with borders and all, as many.
pub(in crate::read) const LARGE: u64 = 128 << 20;
/// Bytes of any other part.
pub(in crate::read) const SMALL: u64 = 32 << 20;
/// Bytes between two tags: a cell holds 32,767 characters, and the reader keeps what lies between tags in memory.
const RUN: usize = 1 << 20;

pub(in crate::read) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Bytes that may still come out of all parts together.
    left: u64,
}

impl<'a> Package<'a> {
    pub(in crate::read) fn open(bytes: &'a [u8]) -> Result<Package<'a>, SheetFault> {
        Package::within(bytes, 4 * LARGE)
    }

    /// One of which no more than so many bytes are unpacked in all.
    pub(in crate::read) fn within(bytes: &'a [u8], left: u64) -> Result<Package<'a>, SheetFault> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| SheetFault::Broken)?;
        Ok(Package { archive, left })
    }

    /// What its parts are called.
    pub(in crate::read) fn names(&self) -> Vec<String> {
        self.archive.file_names().flatten().map(Cow::into_owned).collect()
    }

    /// The text of a part; `None` when there is none of this name.
    pub(in crate::read) fn part(
        &mut self,
        name: &str,
        limit: u64,
    ) -> Result<Option<impl BufRead>, SheetFault> {
        let Some(at) = self.archive.index_for_name(name) else { return Ok(None) };
        let file = self.archive.by_index(at).map_err(|_| SheetFault::Broken)?;
        let capped = Capped { inner: file, left: limit, all: &mut self.left, run: 0, longest: RUN };
        Ok(Some(BufReader::new(capped)))
    }

    /// The bytes of a part that is no text; `None` when there is none of this name.
    pub(in crate::read) fn bytes(&mut self, name: &str, limit: u64) -> Result<Option<Vec<u8>>, SheetFault> {
        let Some(at) = self.archive.index_for_name(name) else { return Ok(None) };
        let file = self.archive.by_index(at).map_err(|_| SheetFault::Broken)?;
        let longest = usize::MAX;
        let mut capped = Capped { inner: file, left: limit, all: &mut self.left, run: 0, longest };
        let mut bytes = Vec::new();
        match capped.read_to_end(&mut bytes) {
            Ok(_) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::FileTooLarge => Err(SheetFault::TooMuch),
            Err(_) => Err(SheetFault::Broken),
        }
    }
}

/// A reader that fails where more comes out than may, in all or between two tags.
struct Capped<'l, R> {
    inner: R,
    left: u64,
    all: &'l mut u64,
    /// Bytes since the last tag began.
    run: usize,
    /// How many those may be.
    longest: usize,
}

impl<R: Read> Read for Capped<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(into)?;
        self.left = self.left.checked_sub(read as u64).ok_or(ErrorKind::FileTooLarge)?;
        *self.all = self.all.checked_sub(read as u64).ok_or(ErrorKind::FileTooLarge)?;
        self.run = match memchr::memrchr(b'<', &into[..read]) {
            Some(last) => read - last,
            None => self.run.saturating_add(read),
        };
        if self.run > self.longest { Err(ErrorKind::FileTooLarge.into()) } else { Ok(read) }
    }
}
