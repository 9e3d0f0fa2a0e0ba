//! Ways through the log, the target and the clock.

use super::Way;
use crate::diagnostic::Code;
use crate::model::candidate::Candidate;
use crate::model::digest::Digest;
use crate::model::log::event::{Action, Checked, Event, Filing, NoticeEvent, Released, Withdrawal};
use crate::model::open_days::Window;
use crate::model::record::differing;
use crate::publish::board::Board;
use crate::publish::tests::harmless::{plus, with};
use crate::publish::tests::toy::{SITE, Toy, notice};
use jiff::civil::date;
use std::fs;

pub(super) const WAYS: &[Way] = &[
    (
        "the log deleted with it",
        |toy| {
            toy.files.remove("notices/a.md");
            fs::remove_file(toy.log_path()).unwrap();
        },
        Code::LogBroken,
    ),
    (
        "its lines taken out of the log",
        |toy| {
            toy.files.remove("notices/a.md");
            let text = toy.log_text();
            fs::write(toy.log_path(), text.split_inclusive('\n').skip(1).collect::<String>()).unwrap();
        },
        Code::LogBroken,
    ),
    (
        "its window shortened in the log",
        |toy| {
            let text = toy.log_text();
            fs::write(toy.log_path(), text.replace("2026-11-12", "2026-11-04")).unwrap();
            toy.files.remove("notices/a.md");
        },
        Code::LogBroken,
    ),
    (
        "the clock set back",
        |toy| {
            toy.set("notices/b.md", &notice("路灯", "2026-11-01", "2026-11-20", "", "二十盏。"));
            toy.at("2026-11-01T09:00:00");
        },
        Code::LogClock,
    ),
    (
        "a line by hand that its window was shorter",
        |toy| {
            toy.files.remove("notices/a.md");
            forge(toy, |event| event.kept.effective = Some(shorter()), &[]);
        },
        Code::LogBroken,
    ),
    (
        "the same with a release of its own",
        |toy| {
            toy.files.remove("notices/a.md");
            forge(toy, |event| event.kept.effective = Some(shorter()), &[Event::Released(release())]);
        },
        Code::LogBroken,
    ),
    (
        "the same with the release that is shown told once more",
        |toy| {
            toy.files.remove("notices/a.md");
            let shown = shown(toy);
            forge(toy, |event| event.kept.effective = Some(shorter()), &[shown]);
        },
        Code::LogBroken,
    ),
    (
        "a line by hand that it was corrected, and the release that is shown told once more",
        |toy| {
            toy.set("notices/a.md", &with("0001234", "0005678"));
            let (written, shown) = (as_written(toy), shown(toy));
            forge(toy, written, &[shown]);
        },
        Code::LogBroken,
    ),
    (
        "a line by hand that another has taken its place, and another address in it",
        |toy| {
            toy.set("site.yaml", &SITE.replace("a.example", "b.example"));
            let superseded = |event: &mut NoticeEvent| {
                (event.action, event.by) = (Action::Superseded, Some("notices/b".into()));
                event.kept.url = "https://b.example/notices/a/".into();
            };
            forge(toy, superseded, &[Event::Released(release())]);
        },
        Code::LogBroken,
    ),
    (
        "a line by hand that it was corrected, and the site moved to another place",
        |toy| {
            toy.set("notices/a.md", &with("0001234", "0005678"));
            let written = as_written(toy);
            keep(toy);
            forge(toy, written, &[Event::Released(release())]);
            fs::rename(toy.target(), toy.root.join("elsewhere")).unwrap();
            toy.moved = true;
        },
        Code::LogBroken,
    ),
    (
        "the same without a record, and published elsewhere once more since",
        |toy| {
            toy.set("notices/a.md", &with("0001234", "0005678"));
            let written = as_written(toy);
            forge(toy, written, &[Event::Released(release()), Event::Released(release())]);
            fs::rename(toy.target(), toy.root.join("elsewhere")).unwrap();
            toy.moved = true;
        },
        Code::LogBroken,
    ),
    (
        "a line by hand that it has no window",
        |toy| {
            toy.files.remove("notices/a.md");
            forge(toy, |event| event.kept.effective = None, &[Event::Released(release())]);
        },
        Code::LogBroken,
    ),
    (
        "a line by hand that it was corrected",
        |toy| {
            toy.set("notices/a.md", &with("0001234", "0005678"));
            let parts = candidate(toy).parts;
            forge(
                toy,
                move |event| (event.kept.record, event.kept.parts) = (parts.record, parts.prints()),
                &[],
            );
        },
        Code::LogBroken,
    ),
    (
        "a line by hand, and a round of visits after it",
        |toy| forge(toy, |_| {}, &[Event::Checked(Checked::default())]),
        Code::LogBroken,
    ),
    (
        "the same with a release of its own, as if the site had been rolled back",
        |toy| {
            toy.set("notices/a.md", &with("0001234", "0005678"));
            let written = as_written(toy);
            forge(toy, written, &[Event::Released(release())]);
        },
        Code::LogBroken,
    ),
    (
        "the same, and its record made by hand",
        |toy| {
            toy.set("notices/a.md", &with("0001234", "0005678"));
            keep(toy);
            let written = as_written(toy);
            forge(toy, written, &[Event::Released(release())]);
        },
        Code::LogBroken,
    ),
    (
        "the same, with another record that is kept",
        |toy| {
            let text = plus("corrections: [{on: 2026-11-05, what: 电话, reason: 写错}]");
            toy.set("notices/a.md", &text);
            keep(toy);
            toy.set("notices/a.md", &text.replace("0001234", "0005678"));
            let written = as_written(toy);
            forge(toy, written, &[Event::Released(release())]);
        },
        Code::LogBroken,
    ),
    (
        "a correction by hand, in dots, with its record",
        |toy| {
            let text = plus("corrections: [{on: 2026-11-05, what: 电话, reason: ……}]");
            toy.set("notices/a.md", &text.replace("0001234", "0005678"));
            keep(toy);
            let written = as_written(toy);
            forge(toy, written, &[Event::Released(release())]);
        },
        Code::LogBroken,
    ),
    (
        "a correction by hand of what is material, with its record",
        |toy| {
            let text = plus("corrections: [{on: 2026-11-05, what: 造价, reason: 核实}]");
            toy.set("notices/a.md", &text.replace("三十万", "三百万"));
            keep(toy);
            let written = as_written(toy);
            forge(toy, written, &[Event::Released(release())]);
        },
        Code::LogBroken,
    ),
    (
        "a correction by hand under a rule that finds nothing material, with its record",
        |toy| {
            let text = plus("corrections: [{on: 2026-11-05, what: 造价, reason: 核实}]");
            toy.set("notices/a.md", &text.replace("三十万", "三百万"));
            keep(toy);
            let written = as_written(toy);
            let lax = |event: &mut NoticeEvent| {
                event.kept.rule.material.clear();
                written(event);
            };
            forge(toy, lax, &[Event::Released(release())]);
        },
        Code::LogBroken,
    ),
    (
        "a new posting by hand in a window as long as the old, with its record",
        |toy| {
            let text = plus("corrections: [{on: 2026-11-05, what: 造价, reason: 核实}]");
            toy.set("notices/a.md", &text.replace("三十万", "三百万"));
            keep(toy);
            let written = as_written(toy);
            let anew = |event: &mut NoticeEvent| {
                written(event);
                event.action = Action::Reposted;
                event.kept.effective = Some(Window { from: date(2026, 11, 5), until: date(2026, 11, 12) });
            };
            forge(toy, anew, &[Event::Released(release())]);
        },
        Code::LogBroken,
    ),
    (
        "a withdrawal by hand that its record does not have",
        |toy| {
            let withdrawn = |event: &mut NoticeEvent| {
                event.action = Action::Withdrawn;
                let (reason, authority) = (Some("停建".to_owned()), Some("县政府".to_owned()));
                event.withdrawal = Some(Withdrawal { on: None, reason, authority });
            };
            forge(toy, withdrawn, &[Event::Released(release())]);
        },
        Code::LogBroken,
    ),
    (
        "a withdrawal by hand on nobody's authority, with its record",
        |toy| {
            toy.set("notices/a.md", &plus("withdrawn: {on: 2026-11-05, reason: 停建}"));
            keep(toy);
            let written = as_written(toy);
            let withdrawn = |event: &mut NoticeEvent| {
                written(event);
                event.action = Action::Withdrawn;
                let on = Some(date(2026, 11, 5));
                event.withdrawal = Some(Withdrawal { on, reason: Some("停建".into()), authority: None });
            };
            forge(toy, withdrawn, &[Event::Released(release())]);
        },
        Code::LogBroken,
    ),
    (
        "a line by hand that its window is over",
        |toy| forge(toy, |event| event.action = Action::Closed, &[Event::Released(release())]),
        Code::LogBroken,
    ),
    (
        "another telephone in a line that its window is over",
        |toy| {
            toy.set("notices/a.md", &with("0001234", "0005678"));
            toy.at("2026-11-13T09:00:00");
            keep(toy);
            let written = as_written(toy);
            let closed = |event: &mut NoticeEvent| {
                written(event);
                event.action = Action::Closed;
                event.changed.clear();
            };
            forge_at(toy, "2026-11-13T08:00:00+08:00", closed, &[Event::Released(release())]);
        },
        Code::LogBroken,
    ),
    (
        "another telephone in a line that it was filed",
        |toy| {
            let text = with("summary: 里程}", "summary: 里程, outcome: 属实}");
            let text = text.replacen("contact:", "filing: {authority: 县局, on: 2026-11-05}\ncontact:", 1);
            toy.set("notices/a.md", &text.replace("0001234", "0005678"));
            keep(toy);
            let written = as_written(toy);
            let filed = |event: &mut NoticeEvent| {
                written(event);
                event.action = Action::Filed;
                let (on, authority) = (Some(date(2026, 11, 5)), Some("县局".to_owned()));
                event.filing = Some(Filing { on, authority, receipt: None });
            };
            forge(toy, filed, &[Event::Released(release())]);
        },
        Code::LogBroken,
    ),
    (
        "another telephone in a line that its digests are in a newer format",
        |toy| {
            toy.set("notices/a.md", &with("0001234", "0005678"));
            keep(toy);
            let written = as_written(toy);
            let converted = |event: &mut NoticeEvent| {
                written(event);
                event.action = Action::Converted;
                event.changed.clear();
            };
            forge(toy, converted, &[Event::Released(release())]);
        },
        Code::LogBroken,
    ),
    (
        "a line by hand in the format that has no records",
        |toy| {
            toy.set("notices/a.md", &with("0001234", "0005678"));
            let written = as_written(toy);
            let old = |event: &mut NoticeEvent| {
                written(event);
                event.kept.format = 1;
            };
            forge(toy, old, &[Event::Released(release())]);
        },
        Code::LogBroken,
    ),
    (
        "a line by hand that another went up this morning",
        |toy| {
            toy.set("notices/b.md", &notice("路灯", "2026-11-05", "2026-11-16", "", "二十盏。"));
            let posted = |event: &mut NoticeEvent| {
                event.action = Action::Posted;
                event.kept.id = "notices/b".into();
                event.kept.url = "https://a.example/notices/b/".into();
                event.kept.effective = Some(Window { from: date(2026, 11, 5), until: date(2026, 11, 16) });
            };
            forge(toy, posted, &[Event::Released(release())]);
        },
        Code::LogBroken,
    ),
    (
        "a line by hand that its address is another",
        |toy| {
            toy.set("site.yaml", &SITE.replace("a.example", "b.example"));
            let moved = |event: &mut NoticeEvent| event.kept.url = "https://b.example/notices/a/".into();
            forge(toy, moved, &[Event::Released(release())]);
        },
        Code::LogBroken,
    ),
    (
        "a line by hand that another was posted before the log began",
        |toy| {
            toy.set("notices/b.md", &notice("路灯", "2026-10-12", "2026-10-22", "", "二十盏。"));
            let older = |event: &mut NoticeEvent| {
                event.action = Action::Posted;
                event.kept.id = "notices/b".into();
                (event.kept.effective, event.before_log) = (None, true);
            };
            forge(toy, older, &[Event::Released(release())]);
        },
        Code::LogBroken,
    ),
    (
        "a line by hand that another began a week ago",
        |toy| {
            toy.set("notices/b.md", &notice("路灯", "2026-10-26", "2026-11-06", "", "二十盏。"));
            let earlier = |event: &mut NoticeEvent| {
                event.action = Action::Posted;
                event.kept.id = "notices/b".into();
                event.kept.effective = Some(Window { from: date(2026, 10, 26), until: date(2026, 11, 6) });
            };
            forge(toy, earlier, &[Event::Released(release())]);
        },
        Code::LogBroken,
    ),
    (
        "release.json deleted, and the end of the log",
        |toy| {
            toy.files.remove("notices/a.md");
            fs::remove_file(toy.target().join("current/release.json")).unwrap();
            let text = toy.log_text();
            fs::write(toy.log_path(), text.split_inclusive('\n').take(1).collect::<String>()).unwrap();
        },
        Code::TargetOther,
    ),
    (
        "release.json deleted, and the log",
        |toy| {
            toy.files.remove("notices/a.md");
            fs::remove_file(toy.target().join("current/release.json")).unwrap();
            fs::remove_file(toy.log_path()).unwrap();
        },
        Code::TargetOther,
    ),
    (
        "the log deleted, and what is shown",
        |toy| {
            toy.files.remove("notices/a.md");
            fs::remove_file(toy.target().join("current")).unwrap();
            fs::remove_file(toy.log_path()).unwrap();
        },
        Code::TargetOther,
    ),
    (
        "release.json deleted alone",
        |toy| fs::remove_file(toy.target().join("current/release.json")).unwrap(),
        Code::TargetOther,
    ),
    (
        "the log taken back to its beginning",
        |toy| {
            toy.files.remove("notices/a.md");
            fs::write(toy.log_path(), "").unwrap();
        },
        Code::LogBroken,
    ),
    ("the clock an hour behind the log", |toy| _ = toy.at("2026-11-02T08:00:00"), Code::LogClock),
];

