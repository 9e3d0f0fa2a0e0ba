//! Random repetitions, worked out twice: by the program and by python-dateutil (`tests/judges/repeats.py`).

#![expect(clippy::disallowed_macros, clippy::unwrap_used, reason = "tests touch the world")]

use jiff::ToSpan;
use jiff::civil::{DateTime, date};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use zhangbang::model::repeat::read;

const RULES: usize = 2_000;
const MOMENTS: usize = 30;

/// A small generator of its own, so that a failing rule comes again.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most
    }

    fn of<'t>(&mut self, all: &[&'t str]) -> &'t str {
        all[usize::try_from(self.below(all.len() as u64)).unwrap()]
    }

    fn first(&mut self) -> DateTime {
        let day = date(2024, 1, 1).saturating_add(i64::try_from(self.below(1_500)).unwrap().days());
        day.at(i8::try_from(self.below(24)).unwrap(), 30, 0, 0)
    }

    fn rule(&mut self) -> String {
        let mut rule = match self.below(4) {
            0 => {
                format!("FREQ=DAILY{}", self.of(&["", ";BYDAY=MO,WE", ";BYMONTH=6,7", ";BYMONTHDAY=1,15,-1"]))
            }
            1 => format!(
                "FREQ=WEEKLY{}",
                self.of(&["", ";BYDAY=SA", ";BYDAY=TU,FR", ";BYDAY=SA,SU", ";BYMONTH=3,11"])
            ),
            2 => format!(
                "FREQ=MONTHLY{}",
                self.of(&[
                    "",
                    ";BYDAY=1SA",
                    ";BYDAY=-1SU",
                    ";BYDAY=2TU,4TU",
                    ";BYMONTHDAY=-1",
                    ";BYMONTHDAY=1,31",
                    ";BYDAY=FR;BYMONTHDAY=13"
                ])
            ),
            _ => format!(
                "FREQ=YEARLY{}",
                self.of(&[
                    "",
                    ";BYMONTH=3,9",
                    ";BYMONTH=3;BYDAY=1TH",
                    ";BYMONTH=2;BYMONTHDAY=29",
                    ";BYMONTH=10;BYDAY=-1SU"
                ])
            ),
        };
        let interval = self.below(4);
        if interval > 1 {
            rule += &format!(";INTERVAL={interval}");
        }
        match self.below(3) {
            0 => rule += &format!(";COUNT={}", 1 + self.below(20)),
            1 => {
                rule += &format!(
                    ";UNTIL={}{:02}{:02}",
                    2025 + self.below(8),
                    1 + self.below(12),
                    1 + self.below(28)
                )
            }
            _ => {}
        }
        rule
    }
}

/// Rules with a first moment that they give themselves, as the check asks.
fn rules() -> Vec<(String, DateTime)> {
    let mut dice = Dice(20_261_128);
    let mut rules = Vec::new();
    while rules.len() < RULES {
        let (text, about) = (dice.rule(), dice.first());
        let rule = read(&text).unwrap();
        let Some(first) = rule.occurrences(about).take_while(|at| at.year() < about.year() + 10).nth(1)
        else {
            continue;
        };
        if rule.includes(first) {
            rules.push((text, first));
        }
    }
    rules
}

fn own(rule: &str, first: DateTime) -> String {
    let last = first.year() + 30;
    let rule = read(rule).unwrap();
    let moments = rule.occurrences(first).take_while(|at| at.year() <= last).take(MOMENTS);
    moments.map(|at| at.strftime("%Y-%m-%dT%H:%M:%S").to_string()).collect::<Vec<_>>().join(" ")
}

#[test]
fn two_thousand_random_rules_give_the_same_days_elsewhere() {
    let judges = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judges");
    let python = judges.join("venv/bin/python");
    if !python.exists() {
        assert!(std::env::var_os("ZHANGBANG_JUDGES").is_none(), "the judges' Python is needed");
        println!("skipped: no tests/judges/venv; tests/all.sh makes it");
        return;
    }
    let rules = rules();
    let asked: String = rules
        .iter()
        .map(|(rule, first)| {
            // a day alone means its end here, as in calendars; its beginning to the judge
            let until = if rule.contains("UNTIL=") { "T235959" } else { "" };
            format!("{rule}{until}\t{}\t{MOMENTS}\n", first.strftime("%Y-%m-%dT%H:%M:%S"))
        })
        .collect();
    let mut judge = Command::new(python)
        .arg(judges.join("repeats.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = judge.stdin.take().unwrap();
    let writing = std::thread::spawn(move || stdin.write_all(asked.as_bytes()).unwrap());
    let output = judge.wait_with_output().unwrap();
    writing.join().unwrap();
    assert!(output.status.success());
    let answers = String::from_utf8(output.stdout).unwrap();
    let answers: Vec<&str> = answers.lines().collect();
    assert_eq!(answers.len(), rules.len());
    for ((rule, first), elsewhere) in rules.iter().zip(answers) {
        assert_eq!(own(rule, *first), elsewhere, "{rule} from {first}");
    }
    println!("{} rules agree", rules.len());
}
