//! `check`: every fault in the content, at once, and what falls due in the next days.

use super::desk::{Command, Desk, Ending, Ran, trouble};
use super::drafts;
use super::help::Words;
use super::mend;
use super::output::{say, show};
use crate::check::due::{self, Due, DueKind};
use crate::diagnostic::Text;
use crate::plan::words::weekday;
use crate::report::Format;
use crate::text;
use clap::Args;

#[derive(Args)]
#[group(skip)]
pub(super) struct Check {
    /// Mend what is beyond doubt, after showing it.
    #[arg(long)]
    fix: bool,
    /// Mend without asking.
    #[arg(long, short, requires = "fix")]
    yes: bool,
}

impl Command for Check {
    const NAME: &'static str = "check";

    fn told(command: clap::Command, words: Words) -> clap::Command {
        command
            .about(words.say("检查全部内容，一次报出所有毛病", "Report every fault in the content, at once"))
            .mut_arg(
                "fix",
                words.help("先给您看，再改好能代劳的毛病", "Mend what is beyond doubt, after showing it"),
            )
            .mut_arg("yes", words.help("不问，直接改", "Mend without asking"))
    }

    fn run(self, desk: &Desk) -> Ran {
        let site = desk.site()?;
        let faults = site.check_files_too(&desk.options.root).map_err(|unread| trouble(&unread))?;
        if self.fix {
            return mend::mend(desk, &site, &faults, self.yes);
        }
        show(desk, &faults, site.texts());
        if desk.options.format == Format::Human {
            if faults.is_empty() {
                let count = site.content.items().count();
                say(desk, &text!("没有毛病：检查了 {count} 篇内容\n", "No faults in {count} items\n"));
            }
            say(desk, &drafts::told(&site.content));
            say(desk, &coming(&due::soon(&site.facts(), DAYS)));
        }
        Ok(Ending::of(&faults))
    }
}

/// What it says of itself, for whoever wrote something and wants it looked at.
pub(super) fn check(desk: &Desk) -> Ran {
    Check { fix: false, yes: false }.run(desk)
}

/// How far ahead it looks, in days.
const DAYS: u16 = 7;

/// What falls due, or nothing when nothing does.
fn coming(due: &[Due]) -> Text {
    if due.is_empty() {
        return Text::default();
    }
    let mut all = text!("\n近 {DAYS} 天的事：\n", "\nWithin {DAYS} days:\n");
    for due in due {
        let (date, name, title) = (due.date, weekday(due.date), due.title);
        let (zh, en) = match due.kind {
            DueKind::WindowBegins => ("开始公示", "posting begins"),
            DueKind::WindowEnds => ("公示期满", "posting ends"),
            DueKind::FilingDue => ("备案截止", "filing is due"),
            DueKind::FilingWaits => {
                ("备案截止，异议还没有处理结果", "filing is due, an objection has no outcome")
            }
        };
        all.zh += &format!("  {date} {name}  {zh}  {title}\n");
        all.en += &format!("  {date} {}  {en}  {title}\n", date.strftime("%a"));
    }
    all
}
