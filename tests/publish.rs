//! Publishing to a directory: what the machine may do in the middle, and what nobody may do to an open notice.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    reason = "tests touch the world"
)]

#[path = "publish/board.rs"]
mod board;
#[path = "publish/swapped.rs"]
mod swapped;
#[path = "publish/tricks.rs"]
mod tricks;

use board::{Board, SITE, clock, morning};
use std::fs;
use std::path::Path;
use zhangbang::commands::{self, Ending, Surroundings};
use zhangbang::disk::{Disk, Lock};
use zhangbang::publish::Ended;

#[test]
fn a_demonstration_can_be_published_again_on_another_day_than_its_own() {
    let board = Board::new();
    board.put("site.yaml", &format!("{SITE}demo: true\ntoday: 2026-11-02\n"));
    let notice =
        "---\ntitle: 积分\nkind: points\nissuer: 村委会\n公示期: 自发布之日起公示3天\n---\n第一份。\n";
    board.put("notices/甲.md", notice);
    for day in [9, 10] {
        let ended = board.publish_as(true, morning(day), &Disk::new()).unwrap();
        assert!(matches!(ended, Ended::Done(_)), "{day}: {ended:?}");
    }
}

#[test]
fn settings_that_cannot_be_read_are_told_once() {
    let board = Board::new();
    board.notice("甲", "2026-11-02", "2026-11-06", "第一份。");
    board.publish(morning(2));
    board.put("site.yaml", &format!("{SITE}坏: [\n"));
    assert_eq!(board.refused(morning(3)), ["yaml-syntax"]);
    board.put("site.yaml", SITE);
    board.put("rules.yaml", "points: [\n");
    assert_eq!(board.refused(morning(3)), ["yaml-syntax"]);
}

/// The shortest example of the handbook has neither 成文日期 nor 公示期.
#[test]
fn a_notice_without_any_day_is_of_the_day_on_which_it_went_up() {
    let board = Board::new();
    board.put("notices/便民.md", "---\ntitle: 便民服务\nkind: news\nissuer: 村委会\n---\n周一开门。\n");
    // before it goes up, nothing is made up
    let (root, out) = (board.root(), board.root().join("out"));
    let build =
        ["zhangbang", "--quiet", "build", "--root", root.to_str().unwrap(), "--out", out.to_str().unwrap()];
    let surroundings = Surroundings {
        now: || "2026-11-03T01:00:00Z".parse().unwrap(),
        locale: None,
        source_date_epoch: None,
        secret: |_| None,
        no_color: true,
    };
    let ending = commands::run(build.into_iter().map(Into::into).collect(), surroundings);
    assert_eq!(ending, Ending::Done);
    let page = fs::read_to_string(out.join("notices/便民/index.html")).unwrap();
    assert!(page.contains("发布时生成") && !page.contains("9999") && !page.contains("news-2026"), "{page}");
    board.publish(morning(3));
    for day in [3, 20] {
        board.publish(morning(day));
        let page = board.seen("便民").unwrap();
        assert!(page.contains("2026年11月3日") && page.contains("news-2026-00001"), "{page}");
        assert!(!page.contains("9999") && !page.contains("发布时生成"), "{page}");
    }
}

