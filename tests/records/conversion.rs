//! A log of the first format, as a program of that time wrote it: four notices on the second of November 2026,
//! a withdrawal and a correction on the third.

use super::site::{Site, events};
use std::fs;

fn windows(site: &Site) -> Vec<String> {
    let log = site.log();
    let shown =
        log.notices().map(|(id, posted)| format!("{id} {:?} {:?}", posted.kept.effective, posted.first_seen));
    shown.collect()
}

#[test]
fn an_old_log_stays_readable_and_is_converted_once() {
    let site = Site::of("format1");
    let (before, text) = (windows(&site), site.log_text());
    assert_eq!(site.log().faults(), []);
    assert_eq!(site.log().posted("notices/road").unwrap().kept.format, 1);
    let converted = ["gone", "lamp", "old", "road"].map(|name| format!("converted notices/{name}"));
    assert_eq!(events(&site.done(4)), converted);
    let log = site.log();
    assert_eq!(log.faults(), []);
    assert!(site.log_text().starts_with(&text), "no line of a log is ever rewritten");
    assert_eq!(windows(&site), before, "windows continue");
    assert!(log.notices().all(|(_, posted)| posted.kept.format == 2));
    let road = &log.posted("notices/road").unwrap().kept;
    assert_eq!((road.corrections.len(), road.objections.len()), (1, 1));
    assert!(log.posted("notices/gone").unwrap().withdrawn.is_some());
    // and from here on the new digests are the measure
    assert!(events(&site.done(4)).is_empty());
    site.edit("notices/lamp.md", "二十盏", "三十盏");
    assert_eq!(site.refused(4), ["posting-altered 公示期内改动了正文"]);
    site.edit("notices/lamp.md", "三十盏", "二十盏");
    assert!(events(&site.done(5)).is_empty());
    assert_eq!(events(&site.done(7)), ["closed notices/lamp"]);
}

#[test]
fn a_notice_that_changed_at_the_same_time_is_found_out() {
    let lamp = |from: &str, to: &str| {
        let site = Site::of("format1");
        site.edit("notices/lamp.md", from, to);
        site.refused(4)
    };
    assert_eq!(lamp("二十盏", "三十盏"), ["posting-altered 公示期内改动了正文"]);
    assert_eq!(lamp("0001235", "0001236"), ["posting-altered 公示期内改动了联系方式"]);
    assert_eq!(lamp("电话写错", "标点"), ["posting-altered 改动或删去了已经公布的更正"]);
    assert_eq!(
        lamp("until: 2026-11-06", "until: 2026-11-05"),
        ["posting-withdrawn-early 公示期被缩短：已经公布公示到2026-11-06"]
    );
    let road = |path: &str, from: &str, to: &str| {
        let site = Site::of("format1");
        site.edit(path, from, to);
        site.refused(4)
    };
    let files = ["posting-altered 公示期内改动了图片和文件"];
    assert_eq!(road("notices/plan/清单.csv", "1.5", "2.5"), files);
    assert_eq!(road("notices/plan/图.txt", "图", "画"), files);
    assert_eq!(road("notices/road.md", "自筹", "捐款"), ["posting-altered 公示期内改动了项目"]);
}

#[test]
fn a_rename_is_seen_across_the_formats() {
    let site = Site::of("format1");
    let path = |name: &str| site.root().join("content/notices").join(name);
    fs::rename(path("lamp.md"), path("lights.md")).unwrap();
    let refused = site.refused(4);
    assert!(refused.iter().any(|fault| fault.starts_with("posting-moved")), "{refused:?}");
}

#[test]
fn a_correction_after_the_change_of_format_carries_the_new_digests() {
    let site = Site::of("format1");
    site.edit("notices/lamp.md", "0001235", "0001236");
    site.edit("notices/lamp.md", "电话写错}", "电话写错}, {on: 2026-11-04, what: 电话又写错, reason: 核实}");
    let told = events(&site.done(4));
    assert!(
        told.contains(&"corrected notices/lamp".into()) && !told.contains(&"converted notices/lamp".into())
    );
    let lamp = site.log().posted("notices/lamp").unwrap().kept.clone();
    assert_eq!((lamp.format, lamp.corrections.len()), (2, 2));
    assert_eq!(site.log().posted("notices/road").unwrap().kept.format, 2);
}
