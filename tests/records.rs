//! Records and their digests: pinned by fixtures, kept over a change of format, and checked by a script that
//! knows only what is published.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    reason = "tests touch the world"
)]

#[path = "records/conversion.rs"]
mod conversion;
#[path = "records/outside.rs"]
mod outside;
#[path = "records/pinned.rs"]
mod pinned;
#[path = "records/site.rs"]
mod site;
