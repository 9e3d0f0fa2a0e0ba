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
