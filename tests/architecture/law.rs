//! The tables of the law, and of what is not yet in shape. The latter only shrink: more than a row says is a
//! fault, and so is a row that says more than there is.

/// Rooms (a folder under `src/`, with the file of its name) and floors (a folder within), and what each may
/// use; `x/*` is the room x with its floors, `*` all of them.
#[rustfmt::skip]
pub(crate) const LAW: &[(&str, &[&str])] = &[
    ("lib", &[]),
    ("main", &["commands"]),
    ("source", &[]),
    ("diagnostic", &["source"]),
    ("model", &["model/*", "source"]),
    ("model/facets", &["model", "source"]),
    ("model/guard", &["model", "model/ledger", "model/log", "model/record"]),
    ("model/ledger", &["model", "model/log", "source"]),
    ("model/log", &["model", "source"]),
    ("model/record", &["model", "model/facets", "model/log", "source"]),
    ("model/repeat", &["model"]),
    ("collection", &["model/*"]),
    ("markdown", &["source"]),
    ("memory", &[]),
    ("fingerprint", &[]),
    ("read", &["read/*", "disk", "model/*", "source", "picture"]),
    ("read/pdf", &["read", "model"]),
    ("read/sheet", &["read", "read/sheet/ods", "read/sheet/xls", "read/sheet/xlsx", "source"]),
    ("read/sheet/ods", &["read", "read/sheet", "read/sheet/xlsx", "source"]),
    ("read/sheet/xls", &["read", "read/sheet", "read/sheet/xlsx", "source"]),
    ("read/sheet/xlsx", &["read", "read/sheet", "source"]),
    ("import/word", &["import", "read/word", "parse", "model", "collection", "markdown", "diagnostic"]),
    ("read/word", &["read", "read/sheet/xlsx", "model"]),
    ("picture", &["disk", "memory", "model"]),
    ("parse", &["parse/*", "model/*", "collection", "diagnostic", "source", "markdown", "read"]),
    ("parse/sheet", &["parse", "model", "diagnostic", "source"]),
    ("parse/revise", &["parse", "diagnostic", "source"]),
    ("parse/body", &["parse", "diagnostic", "source", "markdown"]),
    ("import/blank", &["import", "model", "parse", "source"]),
    ("import", &["import/*", "read", "read/sheet", "read/word", "parse", "parse/sheet", "model/*", "collection", "plan/words", "diagnostic", "source"]),
    ("check", &["check/*", "model/*", "collection", "diagnostic", "fingerprint", "source"]),
    ("check/points_posting", &["check", "model/*", "diagnostic", "source"]),
    ("check/posting_guard", &["check", "model/*", "diagnostic", "source"]),
    ("check/privacy", &["check", "model/*", "diagnostic", "source", "markdown"]),
    ("plan", &["plan/*", "collection", "model/*", "diagnostic"]),
    ("plan/words", &["model/*", "source"]),
    ("plan/facts", &["model/*", "collection"]),
    ("plan/shelves", &["collection", "plan/words", "plan/facts", "model/*", "source"]),
    ("plan/addresses", &["collection", "plan/words", "plan/facts", "plan/shelves", "model/*", "diagnostic", "source"]),
    ("plan/view", &["plan/words"]),
    ("plan/pages", &["collection", "plan/words", "plan/facts", "plan/shelves", "plan/addresses", "plan/view", "plan/pages/frame", "model", "source", "markdown"]),
    ("plan/pages/frame", &["collection", "plan/words", "plan/facts", "plan/shelves", "plan/addresses", "plan/view", "model", "source"]),
    ("plan/pages/points", &["collection", "plan/words", "plan/facts", "plan/shelves", "plan/addresses", "plan/view", "plan/pages", "plan/pages/frame", "model", "model/ledger"]),
    ("plan/pages/places", &["collection", "plan/words", "plan/facts", "plan/shelves", "plan/addresses", "plan/view", "plan/pages", "plan/pages/frame", "plan/pages/items", "plan/pages/points"]),
    ("plan/pages/items", &["collection", "plan/words", "plan/facts", "plan/shelves", "plan/addresses", "plan/view", "plan/pages", "plan/pages/frame", "model", "model/facets", "model/log", "markdown", "source"]),
    ("plan/pages/lists", &["collection", "plan/words", "plan/facts", "plan/shelves", "plan/addresses", "plan/view", "plan/pages", "plan/pages/frame", "plan/pages/points", "plan/pages/places", "model", "model/log", "source"]),
    ("plan/files", &["collection", "plan/words", "plan/facts", "plan/shelves", "plan/addresses", "plan/view", "model", "model/record", "source"]),
    ("plan/files/calendar", &["plan/words", "plan/facts", "plan/shelves", "plan/addresses", "plan/view", "model", "model/repeat", "source"]),
    ("plan/files/open_data", &["plan/words", "plan/facts", "plan/shelves", "plan/addresses", "plan/view", "model", "model/ledger", "source"]),
    ("render", &["plan", "collection", "plan/view", "plan/words", "plan/shelves", "plan/addresses", "plan/pages", "plan/pages/frame", "diagnostic", "source", "markdown", "fingerprint"]),
    ("disk", &[]),
    ("sftp", &["diagnostic"]),
    ("sftp/files", &["sftp"]),
    ("write", &["disk", "fingerprint"]),
    ("report", &["diagnostic", "source"]),
    ("build", &["disk", "fingerprint", "memory", "read", "parse", "check", "check/privacy", "plan/*", "render", "write", "model/*", "picture", "report", "diagnostic", "source"]),
    ("serve/edit", &["disk", "read", "parse", "parse/revise", "collection", "model", "model/log", "picture", "source"]),
    ("serve", &["serve/edit", "disk", "build", "collection", "read", "parse", "check", "plan/*", "render", "model/*", "report", "diagnostic", "source"]),
    ("publish", &["publish/*", "evidence", "disk", "fingerprint", "build", "read", "check", "check/posting_guard", "plan/*", "write", "model/*", "picture", "report", "diagnostic", "source"]),
    ("publish/target", &["publish", "publish/target/sftp", "evidence/visit", "disk", "model", "model/log", "sftp"]),
    ("publish/target/sftp", &["publish", "publish/target", "disk", "model", "sftp", "sftp/files"]),
    ("publish/finished", &["publish", "markdown", "model/*"]),
    ("evidence", &["evidence/*", "disk", "read", "plan/*", "model/*", "picture", "diagnostic", "source"]),
    ("evidence/visit", &["disk", "plan/addresses", "model"]),
    ("evidence/witness", &["evidence", "evidence/visit", "disk", "memory", "model", "model/log", "model/record", "diagnostic"]),
    ("boards", &["disk", "read", "parse", "evidence/witness", "model", "report", "diagnostic", "source"]),
    ("portal", &["portal/*", "boards", "disk", "evidence/visit", "model", "model/log", "render", "write", "fingerprint", "diagnostic", "source"]),
    ("portal/facts", &["evidence", "evidence/visit", "evidence/witness", "disk", "memory", "plan/words", "plan/addresses", "plan/shelves", "model", "model/log", "model/record", "diagnostic"]),
    ("portal/sheets", &["portal/facts", "evidence/visit", "plan/words", "plan/addresses", "model", "disk"]),
    ("portal/search", &["portal/facts", "disk"]),
    ("commands", &["*"]),
    ("commands/boards", &["*"]),
    ("commands/import", &["*"]),
    ("commands/log", &["*"]),
    ("commands/witness", &["*"]),
];

