//! Names and keys for servers: from the environment, or from a file outside of the site that only its owner may read. They
//! are never told, written, or looked for anywhere else.

use super::around::{Around, Secret};
use super::trouble::{Refusal, Trouble};
use crate::disk;
use std::path::Path;

/// The variable that names the file.
const FILE: &str = "ZHANGBANG_SECRETS";

/// Where keys are looked for.
pub(super) struct Secrets {
    secret: Secret,
    lines: String,
}

impl Secrets {
    /// Reads the file, where the environment names one.
    ///
    /// # Errors
    /// When it cannot be read, lies in the site, or others may read it.
    pub(super) fn of(around: &Around) -> Result<Secrets, Trouble> {
        let secret = around.secret;
        let Some(file) = secret(FILE) else { return Ok(Secrets { secret, lines: String::new() }) };
        let file = Path::new(&file);
        let refuse = |refusal| Err(Trouble::Refused { path: file.to_owned(), refusal });
        if disk::would_be(file)?.starts_with(disk::would_be(around.root)?.join("content")) {
            return refuse(Refusal::SecretsInside);
        }
        if !disk::is_private(file)? {
            return refuse(Refusal::SecretsOpen);
        }
        let lines = String::from_utf8_lossy(&disk::read_at_most(file, 1 << 20)?).into_owned();
        Ok(Secrets { secret, lines })
    }

    /// What stands under a name: in the environment, or else in the file, as `NAME=value`.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let value = |line: &str| {
            let (key, value) = line.split_once('=')?;
            let value = value.trim().trim_matches(['"', '\'']);
            (key.trim() == name && !value.is_empty()).then(|| value.to_owned())
        };
        (self.secret)(name).or_else(|| self.lines.lines().find_map(value))
    }
}
