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
        if disk::would_be(file)?.starts_with(disk::would_be(around.root)?) {
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

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::Disk;
    use std::cell::RefCell;
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    thread_local! {
        static NAMED: RefCell<String> = const { RefCell::new(String::new()) };
    }

    fn secret(name: &str) -> Option<String> {
        match name {
            FILE => Some(NAMED.with_borrow(Clone::clone)),
            "HERE" => Some("environment".to_owned()),
            _ => None,
        }
    }

    /// What comes of a file with these rights, at this place beside or in the site.
    fn of(place: &str, mode: u32) -> Result<Secrets, Trouble> {
        let (folder, disk) = (tempfile::tempdir().unwrap(), Disk::new());
        let root = folder.path().join("site");
        fs::create_dir_all(root.join("content")).unwrap();
        let file = folder.path().join(place);
        fs::write(&file, "# 云\nHERE=file\nKEY = \"甲乙\"\nEMPTY=\n").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
        NAMED.set(file.to_string_lossy().into_owned());
        let now = jiff::Timestamp::UNIX_EPOCH;
        Secrets::of(&Around { disk: &disk, root: &root, secret, now, progress: &|_| {} })
    }

    #[test]
    fn keys_are_taken_from_the_environment_or_from_a_file_that_is_its_owners_alone() {
        let secrets = of("keys", 0o600).unwrap();
        let values = ["HERE", "KEY", "EMPTY", "NONE"].map(|name| secrets.get(name));
        assert_eq!(values, [Some("environment".to_owned()), Some("甲乙".to_owned()), None, None]);
        for (place, mode, wanted) in [
            ("keys", 0o640, Refusal::SecretsOpen),
            ("keys", 0o604, Refusal::SecretsOpen),
            ("site/keys", 0o600, Refusal::SecretsInside),
            ("site/content/keys", 0o600, Refusal::SecretsInside),
        ] {
            match of(place, mode) {
                Err(Trouble::Refused { refusal, .. }) => assert_eq!(refusal, wanted, "{place} {mode:o}"),
                _ => panic!("{place} {mode:o} is taken"),
            }
        }
    }
}
