//! What comes to this room and what is told of it.

/// One finished file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFile {
    /// Relative to the output folder, with `/`.
    pub path: String,
    /// The whole file.
    pub bytes: Vec<u8>,
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
