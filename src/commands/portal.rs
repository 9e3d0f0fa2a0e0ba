//! `portal`: one site over all boards of a list.

use super::boards::read::read;
use super::desk::{Command, Desk, Ending, Ran, trouble};
use super::help::Words;
use super::output::{complain, put_json, say};
use crate::diagnostic::Text;
use crate::evidence::visit::client::{Client, Limits};
use crate::evidence::visit::trust::Trust;
use crate::evidence::words::untrusted;
use crate::model::log::stamp::Stamp;
use crate::portal::facts::told::Told;
use crate::portal::{self, Built, Error, Request};
use crate::report::{Format, harmless_line};
use crate::text;
use crate::write::Written;
use clap::Args;
use jiff::tz::{self, TimeZone};
use std::path::PathBuf;
use std::time::Duration;

#[derive(Args)]
#[group(skip)]
pub(super) struct Portal {
    /// The list of boards.
    #[arg(value_name = "FILE")]
    boards: PathBuf,
    /// Where the site goes.
    #[arg(long, short, value_name = "DIR", default_value = "portal")]
    out: PathBuf,
    /// Authorities to be trusted besides those of the system, in PEM form.
    #[arg(long, value_name = "FILE")]
    ca: Option<PathBuf>,
}

/// One visit, and all of them: a hundred boards with thousands of open notices.
const LIMITS: Limits = Limits { visit: Duration::from_secs(60), round: Duration::from_secs(6 * 60 * 60) };

impl Command for Portal {
    const NAME: &'static str = "portal";
    const HAS_NO_DAY: bool = true;

    fn told(command: clap::Command, words: Words) -> clap::Command {
        command
            .about(words.say(
                "把全省的公开栏汇总成一个网站：边读边核对，对不上的点名",
                "One site over all boards of a list; what does not add up is named",
            ))
            .mut_arg(
                "boards",
                words.help("写着全部公开栏的文件，boards.yaml", "The list of boards, boards.yaml"),
            )
            .mut_arg("out", words.help("网站写到哪里", "Where the site goes"))
            .mut_arg("ca", words.authorities())
    }

    fn run(self, desk: &Desk) -> Ran {
        desk.no_day()?;
        let Some(list) = read(desk, &self.boards)? else { return Ok(Ending::Refused) };
        let trust = Trust::with(self.ca.as_deref()).map_err(|fault| untrusted(&fault))?;
        let zone = TimeZone::fixed(tz::offset(8));
        let now = Stamp::new(&desk.machine_clock().instant.to_zoned(zone));
        let request = Request { boards: &list.boards, list: &self.boards, out: &self.out, now };
        let built = portal::build(&request, &Client::new(LIMITS, &trust)).map_err(failed)?;
        match desk.options.format {
            Format::Json => put_json(&json(&built, now)),
            Format::Human | Format::Short => complain(&troubled(desk, &built)),
        }
        say(desk, &summary(&self, &built));
        let whole = built.boards.iter().all(|(_, told)| told.is_whole());
        Ok(if whole { Ending::Done } else { Ending::Refused })
    }
}

fn failed(error: Error) -> Text {
    match error {
        Error::Disk(lost) => trouble(&lost),
        Error::Write(lost) => Text::new(lost.zh(), lost.en()),
        Error::Look(words) => words,
    }
}

/// A line for each thing that does not add up. What boards say of themselves may not steer a terminal.
fn troubled(desk: &Desk, built: &Built) -> String {
    let line =
        |name: &str, words: &Text| harmless_line(&format!("[{name}] {}", words.get(desk.language))) + "\n";
    let of_board = |(name, told): &(String, Told)| {
        let mut lines: String = told.faults.iter().map(|fault| line(name, &fault.words())).collect();
        let more = told.more_faults;
        if more > 0 {
            lines += &line(name, &text!("另有 {more} 处", "and {more} more"));
        }
        lines
    };
    built.boards.iter().map(of_board).collect()
}

fn summary(asked: &Portal, built: &Built) -> Text {
    let shown = asked.out.display();
    let Built { written, boards, notices } = built;
    let (count, bad) = (boards.len(), boards.iter().filter(|(_, told)| !told.is_whole()).count());
    let open: usize = boards.iter().map(|(_, told)| told.open).sum();
    let Written { created, changed, unchanged, removed, bytes: _ } = written;
    text!(
        "{shown}：{count} 块公开栏，{bad} 块有对不上的；公告 {notices} 份，正在公示 {open} 份；新写 {created}，改写 {changed}，未变 {unchanged}，删去 {removed}\n",
        "{shown}: {count} boards, {bad} do not add up; {notices} notices, {open} posted now; {created} new, {changed} changed, {unchanged} unchanged, {removed} removed\n"
    )
}

fn json(built: &Built, now: Stamp) -> serde_json::Value {
    let boards = built.boards.iter().map(|(name, told)| {
        let faults: Vec<String> = told.faults.iter().map(|fault| fault.words().zh).collect();
        serde_json::json!({
            "name": name, "whole": told.is_whole(), "refused": told.is_refused(), "notices": told.notices,
            "open": told.open, "due": told.all_due, "faults": faults, "more_faults": told.more_faults,
        })
    });
    let boards: Vec<_> = boards.collect();
    serde_json::json!({ "at": now, "notices": built.notices, "boards": boards })
}
