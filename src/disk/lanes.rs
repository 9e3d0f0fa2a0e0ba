//! One file without a name, in which many things grow side by side and are read back one after the other: for what is
//! more than memory should hold. It goes with the process, however that ends.

use super::trouble::{Action, Trouble};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// So much of a lane waits in memory before it is written.
const PART: usize = 4 << 10;

/// Many lanes; each is added to at its end, from any thread.
#[derive(Debug)]
pub struct Lanes {
    file: Mutex<File>,
    lanes: Vec<Mutex<Lane>>,
}

#[derive(Debug, Default)]
struct Lane {
    /// Where its parts stand in the file, and their lengths, in order.
    parts: Vec<(u64, usize)>,
    /// What comes after them.
    open: Vec<u8>,
}

impl Lanes {
    /// So many, all empty.
    ///
    /// # Errors
    /// When the system gives no file.
    pub fn new(count: usize) -> Result<Lanes, Trouble> {
        let file = tempfile::tempfile().map_err(failed)?;
        Ok(Lanes { file: Mutex::new(file), lanes: (0..count).map(|_| Mutex::default()).collect() })
    }

    /// Adds to the end of one. One that is not there takes nothing.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add(&self, lane: usize, bytes: &[u8]) -> Result<(), Trouble> {
        let Some(lane) = self.lanes.get(lane) else { return Ok(()) };
        let mut lane = held(lane);
        lane.open.extend_from_slice(bytes);
        if lane.open.len() >= PART {
            let at = self.put(&lane.open).map_err(failed)?;
            let length = lane.open.len();
            lane.parts.push((at, length));
            lane.open.clear();
        }
        Ok(())
    }

    fn put(&self, bytes: &[u8]) -> io::Result<u64> {
        let mut file = held(&self.file);
        let at = file.seek(SeekFrom::End(0))?;
        file.write_all(bytes)?;
        Ok(at)
    }

    /// Reads one from its beginning, once nothing is added any more.
    pub fn read(&self, lane: usize) -> Reading<'_> {
        Reading { lanes: self, lane, next: 0, part: Vec::new(), at: 0 }
    }

    /// A part of a lane; none after the last.
    fn part(&self, lane: usize, number: usize) -> io::Result<Vec<u8>> {
        let Some(lane) = self.lanes.get(lane) else { return Ok(Vec::new()) };
        let lane = held(lane);
        let Some(&(at, length)) = lane.parts.get(number) else {
            return Ok(if number == lane.parts.len() { lane.open.clone() } else { Vec::new() });
        };
        let mut part = vec![0; length];
        let mut file = held(&self.file);
        file.seek(SeekFrom::Start(at))?;
        file.read_exact(&mut part)?;
        Ok(part)
    }
}

/// Reads a lane.
#[derive(Debug)]
pub struct Reading<'l> {
    lanes: &'l Lanes,
    lane: usize,
    next: usize,
    part: Vec<u8>,
    at: usize,
}

impl Read for Reading<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.at == self.part.len() {
            self.part = self.lanes.part(self.lane, self.next)?;
            (self.next, self.at) = (self.next + 1, 0);
        }
        let rest = self.part.get(self.at..).unwrap_or_default();
        let count = rest.len().min(into.len());
        for (to, from) in into.iter_mut().zip(rest) {
            *to = *from;
        }
        self.at += count;
        Ok(count)
    }
}

/// Trouble with the file, which has no name.
pub fn failed(error: io::Error) -> Trouble {
    Trouble::failed(std::env::temp_dir(), Action::Write)(error)
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lanes_that_grow_side_by_side_are_read_back_each_for_itself() {
        let lanes = Lanes::new(3).unwrap();
        for number in 0..20_000 {
            lanes.add(number % 2, format!("{number}\n").as_bytes()).unwrap();
        }
        let all = |lane| io::read_to_string(lanes.read(lane)).unwrap();
        let even: String = (0..20_000).step_by(2).map(|number| format!("{number}\n")).collect();
        assert_eq!((all(0), all(2)), (even, String::new()));
        assert_eq!(all(1).lines().last(), Some("19999"));
    }
}
