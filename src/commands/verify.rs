//! `verify`: what visitors get, held against what the log says is posted.

use super::desk::{Command, Desk, Ending, Ran};
use super::help::Words;
use super::log;
use super::output::{put, put_json, tell};
use crate::disk::Disk;
use crate::evidence::visit::client::{Client, Limits};
use crate::evidence::visit::place::Place;
use crate::evidence::visit::trust::Trust;
use crate::evidence::{clock, verify, words};
use crate::model::log::event::Event;
use crate::model::log::stamp::Stamp;
use crate::model::moment;
use crate::publish::{self, record};
use crate::report::Format;
use clap::Args;
use std::path::PathBuf;

#[derive(Args)]
#[group(skip)]
pub(super) struct Verify {
    /// An address or a published folder; without it, the site's base URL.
    #[arg(value_name = "URL|DIR")]
    place: Option<String>,
    /// Append the round to the publication log.
    #[arg(long)]
    record: bool,
    /// Authorities to be trusted besides those of the system, in PEM form.
    #[arg(long, value_name = "FILE")]
    ca: Option<PathBuf>,
}

impl Command for Verify {
    const NAME: &'static str = "verify";
    const HAS_NO_DAY: bool = true;

    fn told(command: clap::Command, words: Words) -> clap::Command {
        let place = words.help(
            "网址或发布文件夹；不写就是 site.yaml 里的网址",
            "An address or a published folder; without it, the site's base URL",
        );
        command
            .about(words.say(
                "去看访客看到的和张榜记录是不是一样",
                "Compare what visitors get with what the log says is posted",
            ))
            .mut_arg("place", place)
            .mut_arg(
                "record",
                words.help("把这一轮的结果记进张榜记录", "Append this round to the publication log"),
            )
            .mut_arg("ca", words.authorities())
    }

    fn run(self, desk: &Desk) -> Ran {
        desk.no_day()?;
        desk.has_content()?;
        let root = &desk.options.root;
        if self.record {
            record::finish(root, &Disk::new()).map_err(|error| publish::words::trouble(&error))?;
        }
        let site = desk.site()?;
        if !site.log.faults().is_empty() {
            return log::check(desk, None, None);
        }
        let at = Stamp::new(&desk.machine_clock().instant.to_zoned(moment::zone(&site.content.site)));
        let clock = match clock::hold(&site.log, at, &site.content.site) {
            Err(behind) if self.record => {
                tell(desk, &[behind], site.texts());
                return Ok(Ending::Refused);
            }
            held => held.unwrap_or_default(),
        };
        let place = Place::of(self.place.as_deref(), &site.content.site.base_url.value);
        let trust = Trust::with(self.ca.as_deref()).map_err(|fault| words::untrusted(&fault))?;
        let round = verify::round(&site.log, &place, &Client::new(Limits::default(), &trust), at);
        if self.record {
            let events: Vec<Event> = clock.into_iter().chain([round.event()]).collect();
            record::record(root, &site.log, &events, at, &Disk::new())
                .map_err(|error| publish::words::trouble(&error))?;
        }
        match desk.options.format {
            Format::Json => put_json(&serde_json::json!(round)),
            Format::Human | Format::Short => put(words::round(&round).get(desk.language)),
        }
        Ok(if round.passed() { Ending::Done } else { Ending::Refused })
    }
}
