use super::event::{Action, Applied, Checked, Failure, Filing, Kept, ObjectionPrint, Released};
use super::recorded::{Recorded, Sort};
use super::*;
use crate::model::digest::Print;
use crate::model::open_days::Window;
use crate::model::part::{FORMAT, Part};
use crate::model::posting::{MinimumPosting, Unit};
use jiff::civil::date;
use rayon::prelude::*;

fn moment(day: i8, hour: i8) -> Stamp {
    format!("2026-11-{day:02}T{hour:02}:00:00+08:00").parse().unwrap()
}

fn kept(id: &str) -> Kept {
    Kept {
        id: id.into(),
        url: format!("https://a.example/{id}/"),
        kind: "project".into(),
        declared: Some(Window { from: date(2026, 11, 2), until: date(2026, 11, 12) }),
        effective: Some(Window { from: date(2026, 11, 2), until: date(2026, 11, 12) }),
        rule: Applied {
            minimum: Some(MinimumPosting::strict(10, Unit::Days)),
            material: vec![Part::Title, Part::Body],
            ..Applied::default()
        },
        material: Digest::of(id.as_bytes()),
        format: FORMAT,
        record: Digest::of(b"record"),
        parts: vec![(Part::Title, Digest::of(b"t").print()), (Part::Body, Digest::of(b"b").print())],
        corrections: vec![Digest::of(b"c").print()],
        objections: vec![ObjectionPrint { what: Digest::of(b"o").print(), outcome: None }],
        around: None,
        index: None,
    }
}

fn notice(action: Action, id: &str) -> Event {
    let filing = (action == Action::Filed)
        .then(|| Filing { receipt: Some("备〔2026〕3号".into()), ..Filing::default() });
    Event::Notice(Box::new(NoticeEvent {
        action,
        kept: kept(id),
        changed: Vec::new(),
        before_log: false,
        withdrawal: None,
        filing,
        by: None,
    }))
}

fn recorded(id: &str) -> Event {
    let parts = [("entries".to_owned(), Digest::of(b"e").print())].into();
    let (id, notice) = (format!("points/{id}"), Some(id.to_owned()));
    Event::Recorded(Box::new(Recorded { id, sort: Sort::PointsBatch, record: Digest::ZERO, notice, parts }))
}

fn released(n: usize) -> Event {
    Event::Released(Released {
        digest: Digest::of(&[n as u8]),
        files: 90,
        notices: 12,
        open: 12,
        records: Some(1),
        ..Released::default()
    })
}

/// A log of `lines` lines: twelve notices go up, then rounds, corrections and releases follow. What a publication
/// writes has one time.
fn log_of(lines: usize) -> PublicationLog {
    let mut log = PublicationLog::default();
    for n in 0..lines {
        let id = format!("notices/2026/晒谷场-{}", n % 12);
        let event = match n {
            _ if n + 1 == lines => released(n),
            0..12 => notice(Action::Posted, &id),
            _ if n % 9 == 0 => notice(Action::Corrected, &id),
            _ if n != 12 && n % 9 == 1 => recorded(&id),
            _ if n != 12 && n % 9 != 2 && n % 2 == 0 => Event::Checked(Checked {
                place: "https://a.example/".into(),
                visits: 12,
                failures: vec![Failure { id, fault: "status-404".into() }],
                site: Vec::new(),
                longest_gap: 3_600,
                server_ahead: Some(-2),
            }),
            _ => released(n),
        };
        let time = match n {
            0..=12 => 0,
            n if n % 9 <= 2 => n - n % 9,
            n => n,
        };
        log = log.extended(moment(2 + (time / 100) as i8, (time % 100 / 5) as i8), &[event]);
    }
    log
}

fn read(text: &str) -> PublicationLog {
    PublicationLog::read(None, &Arc::from(text))
}

fn kinds(text: &str) -> Vec<(usize, FaultKind)> {
    read(text).faults().iter().map(|fault| (fault.line, fault.kind.clone())).collect()
}

