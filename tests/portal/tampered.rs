//! A board that somebody laid hands on is named, with what is wrong, and the others are shown as before.

use super::province::Province;
use super::then;
use std::fs;
use std::path::Path;
use zhangbang::commands::Ending;

/// What is said of the second board after its files were changed; the first and the third are shown all the same.
fn told(province: &Province) -> String {
    assert_eq!(province.portal(then), Ending::Refused);
    let home = province.read("index.html");
    assert!(home.contains("3 块公开栏，其中 1 块有对不上的"), "{home}");
    assert!(home.contains("鹿渚县柳湾村道路硬化") && home.contains("松醪县柳湾村道路硬化"), "{home}");
    let checks = province.read("checks/index.html");
    let own = checks.split("篱影县").nth(1).unwrap().split("鹿渚县").next().unwrap();
    own.trim().to_owned()
}

fn edit(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "{from} is not in {}", path.display());
    // files are shared between releases: another one takes its place
    fs::remove_file(path).unwrap();
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

const GONE: &str = "notices/村道 ";

#[test]
fn a_changed_page_is_named_and_left_out() {
    let province = Province::new();
    edit(&province.shown(1).join("notices/村道/index.html"), "全长一公里", "全长两公里");
    let own = told(&province);
    assert!(own.starts_with("有对不上的 2026-11-02 09:00 发布") && own.contains(GONE), "{own}");
    assert!(!province.read("open/index.html").contains("篱影县柳湾村道路硬化"));
    assert!(province.read("open/index.html").contains("正在公示 5 项"));
}

#[test]
fn a_record_that_is_gone_or_another_is_named() {
    let province = Province::new();
    let record = province.shown(1).join("notices/村道/record.json");
    let was = fs::read_to_string(&record).unwrap();
    edit(&record, "全长一公里", "全长两公里");
    assert!(told(&province).contains("notices/村道 "), "{}", told(&province));
    fs::remove_file(&record).unwrap();
    assert!(told(&province).contains("notices/村道 "), "{}", told(&province));
    fs::write(&record, was).unwrap();
    assert_eq!(province.portal(then), Ending::Done);
}

#[test]
fn a_cut_or_changed_log_leaves_nothing_to_believe() {
    let province = Province::new();
    let log = province.shown(1).join("log/publication.jsonl");
    let was = fs::read_to_string(&log).unwrap();
    let cut: String = was.lines().take(1).map(|line| format!("{line}\n")).collect();
    fs::remove_file(&log).unwrap();
    fs::write(&log, cut).unwrap();
    assert!(told(&province).starts_with("没有采用"), "{}", told(&province));
    assert!(!province.read("open/index.html").contains("篱影县柳湾村道路硬化"));
    fs::write(&log, was.replacen("posted", "pasted", 1)).unwrap();
    assert!(told(&province).contains("张榜记录第1行起断了或被改过"), "{}", told(&province));
}

#[test]
fn open_data_that_tells_something_else_is_not_believed() {
    let province = Province::new();
    let data = province.shown(1).join("data/notices.json");
    edit(&data, "道路硬化", "道路绿化");
    assert!(told(&province).contains("data/notices.json 内容和发布时不一样"), "{}", told(&province));
    // nor when whoever changed it wrote the digests anew
    let release = province.shown(1).join("release.json");
    let mut read = zhangbang::model::release::Release::read(&fs::read(&release).unwrap()).unwrap();
    let bytes = fs::read(&data).unwrap();
    let print = read.contents.get_mut("data/notices.json").unwrap();
    (print.sha256, print.size) = (zhangbang::model::digest::Digest::of(&bytes), bytes.len() as u64);
    fs::remove_file(&release).unwrap();
    fs::write(&release, read.bytes()).unwrap();
    assert!(
        told(&province).contains("release.json 里列出的文件和它自己写的总摘要对不上"),
        "{}",
        told(&province)
    );
    read.digest = zhangbang::model::release::digest(&read.contents);
    fs::write(&release, read.bytes()).unwrap();
    let own = told(&province);
    assert!(own.contains("notices/村道 在开放数据里的标题和它的存档不一样"), "{own}");
    assert!(!province.read("open/index.html").contains("道路绿化"));
}

#[test]
fn a_notice_that_vanished_from_the_data_or_the_site_is_named() {
    let province = Province::new();
    let release = province.shown(1).join("release.json");
    let mut read = zhangbang::model::release::Release::read(&fs::read(&release).unwrap()).unwrap();
    read.notices.remove("notices/低保");
    fs::remove_file(&release).unwrap();
    fs::write(&release, read.bytes()).unwrap();
    let own = told(&province);
    assert!(own.contains("notices/低保 张过榜，网站上却没有了"), "{own}");
    assert!(own.contains("notices/低保 在开放数据里，张榜记录和网站里却没有"), "{own}");
}

#[test]
fn a_board_that_is_not_there_is_named() {
    let province = Province::new();
    fs::remove_dir_all(province.path("www/1")).unwrap();
    let own = told(&province);
    assert!(own.starts_with("没有采用"), "{own}");
    assert!(province.read("counties/篱影县/index.html").contains("目前没有正在公示的事项。"));
}
