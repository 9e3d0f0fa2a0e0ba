//! Points batches and honours: what was published of them stays, whatever a cheat writes; and what must go on.

use super::toy::{RULES, Toy};
use crate::diagnostic::Code;
use crate::model::digest::{Digest, Print};
use crate::model::ledger::Ledger;
use crate::model::log::PUBLISHED;
use crate::model::log::event::{Event, Released};
use crate::model::log::spent::Spent;
use crate::model::log::stamp::Stamp;
use crate::model::record::{held_batch, held_honour};
use crate::publish::board::Board;
use jiff::tz::{TimeZone, offset};
use std::fs;

const KINDS: &str = "points: {name: 积分公示, posting: {min: 3}, material: [title, body], source: {title: 办法}}\nhonour: {name: 荣誉公示, posting: {min: 5, unit: workdays}, material: [title, body], source: {title: 办法}}\n";

/// A notice of points that goes up on the second of November, a Monday, until the fifth.
fn points_notice() -> String {
    "---\ntitle: 上村十月积分\nkind: points\nissuer: 上村\nvillage: 上村\nposting: {from: 2026-11-02, until: 2026-11-05}\n---\n\n| 户号 | 户主 | 分值 |\n|---|---|---:|\n| S1 | 顾家 | 10 |\n| S1 | 顾家 | 5 |\n| S2 | 陆家 | 6 |\n| 合计 | | 21 |\n".to_owned()
}

const BATCH: &str = "batch: S-10\nvillage: 上村\nmeeting: 2026-11-01\nreviewers: [乔桂香, 纪长根, 贺建平]\nnotice: notices/p\nentries:\n- {household: S1, rule: A, on: 2026-10-12, points: 10}\n- {household: S1, rule: B, on: 2026-10-13, points: 5}\n- {household: S2, rule: C, on: 2026-10-14, points: 6}\n- {household: S1, rule: Z, on: 2026-10-15, points: -3}\n";

/// The next batch, with a notice of its own, which takes an entry of the first back.
const NEXT: &str = "batch: S-11\nvillage: 上村\nmeeting: 2026-11-11\nreviewers: [乔桂香, 纪长根, 贺建平]\nnotice: notices/q\nentries:\n- {household: S2, rule: C, on: 2026-11-11, points: -6, reverses: S-10/S2/C/2026-10-14}\n- {household: S2, rule: A, on: 2026-11-03, points: 10}\n";

fn next_notice() -> String {
    points_notice()
        .replace("十月", "十一月")
        .replace("2026-11-02, until: 2026-11-05", "2026-11-11, until: 2026-11-16")
        .replace(
            "| S1 | 顾家 | 10 |\n| S1 | 顾家 | 5 |\n| S2 | 陆家 | 6 |",
            "| S2 | 陆家 | -6 |\n| S2 | 陆家 | 10 |",
        )
}

const CANDIDATES: &str = "---\ntitle: 候选人公示\nkind: honour\nissuer: 镇政府\nposting: {from: 2026-11-02, until: 2026-11-09}\n---\n\n| 姓名 | 村 |\n|---|---|\n| 何守成 | 上村 |\n| 乔桂香 | 下村 |\n";

const HONOUR: &str = "---\ntitle: 文明家庭\naward: 文明家庭\nlevel: township\nyear: 2026\nawarded_by: 镇政府\ndecision: {number: 镇政〔2026〕3号, on: 2026-11-10}\nnotice: notices/c\nrecipients:\n- {name: 何守成, village: 上村, deed: 邻里互助}\n- {name: 乔桂香, village: 下村}\n---\n决定表彰。\n";

/// A board with a posted batch on the morning of the second.
fn posted() -> Toy {
    let mut toy = Toy::new("2026-11-02T09:00:00");
    toy.set("rules.yaml", &format!("{RULES}{KINDS}"));
    toy.set("calendar/2026.yaml", "year: 2026\nsource: {title: 通知}\n");
    toy.set("points/rules.yaml", "rules:\n- {id: A, deed: 甲, points: 10}\n- {id: B, deed: 乙, points: 5}\n- {id: C, deed: 丙, points: 6}\n- {id: Z, deed: 丁, points: -3}\n");
    toy.set(
        "points/households.yaml",
        "- {id: S1, village: 上村, name: 顾家}\n- {id: S2, village: 上村, name: 陆家}\n- {id: S3, village: 上村, name: 纪家, joined: 2026-11-01, opening: 20}\n- {id: S4, village: 上村, name: 贺家, joined: 2026-11-01}\n",
    );
    toy.set("notices/p.md", &points_notice());
    toy.set("points/s/10.yaml", BATCH);
    toy.set("notices/c.md", CANDIDATES);
    toy.done();
    toy
}

/// While its window is open.
fn open() -> Toy {
    let mut toy = posted();
    toy.at("2026-11-03T09:00:00");
    toy
}

/// After its window, with an honour published.
fn ended() -> Toy {
    let mut toy = posted();
    toy.set("honours/h.md", HONOUR);
    toy.at("2026-11-10T09:00:00").done();
    toy.at("2026-11-11T09:00:00");
    toy
}

fn batch(toy: &mut Toy, from: &str, to: &str) {
    replace(toy, "points/s/10.yaml", from, to);
}

fn replace(toy: &mut Toy, path: &str, from: &str, to: &str) {
    let text = toy.files[path].clone();
    assert!(text.contains(from), "{from}");
    toy.set(path, &text.replacen(from, to, 1));
}

fn corrected(toy: &mut Toy, on: &str) {
    let lines = format!("kind: points\ncorrections: [{{on: {on}, what: 分值, reason: 记错}}]");
    replace(toy, "notices/p.md", "kind: points", &lines);
}

