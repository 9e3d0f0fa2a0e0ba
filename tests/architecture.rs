//! The law of the house: which room and which floor may use which, that there is no circle, and how long
//! functions and files may be. See the map in `src/lib.rs`.
//!
//! `cargo test --test architecture -- --nocapture` prints the rooms, their floors and all arrows.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    reason = "tests touch the world"
)]

#[path = "architecture/arrows.rs"]
mod arrows;
#[path = "architecture/cases.rs"]
mod cases;
#[path = "architecture/circles.rs"]
mod circles;
#[path = "architecture/house.rs"]
mod house;
#[path = "architecture/law.rs"]
mod law;
#[path = "architecture/marks.rs"]
mod marks;
#[path = "architecture/shape.rs"]
mod shape;

use arrows::{Arrows, arrows};
use circles::{circles, circles_by_folder, graph};
use house::{Files, House, Room};
use shape::{Function, functions};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::path::Path;
use std::sync::OnceLock;

/// What there is to judge.
struct Seen {
    files: Files,
    arrows: Arrows,
    functions: Vec<Function>,
}

/// The house as it stands, read once.
fn seen() -> &'static Seen {
    static SEEN: OnceLock<Seen> = OnceLock::new();
    SEEN.get_or_init(|| {
        let house = House::new(&texts());
        let (arrows, functions) = (arrows(&house), functions(&house));
        Seen { files: house.files, arrows, functions }
    })
}

/// Every file of `src/`, by path there.
fn texts() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut texts, mut folders) = (BTreeMap::new(), vec![root.clone()]);
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
                texts.insert(name, std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    texts
}

#[test]
fn rooms_and_floors_use_only_what_the_law_allows() {
    let Seen { files, arrows, .. } = seen();
    let (mut floors, mut broken) = (BTreeMap::<String, BTreeSet<String>>::new(), Vec::new());
    floors.extend(files.floors().map(|floor| (floor, BTreeSet::new())));
    for ((from, to), name) in &arrows.inside {
        let (user, used) = (files.floor(from), files.floor(to));
        if user != used {
            broken.extend((!may_use(&user, &used)).then(|| format!("{from} uses {to} ({name})")));
            floors.entry(user).or_default().insert(used);
        }
    }
    print_rooms(&floors);
    let rows: BTreeSet<&str> = law::LAW.iter().map(|(floor, _)| *floor).collect();
    let without = floors.keys().filter(|floor| !rows.contains(floor.as_str()));
    broken.extend(without.map(|floor| format!("{floor} has no row in the law")));
    let gone = rows.iter().filter(|row| !floors.contains_key(**row));
    broken.extend(gone.map(|row| format!("the law has a row for {row}, which is not there")));
    assert!(broken.is_empty(), "{broken:#?}");
}

fn print_rooms(floors: &BTreeMap<String, BTreeSet<String>>) {
    for (floor, used) in floors {
        let (indent, names) =
            ("  ".repeat(floor.matches('/').count()), Vec::from_iter(used.iter().map(String::as_str)));
        println!("{indent}{floor} -> {}", names.join(", "));
    }
}

fn may_use(user: &str, used: &str) -> bool {
    let row = law::LAW.iter().find(|(floor, _)| *floor == user);
    row.is_some_and(|(_, allowed)| allowed.iter().any(|pattern| covers(pattern, used)))
}

fn covers(pattern: &str, floor: &str) -> bool {
    match pattern.strip_suffix("/*") {
        None if pattern == "*" => true,
        Some(room) => floor == room || floor.strip_prefix(room).is_some_and(|rest| rest.starts_with('/')),
        None => floor == pattern,
    }
}

