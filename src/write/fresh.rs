//! Files that did not exist before: what `init` and `new` make. Never overwrites.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

#[derive(Debug)]
pub enum Error {
    /// The folder has something in it.
    NotEmpty,
    World(io::Error),
}

/// Fills a new or empty folder.
///
/// # Errors
/// When the folder is not empty, or something cannot be written.
pub fn folder(folder: &Path, files: &[(String, String)]) -> Result<(), Error> {
    let occupied = match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_some(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => false,
        Err(error) => return Err(Error::World(named(folder, &error))),
    };
    if occupied {
        return Err(Error::NotEmpty);
    }
    files.iter().try_for_each(|(path, text)| file(&folder.join(path), text)).map_err(Error::World)
}

/// Makes one file, with the folders above it.
///
/// # Errors
/// `AlreadyExists` when there is one of that name; otherwise why it could not be written.
pub fn file(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| named(folder, &error))?;
    }
    let mut file = File::create_new(path).map_err(|error| named(path, &error))?;
    file.write_all(text.as_bytes()).map_err(|error| named(path, &error))
}

fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

/// Writes one file of our own over an older one, whole or not at all.
///
/// # Errors
/// Why it could not be written; the older file is then as it was.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| named(folder, &error))?;
    let half = path.with_extension("half");
    let written = fs::write(&half, bytes).and_then(|()| fs::rename(&half, path));
    written.map_err(|error| {
        // what is left of the attempt is ours, and of no use
        let _ = fs::remove_file(&half);
        named(path, &error)
    })
}
