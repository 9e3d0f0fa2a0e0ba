//! Counting against an oracle that shares no code with it (`tests/counting/oracle.py`), and as properties.
//!
//! The starter's files are read here by a few lines made for their shape alone, so that a fault in the
//! library's own reader cannot hide one in the counting.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    reason = "tests touch the world"
)]

#[path = "counting/properties.rs"]
mod properties;

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use jiff::ToSpan;
use jiff::civil::Date;
use zhangbang::model::calendar::{Announcement, CalendarYear, DayKind, Holiday, WorkCalendar};
use zhangbang::model::posting::{
    CalendarMissing, MinimumPosting, Tally, Unit, count, guessed_years, required_last_day,
};

const FIRST_YEAR: i16 = 2020;
const LAST_YEAR: i16 = 2026;

#[test]
fn every_start_date_and_every_starter_rule_agree_with_the_oracle() {
    let (calendar, rules, oracle) = (starter_calendar(), starter_rules(), oracle());
    let mut cases = 0;
    let mut differences = Vec::new();
    for (kind, rule) in &rules {
        for (from, expected) in &oracle[&(rule.min, rule.unit)] {
            let last = required_last_day(*from, rule, &calendar);
            cases += 1;
            if last.ok() != *expected {
                differences.push(format!("{kind} from {from}: {last:?}, the oracle says {expected:?}"));
            }
        }
    }
    println!("{cases} cases, {} differences", differences.len());
    assert_eq!(cases, 7305 * 13, "every day of 2020 to 2039 for thirteen rules");
    assert!(
        differences.is_empty(),
        "{} of {cases}: {:?}",
        differences.len(),
        &differences[..differences.len().min(9)]
    );
}

#[test]
fn counting_day_by_day_comes_to_the_same_end() {
    let (calendar, oracle) = (starter_calendar(), oracle());
    for (kind, rule) in starter_rules() {
        for (from, expected) in &oracle[&(rule.min, rule.unit)] {
            let counted = count(*from, &rule, &calendar);
            assert_eq!(counted.as_ref().ok().map(|count| count.last), *expected, "{kind} from {from}");
            let Ok(counted) = counted else { continue };
            let numbers: Vec<u16> = counted.days.iter().filter_map(|day| day.number()).collect();
            assert_eq!(numbers, (1..=rule.min).collect::<Vec<_>>(), "{kind} from {from}");
            assert_eq!(counted.days[0].tally, Tally::FirstDay);
        }
    }
}

#[test]
fn a_missing_calendar_is_named_by_its_year() {
    let calendar = starter_calendar();
    let honour = starter_rules()["honour"];
    let missing = |year| Err(CalendarMissing { year });
    assert_eq!(required_last_day("2026-12-25".parse().unwrap(), &honour, &calendar), missing(2027));
    assert_eq!(required_last_day("2031-05-01".parse().unwrap(), &honour, &calendar), missing(2031));
    let project = starter_rules()["project"];
    assert!(guessed_years("2026-12-20".parse().unwrap(), &project, &calendar).is_empty());
    assert_eq!(guessed_years("2026-12-22".parse().unwrap(), &project, &calendar), [2027]);
}

#[test]
fn the_starter_calendars_hold_no_impossible_entry() {
    let calendar = starter_calendar();
    for year in FIRST_YEAR..=LAST_YEAR {
        assert_eq!(starter_year(year).faults(), [], "{year}");
        assert!(calendar.knows(year));
        assert!(calendar.announcement(year).is_some_and(|notice| notice.title.contains(&year.to_string())));
    }
    assert!(!calendar.knows(FIRST_YEAR - 1) && !calendar.knows(LAST_YEAR + 1));
}

/// The Spring Festival of 2020 was lengthened while it ran: 1 February, announced as worked, was off.
#[test]
fn the_lengthened_festival_of_2020_is_in_the_calendar() {
    let calendar = starter_calendar();
    for day in ["2020-01-31", "2020-02-01", "2020-02-02"] {
        assert_eq!(calendar.day(day.parse().unwrap()), DayKind::Holiday("春节"));
    }
    assert_eq!(calendar.day("2020-02-03".parse().unwrap()), DayKind::Workday);
    let project = starter_rules()["project"];
    let last = required_last_day("2020-01-14".parse().unwrap(), &project, &calendar);
    assert_eq!(last, Ok("2020-02-03".parse().unwrap()));
}

