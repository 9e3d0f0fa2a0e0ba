//! `serve`: the clerk writes, the browser shows, at once.
//!
//! ```text
//! watch ──▶ workspace (what every file says) ──▶ generation (a plan on show, pages when asked)
//!                                                     │ pages          │ faults
//! browser ◀── http ◀── answer ◀───────────────────────┘                ▼
//!    ▲──────────────── hub (one stream of server-sent events) ◀── told (overlay, terminal)
//! ```
//!
//! `standing` says what `publish` would; `nudge` mends what the server's library leaves undone.
//! One thread owns the workspace and handles one message after the other; a page is rendered when it is
//! asked for, from memory. Nothing here writes to disk. The server listens on the loopback address only.

mod answer;
mod generation;
mod http;
mod hub;
mod nudge;
mod preview;
mod request;
mod standing;
mod told;
mod watch;
mod workspace;

use crate::diagnostic::{Diagnostic, Language};
use crate::model::moment::Clock;
use crate::source::SourceId;
use hub::Hub;
use jiff::civil::{Date, DateTime};
use preview::Preview;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// How to serve.
pub struct Options {
    pub root: PathBuf,
    /// The first port to try; the next free one is taken. 0 for any.
    pub port: u16,
    /// Look for changes every second instead of being told: for network drives.
    pub poll: bool,
    pub language: Language,
    /// Tells the time; the only clock that pages see.
    pub clock: Box<dyn Fn() -> Clock + Send>,
    /// Told what happens, in order.
    pub tell: Box<dyn Fn(Told) + Send>,
}

/// What happened, for the terminal.
#[derive(Clone, Debug)]
pub enum Told {
    /// Files that changed, and how long it took until their pages could be had.
    Changed { files: Vec<String>, took: Duration },
    /// All faults that there are now, as a report for people, and whether it could be published with them;
    /// empty when the last one is mended.
    Faults(String),
    /// Trouble with the world that may pass.
    Trouble(String),
}

/// What the one thread that owns the site is told.
enum Message {
    /// Paths relative to the root, files or folders; empty for "anything".
    Changed(Vec<String>),
    Faults {
        generation: u64,
        faults: Vec<Diagnostic>,
        theme_is_whole: bool,
    },
    /// A template failed on a page that was asked for.
    Broken {
        generation: u64,
        fault: Box<Diagnostic>,
    },
    /// Show another day; `None` for the clock's.
    Day(Option<Date>),
    Trouble(String),
    Stop,
}

/// A running server; stops when dropped.
pub struct Server {
    address: SocketAddr,
    inbox: Sender<Message>,
    owner: Option<JoinHandle<()>>,
    accepting: http::Accepting,
}

/// Reads the site, and serves it until the server is dropped.
///
/// # Errors
/// When the site cannot be read or no port can be had.
pub fn start(options: Options) -> io::Result<Server> {
    let (inbox, messages) = mpsc::channel();
    let listener = http::listen(options.port)?;
    let address = listener.local_addr()?;
    let hub = Arc::new(Hub::default());
    // watching begins before reading, so that nothing falls between
    let watcher = watch::start(&options.root, options.poll, inbox.clone());
    let root = options.root.clone();
    let preview = Preview::open(options, inbox.clone(), Arc::clone(&hub))?;
    let stage = preview.stage();
    let owner = thread::Builder::new().name("preview".into()).spawn(move || {
        let _watcher = watcher;
        attend(preview, &messages);
    })?;
    let desk = request::Desk { root, stage, hub, inbox: inbox.clone(), port: address.port() };
    let accepting = http::accept(listener, Arc::new(desk))?;
    Ok(Server { address, inbox, owner: Some(owner), accepting })
}

/// Handles messages until told to stop. The first change is acted on at once; those that came in meanwhile
/// are taken together.
fn attend(mut preview: Preview, messages: &Receiver<Message>) {
    loop {
        match messages.recv_timeout(preview.patience()) {
            Ok(Message::Changed(mut paths)) => {
                let mut later = Vec::new();
                for message in messages.try_iter() {
                    match message {
                        Message::Changed(more) => paths.extend(more),
                        other => later.push(other),
                    }
                }
                preview.change(&paths);
                if later.into_iter().any(|message| handle(&mut preview, message).is_none()) {
                    return;
                }
            }
            Ok(message) => {
                if handle(&mut preview, message).is_none() {
                    return;
                }
            }
            Err(RecvTimeoutError::Timeout) => preview.tick(),
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

/// `None` when it is time to stop.
fn handle(preview: &mut Preview, message: Message) -> Option<()> {
    match message {
        Message::Changed(paths) => preview.change(&paths),
        Message::Faults { generation, faults, theme_is_whole } => {
            preview.judged(generation, faults, theme_is_whole);
        }
        Message::Broken { generation, fault } => preview.broken(generation, *fault),
        Message::Day(day) => preview.show_day(day),
        Message::Trouble(words) => preview.trouble(words),
        Message::Stop => return None,
    }
    Some(())
}

impl Server {
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where a browser finds it.
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.accepting.stop();
        let _ = self.inbox.send(Message::Stop);
        if let Some(owner) = self.owner.take() {
            let _ = owner.join();
        }
    }
}

/// What a generation says of itself when its pages can be had.
struct Ready {
    next_change: Option<DateTime>,
    today: Date,
    pinned: bool,
}

/// Files whose newest text could not be read, so that an older one is on show.
type Stale = std::collections::HashSet<SourceId>;
