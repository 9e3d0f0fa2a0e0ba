//! One connection: a head comes, is answered, and that was all.
//!
//! Nothing here waits: what can be read or written is, and the rest comes when the system says so. Each state
//! has an end in time, so that whoever says nothing, or takes nothing, is let go.

use super::answer::{Answer, Body};
use super::head::{self, Head, LONGEST_HEAD};
use super::hub::Newest;
use crate::disk::Opened;
use mio::net::TcpStream;
use std::io::{self, ErrorKind, Read, Write};
use std::net::Shutdown;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// From the first moment of a connection to the end of its request's head, however much of it comes when.
const HEAD_TIME: Duration = Duration::from_secs(5);
/// To find the answer.
const ANSWER_TIME: Duration = Duration::from_secs(60);
/// To take an answer, besides a second for each `SLOWEST` bytes.
const TAKE_TIME: Duration = Duration::from_secs(20);
/// Bytes that a client must take in a second.
const SLOWEST: u64 = 64 << 10;
/// After the answer, for the client to close.
const CLOSING_TIME: Duration = Duration::from_secs(2);
/// Bytes that a client may still say after it has been answered, so that it hears the answer.
const LAST_WORDS: usize = 256 << 10;
/// A comment in a stream this often shows that somebody still listens.
const HEARTBEAT: Duration = Duration::from_secs(10);
/// Bytes of a file that are in memory at once.
const PIECE: usize = 64 << 10;

/// What is to be done about a connection.
pub(super) enum Next {
    Wait,
    /// Find the answer to a request.
    Answer(Head),
    Close,
}

pub(super) struct Connection {
    stream: TcpStream,
    state: State,
    /// Until then it has to come to something else.
    until: Instant,
}

enum State {
    /// What came of the head.
    Reading(Vec<u8>),
    /// Whether the answer is wanted without its body.
    Answering {
        headless: bool,
    },
    Writing {
        bytes: Vec<u8>,
        sent: usize,
        file: Option<(Opened, u64)>,
    },
    Listening(Listening),
    /// Answered; so many bytes may still be said, which nobody hears.
    Closing(usize),
}

/// A browser that is told the states.
struct Listening {
    /// What is under way.
    event: Arc<str>,
    sent: usize,
    /// Number of the last state that it was told.
    seen: u64,
    spoken: Instant,
}

impl Connection {
    pub(super) fn new(stream: TcpStream, now: Instant) -> Connection {
        Connection { stream, state: State::Reading(Vec::new()), until: now + HEAD_TIME }
    }

    pub(super) fn stream(&mut self) -> &mut TcpStream {
        &mut self.stream
    }

    /// Whether nothing has been asked yet.
    pub(super) fn is_silent(&self) -> bool {
        matches!(self.state, State::Reading(_))
    }

    pub(super) fn listens(&self) -> bool {
        matches!(self.state, State::Listening(_))
    }

    pub(super) fn is_late(&self, now: Instant) -> bool {
        self.until <= now
    }

    /// Goes on as far as it can be gone on.
    pub(super) fn go_on(&mut self, now: Instant) -> Next {
        loop {
            let done = match &mut self.state {
                State::Reading(_) => return self.hear(now),
                State::Answering { .. } => return Next::Wait,
                State::Writing { bytes, sent, file } => write_all(&mut self.stream, bytes, sent, file),
                State::Listening(listening) => {
                    let spoken = listening.go_on(&mut self.stream);
                    return next(spoken.map(|()| false));
                }
                State::Closing(left) => return next(forget(&mut self.stream, left)),
            };
            match done {
                Ok(true) => self.close(now),
                other => return next(other),
            }
        }
    }

