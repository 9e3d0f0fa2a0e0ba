//! `completions`: a script by which a shell completes the command line.

use super::desk::{Command, Desk, Ending, Ran};
use super::help::Words;
use super::output::put;
use clap::Args;
use clap_complete::Shell;

#[derive(Args)]
#[group(skip)]
pub(super) struct Completions {
    /// Whose script it is.
    #[arg(value_name = "SHELL", hide_possible_values = true)]
    shell: Shell,
}

impl Command for Completions {
    const NAME: &'static str = "completions";

    fn told(command: clap::Command, words: Words) -> clap::Command {
        command.about(words.say("输出命令补全脚本", "Print a completion script")).mut_arg(
            "shell",
            words.help("bash、zsh、fish、powershell 或 elvish", "bash, zsh, fish, powershell or elvish"),
        )
    }

    fn run(self, desk: &Desk) -> Ran {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut (desk.describe)(desk.language), "zhangbang", &mut script);
        put(&String::from_utf8_lossy(&script));
        Ok(Ending::Done)
    }
}
