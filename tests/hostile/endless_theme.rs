//! Templates that have no bound of their own: text that doubles, loops in loops over lists. The program cannot tell
//! them from honest ones; what the handbook says of them is held here: the system's limits end such a run, and what
//! was published before stands as it stood.

use super::program::{Site, program, run};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn served(www: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let current = fs::canonicalize(www.join("current")).unwrap();
    let files = walkdir::WalkDir::new(&current).into_iter().map(Result::unwrap);
    let files = files.filter(|entry| entry.file_type().is_file());
    files.map(|entry| (entry.path().to_owned(), fs::read(entry.path()).unwrap())).collect()
}

/// The limits that the handbook tells to set, to the letter.
fn words_of_the_handbook() -> String {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/pages/handbook/limits.md");
    let page = fs::read_to_string(page).unwrap();
    let words = page.split('`').find_map(|code| code.strip_suffix("zhangbang publish …"));
    words.expect("limits.md tells how to set limits").to_owned()
}

/// With the words of the handbook before it; of its minute of computing two seconds, which show the same.
fn limited(site: &Site, www: &Path) -> Command {
    let mut command = Command::new("sh");
    let words = words_of_the_handbook();
    assert!(words.contains("ulimit -v 1000000;") && words.contains("ulimit -t 60;"), "{words}");
    let words = words.replace("-t 60", "-t 2") + "exec \"$0\" \"$@\"";
    command.args(["-c", words.as_str(), env!("CARGO_BIN_EXE_zhangbang"), "publish"]).arg(www);
    command.arg("--root").arg(site.root()).env("LC_ALL", "C");
    command
}

#[test]
fn a_template_without_end_is_ended_by_the_system_and_changes_nothing() {
    let site = Site::new();
    site.put("content/notices/good.md", "---\ntitle: 动态\nkind: news\nissuer: 苇塘镇人民政府\n---\n文\n");
    let www = site.at("www/x").parent().unwrap().to_owned();
    let publish = || {
        let mut command = program(None);
        command.arg("publish").arg(&www).arg("--root").arg(site.root());
        run(&mut command, site.root())
    };
    let first = publish();
    assert!(first.status.success(), "{}", first.err);
    // the same limits let an honest theme through
    let honest = run(&mut limited(&site, &www), site.root());
    assert!(honest.status.success(), "{}", honest.err);
    let before = served(&www);
    let list = "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]";
    let loops = format!("{{% for a in {list} %}}").repeat(12) + &"{% endfor %}".repeat(12);
    let doubled = "{% set s = \"榜榜榜榜\" %}".to_owned() + &"{% set s = s ~ s %}".repeat(40);
    for template in [doubled, loops] {
        site.put("themes/gongshi/templates/home.html", &template);
        let ended = run(&mut limited(&site, &www), site.root());
        assert!(!ended.status.success(), "{}", ended.out);
        assert_eq!(served(&www), before, "{template:.60}");
    }
    fs::remove_dir_all(site.root().join("themes")).unwrap();
    site.put("content/notices/more.md", "---\ntitle: 又一条\nkind: news\nissuer: 苇塘镇人民政府\n---\n文\n");
    let last = publish();
    assert!(last.status.success(), "{}", last.err);
    assert!(served(&www).keys().any(|path| path.ends_with("notices/more/index.html")));
}
