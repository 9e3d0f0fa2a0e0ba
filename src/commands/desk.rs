//! What every command works with: the options that all take, the surroundings, and how a run ends.

use super::help::Words;
use crate::build::{self, Site};
use crate::diagnostic::{Diagnostic, Language, Text};
use crate::disk;
use crate::model::moment::Clock;
use crate::parse;
use crate::report::{Format, harmless_line};
use crate::text;
use clap::builder::PossibleValue;
use clap::{Arg, Args, ValueEnum};
use jiff::Timestamp;
use jiff::civil::Date;
use std::path::PathBuf;

/// What `main` found around the program: nothing below it reads the clock or the environment.
#[derive(Clone, Debug)]
pub struct Surroundings {
    /// The machine's clock.
    pub now: fn() -> Timestamp,
    /// `LC_ALL`, `LC_MESSAGES` or `LANG`, the first that says something.
    pub locale: Option<String>,
    /// `SOURCE_DATE_EPOCH`: seconds since 1970, in UTC, for builds that must repeat.
    pub source_date_epoch: Option<String>,
    /// What stands under a name in the environment: keys for servers that are published to.
    pub secret: fn(&str) -> Option<String>,
    /// `NO_COLOR` is set.
    pub no_color: bool,
}

/// How a run ended; `main` makes the exit code of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// What was asked is done.
    Done,
    /// The content has errors, or publish or verify refused.
    Refused,
    /// Usage, I/O or environment.
    Failed,
}

impl Ending {
    /// Refused when any fault is an error.
    pub fn of(faults: &[Diagnostic]) -> Ending {
        if faults.iter().any(Diagnostic::is_error) { Ending::Refused } else { Ending::Done }
    }
}

/// How it ended, or trouble with the world, said in both languages.
pub(super) type Ran = Result<Ending, Text>;

/// One command. The struct that implements it holds its arguments.
pub(super) trait Command: Args {
    /// What it is called on the command line.
    const NAME: &'static str;

    /// It goes by the machine's clock alone: `--today` is not offered, and refused.
    const HAS_NO_DAY: bool = false;

    /// Adds what it and its arguments are for, in one language.
    fn told(command: clap::Command, words: Words) -> clap::Command;

    /// Does what was asked.
    ///
    /// # Errors
    /// Trouble with the world; faults in content are an [`Ending`].
    fn run(self, desk: &Desk) -> Ran;
}

/// Options that every command takes.
#[derive(Args, Clone, Debug)]
#[group(skip)]
pub(super) struct Options {
    /// The site's folder, which holds `content/`.
    #[arg(long, value_name = "DIR", global = true, default_value = ".", hide_default_value = true)]
    pub root: PathBuf,
    /// The day to be taken for today.
    #[arg(long, value_name = "DATE", global = true, value_parser = date)]
    pub today: Option<Date>,
    /// Only held to its two values here: [`super::help::language`] has looked for it before.
    #[arg(long, value_name = "LANG", global = true, hide_possible_values = true)]
    lang: Option<Language>,
    /// How diagnostics and results are written.
    #[arg(
        long,
        value_name = "FORMAT",
        global = true,
        hide_possible_values = true,
        default_value = "human",
        hide_default_value = true
    )]
    pub format: Format,
    /// Say nothing but faults.
    #[arg(long, short, global = true)]
    pub quiet: bool,
}

impl Options {
    /// Adds the options with what they are for.
    pub(super) fn told(command: clap::Command, words: Words) -> clap::Command {
        Options::augment_args(command)
            .mut_arg(
                "root",
                words.help("站点文件夹（里面有 content）", "The site's folder, which holds content/"),
            )
            .mut_arg("today", words.help("当作今天是这一天", "Take this day for today"))
            .mut_arg("lang", words.help("提示用的语言：zh 或 en", "Language of messages: zh or en"))
            .mut_arg(
                "format",
                words.help("毛病的样子：human、short 或 json", "Form of diagnostics: human, short or json"),
            )
            .mut_arg("quiet", words.help("少说话，只报毛病", "Say nothing but faults"))
    }
}

