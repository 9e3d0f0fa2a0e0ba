//! What somebody plants in the site's folder, or in the target, for publishing to act upon. Each case begins
//! with the file that a cheat would write.

use super::toy::{Toy, notice};
use crate::disk::{Cause, Disk, Trouble};
use crate::model::digest::Digest;
use crate::model::log::event::Event;
use crate::publish::pending::Recovered;
use crate::publish::target::{self, Refusal};
use crate::publish::{Error, Unfit, record, release};
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

const NEWS: &str = "---\ntitle: 动态\nkind: news\nissuer: 乙\n---\n文\n";

/// A board that has published twice, so that a release is shown and one is kept.
fn board() -> Toy {
    let mut toy = Toy::new("2026-11-02T09:00:00");
    toy.set("notices/a.md", &notice("村路", "2026-11-02", "2026-11-12", "", "三公里。"));
    toy.done();
    toy.set("notices/n.md", NEWS);
    toy.at("2026-11-03T09:00:00").done();
    toy.at("2026-11-03T10:00:00");
    toy
}

/// Somebody's folder, with something in it that must stay.
fn somebodys(folder: &Path) -> PathBuf {
    fs::create_dir_all(folder).unwrap();
    fs::write(folder.join("photos.txt"), "theirs").unwrap();
    folder.join("photos.txt")
}

fn pending_path(toy: &Toy) -> PathBuf {
    toy.root.join("content/.publication.pending")
}

/// Plants a pending file that fits the log as it is.
fn plant(toy: &Toy, target: &Path, release: &str, lines: &str) {
    let log = toy.log_text();
    let pending = serde_json::json!({
        "target": target, "release": release, "length": log.len(), "base": Digest::of(log.as_bytes()), "lines": lines,
    });
    fs::write(pending_path(toy), pending.to_string()).unwrap();
}

/// Publishing, and a dry run of it, are stopped by trouble, and nothing is other than before.
fn stopped(toy: &Toy) -> Error {
    let (served, log) = (toy.served(), toy.log_text());
    let error = toy.publish().unwrap_err();
    assert!((toy.served(), toy.log_text()) == (served, log), "something was changed: {error:?}");
    error
}

#[test]
fn no_folder_is_removed_that_has_no_release_name() {
    let mut toy = board();
    let outside = somebodys(&toy.root.join("outside"));
    let inside = somebodys(&toy.target().join("releases/kept"));
    let names = [toy.root.join("outside").to_string_lossy().into_owned(), "../../outside".to_owned()];
    for name in names.iter().map(String::as_str).chain(["kept", "..", ".", "", "20261103-090000-4/.."]) {
        plant(&toy, &toy.target(), name, "");
        for dry_run in [true, false] {
            toy.dry_run = dry_run;
            let error = stopped(&toy);
            assert!(matches!(&error, Error::Pending { unfit: Unfit::Release(_), .. }), "{name}: {error:?}");
        }
        assert!(outside.exists() && inside.exists() && pending_path(&toy).exists(), "{name}");
    }
}

#[test]
fn nothing_is_removed_from_a_target_that_nobody_asked_for() {
    let toy = board();
    let other = toy.root.join("other");
    let theirs = somebodys(&other.join("releases/20261101-090000-2"));
    plant(&toy, &other, "20261101-090000-2", "");
    let report = toy.done();
    assert_eq!(report.recovered, Some(Recovered::Undone));
    assert!(theirs.exists() && !pending_path(&toy).exists());
    plant(&toy, Path::new("other"), "20261101-090000-2", "");
    let error = stopped(&toy);
    assert!(matches!(error, Error::Pending { unfit: Unfit::Target(_), .. }), "{error:?}");
    assert!(theirs.exists());
}

#[test]
fn the_release_kept_beside_the_one_shown_is_not_removed() {
    let toy = board();
    let previous = fs::read_link(toy.target().join("previous")).unwrap();
    plant(&toy, &toy.target(), previous.file_name().unwrap().to_str().unwrap(), "");
    let error = stopped(&toy);
    assert!(matches!(error, Error::Pending { unfit: Unfit::Shown(_), .. }), "{error:?}");
    assert!(toy.target().join(previous).exists());
}

#[test]
fn lines_that_do_not_continue_the_log_are_not_added() {
    let toy = board();
    let shown = fs::read_link(toy.target().join("current")).unwrap();
    let shown = shown.file_name().unwrap().to_str().unwrap().to_owned();
    let first = toy.log_text().split_inclusive('\n').next().unwrap().to_owned();
    for lines in [first.as_str(), "{}\n", "withdrawn\n"] {
        plant(&toy, &toy.target(), &shown, lines);
        let error = stopped(&toy);
        assert!(matches!(error, Error::Pending { unfit: Unfit::Lines, .. }), "{lines}: {error:?}");
    }
    fs::write(pending_path(&toy), "{}").unwrap();
    assert!(matches!(stopped(&toy), Error::Pending { unfit: Unfit::Unreadable(_), .. }));
}

