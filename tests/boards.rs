//! Many boards by their list: each run alone, by any runner of jobs.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    reason = "tests touch the world"
)]

use expect_test::expect_file;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A province of three counties.
struct Province {
    work: tempfile::TempDir,
}

const SITE: &str = "host: 甲\noperator: 乙\nid_code: \"1\"\nicp: 丙\npolice: 丁\ncontact: 戊\nhotlines: [{name: 己, phone: 12345}]\ncolumns: [{id: all, name: 动态, kinds: [news]}]\n";
const NEWS: &str =
    "---\ntitle: 冬修开工\nkind: news\nissuer: 县水利局\nsigned: 2026-11-02\n---\n今天开工。\n";

const LIST: &str = "名称: 云岭省公示公告总览
公开栏:
- 名称: 鹿渚县
  站点: sites/0
  发布到: ./www/0
  网址: https://a.example/gongshi
- 名称: 篱影县
  站点: sites/1
  发布到: ./www/1
  网址: https://b.example
- 名称: 松醪县
  站点: sites/2
  网址: https://c.example
";

impl Province {
    fn new() -> Province {
        let province = Province { work: tempfile::tempdir().unwrap() };
        for (county, url) in
            ["https://a.example/gongshi", "https://b.example", "https://c.example"].iter().enumerate()
        {
            let content = format!("sites/{county}/content");
            province.put(
                &format!("{content}/site.yaml"),
                &format!("name: 第{county}县公示\nbase_url: {url}\n{SITE}"),
            );
            province.put(&format!("{content}/rules.yaml"), "news: {name: 动态}\n");
            province.put(&format!("{content}/notices/冬修.md"), NEWS);
        }
        province.put("boards.yaml", LIST);
        province
    }

    fn path(&self, name: &str) -> PathBuf {
        self.work.path().join(name)
    }

