//! `init`: a starter site in an empty folder, all from inside the binary.

use super::desk::{Command, Desk, Ending, Ran, trouble};
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
    #[arg(value_name = "DIR")]
    folder: PathBuf,
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
    }

    fn run(self, desk: &Desk) -> Ran {
        let site = Site { time_zone: Spanned::new(ZONE.into(), Span::default()), ..Site::default() };
        let files = starter::files(desk.clock()?.for_site(&site).now.date());
        let shown = self.folder.display();
        let lost = |error: Trouble| trouble(&error);
        if is_occupied(&self.folder).map_err(lost)? {
            return Err(text!(
                "{shown} 里已经有东西，什么都没有写；换一个空文件夹",
                "{shown} is not empty; nothing was written. Choose an empty folder"
            ));
        }
        let disk = Disk::new();
        let mut made =
            files.iter().map(|(path, text)| disk.make_new(&self.folder.join(path), text.as_bytes()));
        made.try_for_each(|made| made).map_err(lost)?;
        let count = files.len();
        say(
            desk,
            &text!(
                "建好了：{shown}（{count} 个文件）\n接下来：\n  cd {shown}\n  zhangbang check\n  zhangbang serve\n改 content/site.yaml 里的单位和电话；正式使用前删去例子，把“演示”改成 false\n",
                "Made {shown} ({count} files)\nNext:\n  cd {shown}\n  zhangbang check\n  zhangbang serve\nFill in content/site.yaml; before real use remove the examples and set demo to false\n"
            ),
        );
        Ok(Ending::Done)
    }
}

/// Whether anything is in a folder. One that is not there yet is empty.
fn is_occupied(folder: &Path) -> Result<bool, Trouble> {
    match disk::look(folder)? {
        Found::Nothing => Ok(false),
        _ => Ok(!disk::entries(folder)?.is_empty()),
    }
}