#[test]
fn the_demonstration_starts_from_the_starter_files() {
    for file in starter_files() {
        let demonstration = root().join("content").join(&file);
        let same = fs::read(&demonstration).unwrap() == fs::read(starter().join(&file)).unwrap();
        assert!(same, "content/{file} differs from src/commands/starter/{file}");
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn starter() -> PathBuf {
    root().join("src/commands/starter")
}

fn starter_files() -> Vec<String> {
    let calendars = (FIRST_YEAR..=LAST_YEAR).map(|year| format!("calendar/{year}.yaml"));
    calendars.chain(["rules.yaml".to_owned()]).collect()
}

fn starter_calendar() -> WorkCalendar {
    let mut calendar = WorkCalendar::new();
    (FIRST_YEAR..=LAST_YEAR).for_each(|year| calendar.insert_year(starter_year(year)));
    calendar
}

/// Reads `- { name: 春节, from: 2026-02-15, until: 2026-02-23 }` and `- 2026-02-14 # …` lines.
fn starter_year(year: i16) -> CalendarYear {
    let text = fs::read_to_string(starter().join(format!("calendar/{year}.yaml"))).unwrap();
    let lines = || text.lines().filter(|line| !line.starts_with('#'));
    let title = lines().find_map(|line| line.strip_prefix("  title: ")).unwrap();
    let number = lines().find_map(|line| line.strip_prefix("  number: "));
    let holidays = lines().filter(|line| line.starts_with("  - {")).map(|line| Holiday {
        name: between(line, "name: ", ",").to_owned(),
        from: between(line, "from: ", ",").parse().unwrap(),
        until: between(line, "until: ", " }").parse().unwrap(),
    });
    let workdays = lines().filter(|line| line.starts_with("  - 2"));
    CalendarYear {
        year: lines().find_map(|line| line.strip_prefix("year: ")).unwrap().parse().unwrap(),
        announcement: Announcement { title: title.to_owned(), number: number.map(str::to_owned) },
        holidays: holidays.collect(),
        workdays: workdays.map(|line| between(line, "- ", " #").parse().unwrap()).collect(),
    }
}

/// Reads each kind's `posting: { min: 10, unit: days, count_first_day: false, roll_end: true }` line.
fn starter_rules() -> BTreeMap<String, MinimumPosting> {
    let text = fs::read_to_string(starter().join("rules.yaml")).unwrap();
    let mut rules = BTreeMap::new();
    let mut kind = "";
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if !line.starts_with(' ') {
            kind = line.trim_end_matches(':');
        } else if line.starts_with("  posting: ") {
            rules.insert(kind.to_owned(), minimum(line));
        }
    }
    rules
}

fn minimum(line: &str) -> MinimumPosting {
    MinimumPosting {
        min: between(line, "min: ", ",").parse().unwrap(),
        unit: unit(between(line, "unit: ", ",")),
        count_first_day: between(line, "count_first_day: ", ",").parse().unwrap(),
        roll_end: between(line, "roll_end: ", " }").parse().unwrap(),
    }
}

fn unit(name: &str) -> Unit {
    match name {
        "days" => Unit::Days,
        "workdays" => Unit::Workdays,
        other => panic!("no unit is called {other}"),
    }
}

fn between<'t>(text: &'t str, before: &str, after: &str) -> &'t str {
    let rest = text.split_once(before).unwrap_or_else(|| panic!("no {before:?} in {text:?}")).1;
    rest.split_once(after).unwrap_or_else(|| panic!("no {after:?} in {text:?}")).0
}

/// A start date, and the last day; none where a calendar is missing.
type Answer = (Date, Option<Date>);

/// What the oracle says for each rule.
fn oracle() -> HashMap<(u16, Unit), Vec<Answer>> {
    let mut answers: HashMap<_, Vec<_>> = HashMap::new();
    for line in include_str!("counting/expected.tsv").lines().filter(|line| !line.starts_with('#')) {
        let [month, rule, later] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line:?}") };
        let (min, name) = rule.split_once(' ').unwrap();
        let rule = (min.parse().unwrap(), unit(name));
        answers.entry(rule).or_default().extend(month_of_answers(month, later));
    }
    answers
}

/// `2026-09` and how many days later the last day is for its 1st, 2nd and so on; one `missing` may stand for
/// the whole month.
fn month_of_answers(month: &str, later: &str) -> Vec<Answer> {
    let first: Date = format!("{month}-01").parse().unwrap();
    let starts: Vec<Date> = first.series(1.day()).take(first.days_in_month() as usize).collect();
    let later: Vec<&str> =
        if later == "missing" { vec![later; starts.len()] } else { later.split(' ').collect() };
    assert_eq!(starts.len(), later.len(), "{month}");
    let last =
        |from: Date, later: &str| (later != "missing").then(|| from + later.parse::<i32>().unwrap().days());
    starts.into_iter().zip(later).map(|(from, later)| (from, last(from, later))).collect()
}

/// The answers that are pinned are what the oracle says today, and so are the starter's calendars and rules.
#[test]
fn the_oracle_stands_by_what_is_pinned() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let python = root.join("tests/judges/venv/bin/python");
    if !python.exists() {
        assert!(std::env::var_os("ZHANGBANG_JUDGES").is_none(), "the judges' Python is needed");
        println!("skipped: no tests/judges/venv; tests/all.sh makes it");
        return;
    }
    let asked =
        Command::new(python).arg(root.join("tests/counting/oracle.py")).arg("check").output().unwrap();
    let words = String::from_utf8_lossy(&asked.stdout).into_owned() + &String::from_utf8_lossy(&asked.stderr);
    assert!(asked.status.success(), "{words}");
}
