//! What can be asked of the program: one file a command.
//!
//! Each file says what its command is called, holds its arguments in a struct of its own, tells what they
//! are for in Chinese and English, and does what was asked. It composes stages and prints; what a thing
//! means belongs to a stage. All printing is in `output`; the clock and the environment are read by `main`
//! and come in [`Surroundings`].

mod ask;
mod boards;
mod build;
mod calendar;
mod certify;
mod check;
mod completions;
mod deadline;
mod desk;
mod drafts;
mod editor;
mod help;
mod import;
mod init;
mod log;
mod mend;
mod new;
mod output;
mod place;
mod placeholder;
mod portal;
mod program;
mod publish;
mod schema;
mod serve;
mod sort;
pub mod starter;
mod template;
mod verify;
mod witness;

pub use desk::{Ending, Surroundings};

use crate::diagnostic::Language;
use crate::text;
use clap::{ArgMatches, FromArgMatches};
use desk::{Command, Desk, Options, Ran};
use help::Words;
use output::complain;
use std::ffi::OsString;

/// Every command, in the order in which the help names them.
const COMMANDS: &[Entry] = &[
    entry::<init::Init>(),
    entry::<new::New>(),
    entry::<template::Template>(),
    entry::<import::Import>(),
    entry::<check::Check>(),
    entry::<build::Build>(),
    entry::<serve::Serve>(),
    entry::<deadline::Deadline>(),
    entry::<calendar::Calendar>(),
    entry::<publish::Publish>(),
    entry::<verify::Verify>(),
    entry::<certify::Certify>(),
    entry::<witness::Witness>(),
    entry::<boards::Boards>(),
    entry::<portal::Portal>(),
    entry::<log::Log>(),
    entry::<schema::Schema>(),
    entry::<completions::Completions>(),
];

/// A command in the table.
struct Entry {
    name: &'static str,
    describe: fn(Words) -> clap::Command,
    run: fn(&ArgMatches, &Desk) -> Result<Ran, clap::Error>,
}

const fn entry<C: Command>() -> Entry {
    Entry {
        name: C::NAME,
        describe: |words| {
            let told = C::told(C::augment_args(clap::Command::new(C::NAME)), words);
            if C::HAS_NO_DAY { desk::without_day(told) } else { told }
        },
        run: |matches, desk| Ok(C::from_arg_matches(matches)?.run(desk)),
    }
}

/// The whole command line, described in one language.
pub fn command(language: Language) -> clap::Command {
    let words = Words::new(language);
    let all = help::told(Options::told(clap::Command::new(help::PROGRAM), words), words);
    help::localised(all.subcommands(COMMANDS.iter().map(|entry| (entry.describe)(words))), words)
}

/// Does what a command line asks. Its first word is the program's own name.
pub fn run(arguments: Vec<OsString>, surroundings: Surroundings) -> Ending {
    let language = help::language(&arguments, surroundings.locale.as_deref());
    match parsed(arguments, surroundings, language) {
        Ok(ran) => ran.unwrap_or_else(|trouble| {
            let error = text!("错误：", "error: ");
            complain(&format!("{}{}\n", error.get(language), trouble.get(language)));
            Ending::Failed
        }),
        Err(error) => output::usage(&error, language),
    }
}

fn parsed(
    arguments: Vec<OsString>,
    surroundings: Surroundings,
    language: Language,
) -> Result<Ran, clap::Error> {
    let matches = command(language).try_get_matches_from(without_help(arguments))?;
    let asked = matches.subcommand().and_then(|(name, inner)| {
        let entry = COMMANDS.iter().find(|entry| entry.name == name)?;
        Some((entry, inner))
    });
    let Some((entry, inner)) = asked else {
        return Err(clap::Error::new(clap::error::ErrorKind::MissingSubcommand));
    };
    let options = Options::from_arg_matches(inner)?;
    (entry.run)(inner, &Desk { options, language, surroundings, describe: command, board: None })
}

/// `help new` is `new --help`.
fn without_help(mut arguments: Vec<OsString>) -> Vec<OsString> {
    if arguments.get(1).is_some_and(|word| word == "help" || word == "帮助") {
        arguments.remove(1);
        arguments.push("--help".into());
    }
    arguments
}
