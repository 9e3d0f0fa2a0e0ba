//! A village of 300 households and its month of points, through the forms that the program makes.

use crate::books::filled;
use crate::work::Work;
use std::fs;

const HOUSEHOLDS: usize = 300;

fn household(number: usize) -> String {
    format!("LW-{number:03}")
}

/// 户号 村 组 户主 开户日期 销户日期 初始积分 家庭成员数
fn households() -> Vec<Vec<String>> {
    let group = |number: usize| format!("{}组", ["一", "二", "三", "四"][number % 4]);
    let row = |number: usize| {
        let cells = [&household(number), "柳湾村", &group(number), "顾*林", "2026-01-05", "", "", "4"];
        cells.map(str::to_owned).to_vec()
    };
    (1..=HOUSEHOLDS).map(row).collect()
}

/// 户号 事项 日期 分值 佐证 申报人: four deeds of each household.
fn entries() -> Vec<Vec<String>> {
    let days = ["2026-10-04", "2026-10-11", "2026-10-18", "2026-10-25"];
    let of = |number: usize| {
        days.map(|day| {
            [&household(number), "A01", day, "5", "签到表", "一组组长"].map(str::to_owned).to_vec()
        })
    };
    (1..=HOUSEHOLDS).flat_map(of).collect()
}

fn form(work: &Work, sort: &str) -> Vec<u8> {
    let out = format!("{sort}.xlsx");
    let said = work.run(&["template", sort, "--out", &out]);
    assert_eq!(said.code, 0, "{}", said.text);
    fs::read(work.at(&out)).unwrap()
}

fn by_forms() -> Work {
    let work = Work::new();
    work.put("名册.xlsx", &filled(&form(&work, "households"), 2, &households(), &[]));
    let said = work.run(&["import", "名册.xlsx"]);
    assert_eq!(said.code, 0, "{}", said.text);
    assert!(said.text.starts_with("第 2–301 行 → content/points/households.yaml\n"), "{}", said.text);
    let above = [
        ("B1", "LW-2026-10"),
        ("B2", "柳湾村"),
        ("B3", "2026-11-01"),
        ("B4", "陆*平"),
        ("C4", "周*芳"),
        ("D4", "何*军"),
    ];
    work.put("积分.xlsx", &filled(&form(&work, "batch"), 7, &entries(), &above));
    let said = work.run(&["import", "积分.xlsx"]);
    assert_eq!(said.code, 0, "{}", said.text);
    assert!(said.text.contains("    明细: × 1200（第 7–1206 行）\n"), "{}", said.text);
    assert!(said.text.starts_with("第 7–1206 行 → content/points/柳湾村/LW-2026-10.yaml\n"), "{}", said.text);
    work
}

fn by_hand() -> Work {
    let work = Work::new();
    let household = |row: &Vec<String>| {
        format!(
            "- {{id: {}, village: {}, group: {}, name: '{}', joined: {}, members: {}}}\n",
            row[0], row[1], row[2], row[3], row[4], row[7]
        )
    };
    work.put(
        "content/points/households.yaml",
        households().iter().map(household).collect::<String>().as_bytes(),
    );
    let entry = |row: &Vec<String>| {
        format!(
            "  - household: {}\n    rule: {}\n    on: {}\n    points: {}\n    evidence: {}\n    proposer: {}\n",
            row[0], row[1], row[2], row[3], row[4], row[5]
        )
    };
    let batch = "batch: LW-2026-10\nvillage: 柳湾村\nmeeting: 2026-11-01\nreviewers: ['陆*平', '周*芳', '何*军']\nentries:\n";
    let entries: String = entries().iter().map(entry).collect();
    work.put("content/points/柳湾村/LW-2026-10.yaml", format!("{batch}{entries}").as_bytes());
    work
}

#[test]
fn a_month_of_three_hundred_households_is_the_same_by_form_and_by_hand() {
    let (by_forms, by_hand) = (by_forms(), by_hand());
    by_forms.built();
    by_hand.built();
    let pages = by_hand.files("public/points");
    assert!(pages.len() > HOUSEHOLDS, "{}", pages.len());
    assert_eq!(by_forms.files("public/points"), pages);
    for page in pages {
        assert!(fs::read(by_forms.at(&page)).unwrap() == fs::read(by_hand.at(&page)).unwrap(), "{page}");
    }
}

#[test]
fn a_register_that_is_there_stays_and_new_households_are_named() {
    let work = Work::new();
    work.put("content/points/households.yaml", "- {户号: LW-001, 村: 柳湾村, 户主: 顾*林}\n".as_bytes());
    work.put("名册.xlsx", &filled(&form(&work, "积分户"), 2, &households()[..3], &[]));
    let said = work.run(&["import", "名册.xlsx"]);
    assert_eq!(said.code, 1);
    assert!(said.text.contains("这张表里有 2 户是名册里没有的（LW-002、LW-003）"), "{}", said.text);
    assert_eq!(work.text("content/points/households.yaml").lines().count(), 1);
}

#[test]
fn a_wrong_cell_of_points_is_told_and_nothing_is_taken() {
    let work = Work::new();
    let mut wrong = households();
    wrong[2][4] = "2026年13月5日".into();
    work.put("名册.xlsx", &filled(&form(&work, "households"), 2, &wrong, &[]));
    let said = work.run(&["import", "名册.xlsx"]);
    assert_eq!(said.code, 1);
    assert!(said.text.contains("积分户!E4"), "{}", said.text);
    assert!(said.text.contains("积分的表要全对才导入"), "{}", said.text);
    assert!(!work.at("content/points/households.yaml").exists());
}
