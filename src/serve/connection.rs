//! One connection: a head comes, or a question of the form with its body, is answered, and that was all.
//!
//! Nothing here waits: what can be read or written is, and the rest comes when the system says so. Each state
//! has an end in time, so that whoever says nothing, or takes nothing, is let go.

use super::answer::{Answer, Body};
use super::gate::Gate;
use super::head::{self, Head, LONGEST_HEAD};
use super::hub::Newest;
use super::sending::{forget, waits, write, write_all};
use crate::disk::Opened;
use mio::net::TcpStream;
use std::io::{self, ErrorKind, Read};
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

/// What is to be done about a connection.
pub(super) enum Next {
    Wait,
    /// Find the answer to a request.
    Answer(Head),
    Close,
}

pub(super) struct Connection {
    stream: TcpStream,
    gate: Arc<Gate>,
    state: State,
    /// Until then it has to come to something else.
    until: Instant,
}

enum State {
    /// What came of the head.
    Reading(Vec<u8>),
    /// A question of the form, whose body is still coming.
    Taking(Box<Head>),
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
    pub(super) fn new(stream: TcpStream, gate: Arc<Gate>, now: Instant) -> Connection {
        Connection { stream, gate, state: State::Reading(Vec::new()), until: now + HEAD_TIME }
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
                State::Taking(_) => return self.take(now),
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
                        Some(end) if from + end <= LONGEST_HEAD => break parsed(said, from + end),
                        None if said.len() <= LONGEST_HEAD => {}
                        _ => break Err(431),
                    }
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return next(waits(error).map(|()| false)),
            }
        };
        match head {
            // no byte of a body is heard of somebody who is not let in
            Ok(head) if head.length > 0 => match self.gate.admit(&head) {
                Ok(()) => {
                    self.until = now + TAKE_TIME + Duration::from_secs(head.length / SLOWEST);
                    self.state = State::Taking(Box::new(head));
                    self.take(now)
                }
                Err(status) => self.refuse(status, now),
            },
            Ok(head) => self.pass_on(head, now),
            Err(status) => self.refuse(status, now),
        }
    }

    fn pass_on(&mut self, head: Head, now: Instant) -> Next {
        self.until = now + ANSWER_TIME;
        self.state = State::Answering { headless: head.is_head() };
        Next::Answer(head)
    }

    fn refuse(&mut self, status: u16, now: Instant) -> Next {
        self.until = now + ANSWER_TIME;
        self.state = State::Answering { headless: false };
        self.answer(Answer::plain(status), now)
    }

    /// Reads the body.
    fn take(&mut self, now: Instant) -> Next {
        let State::Taking(head) = &mut self.state else { return Next::Wait };
        let mut piece = [0; 16 << 10];
        while (head.body.len() as u64) < head.length {
            match self.stream.read(&mut piece) {
                Ok(0) => return Next::Close,
                Ok(length) => head.body.extend_from_slice(&piece[..length]),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return next(waits(error).map(|()| false)),
            }
        }
        if head.body.len() as u64 > head.length {
            return self.refuse(400, now);
        }
        match std::mem::replace(&mut self.state, State::Reading(Vec::new())) {
            State::Taking(head) => self.pass_on(*head, now),
            _ => Next::Close,
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

/// A head, and what came of its body with it.
fn parsed(said: &[u8], end: usize) -> Result<Head, u16> {
    let mut head = Head::parse(&said[..end])?;
    if head.length > 0 {
        head.body.extend_from_slice(&said[end..]);
    }
    Ok(head)
}

fn next(done: io::Result<bool>) -> Next {
    match done {
        Ok(false) => Next::Wait,
        // a client that goes away is no trouble of ours
        Ok(true) | Err(_) => Next::Close,
    }
}
