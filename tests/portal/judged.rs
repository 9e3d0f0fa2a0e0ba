//! The portal's pages in front of outside judges: Nu HTML checker and axe-core in every view, on a phone and on a desk.

use super::province::Province;
use super::then;
use std::path::Path;
use std::process::{Command, Stdio};

#[test]
fn pages_are_valid_and_accessible() {
    let judges = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judges");
    let jar = judges.join("node_modules/vnu-jar/build/dist/vnu.jar");
    if !jar.is_file() {
        assert!(std::env::var_os("ZHANGBANG_JUDGES").is_none(), "needed: `npm ci` in tests/judges");
        println!("skipped: no judges here");
        return;
    }
    let province = Province::new();
    // one that does not add up, so that its pages are looked at, too
    std::fs::remove_file(province.shown(1).join("notices/村道/record.json")).unwrap();
    province.portal(then);
    let portal = province.path("portal");
    let run = |command: &mut Command| {
        let said = command.stdin(Stdio::null()).output().unwrap();
        let words =
            String::from_utf8_lossy(&said.stdout).into_owned() + &String::from_utf8_lossy(&said.stderr);
        assert!(said.status.success(), "{words}");
        println!("{words}");
    };
    run(Command::new("java").arg("-jar").arg(jar).args(["--skip-non-html", "--Werror"]).arg(&portal));
    run(Command::new("node").arg(judges.join("access.mjs")).arg(&portal));
}

#[test]
fn search_finds_what_was_asked_for_and_nothing_else() {
    let judges = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judges");
    if !judges.join("node_modules/playwright-core").is_dir() {
        assert!(std::env::var_os("ZHANGBANG_JUDGES").is_none(), "needed: `npm ci` in tests/judges");
        println!("skipped: no judges here");
        return;
    }
    let province = Province::new();
    province.portal(then);
    let roads = |counties: &[&str]| {
        counties.iter().map(|county| format!("{county}柳湾村道路硬化")).collect::<Vec<_>>()
    };
    let (all, news) = (["鹿渚县", "篱影县", "松醪县"], vec!["冬修<b>开工</b>".to_owned(); 3]);
    let cases = serde_json::json!([
        {"q": "道路", "titles": roads(&all)},
        {"q": "道路 篱影县", "titles": roads(&all[1..2])},
        {"q": "道路", "county": "松醪县", "titles": roads(&all[2..])},
        {"q": "〔２０２６〕1号", "titles": roads(&all[1..2])},
        {"q": "道路绿化", "titles": []},
        {"q": "冬修", "titles": news},
        {"q": "冬修", "open": true, "titles": []},
        {"q": "路", "open": true, "titles": roads(&all)},
        {"q": "", "titles": []},
    ]);
    province.put("cases.json", &cases.to_string());
    let mut asked = Command::new("node");
    asked.arg(judges.join("portal_search.mjs")).arg(province.path("portal")).arg(province.path("cases.json"));
    let said = asked.stdin(Stdio::null()).output().unwrap();
    let words = String::from_utf8_lossy(&said.stdout).into_owned() + &String::from_utf8_lossy(&said.stderr);
    assert!(said.status.success(), "{words}");
}
