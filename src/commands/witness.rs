//! `witness`: somebody else looks at many boards.

mod pages;

use super::desk::{Command, Desk, Ending, Ran};
use super::help::Words;
use super::output::{put, put_json, say};
use crate::diagnostic::{Language, Text};
use crate::disk::{self, Disk};
use crate::evidence::visit::client::{Client, Limits};
use crate::evidence::visit::trust::Trust;
use crate::evidence::witness::address::{self, Board};
use crate::evidence::witness::state::State;
use crate::evidence::witness::watch::{Watched, watch};
use crate::evidence::witness::words;
use crate::evidence::words::untrusted;
use crate::model::log::stamp::Stamp;
use crate::report::{self, Format};
use crate::text;
use clap::Args;
use jiff::tz::{self, TimeZone};
use std::path::{Path, PathBuf};
use std::time::Duration;

#[derive(Args)]
#[group(skip)]
pub(super) struct Witness {
    /// Addresses of boards, or files that list them.
    #[arg(value_name = "URL|FILE", required = true)]
    boards: Vec<String>,
    /// Where the witness keeps its lines; relative to the working folder.
    #[arg(long, value_name = "DIR", default_value = "witness")]
    state: PathBuf,
    /// Makes pages of all boards there.
    #[arg(long, value_name = "DIR")]
    site: Option<PathBuf>,
    /// Who looks; stands in every line and on certificates.
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Authorities to be trusted besides those of the system, in PEM form.
    #[arg(long, value_name = "FILE")]
    ca: Option<PathBuf>,
}

/// One visit, and the whole round: the next may begin after an hour.
const LIMITS: Limits = Limits { visit: Duration::from_secs(15), round: Duration::from_secs(55 * 60) };
/// A list of boards is no longer.
const LIST: u64 = 4 << 20;
/// A name is no longer, in characters.
const NAME: usize = 60;

impl Command for Witness {
    const NAME: &'static str = "witness";
    const HAS_NO_DAY: bool = true;

    fn told(command: clap::Command, words: Words) -> clap::Command {
        let boards = words.help(
            "网址，或者写着网址的文件（一行一个，# 后面是备注）",
            "Addresses of boards, or files that list them, one a line; # begins a remark",
        );
        let state = words.help(
            "见证记录放在哪里，每轮接着往下记",
            "Where the witness keeps its lines, to which each round adds",
        );
        let name = words.help(
            "见证单位的名称，写在每一行里，也写在公示证明上",
            "Who looks; stands in every line and on certificates",
        );
        command
            .about(words.say(
                "在别的电脑上替大家看许多块公开栏：公告在不在，历史有没有被改写",
                "Look at many boards from elsewhere: whether notices are up, and whether the past was rewritten",
            ))
            .mut_arg("boards", boards)
            .mut_arg("state", state)
            .mut_arg("site", words.help("另做一份总览网页，放在这里", "Makes pages of all boards there"))
            .mut_arg("name", name)
            .mut_arg("ca", words.authorities())
    }

    fn run(self, desk: &Desk) -> Ran {
        desk.no_day()?;
        let boards = boards(&self.boards)?;
        let name = named(self.name.as_deref(), desk.language)?;
        let trust = Trust::with(self.ca.as_deref()).map_err(|fault| untrusted(&fault))?;
        let zone = TimeZone::fixed(tz::offset(8));
        let at = Stamp::new(&desk.machine_clock().instant.to_zoned(zone));
        let state = State::open(&self.state, Disk::new()).map_err(|fault| words::state_fault(&fault))?;
        let watched = watch(&state, &boards, &name, &Client::new(LIMITS, &trust), at);
        match desk.options.format {
            Format::Json => put_json(&json(&watched, &name, at)),
            Format::Human | Format::Short => put(&lines(&watched, desk)),
        }
        if let Some(site) = &self.site {
            let pages = pages::write(site, &state, &watched, &name, at)?;
            let shown = site.display();
            say(desk, &text!("总览：{shown}，{pages} 页\n", "Overview: {shown}, {pages} pages\n"));
        }
        Ok(ending(&watched))
    }
}

