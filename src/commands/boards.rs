//! `boards`: the boards of a province, one by one, for whatever runner of jobs there is.

mod list;
pub(super) mod read;
mod run;

use super::desk::{Command, Desk, Ran};
use super::help::Words;
use clap::{Args, Subcommand};
use std::path::PathBuf;

#[derive(Args)]
#[group(skip)]
pub(super) struct Boards {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    List {
        /// The list of boards.
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Only how many there are.
        #[arg(long)]
        count: bool,
    },
    Run {
        /// The list of boards.
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Which board, from 0.
        #[arg(long, value_name = "NUMBER")]
        index: usize,
        /// Say what would be done or refused, and do nothing.
        #[arg(long)]
        dry_run: bool,
    },
}

impl Command for Boards {
    const NAME: &'static str = "boards";
    const HAS_NO_DAY: bool = true;

    fn told(command: clap::Command, words: Words) -> clap::Command {
        let file = || words.help("写着全部公开栏的文件，boards.yaml", "The list of boards, boards.yaml");
        command
            .about(words.say(
                "全省的公开栏：列出来，或者按序号发布其中一块",
                "The boards of a province: list them, or run one by its number",
            ))
            .subcommand_help_heading(words.say("命令", "Commands"))
            .disable_help_subcommand(true)
            .mut_subcommand("list", |list| {
                list.about(words.say("列出序号和名称", "List numbers and names"))
                    .mut_arg("file", file())
                    .mut_arg("count", words.help("只说有几块", "Only how many there are"))
            })
            .mut_subcommand("run", |run| {
                run.about(words.say(
                    "检查并发布一块公开栏；没有写“发布到”的，生成网站",
                    "Check and publish one board; build it where it has no target",
                ))
                .mut_arg("file", file())
                .mut_arg("index", words.help("第几块，从0数起", "Which board, from 0"))
                .mut_arg(
                    "dry_run",
                    words.help(
                        "只说会做什么、会不会被拒绝",
                        "Say what would be done or refused, and do nothing",
                    ),
                )
            })
    }

    fn run(self, desk: &Desk) -> Ran {
        desk.no_day()?;
        match self.what {
            What::List { file, count } => list::list(desk, &file, count),
            What::Run { file, index, dry_run } => run::run(desk, &file, index, dry_run),
        }
    }
}
