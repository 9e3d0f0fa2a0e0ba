//! The published site that a log is held against.

use crate::diagnostic::Text;
use crate::evidence::anchor::Carried;
use crate::evidence::visit::client::{Client, Limits};
use crate::evidence::visit::place::Place;
use crate::evidence::visit::trust::Trust;
use crate::evidence::{verify, words};
use crate::text;
use std::path::Path;

/// What a published site carries of the log.
///
/// # Errors
/// When it cannot be had.
pub(super) fn carried(place: &str, ca: Option<&Path>) -> Result<Carried, Text> {
    let trust = Trust::with(ca).map_err(|fault| words::untrusted(&fault))?;
    let client = Client::new(Limits::default(), &trust);
    verify::carried(&Place::of(Some(place), ""), &client).map_err(|fault| {
        let Text { zh, en } = words::visit_fault(&fault);
        text!("{place} 的 release.json：{zh}", "release.json at {place}: it {en}")
    })
}
