//! What comes to this room and what is told of it.

use crate::fingerprint::Fingerprint;

/// One finished file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFile {
    /// Relative to the output folder, with `/`.
    pub path: String,
    /// The whole file.
    pub bytes: Vec<u8>,
    /// The fingerprint of all that it is made from, where that is known.
    pub made_from: Option<Fingerprint>,
}

impl OutputFile {
    /// One that tells by its bytes alone whether it changed.
    pub fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> OutputFile {
        OutputFile { path: path.into(), bytes: bytes.into(), made_from: None }
    }
}

/// A file on its way, made only when it has to be.
pub trait Coming {
    /// Why it could not be made.
    type Fault: Send;

    /// Where it goes and the fingerprint of all that it will be made from, where that is known before it is made.
    fn known(&self) -> Option<(&str, Fingerprint)>;

    /// Makes it.
    ///
    /// # Errors
    /// When it cannot be made.
    fn make(self) -> Result<OutputFile, Self::Fault>;
}

/// One that is made already.
impl<E: Send> Coming for Result<OutputFile, E> {
    type Fault = E;

    fn known(&self) -> Option<(&str, Fingerprint)> {
        None
    }

    fn make(self) -> Result<OutputFile, E> {
        self
    }
}

/// What is believed of an earlier build into the same folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Earlier {
    /// A file that its list has, and that nobody has touched since, holds what the list says.
    #[default]
    Believed,
    /// Nothing: every file is made, and compared byte for byte with the one that stands there.
    Doubted,
}

/// What a build did to the output folder, in files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// New files.
    pub created: usize,
    /// Files that were there with other bytes.
    pub changed: usize,
    /// Files left alone, since they had the very same bytes.
    pub unchanged: usize,
    /// Files that an earlier build made and this one did not.
    pub removed: usize,
    /// Of the files created and changed.
    pub bytes: u64,
}
