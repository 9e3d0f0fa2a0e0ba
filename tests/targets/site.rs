//! A small board, published to wherever, and what has to be so there.

use crate::board::{Board, clock};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::Path;
use zhangbang::build::Silent;
use zhangbang::disk::Disk;
use zhangbang::model::digest::Digest;
use zhangbang::model::log::event::Event;
use zhangbang::model::release::Release;
use zhangbang::publish::{Ended, Report, Request, publish, words};

/// Keys of the toy and of the real servers; a short patience, for tests of what never answers.
pub(crate) fn secret(name: &str) -> Option<String> {
    let value = match name {
        "AWS_ACCESS_KEY_ID" => "testkey",
        "AWS_SECRET_ACCESS_KEY" => "testsecret",
        "WEBDAV_USER" => "clerk",
        "WEBDAV_PASSWORD" => "testsecret",
        "ZHANGBANG_PATIENCE" => "1",
        _ => return None,
    };
    Some(value.to_owned())
}

/// Publishes at a time, and says why not in Chinese when the world refuses.
pub(crate) fn try_at(board: &Board, url: &str, time: &str, dry_run: bool) -> Result<Ended, String> {
    try_in(&board.root(), url, time, dry_run)
}

/// The same for a site by its folder.
pub(crate) fn try_in(root: &Path, url: &str, time: &str, dry_run: bool) -> Result<Ended, String> {
    let (clock, allow_demo, moved) = (clock(time), false, false);
    let program = None;
    let request = Request { root, target_name: url, clock, secret, program, allow_demo, dry_run, moved };
    publish(&request, &Disk::new(), &Silent)
        .map(|(_, ended)| ended)
        .map_err(|error| words::trouble(&error).zh)
}

/// Publishes, and it must be done.
pub(crate) fn done_at(board: &Board, url: &str, time: &str) -> Report {
    match try_at(board, url, time, false) {
        Ok(Ended::Done(report)) => report,
        Ok(Ended::Refused(faults)) => panic!("refused: {faults:#?}"),
        Err(why) => panic!("{why}"),
    }
}

/// Publishes, and the world refuses.
pub(crate) fn fails_at(board: &Board, url: &str, time: &str) -> String {
    match try_at(board, url, time, false) {
        Err(why) => why,
        other => panic!("{other:?}"),
    }
}

/// The days on which a board is published, and when on them.
pub(crate) struct Days {
    pub(crate) first: String,
    pub(crate) second: String,
    pub(crate) third: String,
}

pub(crate) const FIRST: &str = "2026-11-02T01:00:00Z";
pub(crate) const SECOND: &str = "2026-11-03T01:00:00Z";
pub(crate) const THIRD: &str = "2026-11-04T01:00:00Z";

/// Three mornings.
pub(crate) fn mornings() -> Days {
    Days { first: FIRST.into(), second: SECOND.into(), third: THIRD.into() }
}

/// For a server that looks at the clock: three moments from now on.
pub(crate) fn moments() -> Days {
    let now = jiff::Timestamp::now();
    let [first, second, third] =
        [0, 60, 120].map(|seconds| (now + jiff::SignedDuration::from_secs(seconds)).to_string());
    Days { first, second, third }
}

/// The day of a time where the board is, and one ten days later.
fn window(time: &str) -> (Date, Date) {
    let zone = jiff::tz::TimeZone::fixed(jiff::tz::offset(8));
    let from = time.parse::<jiff::Timestamp>().unwrap().to_zoned(zone).date();
    (from, from.checked_add(jiff::Span::new().days(10)).unwrap())
}

/// Two open notices, one with a file, and a page of no notice.
pub(crate) fn first(time: &str) -> Board {
    let board = Board::new();
    let (from, until) = window(time);
    let notice = |name, body| board.notice(name, &from.to_string(), &until.to_string(), body);
    notice("村路", "柳湾村修路三公里，见[批复](批复.txt)。");
    board.put("notices/批复.txt", "批复原文");
    notice("路灯", "柳湾村装路灯二十盏。");
    board.put("pages/about.md", "---\ntitle: 关于\n---\n这是一个试验站。\n");
    board
}

