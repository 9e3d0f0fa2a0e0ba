//! The story without faults, and each refusal.

use super::toy::{SITE, Toy, notice};
use crate::diagnostic::Code;
use crate::disk::{Disk, Lock};
use crate::evidence::anchor::{Carried, Misfit, disagreement, misfit};
use crate::evidence::restore;
use crate::model::log::event::{Checked, Event};
use crate::model::log::{PUBLISHED, PublicationLog};
use crate::plan::words::log_sentence;
use crate::publish::record::record;
use crate::publish::{Ended, Error};
use std::fs;

fn monday() -> Toy {
    let mut toy = Toy::new("2026-11-02T09:00:00");
    toy.set("notices/a.md", &notice("村路", "2026-11-02", "2026-11-12", "", "三公里。"));
    toy
}

const NEWS: &str = "---\ntitle: 动态\nkind: news\nissuer: 乙\n---\n文\n";

fn keys(events: &[Event]) -> Vec<&str> {
    events.iter().map(Event::key).collect()
}

#[test]
fn the_first_publish_posts_and_the_second_changes_nothing() {
    let mut toy = monday();
    let first = toy.done();
    assert_eq!(keys(&first.events), ["posted", "released"]);
    let (log, served) = (toy.log(), toy.served());
    assert_eq!(log.faults(), []);
    assert!(served.contains_key("notices/a/index.html") && served.contains_key("release.json"));
    let second = toy.at("2026-11-03T09:00:00").done();
    assert!(second.release.is_none() && second.events.is_empty() && !second.differs);
    assert_eq!((toy.log_text(), toy.served()), (log.text().to_owned(), served));
}

