//! Memory of the portal does not grow with the number of notices.

use super::province::Province;
use nix::sys::resource::{UsageWho, getrusage};
use std::os::unix::fs::symlink;
use std::process::{Command, Stdio};

/// The most memory, in KiB, that the portal over so many boards of three hundred notices took.
fn taken(province: &Province, boards: usize) -> i64 {
    let board = |number: usize| {
        let link = province.path(&format!("same/{number}"));
        let _ = symlink(province.shown(0), link);
        format!("- {{名称: 第{number}县, 网址: \"https://c{number}.example\", 发布文件夹: same/{number}}}\n")
    };
    std::fs::create_dir_all(province.path("same")).unwrap();
    let all: String = (0..boards).map(board).collect();
    province.put("many.yaml", &format!("名称: 总览\n公开栏:\n{all}"));
    let mut portal = Command::new(env!("CARGO_BIN_EXE_zhangbang"));
    portal
        .arg("portal")
        .arg(province.path("many.yaml"))
        .arg("--out")
        .arg(province.path("out"))
        .arg("--quiet");
    assert!(portal.stdin(Stdio::null()).status().unwrap().success());
    getrusage(UsageWho::RUSAGE_CHILDREN).unwrap().max_rss()
}

#[test]
fn ten_times_the_boards_take_as_much_memory() {
    let province = Province::new();
    for number in 0..300 {
        let text = format!(
            "---\ntitle: 第{number}期简报\nkind: news\nissuer: 水利局\nsigned: 2026-10-02\n---\n正文。\n"
        );
        province.put(&format!("sites/0/content/notices/{number}.md"), &text);
    }
    province.publish(0, "2026-11-02T02:00:00Z");
    let (few, many) = (taken(&province, 8), taken(&province, 80));
    println!("{few} KiB for 8 boards, {many} KiB for 80");
    // what is kept of each board, and of each page a path; held in debug builds, whose children run beside those of others
    assert!(many - few < few / 2, "{few} KiB for 8 boards, {many} KiB for 80");
}
