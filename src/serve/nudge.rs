//! Frees connections that tiny_http has left lying.
//!
//! Its pool of threads queues a connection whenever some thread is waiting, and a thread counts as waiting
//! until it has woken up. So of a burst, as browsers open, several may be queued for one thread; and when that
//! one is then held by a connection that says nothing, the others lie there until the next connection comes:
//! it finds no thread waiting, gets a new one, is done, and the new thread takes what lies in the queue. That
//! next connection is made here: opened and closed at once, often after a request, seldom at other times.

use std::io;
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

/// Between nudges shortly after a request, when others of its burst may lie in the queue.
const LIVELY: Duration = Duration::from_millis(4);
/// So many of them.
const BEATS: u32 = 30;
/// Between nudges at other times: the first request of a burst may be the one that lies there.
const CALM: Duration = Duration::from_millis(40);
/// A nudge that cannot be had at once is not worth waiting for.
const PATIENCE: Duration = Duration::from_millis(100);

/// Nudges until dropped.
pub(super) struct Nudging {
    stirred: Arc<AtomicBool>,
    over: Arc<AtomicBool>,
}

impl Nudging {
    /// # Errors
    /// When no thread can be had.
    pub(super) fn start(address: SocketAddr) -> io::Result<Nudging> {
        let nudging = Nudging { stirred: Arc::default(), over: Arc::default() };
        let (stirred, over) = (nudging.stirred(), Arc::clone(&nudging.over));
        thread::Builder::new().name("nudge".into()).spawn(move || beat(address, &stirred, &over))?;
        Ok(nudging)
    }

    /// To be set when a request has come.
    pub(super) fn stirred(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.stirred)
    }
}

impl Drop for Nudging {
    fn drop(&mut self) {
        self.over.store(true, Ordering::SeqCst);
    }
}

fn beat(address: SocketAddr, stirred: &AtomicBool, over: &AtomicBool) {
    let mut beats = 0_u32;
    while !over.load(Ordering::SeqCst) {
        beats = if stirred.swap(false, Ordering::Relaxed) { BEATS } else { beats.saturating_sub(1) };
        thread::sleep(if beats > 0 { LIVELY } else { CALM });
        drop(TcpStream::connect_timeout(&address, PATIENCE));
    }
}
