//! Sheets that others made: books by LibreOffice (`tests/import/make.py`), by the forms that `template` makes, by hand.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    reason = "tests touch the world"
)]

#[path = "import/bad.rs"]
mod bad;
#[path = "import/books.rs"]
mod books;
#[path = "import/forms.rs"]
mod forms;
#[path = "import/plan.rs"]
mod plan;
#[path = "import/points.rs"]
mod points;
#[path = "hostile/program.rs"]
#[expect(dead_code, reason = "made for another test, too")]
mod program;
#[path = "import/work.rs"]
mod work;
