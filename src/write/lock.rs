//! Waits for a lock that may be just being let go: by another run that ends, or by a process that is being
//! started from this one, which holds a copy of whatever is open until it runs its own program.

use std::fs::{File, TryLockError};
use std::thread::sleep;
use std::time::Duration;

/// Half a second in all.
const PATIENCE: u32 = 50;
const PAUSE: Duration = Duration::from_millis(10);

/// Locks a file for as long as it is open.
///
/// # Errors
/// When somebody else goes on holding it, or the system cannot lock.
pub fn patiently(file: &File) -> Result<(), TryLockError> {
    for _ in 0..PATIENCE {
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => sleep(PAUSE),
            done => return done,
        }
    }
    Err(TryLockError::WouldBlock)
}
