//! The program as it is called: arguments, output, exit codes.

#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests touch the world")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn zhangbang(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zhangbang"));
    command.args(arguments);
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "SOURCE_DATE_EPOCH"] {
        command.env_remove(name);
    }
    command.output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A new site whose days were made for one day.
fn new_site(folder: &Path) -> String {
    let site = folder.join("site").to_string_lossy().into_owned();
    assert_eq!(code(&zhangbang(&["init", &site, "--today", "2026-11-02"])), 0);
    site
}

#[test]
fn a_new_site_passes_and_builds() {
    let work = tempfile::tempdir().unwrap();
    let site = new_site(work.path());
    let check = zhangbang(&["check", "--root", &site, "--today", "2026-11-02", "--format", "short"]);
    let said = text(&check.stdout);
    assert_eq!(code(&check), 0, "{said}");
    for line in said.lines() {
        assert!(line.contains("setting-missing") || line.contains("demo-content"), "{line}");
    }
    let out = work.path().join("out").to_string_lossy().into_owned();
    assert_eq!(code(&zhangbang(&["build", "--root", &site, "--today", "2026-11-02", "--out", &out])), 0);
    assert!(work.path().join("out/index.html").is_file());
}

#[test]
fn init_leaves_a_folder_with_something_in_it_alone() {
    let work = tempfile::tempdir().unwrap();
    fs::write(work.path().join("mine.txt"), "x").unwrap();
    let init = zhangbang(&["init", &work.path().to_string_lossy()]);
    assert_eq!(code(&init), 2);
    assert_eq!(fs::read_dir(work.path()).unwrap().count(), 1);
}

#[test]
fn each_new_file_passes_the_check_and_never_overwrites() {
    let work = tempfile::tempdir().unwrap();
    let site = new_site(work.path());
    for sort in ["notice", "honour", "batch", "activity", "page"] {
        let arguments = ["new", sort, "试一试：甲\"乙", "--root", &site, "--today", "2026-11-02"];
        assert_eq!(code(&zhangbang(&arguments)), 0, "{sort}");
        assert_eq!(code(&zhangbang(&arguments)), 2, "{sort} twice");
    }
    let check = zhangbang(&["check", "--root", &site, "--today", "2026-11-02", "--format", "short"]);
    assert_eq!(code(&check), 0, "{}", text(&check.stdout));
    // what the templates ask for is asked for until it is written
    for sort in ["notices", "honours", "activities"] {
        let asked = |line: &str| line.contains(sort) && line.contains("placeholder-left");
        assert!(text(&check.stdout).lines().any(asked), "{sort}: {}", text(&check.stdout));
    }
}

#[test]
fn wrong_usage_is_told_in_both_languages() {
    let wrong = zhangbang(&["build", "--bogus"]);
    assert_eq!((code(&wrong), text(&wrong.stderr).contains("不认识“--bogus”")), (2, true));
    let wrong = zhangbang(&["--lang", "en", "build", "--bogus"]);
    assert_eq!((code(&wrong), text(&wrong.stderr).contains("unexpected argument")), (2, true));
    assert_eq!(code(&zhangbang(&["check", "--today", "2026-13-01"])), 2);
    assert_eq!(code(&zhangbang(&["check", "--root", "/nowhere/at/all"])), 2);
}

#[test]
fn help_speaks_both_languages() {
    assert!(text(&zhangbang(&["--help"]).stdout).contains("用法：zhangbang"));
    assert!(text(&zhangbang(&["--lang", "en", "--help"]).stdout).contains("Usage: zhangbang"));
    for sub in ["init", "new", "check", "build", "deadline", "schema", "completions"] {
        let help = zhangbang(&[sub, "--help"]);
        assert_eq!((code(&help), text(&help.stdout).contains("选项:")), (0, true), "{sub}");
    }
}

#[test]
fn the_site_never_goes_over_its_sources() {
    let work = tempfile::tempdir().unwrap();
    let site = new_site(work.path());
    for out in [
        site.clone(),
        format!("{site}/content"),
        format!("{site}/content/x"),
        format!("{site}/.."),
        "/".into(),
    ] {
        let build = zhangbang(&["build", "--root", &site, "--out", &out]);
        assert_eq!(code(&build), 2, "{out}: {}", text(&build.stdout));
    }
    assert!(Path::new(&site).join("content/site.yaml").is_file());
}

#[test]
fn faults_go_to_exit_code_one_and_json_to_standard_output() {
    let work = tempfile::tempdir().unwrap();
    let site = new_site(work.path());
    fs::write(Path::new(&site).join("content/pages/bad.md"), "no front matter").unwrap();
    for command in ["check", "build"] {
        let said = zhangbang(&[command, "--root", &site, "--today", "2026-11-02", "--format", "json"]);
        assert_eq!(code(&said), 1);
        let report: serde_json::Value = serde_json::from_slice(&said.stdout).unwrap();
        assert_eq!(report["errors"], 1);
        assert_eq!(report["diagnostics"][0]["code"], "front-matter-missing");
        assert_eq!(report["diagnostics"][0]["file"], "content/pages/bad.md");
    }
}

#[test]
fn schema_and_completions_come_out() {
    let schema: serde_json::Value = serde_json::from_slice(&zhangbang(&["schema"]).stdout).unwrap();
    assert_eq!(schema["$defs"]["notice"]["properties"]["标题"]["title"], "title");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(text(&zhangbang(&["completions", shell]).stdout).contains("zhangbang"), "{shell}");
    }
}

#[test]
fn the_day_comes_from_the_argument_then_the_environment() {
    let work = tempfile::tempdir().unwrap();
    let site = new_site(work.path());
    let out = work.path().join("out");
    let mut command = Command::new(env!("CARGO_BIN_EXE_zhangbang"));
    // 2026-11-01T18:00Z is already the second of November in the site's zone
    let epoch = "1793556000";
    command.args(["build", "-q", "--root", &site, "--out"]).arg(&out).env("SOURCE_DATE_EPOCH", epoch);
    let built = command.output().unwrap();
    assert!(built.status.success(), "{}", text(&built.stderr));
    assert!(fs::read_to_string(out.join("index.html")).unwrap().contains("2026-11-02"));
}