#[test]
fn a_crash_at_any_step_is_finished_or_undone_and_no_visitor_sees_it() {
    let before = Board::new();
    before.notice("甲", "2026-11-02", "2026-11-06", "第一份。");
    before.publish(morning(2));
    let first = before.seen("甲").unwrap();
    before.notice("乙", "2026-11-03", "2026-11-06", "第二份。");

    let whole = before.clone();
    let disk = Disk::new();
    whole.publish_with(morning(3), &disk).unwrap();
    let steps = disk.steps();
    assert!(steps >= 60, "{steps} steps");
    // files are written by many threads at once, one like another: of those steps every ninth will do
    for step in (1..=steps).filter(|step| *step < 8 || step % 9 == 0 || steps - *step < 24) {
        let board = before.clone();
        let died = board.publish_with(morning(3), &Disk::dying_at(step));
        assert!(died.is_err(), "step {step}");
        // whatever happened, a visitor sees the open notice as it was posted, or in the new release
        let seen = board.seen("甲").unwrap_or_else(|| panic!("step {step}: an open notice is missing"));
        assert!(seen == first || board.seen("乙").is_some(), "step {step}: half a release");
        board.publish(morning(3));
        assert!(board.seen("甲").is_some() && board.seen("乙").is_some(), "step {step}");
        let log = board.log();
        assert!(log.faults().is_empty(), "step {step}: {:?}", log.faults());
        assert!(log.posted("notices/甲").is_some() && log.posted("notices/乙").is_some(), "step {step}");
        assert_eq!(log.notices().count(), 2);
        assert!(!board.root().join("content/.publication.pending").exists());
        assert!(board.refused_nothing_on_the_next_day(), "step {step}");
    }
    println!("{steps} kill points");
}

impl Board {
    fn refused_nothing_on_the_next_day(&self) -> bool {
        matches!(self.publish_with(morning(4), &Disk::new()), Ok(Ended::Done(_)))
    }
}

/// Going through all texts once is enough, but once it must be, whatever changed.
#[test]
fn what_must_not_get_out_is_never_published() {
    let board = Board::new();
    let told = "身份证号 110101199003072316。";
    board.notice("甲", "2026-11-02", "2026-11-05", told);
    assert_eq!(board.refused(morning(2)), ["privacy-id-number"]);
    assert!(!board.www().join("current").exists());
    board.notice("甲", "2026-11-02", "2026-11-05", "原文。");
    board.publish(morning(2));
    let shown = board.all();
    board.put("notices/乙.md", &format!("---\ntitle: 乙\nkind: news\nissuer: 村委会\n---\n{told}\n"));
    assert_eq!(board.refused(morning(3)), ["privacy-id-number"]);
    assert_eq!(board.all(), shown);
}

fn cut_to_one_line(log: &Path) {
    let text = fs::read_to_string(log).unwrap();
    fs::write(log, text.split_inclusive('\n').next().unwrap()).unwrap();
}

/// What is done, how, and the code for which it is refused.
type Edit<'a> = (&'a str, Box<dyn Fn() + 'a>, &'a str);

#[test]
fn nothing_takes_an_open_notice_down_moves_or_quietly_changes_it() {
    let board = Board::new();
    board.notice("甲", "2026-11-02", "2026-11-05", "原文。");
    board.publish(morning(2));
    let shown = board.all();
    let path = |name: &str| board.root().join("content/notices").join(format!("{name}.md"));
    let original = fs::read_to_string(path("甲")).unwrap();
    let log_path = board.root().join("content/publication.jsonl");
    let (notice, text) = (&path("甲"), &original);
    let put = |from: &'static str, to: &'static str| -> Box<dyn Fn() + '_> {
        assert!(text.contains(from), "{from}");
        Box::new(move || fs::write(notice, text.replace(from, to)).unwrap())
    };
    let edits: Vec<Edit> = vec![
        ("deleted", Box::new(|| fs::remove_file(path("甲")).unwrap()), "posting-vanished"),
        ("renamed", Box::new(|| fs::rename(path("甲"), path("丙")).unwrap()), "posting-moved"),
        ("drafted", put("issuer", "draft: true\nissuer"), "posting-vanished"),
        ("altered", put("原文", "改文"), "posting-altered"),
        ("retitled", put("title: 甲", "title: 乙"), "posting-altered"),
        ("shortened", put("until: 2026-11-05", "until: 2026-11-04"), "posting-withdrawn-early"),
        ("backdated", put("from: 2026-11-02", "from: 2026-10-30"), "posting-backdated"),
        (
            "postponed",
            put("from: 2026-11-02, until: 2026-11-05", "from: 2026-11-04, until: 2026-11-10"),
            "posting-vanished",
        ),
        (
            "withdrawn without reason",
            put("issuer", "withdrawn: {on: 2026-11-03}\nissuer"),
            "posting-withdrawn-early",
        ),
        ("log deleted", Box::new(|| fs::remove_file(&log_path).unwrap()), "log-broken"),
        ("log emptied", Box::new(|| fs::write(&log_path, "").unwrap()), "log-broken"),
        ("log cut", Box::new(|| cut_to_one_line(&log_path)), "log-broken"),
    ];
    let log = fs::read(&log_path).unwrap();
    for (name, edit, code) in edits {
        edit();
        let codes = board.refused(morning(3));
        assert!(codes.contains(&code), "{name}: {codes:?}");
        assert_eq!(board.all(), shown, "{name}");
        let _ = fs::remove_file(path("丙"));
        fs::write(path("甲"), &original).unwrap();
        fs::write(&log_path, &log).unwrap();
    }
    board.publish(morning(3));
}

