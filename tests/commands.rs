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
        assert_eq!(text(&zhangbang(&["help", sub]).stdout), text(&help.stdout), "{sub}");
        assert!(!text(&help.stdout).contains("<DIR>"), "{sub}");
    }
    assert!(
        text(&zhangbang(&["log", "check", "--help"]).stdout).contains("用法：zhangbang log check [选项]")
    );
    assert!(text(&zhangbang(&["new", "--help"]).stdout).contains("用法：zhangbang new 种类 名字 [选项]"));
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

#[test]
fn a_new_notice_takes_its_place_from_the_name_and_its_words_in_chinese() {
    let work = tempfile::tempdir().unwrap();
    let site = new_site(work.path());
    let new = |arguments: &[&str]| {
        let all = [&["new"], arguments, &["--root", site.as_str(), "--today", "2026-11-02"]].concat();
        zhangbang(&all)
    };
    assert_eq!(code(&new(&["公告", "样板村水渠", "--yes"])), 0);
    let made = fs::read_to_string(Path::new(&site).join("content/notices/2026/样板村水渠.md")).unwrap();
    for line in ["草稿: 是", "乡镇: \"示例镇\"", "村: \"样板村\"", "  起: 2026-11-02", "  止: 2026-11-12"]
    {
        assert!(made.lines().any(|known| known.starts_with(line)), "{line}: {made}");
    }
    assert_eq!(code(&new(&["公告", "动态", "--kind", "工作动态", "--place", "示例村"])), 0);
    let news = fs::read_to_string(Path::new(&site).join("content/notices/2026/动态.md")).unwrap();
    assert!(
        news.contains("类别: news") && !news.contains("公示期") && news.contains("村: \"示例村\""),
        "{news}"
    );
    assert_eq!(code(&new(&["公告", "别处", "--place", "天上村"])), 2);
    let county = new(&["公告", "全县停电", "--kind", "工作动态", "--yes"]);
    assert!(text(&county.stdout).contains("没有写是哪个乡镇、哪个村的"), "{}", text(&county.stdout));
    let village = new(&["公告", "样板村停电", "--kind", "工作动态", "--yes"]);
    assert!(!text(&village.stdout).contains("没有写是哪个"), "{}", text(&village.stdout));
    fs::remove_file(Path::new(&site).join("content/points/households.yaml")).unwrap();
    let nobody = new(&["批次", "十二月", "--yes"]);
    assert!(
        code(&nobody) == 2 && text(&nobody.stderr).contains("households.yaml"),
        "{}",
        text(&nobody.stderr)
    );
    assert_eq!(code(&new(&["页面", "常见问题.md"])), 0);
    assert!(Path::new(&site).join("content/pages/常见问题.md").is_file());
}

#[test]
fn a_kind_of_the_site_is_a_word_for_new_and_gives_the_title_its_form() {
    let work = tempfile::tempdir().unwrap();
    let site = new_site(work.path());
    for (word, name) in [("项目公示", "样板村道路硬化"), ("project", "样板村水渠")] {
        let made = zhangbang(&["new", word, name, "--yes", "--root", &site, "--today", "2026-11-02"]);
        assert_eq!(code(&made), 0, "{}", text(&made.stderr));
        let made = Path::new(&site).join(format!("content/notices/2026/{name}.md"));
        let made = fs::read_to_string(made).unwrap();
        for line in
            [&format!("标题: \"关于{name}项目的公示\""), "类别: project", &format!("  名称: \"{name}\"")]
        {
            assert!(made.lines().any(|known| known == line), "{line}: {made}");
        }
    }
    let wrong = zhangbang(&["new", "项目公式", "甲", "--root", &site]);
    let said = text(&wrong.stderr);
    assert!(
        code(&wrong) == 2
            && said.contains("不知道“项目公式”要建什么；可以写：公告、")
            && said.contains("项目公示"),
        "{said}"
    );
}

#[test]
fn the_chinese_help_has_no_english_word_that_is_not_to_be_typed() {
    let words = [
        "init",
        "new",
        "check",
        "build",
        "serve",
        "deadline",
        "calendar import",
        "publish",
        "verify",
        "certify",
        "witness",
        "boards list",
        "boards run",
        "portal",
        "log",
        "log check",
        "log restore",
        "schema",
        "completions",
    ];
    for command in words {
        let words: Vec<&str> = command.split(' ').chain(["--help"]).collect();
        let help = text_of(&zhangbang(&words));
        assert!(help.contains("用法：zhangbang") && !help.contains("default"), "{command}: {help}");
        let names = help.split(['<', '[']).skip(1).filter_map(|rest| rest.split(['>', ']']).next());
        let english: Vec<&str> = names.filter(|name| name.is_ascii()).collect();
        assert!(english.is_empty(), "{command}: {english:?}");
    }
    for clocked in ["publish", "verify", "witness", "boards", "portal"] {
        assert!(!text_of(&zhangbang(&[clocked, "--help"])).contains("--today"), "{clocked}");
    }
    let refused = zhangbang(&["verify", "/nowhere", "--today", "2026-11-02"]);
    assert!(
        code(&refused) == 2 && text(&refused.stderr).contains("不能用 --today"),
        "{}",
        text(&refused.stderr)
    );
    assert!(text_of(&zhangbang(&["build", "--help"])).contains("；不写就是 public"));
}

