//! The public's pages in front of outside judges: Nu HTML checker, axe-core, Chromium under the handbook's
//! headers, Lighthouse, printed sheets and their QR codes (`tests/judges/*.mjs`). And the budgets of the
//! design's page on the site, which need no judge.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    reason = "tests touch the world"
)]

#[path = "records/site.rs"]
#[expect(dead_code, reason = "the tests of records ask for more")]
mod site;
#[path = "twelve/site.rs"]
mod twelve;

use site::Site;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{LazyLock, RwLock};
use tempfile::TempDir;
use zhangbang::build::{self, Outcome, Silent};
use zhangbang::model::moment::Clock;

const TODAY: &str = "2026-11-10";

/// Lighthouse takes times, so nothing else may run beside it; the other judges may run together.
static QUIET: RwLock<()> = RwLock::new(());

static DEMONSTRATION: LazyLock<TempDir> = LazyLock::new(|| {
    let out = tempfile::tempdir().unwrap();
    build_into(Path::new(env!("CARGO_MANIFEST_DIR")), out.path());
    out
});

/// A board with a log and a former version, which the demonstration has not: those are made by publishing.
static PUBLISHED: LazyLock<Site> = LazyLock::new(Site::published);

fn build_into(root: &Path, out: &Path) {
    let clock = Clock { instant: "2026-11-10T00:00:00Z".parse().unwrap(), given: TODAY.parse().ok() };
    let mut site = build::load(root, &clock).unwrap();
    let built = build::build(&mut site, root, out, &Silent).unwrap();
    assert!(matches!(built, Outcome::Built { .. }));
}

/// The same content as a county's own site: not a demonstration, and search machines may list it.
fn county(work: &Path) -> PathBuf {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    for entry in walkdir::WalkDir::new(&content).into_iter().flatten().filter(|e| e.file_type().is_file()) {
        let to = work.join("content").join(entry.path().strip_prefix(&content).unwrap());
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        // the demonstration's own county would be taken for a sample that was left
        let bytes = fs::read(entry.path()).unwrap();
        let text = String::from_utf8(bytes.clone()).ok().or_else(|| {
            let text = encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(&bytes)?;
            entry.path().extension().is_some_and(|ending| ending == "md").then(|| text.into_owned())
        });
        match text.map(|text| text.replace("澄溪县", "渌溪县").replace("gongshi.example", "lux.example"))
        {
            Some(text) => fs::write(to, text).unwrap(),
            None => fs::write(to, bytes).unwrap(),
        }
    }
    let settings = work.join("content/site.yaml");
    let text = fs::read_to_string(&settings).unwrap();
    assert!(text.contains("\ndemo: true\n"));
    let kept = text.replace("\ndemo: true\n", "\ndemo: false\n");
    let kept: Vec<&str> = kept.lines().filter(|line| !line.starts_with("today:")).collect();
    fs::write(&settings, kept.join("\n")).unwrap();
    let out = work.join("public");
    build_into(work, &out);
    assert!(!fs::read_to_string(out.join("robots.txt")).unwrap().contains("Disallow: /"));
    out
}

/// Chromium and the pinned packages of `tests/judges`, or a word on why there are none.
fn judges(programs: &[&str]) -> Option<PathBuf> {
    let judges = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judges");
    let here = |program: &&&str| {
        !Command::new("sh").args(["-c", &format!("command -v {program}")]).output().unwrap().status.success()
    };
    let mut missing: Vec<&str> = programs.iter().filter(here).copied().collect();
    if !judges.join("node_modules/axe-core").is_dir() {
        missing.push("`npm ci` in tests/judges");
    }
    if missing.is_empty() {
        return Some(judges);
    }
    assert!(std::env::var_os("ZHANGBANG_JUDGES").is_none(), "needed: {missing:?}");
    println!("skipped: no {missing:?} here");
    None
}

fn ask(judges: &Path, judge: &str, arguments: &[&Path]) {
    let asked = Command::new("node").arg(judges.join(judge)).args(arguments).output().unwrap();
    let words = String::from_utf8_lossy(&asked.stdout).into_owned() + &String::from_utf8_lossy(&asked.stderr);
    assert!(asked.status.success(), "{words}");
    println!("{words}");
}

/// Asks a judge of the sorts of pages that only a published site has.
fn ask_of_published(judges: &Path, judge: &str) {
    let shown = PUBLISHED.shown();
    ask(judges, judge, &[shown.as_path(), Path::new("version"), Path::new("log")]);
}

#[test]
fn every_page_is_valid_html() {
    let Some(judges) = judges(&["java"]) else { return };
    let _beside = QUIET.read().unwrap();
    let jar = judges.join("node_modules/vnu-jar/build/dist/vnu.jar");
    let mut checker = Command::new("java");
    checker.arg("-jar").arg(jar).args(["--skip-non-html", "--Werror"]);
    checker.arg(DEMONSTRATION.path()).arg(PUBLISHED.shown());
    let said = checker.output().unwrap();
    let words = String::from_utf8_lossy(&said.stdout).into_owned() + &String::from_utf8_lossy(&said.stderr);
    assert!(said.status.success() && words.is_empty(), "{words}");
}

#[test]
fn every_sort_of_page_is_accessible_in_every_view() {
    let Some(judges) = judges(&["node", "chromium"]) else { return };
    let _beside = QUIET.read().unwrap();
    ask(&judges, "access.mjs", &[DEMONSTRATION.path()]);
    ask_of_published(&judges, "access.mjs");
}