/// One that could not be kept is trouble of ours.
fn ending(watched: &[Watched]) -> Ending {
    if watched.iter().any(|watched| watched.rounds.is_err()) {
        return Ending::Failed;
    }
    if watched.iter().all(Watched::passed) { Ending::Done } else { Ending::Refused }
}

/// The boards that were named, in order, each once.
fn boards(named: &[String]) -> Result<Vec<Board>, Text> {
    let mut boards = Vec::new();
    for named in named {
        match Board::of(named) {
            Ok(board) => boards.push(board),
            Err(address::Unfit::Scheme) if !named.contains("://") => boards.extend(listed(Path::new(named))?),
            Err(unfit) => return Err(told(words::unfit_address(unfit), named)),
        }
    }
    let boards = address::once(boards);
    match boards.is_empty() {
        true => Err(text!("名单里一个网址也没有", "the list names no board")),
        false => Ok(boards),
    }
}

fn listed(path: &Path) -> Result<Vec<Board>, Text> {
    let bytes = disk::read_at_most(path, LIST).map_err(|trouble| super::desk::trouble(&trouble))?;
    let text = String::from_utf8_lossy(&bytes);
    address::list(&text).map_err(|(line, unfit)| {
        let path = path.display();
        told(words::unfit_address(unfit), &format!("{path}:{line}"))
    })
}

fn told(words: Text, place: &str) -> Text {
    let Text { zh, en } = words;
    text!("{place}：{zh}", "{place}: {en}")
}

/// Who looks.
fn named(name: Option<&str>, language: Language) -> Result<String, Text> {
    let Some(name) = name.map(str::trim).filter(|name| !name.is_empty()) else {
        return Ok(text!("未写名称的见证", "a witness without a name").get(language).to_owned());
    };
    if name.chars().count() > NAME || name.chars().any(char::is_control) {
        return Err(text!(
            "--name 不能超过 {NAME} 个字，也不能有控制字符",
            "--name has at most {NAME} characters, and no control characters"
        ));
    }
    Ok(name.to_owned())
}

/// A line a board, and their sum; for who wants little, only those that fall short. What boards say of themselves may not
/// steer a terminal.
fn lines(watched: &[Watched], desk: &Desk) -> String {
    let (language, quiet) = (desk.language, desk.options.quiet);
    let mut all = String::new();
    for Watched { board, rounds } in watched.iter().filter(|watched| !quiet || !watched.passed()) {
        let (outcome, words) = match rounds.as_ref().map(|rounds| rounds.lines.last()) {
            Ok(Some(line)) => (words::outcome(&line.seen), words::seen(&line.seen)),
            Ok(None) => continue,
            Err(fault) => (Text::new("没有记下", "not kept"), words::state_fault(fault)),
        };
        let named = board.name.iter().map(|name| format!(" {name}")).collect::<String>();
        let line = format!("{}  {}{named}  {}", outcome.get(language), board.url, words.get(language));
        all += &report::harmless_line(&line);
        all.push('\n');
    }
    let (boards, well) = (watched.len(), watched.iter().filter(|watched| watched.passed()).count());
    let bad = boards - well;
    if quiet && bad == 0 {
        return all;
    }
    let sum = text!(
        "看了 {boards} 块公开栏，{well} 块正常，{bad} 块有问题\n",
        "{boards} boards, {well} as they should be, {bad} fall short\n"
    );
    all + sum.get(language)
}

fn json(watched: &[Watched], name: &str, at: Stamp) -> serde_json::Value {
    let boards = watched.iter().map(|Watched { board, rounds }| {
        let (url, title) = (&board.url, &board.name);
        match rounds.as_ref().map(|rounds| rounds.lines.last()) {
            Ok(Some(line)) => serde_json::json!({
                "board": url, "name": title, "outcome": line.seen.outcome(), "passed": line.seen.passed(),
                "words": words::seen(&line.seen).zh, "line": line,
            }),
            Ok(None) => serde_json::Value::Null,
            Err(fault) => serde_json::json!({
                "board": url, "name": title, "outcome": "not-kept", "passed": false,
                "words": words::state_fault(fault).zh,
            }),
        }
    });
    let boards: Vec<_> = boards.collect();
    serde_json::json!({ "witness": name, "at": at, "boards": boards })
}
