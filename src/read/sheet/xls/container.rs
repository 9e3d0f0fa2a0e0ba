//! The old container: a small file system in a file. Whatever it claims, no sector is followed twice.

use super::super::super::refusal::SheetFault;

/// Sectors from this number on are none: the end of a chain, a free one.
const LAST: u32 = 0xFFFF_FFFA;
/// Bytes of an entry of the folder.
const ENTRY: usize = 128;
/// Streams that are shorter lie in the small sectors of another.
const SMALL: usize = 4_096;
/// Bytes of a small sector.
const SMALL_SECTOR: usize = 64;
/// Bytes before the first sector, as far as they say where things are.
const HEADER: usize = 512;

/// Bytes of a book: hundreds of thousands of rows have fewer.
const MOST: usize = 24 << 20;

struct Container<'a> {
    bytes: &'a [u8],
    sector: usize,
    next: Vec<u32>,
}

/// The bytes of the first stream that has one of some names.
pub(super) fn stream(bytes: &[u8], names: &[&str]) -> Result<Vec<u8>, SheetFault> {
    if bytes.len() > MOST {
        return Err(SheetFault::TooMuch);
    }
    found(bytes, names).ok_or(SheetFault::Broken)
}

fn found(bytes: &[u8], names: &[&str]) -> Option<Vec<u8>> {
    let shift = short(bytes, 30)?;
    let sector = 1usize << Some(shift).filter(|shift| (9..=12).contains(shift))?;
    let mut container = Container { bytes, sector, next: Vec::new() };
    container.next = container.table()?;
    let folder = container.chain(long(bytes, 48)?);
    let entries: Vec<&[u8]> = folder.chunks_exact(ENTRY).collect();
    let entry = names
        .iter()
        .find_map(|name| entries.iter().find(|entry| self::name(entry).as_deref() == Some(name)))?;
    let (start, size) = (long(entry, 116)?, usize::try_from(long(entry, 120)?).ok()?);
    if size >= SMALL {
        let mut stream = container.chain(start);
        stream.truncate(size);
        return Some(stream);
    }
    let root = entries.first()?;
    let all = container.chain(long(root, 116)?);
    let table = container.chain(long(bytes, 60)?);
    let next: Vec<u32> = table.chunks_exact(4).filter_map(|four| long(four, 0)).collect();
    let small = Container { bytes: &all, sector: SMALL_SECTOR, next };
    let mut stream = small.followed(start, 0);
    stream.truncate(size);
    Some(stream)
}

impl Container<'_> {
    /// Which sector follows which: told by sectors that the header names, and by others that those name.
    fn table(&self) -> Option<Vec<u32>> {
        const NAMED: usize = 109;
        let mut sectors: Vec<u32> = (0..NAMED).map_while(|at| long(self.bytes, 76 + 4 * at)).collect();
        let mut more = long(self.bytes, 68)?;
        let most = self.bytes.len() / self.sector;
        while more < LAST && sectors.len() <= most + NAMED {
            let Some(sector) = self.at(more, 1) else { break };
            let (named, last) = sector.split_at(sector.len() - 4);
            sectors.extend(named.chunks_exact(4).filter_map(|four| long(four, 0)));
            more = long(last, 0)?;
        }
        let parts =
            sectors.into_iter().filter(|&sector| sector < LAST).filter_map(|sector| self.at(sector, 1));
        let next = parts.take(most).flat_map(|part| part.chunks_exact(4)).filter_map(|four| long(four, 0));
        Some(next.collect())
    }

    fn at(&self, sector: u32, before: usize) -> Option<&[u8]> {
        let start = (usize::try_from(sector).ok()?.checked_add(before)?).checked_mul(self.sector)?;
        let rest = self.bytes.get(start..)?;
        Some(&rest[..rest.len().min(self.sector)]).filter(|part| part.len() >= 4)
    }

    fn chain(&self, start: u32) -> Vec<u8> {
        // the header takes a sector
        self.followed(start, 1.max(HEADER / self.sector))
    }

    fn followed(&self, start: u32, before: usize) -> Vec<u8> {
        let (mut all, mut sector) = (Vec::new(), start);
        // no more than there are: a circle ends
        for _ in 0..=self.bytes.len() / self.sector {
            let Some(part) = self.at(sector, before).filter(|_| sector < LAST) else { break };
            all.extend_from_slice(part);
            let next = usize::try_from(sector).ok().and_then(|at| self.next.get(at));
            sector = next.copied().unwrap_or(LAST);
        }
        all
    }
}

fn name(entry: &[u8]) -> Option<String> {
    let length = usize::from(short(entry, 64)?).checked_sub(2)?;
    let units = entry.get(..length.min(64))?.chunks_exact(2).filter_map(|two| short(two, 0));
    String::from_utf16(&units.collect::<Vec<_>>()).ok()
}

pub(super) fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

pub(super) fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}