#[test]
fn what_is_written_is_read_again() {
    let log = log_of(40);
    let again = read(log.text());
    assert_eq!(again.faults(), []);
    assert_eq!(again.head(), log.head());
    assert_eq!(again.len(), 40);
    assert_eq!(again.posted("notices/2026/晒谷场-3").unwrap().kept, kept("notices/2026/晒谷场-3"));
    for line in 1..=40 {
        assert_eq!(again.event(line), log.event(line));
        assert!(log.event(line).is_some());
    }
}

#[test]
fn the_fields_of_a_line_have_one_order() {
    let log = PublicationLog::default().extended(moment(2, 9), &[notice(Action::Filed, "notices/a")]);
    let keys: Vec<&str> = log.text().split("\":").filter_map(|part| part.rsplit('"').next()).collect();
    let text = log.text();
    assert!(text.starts_with(&format!(
        "{{\"prev\":\"{}\",\"at\":\"2026-11-02T09:00:00+08:00\",\"event\":\"filed\",",
        "0".repeat(64)
    )));
    assert_eq!(
        keys.iter().filter(|key| !key.is_empty()).take(12).copied().collect::<Vec<_>>(),
        [
            "prev",
            "at",
            "event",
            "notice",
            "id",
            "url",
            "kind",
            "declared",
            "from",
            "until",
            "effective",
            "from"
        ]
    );
    assert!(text.ends_with("\"}\n"));
    assert!(!text.contains('\r'));
}

#[test]
fn every_changed_byte_of_two_hundred_lines_is_seen() {
    let log = log_of(200);
    let bytes = log.text().as_bytes();
    let starts: Vec<usize> = (1..=200).map(|line| log.span_of(line).unwrap().start as usize).collect();
    // every place once, with a replacement that goes round all 255 differences
    let unseen = |&at: &usize| {
        // the lines around it tell; the rest of the file is the same
        let (from, to) = around(bytes, at);
        let mut changed = bytes[from..to].to_vec();
        changed[at - from] = changed[at - from].wrapping_add((at % 255) as u8 + 1);
        let piece = String::from_utf8_lossy(&changed).into_owned();
        let prev = log.hash(starts.partition_point(|&start| start < from)).unwrap();
        tells_nothing(&piece, prev, log.text(), to)
    };
    let missed: Vec<usize> = (0..bytes.len()).into_par_iter().filter(unseen).collect();
    println!("{} single-byte changes, {} unseen", bytes.len(), missed.len());
    assert!(missed.is_empty(), "{missed:?}");
}

/// From the start of the line that holds the byte to the end of the next.
fn around(bytes: &[u8], at: usize) -> (usize, usize) {
    let from = bytes[..at].iter().rposition(|&byte| byte == b'\n').map_or(0, |newline| newline + 1);
    let end = |from: usize| {
        bytes[from..].iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |n| from + n + 1)
    };
    (from, end(end(from).min(bytes.len())))
}

/// Whether the piece would pass as a part of the log in place of the true one.
fn tells_nothing(piece: &str, prev: Digest, whole: &str, to: usize) -> bool {
    let (found, faults) = chain::read(piece);
    let starts = found.first().is_some_and(|first| first.line.prev == prev);
    let others = faults.iter().filter(|fault| {
        // the piece's first line follows what stands before the piece
        !(fault.line == 1 && fault.kind == FaultKind::ChainBroken)
    });
    let ends = to < whole.len() || piece.ends_with('\n');
    starts && ends && others.count() == 0
}

