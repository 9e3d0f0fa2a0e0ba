//! `init`: a starter site in an empty folder, all from inside the binary.

use super::desk::{Command, Desk, Ending, Ran, trouble};
use super::editor;
use super::help::Words;
use super::output::say;
use super::starter;
use crate::disk::{self, Disk, Found, Trouble};
use crate::model::moment::ZONE;
use crate::model::site::Site;
use crate::source::{Span, Spanned};
use crate::text;
use clap::Args;
use std::path::{Path, PathBuf};

#[derive(Args)]
#[group(skip)]
pub(super) struct Init {
    /// A folder that is new, or has nothing in it.
    #[arg(value_name = "DIR", required_unless_present = "remove_samples")]
    folder: Option<PathBuf>,
    /// Take the examples out of a site again.
    #[arg(long)]
    remove_samples: bool,
    /// Ask nothing, as other commands have it; nothing is asked here.
    #[arg(long, short)]
    yes: bool,
}

impl Command for Init {
    const NAME: &'static str = "init";

    fn told(command: clap::Command, words: Words) -> clap::Command {
        command
            .about(words.say(
                "新建一个站点，规则、节假日和例子都带着",
                "Make a starter site, all from inside the binary",
            ))
            .mut_arg("folder", words.help("新文件夹，或空文件夹", "A new or empty folder"))
            .mut_arg(
                "remove_samples",
                words.help("把没有改动过的例子从站点里删去", "Take the untouched examples out of the site"),
            )
            .mut_arg("yes", words.help("什么都不问", "Ask nothing"))
    }

    fn run(self, desk: &Desk) -> Ran {
        let Init { folder, remove_samples: removes, yes: _ } = self;
        let Some(folder) = folder.as_ref().filter(|_| !removes) else {
            return remove_samples(desk, folder.as_deref().unwrap_or(&desk.options.root));
        };
        let site = Site { time_zone: Spanned::new(ZONE.into(), Span::default()), ..Site::default() };
        let mut files = starter::files(desk.clock()?.for_site(&site).now.date());
        files.extend(editor::files());
        let shown = folder.display();
        let lost = |error: Trouble| trouble(&error);
        if is_occupied(folder).map_err(lost)? {
            return Err(text!(
                "{shown} 里已经有东西，什么都没有写；换一个空文件夹",
                "{shown} is not empty; nothing was written. Choose an empty folder"
            ));
        }
        let disk = Disk::new();
        let mut made = files.iter().map(|(path, text)| disk.make_new(&folder.join(path), text.as_bytes()));
        made.try_for_each(|made| made).map_err(lost)?;
        let count = files.len();
        say(
            desk,
            &text!(
                "建好了：{shown}（{count} 个文件）\n接下来：\n  cd {shown}\n  zhangbang check\n  zhangbang serve\n改 content/site.yaml 里的单位和电话；正式使用前运行 zhangbang init --remove-samples 删去例子，把“演示”改成 false\n",
                "Made {shown} ({count} files)\nNext:\n  cd {shown}\n  zhangbang check\n  zhangbang serve\nFill in content/site.yaml; before real use run zhangbang init --remove-samples and set demo to false\n"
            ),
        );
        Ok(Ending::Done)
    }
}

/// Removes every example that is as it came; what somebody has touched is named and left.
fn remove_samples(desk: &Desk, root: &Path) -> Ran {
    let disk = Disk::new();
    let (mut gone, mut kept) = (Vec::new(), Vec::new());
    for (path, sample) in starter::samples() {
        let place = root.join("content").join(path);
        if disk::look(&place).map_err(|error| trouble(&error))? == Found::Nothing {
            continue;
        }
        let text = disk::read(&place).map_err(|error| trouble(&error))?;
        let untouched = crate::read::decode(text).is_some_and(|text| starter::is_untouched(sample, &text));
        if untouched {
            disk.remove_file(&place).map_err(|error| trouble(&error))?;
        }
        (if untouched { &mut gone } else { &mut kept }).push(format!("  content/{path}\n"));
    }
    let (number, gone) = (gone.len(), gone.concat());
    say(desk, &text!("删去了{number}个例子：\n{gone}", "Removed {number} examples:\n{gone}"));
    if !kept.is_empty() {
        let kept = kept.concat();
        say(desk, &text!("这些改动过，没有动：\n{kept}", "These were changed, and left alone:\n{kept}"));
    }
    say(
        desk,
        &text!(
            "接下来：在 content/places.yaml 里写上乡镇和村，在 content/site.yaml 里写上单位和网址，再运行 zhangbang check\n",
            "Next: fill in content/places.yaml and content/site.yaml, then run zhangbang check\n"
        ),
    );
    Ok(Ending::Done)
}

/// Whether anything is in a folder. One that is not there yet is empty.
fn is_occupied(folder: &Path) -> Result<bool, Trouble> {
    match disk::look(folder)? {
        Found::Nothing => Ok(false),
        _ => Ok(!disk::entries(folder)?.is_empty()),
    }
}
