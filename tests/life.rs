//! A notice's whole life, with the program as it is called, on a machine whose clock is set day by day:
//! new → publish → verify daily → objection → correction → end → certify → filed. And the same program killed
//! in the middle of publishing, at every call by which it changes the disk.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    reason = "tests touch the world"
)]

#[path = "life/first_notice.rs"]
mod first_notice;
#[path = "life/machine.rs"]
mod machine;
#[path = "life/server.rs"]
mod server;

use machine::{Machine, have};
use server::Server;
use std::fs;
use std::path::Path;

/// The board with one project notice that goes up on the second of November.
fn board() -> Option<Machine> {
    let machine = Machine::new()?;
    machine.at("2026-11-02 08:30:00").ok(&["new", "notice", "上村道路硬化", "--root", &machine.site()]);
    let path = "content/notices/2026/上村道路硬化.md";
    machine.fill_in(path, "365000");
    Some(machine)
}

const NOTICE: &str = "content/notices/2026/上村道路硬化.md";
const ID: &str = "notices/2026/上村道路硬化";

#[test]
fn a_notice_from_its_first_line_to_the_filing() {
    let Some(machine) = board() else { return };
    let (site, www) = (machine.site(), machine.www());
    let server = Server::of(&machine.path("www/current"));
    machine.address(&server.address);
    let publish = |at: &str| machine.at(at).ok(&["publish", &www, "--root", &site]);
    let verify = |at: &str| machine.at(at).run(&["verify", &server.address, "--record", "--root", &site]);
    let seen = |at: &str| {
        let round = verify(at);
        assert_eq!(round.code, 0, "{at}: {}{}", round.out, round.err);
    };

    assert!(publish("2026-11-02 09:00:00").contains("张榜"));
    assert!(publish("2026-11-02 09:10:00").contains("没有变化"));
    seen("2026-11-02 18:00:00");
    seen("2026-11-03 18:00:00");

    machine.edit(NOTICE, "联系方式:", "异议:\n  - {日期: 2026-11-04, 内容: 硬化里程与规划不符}\n联系方式:");
    assert!(publish("2026-11-04 09:00:00").contains("更正"));
    seen("2026-11-04 18:00:00");
    machine.edit(NOTICE, "与规划不符}", "与规划不符, 处理结果: 已复核，里程无误}");
    publish("2026-11-05 09:00:00");
    seen("2026-11-05 18:00:00");

    // a quiet change is refused, the same change with a correction is published
    machine.edit(NOTICE, "0999-0001234", "0999-0005678");
    let refused = machine.at("2026-11-06 09:00:00").run(&["publish", &www, "--root", &site]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("posting-altered") && refused.err.contains("没有发布"), "{}", refused.err);
    machine.edit(
        NOTICE,
        "联系方式:",
        "更正:\n  - {日期: 2026-11-06, 内容: 联系电话有误, 原因: 录入时看错}\n联系方式:",
    );
    publish("2026-11-06 09:05:00");
    seen("2026-11-06 18:00:00");

    // somebody changes the page on the server: seen, told, put right by the next publish
    let page = machine.path("www/current").join(ID).join("index.html");
    let whole = fs::read_to_string(&page).unwrap();
    fs::write(&page, whole.replace("365,000", "665,000")).unwrap();
    let round = verify("2026-11-07 18:00:00");
    assert_eq!(round.code, 1);
    assert!(round.out.contains("内容和发布时不一样"), "{}", round.out);
    assert!(publish("2026-11-07 18:30:00").contains("被人改动过"));
    assert!(fs::read_to_string(&page).unwrap().contains("365,000"));
    for day in 8..=12 {
        publish(&format!("2026-11-{day:02} 07:00:00"));
        seen(&format!("2026-11-{day:02} 18:00:00"));
    }

    // a photograph of the board is evidence, and no change to the notice
    let photo =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("content/notices/2026/zhujianwu-road/村道效果图.jpg");
    fs::copy(photo, machine.path("site/content/notices/2026/首日.jpg")).unwrap();
    machine.edit(NOTICE, "张贴地点: [村务公开栏]", "张贴地点: [村务公开栏]\n  照片: [首日.jpg]");
    assert!(publish("2026-11-12 19:00:00").contains("没有变化"));

    let certify = |at: &str, more: &[&str]| {
        let certificates = machine.path("certificates");
        let arguments =
            [&["certify", ID, "--root", &site, "--out", certificates.to_str().unwrap()], more].concat();
        machine.at(at).run(&arguments)
    };
    let early = certify("2026-11-12 18:00:00", &[]);
    assert_eq!(early.code, 1);
    assert!(early.err.contains("filing-too-early"), "{}", early.err);
    assert!(publish("2026-11-13 00:10:00").contains("期满"));
    let certified = certify("2026-11-13 09:00:00", &[]);
    assert_eq!(certified.code, 0, "{}{}", certified.out, certified.err);
    certificate(&machine);

    machine.edit(
        NOTICE,
        "联系方式:",
        "备案: {备案单位: 县农业农村局, 日期: 2026-11-16, 回执号: 备〔2026〕3号}\n联系方式:",
    );
    assert!(publish("2026-11-16 09:00:00").contains("备案"));
    let log = machine.at("2026-11-16 10:00:00").ok(&["log", "--root", &site]);
    for word in ["张榜", "更正", "期满", "备案", "查看", "发布"] {
        assert!(log.contains(word), "{word}: {log}");
    }
    machine.at("2026-11-16 10:00:00").ok(&["log", "check", "--against", &server.address, "--root", &site]);
    machine.at("2026-11-16 10:00:00").ok(&["log", "check", "--against", &www, "--root", &site]);
    cut(&machine, &server.address);
}

