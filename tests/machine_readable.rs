//! Calendars, feeds, open data, linked data and the search index of the demonstration, judged by parsers
//! that nobody here wrote (`tests/judges/machine_readable.py`).

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    reason = "tests touch the world"
)]

use std::path::Path;
use std::process::Command;
use zhangbang::build::{self, Outcome, Silent};
use zhangbang::model::moment::Clock;

fn demonstration(out: &Path) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let clock = Clock { instant: "2027-03-01T00:00:00Z".parse().unwrap(), given: None };
    let mut site = build::load(root, &clock).unwrap();
    let built = build::build(&mut site, root, out, &Silent).unwrap();
    assert!(matches!(built, Outcome::Built { .. }));
}

#[test]
fn outside_parsers_find_no_fault() {
    let judges = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judges");
    let python = judges.join("venv/bin/python");
    if !python.exists() {
        assert!(std::env::var_os("ZHANGBANG_JUDGES").is_none(), "the judges' Python is needed");
        println!("skipped: no tests/judges/venv; tests/all.sh makes it");
        return;
    }
    let out = tempfile::tempdir().unwrap();
    demonstration(out.path());
    let judged =
        Command::new(python).arg(judges.join("machine_readable.py")).arg(out.path()).output().unwrap();
    let words =
        String::from_utf8_lossy(&judged.stdout).into_owned() + &String::from_utf8_lossy(&judged.stderr);
    assert!(judged.status.success(), "{words}");
    println!("{words}");
}

#[test]
fn the_search_answers_in_a_browser() {
    let judges = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judges");
    let browser =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser"].into_iter().find(|path| Path::new(path).exists());
    let (true, Some(browser)) = (judges.join("node_modules/playwright-core").is_dir(), browser) else {
        assert!(
            std::env::var_os("ZHANGBANG_JUDGES").is_none(),
            "Chromium and `npm ci` in tests/judges are needed"
        );
        println!("skipped: no Chromium, or no playwright-core in tests/judges");
        return;
    };
    let out = tempfile::tempdir().unwrap();
    demonstration(out.path());
    let asked = Command::new("node")
        .arg(judges.join("search.mjs"))
        .arg(out.path())
        .env("CHROMIUM", browser)
        .output()
        .unwrap();
    let words = String::from_utf8_lossy(&asked.stdout).into_owned() + &String::from_utf8_lossy(&asked.stderr);
    assert!(asked.status.success(), "{words}");
    println!("{words}");
}

/// Every script of the default theme together. Source: the budgets of the site page of the design.
#[test]
fn scripts_keep_to_their_budget() {
    let out = tempfile::tempdir().unwrap();
    demonstration(out.path());
    let gzipped = |name: &str| {
        let file = std::fs::File::open(out.path().join("assets").join(name)).unwrap();
        let zipped = Command::new("gzip").args(["-9", "-c"]).stdin(file).output().unwrap();
        zipped.stdout.len()
    };
    let (site, search) = (gzipped("site.js"), gzipped("search.js"));
    assert!(site + search <= 3 << 10, "site.js {site}, search.js {search}");
}
