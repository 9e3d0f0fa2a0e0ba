//! `build`: check, then the whole site into a folder.

use super::desk::{Command, Desk, Ending, Ran, trouble};
use super::drafts;
use super::help::Words;
use super::output::{Bar, remark, say, tell};
use super::program::program;
use crate::build::{self, Earlier, Outcome};
use crate::diagnostic::Text;
use crate::plan::words::iso_minute;
use crate::read;
use crate::text;
use crate::write::Written;
use clap::Args;
use jiff::civil::DateTime;
use std::path::{Path, PathBuf};

#[derive(Args)]
#[group(skip)]
pub(super) struct Build {
    /// Where the site goes; relative to the working folder.
    #[arg(long, short, value_name = "DIR", default_value = "public")]
    out: PathBuf,
    /// Nothing of the last build is believed.
    #[arg(long)]
    fresh: bool,
}

impl Command for Build {
    const NAME: &'static str = "build";

    fn told(command: clap::Command, words: Words) -> clap::Command {
        command
            .about(words.say("检查，然后生成整个网站", "Check, then build the whole site"))
            .mut_arg("out", words.help("网站写到哪里", "Where the site goes"))
            .mut_arg(
                "fresh",
                words.help(
                    "全部重做，不管上次生成的还能不能用",
                    "Make everything again, whatever the last build left",
                ),
            )
    }

    fn run(self, desk: &Desk) -> Ran {
        self.build(desk)
    }
}

impl Build {
    /// What somebody asks who says no more than where to.
    pub(super) fn into(out: PathBuf) -> Build {
        Build { out, fresh: false }
    }

    /// Does what was asked.
    pub(super) fn build(self, desk: &Desk) -> Ran {
        let (root, out) = (&desk.options.root, &self.out);
        guard_out(root, out)?;
        let mut site = desk.site()?;
        site.program = program();
        site.earlier = if self.fresh { Earlier::Doubted } else { Earlier::Believed };
        let bar = Bar::new(desk);
        let outcome = build::build(&mut site, root, out, &bar);
        bar.finish();
        match outcome {
            Ok(Outcome::Faulty(faults)) => {
                tell(desk, &faults, site.texts());
                remark(desk, &text!("有错误，网站没有生成\n", "The site was not built\n"));
                Ok(Ending::Refused)
            }
            Ok(Outcome::Built { written, pages, next_change, warnings, theme: _ }) => {
                tell(desk, &warnings, site.texts());
                say(desk, &built(out, &written, pages, next_change));
                say(desk, &drafts::told(&site.content));
                Ok(Ending::Done)
            }
            Err(build::Error::Read(error)) => Err(trouble(&error)),
            Err(build::Error::Write(trouble)) => Err(Text::new(trouble.zh(), trouble.en())),
        }
    }
}

fn built(out: &Path, written: &Written, pages: usize, next: Option<DateTime>) -> Text {
    let shown = out.display();
    let Written { created, changed, unchanged, removed, bytes: _ } = written;
    let mut text = text!(
        "{shown}：{pages} 页；新写 {created}，改写 {changed}，未变 {unchanged}，删去 {removed}\n",
        "{shown}: {pages} pages; {created} new, {changed} changed, {unchanged} unchanged, {removed} removed\n"
    );
    if let Some(next) = next {
        let next = iso_minute(next);
        text.zh += &format!("内容不改，网站也会在 {next} 因时间而变，到时再运行一次\n");
        text.en += &format!("By the clock alone the site next changes at {next}; run again then\n");
    }
    text
}

/// Building over the sources, or over what holds them, can only be a mistake.
fn guard_out(root: &Path, out: &Path) -> Result<(), Text> {
    let among = read::is_among_sources(root, out).map_err(|trouble| Text::new(trouble.zh(), trouble.en()))?;
    if among {
        let shown = out.display();
        return Err(text!(
            "不能把网站写到 {shown}：那里是站点的内容",
            "The site cannot go to {shown}: that is where the sources are"
        ));
    }
    Ok(())
}
