use super::initials;
use crate::plan::tests::{SITE, content, file, planned};
use serde_json::Value;

const NOTICE: &str = "---\ntitle: 莲溪村道路硬化\nkind: news\nissuer: 云砚镇人民政府\nvillage: 莲溪村\nsigned: 2026-11-02\n\
    number: 云政〔2026〕3号\ncontact: {name: 王某}\n---\n";

fn index(notice: &str) -> Value {
    let files = [
        SITE,
        ("rules.yaml", "news: {name: 工作动态, source: {title: 意见}}\n"),
        ("places.yaml", "- {name: 云砚镇, slug: yunyan, villages: [{name: 莲溪村}]}\n"),
        ("notices/2026/a.md", notice),
        (
            "notices/2026/莲溪村水渠.md",
            "---\ntitle: 莲溪村水渠\nkind: news\nissuer: 某办\nsigned: 2026-10-30\n---\n",
        ),
        ("pages/about.md", "---\ntitle: 关于\n---\n"),
    ];
    let text = file(&planned(&content(&files), "2026-11-10"), "search/index-1.js");
    let call = text.strip_prefix("zhangbang(").and_then(|rest| rest.strip_suffix(")\n"));
    serde_json::from_str(call.expect("one call")).expect("JSON")
}

#[test]
fn columns_stand_side_by_side_newest_first() {
    let index = index(NOTICE);
    let column = |name: &str| -> Vec<String> { serde_json::from_value(index[name].clone()).expect(name) };
    assert_eq!(column("title"), ["莲溪村道路硬化", "莲溪村水渠", "关于", "云砚镇", "云砚镇莲溪村"]);
    assert_eq!(
        column("path"),
        ["notices/2026/a", "notices/2026/*", "pages/about", "places/yunyan", "places/yunyan/莲溪村"]
    );
    assert_eq!(column("names")[0], "云砚镇人民政府 王某");
    assert_eq!(column("number")[0], "云政〔2026〕3号");
    assert_eq!(index["date"], serde_json::json!(["2026-11-02", "2026-10-30"]));
    assert_eq!(index["kind"], serde_json::json!([0, 0, 1, 2, 2]));
    assert_eq!(index["places"][0], "云砚镇莲溪村", "a village is shown with its township");
    assert_eq!(index["states"], serde_json::json!([["", ""], ["informed", "已公开"]]));
}

#[test]
fn what_a_list_of_projects_names_is_found() {
    let listed = NOTICE.replace(
        "contact: {name: 王某}\n",
        "projects: [{name: 水渠, village: 莲溪村, unit: 水利站}, {name: 便桥, village: 莲溪村}]\ntownship: [云砚镇]\n",
    );
    assert_eq!(index(&listed)["names"][0], "云砚镇人民政府 莲溪村 水利站 水渠 便桥");
}

#[test]
fn letters_list_the_characters_that_are_read_so() {
    let index = index(NOTICE);
    assert!(index["letters"]["l"].as_str().unwrap().contains('路'));
    assert!(index["letters"]["z"].as_str().unwrap().contains('镇'));
    assert_eq!(initials('长'), ['c', 'z']);
    assert!(initials('。').is_empty());
}
