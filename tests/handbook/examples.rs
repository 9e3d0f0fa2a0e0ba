//! Every example of the pages on registers and on points, copied as a clerk copies it: into a file of a site that has
//! what it names. Nothing is said of any.

use super::page;
use std::fs;
use std::path::Path;
use zhangbang::build;
use zhangbang::diagnostic::Language;
use zhangbang::model::moment::Clock;
use zhangbang::report::{Format, Style, report};

/// A day on which what the examples tell has happened.
const TODAY: &str = "2026-11-26";

/// A path below `content/`, and what stands there.
type File = (&'static str, String);

/// Blocks of YAML of a page, in order.
fn examples(name: &str) -> Vec<String> {
    let text = page(name);
    let blocks = text.split("```yaml\n").skip(1);
    blocks.map(|rest| rest.split("```").next().unwrap_or_default().to_owned()).collect()
}

/// All that is said of a site with these files beside the good one's.
fn said(files: &[File]) -> String {
    said_on(TODAY, files)
}

fn said_on(today: &str, files: &[File]) -> String {
    let work = tempfile::tempdir().expect("a folder");
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    copy(&project.join("tests/clerk/site/content"), &work.path().join("content"));
    fs::remove_dir_all(work.path().join("content/points")).expect("there");
    fs::remove_file(work.path().join("content/notices/2026/points.md")).expect("there");
    for (path, text) in [("places.yaml", PLACES.to_owned())].iter().chain(files) {
        put(&work.path().join("content").join(path), text.as_bytes());
    }
    if files.iter().any(|(_, text)| text.contains("台账.xlsx")) {
        let book = fs::read(project.join("tests/handbook/台账.xlsx")).expect("there");
        put(&work.path().join("content/registers/台账.xlsx"), &book);
    }
    let clock =
        Clock { instant: format!("{today}T01:00:00Z").parse().expect("a day"), given: today.parse().ok() };
    let site = build::load(work.path(), &clock).expect("read");
    let faults = site.check_files_too(work.path()).expect("read");
    let style = Style { language: Language::Chinese, color: false, width: None };
    report(&faults, site.texts(), Format::Human, style)
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).into_iter().flatten().filter(|one| one.file_type().is_file()) {
        let path = to.join(entry.path().strip_prefix(from).expect("below"));
        put(&path, &fs::read(entry.path()).expect("read"));
    }
}

fn put(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(path, bytes).expect("written");
}

const PLACES: &str = "- {名称: 青石镇, 村: [{名称: 柳湾村}, {名称: 上坪村}]}\n- {名称: 东河乡, 村: [{名称: 石桥村}]}\n\
    - {名称: 云砚镇, 村: [{名称: 篱影村}, {名称: 荻雪村}]}\n";

#[test]
fn every_example_of_a_register_is_right() {
    let examples = examples("register.md");
    assert!(examples.len() >= 3, "{}", examples.len());
    for example in examples {
        let said = said(&[("registers/甲.yaml", example.clone())]);
        assert_eq!(said, "", "{example}");
    }
}

/// The first steps show a notice, and what is said of it with a slip in it: that is what the program says.
#[test]
fn what_the_first_steps_show_is_what_is_said() {
    const PATH: &str = "notices/2026/篱影村道路硬化.md";
    let notice = example(&examples("start.md"), "---\n标题: 篱影村通组道路硬化");
    let good = said_on("2026-11-02", &[(PATH, notice.clone())]);
    assert_eq!(good, "");
    let slipped = notice.replace("止: 2026-11-12", "止: 2026-11-11");
    let said = said_on("2026-11-02", &[(PATH, slipped)]);
    let start = page("start.md");
    let shown = start.split("```text\n").skip(1).find(|block| block.starts_with("错误[")).expect("a sample");
    let shown = shown.split("```").next().unwrap_or_default().trim_end();
    assert_eq!(said.trim_end(), shown);
}

const HOUSEHOLDS: &str = "- {户号: LY-02, 村: 篱影村, 组: 一组, 户主: 顾*林, 开户日期: 2025-03-01}\n\
    - {户号: LY-04, 村: 篱影村, 组: 二组, 户主: 郁*功, 开户日期: 2025-03-01}\n";

fn notice(month: u8, from: &str, until: &str) -> String {
    format!(
        "---\n标题: 篱影村{month}月积分公示\n类别: points\n发布单位: 篱影村村民委员会\n乡镇: 云砚镇\n村: 篱影村\n\
         公示期: {{起: {from}, 止: {until}}}\n联系方式: {{电话: 0999-7001002}}\n---\n\n{month}月积分公示如下。\n"
    )
}

/// The first example that begins so.
fn example(examples: &[String], start: &str) -> String {
    examples
        .iter()
        .find(|one| one.starts_with(start))
        .unwrap_or_else(|| panic!("no example begins with {start}"))
        .clone()
}

/// What is said of a points bank with an example at its place.
fn points(examples: &[String], example: &str) -> Vec<File> {
    let first = |start: &str| self::example(examples, start);
    let rules = ("points/rules.yaml", first("年终:"));
    let goods = ("points/goods.yaml", first("- 编号: SP01"));
    let households = ("points/households.yaml", HOUSEHOLDS.to_owned());
    let batch = first("批次:");
    let posted = ("notices/2026/篱影村10月积分.md", notice(10, "2026-11-05", "2026-11-10"));
    let whole = |batch: String| {
        vec![
            rules.clone(),
            goods.clone(),
            households.clone(),
            posted.clone(),
            ("points/篱影村/2026-10.yaml", batch),
        ]
    };
    match example.split([':', '\n']).next().unwrap_or_default() {
        "年终" => vec![rules.clone()],
        "  - 编号" => vec![("points/rules.yaml", format!("规则:\n{example}"))],
        "星级" => vec![("points/rules.yaml", format!("{}{example}", rules.1))],
        "- 编号" | "- { 编号" => vec![("points/goods.yaml", example.to_owned())],
        "- 户号" => vec![("points/households.yaml", example.to_owned())],
        "批次" => whole(batch),
        "明细" if example.contains("冲销") => {
            let next = "批次: LY-2026-11\n村: 篱影村\n评议日期: 2026-11-20\n评议人: [陆守成, 乔桂香, 纪长根]\n公示: notices/2026/篱影村11月积分\n";
            let more = [
                ("notices/2026/篱影村11月积分.md", notice(11, "2026-11-21", "2026-11-25")),
                ("points/篱影村/2026-11.yaml", format!("{next}{example}")),
            ];
            [whole(batch), more.to_vec()].concat()
        }
        "明细" => {
            let head = batch.split("明细:").next().unwrap_or_default();
            whole(format!("{head}{example}"))
        }
        "村" => [whole(batch), vec![("points/篱影村/2026-11-兑换.yaml", example.to_owned())]].concat(),
        other => panic!("nobody knows where an example that begins with `{other}` belongs"),
    }
}

#[test]
fn every_example_of_points_is_right() {
    let examples = examples("points.md");
    assert!(examples.len() >= 10, "{}", examples.len());
    for example in &examples {
        let said = said(&points(&examples, example));
        assert_eq!(said, "", "{example}");
    }
}
