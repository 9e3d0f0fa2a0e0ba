//! What comes to this room and what is told of it.

/// One finished file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFile {
    /// Relative to the output folder, with `/`.
    pub path: String,
    pub bytes: Vec<u8>,
}

/// What a build did to the output folder, in files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    pub created: usize,
    pub changed: usize,
    pub unchanged: usize,
    pub removed: usize,
    /// Of the files created and changed.
    pub bytes: u64,
}
