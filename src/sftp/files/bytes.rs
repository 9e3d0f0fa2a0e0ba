//! Files' bytes, read and written many files at a time.

use super::{Found, all_done, explained, look_through, unfit};
use crate::sftp::packet::{How, Packet};
use crate::sftp::reply::{Reply, Status};
use crate::sftp::session::Session;
use crate::sftp::trouble::{Action, Garbled, Refusal, Trouble};

/// Bytes in one request; every server takes as many.
const CHUNK: usize = 32 * 1024;
/// Files open at once.
const OPEN: usize = 64;
/// Bytes of files that are held at once, but for one that is larger.
const HELD: u64 = 8 * 1024 * 1024;

/// A file to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Where it lies.
    pub path: String,
    /// How many bytes it should have: one more is asked for, so that it shows when it has grown.
    pub size: u64,
}

/// A file's bytes; `None` when there is none.
///
/// # Errors
/// When it cannot be read, or has more bytes than `most`.
pub fn read(session: &mut Session, path: &str, most: u64) -> Result<Option<Vec<u8>>, Trouble> {
    let size = match look_through(session, path)? {
        Found::File(size) => size,
        Found::Nothing => return Ok(None),
        Found::Folder | Found::Link | Found::Special => return Err(refuse(path, Refusal::Unsaid)),
    };
    let mut whole = None;
    let wanted = [Wanted { path: path.to_owned(), size }];
    read_all(session, &wanted, most, |_, bytes| whole = bytes)?;
    match whole {
        Some(bytes) if bytes.len() as u64 != size => Err(session.garbled(Garbled::Bytes)),
        whole => Ok(whole),
    }
}

fn refuse(path: &str, why: Refusal) -> Trouble {
    Trouble::Refused { path: path.to_owned(), action: Action::Read, why, said: String::new() }
}

/// Reads files, none of more bytes than `most`, and hands over each with its place in the row, `None` for one that is not there.
///
/// # Errors
/// When one cannot be read.
pub fn read_all(
    session: &mut Session,
    wanted: &[Wanted],
    most: u64,
    mut each: impl FnMut(usize, Option<Vec<u8>>),
) -> Result<(), Trouble> {
    if let Some(large) = wanted.iter().find(|file| file.size > most) {
        return Err(refuse(&large.path, Refusal::TooLarge));
    }
    let mut first = 0;
    while let Some(rest) = wanted.get(first..).filter(|rest| !rest.is_empty()) {
        let together = together(rest.iter().map(|file| file.size));
        let files = rest.get(..together).unwrap_or(rest);
        for (place, bytes) in read_some(session, files)?.into_iter().enumerate() {
            each(first + place, bytes);
        }
        first += files.len();
    }
    Ok(())
}

/// How many of the next files are held at once: one at least.
fn together(sizes: impl Iterator<Item = u64>) -> usize {
    let mut sum = 0_u64;
    let fits = |size: &u64| {
        sum = sum.saturating_add(*size);
        sum <= HELD
    };
    sizes.take(OPEN).take_while(fits).count().max(1)
}

/// A part of one of some files.
struct Piece {
    file: usize,
    from: u64,
    length: usize,
}

fn pieces(lengths: impl Iterator<Item = u64>) -> Vec<Piece> {
    let of = |(file, length): (usize, u64)| {
        let piece = move |from| Piece { file, from, length: CHUNK.min((length - from) as usize) };
        (0..length).step_by(CHUNK).map(piece)
    };
    lengths.enumerate().flat_map(of).collect()
}

