//! Ways to take down, move, shorten, backdate or quietly alter what was posted: all refused, and not one byte
//! that visitors get is changed. Each begins with the file that somebody who wants to cheat would write.

mod altered;
mod gone;
mod records;
mod settings;
mod steps;
mod theme;
mod unicode;
mod window;

use super::harmless::open;
use super::toy::Toy;
use crate::diagnostic::Code;
use crate::publish::Ended;
use std::fs;

/// What is done to the open notice, and the code for which it is refused.
type Way = (&'static str, fn(&mut Toy), Code);

/// The same after something lawful was published.
type Later = (&'static str, fn(&mut Toy), fn(&mut Toy), Code);

const WAYS: [&[Way]; 7] =
    [gone::WAYS, altered::WAYS, window::WAYS, settings::WAYS, records::WAYS, theme::WAYS, unicode::WAYS];

const LATER: [&[Later]; 3] = [gone::LATER, altered::LATER, unicode::LATER];

#[test]
fn all_of_these_are_refused_and_change_nothing() {
    let open = open();
    for (what, way, code) in WAYS.into_iter().flatten() {
        held(&open, what, *way, *code);
    }
    for (what, before, way, code) in LATER.into_iter().flatten() {
        let mut later = open.copy();
        before(&mut later);
        let ended = later.publish().unwrap_or_else(|error| panic!("{what}: {error:?}"));
        assert!(matches!(ended, Ended::Done(_)), "{what}: what comes before is lawful: {ended:#?}");
        held(&later, what, *way, *code);
    }
    let ways = WAYS.map(<[Way]>::len).iter().sum::<usize>() + LATER.map(<[Later]>::len).iter().sum::<usize>();
    println!("{ways} destructive ways refused");
    assert!(ways >= 240);
}

fn held(before: &Toy, what: &str, way: fn(&mut Toy), code: Code) {
    let releases = |toy: &Toy| fs::read_dir(toy.target().join("releases")).map_or(0, Iterator::count);
    let mut toy = before.copy();
    way(&mut toy);
    let (served, log, kept) = (toy.served(), toy.log_text(), releases(&toy));
    let found = codes(&toy, what);
    assert!(found.contains(&code), "{what}: {found:?}, not {code:?}");
    assert_eq!(toy.served(), served, "{what}");
    assert_eq!(toy.log_text(), log, "{what}");
    assert_eq!(releases(&toy), kept, "{what}");
    // a dry run says the same
    toy.dry_run = true;
    assert_eq!(codes(&toy, what), found, "{what}: dry");
}

fn codes(toy: &Toy, what: &str) -> Vec<Code> {
    match toy.publish().unwrap_or_else(|error| panic!("{what}: {error:?}")) {
        Ended::Refused(faults) => {
            faults.iter().filter(|fault| fault.is_error()).map(|fault| fault.code).collect()
        }
        Ended::Done(report) => panic!("{what}: published, with {:?}", report.events),
    }
}
