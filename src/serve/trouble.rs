//! Why a preview cannot be had.

use crate::diagnostic::Text;
use crate::disk;
use crate::text;
use std::io;

/// Why a preview could not begin.
#[derive(Debug)]
pub enum Error {
    /// The site cannot be read.
    Site(disk::Trouble),
    /// No port, connection or thread can be had.
    System(io::Error),
    /// What was to serve a generation ended before it began.
    Over,
    /// The theme in the binary has so many faults; a test of the theme would know.
    Theme(usize),
}

impl Error {
    /// In both languages.
    pub fn words(&self) -> Text {
        match self {
            Error::Site(trouble) => Text::new(trouble.zh(), trouble.en()),
            Error::System(error) => Text::same(error),
            Error::Over => text!("预览没能开始", "the preview ended before it began"),
            Error::Theme(faults) => {
                text!("自带的主题有 {faults} 个错误", "{faults} faults in the built-in theme")
            }
        }
    }
}

impl From<disk::Trouble> for Error {
    fn from(trouble: disk::Trouble) -> Error {
        Error::Site(trouble)
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Error {
        Error::System(error)
    }
}