#[test]
fn whole_logs_with_one_changed_byte_are_broken() {
    // the same without the shortcut, at forty places
    let log = log_of(200);
    let bytes = log.text().as_bytes();
    for n in 0..40 {
        let mut changed = bytes.to_vec();
        let at = (n * 7_919 + 13) % changed.len();
        changed[at] ^= 1 << (n % 8);
        assert!(!kinds(&String::from_utf8_lossy(&changed)).is_empty(), "byte {at}");
    }
    let last = bytes.len() - 1;
    for replacement in [b' ', b'}', b'\r', 0] {
        let mut changed = bytes.to_vec();
        changed[last] = replacement;
        assert!(!kinds(&String::from_utf8_lossy(&changed)).is_empty());
    }
}

#[test]
fn every_fault_is_told_once_and_by_its_name() {
    let log = log_of(9);
    let text = log.text().to_owned();
    let lines: Vec<&str> = text.lines().collect();
    let with = |change: &dyn Fn(&mut Vec<String>)| {
        let mut lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        change(&mut lines);
        kinds(&(lines.join("\n") + "\n"))
    };
    assert_eq!(kinds(&text), []);
    assert_eq!(kinds(""), [(1, FaultKind::Emptied)]);
    assert_eq!(kinds(&text.replace('\n', "\r\n")), [(1, FaultKind::LineEnds)]);
    assert_eq!(kinds(&format!("\u{FEFF}{text}")), [(1, FaultKind::ByteOrderMark)]);
    assert_eq!(kinds(text.trim_end()), [(9, FaultKind::TornTail)]);
    assert_eq!(kinds(&text[..text.len() - 40]), [(9, FaultKind::TornTail)]);
    assert_eq!(with(&|lines| lines.swap(3, 4)).first(), Some(&(4, FaultKind::Reordered { follows: 5 })));
    assert_eq!(
        with(&|lines| {
            lines.remove(4);
        }),
        [(5, FaultKind::ChainBroken)]
    );
    assert_eq!(
        with(&|lines| {
            lines.remove(0);
        }),
        [(1, FaultKind::ChainBroken)]
    );
    assert_eq!(with(&|lines| lines[4] = lines[4].replace("project", "news123")), [(5, FaultKind::Changed)]);
    assert_eq!(with(&|lines| lines[4] = "{}".into()), [(5, FaultKind::NotALine)]);
    assert_eq!(with(&|lines| lines.insert(4, String::new())), [(5, FaultKind::EmptyLine)]);
    assert_eq!(with(&|lines| lines.insert(4, "<<<<<<< HEAD".into())), [(5, FaultKind::ConflictMarker)]);
    let copied = with(&|lines| lines.push(lines[8].clone()));
    assert_eq!(copied.first(), Some(&(10, FaultKind::Reordered { follows: 8 })));
    let twice = read(&text).extended(moment(9, 1), &[notice(Action::Posted, "notices/2026/晒谷场-0")]);
    assert_eq!(kinds(twice.text()), [(10, FaultKind::Impossible { id: "notices/2026/晒谷场-0".into() })]);
    let never = read(&text).extended(moment(9, 1), &[notice(Action::Closed, "notices/b")]);
    assert_eq!(kinds(never.text()), [(10, FaultKind::Impossible { id: "notices/b".into() })]);
}

#[test]
fn a_forged_line_with_a_right_sum_breaks_the_chain() {
    let log = log_of(9);
    let forged = log_of(9);
    let mut lines: Vec<String> = forged.text().lines().map(str::to_owned).collect();
    lines[4] =
        line::encode(forged.hash(4).unwrap(), moment(2, 1), &notice(Action::Posted, "notices/2026/forged"));
    assert_eq!(kinds(&(lines.join("\n") + "\n")), [(6, FaultKind::ChainBroken)]);
    // and a chain rebuilt to its end is whole: only an anchor outside tells
    let mut rebuilt = read(&log.text().split_inclusive('\n').take(4).collect::<String>());
    for n in 5..=9 {
        rebuilt = rebuilt.extended(moment(2, 0), &[notice(Action::Posted, &format!("notices/x-{n}"))]);
    }
    assert_eq!(rebuilt.faults(), []);
    assert_eq!(rebuilt.hash(4), log.hash(4));
    assert_ne!(rebuilt.hash(9), log.hash(9));
}

