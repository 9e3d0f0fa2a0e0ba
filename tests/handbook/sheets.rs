//! What the page on sheets shows: each sheet and each command, copied as a clerk copies it, into a site that has the places.

use super::page;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// Blocks of one language, in order.
fn blocks(language: &str) -> Vec<String> {
    let (text, fence) = (page("sheets.md"), format!("```{language}\n"));
    text.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap_or_default().to_owned()).collect()
}

fn site() -> tempfile::TempDir {
    let (work, project) = (tempfile::tempdir().expect("a folder"), Path::new(env!("CARGO_MANIFEST_DIR")));
    let from = project.join("tests/clerk/site/content");
    for entry in walkdir::WalkDir::new(&from).into_iter().flatten().filter(|one| one.file_type().is_file()) {
        let to = work.path().join("content").join(entry.path().strip_prefix(&from).expect("below"));
        fs::create_dir_all(to.parent().expect("a folder")).expect("made");
        fs::copy(entry.path(), to).expect("copied");
    }
    let places = "- {名称: 青石镇, 村: [{名称: 柳湾村}, {名称: 上坪村}]}\n- {名称: 云砚镇, 村: [{名称: 篱影村}, {名称: 荻雪村}]}\n";
    fs::write(work.path().join("content/places.yaml"), places).expect("written");
    work
}

fn run(root: &Path, line: &str) -> (i32, String) {
    let words = line.split_whitespace().skip(1);
    let mut command = Command::new(env!("CARGO_BIN_EXE_zhangbang"));
    command.current_dir(root).args(words).args(["--today", "2026-11-10", "--lang", "zh"]);
    let Output { status, stdout, stderr } = command.output().expect("run");
    (status.code().unwrap_or(-1), String::from_utf8_lossy(&[stdout, stderr].concat()).into_owned())
}

#[test]
fn every_command_of_the_page_does_what_it_says() {
    let work = site();
    let root = work.path();
    fs::write(root.join("计划.csv"), &blocks("csv")[0]).expect("written");
    fs::write(root.join("表头.yaml"), &blocks("yaml")[0]).expect("written");
    fs::write(root.join("工程.xlsx"), "工程,拨款数,身份证号\n柳湾村水渠,36.5万元,330127199001010014\n")
        .expect("written");
    let lines: Vec<String> = blocks("console")
        .iter()
        .flat_map(|block| block.lines().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    assert_eq!(lines.len(), 6, "{lines:?}");
    for line in &lines {
        let (code, said) = run(root, line);
        assert_ne!(code, 2, "{line}: {said}");
        assert!(!said.contains("看不出") && !said.contains("不认识"), "{line}: {said}");
    }
    for path in [
        "公告.xlsx",
        "content/notices/2026/篱影村水渠.md",
        "content/notices/2026/荻雪村路灯.md",
        "content/notices/2026/计划/清单.csv",
        "content/notices/2026/柳湾村水渠.md",
        ".headings.yaml",
    ] {
        assert!(root.join(path).exists(), "{path}");
    }
    let draft = fs::read_to_string(root.join("content/notices/2026/篱影村水渠.md")).expect("there");
    assert!(
        draft.contains("总额: 36.5万元\n")
            && draft.contains("责任人: 村主任\n")
            && draft.contains("乡镇: 云砚镇\n"),
        "{draft}"
    );
    let draft = fs::read_to_string(root.join("content/notices/2026/柳湾村水渠.md")).expect("there");
    assert!(!draft.contains("330127"), "{draft}");
}

/// Each sort of the page's table can be made, and every sort that can be made is in it.
#[test]
fn every_form_is_named() {
    let text = page("sheets.md");
    for sort in zhangbang::import::SORTS.map(|sort| sort.words().1).iter().take(7) {
        assert!(text.contains(&format!("| `{sort}`")), "{sort}");
    }
    let told = page("commands.md");
    for sort in zhangbang::import::SORTS.map(|sort| sort.words().1) {
        assert!(told.contains(sort), "{sort}");
    }
}
