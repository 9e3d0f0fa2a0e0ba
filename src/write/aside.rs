//! What a build wants to find again the next time, beside our list. Nobody depends on it: what cannot be read is not
//! there, and what cannot be written is not.

use super::own::PRIVATE;
use crate::disk::{self, Disk, Found, Trouble};
use std::path::Path;

/// What was put aside under a name.
pub fn aside(out: &Path, name: &str) -> Option<Vec<u8>> {
    disk::own(&out.join(PRIVATE).join(name)).ok()?
}

/// Puts something aside, whole or not at all, if it is not there already.
pub fn put_aside(out: &Path, name: &str, bytes: &[u8]) {
    if aside(out, name).as_deref() != Some(bytes) {
        // a build that is not whole without it would be another matter
        let _ = replace(&out.join(PRIVATE), name, bytes);
    }
}

fn replace(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), Trouble> {
    if disk::look(folder)? != Found::Folder {
        return Ok(());
    }
    let (disk, half) = (Disk::new(), folder.join(format!("{name}.half")));
    disk.remove_file(&half)?;
    disk.make_file(&half, bytes, false)?;
    disk.rename(&half, &folder.join(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_aside_is_found_again_and_never_through_a_link() {
        let out = tempfile::tempdir().unwrap();
        let private = out.path().join(PRIVATE);
        put_aside(out.path(), "known", b"1");
        assert_eq!(disk::look(&private).unwrap(), Found::Nothing, "no build was here");
        Disk::new().make_folder(&private).unwrap();
        for bytes in [&b"1"[..], b"22", b"22"] {
            put_aside(out.path(), "known", bytes);
            assert_eq!(aside(out.path(), "known").as_deref(), Some(bytes));
        }
        assert_eq!(disk::entries(&private).unwrap(), [private.join("known")]);
        #[cfg(unix)]
        {
            Disk::new().point(&private.join("led"), &private.join("known")).unwrap();
            assert_eq!(aside(out.path(), "led"), None);
        }
    }
}
