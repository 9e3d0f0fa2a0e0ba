//! Connections: accepts them on the loopback address, reads heads within limits, writes answers.
//!
//! One thread a connection, a bounded number of them, and a time limit on every read and write, so that
//! clients that say nothing cost a sleeping thread for a few seconds and no more. It knows HTTP and nothing
//! of the site.

#![allow(clippy::disallowed_methods, reason = "waits by the clock")]

use super::answer::{Answer, Body};
use super::request::{Desk, Head};
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// Bytes of a request's head.
const LONGEST_HEAD: usize = 16 << 10;
/// Lines of a request's head.
const MOST_HEADERS: usize = 64;
/// A head must be whole within this time of its first byte, or of the connection.
const HEAD_TIME: Duration = Duration::from_secs(5);
/// A connection may stay without a request for so long.
const IDLE_TIME: Duration = Duration::from_secs(60);
/// A write may stand still for so long.
const WRITE_TIME: Duration = Duration::from_secs(20);
/// Connections at once; more are turned away.
const MOST_CONNECTIONS: usize = 1024;
/// Ports tried after the first.
const PORTS: u16 = 50;

/// The first free port from `port` on, on the loopback address alone.
///
/// # Errors
/// When none of the next fifty is free, either.
pub fn listen(port: u16) -> io::Result<TcpListener> {
    let ports = if port == 0 { 0..=0 } else { port..=port.saturating_add(PORTS) };
    let mut last = io::Error::from(io::ErrorKind::AddrInUse);
    for port in ports {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}

/// The thread that accepts.
pub struct Accepting {
    address: SocketAddr,
    over: Arc<AtomicBool>,
}

impl Accepting {
    /// No connection is accepted any more, and those that there are end with their request.
    pub fn stop(&self) {
        self.over.store(true, Ordering::SeqCst);
        // wakes the thread that accepts
        drop(TcpStream::connect(self.address));
    }
}

/// Accepts connections until stopped.
///
/// # Errors
/// When no thread can be had.
pub fn accept(listener: TcpListener, desk: Arc<Desk>) -> io::Result<Accepting> {
    let over = Arc::new(AtomicBool::new(false));
    let accepting = Accepting { address: listener.local_addr()?, over: Arc::clone(&over) };
    let open = Arc::new(AtomicUsize::new(0));
    thread::Builder::new().name("accept".into()).spawn(move || {
        for stream in listener.incoming() {
            if over.load(Ordering::SeqCst) {
                return;
            }
            match stream {
                Ok(stream) => welcome(stream, &desk, &open, &over),
                // too many open files, say: others will close theirs
                Err(_) => thread::sleep(Duration::from_millis(20)),
            }
        }
    })?;
    Ok(accepting)
}

fn welcome(stream: TcpStream, desk: &Arc<Desk>, open: &Arc<AtomicUsize>, over: &Arc<AtomicBool>) {
    if open.fetch_add(1, Ordering::SeqCst) >= MOST_CONNECTIONS {
        open.fetch_sub(1, Ordering::SeqCst);
        return turn_away(stream);
    }
    let (desk, counter, over) = (Arc::clone(desk), Arc::clone(open), Arc::clone(over));
    let attend = move || {
        let mut connection = Connection { stream, read: Vec::new(), over };
        // a client that goes away is no trouble of ours
        let _ = connection.attend(&desk);
        let _ = connection.stream.shutdown(Shutdown::Both);
        counter.fetch_sub(1, Ordering::SeqCst);
    };
    if thread::Builder::new().name("connection".into()).spawn(attend).is_err() {
        open.fetch_sub(1, Ordering::SeqCst);
    }
}

fn turn_away(mut stream: TcpStream) {
    let _ = stream.set_write_timeout(Some(Duration::from_millis(100)));
    let _ = stream
        .write_all(b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
}

struct Connection {
    stream: TcpStream,
    /// Read and not yet used.
    read: Vec<u8>,
    over: Arc<AtomicBool>,
}

/// What came of reading a head.
enum Incoming {
    Head(Head),
    /// To be answered with this status, and closed.
    Bad(u16),
    Closed,
}

impl Connection {
    fn attend(&mut self, desk: &Desk) -> io::Result<()> {
        self.stream.set_nodelay(true)?;
        self.stream.set_write_timeout(Some(WRITE_TIME))?;
        while !self.over.load(Ordering::SeqCst) {
            match self.head()? {
                Incoming::Closed => return Ok(()),
                Incoming::Bad(status) => {
                    return self.write(Answer::plain(status), false, true);
                }
                Incoming::Head(head) => {
                    let answer = desk.answer(&head);
                    let close = head.close || answer.is_refusal();
                    self.write(answer, head.is_head(), close)?;
                    if close {
                        return Ok(());
                    }
                }
            }
        }
        Ok(())
    }

    fn head(&mut self) -> io::Result<Incoming> {
        let mut deadline = Instant::now() + if self.read.is_empty() { IDLE_TIME } else { HEAD_TIME };
        let mut fresh = self.read.is_empty();
        loop {
            if let Some(incoming) = self.parse() {
                return Ok(incoming);
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(if self.read.is_empty() { Incoming::Closed } else { Incoming::Bad(408) });
            }
            self.stream.set_read_timeout(Some(left))?;
            let mut buffer = [0; 4096];
            match self.stream.read(&mut buffer) {
                Ok(0) => return Ok(Incoming::Closed),
                Ok(length) => self.read.extend_from_slice(&buffer[..length]),
                Err(error) if is_late(&error) => {}
                Err(error) => return Err(error),
            }
            if fresh && !self.read.is_empty() {
                (deadline, fresh) = (Instant::now() + HEAD_TIME, false);
            }
        }
    }

    /// `None` while the head is not whole.
    fn parse(&mut self) -> Option<Incoming> {
        let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
        let mut request = httparse::Request::new(&mut headers);
        let (head, length) = match request.parse(&self.read) {
            Ok(httparse::Status::Complete(length)) => (Head::of(&request), length),
            Ok(httparse::Status::Partial) if self.read.len() < LONGEST_HEAD => return None,
            Ok(httparse::Status::Partial) | Err(httparse::Error::TooManyHeaders) => {
                return Some(Incoming::Bad(431));
            }
            Err(_) => return Some(Incoming::Bad(400)),
        };
        if length > LONGEST_HEAD {
            return Some(Incoming::Bad(431));
        }
        self.read.drain(..length);
        Some(head.map_or_else(Incoming::Bad, Incoming::Head))
    }

    fn write(&mut self, answer: Answer, without_body: bool, close: bool) -> io::Result<()> {
        let mut head = answer.head();
        head.push_str(if close { "Connection: close\r\n\r\n" } else { "Connection: keep-alive\r\n\r\n" });
        match answer.body {
            Body::Bytes(bytes) => {
                let mut whole = head.into_bytes();
                if !without_body {
                    whole.extend_from_slice(&bytes);
                }
                self.stream.write_all(&whole)
            }
            Body::File { file, length } => {
                self.stream.write_all(head.as_bytes())?;
                if !without_body {
                    io::copy(&mut file.take(length), &mut self.stream)?;
                }
                Ok(())
            }
            Body::States(mut states) => {
                self.stream.write_all(head.as_bytes())?;
                while !without_body && !self.over.load(Ordering::SeqCst) {
                    self.stream.write_all(states.next().as_bytes())?;
                }
                Ok(())
            }
        }
    }
}

fn is_late(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut | io::ErrorKind::Interrupted)
}