/// The entry as it is written now, in the log by hand with every sum right, and a release that nobody saw.
fn recorded_by_hand(toy: &Toy, id: &str) {
    let board = toy.board();
    let content = board.content();
    let batch = content.points.batches.iter().find(|batch| batch.id == id);
    let honour = content.honours.iter().find(|honour| honour.item.id == id);
    let recorded =
        batch.map(held_batch).or(honour.map(|honour| held_honour(content, honour))).expect("one of the two");
    let released = Released { digest: Digest::of(b"forged"), records: Some(1), ..Released::default() };
    let at = toy.now.to_zoned(TimeZone::fixed(offset(8))).unwrap();
    let events = [Event::Recorded(Box::new(recorded)), Event::Released(released)];
    let forged = toy.log().extended(Stamp::new(&at), &events);
    fs::write(toy.log_path(), forged.text()).unwrap();
}

type Way = (&'static str, fn() -> Toy, fn(&mut Toy), Code);

#[rustfmt::skip]
const WAYS: &[Way] = &[
    // a batch while its notice is open
    ("points raised", open, |toy| batch(toy, "points: 6", "points: 9"), Code::PointsAltered),
    ("an entry moved to another household", open, |toy| batch(toy, "household: S2, rule: C", "household: S1, rule: C"), Code::PointsAltered),
    ("an entry added", open, |toy| {
        let more = format!("{BATCH}- {{household: S2, rule: A, on: 2026-10-20, points: 10}}\n");
        toy.set("points/s/10.yaml", &more);
    }, Code::PointsAltered),
    ("an entry taken out", open, |toy| batch(toy, "- {household: S2, rule: C, on: 2026-10-14, points: 6}\n", ""), Code::PointsAltered),
    ("another day", open, |toy| batch(toy, "2026-10-14", "2026-10-15"), Code::PointsAltered),
    ("another deed of the same worth", open, |toy| {
        replace(toy, "points/rules.yaml", "{id: C, deed: 丙, points: 6}", "{id: C, deed: 丙, points: 6}\n- {id: D, deed: 戊, points: 6}");
        batch(toy, "rule: C", "rule: D");
    }, Code::PointsAltered),
    ("a deduction for somebody else", open, |toy| batch(toy, "household: S1, rule: Z", "household: S2, rule: Z"), Code::PointsAltered),
    ("a deduction gone", open, |toy| batch(toy, "- {household: S1, rule: Z, on: 2026-10-15, points: -3}\n", ""), Code::PointsAltered),
    ("the batch deleted", open, |toy| drop(toy.files.remove("points/s/10.yaml")), Code::PointsAltered),
    ("the batch renamed", open, |toy| {
        let text = toy.files.remove("points/s/10.yaml").unwrap();
        toy.set("points/s/11.yaml", &text);
    }, Code::PointsAltered),
    ("the batch and its notice deleted", open, |toy| {
        toy.files.remove("points/s/10.yaml");
        toy.files.remove("notices/p.md");
    }, Code::PostingVanished),
    ("posted by nobody", open, |toy| batch(toy, "notice: notices/p\n", ""), Code::PointsAltered),
    ("posted by another", open, |toy| {
        toy.set("notices/q.md", &points_notice().replace("十月", "十一月").replace("2026-11-02, until: 2026-11-05", "2026-11-03, until: 2026-11-06"));
        batch(toy, "notices/p", "notices/q");
    }, Code::PointsAltered),
    ("another meeting", open, |toy| batch(toy, "2026-11-01", "2026-11-02"), Code::PointsAltered),
    ("the table in the notice changed under a correction", open, |toy| {
        replace(toy, "notices/p.md", "| 6 |", "| 9 |");
        corrected(toy, "2026-11-03");
    }, Code::PointsTable),
    ("a whole new window for other points than the batch has", open, |toy| {
        replace(toy, "notices/p.md", "| 6 |", "| 9 |");
        replace(toy, "notices/p.md", "until: 2026-11-05", "until: 2026-11-06");
        corrected(toy, "2026-11-03");
    }, Code::PointsTable),
    ("renamed together with a whole new window", open, |toy| {
        replace(toy, "notices/p.md", "| 6 |", "| 9 |");
        replace(toy, "notices/p.md", "until: 2026-11-05", "until: 2026-11-06");
        corrected(toy, "2026-11-03");
        batch(toy, "points: 6", "points: 9");
        let text = toy.files.remove("points/s/10.yaml").unwrap();
        toy.set("points/s/11.yaml", &text);
    }, Code::PointsAltered),
    // and after it
    ("points raised after the window", ended, |toy| batch(toy, "points: 5}", "points: 50}"), Code::PointsAltered),
    ("deleted after the window", ended, |toy| drop(toy.files.remove("points/s/10.yaml")), Code::PointsAltered),
    ("a deduction forgiven after the window", ended, |toy| batch(toy, "points: -3", "points: -1"), Code::PointsAltered),
    ("changed under a new window after the old one had ended", ended, |toy| {
        replace(toy, "notices/p.md", "| 6 |", "| 9 |");
        replace(toy, "notices/p.md", "2026-11-02, until: 2026-11-05", "2026-11-11, until: 2026-11-16");
        corrected(toy, "2026-11-11");
        batch(toy, "points: 6", "points: 9");
    }, Code::PointsAltered),
    ("changed after a late withdrawal", ended, |toy| {
        replace(toy, "notices/p.md", "kind: points", "kind: points\nwithdrawn: {on: 2026-11-11, reason: 记错, authority: 村委会}");
        batch(toy, "points: 6", "points: 9");
    }, Code::PointsAltered),
    // a line by hand, and a release of its own: as if the site had been rolled back
    ("another batch recorded by hand", ended, |toy| {
        batch(toy, "points: 6", "points: 9");
        recorded_by_hand(toy, "points/s/10");
    }, Code::LogBroken),
    ("another recipient recorded by hand", ended, |toy| {
        replace(toy, "honours/h.md", "name: 乔桂香", "name: 纪长根");
        recorded_by_hand(toy, "honours/h");
    }, Code::LogBroken),
    ("a batch slipped under a notice that lists nothing, recorded by hand", ended, |toy| {
        toy.set("notices/q.md", "---\ntitle: 积分\nkind: points\nissuer: 上村\nposting: {from: 2026-11-11, until: 2026-11-16}\n---\n积分见村公示栏。\n");
        toy.done();
        toy.set("points/s/11.yaml", NEXT);
        toy.at("2026-11-17T09:00:00");
        recorded_by_hand(toy, "points/s/11");
    }, Code::PointsNotice),
    // a batch with a notice that is none of its own
    ("a second batch under the notice of the first", ended, |toy| toy.set("points/s/11.yaml", &NEXT.replace("notices/q", "notices/p")), Code::PointsNotice),
    ("a notice of another kind", ended, |toy| {
        toy.set("notices/q.md", &next_notice().replace("kind: points", "kind: honour"));
        toy.set("points/s/11.yaml", NEXT);
    }, Code::PointsNotice),
    ("a notice of another village", ended, |toy| {
        toy.set("notices/q.md", &next_notice().replace("village: 上村", "village: 下村"));
        toy.set("points/s/11.yaml", NEXT);
    }, Code::PointsNotice),
    ("a notice from before the meeting", ended, |toy| {
        toy.set("notices/q.md", &next_notice());
        toy.set("points/s/11.yaml", &NEXT.replace("2026-11-11", "2026-11-12"));
        toy.at("2026-11-13T09:00:00");
    }, Code::PointsNotice),
    ("a batch slipped under a notice that is up and lists nothing", ended, |toy| {
        toy.set("notices/q.md", "---\ntitle: 积分\nkind: points\nissuer: 上村\nposting: {from: 2026-11-11, until: 2026-11-16}\n---\n积分见村公示栏。\n");
        toy.done();
        toy.set("points/s/11.yaml", NEXT);
        toy.at("2026-11-17T09:00:00");
    }, Code::PointsNotice),
    ("other points than the table lists", ended, |toy| {
        toy.set("notices/q.md", &next_notice());
        toy.set("points/s/11.yaml", &NEXT.replace("rule: A, on: 2026-11-03, points: 10", "rule: B, on: 2026-11-03, points: 5"));
    }, Code::PointsTable),
    ("a household that the table does not list", ended, |toy| {
        toy.set("notices/q.md", &next_notice());
        toy.set("points/s/11.yaml", &format!("{NEXT}- {{household: S1, rule: A, on: 2026-11-04, points: 10}}\n"));
    }, Code::PointsTable),
    ("a household that only the table lists", ended, |toy| {
        toy.set("notices/q.md", &next_notice().replace("| 合计", "| S1 | 顾家 | 10 |\n| 合计"));
        toy.set("points/s/11.yaml", NEXT);
    }, Code::PointsTable),
    // what balances rest on besides batches
    ("a redemption deleted", shopped, |toy| replace(toy, "points/s/shop.yaml", &bought("D-2", "S2", 1), ""), Code::PointsAltered),
    ("all redemptions deleted", shopped, |toy| drop(toy.files.remove("points/s/shop.yaml")), Code::PointsAltered),
    ("less taken", shopped, |toy| replace(toy, "points/s/shop.yaml", &bought("D-1", "S1", 2), &bought("D-1", "S1", 1)), Code::PointsAltered),
    ("taken by another household", shopped, |toy| replace(toy, "points/s/shop.yaml", &bought("D-2", "S2", 1), &bought("D-2", "S1", 1)), Code::PointsAltered),
    ("taken on another day", shopped, |toy| replace(toy, "points/s/shop.yaml", "2026-11-09", "2026-11-10"), Code::PointsAltered),
    ("under another number", shopped, |toy| replace(toy, "points/s/shop.yaml", "D-2", "D-3"), Code::PointsAltered),
    ("a lower price for what was bought", shopped, |toy| replace(toy, "points/goods.yaml", "points: 3", "points: 1"), Code::PointsAltered),
    ("a higher price for what was bought", shopped, |toy| replace(toy, "points/goods.yaml", "points: 3", "points: 4"), Code::PointsAltered),
    ("the goods taken out", shopped, |toy| toy.set("points/goods.yaml", "[]\n"), Code::PointsAltered),
    ("a year's end reset afterwards", || {
        let mut toy = shopped();
        toy.at("2027-01-05T09:00:00");
        toy
    }, |toy| {
        let text = toy.files["points/rules.yaml"].clone();
        toy.set("points/rules.yaml", &format!("year_end: reset\n{text}"));
    }, Code::PointsAltered),
    ("a year's end carried afterwards", || {
        let mut toy = shopped();
        let text = toy.files["points/rules.yaml"].clone();
        toy.set("points/rules.yaml", &format!("year_end: reset\n{text}"));
        toy.done();
        toy.at("2027-01-05T09:00:00");
        toy
    }, |toy| replace(toy, "points/rules.yaml", "year_end: reset", "year_end: carry"), Code::PointsAltered),
    // what accounts began with
    ("a larger opening", ended, |toy| homes(toy, "opening: 20", "opening: 200"), Code::PointsAltered),
    ("a smaller opening", open, |toy| homes(toy, "opening: 20", "opening: 2"), Code::PointsAltered),
    ("an opening taken out", open, |toy| homes(toy, ", opening: 20", ""), Code::PointsAltered),
    ("an opening of another day, before the year ended", || {
        let mut toy = ended();
        toy.at("2027-01-05T09:00:00");
        toy
    }, |toy| homes(toy, "joined: 2026-11-01, opening", "joined: 2027-01-02, opening"), Code::PointsAltered),
    ("an opening on a day that is ahead", open, |toy| homes(toy, "joined: 2026-11-01, opening", "joined: 2026-12-01, opening"), Code::PointsAltered),
    ("a household with an opening deleted", open, |toy| homes(toy, "- {id: S3, village: 上村, name: 纪家, joined: 2026-11-01, opening: 20}\n", ""), Code::PointsAltered),
    ("an opening given to another household", open, |toy| {
        homes(toy, ", opening: 20", "");
        homes(toy, "name: 贺家, joined: 2026-11-01", "name: 贺家, joined: 2026-11-01, opening: 20");
    }, Code::PointsAltered),
    ("an opening for a household that is booked on", ended, |toy| homes(toy, "name: 陆家", "name: 陆家, joined: 2026-10-01, opening: 50"), Code::PointsAltered),
    ("an opening for one of whose points nothing counts yet", open, |toy| homes(toy, "name: 顾家", "name: 顾家, joined: 2026-10-01, opening: 50"), Code::PointsAltered),
    ("another opening, recorded by hand", ended, |toy| {
        homes(toy, "opening: 20", "opening: 200");
        spent_by_hand(toy, |spent| { spent.openings.insert("S3".into(), print("S3\n2026-11-01\n200")); });
    }, Code::PointsAltered),
    ("another cost of what was bought, recorded by hand", shopped, |toy| {
        replace(toy, "points/s/shop.yaml", &bought("D-1", "S1", 2), &bought("D-1", "S1", 1));
        spent_by_hand(toy, |spent| spent.redemptions.extend(print("S1\n2026-11-09\n3").map(|print| ("D-1".to_owned(), print))));
    }, Code::LogBroken),
    ("another day on which it was brought back, recorded by hand", brought_back, |toy| {
        replace(toy, "points/s/shop.yaml", "reversed: {on: 2026-11-12", "reversed: {on: 2026-11-13");
        spent_by_hand(toy, |spent| spent.returns.extend(print("D-1\n2026-11-13").map(|print| ("D-1".to_owned(), print))));
    }, Code::LogBroken),
    ("an opening where there was none, recorded by hand", ended, |toy| {
        homes(toy, "name: 陆家", "name: 陆家, joined: 2026-10-01, opening: 50");
        spent_by_hand(toy, |spent| { spent.openings.insert("S2".into(), print("S2\n2026-10-01\n50")); });
    }, Code::LogBroken),
    ("another year's end, recorded by hand", || {
        let mut toy = ended();
        toy.at("2027-01-05T09:00:00");
        toy
    }, |toy| {
        let text = toy.files["points/rules.yaml"].clone();
        toy.set("points/rules.yaml", &format!("year_end: reset\n{text}"));
        spent_by_hand(toy, |spent| spent.year_end = Some(crate::model::points::YearEnd::Reset));
    }, Code::LogBroken),
    ("a year's end reset where nothing was ever bought", || {
        let mut toy = ended();
        toy.at("2027-01-05T09:00:00");
        toy
    }, |toy| {
        let text = toy.files["points/rules.yaml"].clone();
        toy.set("points/rules.yaml", &format!("year_end: reset\n{text}"));
    }, Code::PointsAltered),
    // what was brought back
    ("a return taken out", brought_back, |toy| replace(toy, "points/s/shop.yaml", BACK, ""), Code::PointsAltered),
    ("a return on another day", brought_back, |toy| replace(toy, "points/s/shop.yaml", "reversed: {on: 2026-11-12", "reversed: {on: 2026-11-10"), Code::PointsAltered),
    ("a return put off", brought_back, |toy| replace(toy, "points/s/shop.yaml", "reversed: {on: 2026-11-12", "reversed: {on: 2026-11-20"), Code::PointsAltered),
    ("a return of something else", brought_back, |toy| {
        replace(toy, "points/s/shop.yaml", BACK, "");
        replace(toy, "points/s/shop.yaml", &bought("D-2", "S2", 1), &bought("D-2", "S2", 1).replace("}\n", &format!("{BACK}}}\n")));
    }, Code::PointsAltered),
    // whom points are of, while they are posted
    ("another name for a household whose points are posted", posted_by_program, |toy| homes(toy, "name: 陆家", "name: 王家"), Code::PostingAltered),
    ("the names of two households exchanged", posted_by_program, |toy| {
        homes(toy, "name: 陆家", "name: 甲家");
        homes(toy, "name: 顾家", "name: 陆家");
        homes(toy, "name: 甲家", "name: 顾家");
    }, Code::PostingAltered),
    ("another deed for points that are posted", posted_by_program, |toy| replace(toy, "points/rules.yaml", "deed: 丙", "deed: 捐款"), Code::PostingAltered),
    ("another source of the rule", posted_by_program, |toy| replace(toy, "rules.yaml", "title: 办法", "title: 新办法"), Code::PostingAltered),
    // files that some systems take for one
    ("a twin of the batch in capitals", open, |toy| toy.set("points/S/10.yaml", &BATCH.replace("S-10", "T-10").replace("notice: notices/p\n", "").replace("2026-10", "2026-09")), Code::PathCollision),
    ("a twin of the notice in capitals", open, |toy| toy.set("notices/P.md", "---\ntitle: 动态\nkind: news\nissuer: 乙\n---\n文\n"), Code::PathCollision),
    ("a page twice, its accent composed in two ways", open, |toy| {
        toy.set("pages/caf\u{e9}.md", "---\ntitle: 甲\n---\n文\n");
        toy.set("pages/cafe\u{301}.md", "---\ntitle: 乙\n---\n文\n");
    }, Code::PathCollision),
    ("an attachment beside its twin", open, |toy| {
        toy.assets.insert("notices/caf\u{e9}.csv".into(), b"1".to_vec());
        toy.assets.insert("notices/cafe\u{301}.csv".into(), b"2".to_vec());
    }, Code::PathCollision),
    // honours
    ("a recipient replaced", ended, |toy| replace(toy, "honours/h.md", "name: 乔桂香", "name: 纪长根"), Code::HonourAltered),
    ("a recipient added", ended, |toy| replace(toy, "honours/h.md", "- {name: 乔", "- {name: 纪长根}\n- {name: 乔"), Code::HonourAltered),
    ("a recipient dropped", ended, |toy| replace(toy, "honours/h.md", "- {name: 乔桂香, village: 下村}\n", ""), Code::HonourAltered),
    ("another award", ended, |toy| replace(toy, "honours/h.md", "award: 文明家庭", "award: 最美志愿者"), Code::HonourAltered),
    ("a higher level", ended, |toy| replace(toy, "honours/h.md", "township", "county"), Code::HonourAltered),
    ("another decision", ended, |toy| replace(toy, "honours/h.md", "镇政〔2026〕3号", "镇政〔2026〕2号"), Code::HonourAltered),
    ("an honour deleted", ended, |toy| drop(toy.files.remove("honours/h.md")), Code::HonourAltered),
    ("a revocation taken back", || {
        let mut toy = ended();
        replace(&mut toy, "honours/h.md", "level:", "revoked: {on: 2026-11-11, reason: 失实}\nlevel:");
        toy.done();
        toy
    }, |toy| replace(toy, "honours/h.md", "revoked: {on: 2026-11-11, reason: 失实}\n", ""), Code::HonourAltered),
    ("an award while the candidates are posted, with no day of decision", open, |toy| toy.set("honours/h.md", &HONOUR.replace(", on: 2026-11-10", "")), Code::HonourBeforePostingEnded),
    ("an award while the candidates are posted, decided ahead of time", open, |toy| toy.set("honours/h.md", HONOUR), Code::HonourBeforePostingEnded),
    ("an award over an open objection", || posted_then_ended(|toy| replace(toy, "notices/c.md", "kind: honour", "kind: honour\nobjections: [{on: 2026-11-04, summary: 不实}]")),
        |toy| toy.set("honours/h.md", HONOUR), Code::HonourNotice),
    ("an award by a notice that was withdrawn", || posted_then_ended(|toy| replace(toy, "notices/c.md", "kind: honour", "kind: honour\nwithdrawn: {on: 2026-11-03, reason: 重评, authority: 镇政府}")),
        |toy| toy.set("honours/h.md", HONOUR), Code::HonourNotice),
    ("an award by a notice of points", || posted_then_ended(|_| {}), |toy| toy.set("honours/h.md", &HONOUR.replace("notices/c", "notices/p")), Code::HonourNotice),
    ("an award by a notice that another replaced", || posted_then_ended(|_| {}), |toy| {
        toy.set("notices/d.md", &CANDIDATES.replace("2026-11-02, until: 2026-11-09", "2026-11-11, until: 2026-11-18").replace("候选人公示", "候选人公示（二）\nsupersedes: notices/c"));
        toy.set("honours/h.md", HONOUR);
    }, Code::HonourNotice),
    ("an award to somebody who was no candidate", || posted_then_ended(|_| {}), |toy| toy.set("honours/h.md", &HONOUR.replace("乔桂香", "纪长根")), Code::HonourNotCandidate),
];

fn homes(toy: &mut Toy, from: &str, to: &str) {
    replace(toy, "points/households.yaml", from, to);
}

fn print(text: &str) -> Option<Print> {
    Some(Digest::of(text.as_bytes()).print())
}

/// What balances rest on, in the log by hand with every sum right, and a release that nobody saw.
fn spent_by_hand(toy: &Toy, change: fn(&mut Spent)) {
    let mut spent = Spent::default();
    change(&mut spent);
    let released = Released { digest: Digest::of(b"forged"), records: Some(1), ..Released::default() };
    let at = toy.now.to_zoned(TimeZone::fixed(offset(8))).unwrap();
    let events = [Event::Spent(Box::new(spent)), Event::Released(released)];
    let forged = toy.log().extended(Stamp::new(&at), &events);
    fs::write(toy.log_path(), forged.text()).unwrap();
}

/// While the window is open of a notice that does not list its points itself.
fn posted_by_program() -> Toy {
    let mut toy = posted();
    toy.set("notices/q.md", "---\ntitle: 上村十一月积分\nkind: points\nissuer: 上村\nvillage: 上村\nposting: {from: 2026-11-02, until: 2026-11-05}\n---\n\n见下表。\n");
    toy.set("points/s/11.yaml", "batch: S-11\nvillage: 上村\nmeeting: 2026-11-01\nreviewers: [乔桂香, 纪长根, 贺建平]\nnotice: notices/q\nentries:\n- {household: S1, rule: A, on: 2026-10-28, points: 10}\n- {household: S2, rule: C, on: 2026-10-29, points: 6}\n");
    toy.done();
    toy.at("2026-11-03T09:00:00");
    toy
}

const BACK: &str = ", reversed: {on: 2026-11-12, reason: 拿错}";

/// With what was bought first brought back.
fn brought_back() -> Toy {
    let mut toy = shopped();
    let back = bought("D-1", "S1", 2).replace("}\n", &format!("{BACK}}}\n"));
    replace(&mut toy, "points/s/shop.yaml", &bought("D-1", "S1", 2), &back);
    let events = toy.done().events;
    assert!(events.iter().any(|event| event.key() == "spent"), "{events:?}");
    toy.at("2026-11-13T09:00:00");
    toy
}

const GOODS: &str = "- {id: salt, name: 盐, points: 3, stock: 9}\n";

fn bought(number: &str, household: &str, quantity: u8) -> String {
    format!(
        "- {{id: {number}, household: {household}, on: 2026-11-09, goods: [{{id: salt, quantity: {quantity}}}], handler: 甲, witness: 乙}}\n"
    )
}

/// After the window, with salt bought on the ninth.
fn shopped() -> Toy {
    let mut toy = ended();
    toy.set("points/goods.yaml", GOODS);
    let both = [bought("D-1", "S1", 2), bought("D-2", "S2", 1)].concat();
    toy.set("points/s/shop.yaml", &format!("village: 上村\nredemptions:\n{both}"));
    let events = toy.done().events;
    assert!(events.iter().any(|event| event.key() == "spent"), "{events:?}");
    toy.at("2026-11-12T09:00:00");
    toy
}

/// With one change on the third, after all windows.
fn posted_then_ended(change: fn(&mut Toy)) -> Toy {
    let mut toy = open();
    change(&mut toy);
    toy.done();
    toy.at("2026-11-10T09:00:00").done();
    toy.at("2026-11-11T09:00:00");
    toy
}

#[test]
fn what_was_published_of_batches_and_honours_stays() {
    for (what, start, way, code) in WAYS {
        let mut toy = start();
        way(&mut toy);
        let (served, log) = (toy.served(), toy.log_text());
        let ended = toy.publish().unwrap();
        let crate::publish::Ended::Refused(faults) = ended else { panic!("{what} was published") };
        let codes: Vec<Code> =
            faults.iter().filter(|fault| fault.is_error()).map(|fault| fault.code).collect();
        assert!(codes.contains(code), "{what}: {codes:?}");
        assert_eq!(toy.served(), served, "{what}: visitors get something else");
        assert_eq!(toy.log_text(), log, "{what}");
        toy.dry_run = true;
        assert_eq!(toy.refused(), codes, "{what}: a dry run says something else");
    }
    println!("{} ways to change what was posted", WAYS.len());
    assert!(WAYS.len() >= 55);
}

type Change = (&'static str, fn() -> Toy, fn(&mut Toy));

#[rustfmt::skip]
const CHANGES: &[Change] = &[
    ("nothing", open, |_| {}),
    ("a household with an opening more", ended, |toy| {
        let more = format!("{}- {{id: S5, village: 上村, name: 闵家, joined: 2026-11-10, opening: 7}}\n", toy.files["points/households.yaml"]);
        toy.set("points/households.yaml", &more);
    }),
    ("an opening that was forgotten, of a household with nothing else", ended, |toy| homes(toy, "name: 贺家, joined: 2026-11-01", "name: 贺家, joined: 2026-11-01, opening: 8")),
    ("a household closed", ended, |toy| homes(toy, "opening: 20", "opening: 20, closed: 2026-11-11")),
    ("a household with an opening whose head has another name", ended, |toy| homes(toy, "纪家", "沈家")),
    ("a household from a day that is ahead", ended, |toy| homes(toy, "name: 贺家, joined: 2026-11-01", "name: 贺家, joined: 2026-12-01")),
    ("something brought back, entered late", shopped, |toy| {
        replace(toy, "points/s/shop.yaml", &bought("D-1", "S1", 2), &bought("D-1", "S1", 2).replace("}\n", ", reversed: {on: 2026-11-11, reason: 拿错}}\n"));
    }),
    ("another reason for what was brought back", brought_back, |toy| replace(toy, "points/s/shop.yaml", "reason: 拿错", "reason: 多拿了一袋")),
    ("another name for a household whose points are posted, and a word", posted_by_program, |toy| {
        homes(toy, "name: 陆家", "name: 王家");
        replace(toy, "notices/q.md", "kind: points", "kind: points\ncorrections: [{on: 2026-11-03, what: S2户主姓名, reason: 写错}]");
    }),
    ("a name under the same mask", posted_by_program, |toy| homes(toy, "name: 陆家", "name: 陆*")),
    ("a name of a household that is in no posted points", posted_by_program, |toy| homes(toy, "name: 贺家", "name: 王家")),
    ("another redemption, entered late", shopped, |toy| {
        let more = format!("{}{}", toy.files["points/s/shop.yaml"], bought("D-0", "S2", 1));
        toy.set("points/s/shop.yaml", &more);
    }),
    ("a redemption in another file", shopped, |toy| {
        replace(toy, "points/s/shop.yaml", &bought("D-2", "S2", 1), "");
        toy.set("points/s/shop2.yaml", &format!("village: 上村\nredemptions:\n{}", bought("D-2", "S2", 1)));
    }),
    ("another handler and witness, and more on the shelf", shopped, |toy| {
        replace(toy, "points/s/shop.yaml", "handler: 甲, witness: 乙", "handler: 丙, witness: 丁");
        replace(toy, "points/goods.yaml", "stock: 9", "stock: 20");
    }),
    ("another price for what nobody bought", shopped, |toy| {
        toy.set("points/goods.yaml", &format!("{GOODS}- {{id: lamp, name: 灯, points: 90, stock: 1}}\n"));
    }),
    ("another year's end before the year has ended", shopped, |toy| {
        let text = toy.files["points/rules.yaml"].clone();
        toy.set("points/rules.yaml", &format!("year_end: reset\n{text}"));
    }),
    ("another evidence, proposer and reviewer", open, |toy| {
        batch(toy, "points: 6}", "points: 6, evidence: 签到表, proposer: 闵秀珍}");
        batch(toy, "贺建平", "沈秋生");
    }),
    ("in Chinese, in another order", open, |toy| {
        batch(toy, "batch: S-10\nvillage: 上村", "村: 上村\n批次: S-10");
        batch(toy, "{household: S2, rule: C, on: 2026-10-14, points: 6}", "{分值: 6, 户号: S2, 事项: C, 日期: 2026年10月14日}");
    }),
    ("another batch together with a whole new window", open, |toy| {
        replace(toy, "notices/p.md", "| 6 |", "| 10 |");
        replace(toy, "notices/p.md", "until: 2026-11-05", "until: 2026-11-06");
        corrected(toy, "2026-11-03");
        batch(toy, "rule: C, on: 2026-10-14, points: 6", "rule: A, on: 2026-10-14, points: 10");
    }),
    ("withdrawn within its window, and posted anew with other points", open, |toy| {
        replace(toy, "notices/p.md", "kind: points", "kind: points\nwithdrawn: {on: 2026-11-03, reason: 记错, authority: 村委会}");
        toy.done();
        toy.set("notices/q.md", &points_notice().replace("2026-11-02, until: 2026-11-05", "2026-11-03, until: 2026-11-06").replace("| 6 |", "| 10 |"));
        batch(toy, "notices/p", "notices/q");
        batch(toy, "rule: C, on: 2026-10-14, points: 6", "rule: A, on: 2026-10-14, points: 10");
    }),
    ("a reversal in the next batch", ended, |toy| {
        toy.set("notices/q.md", &next_notice());
        toy.set("points/s/11.yaml", NEXT);
    }),
    ("a batch typed in after its notice, just as posted", ended, |toy| {
        toy.set("notices/q.md", &next_notice());
        toy.done();
        toy.set("points/s/11.yaml", NEXT);
        toy.at("2026-11-17T09:00:00");
    }),
    ("a batch that is not posted yet", ended, |toy| toy.set("points/s/11.yaml", &NEXT.replace("notice: notices/q\n", ""))),
    ("a table of sums", ended, |toy| {
        toy.set("notices/q.md", &next_notice().replace("| S2 | 陆家 | -6 |\n| S2 | 陆家 | 10 |", "| S2 | 陆家 | 4 |"));
        toy.set("points/s/11.yaml", NEXT);
    }),
    ("the notice worded anew after the window", ended, |toy| {
        replace(toy, "notices/p.md", "issuer: 上村", "issuer: 上村村委会");
        corrected(toy, "2026-11-11");
    }),
    ("an honour revoked", ended, |toy| replace(toy, "honours/h.md", "level:", "revoked: {on: 2026-11-11, reason: 失实}\nlevel:")),
    ("an honour told in other words", ended, |toy| {
        replace(toy, "honours/h.md", "决定表彰。", "经研究，决定表彰。");
        replace(toy, "honours/h.md", "邻里互助", "常年照看邻里老人");
    }),
    ("how long an honour holds, which had been left out", ended, |toy| replace(toy, "honours/h.md", "level:", "valid_until: 2028-12-31\nlevel:")),
    ("an honour of the village, with no notice", open, |toy| {
        toy.set("honours/v.md", "---\ntitle: 好邻居\naward: 好邻居\nlevel: village\nrecipients: [{name: 纪长根}]\n---\n");
    }),
    ("an objection after the award", ended, |toy| replace(toy, "notices/c.md", "kind: honour", "kind: honour\nobjections: [{on: 2026-11-11, summary: 不实}]")),
    ("a family by its name", || posted_then_ended(|_| {}), |toy| toy.set("honours/h.md", &HONOUR.replace("乔桂香", "乔桂香家庭"))),
];

/// What the clerk is told, word for word.
#[test]
fn what_is_told_of_books_says_what_to_type() {
    let told = |toy: &Toy| {
        let ended = toy.publish().unwrap();
        let crate::publish::Ended::Refused(faults) = ended else { panic!("published") };
        let [fault] = faults.iter().filter(|fault| fault.is_error()).collect::<Vec<_>>()[..] else {
            panic!("{faults:#?}")
        };
        (fault.message.zh.clone(), fault.hint.clone().unwrap().zh)
    };
    let mut toy = ended();
    homes(&mut toy, "opening: 20", "opening: 200");
    let (message, hint) = told(&toy);
    assert_eq!(message, "户号“S3”的初始积分或者开户日期公布过，现在不一样了，余额会跟着变");
    assert_eq!(hint, "改回原样；多记少记的，在下一批积分里补记或者扣回，公示以后算数");
    let mut toy = shopped();
    replace(&mut toy, "points/s/shop.yaml", &bought("D-2", "S2", 1), "");
    let (message, hint) = told(&toy);
    assert_eq!(message, "公布过的兑换“D-2”不见了，余额会跟着变");
    assert_eq!(hint, "恢复这一笔，编号不变；兑换错了的，在这一笔里写“撤回: {日期: 2026-11-12, 原因: ……}”");
    // and what the hint says is read, and goes up
    let back = bought("D-2", "S2", 1).replace("}\n", ", 撤回: {日期: 2026-11-12, 原因: 拿错}}\n");
    let text = format!("{}{back}", toy.files["points/s/shop.yaml"]);
    toy.set("points/s/shop.yaml", &text);
    toy.done();
    let mut toy = brought_back();
    replace(&mut toy, "points/s/shop.yaml", BACK, "");
    let (message, hint) = told(&toy);
    assert_eq!(message, "兑换“D-1”的撤回公布过，现在没有了，或者日期不一样，余额会跟着变");
    assert_eq!(hint, "把“撤回”改回原样；撤回错了的，用新的编号另记一笔兑换");
}

/// Two families' books under each other's name, after all windows: told, and in the log for good.
#[test]
fn books_that_go_to_another_name_are_told_and_logged() {
    let mut toy = ended();
    homes(&mut toy, "name: 陆家", "name: 甲家");
    homes(&mut toy, "name: 顾家", "name: 陆家");
    homes(&mut toy, "name: 甲家", "name: 顾家");
    let report = toy.done();
    let told: Vec<&str> = report
        .warnings
        .iter()
        .filter(|fault| fault.code == Code::PointsAltered)
        .map(|fault| fault.message.zh.as_str())
        .collect();
    assert_eq!(told, ["户号“S1、S2”等2户记过账，户主换了名字，积分会算到新的名字下"]);
    let spent = report.events.iter().find(|event| event.key() == "spent").unwrap();
    assert_eq!(crate::plan::words::log_sentence(spent), "户主换了名字的户号：S1、S2");
    assert!(toy.done().release.is_none());
}

#[test]
fn what_is_lawful_goes_on() {
    for (what, start, change) in CHANGES {
        let mut toy = start();
        change(&mut toy);
        let ended = toy.publish().unwrap();
        assert!(matches!(ended, crate::publish::Ended::Done(_)), "{what}: {ended:#?}");
        assert_eq!(toy.log().faults(), [], "{what}");
        assert!(toy.done().release.is_none(), "{what}: it does not come to rest");
    }
    println!("{} lawful changes", CHANGES.len());
    assert!(CHANGES.len() >= 10);
}

/// The log as a program of before wrote it: without batches and honours.
fn forget_records(toy: &Toy) {
    use crate::model::log::PublicationLog;
    let before = toy.log();
    let mut log = PublicationLog::default();
    for line in 1..=before.len() {
        let event = match before.event(line).unwrap() {
            Event::Recorded(_) => continue,
            Event::Released(released) => {
                Event::Released(crate::model::log::event::Released { records: None, ..released })
            }
            event => event,
        };
        log = log.extended(before.time_of(line).unwrap(), &[event]);
    }
    fs::write(toy.log_path(), log.text()).unwrap();
    // as after a move: no release of that program is here to be held against it
    fs::remove_dir_all(toy.target()).unwrap();
}

#[test]
fn a_log_of_before_is_told_once_and_nobody_is_refused_for_the_past() {
    let mut toy = ended();
    // what nobody found fault with then: a shared notice, an award by a notice of points
    toy.set(
        "points/s/09.yaml",
        &NEXT
            .replace("notices/q", "notices/p")
            .replace("S-11", "S-09")
            .replace("meeting: 2026-11-11", "meeting: 2026-11-02")
            .replace("on: 2026-11-03", "on: 2026-11-01")
            .replace(
                "- {household: S2, rule: C, on: 2026-11-11, points: -6, reverses: S-10/S2/C/2026-10-14}\n",
                "",
            ),
    );
    toy.set("honours/h.md", &HONOUR.replace("notices/c", "notices/p").replace(", on: 2026-11-10", ""));
    forget_records(&toy);
    toy.moved = true;
    let report = toy.done();
    let recorded = |report: &crate::publish::Report| {
        report.events.iter().filter(|event| matches!(event, Event::Recorded(_))).count()
    };
    assert_eq!(recorded(&report), 3);
    assert!(report.warnings.iter().any(|fault| fault.code == Code::PointsNotice), "{:?}", report.warnings);
    toy.moved = false;
    toy.at("2026-11-12T09:00:00");
    assert_eq!(recorded(&toy.done()), 0);
    batch(&mut toy, "points: 6", "points: 9");
    assert!(toy.refused().contains(&Code::PointsAltered));
}

#[test]
fn visitors_get_the_lines_about_batches_and_the_log_comes_back_from_them() {
    use crate::evidence::anchor::Carried;
    let toy = ended();
    let (log, served) = (toy.log(), toy.served());
    assert!(log.records().get("points/s/10").is_some() && log.records().get("honours/h").is_some());
    let carried = Carried::new(served["release.json"].clone(), Some(served[PUBLISHED].clone()));
    let restored = crate::evidence::restore::published(&carried).unwrap();
    assert_eq!(restored.text(), log.text());
    // the same after a publication without a word about what is posted, and nothing is published after that
    let page = toy.target().join("current").join(served.keys().find(|path| path.ends_with(".html")).unwrap());
    fs::write(&page, "someone's").unwrap();
    let report = toy.done();
    assert!(report.release.is_some() && report.events.len() == 1, "{report:?}");
    let (log, served) = (toy.log(), toy.served());
    let carried = Carried::new(served["release.json"].clone(), Some(served[PUBLISHED].clone()));
    let restored = crate::evidence::restore::published(&carried).unwrap();
    assert_eq!(restored.text(), log.text());
    assert_eq!(toy.done().release, None);
}

/// What counted when its window ended goes on counting, whatever day a later withdrawal claims.
#[test]
fn points_that_counted_are_not_taken_back_by_a_day_of_ones_choice() {
    let mut toy = ended();
    let today = jiff::civil::date(2026, 11, 12);
    let balance = |toy: &Toy| {
        let board = toy.board();
        Ledger::of_content(board.content(), board.log()).balance("S2", today)
    };
    assert_eq!(balance(&toy), 6);
    let withdrawn = "kind: points\nwithdrawn: {on: 2026-11-03, reason: 记错, authority: 村委会}";
    replace(&mut toy, "notices/p.md", "kind: points", withdrawn);
    toy.done();
    assert_eq!(balance(&toy), 6);
    // one in time is the log's day, too: moving it on does not make the batch count
    let mut toy = open();
    let withdrawn = "kind: points\nwithdrawn: {on: 2026-11-03, reason: 记错, authority: 村委会}";
    replace(&mut toy, "notices/p.md", "kind: points", withdrawn);
    toy.done();
    toy.at("2026-11-11T09:00:00").done();
    replace(&mut toy, "notices/p.md", "{on: 2026-11-03, reason", "{on: 2026-11-10, reason");
    assert_eq!(balance(&toy), 0);
}