/// The certificate has every day, every event, the visits with the one that failed, and prints on paper.
fn certificate(machine: &Machine) {
    let html = machine.path("certificates/公示证明-2026-上村道路硬化.html");
    let json = fs::read_to_string(html.with_extension("json")).unwrap();
    let sheet: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&sheet["from"], &sheet["until"]), (&"2026-11-02".into(), &"2026-11-12".into()));
    assert_eq!((&sheet["visits"]["rounds"], &sheet["visits"]["seen"]), (&11.into(), &10.into()), "{json}");
    assert_eq!(sheet["visits"]["longest_gap_hours"], 48);
    assert_eq!(sheet["days"].as_array().unwrap().len(), 11);
    let events: Vec<&str> =
        sheet["events"].as_array().unwrap().iter().map(|event| event["event"].as_str().unwrap()).collect();
    assert_eq!(events, ["posted", "corrected", "corrected", "corrected", "closed"]);
    assert_eq!(sheet["photos"][0]["file"], "notices/2026/首日.jpg");
    assert_eq!(sheet["photos"][0]["sha256"].as_str().unwrap().len(), 64);
    let page = fs::read_to_string(&html).unwrap();
    assert!(page.contains("data:image/jpeg;base64,/9j/"));
    assert!(page.contains("已复核，里程无误") && page.contains(sheet["head"].as_str().unwrap()));
    if have("chromium") && have("pdftotext") {
        let text = machine.printed(&html);
        assert_eq!(text.matches('\u{c}').count(), 1, "a short life is one sheet: {text}");
        for words in ["上村道路硬化", "2026", "村务监督委员会"] {
            assert!(text.contains(words), "{words}: {text}");
        }
        assert!(text.matches('\x0c').count() <= 2, "more than a sheet and its back: {text}");
    }
}

/// A log whose last lines are gone does not pass, neither alone with the site nor in publishing.
fn cut(machine: &Machine, address: &str) {
    let (site, www) = (machine.site(), machine.www());
    let path = machine.path("site/content/publication.jsonl");
    let whole = fs::read_to_string(&path).unwrap();
    let lines = whole.lines().count();
    fs::write(&path, whole.split_inclusive('\n').take(lines - 1).collect::<String>()).unwrap();
    let at = machine.at("2026-11-16 11:00:00");
    let check = at.run(&["log", "check", "--against", address, "--root", &site]);
    assert_eq!(check.code, 1, "{}", check.out);
    assert!(check.out.contains("log-broken"));
    assert_eq!(at.run(&["publish", &www, "--root", &site]).code, 1);
    fs::write(&path, whole).unwrap();
}

