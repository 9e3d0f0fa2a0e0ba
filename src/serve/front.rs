//! All connections, on one thread that never waits for any of them.
//!
//! There is a bounded number of them. When there are too many, the one that has said nothing for longest makes
//! room for the newest, so that silence holds nobody up; event streams have a quota of their own. A whole head
//! goes to the few threads that find answers, of which none ever waits for a client.

use super::answer::{Answer, Body};
use super::answering::{Answered, Answering};
use super::connection::{Connection, Next};
use super::gate::Gate;
use super::hub::Hub;
use mio::event::Event;
use mio::net::TcpListener;
use mio::{Events, Interest, Poll, Token, Waker};
use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

/// Browsers that are told the states at once; each open page of the preview is one. More are refused with words.
pub(super) const MOST_STREAMS: usize = 256;
/// Late ones are looked for this often.
const SWEEP: Duration = Duration::from_millis(200);
/// Events taken at once.
const EVENTS: usize = 1024;

const LISTENER: Token = Token(0);
pub(super) const BELL: Token = Token(1);
/// Of the first connection.
const FIRST: usize = 2;

pub(super) struct Front {
    poll: Poll,
    listener: TcpListener,
    /// By number: the oldest first.
    connections: BTreeMap<usize, Connection>,
    /// Number of the next connection.
    number: usize,
    most: usize,
    gate: Arc<Gate>,
    answering: Answering,
    answered: Receiver<Answered>,
    hub: Arc<Hub>,
    over: Arc<AtomicBool>,
    swept: Instant,
}

#[expect(clippy::disallowed_methods, reason = "how long a client has taken")]
fn now() -> Instant {
    Instant::now()
}

impl Front {
    /// Of at most so many connections.
    ///
    /// # Errors
    /// When the system has no way to wait for sockets.
    pub(super) fn new(
        mut listener: TcpListener,
        poll: Poll,
        most: usize,
        gate: Arc<Gate>,
        (answering, answered): (Answering, Receiver<Answered>),
        hub: Arc<Hub>,
        over: Arc<AtomicBool>,
    ) -> io::Result<Front> {
        poll.registry().register(&mut listener, LISTENER, Interest::READABLE)?;
        let connections = BTreeMap::new();
        let swept = now();
        let number = FIRST;
        Ok(Front { poll, listener, connections, number, most, gate, answering, answered, hub, over, swept })
    }

    /// Attends to all until it is over.
    ///
    /// # Errors
    /// When nothing more can be heard of any connection.
    pub(super) fn attend(mut self) -> io::Result<()> {
        let mut events = Events::with_capacity(EVENTS);
        while !self.over.load(Ordering::SeqCst) {
            let patience = (!self.connections.is_empty()).then_some(SWEEP);
            match self.poll.poll(&mut events, patience) {
                Ok(()) => events.iter().for_each(|event| self.notice(event)),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
            self.sweep();
        }
        Ok(())
    }

    fn notice(&mut self, event: &Event) {
        match event.token() {
            LISTENER => self.accept(),
            BELL => {
                self.give_answers();
                self.tell_all();
            }
            Token(number) => self.with(number, |connection, now| connection.go_on(now)),
        }
    }

    fn accept(&mut self) {
        loop {
            match self.listener.accept() {
                Ok((stream, _)) => self.welcome(stream),
                Err(error)
                    if matches!(error.kind(), ErrorKind::Interrupted | ErrorKind::ConnectionAborted) => {}
                Err(error) if error.kind() == ErrorKind::WouldBlock => return,
                // no files are left: somebody who says nothing goes, or the next sweep tries again
                Err(_) if self.make_room() => {}
                Err(_) => return,
            }
        }
    }

    fn welcome(&mut self, mut stream: mio::net::TcpStream) {
        let number = self.number;
        let interest = Interest::READABLE | Interest::WRITABLE;
        let room = self.connections.len() < self.most || self.make_room();
        if !room || self.poll.registry().register(&mut stream, Token(number), interest).is_err() {
            return;
        }
        let _ = stream.set_nodelay(true);
        self.number += 1;
        self.connections.insert(number, Connection::new(stream, Arc::clone(&self.gate), now()));
        self.with(number, |connection, now| connection.go_on(now));
    }

    /// Lets the oldest go that has asked nothing yet; whether there was one.
    fn make_room(&mut self) -> bool {
        let silent = self.connections.iter().find(|(_, connection)| connection.is_silent());
        let Some(number) = silent.map(|(&number, _)| number) else { return false };
        self.close(number);
        true
    }

    fn close(&mut self, number: usize) {
        if let Some(mut connection) = self.connections.remove(&number) {
            let _ = self.poll.registry().deregister(connection.stream());
        }
    }

    /// Does something with a connection that may be gone, and what has to be done next.
    fn with(&mut self, number: usize, act: impl FnOnce(&mut Connection, Instant) -> Next) {
        let Some(connection) = self.connections.get_mut(&number) else { return };
        match act(connection, now()) {
            Next::Wait => {}
            Next::Answer(head) => self.answering.find(number, head),
            Next::Close => self.close(number),
        }
    }

    fn give_answers(&mut self) {
        while let Ok(Answered { number, answer }) = self.answered.try_recv() {
            let streams = || self.connections.values().filter(|connection| connection.listens()).count();
            let refused = matches!(answer.body, Body::States) && streams() >= MOST_STREAMS;
            let answer = if refused { Answer::crowded(MOST_STREAMS) } else { answer };
            self.with(number, |connection, now| connection.answer(answer, now));
        }
    }

    fn tell_all(&mut self) {
        let newest = self.hub.newest();
        let listeners = self.connections.iter().filter(|(_, connection)| connection.listens());
        for number in listeners.map(|(&number, _)| number).collect::<Vec<_>>() {
            self.with(number, |connection, now| connection.tell(&newest, now));
        }
    }

    /// Lets those go that are late, tells listeners that we are still here, and looks for new ones in case the
    /// system could not give them to us before.
    fn sweep(&mut self) {
        let now = now();
        if now < self.swept + SWEEP {
            return;
        }
        self.swept = now;
        let late = self.connections.iter().filter(|(_, connection)| connection.is_late(now));
        for number in late.map(|(&number, _)| number).collect::<Vec<_>>() {
            self.close(number);
        }
        self.tell_all();
        self.accept();
    }
}

/// Wakes the front.
///
/// # Errors
/// When the system has no way to.
pub(super) fn bell(poll: &Poll) -> io::Result<Arc<Waker>> {
    Waker::new(poll.registry(), BELL).map(Arc::new)
}
