//! What the log itself holds against a notice's window: whatever a certificate must refuse for, or say.

use super::doubt::Doubt;
use super::looks::Seen;
use crate::model::log::PublicationLog;
use crate::model::log::around::{Around, Surrounding};
use crate::model::log::event::{Action, Event, Kept, NoticeEvent, ObjectionPrint};
use crate::model::log::posted::Posted;
use crate::model::open_days::Window;
use crate::model::part::{FORMAT, Part};
use jiff::civil::Date;

/// Everything that the log holds against a window. `declared` is the window as the content has it, and `around` what
/// settings make of the notice's page now.
pub fn doubts(
    log: &PublicationLog,
    posted: &Posted,
    declared: Option<Window>,
    (seen, elsewhere): (&Seen, usize),
    around: Option<&Around>,
) -> Vec<Doubt> {
    let mut doubts: Vec<Doubt> = days(posted, declared).into_iter().collect();
    if posted.kept.effective.is_some() {
        doubts.extend(visits(seen, elsewhere));
    }
    doubts.extend(changes(log, posted));
    doubts.extend(superseded(log, posted));
    doubts.extend(clocks(log, posted));
    doubts.extend(releases(log, posted));
    doubts.extend(around.into_iter().flat_map(|now| settings(log, posted, now)));
    doubts.extend((posted.kept.format < FORMAT).then_some(Doubt::FirstFormat));
    doubts
}

fn days(posted: &Posted, declared: Option<Window>) -> Option<Doubt> {
    let (declared, seen) = (declared?, posted.first_seen.date());
    if posted.kept.effective.is_none() {
        return Some(Doubt::BeforeLog { declared, seen });
    }
    (declared.from < seen).then_some(Doubt::DaysBeforeLog { from: declared.from, seen })
}

fn visits(seen: &Seen, elsewhere: usize) -> Option<Doubt> {
    match (seen.looks, seen.seen, seen.gone) {
        (0, _, _) => Some(Doubt::NobodyLooked { elsewhere }),
        (looks, 0, _) => Some(Doubt::NeverSeen { looks }),
        (_, _, Some(gone)) => Some(Doubt::Gone(gone)),
        _ if seen.days_unseen.is_empty() => None,
        _ => Some(Doubt::DaysUnseen { days: seen.days_unseen.clone() }),
    }
}

/// What happened to it, told apart by whether its window still ran. A new window makes good what was before it, and
/// what was taken out may have been put back.
fn changes(log: &PublicationLog, posted: &Posted) -> Vec<Doubt> {
    let (mut doubts, mut taken) = (Vec::new(), None);
    let mut before: Option<Kept> = None;
    for &line in &posted.lines {
        let (Some(at), Some(Event::Notice(event))) = (log.time_of(line), log.event(line)) else { continue };
        if matches!(event.action, Action::Posted | Action::Reposted) {
            doubts.clear();
        }
        doubts.extend(change(before.as_ref(), &event, line, at.date()));
        taken =
            taken.or_else(|| (!stands(&event.kept, &posted.kept)).then_some(Doubt::RemarksTaken { line }));
        before = Some(event.kept);
    }
    doubts.extend(taken);
    doubts
}

/// The notice that has taken its place, by the last line about that.
fn superseded(log: &PublicationLog, posted: &Posted) -> Option<Doubt> {
    let by = posted.superseded_by.as_ref()?;
    let tells = |line: &&usize| matches!(log.event(**line), Some(Event::Notice(event)) if event.action == Action::Superseded);
    let line = *posted.lines.iter().rev().find(tells)?;
    Some(Doubt::Superseded { line, on: log.time_of(line)?.date(), by: by.clone() })
}