#[test]
fn nobody_publishes_on_a_day_of_his_choice() {
    let Some(machine) = board() else { return };
    let (site, www) = (machine.site(), machine.www());
    let at = machine.at("2026-11-05 09:00:00");
    assert_eq!(at.run(&["publish", &www, "--root", &site, "--today", "2026-11-02"]).code, 2);
    assert_eq!(at.run(&["verify", &www, "--root", &site, "--today", "2026-11-02"]).code, 2);
    let late = at.run(&["publish", &www, "--root", &site]);
    assert_eq!(late.code, 1);
    assert!(late.err.contains("posting-backdated"), "{}", late.err);
    // nor does the variable that makes builds repeatable
    let asked = at.with("SOURCE_DATE_EPOCH", "1793581200").run(&["publish", &www, "--root", &site]);
    assert_eq!(asked.code, 1, "{}{}", asked.out, asked.err);
    assert!(!machine.path("www/current").exists());
}

/// Whoever sets a proxy in the surroundings would answer in the place of the site.
#[test]
fn a_proxy_of_the_surroundings_is_not_asked() {
    let Some(machine) = board() else { return };
    let (site, www) = (machine.site(), machine.www());
    let server = Server::of(&machine.path("www/current"));
    machine.address(&server.address);
    machine.at("2026-11-02 09:00:00").ok(&["publish", &www, "--root", &site]);
    let mut at = machine.at("2026-11-02 18:00:00");
    for name in ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] {
        at = at.with(name, "http://127.0.0.1:9");
    }
    let round = at.run(&["verify", &server.address, "--root", &site]);
    assert_eq!(round.code, 0, "{}{}", round.out, round.err);
}

#[test]
fn killed_at_every_change_of_the_disk_it_goes_on_from_there() {
    let Some(machine) = board() else { return };
    if !machine::needed("strace") || std::env::var_os("ZHANGBANG_JUDGES").is_none() {
        println!("skipped: hundreds of runs are for the judges");
        return;
    }
    let (site, www) = (machine.site(), machine.www());
    machine.at("2026-11-02 09:00:00").ok(&["publish", &www, "--root", &site]);
    let shown = fs::read_to_string(machine.path("www/current").join(ID).join("index.html")).unwrap();
    machine.at("2026-11-03 08:00:00").ok(&["new", "notice", "下村水渠", "--root", &site]);
    machine.fill_in("content/notices/2026/下村水渠.md", "20000");
    let mut killed = 0;
    for (calls, paths) in SWEEPS {
        let before = killed;
        for when in 1..2000 {
            let other = machine.copy();
            let run = other.at("2026-11-03 09:00:00").killed(
                calls,
                paths,
                when,
                &["publish", &other.www(), "--root", &other.site()],
            );
            if run.code == 0 {
                break;
            }
            killed += 1;
            survived(&other, &shown, &format!("{calls} {when} {paths:?}"));
        }
        println!("{} at {calls} {paths:?}", killed - before);
    }
    println!("killed at {killed} calls");
    assert!(killed > 25, "{killed}");
}

/// Calls that change the disk, and the files that they are looked for at: all, or those that matter after
/// the build.
const SWEEPS: &[(&str, &[&str])] = &[
    ("mkdir,mkdirat", &[]),
    ("rename,renameat,renameat2", &[]),
    ("symlink,symlinkat", &[]),
    ("link,linkat", &[]),
    ("fsync,fdatasync,syncfs", &[]),
    ("unlink,unlinkat,rmdir", &[]),
    ("write,pwrite64,ftruncate,copy_file_range,sendfile", &[]),
    ("write,openat", &["site/content/.publication.half"]),
    ("write,openat", &["site/content/publication.jsonl"]),
    ("write,openat", &["site/content/.publication.pending"]),
];

fn survived(machine: &Machine, shown: &str, what: &str) {
    let (site, www) = (machine.site(), machine.www());
    let page = |id: &str| fs::read_to_string(machine.path("www/current").join(id).join("index.html"));
    assert!(page(ID).unwrap().contains("上村道路硬化"), "{what}");
    assert!(page(ID).unwrap() == shown || page("notices/2026/下村水渠").is_ok(), "{what}: half a release");
    let again = machine.at("2026-11-03 09:30:00").run(&["publish", &www, "--root", &site]);
    assert_eq!(again.code, 0, "{what}: {}{}", again.out, again.err);
    assert!(page("notices/2026/下村水渠").is_ok(), "{what}");
    let check = machine.at("2026-11-03 10:00:00").run(&["log", "check", "--against", &www, "--root", &site]);
    assert_eq!(check.code, 0, "{what}: {}{}", check.out, check.err);
    assert!(!machine.path("site/content/.publication.pending").exists(), "{what}");
}