#[test]
fn a_life_from_posting_to_filing() {
    let mut toy = monday();
    toy.done();
    let mut events = |day: &str, rest: &str| {
        toy.set("notices/a.md", &notice("村路", "2026-11-02", "2026-11-12", rest, "三公里。"));
        let report = toy.at(&format!("{day}T09:00:00")).done();
        keys(&report.events)
            .into_iter()
            .filter(|key| *key != "released")
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let objection = "objections: [{on: 2026-11-04, summary: 里程}]\n";
    assert_eq!(events("2026-11-04", objection), ["corrected"]);
    let answered = "objections: [{on: 2026-11-04, summary: 里程, outcome: 属实}]\n";
    assert_eq!(events("2026-11-05", answered), ["corrected"]);
    let corrected = format!(
        "{answered}number: 县公示3号\ncorrections: [{{on: 2026-11-06, what: 补文号, reason: 漏写}}]\n"
    );
    assert_eq!(events("2026-11-06", &corrected), ["corrected"]);
    assert_eq!(events("2026-11-12", &corrected), [""; 0]);
    assert_eq!(events("2026-11-13", &corrected), ["closed"]);
    let filed = format!("{corrected}filing: {{authority: 县局, on: 2026-11-16, receipt: 备3}}\n");
    assert_eq!(events("2026-11-16", &filed), ["filed"]);
    let log = toy.log();
    assert_eq!(log.faults(), []);
    let posted = log.posted("notices/a").unwrap();
    assert!(posted.closed.is_some() && posted.filed.is_some());
}

#[test]
fn one_release_is_kept_beside_the_current_one() {
    let mut toy = monday();
    for day in 2..8 {
        toy.set(&format!("notices/n{day}.md"), &NEWS.replace("动态", &format!("动态{day}")));
        toy.at(&format!("2026-11-{day:02}T09:00:00")).done();
        fs::create_dir_all(toy.target().join("releases/somebody-else")).unwrap();
        fs::write(toy.target().join("foreign.txt"), "x").unwrap();
    }
    let releases = fs::read_dir(toy.target().join("releases")).unwrap().count();
    assert_eq!(releases, 3, "two of ours, one of somebody else");
    assert!(toy.target().join("foreign.txt").exists());
}

#[test]
fn a_demonstration_is_not_published_by_accident() {
    let mut toy = monday();
    toy.set("site.yaml", &format!("{SITE}demo: true\n"));
    assert_eq!(toy.refused(), [Code::DemoContent]);
    assert!(toy.served().is_empty() && toy.log().is_empty());
    toy.demo = true;
    toy.done();
}

#[test]
fn a_demonstration_becomes_real_and_stays_so_while_notices_are_open() {
    let mut toy = monday();
    let invented = format!("{SITE}demo: true\n");
    toy.set("site.yaml", &invented);
    toy.demo = true;
    toy.done();
    toy.at("2026-11-03T09:00:00").set("site.yaml", SITE);
    assert_eq!(keys(&toy.done().events), ["converted", "released"]);
    assert_eq!(toy.log().posted("notices/a").unwrap().versions.len(), 1);
    toy.at("2026-11-04T09:00:00").set("site.yaml", &invented);
    assert_eq!(toy.refused(), [Code::PostingAltered]);
    toy.at("2026-11-13T09:00:00").done();
}

#[test]
fn a_clock_behind_the_log_is_refused() {
    let mut toy = monday();
    toy.done();
    assert_eq!(toy.at("2026-11-02T08:59:59").refused(), [Code::LogClock]);
    toy.at("2026-11-02T09:00:00").done();
}

/// The clock was once ahead and is right again: nothing freezes, and what happened stays in sight.
#[test]
fn a_line_of_the_future_holds_until_somebody_answers_for_it() {
    let mut toy = monday();
    toy.done();
    let round = |toy: &Toy| {
        let (log, ahead) = (toy.log(), "2027-01-10T09:00:00+08:00".parse().unwrap());
        record(&toy.root, &log, &[Event::Checked(Checked::default())], ahead, &Disk::new()).unwrap();
    };
    round(&toy);
    toy.at("2026-11-03T09:00:00")
        .set("notices/b.md", &notice("路灯", "2026-11-03", "2026-11-20", "", "二十盏。"));
    assert_eq!(toy.refused(), [Code::LogClock]);
    let stated = |line| {
        format!("{SITE}publish: {{clock_ahead: [{{line: {line}, reason: 电池没电, authority: 宣传部}}]}}\n")
    };
    toy.set("site.yaml", &stated(2));
    assert_eq!(toy.refused(), [Code::LogClock], "another line than the one that is ahead");
    toy.set("site.yaml", &stated(3));
    assert_eq!(keys(&toy.done().events), ["clock", "posted", "released"]);
    let log = toy.log();
    assert_eq!((log.faults(), log.backwards()), (&[][..], &[][..]));
    assert_eq!(log.posted("notices/b").unwrap().first_seen.to_string(), "2026-11-03T09:00:00+08:00");
    // the open notice of before can be corrected, as if nothing had been
    toy.at("2026-11-04T09:00:00").done();
    // what was said once is no leave to go back again
    toy.set("notices/b.md", &notice("路灯", "2026-11-03", "2026-11-21", "", "二十盏。"));
    assert_eq!(toy.at("2026-11-02T09:00:00").refused(), [Code::LogClock]);
}

#[test]
fn two_publishes_at_once_are_one_too_many() {
    let toy = monday();
    let busy = |toy: &Toy| assert!(matches!(toy.publish(), Err(Error::Busy)));
    let held = Lock::take(&Disk::new(), &toy.root.join("content/.publication.lock")).unwrap().unwrap();
    busy(&toy);
    drop(held);
    let held = Lock::take(&Disk::new(), &toy.target().join(".lock")).unwrap().unwrap();
    busy(&toy);
    drop(held);
    toy.done();
}

#[test]
fn a_dry_run_says_the_same_and_changes_nothing() {
    let mut toy = monday();
    toy.dry_run = true;
    let report = toy.done();
    assert_eq!(keys(&report.events), ["posted"]);
    assert!(report.differs && report.release.is_none());
    assert!(!toy.target().exists() && !toy.log_path().exists());
    assert_eq!(fs::read_dir(toy.root.join("content")).unwrap().count(), 0);
    toy.dry_run = false;
    toy.done();
    toy.dry_run = true;
    toy.files.remove("notices/a.md");
    assert_eq!(toy.refused(), [Code::PostingVanished]);
}

#[test]
fn a_log_that_does_not_fit_the_site_is_refused() {
    let mut toy = monday();
    toy.done();
    toy.set("notices/n.md", NEWS);
    toy.at("2026-11-03T09:00:00").done();
    let (whole, served) = (toy.log_text(), toy.served());
    let first = |lines: usize| whole.split_inclusive('\n').take(lines).collect::<String>();
    for lines in 0..4 {
        fs::write(toy.log_path(), first(lines)).unwrap();
        assert!(toy.refused().contains(&Code::LogBroken), "{lines} lines");
        assert_eq!(toy.served(), served);
    }
    fs::remove_file(toy.log_path()).unwrap();
    assert!(toy.refused().contains(&Code::LogBroken), "gone");
    // rebuilt with right sums and a right chain: from the third line, and from the first
    for kept in [2, 0] {
        let mut rebuilt = match kept {
            0 => PublicationLog::default(),
            _ => PublicationLog::read(None, &first(kept).into()),
        };
        for line in kept + 1..=4 {
            let event = PublicationLog::read(None, &whole.clone().into()).event(line).unwrap();
            let day = if line <= 2 { 2 } else { 3 };
            let at = format!("2026-11-{day:02}T09:30:00+08:00").parse().unwrap();
            rebuilt = rebuilt.extended(at, &[event]);
        }
        assert_eq!(rebuilt.faults(), []);
        fs::write(toy.log_path(), rebuilt.text()).unwrap();
        assert_eq!(toy.at("2026-11-04T09:00:00").refused(), [Code::LogBroken], "rebuilt from {kept}");
    }
    fs::write(toy.log_path(), whole).unwrap();
    toy.done();
}

#[test]
fn what_is_in_the_way_is_left_alone() {
    let toy = monday();
    fs::write(toy.target(), "a file").unwrap();
    assert!(matches!(toy.publish(), Err(Error::Target(_))));
    assert_eq!(fs::read_to_string(toy.target()).unwrap(), "a file");
    let toy = monday();
    fs::create_dir_all(toy.target().join("current")).unwrap();
    assert!(matches!(toy.publish(), Err(Error::Target(_))));
    let toy = monday();
    fs::create_dir_all(toy.target().join("releases")).unwrap();
    std::os::unix::fs::symlink("/tmp", toy.target().join("current")).unwrap();
    assert!(matches!(toy.publish(), Err(Error::Target(_))));
    let toy = monday();
    fs::create_dir_all(toy.target()).unwrap();
    fs::write(toy.target().join("letter.txt"), "theirs").unwrap();
    assert!(matches!(toy.publish(), Err(Error::Target(_))));
    assert_eq!(fs::read_dir(toy.target()).unwrap().count(), 1);
}

#[test]
fn a_target_that_cannot_be_written_leaves_no_trace() {
    use std::os::unix::fs::PermissionsExt;
    let toy = monday();
    fs::create_dir_all(toy.target()).unwrap();
    fs::set_permissions(toy.target(), fs::Permissions::from_mode(0o555)).unwrap();
    if fs::write(toy.target().join("probe"), "").is_ok() {
        println!("skipped: this user may write everywhere");
        return;
    }
    assert!(toy.publish().is_err());
    assert!(toy.log().is_empty());
    fs::set_permissions(toy.target(), fs::Permissions::from_mode(0o755)).unwrap();
    toy.done();
}

#[test]
fn what_somebody_changed_on_the_server_is_put_right_and_told() {
    let mut toy = monday();
    toy.assets.insert("notices/表.csv".into(), b"1,2".to_vec());
    let attached = "attachments: [{file: 表.csv}]\n";
    toy.set("notices/a.md", &notice("村路", "2026-11-02", "2026-11-12", attached, "三公里。"));
    toy.done();
    let served = toy.served();
    for path in ["notices/a/index.html", "notices/表.csv"] {
        fs::write(toy.target().join("current").join(path), "村路").unwrap();
        assert_eq!(toy.done().mended, ["notices/a"], "{path}");
        assert_eq!(toy.served()[path], served[path]);
        fs::remove_file(toy.target().join("current").join(path)).unwrap();
        assert_eq!(toy.done().mended, ["notices/a"], "{path}");
    }
    assert!(toy.done().release.is_none());
}

#[test]
fn a_theme_that_hides_an_open_notice_is_refused() {
    let mut toy = monday();
    toy.done();
    toy.theme = vec![("<h1>村路", "<h1>")];
    assert_eq!(toy.refused(), [Code::PostingHidden]);
    assert_eq!(fs::read_dir(toy.target().join("releases")).unwrap().count(), 1);
}

#[test]
fn an_unfinished_publish_waits_for_its_own_target() {
    let toy = monday();
    // dies after the switch, with the log not yet written
    let stopped = (1..60).find(|&step| {
        let toy = toy.copy();
        let died = toy.publish_on(&Disk::dying_at(step));
        died.is_err() && toy.target().join("current").exists()
    });
    toy.publish_on(&Disk::dying_at(stopped.unwrap())).unwrap_err();
    // the next run publishes elsewhere: the first target is looked at all the same
    let mut elsewhere = toy.copy();
    fs::rename(elsewhere.target(), elsewhere.root.join("first")).unwrap();
    let pending = elsewhere.root.join("content/.publication.pending");
    let text = fs::read_to_string(&pending).unwrap();
    let first = elsewhere.root.join("first").to_string_lossy().into_owned();
    fs::write(&pending, text.replace(toy.target().to_str().unwrap(), &first)).unwrap();
    assert_eq!(elsewhere.refused(), [Code::TargetOther]);
    assert!(!pending.exists() && elsewhere.log().last_release().is_some(), "what was cut short is finished");
    elsewhere.moved = true;
    elsewhere.done();
    assert_eq!(elsewhere.log().faults(), []);
    // a dry run finishes nothing and says so
    let mut dry = toy.copy();
    dry.dry_run = true;
    assert_eq!(dry.refused(), [Code::LogBroken]);
    assert!(dry.root.join("content/.publication.pending").exists());
    // an edited log is not completed
    let mut edited = toy.copy();
    fs::write(edited.log_path(), "{}\n").unwrap();
    assert!(edited.at("2026-11-02T10:00:00").refused().contains(&Code::LogBroken));
    assert_eq!(fs::read_to_string(edited.log_path()).unwrap(), "{}\n");
}

/// Whatever a copy is called, the one that is posted is the original.
#[test]
fn a_copy_whose_name_comes_first_is_not_posted_again() {
    let mut toy = monday();
    toy.set("notices/n.md", NEWS);
    toy.done();
    toy.at("2026-11-03T09:00:00").set("notices/0.md", NEWS);
    assert_eq!(toy.refused(), [Code::NoticeDuplicate]);
    toy.set("notices/0.md", &NEWS.replace("动态", "又一份").replace('文', "又一件事"));
    assert!(!toy.done().events.is_empty());
}

/// A second folder would carry a log that goes on in another way, and nobody would notice.
#[test]
fn a_log_goes_on_in_one_place() {
    let mut toy = monday();
    toy.done();
    let first = toy.root.join("first");
    fs::rename(toy.target(), &first).unwrap();
    toy.at("2026-11-03T09:00:00").set("notices/b.md", NEWS);
    let log = toy.log_text();
    assert_eq!(toy.refused(), [Code::TargetOther]);
    assert!(!toy.target().join("current").exists());
    assert_eq!(toy.log_text(), log);
    // the place of before is lost: said, and in the log for good
    toy.moved = true;
    toy.done();
    assert!(toy.log_text().lines().last().unwrap().contains("\"moved\":true"));
    // from then on it is the place, and the old one is an old release
    toy.moved = false;
    toy.at("2026-11-04T09:00:00").set("notices/c.md", &NEWS.replace("动态", "又一份"));
    assert!(!toy.done().events.is_empty());
    assert!(!toy.log_text().lines().last().unwrap().contains("moved"));
}

/// A host that restores a backup hides corrections and withdrawals: told to whoever looks, put right by publishing.
#[test]
fn a_site_rolled_back_is_told_and_put_right() {
    let mut toy = monday();
    toy.done();
    let old = fs::read_link(toy.target().join("current")).unwrap();
    let withdrawn = "withdrawn: {on: 2026-11-03, reason: 停建, authority: 县政府}\n";
    toy.at("2026-11-03T09:00:00")
        .set("notices/a.md", &notice("村路", "2026-11-02", "2026-11-12", withdrawn, "三公里。"));
    toy.done();
    let link = toy.target().join("current");
    fs::remove_file(&link).unwrap();
    std::os::unix::fs::symlink(&old, &link).unwrap();
    let carried = Carried::new(toy.served()["release.json"].clone(), None);
    assert_eq!(misfit(&toy.log(), &carried), Some(Misfit::RolledBack { line: 2 }));
    let told = disagreement(&toy.log(), &carried).unwrap();
    assert!(told.code == Code::ReleaseOld && told.is_error());
    // publishing is what puts it right
    toy.at("2026-11-03T10:00:00");
    let report = toy.done();
    assert!(report.warnings.iter().any(|fault| fault.code == Code::ReleaseOld));
    let served = toy.served();
    let carried = Carried::new(served["release.json"].clone(), Some(served[PUBLISHED].clone()));
    assert_eq!(misfit(&toy.log(), &carried), None);
    // and stays in the log for good, in words, and in what comes back from the site
    let log = toy.log();
    assert_eq!(log.releases().healed(), [(5, 2)]);
    let sentence = log_sentence(&log.event(5).unwrap());
    let words = "。发布前，网站退回到了第 2 行发布的旧版本，后来的更正、撤销看不到，这一次换回了最新的";
    assert!(sentence.ends_with(words), "{sentence}");
    assert_eq!(restore::published(&carried).unwrap().text(), log.text());
    assert!(toy.done().release.is_none());
}

/// The earlier release shows what the latest would show, and is none the less an earlier one.
#[test]
fn a_site_rolled_back_to_what_looks_alike_is_put_right() {
    let mut toy = monday();
    toy.done();
    let link = toy.target().join("current");
    let old = fs::read_link(&link).unwrap();
    toy.theme = vec![("</body>", "<footer>新样式</footer></body>")];
    assert_eq!(keys(&toy.at("2026-11-03T09:00:00").done().events), ["released"]);
    fs::remove_file(&link).unwrap();
    std::os::unix::fs::symlink(&old, &link).unwrap();
    toy.theme.clear();
    assert!(toy.at("2026-11-03T10:00:00").done().release.is_some());
    assert_eq!(toy.log().releases().healed(), [(4, 2)]);
    let carried = Carried::new(toy.served()["release.json"].clone(), None);
    assert_eq!(misfit(&toy.log(), &carried), None);
}

#[test]
fn a_day_that_changes_in_the_middle_is_not_published() {
    let toy = monday();
    let disk = Disk::new();
    let path = toy.target();
    let target = toy.named(path.to_str().unwrap(), &disk);
    let ticks = std::cell::Cell::new(0);
    let clock = || {
        ticks.set(ticks.get() + 1);
        let time = if ticks.get() == 1 { "2026-11-02T15:59:59Z" } else { "2026-11-02T16:00:01Z" };
        time.parse::<jiff::Timestamp>().unwrap()
    };
    let stage = crate::publish::story::Stage {
        root: &toy.root,
        target_name: path.to_str().unwrap(),
        target: &*target,
        disk: &disk,
        secret: |_| None,
        clock: &clock,
        allow_demo: false,
        dry_run: false,
        moved: false,
    };
    let (_, ended) = crate::publish::story::tell(&stage, || Ok(toy.board())).unwrap();
    assert!(matches!(ended, Ended::Refused(_)));
    assert!(toy.log().is_empty() && toy.served().is_empty());
}

#[test]
fn old_windows_come_in_with_the_first_publication_only() {
    let mut toy = monday();
    toy.set("notices/old.md", &notice("旧事", "2026-03-02", "2026-03-12", "", "早就公示过。"));
    let report = toy.done();
    assert_eq!(keys(&report.events), ["posted", "posted", "released"]);
    let log = toy.log();
    let old = log.posted("notices/old").unwrap();
    assert!(old.before_log && old.kept.effective.is_none());
    toy.set("notices/older.md", &notice("更旧", "2026-02-02", "2026-02-12", "", "也公示过。"));
    assert_eq!(toy.refused(), [Code::PostingBackdated]);
    // and what came in so cannot come to life with its old first day
    toy.files.remove("notices/older.md");
    toy.at("2026-11-03T09:00:00")
        .set("notices/old.md", &notice("旧事", "2026-03-02", "2026-11-20", "", "早就公示过。"));
    assert_eq!(toy.refused(), [Code::PostingBackdated]);
    let told = "corrections: [{on: 2026-11-03, what: 重新公示, reason: 有人来问}]\n";
    toy.set("notices/old.md", &notice("旧事", "2026-11-03", "2026-11-20", told, "早就公示过。"));
    toy.done();
    assert!(toy.log().posted("notices/old").unwrap().is_open(toy.now.date()));
    let mut running = Toy::new("2026-11-04T09:00:00");
    running.set("notices/a.md", &notice("村路", "2026-11-02", "2026-11-18", "", "三公里。"));
    assert_eq!(running.refused(), [Code::PostingBackdated], "a window that runs is not begun in the past");
}

/// The index number is made when a notice first goes up, and nothing that comes later changes it.
#[test]
fn an_index_number_is_for_good() {
    let mut toy = monday();
    let number = |toy: &Toy, id: &str| toy.log().posted(id).unwrap().index_number(None);
    toy.done();
    assert_eq!(number(&toy, "notices/a"), "project-2026-00001");
    // another of the same day, which sorts before it
    toy.set("notices/0.md", &notice("路灯", "2026-11-02", "2026-11-12", "", "二十盏。"));
    toy.done();
    assert_eq!(number(&toy, "notices/a"), "project-2026-00001");
    assert_eq!(number(&toy, "notices/0"), "project-2026-00002");
    // another pattern is for those to come
    toy.set("site.yaml", &format!("{SITE}index_pattern: 县{{seq}}\n"));
    toy.set("notices/n.md", NEWS);
    let told = "number: 县公示3号\ncorrections: [{on: 2026-11-03, what: 补文号, reason: 漏写}]\n";
    toy.set("notices/a.md", &notice("村路", "2026-11-02", "2026-11-12", told, "三公里。"));
    toy.at("2026-11-03T09:00:00").done();
    assert_eq!(number(&toy, "notices/a"), "project-2026-00001");
    assert_eq!(number(&toy, "notices/n"), "县00001");
}
