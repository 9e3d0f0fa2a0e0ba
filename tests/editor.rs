//! What an editor shows of a new site: the language server that editors use for YAML, set up as `init` writes it.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    reason = "tests touch the world"
)]

use std::fs;
use std::path::Path;
use std::process::Command;

/// Files with slips, each with the line and the words that the editor shows.
const SLIPS: [(&str, &str, &[&str]); 3] = [
    (
        "content/site.yaml",
        "名称: 甲县公示\n网址: https://a.example/\n栏目:\n- {编号: a, 名称: 公示, 类别: [工作动太]}\n",
        &["4: rules.yaml 里没有这个类别"],
    ),
    (
        "content/points/a/一月.yaml",
        "批次: 一月\n村: 下坪村\n评议日期: 2026-11-02\n评议人: [甲, 乙, 丙]\n明细:\n- {户号: XX-1, 事项: A01, 日期: 2026-11-01, 分值: 5}\n",
        &["2: places.yaml 里没有这个村", "6: 积分户名册里没有这个户号"],
    ),
    ("content/words.yaml", "- 词: 帮扶户\n  改永: 农户\n", &["2: 改永"]),
];

#[test]
fn an_editor_offers_chinese_names_and_flags_what_the_site_does_not_have() {
    if std::env::var_os("ZHANGBANG_JUDGES").is_none() {
        println!("skipped: this one runs with ZHANGBANG_JUDGES=1, as in tests/all.sh");
        return;
    }
    let work = tempfile::tempdir().unwrap();
    let site = work.path().join("site");
    let shown = site.to_str().unwrap();
    zhangbang(&["init", shown]);
    let files =
        ["site", "rules", "places", "points/rules", "points/goods", "points/households", "calendar/2026"];
    let files: Vec<String> = files.iter().map(|name| format!("content/{name}.yaml")).collect();
    let told = opened(&site, &files);
    let faulty: Vec<&str> = told.lines().filter(|line| !line.contains("? ")).collect();
    assert_eq!(faulty, [""; 0], "of the starter itself");
    let offered = told.lines().find_map(|line| line.strip_prefix("content/site.yaml? ")).unwrap();
    assert!(offered.contains("主题") && offered.contains("时区"), "{offered}");
    assert!(!offered.contains("theme") && !offered.contains("time_zone"), "only the Chinese ones: {offered}");

    let schema = site.join(".vscode/zhangbang.json");
    zhangbang(&["schema", "--root", shown, "--out", schema.to_str().unwrap()]);
    for (file, text, faults) in SLIPS {
        fs::create_dir_all(site.join(file).parent().unwrap()).unwrap();
        fs::write(site.join(file), text).unwrap();
        let told = opened(&site, &[file.to_owned()]);
        let faulty: Vec<&str> =
            told.lines().filter_map(|line| line.strip_prefix(&format!("{file}: "))).collect();
        assert_eq!(faulty.len(), faults.len(), "{told}");
        for fault in faults {
            let (line, words) = fault.split_once(": ").unwrap();
            let hit = |told: &&str| told.starts_with(&format!("{line}: ")) && told.contains(words);
            assert!(faulty.iter().any(hit), "{fault}: {told}");
        }
    }
}

fn opened(site: &Path, files: &[String]) -> String {
    let judge = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judges/editor.mjs");
    let ran = Command::new("node").arg(judge).arg(site).args(files).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8(ran.stdout).unwrap()
}

fn zhangbang(arguments: &[&str]) {
    let ran = Command::new(env!("CARGO_BIN_EXE_zhangbang")).args(arguments).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
}
