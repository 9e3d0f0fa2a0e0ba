//! A target on a server while it is held: two locks, let go of one after the other.

use super::promise::Held;

/// Lets go of a server when dropped, and then of the workshop on this machine.
pub(super) struct Tenure<'t> {
    let_go: Box<dyn Fn() + 't>,
    _workshop: Box<dyn Held>,
}

impl<'t> Tenure<'t> {
    /// With the lock of the workshop, and how the server is let go of.
    pub(super) fn new(workshop: Box<dyn Held>, let_go: impl Fn() + 't) -> Tenure<'t> {
        Tenure { let_go: Box::new(let_go), _workshop: workshop }
    }
}

impl Held for Tenure<'_> {}

impl Drop for Tenure<'_> {
    fn drop(&mut self) {
        (self.let_go)();
    }
}
