//! What strangers send: each of it is taken or named, and nothing hurts.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    reason = "tests touch the world"
)]

#[path = "hostile/bombs.rs"]
mod bombs;
#[path = "hostile/characters.rs"]
mod characters;
#[path = "hostile/corpus.rs"]
mod corpus;
#[path = "hostile/corpus_files.rs"]
mod corpus_files;
#[path = "hostile/corpus_packed.rs"]
mod corpus_packed;
#[path = "hostile/corpus_pictures.rs"]
mod corpus_pictures;
#[path = "hostile/corpus_texts.rs"]
mod corpus_texts;
#[cfg(unix)]
#[path = "hostile/endless_theme.rs"]
mod endless_theme;
#[path = "hostile/going_out.rs"]
mod going_out;
#[path = "hostile/program.rs"]
mod program;
#[cfg(unix)]
#[path = "hostile/specials.rs"]
mod specials;
