//! The machine stops at every single change of the disk.

use super::reader::Reader;
use super::toy::{Toy, notice};
use crate::disk::Disk;
use crate::evidence::anchor::Carried;
use std::fs;
use std::sync::{Arc, Mutex};

/// A site that has published twice, with a correction, a new window and a new notice to publish.
pub(super) fn ready() -> Toy {
    let mut toy = Toy::new("2026-11-02T09:00:00");
    toy.set("notices/a.md", &notice("村路", "2026-11-02", "2026-11-12", "", "三公里。"));
    toy.set("notices/b.md", &notice("水渠", "2026-11-02", "2026-11-13", "", "两公里。"));
    toy.done();
    toy.set("notices/n.md", "---\ntitle: 动态\nkind: news\nissuer: 乙\n---\n文\n");
    toy.at("2026-11-03T09:00:00").done();
    let corrected = "number: 县公示3号\ncorrections: [{on: 2026-11-04, what: 补文号, reason: 漏写}]\n";
    toy.set("notices/a.md", &notice("村路", "2026-11-02", "2026-11-12", corrected, "三公里。"));
    let renamed = "corrections: [{on: 2026-11-04, what: 标题, reason: 漏了闸}]\n";
    toy.set("notices/b.md", &notice("水渠和闸", "2026-11-02", "2026-11-16", renamed, "两公里。"));
    toy.set("notices/c.md", &notice("路灯", "2026-11-04", "2026-11-16", "", "二十盏。"));
    toy.at("2026-11-04T09:00:00");
    toy
}

#[test]
fn wherever_it_stops_a_rerun_ends_as_if_nothing_had_happened() {
    let ready = ready();
    let (whole, disk) = (ready.copy(), Disk::new());
    whole.publish_on(&disk).unwrap();
    let points = disk.steps();
    for point in 1..=points {
        let mut toy = ready.copy();
        let before = toy.log_text();
        let reader = Arc::new(Mutex::new(Reader::new(toy.target())));
        reader.lock().unwrap().look(jiff::civil::date(2026, 11, 2));
        let (looking, today) = (Arc::clone(&reader), toy.now.date());
        let disk = Disk::dying_at(point).watched_by(move || looking.lock().unwrap().look(today));
        // the removal of old releases stops nothing
        let _ = toy.publish_on(&disk);
        assert!(toy.log_text().starts_with(&before), "point {point}");
        reader.lock().unwrap().look(today);
        toy.at("2026-11-04T09:30:00").done();
        reader.lock().unwrap().look(today);
        assert!(
            reader.lock().unwrap().complaints.is_empty(),
            "point {point}: {:?}",
            reader.lock().unwrap().complaints
        );
        settled(&toy, &whole, point);
    }
    println!("stopped at {points} points");
    assert!(points > 30);
}

/// The same pages as without a stop, one log without faults that tells of each change once, no leftovers.
pub(super) fn settled(toy: &Toy, whole: &Toy, point: usize) {
    let pages = |toy: &Toy| {
        let mut served = toy.served();
        served.retain(|path, _| path.ends_with(".html"));
        served
    };
    assert_eq!(pages(toy), pages(whole), "point {point}");
    let log = toy.log();
    assert_eq!(log.faults(), [], "point {point}");
    let actions = |toy: &Toy| {
        let log = toy.log();
        (1..=log.len()).map(|line| log.event(line).unwrap().key()).collect::<Vec<_>>()
    };
    assert_eq!(actions(toy), actions(whole), "point {point}");
    let release = toy.served()["release.json"].clone();
    let carried = Carried::new(release, None);
    assert!(crate::evidence::disagreement(&log, &carried).is_none(), "point {point}");
    let mut left: Vec<_> =
        fs::read_dir(toy.root.join("content")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    left.retain(|name| name != ".publication.half");
    left.sort();
    assert_eq!(left, [".publication.lock", "posted", "publication.jsonl"], "point {point}");
    super::store::holds_every_record(toy);
}

#[test]
fn old_releases_are_gone_after_the_next_publish_whatever_stopped_the_last() {
    let ready = ready();
    let disk = Disk::new();
    ready.copy().publish_on(&disk).unwrap();
    for point in 1..=disk.steps() {
        let mut toy = ready.copy();
        let _ = toy.publish_on(&Disk::dying_at(point));
        toy.at("2026-11-04T09:30:00").done();
        toy.set("notices/m.md", "---\ntitle: 又一条\nkind: news\nissuer: 乙\n---\n文\n");
        toy.at("2026-11-04T10:00:00").done();
        assert_eq!(fs::read_dir(toy.target().join("releases")).unwrap().count(), 2, "point {point}");
    }
}
