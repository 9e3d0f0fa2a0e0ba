//! `publish`: build, guard, switch at once, and write it down in the log.

use super::desk::{Command, Desk, Ending, Ran};
use super::drafts;
use super::help::Words;
use super::output::{Bar, remark, say, tell};
use super::program::program;
use crate::build::Site;
use crate::diagnostic::Text;
use crate::disk::Disk;
use crate::evidence;
use crate::evidence::timestamp;
use crate::publish::{self, Ended, Request, words};
use crate::text;
use clap::Args;

#[derive(Args)]
#[group(skip)]
pub(super) struct Publish {
    /// Where to.
    #[arg(value_name = "TARGET")]
    target: String,
    /// Say what would be done or refused, and do nothing.
    #[arg(long)]
    dry_run: bool,
    /// A demonstration site is published, too.
    #[arg(long)]
    allow_demo: bool,
    /// The site has moved to this folder, and the one of before is lost.
    #[arg(long)]
    moved: bool,
}

impl Command for Publish {
    const NAME: &'static str = "publish";
    const HAS_NO_DAY: bool = true;

    fn told(command: clap::Command, words: Words) -> clap::Command {
        let target = words.help(
            "发布到哪里：文件夹（网站服务器指向里面的 current）、地址，或 site.yaml 里“发布到”的名称",
            "Where to: a folder (the web server serves its `current`), an address, or a name from `targets` in site.yaml",
        );
        let dry_run =
            words.help("只说会做什么、会不会被拒绝", "Say what would be done or refused, and do nothing");
        let allow_demo =
            words.help("允许发布演示站点，只用来练手", "Publish a demonstration site, to practise");
        let moved = words.help(
            "网站搬到了这里，原来发布到的地方已经没有了；张榜记录会写明",
            "The site has moved here and the place of before is lost; the log will say so",
        );
        command
            .about(words.say(
                "正式发布：核对公示期内的公告一份不少，整体换上去，写张榜记录",
                "Build, guard, switch atomically, append to the publication log",
            ))
            .mut_arg("target", target)
            .mut_arg("dry_run", dry_run)
            .mut_arg("allow_demo", allow_demo)
            .mut_arg("moved", moved)
    }

    fn run(self, desk: &Desk) -> Ran {
        desk.no_day()?;
        self.publish(desk)
    }
}

impl Publish {
    /// What somebody asks who says no more than where to.
    pub(super) fn to(target: String, dry_run: bool) -> Publish {
        Publish { target, dry_run, allow_demo: false, moved: false }
    }

    /// Does what was asked.
    pub(super) fn publish(self, desk: &Desk) -> Ran {
        desk.has_content()?;
        let (disk, name) = (Disk::new(), self.target.as_str());
        let request = Request {
            root: &desk.options.root,
            target_name: name,
            secret: desk.surroundings.secret,
            clock: desk.machine_clock(),
            allow_demo: self.allow_demo,
            dry_run: self.dry_run,
            moved: self.moved,
            program: program(),
        };
        let bar = Bar::new(desk);
        let ended = publish::publish(&request, &disk, &bar);
        bar.finish();
        let (site, ended) = ended.map_err(|error| words::trouble(&error))?;
        match ended {
            Ended::Refused(faults) => {
                tell(desk, &faults, site.texts());
                remark(desk, &text!("没有发布，网站原封不动\n", "Nothing was published\n"));
                Ok(Ending::Refused)
            }
            Ended::Done(report) => {
                tell(desk, &report.warnings, site.texts());
                say(desk, &words::report(&report, self.dry_run, name));
                say(desk, &drafts::told(&site.content));
                if report.release.is_some() {
                    stamp(desk, &site);
                }
                Ok(Ending::Done)
            }
        }
    }
}

/// Has the log's head stamped where the site names an authority. Without it the publication still stands.
fn stamp(desk: &Desk, site: &Site) {
    let (Some(address), Some(head)) = (&site.content.site.timestamp_url, site.log.head()) else {
        return;
    };
    match timestamp::stamp(&address.value, &desk.options.root, head, &Disk::new()) {
        Ok(path) => {
            let shown = path.display();
            say(desk, &text!("时间戳：{shown}\n", "Time stamp: {shown}\n"));
        }
        Err(fault) => {
            let Text { zh, en } = evidence::words::unstamped(&fault);
            remark(
                desk,
                &text!(
                    "没有取到时间戳（{zh}），发布照常有效\n",
                    "No time stamp ({en}); the publication stands\n"
                ),
            );
        }
    }
}