    /// Takes the answer, and begins to give it.
    pub(super) fn answer(&mut self, answer: Answer, now: Instant) -> Next {
        let State::Answering { headless } = self.state else { return Next::Close };
        let bytes = (answer.head() + "Connection: close\r\n\r\n").into_bytes();
        self.until = now + TAKE_TIME;
        self.state = match answer.body {
            _ if headless => State::Writing { bytes, sent: 0, file: None },
            Body::Bytes(body) => State::Writing { bytes: [bytes, body].concat(), sent: 0, file: None },
            Body::File { file, length } => {
                self.until += Duration::from_secs(length / SLOWEST);
                State::Writing { bytes, sent: 0, file: Some((file, length)) }
            }
            Body::States => {
                let head: Arc<str> = String::from_utf8_lossy(&bytes).into();
                State::Listening(Listening { event: head, sent: 0, seen: 0, spoken: now })
            }
        };
        self.go_on(now)
    }

    /// Tells a listener the newest state, or that we are still here.
    pub(super) fn tell(&mut self, newest: &Newest, now: Instant) -> Next {
        let State::Listening(listening) = &mut self.state else { return Next::Wait };
        if !listening.has_taken_all() {
            return Next::Wait;
        }
        self.until = now + TAKE_TIME;
        if listening.seen != newest.number {
            listening.say(&newest.event, now);
            listening.seen = newest.number;
        } else if listening.spoken + HEARTBEAT <= now {
            listening.say(&": still here\n\n".into(), now);
        } else {
            return Next::Wait;
        }
        self.go_on(now)
    }

    /// Reads the head.
    fn hear(&mut self, now: Instant) -> Next {
        let State::Reading(said) = &mut self.state else { return Next::Wait };
        let mut piece = [0; 2 << 10];
        let head = loop {
            match self.stream.read(&mut piece) {
                Ok(0) => return Next::Close,
                Ok(length) => {
                    // an end may have begun with the piece before
                    let from = said.len().saturating_sub(3);
                    said.extend_from_slice(&piece[..length]);
                    match head::end(&said[from..]) {
                        Some(end) if from + end <= LONGEST_HEAD => break Head::parse(&said[..from + end]),
                        None if said.len() <= LONGEST_HEAD => {}
                        _ => break Err(431),
                    }
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return next(waits(error).map(|()| false)),
            }
        };
        self.until = now + ANSWER_TIME;
        match head {
            Ok(head) => {
                self.state = State::Answering { headless: head.is_head() };
                Next::Answer(head)
            }
            Err(status) => {
                self.state = State::Answering { headless: false };
                self.answer(Answer::plain(status), now)
            }
        }
    }

    fn close(&mut self, now: Instant) {
        let _ = self.stream.shutdown(Shutdown::Write);
        self.state = State::Closing(LAST_WORDS);
        self.until = now + CLOSING_TIME;
    }
}

impl Listening {
    fn has_taken_all(&self) -> bool {
        self.sent == self.event.len()
    }

    fn say(&mut self, event: &Arc<str>, now: Instant) {
        (self.event, self.sent, self.spoken) = (Arc::clone(event), 0, now);
    }

    /// # Errors
    /// When nobody listens any more.
    fn go_on(&mut self, stream: &mut TcpStream) -> io::Result<()> {
        let mut left = LAST_WORDS;
        if forget(stream, &mut left)? {
            return Err(ErrorKind::ConnectionAborted.into());
        }
        write(stream, self.event.as_bytes(), &mut self.sent).map(drop)
    }
}

fn next(done: io::Result<bool>) -> Next {
    match done {
        Ok(false) => Next::Wait,
        // a client that goes away is no trouble of ours
        Ok(true) | Err(_) => Next::Close,
    }
}

/// # Errors
/// Unless it only says that nothing can be done at the moment.
fn waits(error: io::Error) -> io::Result<()> {
    if error.kind() == ErrorKind::WouldBlock { Ok(()) } else { Err(error) }
}

/// Whether all has been written.
fn write(stream: &mut TcpStream, bytes: &[u8], sent: &mut usize) -> io::Result<bool> {
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
fn write_all(
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
fn forget(stream: &mut TcpStream, left: &mut usize) -> io::Result<bool> {
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
