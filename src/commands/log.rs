//! `log`: the publication log for people; `log check`: whether its chain is whole; `log restore`: it comes back
//! from the published site.

mod against;
mod restore;

use super::desk::{Command, Desk, Ending, Ran};
use super::help::Words;
use super::output::{put, say, show};
use crate::diagnostic::{Code, Diagnostic, Language, Text};
use crate::evidence::anchor::disagreement;
use crate::evidence::words;
use crate::model::log::PublicationLog;
use crate::model::log::event::{Checked, ClockSet, Event, NoticeEvent, Released};
use crate::model::log::recorded::Recorded;
use crate::model::log::signs::Signs;
use crate::model::log::spent::Spent;
use crate::model::points::YearEnd;
use crate::report::Format;
use crate::text;
use clap::{Args, Subcommand};
use std::path::{Path, PathBuf};

#[derive(Args)]
#[group(skip)]
pub(super) struct Log {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Subcommand)]
enum What {
    Check {
        /// An address or a published folder, whose head the log is held against.
        #[arg(long, value_name = "URL|DIR")]
        against: Option<String>,
        /// Authorities to be trusted besides those of the system, in PEM form.
        #[arg(long, value_name = "FILE")]
        ca: Option<PathBuf>,
    },
    Restore {
        /// The published folder, or the site's address.
        #[arg(value_name = "TARGET")]
        target: String,
        /// Authorities to be trusted besides those of the system, in PEM form.
        #[arg(long, value_name = "FILE")]
        ca: Option<PathBuf>,
    },
}

impl Command for Log {
    const NAME: &'static str = "log";

    fn told(command: clap::Command, words: Words) -> clap::Command {
        let against = words.help(
            "和已经发布的网站对一对，看末尾有没有被截掉",
            "Compare with the head that the published site carries",
        );
        command
            .about(words.say("看张榜记录", "Show the publication log"))
            .subcommand_help_heading(words.say("命令", "Commands"))
            .disable_help_subcommand(true)
            .mut_subcommand("check", |check| {
                check
                    .about(
                        words.say(
                            "查张榜记录从头到尾有没有断、有没有被改",
                            "Prove that the log's chain is whole",
                        ),
                    )
                    .mut_arg("against", against)
                    .mut_arg("ca", words.authorities())
            })
            .mut_subcommand("restore", |restore| {
                restore
                    .about(
                        words.say("从发布好的网站取回张榜记录", "Get the log back from the published site"),
                    )
                    .mut_arg(
                        "target",
                        words.help("发布文件夹或网址", "The published folder, or the site's address"),
                    )
                    .mut_arg("ca", words.authorities())
            })
    }

    fn run(self, desk: &Desk) -> Ran {
        match self.what {
            Some(What::Check { against, ca }) => check(desk, against.as_deref(), ca.as_deref()),
            Some(What::Restore { target, ca }) => restore::run(desk, &target, ca.as_deref()),
            None => list(desk),
        }
    }
}

fn list(desk: &Desk) -> Ran {
    let log = desk.site()?.log;
    match desk.options.format {
        Format::Json => put(log.text()),
        Format::Human | Format::Short => put(&listing(&log, desk.language)),
    }
    Ok(Ending::Done)
}

/// What is wrong with the log as such.
const CODES: &[Code] = &[Code::LogBroken, Code::LogClock];

/// Reports every fault of the log, and where it disagrees with a published site.
///
/// # Errors
/// When the site cannot be read, or the published one cannot be had.
pub(super) fn check(desk: &Desk, against: Option<&str>, ca: Option<&Path>) -> Ran {
    let site = desk.site()?;
    let mut broken: Vec<Diagnostic> =
        site.check().into_iter().filter(|fault| CODES.contains(&fault.code)).collect();
    if let Some(place) = against {
        broken.extend(disagreement(&site.log, &against::carried(place, ca)?));
    }
    if !broken.is_empty() || desk.options.format == Format::Json {
        show(desk, &broken, site.texts());
    }
    if !broken.iter().any(Diagnostic::is_error) {
        say(desk, &whole(&site.log));
    }
    Ok(Ending::of(&broken))
}

/// One line an event: number, time, what happened.
fn listing(log: &PublicationLog, language: Language) -> String {
    if log.is_empty() {
        let empty = text!(
            "张榜记录还是空的；第一次 publish 时开始记\n",
            "The publication log is empty; the first publish begins it\n"
        );
        return empty.get(language).to_owned();
    }
    let mut lines = String::new();
    for number in 1..=log.len() {
        let (Some(at), Some(event)) = (log.time_of(number), log.event(number)) else { continue };
        let time = at.minute();
        lines += &format!("{number:>5}  {time}  {}\n", words_of(&event).get(language));
    }
    lines
}