#[test]
fn only_the_doors_touch_the_world() {
    let mut broken = Vec::new();
    for (file, said) in &seen().arrows.outside {
        let room = room(file);
        let closed =
            |(word, open): &(&str, &[&str])| is_part_of(said, word) && !open.contains(&room.as_str());
        if law::DOORS.iter().any(closed) {
            broken.push(format!("{file} says {said}"));
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

fn is_part_of(path: &str, word: &str) -> bool {
    path.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

#[test]
fn nothing_escapes_the_law() {
    let arrows = &seen().arrows;
    assert!(arrows.blind.is_empty(), "these cannot be followed: {:#?}", arrows.blind);
    let open: BTreeSet<String> = law::AWAY.iter().map(|file| (*file).to_owned()).collect();
    assert_eq!(
        arrows.away, open,
        "an `impl` stands in the file of its type (left: found, right: still open)"
    );
}

#[test]
fn files_form_no_circle() {
    let mut found = BTreeMap::new();
    for circle in circles(&graph(seen().arrows.pairs())) {
        println!("a circle of {}: {circle:?}", circle.len());
        *found.entry(room(circle.first().unwrap())).or_default() += circle.len();
    }
    only_shrinks("CIRCLES_OF_FILES", &found, law::CIRCLES_OF_FILES);
}

/// The first folder of a path, or the file there.
fn room(file: &str) -> String {
    file.split('/').next().unwrap_or_default().replace(".rs", "")
}

#[test]
fn neither_rooms_nor_floors_form_a_circle() {
    let mut found = BTreeMap::new();
    for (folder, circle) in circles_by_folder(&seen().arrows) {
        println!("in src/{folder}, a circle of {}: {circle:?}", circle.len());
        *found.entry(folder).or_default() += circle.len();
    }
    only_shrinks("CIRCLES_OF_FLOORS", &found, law::CIRCLES_OF_FLOORS);
}

#[test]
fn functions_fit_on_a_screen() {
    let functions = &seen().functions;
    let (count, at) = (functions.len(), |share: usize| functions[functions.len() * share / 100].lines);
    println!("{count} functions; half have up to {} lines, nine in ten up to {}", at(50), at(90));
    assert!(at(90) <= 20, "nine in ten functions have up to {} lines, not 20", at(90));
    let long = functions.iter().filter(|function| function.lines > 60);
    let found =
        long.map(|function| (format!("{} {}", function.file, function.name), function.lines)).collect();
    at_most("LONG_FUNCTIONS", &found, law::LONG_FUNCTIONS);
}

#[test]
fn files_are_short_before_their_tests() {
    let tables: Vec<&str> = law::TABLES.iter().map(|(file, _)| *file).collect();
    let long = seen().files.0.iter().filter_map(|(file, room)| match room {
        Room::Code { lines } if *lines > 300 => Some((file.clone(), *lines)),
        _ => None,
    });
    let (of_tables, found): (BTreeMap<_, _>, _) = long.partition(|(file, _)| tables.contains(&file.as_str()));
    at_most("LONG_FILES", &found, law::LONG_FILES);
    let short: Vec<_> = tables.iter().filter(|file| !of_tables.contains_key(**file)).collect();
    assert!(short.is_empty(), "in TABLES, but not long: {short:?}");
}

/// What is found is what the table says, to the number.
fn only_shrinks(table: &str, found: &BTreeMap<String, usize>, open: &[(&str, usize)]) {
    let open: BTreeMap<String, usize> = open.iter().map(|(what, many)| ((*what).to_owned(), *many)).collect();
    assert_eq!(
        *found, open,
        "left: found; right: {table} in tests/architecture/law.rs, where no number may grow"
    );
}

/// What is found is in the table with at least its size, and nothing else is in the table.
fn at_most(table: &str, found: &BTreeMap<String, usize>, open: &[(impl Display, usize)]) {
    let open: BTreeMap<String, usize> = open.iter().map(|(what, many)| (what.to_string(), *many)).collect();
    let over = found.iter().filter(|(what, many)| open.get(*what).is_none_or(|most| *many > most));
    let done = open.keys().filter(|what| !found.contains_key(*what));
    let (over, done): (Vec<_>, Vec<_>) = (over.collect(), done.collect());
    assert!(over.is_empty(), "too long: {over:?}; as {table} in tests/architecture/law.rs has it: {open:?}");
    assert!(done.is_empty(), "short enough, so no longer needed in {table}: {done:?}");
}