/// What only the doors and those who compose may use of the world, and which rooms those are.
pub(crate) const DOORS: &[(&str, &[&str])] = &[
    ("std::fs", &["disk"]),
    ("std::net", &["serve", "publish"]),
    ("std::env", &["main", "commands", "disk"]),
    ("tiny_http", &["serve"]),
    ("mio", &["serve"]),
    ("ureq", &["evidence", "publish"]),
    ("notify", &["serve"]),
    ("tera", &["render"]),
    ("serde_saphyr", &["parse"]),
    ("flate2", &["read"]),
    ("zip", &["read"]),
    ("quick_xml", &["read"]),
    ("rust_xlsxwriter", &["import"]),
    ("jiff::Timestamp::now", &["main"]),
    ("jiff::Zoned::now", &[]),
    ("std::time::SystemTime::now", &["serve"]),
    ("std::time::Instant::now", &["serve", "publish", "evidence"]),
    ("println!", &[]),
    ("print!", &[]),
    ("eprintln!", &[]),
    ("eprint!", &[]),
    (".exists()", &[]),
    (".is_file()", &["disk"]),
    (".is_dir()", &["disk"]),
    (".canonicalize()", &[]),
    (".read_dir()", &[]),
    (".try_exists()", &[]),
];

/// Circles still open: a room, and how many of its files stand in one.
#[rustfmt::skip]
pub(crate) const CIRCLES_OF_FILES: &[(&str, usize)] = &[
];

/// A folder under `src/`, and how many of what stands in it (files, or a file with its folder) form circles.
#[rustfmt::skip]
pub(crate) const CIRCLES_OF_FLOORS: &[(&str, usize)] = &[
];

/// Files with an `impl Type` that belongs beside the type.
#[rustfmt::skip]
pub(crate) const AWAY: &[&str] = &[
];

/// Functions longer than a screenful (60 lines), and their lines.
#[rustfmt::skip]
pub(crate) const LONG_FUNCTIONS: &[(&str, usize)] = &[
];

/// Files that are too long (300 lines) before their tests.
#[rustfmt::skip]
pub(crate) const LONG_FILES: &[(&str, usize)] = &[
];

/// Files that are one table, which would be no clearer in two, and why.
pub(crate) const TABLES: &[(&str, &str)] =
    &[("parse/schema.rs", "every field of every content file, with its alias and shape")];