#[test]
fn samples_go_and_what_was_touched_stays() {
    let work = tempfile::tempdir().unwrap();
    let site = new_site(work.path());
    let touched = Path::new(&site).join("content/pages/about.md");
    let text = fs::read_to_string(&touched).unwrap();
    fs::write(&touched, text.replace("（这是一份例子，请改写。）", "欢迎提意见。")).unwrap();
    let gone = zhangbang(&["init", "--remove-samples", "--yes", "--root", &site]);
    assert_eq!(code(&gone), 0);
    assert!(text_of(&gone).contains("这些改动过，没有动：\n  content/pages/about.md"), "{}", text_of(&gone));
    assert!(touched.is_file() && !Path::new(&site).join("content/notices/example-project.md").exists());
}

fn text_of(output: &Output) -> String {
    text(&output.stdout)
}

#[test]
fn what_is_beyond_doubt_is_shown_and_then_mended() {
    let work = tempfile::tempdir().unwrap();
    let site = new_site(work.path());
    let page = Path::new(&site).join("content/pages/fix.md");
    let typed = "----\r\n标题：甲\r\n---\r\n\r\n##一、概况\r\n\r\n经手人：顾*林、陆*平。\r\n\r\n组别\t长度\r\n二组\t480\r\n";
    fs::write(&page, typed).unwrap();
    let fix = |more: &[&str]| {
        let all = [&["check", "--fix", "--root", site.as_str(), "--today", "2026-11-02"], more].concat();
        zhangbang(&all)
    };
    let shown = text_of(&fix(&[]));
    assert!(shown.contains("  - ----\n  + ---\n"), "{shown}");
    assert_eq!(fs::read_to_string(&page).unwrap(), typed, "nothing is written unasked");
    // what stands behind a fault that hides it comes with the next run
    for _ in 0..3 {
        fix(&["--yes"]);
    }
    let mended = "---\n标题: 甲\n---\n\n## 一、概况\n\n经手人：顾\\*林、陆\\*平。\n\n\n| 组别 | 长度 |\n| --- | --- |\n| 二组 | 480 |\n\n";
    assert_eq!(fs::read_to_string(&page).unwrap(), mended);
}

#[test]
fn a_colon_inside_a_value_is_told_and_nothing_of_the_value_is_lost() {
    let work = tempfile::tempdir().unwrap();
    let site = new_site(work.path());
    let notice = Path::new(&site).join("content/honours/甲.md");
    fs::create_dir_all(notice.parent().unwrap()).unwrap();
    let typed = "---\n标题: 甲\n获奖者: [村：乙]\n---\n\n正文。\n";
    fs::write(&notice, typed).unwrap();
    let check = ["check", "--root", &site, "--today", "2026-11-02"];
    let said = text_of(&zhangbang(&check));
    assert!(said.contains("“村”后面是全角冒号"), "{said}");
    zhangbang(&[&check[..], &["--fix", "--yes"]].concat());
    assert_eq!(fs::read_to_string(&notice).unwrap(), typed);
}

#[test]
fn a_year_of_holidays_comes_from_its_notice() {
    let work = tempfile::tempdir().unwrap();
    let site = new_site(work.path());
    let notice = work.path().join("通知.txt");
    let words = "国务院办公厅关于2027年部分节假日安排的通知\n国办发明电〔2026〕9号\n一、元旦：1月1日（周五）至3日（周日）放假，共3天。\n二、春节：2月5日（周五）至13日（周六）放假调休，共9天。1月31日（周日）、2月14日（周日）上班。\n";
    fs::write(&notice, words).unwrap();
    let import = || zhangbang(&["calendar", "import", &notice.to_string_lossy(), "--root", &site]);
    let said = import();
    assert_eq!(code(&said), 0, "{}", text(&said.stderr));
    assert!(text_of(&said).contains("2027-02-07 周日  放假  春节\n"), "{}", text_of(&said));
    let made = fs::read_to_string(Path::new(&site).join("content/calendar/2027.yaml")).unwrap();
    assert!(
        made.contains("  - {名称: 春节, 起: 2027-02-05, 止: 2027-02-13}\n")
            && made.contains("  - 2027-01-31")
    );
    assert_eq!(code(&zhangbang(&["check", "--root", &site, "--today", "2026-11-02"])), 0);
    assert_eq!(code(&import()), 2, "it is never written over");
    fs::write(&notice, words.replace("共9天", "共8天")).unwrap();
    let wrong = import();
    assert!(
        text(&wrong.stderr).contains("第4行：2027-02-05 到 2027-02-13 是9天，通知里写的是8天"),
        "{}",
        text(&wrong.stderr)
    );
}
