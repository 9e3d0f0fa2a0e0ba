use crate::plan::tests::{SITE, content, file, planned};
use serde_json::Value;

const FILES: &[(&str, &str)] = &[
    SITE,
    ("rules.yaml", "project: {name: 项目公示, posting: {min: 10}, project: true, source: {title: 意见}}\n"),
    (
        "notices/road.md",
        "---\ntitle: \"=路,硬化\"\nkind: project\nissuer: 某办\nsigned: 2026-11-02\n\
         posting: {from: 2026-11-03, until: 2026-11-13}\n\
         project: {name: 路, funds: [{source: 衔接资金, amount: 200000}, {source: 自筹, amount: 0.50}], total: 200000.50}\n---\n",
    ),
    (
        "honours/star.md",
        "---\ntitle: 星\naward: 脱贫之星\nlevel: village\nyear: 2026\nrecipients: [{name: 甲某, village: 莲溪村}, {name: 乙某}]\n---\n",
    ),
    (
        "activities/a.md",
        "---\ntitle: 扫街\nfrom: 2026-11-08 08:30\nrecord: {attended: 12, hours: 2.5}\n---\n",
    ),
    (
        "points/households.yaml",
        "- {id: \"0012\", village: 莲溪村, name: 张三丰}\n- {id: h2, village: 莲溪村, name: 李某某}\n",
    ),
];

fn of(path: &str) -> String {
    file(&planned(&content(FILES), "2026-11-10"), path)
}

#[test]
fn every_row_has_every_field_of_the_schema() {
    let schema: Value = serde_json::from_str(&of("data/schema.json")).unwrap();
    for name in ["notices", "projects", "honours", "activities", "points"] {
        let data: Value = serde_json::from_str(&of(&format!("data/{name}.json"))).unwrap();
        let item = &schema["$defs"][name]["properties"]["items"]["items"];
        let fields: Vec<&String> = item["properties"].as_object().unwrap().keys().collect();
        let items = data["items"].as_array().unwrap();
        assert_eq!(data["count"], items.len());
        for row in items {
            assert_eq!(row.as_object().unwrap().keys().collect::<Vec<_>>(), fields, "{name}");
        }
    }
}

#[test]
fn who_takes_something_on_is_shown_as_on_the_page() {
    let wishes =
        "标题: 心愿\n种类: 微心愿\n行:\n- {心愿: 书包, 认领人: 顾国林}\n- {心愿: 书桌, 认领人: 县妇联}\n";
    let all: Vec<(&str, &str)> = FILES.iter().copied().chain([("registers/wish.yaml", wishes)]).collect();
    let data: Value =
        serde_json::from_str(&file(&planned(&content(&all), "2026-11-10"), "data/registers.json")).unwrap();
    let by: Vec<&str> =
        data["items"].as_array().unwrap().iter().map(|row| row["taken_by"].as_str().unwrap()).collect();
    assert_eq!(by, ["顾**", "县妇联"]);
}

#[test]
fn values_keep_their_kind() {
    let data: Value = serde_json::from_str(&of("data/notices.json")).unwrap();
    let row = &data["items"][0];
    assert_eq!((row["total"].to_string(), row["until"].as_str()), ("200000.5".into(), Some("2026-11-13")));
    assert_eq!(row["funds"][1]["amount"].as_f64(), Some(0.5));
    assert_eq!(row["village"], Value::Null);
    let activities: Value = serde_json::from_str(&of("data/activities.json")).unwrap();
    assert_eq!(activities["items"][0]["minutes"], 150);
    assert_eq!(activities["items"][0]["from"], "2026-11-08T08:30");
}

#[test]
fn each_project_has_a_row_with_its_own_place() {
    let plan = (
        "notices/plan.md",
        "---\ntitle: 计划\nkind: project\nissuer: 某办\nposting: {from: 2026-11-03, until: 2026-11-13}\ntownship: 甲镇\n\
         项目清单: [{名称: 渠, 村: 一村, 资金来源: 自筹, 总额: 3万}, {名称: 桥, 乡镇: 乙乡, 村: 二村}]\n---\n",
    );
    let files = [FILES, &[plan]].concat();
    let data = file(&planned(&content(&files), "2026-11-10"), "data/projects.json");
    let data: Value = serde_json::from_str(&data).unwrap();
    let rows: Vec<String> = data["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            format!(
                "{} {} {} {} {} {}",
                row["id"], row["row"], row["name"], row["township"], row["village"], row["total"]
            )
        })
        .collect();
    let road = "\"notices/road\" 1 \"路\" null null 200000.5";
    let plan = [
        "\"notices/plan\" 1 \"渠\" \"甲镇\" \"一村\" 30000",
        "\"notices/plan\" 2 \"桥\" \"乙乡\" \"二村\" null",
    ];
    assert_eq!(rows, [plan[0], plan[1], road]);
}

#[test]
fn a_spreadsheet_reads_it_and_runs_nothing() {
    let csv = of("data/notices.csv");
    assert!(csv.starts_with("\u{FEFF}编号,网址,标题,"));
    assert!(csv.ends_with("\r\n") && !csv.replace("\r\n", "").contains(['\r', '\n']));
    assert!(csv.contains(",\"'=路,硬化\","));
    assert!(csv.contains(",200000.50,衔接资金 200000；自筹 0.50,"));
}

#[test]
fn each_recipient_has_a_row_and_households_stay_masked() {
    assert_eq!(of("data/honours.csv").lines().count(), 3);
    let points = of("data/points.csv");
    assert!(points.contains("\r\n0012,莲溪村,,张**,0,0,0,0,0,0,,\r\n"));
    assert!(points.contains(",李某某,"));
}
