//! `template`: a sheet to be filled in by those who keep Excel and not YAML.

use super::desk::{Command, Desk, Ending, Ran, trouble};
use super::help::Words;
use super::output::say;
use crate::disk::Disk;
use crate::import::{Sort, all_names, blank};
use crate::text;
use clap::Args;
use std::io::ErrorKind;
use std::path::PathBuf;

#[derive(Args)]
#[group(skip)]
pub(super) struct Template {
    /// What its rows will be.
    #[arg(value_name = "SORT")]
    sort: String,
    /// The file that is made.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

impl Command for Template {
    const NAME: &'static str = "template";

    fn told(command: clap::Command, words: Words) -> clap::Command {
        let all = all_names();
        let sorts = words.either(|| all.zh.clone(), || all.en.clone());
        command
            .about(words.say(
                "做一张空的 Excel 表，填好以后用 import 导入",
                "Make an empty Excel sheet, to be filled in and imported",
            ))
            .mut_arg("sort", |arg| arg.help(sorts))
            .mut_arg(
                "out",
                words.help(
                    "写到哪个文件，不写就用种类的名字",
                    "The file to be made; named after its sort if not given",
                ),
            )
    }

    fn run(self, desk: &Desk) -> Ran {
        let (written, all) = (&self.sort, all_names());
        let sort = Sort::named(written).ok_or_else(|| {
            let (zh, en) = (&all.zh, &all.en);
            text!("没有“{written}”这种表；有：{zh}", "There is no sheet of `{written}`; there are: {en}")
        })?;
        let site = desk.site()?;
        let made = blank::blank(sort, &site.content, site.moment.now.date());
        let bytes =
            made.map_err(|error| text!("表做不出来：{error}", "The sheet cannot be made: {error}"))?;
        let (zh, en) = (sort.words().1, sort.words().0);
        let out = self.out.unwrap_or_else(|| PathBuf::from(format!("{zh}.xlsx")));
        let shown = out.display();
        Disk::new().make_new(&out, &bytes).map_err(|lost| match lost.kind() {
            Some(ErrorKind::AlreadyExists) => text!(
                "{shown} 已经有了，没有覆盖；换个名字，或者先把它移走",
                "{shown} exists and was left alone; choose another name"
            ),
            _ => trouble(&lost),
        })?;
        say(
            desk,
            &text!(
                "写好了：{shown}（{zh}）\n填好以后：zhangbang import {shown}\n",
                "Wrote {shown} ({en})\nFill it in, then: zhangbang import {shown}\n"
            ),
        );
        Ok(Ending::Done)
    }
}
