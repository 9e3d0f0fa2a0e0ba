//! `serve`: the clerk writes, the browser shows, at once.
//!
//! ```text
//! watch ──▶ workspace (what every file says) ──▶ generation (a plan on show, pages when asked)
//!                                                     │ pages          │ faults
//! browser ◀── front ◀── answer ◀──────────────────────┘                ▼
//!    ▲──────────────── hub (one stream of server-sent events) ◀── told (overlay, terminal)
//! ```
//!
//! `standing` says what `publish` would; `front` holds all connections on one thread, within limits.
//! One thread owns the workspace and handles one message after the other; a page is rendered when it is
//! asked for, from memory. The server listens on the loopback address only. Nothing here writes to disk but `edit`, the
//! form, which is there when it was asked for: `gate` lets nobody else in who wants to write.

mod answer;
mod answering;
mod connection;
mod edit;
mod files;
mod front;
mod gate;
mod generation;
mod head;
mod http;
mod hub;
mod kept;
mod message;
mod options;
mod preview;
mod request;
mod sending;
mod standing;
mod swap;
mod told;
mod trouble;
mod watch;
mod workspace;

pub use options::{Options, Told};
pub use trouble::Error;

use edit::{Editor, Token};
use gate::Gate;
use hub::Hub;
use message::Message;
use preview::Preview;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};

/// A running server; stops when dropped.
pub struct Server {
    address: SocketAddr,
    inbox: Sender<Message>,
    owner: Option<JoinHandle<()>>,
    accepting: Option<http::Accepting>,
}

/// Reads the site, and serves it until the server is dropped.
///
/// # Errors
/// When the site cannot be read or no port can be had.
pub fn start(options: Options) -> Result<Server, Error> {
    let (inbox, messages) = mpsc::channel();
    let listener = http::listen(options.port)?;
    let address = listener.local_addr()?;
    let hub = Arc::new(Hub::default());
    // watching begins before reading, so that nothing falls between
    let watcher = watch::start(&options.root, options.poll, inbox.clone());
    let root = options.root.clone();
    let token = options.edit.then(Token::fresh).transpose()?;
    let editor = token.clone().map(|token| {
        let inbox = inbox.clone();
        Editor::new(&root, token, move |written| {
            // whoever would be told is gone only when all is over
            let _ = inbox.send(Message::Changed(written));
        })
    });
    let preview = Preview::open(options, inbox.clone(), Arc::clone(&hub))?;
    let stage = preview.stage();
    let owner = thread::Builder::new().name("preview".into()).spawn(move || {
        let _watcher = watcher;
        attend(preview, &messages);
    })?;
    let gate = Arc::new(Gate { port: address.port(), token });
    let desk = request::Desk { root, stage, hub, inbox: inbox.clone(), gate, editor };
    let accepting = http::accept(listener, desk)?;
    Ok(Server { address, inbox, owner: Some(owner), accepting: Some(accepting) })
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
        Message::Faults { generation, faults, theme_is_whole, files_known } => {
            preview.judged(generation, faults, theme_is_whole, files_known);
        }
        Message::Broken { generation, fault } => preview.broken(generation, *fault),
        Message::Day(day) => preview.show_day(day),
        Message::Trouble(words) => preview.trouble(words),
        Message::Stop => return None,
    }
    Some(())
}

impl Server {
    /// Where it listens: this machine only.
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
        self.accepting.take();
        let _ = self.inbox.send(Message::Stop);
        if let Some(owner) = self.owner.take() {
            let _ = owner.join();
        }
    }
}