fn shorter() -> Window {
    Window { from: date(2026, 11, 2), until: date(2026, 11, 4) }
}

fn release() -> Released {
    Released { digest: Digest::of(b"forged"), files: 1, notices: 1, ..Released::default() }
}

/// The log's line of the release that visitors get.
fn shown(toy: &Toy) -> Event {
    let log = toy.log();
    log.event(log.last_release().unwrap().0).unwrap()
}

fn candidate(toy: &Toy) -> Candidate {
    toy.board().candidates().unwrap().into_iter().find(|one| one.id == "notices/a").unwrap()
}

/// What the line says of the notice as it is written now: every digest right.
fn as_written(toy: &Toy) -> impl Fn(&mut NoticeEvent) + 'static {
    let (parts, declared) = (candidate(toy).parts, candidate(toy).declared);
    move |event| {
        event.changed = differing(&event.kept.parts, &parts.prints());
        event.kept.declared = declared;
        event.kept.material = parts.material(&event.kept.rule.material);
        (event.kept.record, event.kept.parts) = (parts.record, parts.prints());
        event.kept.corrections = parts.corrections.clone();
        event.kept.objections = parts.objections.clone();
    }
}

/// Puts the record of the notice, as it is written now, where publishing would keep it.
fn keep(toy: &Toy) {
    let mut board = toy.board();
    board.candidates().unwrap();
    let record = crate::model::record::of(board.content(), "notices/a").unwrap();
    fs::write(toy.root.join("content/posted/notices/a/2.json"), record.bytes()).unwrap();
}

fn forge(toy: &Toy, change: impl FnOnce(&mut NoticeEvent), rest: &[Event]) {
    forge_at(toy, "2026-11-05T08:00:00+08:00", change, rest);
}

/// Lines whose sums are all right: of the notice, as somebody would have it, and what follows.
fn forge_at(toy: &Toy, at: &str, change: impl FnOnce(&mut NoticeEvent), rest: &[Event]) {
    let log = toy.log();
    let kept = log.posted("notices/a").unwrap().kept.clone();
    let mut event = NoticeEvent {
        action: Action::Corrected,
        kept,
        changed: Vec::new(),
        before_log: false,
        withdrawal: None,
        filing: None,
        by: None,
    };
    change(&mut event);
    let events: Vec<Event> = std::iter::once(Event::Notice(Box::new(event))).chain(rest.to_vec()).collect();
    let forged = log.extended(at.parse().unwrap(), &events);
    fs::write(toy.log_path(), forged.text()).unwrap();
}
