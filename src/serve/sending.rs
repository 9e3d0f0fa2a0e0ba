//! What passes over a socket that never waits: as much as goes at the moment.

use crate::disk::Opened;
use mio::net::TcpStream;
use std::io::{self, ErrorKind, Read, Write};

/// Bytes of a file that are in memory at once.
const PIECE: usize = 64 << 10;

/// # Errors
/// Unless it only says that nothing can be done at the moment.
pub(super) fn waits(error: io::Error) -> io::Result<()> {
    if error.kind() == ErrorKind::WouldBlock { Ok(()) } else { Err(error) }
}

/// Whether all has been written.
pub(super) fn write(stream: &mut TcpStream, bytes: &[u8], sent: &mut usize) -> io::Result<bool> {
    while *sent < bytes.len() {
        match stream.write(&bytes[*sent..]) {
            Ok(0) => return Err(ErrorKind::WriteZero.into()),
            Ok(length) => *sent += length,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return waits(error).map(|()| false),
        }
    }
    Ok(true)
}

/// The same with a file after the bytes.
pub(super) fn write_all(
    stream: &mut TcpStream,
    bytes: &mut Vec<u8>,
    sent: &mut usize,
    file: &mut Option<(Opened, u64)>,
) -> io::Result<bool> {
    while write(stream, bytes, sent)? {
        let Some((opened, left)) = file.as_mut().filter(|(_, left)| *left > 0) else { return Ok(true) };
        bytes.clear();
        *sent = 0;
        let read = opened.take((*left).min(PIECE as u64)).read_to_end(bytes)?;
        if read == 0 {
            // it has become shorter than was said
            return Err(ErrorKind::UnexpectedEof.into());
        }
        *left -= read as u64;
    }
    Ok(false)
}

/// Reads what nobody hears; whether the client has closed, or said too much.
pub(super) fn forget(stream: &mut TcpStream, left: &mut usize) -> io::Result<bool> {
    let mut piece = [0; 4 << 10];
    loop {
        match stream.read(&mut piece) {
            Ok(0) => return Ok(true),
            Ok(length) if length > *left => return Ok(true),
            Ok(length) => *left -= length,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return waits(error).map(|()| false),
        }
    }
}
