//! 编写: a form in the browser, for those who write no YAML. The one part of `serve` that writes, and only with `--edit`.
//!
//! ```text
//! field table + what the site names ──▶ forms ──▶ config            (what Decap shows)
//! browser ──▶ proxy (Decap's words) ──▶ shelf (the door: reads, writes, under content/ alone)
//!                                         │ old text + wanted values ──▶ parse::revise ──▶ read::rewritten
//! ```
//!
//! Decap is shown entries as JSON with Chinese keys and every scalar as a text, and never has the files themselves. Nothing
//! is deleted here, nothing is published, and what is posted is changed only with a correction.

mod choices;
mod config;
mod fields;
mod forms;
mod ground;
mod json;
mod page;
mod path;
mod posted;
mod proxy;
mod refused;
mod shelf;

use crate::disk::Trouble;
use ground::Ground;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

pub(in crate::serve) use page::{Resource, Token};

/// The form of one run.
pub(in crate::serve) struct Editor {
    root: PathBuf,
    token: Token,
    /// Told the paths of files that were written.
    changed: Box<dyn Fn(Vec<String>) + Send + Sync>,
    /// One writes at a time.
    pen: Mutex<()>,
}

impl Editor {
    pub(in crate::serve) fn new(
        root: &Path,
        token: Token,
        changed: impl Fn(Vec<String>) + Send + Sync + 'static,
    ) -> Editor {
        Editor { root: root.to_owned(), token, changed: Box::new(changed), pen: Mutex::default() }
    }

    /// What is below `/edit/`.
    pub(in crate::serve) fn resource(&self, name: &str) -> Option<Resource> {
        match name {
            "config.json" => Some(match self.config() {
                Ok(config) => Resource::json(&config),
                Err(trouble) => Resource::trouble(&trouble.zh()),
            }),
            name => page::resource(name, &self.token),
        }
    }

    fn config(&self) -> Result<Value, Trouble> {
        let ground = Ground::read(&self.root)?;
        config::config(&self.root, &ground)
    }

    /// Answers one of Decap's questions: a status, and JSON.
    pub(in crate::serve) fn answer(&self, body: &[u8]) -> (u16, Value) {
        let _one_at_a_time = self.pen.lock().unwrap_or_else(PoisonError::into_inner);
        let (status, answer, written) = proxy::answer(&self.root, body);
        if !written.is_empty() {
            (self.changed)(written);
        }
        (status, answer)
    }
}
