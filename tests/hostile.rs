//! What strangers send: each of it is taken or named, and nothing hurts.

#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests touch the world")]

#[path = "hostile/characters.rs"]
mod characters;
#[path = "hostile/going_out.rs"]
mod going_out;
#[path = "hostile/program.rs"]
mod program;
#[cfg(unix)]
#[path = "hostile/specials.rs"]
mod specials;