/// Hides the option that a command refuses.
pub(super) fn without_day(command: clap::Command) -> clap::Command {
    command.arg(Arg::new("today").long("today").value_name("DATE").value_parser(date).hide(true))
}

/// A day as anybody may write it.
pub(super) fn date(text: &str) -> Result<Date, String> {
    parse::value::date(text).ok_or_else(|| "YYYY-MM-DD".to_owned())
}

impl ValueEnum for Language {
    fn value_variants<'a>() -> &'a [Language] {
        &[Language::Chinese, Language::English]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            Language::Chinese => "zh",
            Language::English => "en",
        }))
    }
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Format] {
        &[Format::Human, Format::Short, Format::Json]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            Format::Human => "human",
            Format::Short => "short",
            Format::Json => "json",
        }))
    }
}

/// Where a command does its work.
#[derive(Clone, Debug)]
pub(super) struct Desk {
    pub options: Options,
    pub language: Language,
    pub surroundings: Surroundings,
    /// Describes the whole command line, for whoever has to tell of it.
    pub describe: fn(Language) -> clap::Command,
    /// One board of many is being run: what is told of it is told with its name.
    pub board: Option<Named>,
}

/// A board of many.
#[derive(Clone, Debug)]
pub(super) struct Named {
    /// Its number, from 0.
    pub index: usize,
    pub name: String,
}

impl Named {
    /// A text with the board's name before each of its lines.
    pub(super) fn before(&self, text: &str) -> String {
        let name = harmless_line(&self.name);
        let line =
            |line: &str| if line.trim().is_empty() { line.to_owned() } else { format!("[{name}] {line}") };
        text.split_inclusive('\n').map(line).collect()
    }
}

impl Desk {
    /// The machine's clock with the day that was asked for, or `SOURCE_DATE_EPOCH`.
    ///
    /// # Errors
    /// When `SOURCE_DATE_EPOCH` is no number of seconds.
    pub(super) fn clock(&self) -> Result<Clock, Text> {
        let instant = match &self.surroundings.source_date_epoch {
            None => self.machine_clock().instant,
            Some(seconds) => {
                let parsed = seconds.parse().ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
                parsed.ok_or_else(|| {
                    text!(
                        "SOURCE_DATE_EPOCH 要写秒数，现在是“{seconds}”",
                        "SOURCE_DATE_EPOCH must be seconds, not `{seconds}`"
                    )
                })?
            }
        };
        Ok(Clock { instant, given: self.options.today })
    }

    /// The machine's clock and nothing else: what is evidence has no day of one's choice.
    pub(super) fn machine_clock(&self) -> Clock {
        Clock { instant: (self.surroundings.now)(), given: None }
    }

    /// Nobody can publish, or look, on a day of one's choice.
    ///
    /// # Errors
    /// When a day was given.
    pub(super) fn no_day(&self) -> Result<(), Text> {
        match self.options.today {
            Some(_) => Err(text!(
                "这个命令只认电脑的时钟，不能用 --today",
                "This command goes by the machine's clock; --today is not for it"
            )),
            None => Ok(()),
        }
    }

    /// # Errors
    /// When there is no site where it was said to be.
    pub(super) fn has_content(&self) -> Result<(), Text> {
        let content = self.options.root.join("content");
        if !disk::is_folder(&content) {
            let shown = content.display();
            return Err(text!(
                "找不到 {shown}；请到站点文件夹里运行，或用 --root 指明；新建站点用 zhangbang init 文件夹",
                "There is no {shown}; run in the site's folder, name it with --root, or make one with zhangbang init DIR"
            ));
        }
        Ok(())
    }

    /// The site, read.
    ///
    /// # Errors
    /// When there is none, or it cannot be read.
    pub(super) fn site(&self) -> Result<Site, Text> {
        self.has_content()?;
        build::load(&self.options.root, &self.clock()?).map_err(|error| trouble(&error))
    }
}

/// Trouble with the disk, in words.
pub(super) fn trouble(trouble: &disk::Trouble) -> Text {
    Text::new(trouble.zh(), trouble.en())
}