fn read_some(session: &mut Session, files: &[Wanted]) -> Result<Vec<Option<Vec<u8>>>, Trouble> {
    let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let handles = open(session, &paths, How::Read)?;
    let there = files.iter().zip(&handles);
    let pieces = pieces(there.map(|(file, handle)| handle.as_ref().map_or(0, |_| file.size + 1)));
    let mut got: Vec<Vec<u8>> = pieces.iter().map(|_| Vec::new()).collect();
    let packet = |piece: &Piece| {
        let handle = handles[piece.file].as_deref().unwrap_or_default();
        Packet::read(handle, piece.from, piece.length as u32)
    };
    let wrong = session.all(pieces.iter().map(packet), |at, reply| {
        match reply {
            Reply::Data(bytes) if bytes.len() <= pieces[at].length => got[at] = bytes,
            Reply::Status(Status { code: Status::END, .. }) => {}
            other => return Some(other),
        }
        None
    })?;
    close(session, handles.iter().flatten())?;
    if let Some((at, reply)) = wrong {
        return Err(unfit(session, paths[pieces[at].file], Action::Read, reply));
    }
    let mut whole: Vec<_> = handles.iter().map(|one| one.as_ref().map(|_| Vec::new())).collect();
    match put_together(&mut whole, &pieces, got) {
        true => Ok(whole),
        false => Err(session.garbled(Garbled::Bytes)),
    }
}

/// Not, when bytes are missing in the middle.
fn put_together(whole: &mut [Option<Vec<u8>>], pieces: &[Piece], got: Vec<Vec<u8>>) -> bool {
    let some = pieces.iter().zip(got).filter(|(_, bytes)| !bytes.is_empty());
    some.fold(true, |fits, (piece, bytes)| {
        let Some(so_far) = whole[piece.file].as_mut() else { return false };
        let is_next = so_far.len() as u64 == piece.from;
        so_far.extend(bytes);
        fits && is_next
    })
}

/// Opens files at once; `None` for one that is not there to be read.
fn open(session: &mut Session, paths: &[&str], how: How) -> Result<Vec<Option<Vec<u8>>>, Trouble> {
    let mut handles = vec![None; paths.len()];
    let wrong = session.all(paths.iter().map(|path| Packet::open(path, how)), |at, reply| {
        match reply {
            Reply::Handle(handle) => handles[at] = Some(handle),
            Reply::Status(Status { code: Status::NOTHING, .. }) if how == How::Read => {}
            other => return Some(other),
        }
        None
    })?;
    let Some((at, reply)) = wrong else { return Ok(handles) };
    close(session, handles.iter().flatten())?;
    let action = if how == How::Read { Action::Read } else { Action::Write };
    let unfit = Err(unfit(session, paths[at], action, reply));
    explained(session, unfit)
}

fn close<'h>(session: &mut Session, handles: impl Iterator<Item = &'h Vec<u8>>) -> Result<(), Trouble> {
    session.all(handles.map(|handle| Packet::close(handle)), |_, _| None)?;
    Ok(())
}

/// Writes files that must not be there yet, and brings them to the server's disk where it offers that.
///
/// # Errors
/// When one cannot be written.
pub fn put_all<E: From<Trouble>>(
    session: &mut Session,
    files: impl IntoIterator<Item = Result<(String, Vec<u8>), E>>,
) -> Result<(), E> {
    let (mut held, mut bytes) = (Vec::new(), 0);
    for file in files {
        let file = file?;
        bytes += file.1.len() as u64;
        held.push(file);
        if held.len() == OPEN || bytes >= HELD {
            put_some(session, &held)?;
            (held, bytes) = (Vec::new(), 0);
        }
    }
    Ok(put_some(session, &held)?)
}

fn put_some(session: &mut Session, files: &[(String, Vec<u8>)]) -> Result<(), Trouble> {
    let paths: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
    let handles: Vec<Vec<u8>> = open(session, &paths, How::New)?.into_iter().flatten().collect();
    let pieces = pieces(files.iter().map(|(_, bytes)| bytes.len() as u64));
    let write = |Piece { file, from, length }: &Piece| {
        let rest = files[*file].1.get(*from as usize..).unwrap_or_default();
        Packet::write(&handles[*file], *from, rest.get(..*length).unwrap_or_default())
    };
    all_done(session, Action::Write, pieces.iter().map(write), |at| paths[pieces[at].file])?;
    if session.offers().sync {
        let syncs = handles.iter().map(|handle| Packet::sync(handle));
        all_done(session, Action::Write, syncs, |at| paths[at])?;
    }
    // a quota may show only now
    let closes = handles.iter().map(|handle| Packet::close(handle));
    all_done(session, Action::Write, closes, |at| paths[at])
}
