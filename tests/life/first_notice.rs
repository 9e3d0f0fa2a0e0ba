//! From `init` to a first notice that is up, by somebody who knows nothing but what the program says.

use super::machine::Machine;

/// What the clerk types in place of what is asked for.
const WRITTEN: &[(&str, &str)] = &[
    ("\"（改成发布单位全称）\"", "河口镇人民政府\n乡镇: 河口镇\n村: 柳湾村"),
    ("（改成联系人）", "镇项目办"),
    ("（改成这件事的办公电话，如 0999-0001234）", "0999-0001500"),
    ("（改成建设地点，如 柳湾村二组）", "柳湾村二组"),
    ("（改成建什么、建多少，如 硬化道路1.2公里）", "硬化道路1.2公里"),
    ("金额: 0}  # （改成真的金额，如 30万元）", "金额: 30万元}"),
    ("总额: 0", "总额: 30万元"),
    ("（改成办成什么样，如 75户出行条件改善）", "75户出行条件改善"),
    ("（改成实施单位）", "河口镇人民政府"),
    ("（改成责任人，写姓名或者职务）", "镇项目办主任"),
];

const NOTICE: &str = "content/notices/2026/柳湾村道路硬化.md";

#[test]
fn the_first_notice_goes_up_by_what_the_program_says() {
    let Some(machine) = Machine::empty() else { return };
    let (site, www) = (machine.site(), machine.www());
    let day = |arguments: &[&str]| {
        let said = machine.at("2026-11-02 09:00:00").run(&[arguments, &["--root", &site]].concat());
        (said.code, said.out + &said.err)
    };
    let made = machine.at("2026-11-02 09:00:00").ok(&["init", &site]);
    assert!(made.contains("zhangbang init --remove-samples") && made.contains("演示"), "{made}");
    let (_, removed) = day(&["init", "--remove-samples"]);
    assert!(removed.contains("content/places.yaml") && removed.contains("content/site.yaml"), "{removed}");

    // before the places are written: the notice is made, and what it lacks is said
    let (code, told) = day(&["new", "项目公示", "柳湾村道路硬化"]);
    assert!(code == 0 && told.contains(NOTICE), "{told}");
    assert!(told.contains("先把乡镇和村写进 content/places.yaml") && told.contains("  村: ……"), "{told}");

    // every setting that is still the starter's is named at once, and where to write it
    machine.edit("content/site.yaml", "演示: true", "演示: false");
    let (code, told) = day(&["check", "--format", "short"]);
    let samples: Vec<&str> = told.lines().filter(|line| line.contains("sample-left")).collect();
    assert_eq!((code, samples.len()), (1, 4), "{told}");
    for (path, from, to) in [
        ("content/site.yaml", "某某县公示公告", "清溪县公示公告"),
        ("content/site.yaml", "https://gongshi.example/", "https://gs.qingxi.gov.cn/"),
        ("content/site.yaml", "0999-0000000", "0999-0001300"),
        ("content/places.yaml", "示例镇", "河口镇"),
        ("content/places.yaml", "示例村", "柳湾村"),
        ("content/places.yaml", "样板村", "上坪村"),
    ] {
        machine.edit(path, from, to);
    }

    // as many places are named as the clerk has to write, and none is left afterwards
    let (_, told) = day(&["check", "--format", "short"]);
    let asked = |told: &str| told.lines().filter(|line| line.contains(NOTICE)).count();
    assert_eq!(asked(&told), WRITTEN.len(), "{told}");
    for (from, to) in WRITTEN {
        machine.edit(NOTICE, from, to);
    }
    let (code, told) = day(&["check", "--format", "short"]);
    assert_eq!((code, asked(&told)), (0, 0), "{told}");

    // a draft is no notice, and nobody waits for it
    let (code, told) = day(&["publish", &www]);
    assert!(code == 0 && told.contains("1 份草稿不会公布") && told.contains("柳湾村道路硬化"), "{told}");
    machine.edit(NOTICE, "草稿: 是  # 填好、核对好以后，删去这一行才会公布\n", "");
    let (code, told) = day(&["publish", &www]);
    assert!(code == 0 && told.contains("张榜  notices/2026/柳湾村道路硬化"), "{told}");
    assert!(!told.contains("草稿"), "{told}");
    let (code, told) = day(&["verify", &www]);
    assert!(code == 0 && told.contains("在榜"), "{told}");
}
