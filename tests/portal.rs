//! One site over many boards: what it shows, and what it does with boards that do not add up.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    reason = "tests touch the world"
)]

#[cfg(unix)]
#[path = "portal/flat.rs"]
mod flat;
#[path = "portal/hostile.rs"]
mod hostile;
#[path = "portal/judged.rs"]
mod judged;
#[path = "portal/province.rs"]
mod province;
#[path = "portal/tampered.rs"]
mod tampered;

use jiff::Timestamp;
use province::{Province, files};
use zhangbang::commands::Ending;

/// Four days after the boards went up.
pub(crate) fn then() -> Timestamp {
    "2026-11-06T01:00:00Z".parse().unwrap()
}

fn later() -> Timestamp {
    "2026-11-25T01:00:00Z".parse().unwrap()
}

#[test]
fn what_is_posted_now_is_found_by_county_kind_and_theme() {
    let province = Province::new();
    assert_eq!(province.portal(then), Ending::Done);
    let home = province.read("index.html");
    assert!(
        home.starts_with("截至 2026年11月6日，3 块公开栏，核对无误 6 正在公示 3 三天内截止 0 期满待备案"),
        "{home}"
    );
    assert!(!home.contains("对不上的公开栏"), "{home}");
    let all = province.read("open/index.html");
    let place = |words: &str| all.find(words).unwrap_or_else(|| panic!("no {words} in {all}"));
    assert!(place("第三季度村务公开") < place("鹿渚县柳湾村道路硬化"));
    assert!(place("鹿渚县柳湾村道路硬化") < place("松醪县柳湾村道路硬化"), "those that end first come first");
    assert!(all.contains("今天 截止 11月6日止") && all.contains("还剩 10 天 11月16日止"), "{all}");
    let kind = province.read("kinds/项目公示/index.html");
    assert!(kind.contains("正在公示 3 项") && !kind.contains("第三季度村务公开"), "{kind}");
    assert!(province.read("themes/道路/index.html").contains("篱影县柳湾村道路硬化"));
    let county = province.read("counties/篱影县/index.html");
    assert!(
        county.contains("核对无误 2026-11-02 09:00 发布，张榜记录") && county.contains("正在公示 2 项"),
        "{county}"
    );
    assert!(
        county.contains("2026年度文明家庭 顾家、陆家 文明家庭")
            && county.contains("村口清扫 2026-11-08 14:00"),
        "{county}"
    );
    assert!(!county.contains("鹿渚县柳湾村"), "{county}");
}

#[test]
fn links_lead_to_the_boards_own_pages_and_names_stay_text() {
    let province = Province::new();
    province.portal(then);
    let page = province.page("open/index.html");
    assert!(page.contains("href=\"https://1.example/gongshi/notices/%E6%9D%91%E9%81%93/\""), "{page}");
    let index = province.page("search/d/0.js");
    assert!(index.contains("冬修<b>开工</b>"), "a script's text is text: {index}");
    for (path, bytes) in files(&province.path("portal")) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(
            path.extension().is_none_or(|ending| ending != "html") || !text.contains("<b>开工"),
            "{path:?}"
        );
    }
}

#[test]
fn money_filings_activities_and_honours_are_put_together() {
    let province = Province::new();
    province.portal(later);
    let money = province.read("money/index.html");
    assert!(
        money.contains("2026年 公开栏 项目公示 合计 60 万元 3 个 鹿渚县 10 万元 1 个 篱影县 20 万元 1 个"),
        "{money}"
    );
    let filings = province.read("filings/index.html");
    assert!(
        filings.contains("鹿渚县柳湾村道路硬化 鹿渚县 2026年11月16日 2026年11月21日 已超期"),
        "{filings}"
    );
    assert!(filings.contains("共 3 项"), "{filings}");
    let honours = province.read("honours/index.html");
    assert!(honours.contains("2026年度文明家庭 顾家、陆家 文明家庭 松醪县 2026年11月1日"), "{honours}");
    // what is over is no activity to come, and what has ended is posted no more
    assert!(province.read("activities/index.html").contains("近期没有活动。"));
    assert!(province.read("index.html").contains("0 正在公示"));
    province.portal(then);
    assert!(
        province
            .read("activities/index.html")
            .contains("村口清扫 2026-11-08 14:00 预告 鹿渚县 柳湾村村口 志愿服务")
    );
}

#[test]
fn the_same_boards_make_the_same_site_and_nothing_is_written_twice() {
    let province = Province::new();
    province.portal(then);
    let first = files(&province.path("portal"));
    let changed = |path: &std::path::Path| std::fs::metadata(path).unwrap().modified().unwrap();
    let before: Vec<_> = first.iter().map(|(path, _)| changed(path)).collect();
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    alone.install(|| province.portal(then));
    assert_eq!(files(&province.path("portal")), first);
    assert_eq!(first.iter().map(|(path, _)| changed(path)).collect::<Vec<_>>(), before);
    // what somebody else put there stays, and a county that is no longer listed goes
    province.put("portal/mine.txt", "x");
    let list = std::fs::read_to_string(province.path("boards.yaml")).unwrap();
    province.put(
        "boards.yaml",
        list.lines().take(5).map(|line| format!("{line}\n")).collect::<String>().as_str(),
    );
    province.portal(then);
    assert!(province.path("portal/mine.txt").is_file() && !province.path("portal/counties/松醪县").exists());
}

#[test]
fn every_link_within_the_portal_leads_somewhere() {
    let province = Province::new();
    province.portal(then);
    let root = province.path("portal");
    let (links, mut inside) = (scraper::Selector::parse("[href], [src], [action]").unwrap(), 0);
    for (path, bytes) in
        files(&root).into_iter().filter(|(path, _)| path.extension().is_some_and(|e| e == "html"))
    {
        let page = scraper::Html::parse_document(&String::from_utf8(bytes).unwrap());
        for link in page.select(&links) {
            let value = ["href", "src", "action"].iter().find_map(|name| link.value().attr(name)).unwrap();
            let target = value.split(['?', '#']).next().unwrap();
            let target = percent_encoding::percent_decode_str(target).decode_utf8().unwrap();
            if !target.contains("://") && !target.is_empty() {
                assert!(path.parent().unwrap().join(&*target).is_file(), "{path:?} → {value}");
                inside += 1;
            }
        }
    }
    assert!(inside > 100, "{inside}");
}

#[test]
fn what_a_witness_saw_stands_beside_what_was_checked() {
    let province = Province::new();
    province.list("见证: witness\n");
    province.portal(then);
    assert!(province.read("checks/index.html").contains("没有见证记录。"));
    // a witness that could not reach any of them, which is what it saw
    let state = province.path("witness");
    let words = ["zhangbang", "witness", "https://0.example/gongshi", "--name", "市局", "--quiet", "--state"];
    let all = words.iter().copied().chain([state.to_str().unwrap()]).map(Into::into).collect();
    let surroundings = zhangbang::commands::Surroundings {
        now: then,
        locale: None,
        source_date_epoch: None,
        no_color: true,
        secret: |_| None,
    };
    zhangbang::commands::run(all, surroundings);
    province.portal(then);
    let checks = province.read("checks/index.html");
    assert!(
        checks.contains("连不上 见证：市局 2026-11-06 09:00 查看，网站连不上。看过 1 轮，0 轮正常"),
        "{checks}"
    );
}