fn change(before: Option<&Kept>, event: &NoticeEvent, line: usize, on: Date) -> Option<Doubt> {
    let ran = before.filter(|_| event.action == Action::Withdrawn).unwrap_or(&event.kept).effective;
    if event.withdrawal.is_some() {
        return Some(match ran {
            Some(window) if !window.has_ended(on) => Doubt::Withdrawn { line, on },
            _ => Doubt::WithdrawnLater { line, on },
        });
    }
    let before = before?;
    let ended = before.effective.is_some_and(|window| window.has_ended(on));
    let changes = matches!(event.action, Action::Corrected | Action::Filed);
    if !(changes && ended) {
        return None;
    }
    if is_material(before, event) {
        return Some(Doubt::MaterialChange { line, on });
    }
    let parts: Vec<Part> = event.changed.iter().copied().filter(|part| !Part::LIFE.contains(part)).collect();
    (!parts.is_empty()).then_some(Doubt::LaterChange { line, on, parts })
}

/// What the public had seen of corrections and objections still stands. Prints of two formats cannot be compared.
fn stands(seen: &Kept, now: &Kept) -> bool {
    seen.format != now.format
        || (continues(&seen.objections, &now.objections) && now.corrections.starts_with(&seen.corrections))
}

/// Objections stand as they were; outcomes and further ones may have come.
fn continues(before: &[ObjectionPrint], now: &[ObjectionPrint]) -> bool {
    before.len() <= now.len()
        && before.iter().zip(now).all(|(before, now)| {
            before.what == now.what && (before.outcome.is_none() || before.outcome == now.outcome)
        })
}

/// By the rule as it was applied, and by the floor of projects that no rule can lower.
fn is_material(before: &Kept, event: &NoticeEvent) -> bool {
    let kept = &event.kept;
    let is_project = before.parts.iter().chain(&kept.parts).any(|(part, _)| part.is_of_projects());
    let floor = if is_project { Part::PROJECT_FLOOR.as_slice() } else { &[] };
    let own_rules = |part: &Part| Part::LIFE.contains(part) || matches!(part, Part::From | Part::Until);
    let listed =
        |part: &&Part| (before.rule.material.contains(part) || floor.contains(part)) && !own_rules(part);
    let same_measure = before.rule.material == kept.rule.material && before.format == kept.format;
    event.changed.iter().any(|part| listed(&part))
        || (same_measure && !before.rule.material.iter().any(own_rules) && before.material != kept.material)
}

/// What settings made of its page while it was posted, and do no longer.
fn settings(log: &PublicationLog, posted: &Posted, now: &Around) -> Vec<Doubt> {
    let mut during: Vec<(usize, Around)> = Vec::new();
    for &line in &posted.lines {
        let (Some(at), Some(Event::Notice(event))) = (log.time_of(line), log.event(line)) else { continue };
        if matches!(event.action, Action::Posted | Action::Reposted) {
            during.clear();
        }
        let ran = event.kept.effective.is_some_and(|window| !window.has_ended(at.date()));
        during.extend(event.kept.around.filter(|_| ran).map(|around| (line, around)));
    }
    let demo = during.iter().find(|(_, around)| around.demo && !now.demo);
    let mut doubts: Vec<Doubt> = demo.map(|&(line, _)| Doubt::Demonstration { line }).into_iter().collect();
    let differing = during.last().map(|(_, last)| last.differing(now)).unwrap_or_default();
    let printed = |what: &Surrounding| matches!(what, Surrounding::Kind | Surrounding::Source);
    let what: Vec<Surrounding> = differing.into_iter().filter(printed).collect();
    doubts.extend((!what.is_empty()).then_some(Doubt::Settings { what }));
    doubts
}

/// What happened to the whole site while it was posted.
fn releases(log: &PublicationLog, posted: &Posted) -> Vec<Doubt> {
    let ran = |on: Date| posted.kept.effective.is_some_and(|w| w.from <= on && !w.has_ended(on));
    let hidden = |line: usize, shown: usize| posted.lines.iter().any(|own| (shown + 1..line).contains(own));
    let healed = log.releases().healed().iter().filter_map(|&(line, shown)| {
        let on = log.time_of(line)?.date();
        (ran(on) && hidden(line, shown)).then_some(Doubt::RolledBack { line, on, shown })
    });
    let renamed = log.releases().renamed().iter().filter_map(|(line, was)| {
        let on = log.time_of(*line)?.date();
        (ran(on) && *line > posted.posted_line()).then(|| Doubt::Renamed { line: *line, was: was.clone() })
    });
    healed.chain(renamed).collect()
}