#[test]
fn pages_meet_the_policy_and_need_neither_script_nor_mouse() {
    let Some(judges) = judges(&["node", "chromium"]) else { return };
    let _beside = QUIET.read().unwrap();
    ask(&judges, "conduct.mjs", &[DEMONSTRATION.path()]);
    ask_of_published(&judges, "conduct.mjs");
}

#[test]
fn lighthouse_finds_the_county_s_pages_good() {
    let Some(judges) = judges(&["node", "chromium"]) else { return };
    let work = tempfile::tempdir().unwrap();
    let site = county(work.path());
    let _alone = QUIET.write().unwrap();
    ask(&judges, "lighthouse.mjs", &[&site]);
}

#[test]
fn notices_and_certificates_are_right_on_paper() {
    let Some(judges) = judges(&["node", "chromium", "pdfinfo", "pdftoppm", "zbarimg"]) else { return };
    let _beside = QUIET.read().unwrap();
    let work = tempfile::tempdir().unwrap();
    let certificates = ["luzhu-hall", "suoyidu-canal"].map(|name| draft(work.path(), name));
    ask(&judges, "paper.mjs", &[DEMONSTRATION.path(), &certificates[0], &certificates[1]]);
    ask(&judges, "paper.mjs", &[&PUBLISHED.shown()]);
}

/// The notices that hang in villages: valid, whole on a phone and on paper.
#[test]
fn the_twelve_notices_hold_on_phone_and_paper() {
    let Some(judges) = judges(&["java", "node", "chromium", "pdfinfo", "pdftoppm", "zbarimg"]) else {
        return;
    };
    let _beside = QUIET.read().unwrap();
    let work = tempfile::tempdir().unwrap();
    twelve::lay(work.path());
    assert_eq!(twelve::TODAY, TODAY);
    let out = work.path().join("out");
    build_into(work.path(), &out);
    let jar = judges.join("node_modules/vnu-jar/build/dist/vnu.jar");
    let said =
        Command::new("java").arg("-jar").arg(jar).args(["--skip-non-html", "--Werror"]).arg(&out).output();
    let said = said.unwrap();
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    ask(&judges, "access.mjs", &[&out, Path::new("notice")]);
    ask(&judges, "paper.mjs", &[&out]);
}

#[test]
fn a_table_of_very_many_columns_loses_nothing_on_paper() {
    let Some(judges) = judges(&["node", "chromium", "pdfinfo", "pdftoppm", "zbarimg"]) else { return };
    let _beside = QUIET.read().unwrap();
    let work = tempfile::tempdir().unwrap();
    let clerk = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clerk/site");
    for entry in walkdir::WalkDir::new(&clerk).into_iter().flatten().filter(|e| e.file_type().is_file()) {
        let to = work.path().join(entry.path().strip_prefix(&clerk).unwrap());
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::write(to, fs::read(entry.path()).unwrap()).unwrap();
    }
    let road = work.path().join("content/notices/2026/road.md");
    let row = |cell: &dyn Fn(usize) -> String| {
        format!("|{}\n", (1..=17).map(|n| cell(n) + "|").collect::<String>())
    };
    let rows = (1..6).map(|r| row(&|n| format!("{r}行{n}列合计12345{n}.50元"))).collect::<String>();
    let table = row(&|n| format!("第{n}栏名称")) + &row(&|_| "---".into()) + &rows;
    fs::write(&road, fs::read_to_string(&road).unwrap() + "\n" + &table).unwrap();
    let out = work.path().join("out");
    build_into(work.path(), &out);
    assert!(fs::read_to_string(out.join("notices/2026/road/index.html")).unwrap().contains("5行17列"));
    ask(&judges, "paper.mjs", &[&out]);
}

fn draft(out: &Path, name: &str) -> PathBuf {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zhangbang"));
    command.args(["certify", &format!("notices/2026/{name}"), "--draft", "--today", TODAY, "--out"]).arg(out);
    let said = command.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    out.join(format!("公示证明-2026-{name}.html"))
}

fn gzipped(file: &Path) -> usize {
    let file = fs::File::open(file).unwrap();
    Command::new("gzip").args(["-9", "-c"]).stdin(file).output().unwrap().stdout.len()
}

/// Source: the budgets of the design's page on the site.
#[test]
fn pages_and_style_keep_to_their_budgets() {
    let site = DEMONSTRATION.path();
    let (mut notices, mut lists) = (0, 0);
    for entry in walkdir::WalkDir::new(site).into_iter().flatten() {
        if entry.path().extension().is_none_or(|ending| ending != "html") {
            continue;
        }
        let page = fs::read_to_string(entry.path()).unwrap();
        let sort = page.split("<body class=\"t-").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        let budget = match sort {
            "notice" => 30 << 10,
            "notices" | "honours" | "activities" | "documents" | "archive" => 50 << 10,
            _ => continue,
        };
        if sort == "notice" {
            notices += 1
        } else {
            lists += 1
        }
        assert!(page.len() <= budget, "{}: {} bytes", entry.path().display(), page.len());
    }
    assert!(notices > 40 && lists > 40, "{notices} notices, {lists} lists");
    let style = gzipped(&site.join("assets/style.css"));
    assert!(style <= 10 << 10, "style.css: {style}");
}