/// Where a link was refused.
fn link_refused(error: &Error) -> &Path {
    match error {
        Error::Disk(Trouble { path, cause: Cause::Link, .. })
        | Error::Target(target::Trouble::Disk(Trouble { path, cause: Cause::Link, .. }))
        | Error::Target(target::Trouble::Refused { path, refusal: Refusal::Link }) => path,
        other => panic!("{other:?}"),
    }
}

#[test]
fn nothing_is_written_through_a_link_in_place_of_a_file_of_ours() {
    for name in [
        "content/.publication.lock",
        "content/.publication.pending",
        "www/.lock",
        "content/publication.jsonl",
    ] {
        for there in [true, false] {
            let mut toy = board();
            let victim = toy.root.join("victim");
            let link = toy.root.join(name);
            if name.ends_with("jsonl") {
                fs::rename(&link, &victim).unwrap();
            } else if there {
                fs::write(&victim, "theirs").unwrap();
                let _ = fs::remove_file(&link);
            } else {
                let _ = fs::remove_file(&link);
            }
            symlink(&victim, &link).unwrap();
            let before = fs::read(&victim).ok();
            toy.set("notices/m.md", &NEWS.replace("动态", "又一份"));
            let error = stopped(&toy);
            assert_eq!(link_refused(&error), link, "{name}");
            assert_eq!(fs::read(&victim).ok(), before, "{name}");
        }
    }
}

#[test]
fn a_half_written_file_is_made_anew_whatever_stands_in_its_place() {
    type Plant = fn(&Path, &Path);
    let ways: [(&str, Plant); 2] = [
        ("a link", |victim, half| symlink(victim, half).unwrap()),
        ("a second name", |victim, half| fs::hard_link(victim, half).unwrap()),
    ];
    for (way, plant) in ways {
        let mut toy = board();
        let victim = toy.root.join("victim");
        fs::write(&victim, "theirs").unwrap();
        for half in ["content/.publication.half", "www/current.half", "www/previous.half"] {
            plant(&victim, &toy.root.join(half));
        }
        toy.set("notices/m.md", &NEWS.replace("动态", "又一份"));
        assert!(toy.done().release.is_some(), "{way}");
        assert_eq!(fs::read_to_string(&victim).unwrap(), "theirs", "{way}");
    }
}

#[test]
fn a_link_in_place_of_the_releases_is_not_followed() {
    let mut toy = board();
    let elsewhere = toy.root.join("elsewhere");
    fs::rename(toy.target().join("releases"), &elsewhere).unwrap();
    let theirs = somebodys(&elsewhere.join("20261101-090000-2"));
    symlink(&elsewhere, toy.target().join("releases")).unwrap();
    toy.set("notices/m.md", &NEWS.replace("动态", "又一份"));
    let error = stopped(&toy);
    assert_eq!(link_refused(&error), toy.target().join("releases"));
    assert!(theirs.exists());
}

#[test]
fn a_link_in_place_of_a_new_release_is_replaced_and_its_target_left_alone() {
    let mut toy = board();
    let theirs = somebodys(&toy.root.join("elsewhere"));
    toy.set("notices/m.md", &NEWS.replace("动态", "又一份"));
    let zone = jiff::tz::TimeZone::fixed(jiff::tz::offset(8));
    let at = crate::model::log::stamp::Stamp::new(&toy.now.to_zoned(zone).unwrap());
    let name = release::name(&toy.log(), at);
    symlink(toy.root.join("elsewhere"), toy.target().join("releases").join(&name)).unwrap();
    assert_eq!(toy.done().release.as_ref(), Some(&name));
    assert_eq!(fs::read_dir(theirs.parent().unwrap()).unwrap().count(), 1);
}

#[test]
fn a_round_of_visits_is_not_written_through_a_link_either() {
    let toy = board();
    let (root, log, disk) = (&toy.root, toy.log(), Disk::new());
    let round = Event::Checked(crate::model::log::event::Checked {
        place: "directory".into(),
        visits: 1,
        failures: Vec::new(),
        site: Vec::new(),
        longest_gap: 60,
        server_ahead: None,
    });
    let at = "2026-11-03T10:00:00+08:00".parse().unwrap();
    let victim = root.join("victim");
    fs::write(&victim, "theirs").unwrap();
    for name in ["content/.publication.lock", "content/.publication.pending"] {
        let _ = fs::remove_file(root.join(name));
        symlink(&victim, root.join(name)).unwrap();
        assert_eq!(link_refused(&record::finish(root, &disk).unwrap_err()), root.join(name));
        fs::remove_file(root.join(name)).unwrap();
    }
    symlink(&victim, root.join("content/.publication.half")).unwrap();
    record::record(root, &log, &[round], at, &disk).unwrap();
    assert_eq!(fs::read_to_string(&victim).unwrap(), "theirs");
    assert_eq!((toy.log().len(), toy.log().faults().len()), (log.len() + 1, 0));
}
