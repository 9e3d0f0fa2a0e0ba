//! Zhangbang (张榜) turns Markdown and YAML into a county's public board, and proves that every project
//! notice stayed up the days that it must.
//!
//! This page is the map for maintainers. Each room's own page says what it does and what it never does.
//!
//! # One way through the house
//!
//! ```text
//! read ─▶ parse ─▶ check ─▶ plan ─▶ render ─▶ write            (build)
//!  ▲                                  │
//! watch ◀───────────── serve ◀────────┘ a page when asked       (serve)
//!                      publish = build + guard + switch + log   (publish)
//! import ─▶ values ─▶ emit ─▶ content files                      (import)
//! ```
//!
//! Stages are verbs, values are nouns. Each stage is a function from one value to the next; only the two
//! doors, [`read`](mod@read) and [`write`](mod@write), touch the disk for a build. [`build`] tells the story in a screenful.
//!
//! | room | does | never |
//! |---|---|---|
//! | [`source`] | texts, spans, line and column | import anything of ours |
//! | [`diagnostic`] | faults in content: code, place, message, hint, in two languages | know a content kind |
//! | [`model`] | notices, honours, points, activities, pages, places; windows, log and ledger as values | disk, YAML, Tera, clock, diagnostics |
//! | [`collection`] | the one table of collections: names, folders, lists, an example of each | particular fields of one |
//! | [`markdown`] | the dialect: CJK-friendly emphasis, line breaks, anchors; text → events | make HTML |
//! | [`fingerprint`] | whether two things are the same, without keeping either | know what they are |
//! | [`memory`] | how much large things take at once, over all threads | know what for |
//! | [`picture`] | what pictures are, smaller ones of them, and a cache of those | know a page or URL |
//! | [`disk`] | one file system: named errors, atomic writes, links, locks; dies where a test says | know what a file means |
//! | [`sftp`] | files on a server by SFTP over the user's own ssh: bounded, pipelined, every fault by name | know what a file means |
//! | [`read`](mod@read) | door in: walk, decode | know what a text means |
//! | [`parse`](mod@parse) | front matter, YAML and sheets → model, with every fault of a file | disk; stop at the first fault |
//! | [`import`](mod@import) | sheets and documents that others made → content files that are not there yet, with where each value was read | disk; write over anything |
//! | [`check`](mod@check) | one rule, one file, one row in a table | print; know another rule |
//! | [`plan`](mod@plan) | what pages there are and what each shows, on floors: [`facts`](plan::facts) → [`shelves`](plan::shelves) → [`addresses`](plan::addresses) → [`pages`](plan::pages) and [`files`](plan::files), with [`words`](plan::words) beside | Tera, HTML; an arrow back down |
//! | [`render`] | one planned page + theme → bytes | disk; the content behind the views |
//! | [`write`](mod@write) | door out: what changed, atomically; removes only what it made | know what a file means |
//! | [`publish`] | guard, targets, log lines | rewrite a line of the log |
//! | [`evidence`] | visits, the certificate's data, time stamps; the log against what is published | publish |
//! | [`boards`] | the list of many boards: read, parsed, checked, with where each one lies | run one |
//! | [`portal`] | what many boards publish, held against itself → one site over them, with memory of one size | change anything of a board |
//! | [`report`](mod@report) | faults → human, short, JSON | print |
//! | [`mod@serve`] | preview: watch, plan anew, a page when asked; live reload, faults in the browser; with `--edit`, the form | write anything else |
//! | [`commands`] | one file a command: its name, its arguments, what it does; prints | decide what a stage should |
//! | `main` | clock, environment, exit codes | anything else |
//!
//! The import law (who may use whom) is held by `tests/architecture.rs`; the doors by `clippy.toml`.
//! There are two kinds of failure: trouble with the world is an error that names its path and stops; a
//! fault in content is a [`diagnostic::Diagnostic`] and never hides the next.
//!
//! Absent on purpose: no value that holds the whole site and knows everything, no configuration by code, no
//! global state but the count in [`memory`], no clock below `main`, no cache that could be stale: a page is not made again when
//! everything that it would be made from ([`render::Inputs`]), the theme and the program are what they were, and all else
//! is found unchanged by comparing what would be written.
//!
//! # How to
//!
//! **Add a notice kind.** A paragraph in `content/rules.yaml`; no code. If it has a statutory minimum, also
//! a row in [`check::rule_minimum`] and in `src/commands/starter/rules.yaml`.
//!
//! **Add a rule.** A file in `src/check/` (comment with the rule's source, a pure function, cases that show the
//! marked place: `tests/README.md` says where every sort of test goes), a row in
//! [`check::RULES`], its code in `src/diagnostic/code.rs`, a paragraph in
//! `content/pages/handbook/diagnostics.md`. A test holds the last two to each other.
//!
//! **Add a content field.** A row in its table in [`parse::schema`] (key, Chinese alias, shape), a field of the
//! model's struct, one line in the reader in `src/parse/`, a row in the handbook, and, if it shows, a field
//! of a view in [`plan::view`] with a place in the theme. The compiler asks the rest: what the field is to privacy,
//! files, places and references ([`model::facets`]); of a notice, whether it is posted, and as which part
//! ([`model::record`], [`model::part`]), and whether its page may go up without it ([`publish::finished`]).
//!
//! **Add a collection.** Its variants and row in `src/collection.rs` (with a file to begin with in
//! `src/collection/examples/`) come first; from there the compiler names every place that has to know it:
//!
//! 1. its struct in `src/model/`, with `Facets` and `Entry` (what each field is to privacy, files, places and
//!    references; whether it has a record), and its list in [`model::content::Content`]
//! 2. its reader in `src/parse/`, its fields in [`parse::schema`]
//! 3. its shelf in `src/plan/shelves/`: order, lists, state, place; and whether it is open data
//! 4. its view and card in [`plan::view`], its page with the card in `src/plan/pages/items/`
//! 5. in the theme, a template of its page (named in the page's file) and one of its lists (named in the row)
//!
//! A collection whose files have no text below their fields says so by its ending (`yaml`), and one with rows of its own
//! that may lie in a sheet is joined with that in `src/parse/joined.rs`, whose matches do not compile until it is named.
//!
//! Where a file has `mod` lines, the rows of what those modules do for each collection stand below them. The tests then ask for
//! its fields and variables in the handbook, and for an entry in the demonstration on which the templates are tried.
//!
//! **Add a target.** A file in `src/publish/target/` that keeps what [`publish::target::Target`] promises, and the schemes that
//! stand for it in [`publish::target::named`]; publishing knows targets by the promise alone. A server that takes files one by
//! one need only be a `Store` there: the order, the lease and going on are shared. `tests/targets/contract.rs` is asked of each.
//!
//! **Add a page type.** A variant of [`plan::addresses::What`] with its path in [`plan::addresses`], a file in
//! `src/plan/pages/` that makes its view from the floors below, a view struct in [`plan::view`], a template in
//! `themes/gongshi/templates/`, and their rows in `content/pages/handbook/theme-reference.md`, which a test holds to the
//! views, templates and blocks. [`plan::SitePlan::view`] does not compile until it knows the variant.
//!
//! **Show a number, a date or a state.** Numbers of the points bank come from [`model::ledger`], windows and states from
//! [`plan::facts`], words for all of them from [`plan::words`]: never added up or worded where they are shown.

#![cfg_attr(
    test,
    expect(clippy::disallowed_methods, clippy::disallowed_macros, reason = "tests touch the world")
)]

pub mod boards;
pub mod build;
pub mod check;
pub mod collection;
pub mod commands;
pub mod diagnostic;
pub mod disk;
pub mod evidence;
pub mod fingerprint;
pub mod import;
pub mod markdown;
pub mod memory;
pub mod model;
pub mod parse;
pub mod picture;
pub mod plan;
pub mod portal;
pub mod publish;
pub mod read;
pub mod render;
pub mod report;
pub mod serve;
pub mod sftp;
pub mod source;
pub mod write;
