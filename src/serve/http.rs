//! Connections: a server of tiny_http's on the loopback address, with limits around it, and answers written.
//!
//! tiny_http accepts, reads heads, and hands requests out; a request gets a thread of ours, of which there is
//! a bounded number, so that a slow reader or an event stream holds nobody up. What the library lacks is set
//! on the listening socket, from which connections inherit it: time limits for reading and writing. Each
//! answer closes its connection, since one that is kept holds a thread of the library's pool; see [`nudge`]
//! for those that hold one all the same. It knows HTTP and nothing of the site.

use super::answer::{Answer, Body};
use super::head::Head;
use super::nudge::Nudging;
use super::request::Desk;
use socket2::SockRef;
use std::io::{self, Write};
use std::mem;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;
use tiny_http::{Method, Request, Server};

/// A connection that says nothing for so long is closed.
const READ_TIME: Duration = Duration::from_secs(5);
/// A write may stand still for so long.
const WRITE_TIME: Duration = Duration::from_secs(20);
/// Requests at once, streams among them; more are turned away.
const MOST_REQUESTS: usize = 256;
/// Bytes of a body, which nobody who may ask has.
const LONGEST_BODY: usize = 64 << 20;
/// Ports tried after the first.
const PORTS: u16 = 50;
/// A rest after the library stopped accepting.
const REST: Duration = Duration::from_millis(20);

/// The first free port from `port` on, on the loopback address alone.
///
/// # Errors
/// When none of the next fifty is free, either.
pub(super) fn listen(port: u16) -> io::Result<TcpListener> {
    let ports = if port == 0 { 0..=0 } else { port..=port.saturating_add(PORTS) };
    let mut last = io::Error::from(io::ErrorKind::AddrInUse);
    for port in ports {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Ok(listener) => return limited(listener),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}

/// With the limits that its connections are to have.
fn limited(listener: TcpListener) -> io::Result<TcpListener> {
    let socket = SockRef::from(&listener);
    socket.set_read_timeout(Some(READ_TIME))?;
    socket.set_write_timeout(Some(WRITE_TIME))?;
    socket.set_tcp_nodelay(true)?;
    Ok(listener)
}

/// The library panics when it cannot have two files for a connection, so let there be many.
#[cfg(unix)]
fn allow_files() {
    use rustix::process::{Resource, getrlimit, setrlimit};
    let mut limit = getrlimit(Resource::Nofile);
    limit.current = limit.maximum;
    // where that is more than the system has, fewer must do
    let _ = setrlimit(Resource::Nofile, limit);
}

#[cfg(not(unix))]
fn allow_files() {}

/// The server at work.
pub(super) struct Accepting {
    state: Arc<State>,
    _nudging: Nudging,
}

struct State {
    listener: TcpListener,
    /// The library's; another one takes its place when it stopped accepting.
    server: Mutex<Arc<Server>>,
    over: AtomicBool,
    /// Requests being answered.
    open: AtomicUsize,
}

impl Accepting {
    /// No request is answered any more, and streams end with their next word.
    pub(super) fn stop(&self) {
        self.state.over.store(true, Ordering::SeqCst);
        self.state.server().unblock();
    }
}

/// Accepts connections until stopped.
///
/// # Errors
/// When no thread can be had.
pub(super) fn accept(listener: TcpListener, desk: Arc<Desk>) -> io::Result<Accepting> {
    allow_files();
    let address = listener.local_addr()?;
    let state = Arc::new(State {
        server: Mutex::new(Arc::new(open(&listener)?)),
        listener,
        over: AtomicBool::new(false),
        open: AtomicUsize::new(0),
    });
    let (nudging, kept) = (Nudging::start(address)?, Arc::clone(&state));
    let stirred = nudging.stirred();
    thread::Builder::new().name("accept".into()).spawn(move || {
        while !state.over.load(Ordering::SeqCst) {
            match state.server().recv() {
                Ok(request) => {
                    stirred.store(true, Ordering::Relaxed);
                    welcome(request, &desk, &state);
                }
                Err(_) => state.renew(),
            }
        }
    })?;
    Ok(Accepting { state: kept, _nudging: nudging })
}

fn open(listener: &TcpListener) -> io::Result<Server> {
    Server::from_listener(listener.try_clone()?, None).map_err(io::Error::other)
}

impl State {
    fn server(&self) -> Arc<Server> {
        Arc::clone(&self.server.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The library gives up on the first connection that it cannot accept; we do not.
    fn renew(&self) {
        if self.over.load(Ordering::SeqCst) {
            return;
        }
        thread::sleep(REST);
        if let Ok(server) = open(&self.listener) {
            *self.server.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(server);
        }
    }
}

/// Dropped unanswered, a request is answered by the library with 500 and nothing else.
fn welcome(request: Request, desk: &Arc<Desk>, state: &Arc<State>) {
    let (desk, counter) = (Arc::clone(desk), Arc::clone(state));
    let busy = state.open.fetch_add(1, Ordering::SeqCst) >= MOST_REQUESTS;
    let attend = move || {
        // a client that goes away is no trouble of ours
        let _ = attend(request, &desk, &counter.over, busy);
        counter.open.fetch_sub(1, Ordering::SeqCst);
    };
    if thread::Builder::new().name("request".into()).spawn(attend).is_err() {
        state.open.fetch_sub(1, Ordering::SeqCst);
    }
}

fn attend(request: Request, desk: &Desk, over: &AtomicBool, busy: bool) -> io::Result<()> {
    let Some(request) = with_bearable_body(request) else { return Ok(()) };
    let head = Head::of(&request);
    let answer = match &head {
        Err(status) => Answer::plain(*status),
        Ok(_) if busy => Answer::plain(503),
        Ok(head) => desk.answer(head),
    };
    let headless = *request.method() == Method::Head;
    write(&mut request.into_writer(), answer, headless, over)
}

/// When a request is let go, the library reads what is left of its body, into memory of the length that it
/// claims to have. So one that claims too much is never let go, which costs a thread of the library's.
fn with_bearable_body(request: Request) -> Option<Request> {
    if request.body_length().is_none_or(|length| length <= LONGEST_BODY) {
        return Some(request);
    }
    mem::forget(request);
    None
}

fn write(to: &mut dyn Write, answer: Answer, without_body: bool, over: &AtomicBool) -> io::Result<()> {
    let mut head = answer.head();
    head.push_str("Connection: close\r\n\r\n");
    let mut whole = head.into_bytes();
    match answer.body {
        _ if without_body => to.write_all(&whole)?,
        Body::Bytes(bytes) => {
            whole.extend_from_slice(&bytes);
            to.write_all(&whole)?;
        }
        Body::File { file, length } => {
            to.write_all(&whole)?;
            io::copy(&mut io::Read::take(file, length), to)?;
        }
        Body::States(mut states) => {
            to.write_all(&whole)?;
            while !over.load(Ordering::SeqCst) {
                to.write_all(states.next().as_bytes())?;
                to.flush()?;
            }
        }
    }
    to.flush()
}
