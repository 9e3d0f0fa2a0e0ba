//! How much memory large things take at once, over all threads: one count for the whole run.
//!
//! A picture of two kilobytes may decode to a hundred megabytes, and sixteen threads may decode one each. So
//! whoever is about to take much asks first, says how much at the most, and waits while others hold too much.
//! Files are of any number, and each has bounds of its own; this is the bound of all of them together.
//!
//! What is held by one thread is held once: whoever holds and asks again on the same thread does not wait, so
//! that nobody waits for himself.

use std::cell::Cell;
use std::sync::{Condvar, Mutex, PoisonError};

/// Bytes that are held at once, so that no file takes more than 256 MiB with all that a run needs besides. One
/// who wants more is let in alone.
pub const MOST: u64 = 200 << 20;

/// Less than this is not worth asking for.
const LITTLE: u64 = 1 << 20;

static TAKEN: Mutex<u64> = Mutex::new(0);
static FREED: Condvar = Condvar::new();

thread_local! {
    static HOLDING: Cell<bool> = const { Cell::new(false) };
}

/// Leave to take so many bytes, until dropped.
#[must_use]
#[derive(Debug)]
pub struct Held {
    bytes: u64,
}

/// Waits until so many bytes may be taken.
pub fn hold(bytes: u64) -> Held {
    if bytes < LITTLE || HOLDING.replace(true) {
        return Held { bytes: 0 };
    }
    let bytes = bytes.min(MOST);
    let taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
    let full = |taken: &mut u64| *taken + bytes > MOST;
    let mut taken = FREED.wait_while(taken, full).unwrap_or_else(PoisonError::into_inner);
    *taken += bytes;
    Held { bytes }
}

impl Drop for Held {
    fn drop(&mut self) {
        if self.bytes > 0 {
            HOLDING.set(false);
            *TAKEN.lock().unwrap_or_else(PoisonError::into_inner) -= self.bytes;
            FREED.notify_all();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU64, Ordering::SeqCst};

    #[test]
    fn all_threads_together_hold_no_more_than_there_is() {
        let (now, highest) = (AtomicU64::new(0), AtomicU64::new(0));
        let each = MOST / 3;
        std::thread::scope(|scope| {
            for _ in 0..16 {
                scope.spawn(|| {
                    let _held = hold(each);
                    // a second one on the same thread does not wait for the first
                    let _more = hold(MOST);
                    highest.fetch_max(now.fetch_add(each, SeqCst) + each, SeqCst);
                    std::thread::sleep(std::time::Duration::from_millis(2));
                    now.fetch_sub(each, SeqCst);
                });
            }
        });
        assert!(highest.load(SeqCst) <= MOST, "{highest:?}");
    }
}