/// One notice is corrected, one is new, a page is gone.
pub(crate) fn edit(board: &Board, first: &str, time: &str) {
    let ((from, _), (on, until)) = (window(first), window(time));
    let until = until.checked_add(jiff::Span::new().days(5)).unwrap();
    let corrected = format!(
        "---\ntitle: 路灯\nkind: points\nissuer: 村委会\nposting: {{from: {from}, until: {until}}}\ncorrections: [{{on: {on}, what: 盏数, reason: 数错}}]\n---\n柳湾村装路灯二十二盏。\n"
    );
    board.put("notices/路灯.md", &corrected);
    board.notice("水渠", &on.to_string(), &until.to_string(), "上坪村清淤水渠五百米。");
    std::fs::remove_file(board.root().join("content/pages/about.md")).unwrap();
}

/// What is wrong with what visitors get at this moment: every notice that must be open, with what its page says in the
/// one version or in the other, and a list that leads to it; and no page leads to a notice that is not there.
pub(crate) fn complaints<'a>(
    get: &dyn Fn(&str) -> Option<&'a [u8]>,
    open: &[(&str, &[&str])],
) -> Vec<String> {
    let mut wrong = Vec::new();
    let text = |path: &str| get(path).map(String::from_utf8_lossy);
    let lists: Vec<_> = ["index.html", "notices/index.html"].iter().filter_map(|path| text(path)).collect();
    for (name, versions) in open {
        match text(&format!("notices/{name}/index.html")) {
            None => wrong.push(format!("{name}: gone")),
            Some(page) if !versions.iter().any(|words| page.contains(words)) => {
                wrong.push(format!("{name}: altered"));
            }
            Some(_) => {}
        }
        if !lists.iter().any(|list| list.contains(&format!("notices/{name}/"))) {
            wrong.push(format!("{name}: in no list"));
        }
    }
    for name in ["村路", "路灯", "水渠"] {
        let led = lists.iter().any(|list| list.contains(&format!("notices/{name}/index.html")));
        if led && get(&format!("notices/{name}/index.html")).is_none() {
            wrong.push(format!("{name}: listed and not there"));
        }
    }
    if get("notices/村路/index.html").is_some() && get("notices/批复.txt").is_none() {
        wrong.push("批复.txt: gone".to_owned());
    }
    wrong
}

/// Whether a site is whole: the log is without fault and tells of this release, and every file is what it says.
pub(crate) fn whole(board: &Board, get: &dyn Fn(&str) -> Option<Vec<u8>>) -> Release {
    let log = board.log();
    assert_eq!(log.faults(), []);
    let bytes = get("release.json").expect("release.json");
    let last = (1..=log.len()).rev().find_map(|line| match log.event(line) {
        Some(Event::Released(released)) => Some(released.digest),
        _ => None,
    });
    assert_eq!(last, Some(Digest::of(&bytes)), "the log's last release is the one that is shown");
    let release = Release::read(&bytes).unwrap();
    for (path, print) in &release.contents {
        let file = get(path).unwrap_or_else(|| panic!("{path} is not there"));
        assert_eq!(Digest::of(&file), print.sha256, "{path}");
    }
    release
}

/// A board published to a folder at a time: what the target must hold, byte for byte.
pub(crate) fn in_a_folder(board: &Board, time: &str) -> BTreeMap<String, Vec<u8>> {
    done_at(board, board.www().to_str().unwrap(), time);
    let all = board.all().into_iter();
    all.map(|(path, bytes)| (path.to_str().unwrap().to_owned(), bytes)).collect()
}

/// The same files as in a folder; with the same bytes, as far as both were published in the same second.
pub(crate) fn as_in_a_folder(get: &dyn Fn(&str) -> Option<Vec<u8>>, expected: &BTreeMap<String, Vec<u8>>) {
    let ours = Release::read(&get("release.json").unwrap()).unwrap();
    let theirs = Release::read(&expected["release.json"]).unwrap();
    assert!(ours.contents.keys().eq(theirs.contents.keys()));
    if ours.at == theirs.at {
        assert_eq!(ours.digest, theirs.digest);
    }
}
