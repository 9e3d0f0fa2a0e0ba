//! The few threads that find answers. None of them ever waits for a client.

use super::answer::Answer;
use super::head::Head;
use super::request::Desk;
use mio::Waker;
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// More than pages are rendered at once, since some requests are for files.
const THREADS: usize = 6;

/// The answer to the request of a connection.
pub(super) struct Answered {
    pub number: usize,
    pub answer: Answer,
}

/// Ends when dropped, after what is under way.
pub(super) struct Answering {
    heads: Sender<(usize, Head)>,
}

impl Answering {
    /// The waker is called when there is an answer.
    ///
    /// # Errors
    /// When no thread can be had.
    pub(super) fn start(desk: Arc<Desk>, waker: &Arc<Waker>) -> io::Result<(Answering, Receiver<Answered>)> {
        let (heads, asked) = mpsc::channel::<(usize, Head)>();
        let (tell, answered) = mpsc::channel();
        let asked = Arc::new(Mutex::new(asked));
        for _ in 0..THREADS {
            let (desk, waker) = (Arc::clone(&desk), Arc::clone(waker));
            let (asked, tell) = (Arc::clone(&asked), tell.clone());
            thread::Builder::new().name("answer".into()).spawn(move || {
                while let Some((number, head)) = next(&asked) {
                    let answer = find(&desk, &head);
                    let told = tell.send(Answered { number, answer }).is_ok();
                    if !told || waker.wake().is_err() {
                        return;
                    }
                }
            })?;
        }
        Ok((Answering { heads }, answered))
    }

    /// To be answered in its turn.
    pub(super) fn find(&self, number: usize, head: Head) {
        // nobody answers any more only when it is over
        let _ = self.heads.send((number, head));
    }
}

fn next(asked: &Mutex<Receiver<(usize, Head)>>) -> Option<(usize, Head)> {
    asked.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

/// One request that goes wrong leaves the thread to the others.
fn find(desk: &Desk, head: &Head) -> Answer {
    panic::catch_unwind(AssertUnwindSafe(|| desk.answer(head))).unwrap_or_else(|_| Answer::plain(500))
}