    fn put(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn boards(&self, arguments: &[&str]) -> Output {
        let list = self.path("boards.yaml");
        let all = [&["boards", arguments[0], list.to_str().unwrap()], &arguments[1..]].concat();
        zhangbang(&all)
    }

    /// What the list says with other words in it, without the folder of this run.
    fn told(&self, list: &str) -> String {
        self.put("boards.yaml", list);
        let said = self.boards(&["list"]);
        assert_eq!((code(&said), text(&said.stdout).as_str()), (1, ""));
        text(&said.stderr).replace(&format!("{}/", self.work.path().display()), "")
    }
}

fn zhangbang(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zhangbang"));
    command.args(arguments).env("LANG", "zh_CN.UTF-8").env_remove("LC_ALL").env_remove("LC_MESSAGES");
    command.output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn a_runner_learns_how_many_there_are() {
    let province = Province::new();
    assert_eq!(text(&province.boards(&["list", "--count"]).stdout), "3\n");
    let lines = "0\t鹿渚县\thttps://a.example/gongshi\t./www/0\n1\t篱影县\thttps://b.example\t./www/1\n2\t松醪县\thttps://c.example\t\n";
    assert_eq!(text(&province.boards(&["list"]).stdout), lines);
    let json: serde_json::Value =
        serde_json::from_slice(&province.boards(&["list", "--format", "json"]).stdout).unwrap();
    assert_eq!(json["boards"][1]["site"], "sites/1");
}

#[test]
fn one_is_run_alone_and_the_others_stay_as_they_are() {
    let province = Province::new();
    let ran = province.boards(&["run", "--index", "0"]);
    let said = text(&ran.stdout) + &text(&ran.stderr);
    assert_eq!(code(&ran), 0, "{said}");
    assert!(
        said.starts_with("[鹿渚县] ") && said.lines().all(|line| line.starts_with("[鹿渚县] ")),
        "{said}"
    );
    assert!(province.path("www/0/current/index.html").is_file() && !province.path("www/1").exists());
    // one that has nowhere to go is built
    let built = province.boards(&["run", "--index", "2", "--quiet"]);
    assert_eq!((code(&built), text(&built.stdout)), (0, String::new()), "{}", text(&built.stderr));
    assert!(province.path("sites/2/public/index.html").is_file());
}

#[test]
fn a_failed_one_is_rerun_alone_and_nothing_else_changes() {
    let province = Province::new();
    let broken = "sites/1/content/notices/冬修.md";
    province.put(broken, &NEWS.replace("kind: news", "kind: nwes"));
    let codes = || ["0", "1", "2"].map(|index| code(&province.boards(&["run", "--index", index])));
    assert_eq!(codes(), [0, 1, 0]);
    let said = text(&province.boards(&["run", "--index", "1"]).stderr);
    assert!(
        said.contains("[篱影县] ")
            && said.contains("kind-unknown")
            && said.contains("没有发布，网站原封不动"),
        "{said}"
    );
    let others = snapshot(&[province.path("www/0"), province.path("sites/0"), province.path("sites/2")]);
    province.put(broken, NEWS);
    assert_eq!(code(&province.boards(&["run", "--index", "1"])), 0);
    assert!(province.path("www/1/current/index.html").is_file());
    assert_eq!(
        snapshot(&[province.path("www/0"), province.path("sites/0"), province.path("sites/2")]),
        others
    );
}

/// Every file below some folders, with its bytes.
fn snapshot(folders: &[PathBuf]) -> Vec<(PathBuf, Vec<u8>)> {
    let files =
        folders.iter().flat_map(walkdir::WalkDir::new).flatten().filter(|entry| entry.file_type().is_file());
    let mut all: Vec<_> =
        files.map(|file| (file.path().to_owned(), fs::read(file.path()).unwrap())).collect();
    all.sort();
    all
}

#[test]
fn what_a_runner_does_wrong_is_usage() {
    let province = Province::new();
    let beyond = province.boards(&["run", "--index", "3"]);
    assert_eq!(code(&beyond), 2);
    assert_eq!(text(&beyond.stderr), "错误：没有第 3 块：名单里有 3 块，序号从 0 到 2\n");
    assert_eq!(code(&province.boards(&["run", "--index", "-1"])), 2);
    assert_eq!(code(&province.boards(&["run", "--index", "0", "--today", "2026-11-02"])), 2);
    province.put("boards.yaml", &LIST.replace("  站点: sites/2\n", ""));
    let elsewhere = province.boards(&["run", "--index", "2"]);
    assert_eq!(code(&elsewhere), 2);
    assert!(text(&elsewhere.stderr).contains("第 2 块“松醪县”没有写“站点”"), "{}", text(&elsewhere.stderr));
    // trouble with the world is told with the board's name
    fs::remove_dir_all(province.path("sites/0")).unwrap();
    let gone = province.boards(&["run", "--index", "0"]);
    assert_eq!(code(&gone), 2);
    assert!(text(&gone.stderr).starts_with("错误：[鹿渚县] 找不到 "), "{}", text(&gone.stderr));
}

#[test]
fn a_program_learns_which_board_it_was() {
    let province = Province::new();
    let ran = province.boards(&["run", "--index", "1", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap();
    assert_eq!((json["board"]["index"].as_u64(), json["board"]["name"].as_str()), (Some(1), Some("篱影县")));
    assert_eq!(json["errors"], 0);
}

#[test]
fn what_is_wrong_with_the_list_is_told_at_its_line() {
    let province = Province::new();
    let told = |from: &str, to: &str| {
        let list = LIST.replacen(from, to, 1);
        assert_ne!(list, LIST, "{from}");
        province.told(&list)
    };
    for (from, to, said) in [
        ("  发布到: ./www/1\n", "  发不到: ./www/1\n", expect_file!["boards/unknown.txt"]),
        ("网址: https://b.example", "网址: b.example", expect_file!["boards/address.txt"]),
        ("https://b.example", "HTTPS://A.example/gongshi/", expect_file!["boards/address_twice.txt"]),
        ("./www/1", "www/0/", expect_file!["boards/target_twice.txt"]),
        ("- 名称: 篱影县\n  站点", "- 站点", expect_file!["boards/nameless.txt"]),
        ("名称: 云岭省", "名称：云岭省", expect_file!["boards/colon.txt"]),
    ] {
        said.assert_eq(&told(from, to));
    }
    expect_file!["boards/list.txt"].assert_eq(&told(LIST, "- 甲\n"));
    // nothing is run by a list with a slip in it
    assert_eq!(code(&province.boards(&["run", "--index", "0"])), 1);
    assert!(!province.path("www").exists());
}

#[test]
fn a_list_as_windows_saves_it_is_read() {
    let province = Province::new();
    let (saved, _, _) = encoding_rs::GB18030.encode(LIST);
    fs::write(province.path("boards.yaml"), &*saved).unwrap();
    assert_eq!(text(&province.boards(&["list", "--count"]).stdout), "3\n");
    fs::write(province.path("boards.yaml"), b"\xFF\xFE\x00\x00").unwrap();
    assert_eq!(code(&province.boards(&["list"])), 2);
    assert_eq!(code(&zhangbang(&["boards", "list", "/nowhere/boards.yaml"])), 2);
}

/// The list that the handbook shows, but for folders that are not there.
#[test]
fn the_handbooks_list_is_right() {
    let page = include_str!("../content/pages/handbook/province.md");
    let list = page.split("```yaml\n").nth(1).unwrap().split("```").next().unwrap();
    let province = Province::new();
    province.put("boards.yaml", list);
    assert_eq!(text(&province.boards(&["list", "--count"]).stdout), "2\n");
}

/// A job's script with the program in its path, where the list lies.
fn job(province: &Province, script: &str, more: &str) -> Option<Output> {
    let program = Path::new(env!("CARGO_BIN_EXE_zhangbang")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let there = |name: &str| path.split(':').any(|folder| Path::new(folder).join(name).is_file());
    if !there("parallel") {
        println!("skipped: no GNU parallel; tests/all.sh installs it");
        return None;
    }
    let run = format!("sh {}/tests/boards/jobs/{script} {more}", env!("CARGO_MANIFEST_DIR"));
    let mut command = Command::new("sh");
    command.args(["-c", &run]).current_dir(province.work.path()).env("PATH", path).env("LANG", "zh_CN.UTF-8");
    command.stdin(std::process::Stdio::null());
    Some(command.output().unwrap())
}

#[test]
fn parallel_runs_all_and_then_only_what_failed() {
    let province = Province::new();
    let broken = "sites/1/content/notices/冬修.md";
    province.put(broken, &NEWS.replace("kind: news", "kind: nwes"));
    let Some(first) = job(&province, "parallel.sh", "") else { return };
    assert!(!first.status.success());
    let runs = |county: u32| {
        let log = province.path(&format!("sites/{county}/content/publication.jsonl"));
        fs::read_to_string(log).unwrap_or_default().matches("\"released\"").count()
    };
    assert_eq!([runs(0), runs(1)], [1, 0], "{}", text(&first.stderr));
    province.put(broken, NEWS);
    let second = job(&province, "parallel.sh", "").unwrap();
    assert!(second.status.success(), "{}", text(&second.stderr));
    assert_eq!([runs(0), runs(1)], [1, 1], "the first is not run again");
}

/// Kubernetes' own schema knows every field of the manifest, and none of them by another type.
#[test]
fn the_indexed_job_is_one_by_the_schema() {
    let judge = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judges/venv/bin/kubernetes-validate");
    if !judge.is_file() {
        println!("skipped: no kubernetes-validate in tests/judges/venv; tests/all.sh installs it");
        return;
    }
    let validate = |manifest: &Path| {
        let mut command = Command::new(&judge);
        command.args(["--strict", "-k", "1.33"]).arg(manifest).stdin(std::process::Stdio::null());
        command.output().unwrap()
    };
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/boards/jobs/job.yaml");
    let judged = validate(&manifest);
    assert!(judged.status.success(), "{}{}", text(&judged.stdout), text(&judged.stderr));
    // and it can fail
    let work = tempfile::tempdir().unwrap();
    let slip = work.path().join("job.yaml");
    fs::write(&slip, fs::read_to_string(&manifest).unwrap().replace("completionMode", "completeMode"))
        .unwrap();
    assert!(!validate(&slip).status.success());
}