fn words_of(event: &Event) -> Text {
    match event {
        Event::Notice(event) => notice(event),
        Event::Recorded(entry) => recorded(entry),
        Event::Spent(entry) => spent(entry),
        Event::Checked(round) => checked(round),
        Event::Clock(set) => clock(set),
        Event::Released(release) => released(release),
    }
}

fn notice(event: &NoticeEvent) -> Text {
    let (zh, en) = words::action(event.action);
    let id = &event.kept.id;
    let mut text = text!("{zh}  {id}", "{en}  {id}");
    if let Some(window) = event.kept.effective {
        let (from, until) = (window.from, window.until);
        text.zh += &format!("  公示期 {from} 至 {until}");
        text.en += &format!("  window {from} to {until}");
    }
    text
}

fn recorded(entry: &Recorded) -> Text {
    let (Text { zh, en }, id) = (words::sort(entry.sort), &entry.id);
    text!("{zh}  {id}", "{en}  {id}")
}

/// What there is of it; what is none is left out.
fn spent(spent: &Spent) -> Text {
    let counted = |count: usize, zh: &str, en: &str| {
        (count > 0).then(|| Text::new(format!("{count}{zh}"), format!("{count} {en}")))
    };
    let turned = spent.year_end.map(|year_end| match year_end {
        YearEnd::Carry => Text::new("年终结转", "years are carried"),
        YearEnd::Reset => Text::new("年终清零", "years are reset"),
    });
    let all = [
        counted(spent.redemptions.len(), "笔兑换", "redemptions"),
        counted(spent.returns.len(), "笔撤回", "taken back"),
        counted(spent.openings.len(), "户开户", "accounts opened"),
        counted(spent.renamed().count(), "户换名字", "renamed"),
        turned,
    ];
    let (zh, en): (Vec<String>, Vec<String>) =
        all.into_iter().flatten().map(|text| (text.zh, text.en)).unzip();
    Text::new(format!("记账  {}", zh.join("，")), format!("spent  {}", en.join(", ")))
}

fn checked(round: &Checked) -> Text {
    let (place, visits, failures) = (&round.place, round.visits, round.failures.len());
    text!(
        "查看  {place}：{visits} 份，{failures} 份没有看到原样",
        "visited  {place}: {visits} notices, {failures} not as published"
    )
}

fn clock(set: &ClockSet) -> Text {
    let ClockSet { from, until, reason, authority } = set;
    text!(
        "校时  第{from}至{until}行是时钟走快时记的：{reason}（{authority}）",
        "clock set  lines {from} to {until} were written with a clock that was ahead: {reason} ({authority})"
    )
}

fn released(release: &Released) -> Text {
    let (files, notices, open) = (release.files, release.notices, release.open);
    let mut text = text!(
        "发布  {files} 个文件，{notices} 份公告，{open} 份在公示期内",
        "released  {files} files, {notices} notices, {open} open"
    );
    if let Some(shown) = release.behind {
        text.zh += &format!("；发布前网站退回到了第{shown}行的版本");
        text.en += &format!("; until then the site had gone back to the release of line {shown}");
    }
    if let Some((was, name)) = release.signs.as_ref().and_then(renamed) {
        text.zh += &format!("；网站改名：{was} → {name}");
        text.en += &format!("; the site was called {was}, and now {name}");
    }
    text
}

fn renamed(signs: &Signs) -> Option<(&str, &str)> {
    let site = signs.site.as_ref()?;
    Some((site.was.as_deref()?, &site.name))
}

/// What is said of a log without faults.
fn whole(log: &PublicationLog) -> Text {
    match log.head() {
        None => text!("张榜记录还是空的\n", "The publication log is empty\n"),
        Some(head) => {
            let (lines, hash) = (head.line, head.hash);
            let mut text = text!(
                "张榜记录 {lines} 行，环环相扣，没有改动\n末行摘要：{hash}\n",
                "{lines} lines, the chain is whole\nHead: {hash}\n"
            );
            for (line, shown) in log.releases().healed() {
                text.zh += &format!(
                    "第{line}行发布时，发现网站退回到了第{shown}行的旧版本，换回了最新的；问一问主机是不是恢复过备份\n"
                );
                text.en += &format!(
                    "Line {line} found the site gone back to the release of line {shown} and put up the latest; ask whether the host restored a backup\n"
                );
            }
            text
        }
    }
}
