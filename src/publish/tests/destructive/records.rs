//! Ways through the log, the target and the clock.

use super::Way;
use crate::diagnostic::Code;
use crate::disk::Disk;
use crate::model::candidate::Candidate;
use crate::model::digest::Digest;
use crate::model::log::event::{Action, Checked, Event, NoticeEvent, Released};
use crate::model::open_days::Window;
use crate::publish::board::Board;
use crate::publish::tests::harmless::with;
use crate::publish::tests::toy::{Toy, notice};
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

fn candidate(toy: &Toy) -> Candidate {
    let disk = Disk::new();
    toy.board(&disk).candidates().unwrap().into_iter().find(|one| one.id == "notices/a").unwrap()
}

/// Lines whose sums are all right: of the notice, as somebody would have it, and what follows.
fn forge(toy: &Toy, change: impl FnOnce(&mut NoticeEvent), rest: &[Event]) {
    let log = toy.log();
    let kept = log.posted("notices/a").unwrap().kept.clone();
    let mut event = NoticeEvent {
        action: Action::Corrected,
        kept,
        changed: Vec::new(),
        before_log: false,
        withdrawal: None,
        filing: None,
    };
    change(&mut event);
    let events: Vec<Event> = std::iter::once(Event::Notice(Box::new(event))).chain(rest.to_vec()).collect();
    let forged = log.extended("2026-11-05T08:00:00+08:00".parse().unwrap(), &events);
    fs::write(toy.log_path(), forged.text()).unwrap();
}