#[test]
fn lawful_changes_are_published() {
    let board = Board::new();
    board.notice("甲", "2026-11-02", "2026-11-06", "原文。");
    board.publish(morning(2));
    let path = board.root().join("content/notices/甲.md");
    let original = fs::read_to_string(&path).unwrap();
    let contact = original.replace(
        "issuer",
        "contact: {phone: 0999-0001234}\ncorrections: [{on: 2026-11-03, what: 补写电话, reason: 漏写}]\nissuer",
    );
    let again = contact
        .replace("原文", "新文")
        .replace("until: 2026-11-06", "until: 2026-11-09")
        .replace("reason: 漏写}", "reason: 漏写}, {on: 2026-11-04, what: 正文, reason: 重写}");
    for (day, text) in [
        (2, original.replace('\n', "\r\n")),
        (2, original.replace("title:", "# 说明\ntitle:")),
        (2, original.replace("title", "标题").replace("kind", "类别")),
        (3, contact.clone()),
        (4, again.clone()),
        (
            5,
            again.replace(
                "issuer",
                "withdrawn: {on: 2026-11-05, reason: 项目取消, authority: 镇政府}\nissuer",
            ),
        ),
    ] {
        fs::write(&path, text).unwrap();
        board.publish(morning(day));
        assert!(board.seen("甲").is_some());
    }
    let log = board.log();
    let posted = log.posted("notices/甲").unwrap();
    assert!(posted.withdrawn.is_some());
    assert_eq!(posted.kept.effective.unwrap().until.to_string(), "2026-11-09");
}

#[test]
fn an_unchanged_site_is_not_published_twice_and_the_clock_may_not_go_back() {
    let board = Board::new();
    board.notice("甲", "2026-11-02", "2026-11-06", "原文。");
    board.publish(morning(2));
    let lines = board.log().len();
    board.publish(morning(2));
    assert_eq!(board.log().len(), lines);
    assert!(board.refused(clock("2026-11-02T00:59:00Z")).contains(&"log-clock"));
}

#[test]
fn odd_targets_are_refused_and_left_alone() {
    let board = Board::new();
    board.notice("甲", "2026-11-02", "2026-11-06", "原文。");
    fs::write(board.www(), "a file").unwrap();
    assert!(board.publish_with(morning(2), &Disk::new()).is_err());
    assert_eq!(fs::read_to_string(board.www()).unwrap(), "a file");
    fs::remove_file(board.www()).unwrap();
    fs::create_dir_all(board.www()).unwrap();
    fs::write(board.www().join("foreign.txt"), "theirs").unwrap();
    assert!(board.publish_with(morning(2), &Disk::new()).is_err());
    assert_eq!(fs::read_dir(board.www()).unwrap().count(), 1);
}

#[test]
fn two_publications_do_not_meet() {
    let board = Board::new();
    board.notice("甲", "2026-11-02", "2026-11-06", "原文。");
    fs::create_dir_all(board.www().join("releases")).unwrap();
    let held = Lock::take(&Disk::new(), &board.www().join(".lock")).unwrap().unwrap();
    assert_eq!(board.publish_with(morning(2), &Disk::new()).unwrap_err(), "Busy");
    drop(held);
    board.publish(morning(2));
}