/// The lines on which the window rests: where it begins, and where it was said to have ended.
fn clocks(log: &PublicationLog, posted: &Posted) -> Vec<Doubt> {
    let begins =
        posted.lines.iter().rev().find(|&&line| log.time_of(line) == Some(posted.last_material_change));
    let lines = [Some(posted.posted_line()), begins.copied()];
    let mut lines: Vec<usize> = lines.into_iter().flatten().collect();
    lines.dedup();
    let doubt = |line: usize| {
        if log.is_disowned(line) {
            return Some(Doubt::ClockAhead { line });
        }
        let (at, (other, later)) = (log.time_of(line)?, log.contradicted_by(line)?);
        Some(Doubt::Clock { line, at, other, later })
    };
    lines.into_iter().filter_map(doubt).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::looks::{Gone, Look, Span, recorded, seen};
    use crate::model::digest::Digest;
    use crate::model::log::clock;
    use crate::model::log::event::{Applied, Checked, Failure, Withdrawal};
    use crate::model::log::stamp::Stamp;
    use crate::model::posting::{MinimumPosting, Unit};
    use jiff::civil::date;

    const ID: &str = "notices/a";

    fn at(text: &str) -> Stamp {
        format!("2026-11-{text}:00+08:00").parse().unwrap()
    }

    fn window() -> Window {
        Window { from: date(2026, 11, 2), until: date(2026, 11, 12) }
    }

    fn kept(text: &str) -> Kept {
        let digest = Digest::of(text.as_bytes());
        Kept {
            id: ID.into(),
            url: format!("https://a.example/{ID}/"),
            kind: "project".into(),
            declared: Some(window()),
            effective: Some(window()),
            rule: Applied {
                minimum: Some(MinimumPosting::strict(10, Unit::Days)),
                material: vec![Part::Title],
                ..Applied::default()
            },
            format: FORMAT,
            record: digest,
            material: digest,
            parts: vec![(Part::Title, digest.print()), (Part::Project, digest.print())],
            ..Kept::default()
        }
    }

    fn event(action: Action, kept: Kept, changed: &[Part]) -> Event {
        let withdrawal = (action == Action::Withdrawn).then(Withdrawal::default);
        let changed = changed.to_vec();
        Event::Notice(Box::new(NoticeEvent {
            action,
            kept,
            changed,
            before_log: false,
            withdrawal,
            filing: None,
            by: None,
        }))
    }

    /// Posted on the second, seen once a day, ended.
    fn whole(more: &[(&str, Event)]) -> PublicationLog {
        let mut events = vec![("02T09:00", event(Action::Posted, kept("a"), &[]))];
        let days = ["02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"];
        let times: Vec<String> = days.iter().map(|day| format!("{day}T18:00")).collect();
        events.extend(times.iter().map(|time| (time.as_str(), round(&[]))));
        events.push(("13T00:10", event(Action::Closed, kept("a"), &[])));
        events.extend(more.iter().cloned());
        log(&events)
    }

    fn log(events: &[(&str, Event)]) -> PublicationLog {
        events.iter().fold(PublicationLog::default(), |log, (time, event)| {
            log.extended(at(time), std::slice::from_ref(event))
        })
    }

    fn round(failures: &[&str]) -> Event {
        let failed = |id: &&str| Failure { id: (*id).to_owned(), fault: "status-404".into() };
        let failures = failures.iter().map(failed).collect();
        Event::Checked(Checked {
            place: "https://a.example".into(),
            visits: 1,
            failures,
            ..Checked::default()
        })
    }

    fn held(log: &PublicationLog) -> Vec<Doubt> {
        let posted = log.posted(ID).unwrap();
        let span = Span::of(posted, window(), at("20T09:00"));
        let (looks, elsewhere) = recorded(log, posted, span);
        doubts(log, posted, Some(window()), (&seen(looks, span), elsewhere), None)
    }

    #[test]
    fn of_a_window_that_ran_as_it_must_there_is_no_doubt() {
        assert_eq!(held(&whole(&[])), []);
        let outcome = |kept: Kept, outcome: &str| Kept {
            objections: vec![ObjectionPrint {
                what: Digest::of(b"o").print(),
                outcome: (!outcome.is_empty()).then(|| Digest::of(outcome.as_bytes()).print()),
            }],
            ..kept
        };
        let open = event(Action::Corrected, outcome(kept("a"), ""), &[Part::Objections]);
        let done = event(Action::Corrected, outcome(kept("a"), "x"), &[Part::Objections]);
        assert_eq!(held(&whole(&[("13T09:00", open), ("14T09:00", done)])), []);
        let filed = event(Action::Filed, kept("a"), &[Part::Filing]);
        assert_eq!(held(&whole(&[("16T09:00", filed)])), []);
    }

    /// 38万 becomes 88万 after the ten days: the ten days were those of 38万.
    #[test]
    fn a_material_change_after_the_window_is_not_covered_by_it() {
        let on = date(2026, 11, 16);
        for part in [Part::Title, Part::Project, Part::Body] {
            let log = whole(&[("16T09:00", event(Action::Corrected, kept("b"), &[part]))]);
            assert_eq!(held(&log), [Doubt::MaterialChange { line: 14, on }], "{part:?}");
        }
        // hidden behind a filing, or with prints that were made to meet
        let log = whole(&[("16T09:00", event(Action::Filed, kept("b"), &[Part::Filing]))]);
        assert_eq!(held(&log), [Doubt::MaterialChange { line: 14, on }]);
        // what is not material may change, and the sheet says that it did
        let log = whole(&[("16T09:00", event(Action::Corrected, kept("a"), &[Part::Contact]))]);
        assert_eq!(held(&log), [Doubt::LaterChange { line: 14, on, parts: vec![Part::Contact] }]);
        assert!(!held(&log).iter().any(Doubt::refuses));
        // and a new window makes it good
        let anew = Kept { effective: Some(Window { from: on, until: date(2026, 11, 26) }), ..kept("b") };
        let log = whole(&[
            ("16T09:00", event(Action::Corrected, kept("b"), &[Part::Title])),
            ("17T09:00", event(Action::Reposted, anew, &[Part::Title])),
        ]);
        assert!(!held(&log).iter().any(Doubt::refuses), "{:?}", held(&log));
    }

    #[test]
    fn withdrawn_on_its_second_day_it_was_not_posted_ten_days() {
        let withdrawn = event(Action::Withdrawn, kept("a"), &[Part::Withdrawn]);
        let log =
            log(&[("02T09:00", event(Action::Posted, kept("a"), &[])), ("03T09:00", withdrawn.clone())]);
        assert!(held(&log).contains(&Doubt::Withdrawn { line: 2, on: date(2026, 11, 3) }));
        let log = whole(&[("16T09:00", withdrawn)]);
        assert_eq!(held(&log), [Doubt::WithdrawnLater { line: 14, on: date(2026, 11, 16) }]);
    }

    #[test]
    fn objections_and_corrections_that_were_seen_are_missed_until_they_are_back() {
        let print = |text: &str| Digest::of(text.as_bytes()).print();
        let with = |objection: bool, correction: bool| Kept {
            objections: objection
                .then(|| ObjectionPrint { what: print("o"), outcome: None })
                .into_iter()
                .collect(),
            corrections: correction.then(|| print("c")).into_iter().collect(),
            ..kept("a")
        };
        let said = ("13T09:00", event(Action::Corrected, with(true, true), &[Part::Objections]));
        for left in [with(false, true), with(true, false), with(false, false)] {
            let emptied = ("16T09:00", event(Action::Corrected, left, &[Part::Objections]));
            assert_eq!(held(&whole(&[said.clone(), emptied.clone()])), [Doubt::RemarksTaken { line: 14 }]);
            assert_eq!(held(&whole(&[said.clone(), emptied, said.clone()])), []);
        }
    }

    #[test]
    fn days_that_the_log_did_not_see_are_none() {
        let late = Kept { effective: None, ..kept("a") };
        let log = log(&[("25T09:00", event(Action::Posted, late, &[]))]);
        assert_eq!(held(&log), [Doubt::BeforeLog { declared: window(), seen: date(2026, 11, 25) }]);
        assert!(held(&log)[0].refuses());
    }

    #[test]
    fn rounds_that_saw_nothing_speak() {
        let posted = ("02T09:00", event(Action::Posted, kept("a"), &[]));
        let none: Vec<_> = ["03", "04", "05", "06", "07"].map(|day| format!("{day}T18:00")).into();
        let none: Vec<_> = none.iter().map(|time| (time.as_str(), round(&[ID]))).collect();
        assert_eq!(
            held(&log(&[std::slice::from_ref(&posted), &none[..]].concat())),
            [Doubt::NeverSeen { looks: 5 }]
        );
        let once = ("02T18:00", round(&[]));
        let gone = Gone { since: at("02T18:00"), looks: 5 };
        assert_eq!(held(&log(&[&[posted.clone(), once], &none[..]].concat())), [Doubt::Gone(gone)]);
        assert_eq!(held(&log(std::slice::from_ref(&posted))), [Doubt::NobodyLooked { elsewhere: 0 }]);
        // what all notices depend on was wrong: nobody could read it, whatever its own page was
        let site = vec![Failure { id: "assets/style.css".into(), fault: "differs".into() }];
        let styled = Checked { place: "https://a.example".into(), site, ..Checked::default() };
        let log = log(&[posted, ("03T18:00", Event::Checked(styled))]);
        assert_eq!(held(&log), [Doubt::NeverSeen { looks: 1 }]);
    }

    /// A round says nothing of a notice that it had no reason to visit: before its posting, in the same second; and
    /// between its end and the correction that opened it again.
    #[test]
    fn a_round_that_did_not_visit_it_did_not_see_it() {
        let until = Window { until: date(2026, 11, 20), ..window() };
        let longer = Kept { effective: Some(until), ..kept("a") };
        let log = log(&[
            ("02T09:00", round(&[])),
            ("02T09:00", event(Action::Posted, kept("a"), &[])),
            ("13T00:10", event(Action::Closed, kept("a"), &[])),
            ("14T18:00", round(&[])),
            ("16T09:00", event(Action::Corrected, longer, &[Part::Until])),
            ("17T18:00", round(&[])),
        ]);
        let posted = log.posted(ID).unwrap();
        let looks = recorded(&log, posted, Span::of(posted, until, at("21T09:00"))).0;
        assert_eq!(looks, [Look { at: at("17T18:00"), saw: true }]);
    }

    #[test]
    fn a_clock_that_was_wrong_is_said() {
        let ahead = "2027-01-10T09:00:00+08:00".parse().unwrap();
        let excuse = clock::Excuse { line: 1, reason: "电池".into(), authority: "宣传部".into() };
        let future = PublicationLog::default().extended(ahead, &[round(&[])]);
        let set = clock::hold(&future, at("02T09:00"), &[excuse]).unwrap().unwrap();
        let log =
            future.extended(at("02T09:00"), &[Event::Clock(set), event(Action::Posted, kept("a"), &[])]);
        let doubts = held(&log);
        assert!(
            doubts.contains(&Doubt::Clock { line: 3, at: at("02T09:00"), other: 1, later: ahead }),
            "{doubts:?}"
        );
    }
}