#[test]
fn a_line_of_a_newer_program_is_named_as_such() {
    let log = log_of(4);
    let line = log.text().lines().nth(2).unwrap().to_owned();
    let front =
        line.split(",\"sum\"").next().unwrap().replace("\"event\":\"posted\"", "\"event\":\"blessed\"");
    let sum: Print = Digest::of(front.as_bytes()).print();
    let mut lines: Vec<String> = log.text().lines().take(2).map(str::to_owned).collect();
    lines.push(format!("{front},\"sum\":\"{sum}\"}}"));
    let found = kinds(&(lines.join("\n") + "\n"));
    assert!(matches!(&found[..], [(3, FaultKind::Newer(_))]), "{found:?}");
}

#[test]
fn the_story_of_a_notice_is_at_hand() {
    let mut log = PublicationLog::default();
    let id = "notices/a";
    for (day, action) in [
        (2, Action::Posted),
        (3, Action::Corrected),
        (4, Action::Reposted),
        (15, Action::Closed),
        (16, Action::Filed),
    ] {
        log = log.extended(moment(day, 9), &[notice(action, id)]);
    }
    let posted = log.posted(id).unwrap();
    assert_eq!(posted.first_seen, moment(2, 9));
    assert_eq!(posted.last_material_change, moment(4, 9));
    assert_eq!((posted.closed, posted.filed), (Some(moment(15, 9)), Some(moment(16, 9))));
    assert_eq!(posted.lines, [1, 2, 3, 4, 5]);
    assert!(posted.is_open(date(2026, 11, 12)));
    assert!(!posted.is_open(date(2026, 11, 13)));
    let round = log.extended(moment(17, 9), &[Event::Checked(Checked::default())]);
    assert_eq!(round.anchor().map(|head| head.line), Some(5));
    assert_eq!(round.head().map(|head| head.line), Some(6));
}

fn round() -> Event {
    Event::Checked(Checked::default())
}

#[test]
fn a_line_out_of_order_breaks_nothing_and_is_known() {
    let log = log_of(9);
    let late = log.time_of(9).unwrap();
    let other = read(log.text()).extended(moment(1, 1), &[round()]);
    let other = read(other.text());
    assert_eq!(other.faults(), []);
    assert_eq!(other.backwards(), [10]);
    assert_eq!(other.contradicted_by(10), Some((9, late)));
    assert_eq!(other.contradicted_by(9), None);
    // what comes next is held to the latest time, not to the last line
    assert_eq!(other.latest().map(|(_, at)| at), Some(late));
    assert_eq!(clock::hold(&other, late, &[]), Ok(None));
    assert!(clock::hold(&other, moment(1, 2), &[]).is_err());
}

#[test]
fn lines_of_the_future_are_disowned_by_who_answers_for_it_and_stay_in_sight() {
    let ahead: Stamp = "2027-01-10T09:00:00+08:00".parse().unwrap();
    let log = log_of(9).extended(ahead, &[round(), round()]);
    let now = moment(3, 9);
    let behind = clock::hold(&log, now, &[]).unwrap_err();
    assert_eq!((behind.first, behind.line, behind.at), (10, 11, ahead));
    // a statement that names another line does not help
    let excuse =
        |line| clock::Excuse { line, reason: "主板电池没电".into(), authority: "宣传部".into() };
    assert!(clock::hold(&log, now, &[excuse(9), excuse(11)]).is_err());
    let set = clock::hold(&log, now, &[excuse(10)]).unwrap().unwrap();
    assert_eq!((set.from, set.until), (10, 11));

    let log = read(log.extended(now, &[Event::Clock(set), round()]).text());
    assert_eq!(log.faults(), []);
    assert!(log.backwards().is_empty(), "the log itself says why");
    assert!(log.is_disowned(10) && log.is_disowned(11) && !log.is_disowned(9));
    assert_eq!(log.latest(), Some((13, now)));
    assert_eq!(clock::hold(&log, now, &[]), Ok(None));
    // the statement is for those lines, not for ever
    assert!(clock::hold(&log, moment(3, 8), &[excuse(10)]).is_err());
    // whatever was said, the lines that contradict a later one can be named
    assert_eq!(log.contradicted_by(13), Some((11, ahead)));
}

