//! How far a build is, for whoever waits for it.

/// Told how far a build is.
pub trait Progress: Sync {
    /// All is worked out, and so many pages and files are to be made.
    fn planned(&self, pages: usize);
    /// One more of them is made; called by several threads.
    fn rendered(&self);
}

/// Says nothing.
pub struct Silent;

impl Progress for Silent {
    fn planned(&self, _: usize) {}
    fn rendered(&self) {}
}
