//! A server on the loopback address. It knows HTTP and nothing of the site.
//!
//! tiny_http as a server has no limits: it reads a head for as long as it comes, of any length, gives each
//! connection a thread, and takes memory of whatever length a body claims to have. So we take from it what it knows,
//! methods, headers and statuses, and accept, read and write ourselves, in `front`.

use super::answering::Answering;
use super::front::{self, Front};
use super::hub::Hub;
use super::message::Message;
use super::request::Desk;
use mio::{Poll, Waker};
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};

/// Ports tried after the first.
const PORTS: u16 = 50;
/// Connections at once, streams among them.
const MOST_CONNECTIONS: usize = 4096;
/// Files that everything else needs.
const OWN_FILES: u64 = 64;

/// The first free port from `port` on, on the loopback address alone.
///
/// # Errors
/// When none of the next fifty is free, either.
pub(super) fn listen(port: u16) -> io::Result<TcpListener> {
    let ports = if port == 0 { 0..=0 } else { port..=port.saturating_add(PORTS) };
    let mut last = io::Error::from(io::ErrorKind::AddrInUse);
    for port in ports {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Ok(listener) => {
                let_queue(&listener)?;
                return Ok(listener);
            }
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}

/// Lets as many wait to be accepted as there may be connections. The library asks for a queue of 128, and whoever finds
/// it full is not refused: the system lets a second go by before it knocks again, then two more.
#[cfg(unix)]
fn let_queue(listener: &TcpListener) -> io::Result<()> {
    Ok(rustix::net::listen(listener, i32::try_from(MOST_CONNECTIONS).unwrap_or(i32::MAX))?)
}

#[cfg(not(unix))]
fn let_queue(_: &TcpListener) -> io::Result<()> {
    Ok(())
}

/// How many connections there may be: each has a socket and may have a file. The system is asked for more files
/// than it gives at first.
#[cfg(unix)]
fn most_connections() -> usize {
    use rustix::process::{Resource, getrlimit, setrlimit};
    let mut limit = getrlimit(Resource::Nofile);
    let wanted = MOST_CONNECTIONS as u64 * 2 + OWN_FILES;
    if limit.current.is_some_and(|now| now < wanted) {
        limit.current = Some(limit.maximum.map_or(wanted, |most| most.min(wanted)));
        // where that is more than the system has, fewer must do
        let _ = setrlimit(Resource::Nofile, limit);
    }
    let files = getrlimit(Resource::Nofile).current.unwrap_or(wanted);
    let most = files.saturating_sub(OWN_FILES) / 2;
    usize::try_from(most).unwrap_or(MOST_CONNECTIONS).clamp(16, MOST_CONNECTIONS)
}

#[cfg(not(unix))]
fn most_connections() -> usize {
    MOST_CONNECTIONS
}

/// The server at work; ends when dropped.
pub(super) struct Accepting {
    over: Arc<AtomicBool>,
    bell: Arc<Waker>,
    front: Option<JoinHandle<()>>,
}

/// Accepts connections until dropped.
///
/// # Errors
/// When no thread can be had.
pub(super) fn accept(listener: TcpListener, desk: Desk) -> io::Result<Accepting> {
    listener.set_nonblocking(true)?;
    let listener = mio::net::TcpListener::from_std(listener);
    let poll = Poll::new()?;
    let bell = front::bell(&poll)?;
    let (hub, inbox): (Arc<Hub>, _) = (Arc::clone(&desk.hub), desk.inbox.clone());
    let wakes = Arc::clone(&bell);
    hub.ring(move || {
        // it is woken every moment anyway
        let _ = wakes.wake();
    });
    let over = Arc::new(AtomicBool::new(false));
    let gate = Arc::clone(&desk.gate);
    let answering = Answering::start(Arc::new(desk), &bell)?;
    let front = Front::new(listener, poll, most_connections(), gate, answering, hub, Arc::clone(&over))?;
    let attend = move || {
        if let Err(error) = front.attend() {
            // whoever would be told is gone only when all is over
            let _ = inbox.send(Message::Trouble(error.to_string()));
        }
    };
    let front = thread::Builder::new().name("front".into()).spawn(attend)?;
    Ok(Accepting { over, bell, front: Some(front) })
}

impl Drop for Accepting {
    /// No request is answered any more, and all connections are closed.
    fn drop(&mut self) {
        self.over.store(true, Ordering::SeqCst);
        let _ = self.bell.wake();
        if let Some(front) = self.front.take() {
            let _ = front.join();
        }
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use std::fs;
    use std::net::TcpStream;
    use std::time::Duration;

    /// Nobody accepts here: all of them stand in the queue.
    #[test]
    fn three_hundred_may_knock_at_once() {
        let most: usize = fs::read_to_string("/proc/sys/net/core/somaxconn").unwrap().trim().parse().unwrap();
        let wanted = most.min(300);
        let listener = listen(0).unwrap();
        let address = listener.local_addr().unwrap();
        let knock = |_| TcpStream::connect_timeout(&address, Duration::from_millis(900));
        let waiting: Result<Vec<_>, _> = (0..wanted).map(knock).collect();
        assert_eq!(waiting.map(|all| all.len()).map_err(|error| error.to_string()), Ok(wanted));
    }
}