#[test]
fn a_clock_set_back_disowns_all_that_came_after() {
    // true days passed; the clock goes back to the second to post something then
    let log = log_of(9).extended(moment(5, 9), &[round()]).extended(moment(20, 9), &[round()]);
    let excuse = |line| clock::Excuse { line, reason: "x".into(), authority: "y".into() };
    // not the last line alone: everything since must be named as wrong
    assert!(clock::hold(&log, moment(4, 9), &[excuse(11)]).is_err());
    let set = clock::hold(&log, moment(4, 9), &[excuse(10)]).unwrap().unwrap();
    assert_eq!((set.from, set.until), (10, 11));
}

#[test]
fn a_record_of_a_newer_format_is_left_to_a_newer_program() {
    let Event::Notice(mut newer) = notice(Action::Posted, "notices/a") else { unreachable!() };
    newer.kept.format = FORMAT + 1;
    let line = line::encode(Digest::ZERO, moment(2, 9), &Event::Notice(newer));
    assert_eq!(kinds(&format!("{line}\n")), [(1, FaultKind::Newer("format 3".into()))]);
}

#[test]
fn what_no_publication_writes_is_told() {
    use FaultKind::{BeforeLog, Unreleased, Window as Shrunk};
    let id = "notices/2026/晒谷场-0".to_owned();
    let with = |action: Action, change: &dyn Fn(&mut NoticeEvent)| {
        let Event::Notice(mut event) = notice(action, &id) else { unreachable!() };
        change(&mut event);
        Event::Notice(event)
    };
    let window = |from, until| Some(Window { from: date(2026, 11, from), until: date(2026, 11, until) });
    let told = |events: &[Event]| {
        let log = log_of(9).extended(moment(3, 9), events);
        let own = PublicationLog::read(Some(SourceId(0)), &Arc::from(log.text()));
        let carried = kinds(log.text());
        let own: Vec<_> = own.faults().iter().map(|fault| (fault.line, fault.kind.clone())).collect();
        (own, carried)
    };
    let corrected = with(Action::Corrected, &|_| {});
    assert_eq!(told(&[corrected.clone(), released(9)]), (vec![], vec![]));
    // a site carries the log up to before its own release
    assert_eq!(told(std::slice::from_ref(&corrected)), (vec![(10, Unreleased)], vec![]));
    let shrunk = |action, from, until| with(action, &|event| event.kept.effective = window(from, until));
    for event in [
        shrunk(Action::Corrected, 2, 11),
        shrunk(Action::Closed, 1, 12),
        shrunk(Action::Reposted, 3, 11),
        with(Action::Corrected, &|event| event.kept.effective = None),
        shrunk(Action::Reposted, 2, 20),
    ] {
        let fault = (10, Shrunk { id: id.clone() });
        assert_eq!(told(&[event, released(9)]).0, [fault]);
    }
    assert_eq!(told(&[shrunk(Action::Reposted, 3, 13), released(9)]).0, []);
    let before = with(Action::Posted, &|event| {
        event.kept.id = "notices/b".into();
        event.before_log = true;
    });
    assert_eq!(told(&[before, released(9)]).0, [(10, BeforeLog { id: "notices/b".into() })]);
    // a round of visits comes between
    let apart = log_of(9).extended(moment(3, 9), &[corrected]).extended(moment(3, 10), &[round()]);
    assert_eq!(kinds(apart.text()), [(11, Unreleased)]);
}
