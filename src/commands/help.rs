//! The command line's own words: help, usage and errors, in Chinese and English.

use crate::diagnostic::Language;
use clap::{Arg, ArgAction, Command};
use std::ffi::OsString;

/// Chooses between two languages.
#[derive(Clone, Copy)]
pub(super) struct Words(Language);

impl Words {
    pub(super) fn new(language: Language) -> Words {
        Words(language)
    }

    pub(super) fn say(self, zh: &'static str, en: &'static str) -> &'static str {
        match self.0 {
            Language::Chinese => zh,
            Language::English => en,
        }
    }

    /// The same of words that are put together.
    pub(super) fn either(self, zh: impl FnOnce() -> String, en: impl FnOnce() -> String) -> String {
        match self.0 {
            Language::Chinese => zh(),
            Language::English => en(),
        }
    }

    /// Tells what an argument is for: to be given to [`Command::mut_arg`].
    pub(super) fn help(self, zh: &'static str, en: &'static str) -> impl FnOnce(Arg) -> Arg {
        move |arg| arg.help(self.say(zh, en))
    }

    /// What `--ca` is for, wherever it is asked for.
    pub(super) fn authorities(self) -> impl FnOnce(Arg) -> Arg {
        self.help(
            "另外信任的证书颁发机构（PEM 文件）",
            "Certificate authorities to trust besides those of the system (a PEM file)",
        )
    }
}

/// Which language a command line is to be answered in: `--lang`, else the locale, else Chinese.
pub(super) fn language(arguments: &[OsString], locale: Option<&str>) -> Language {
    let words: Vec<String> = arguments.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let after = words.iter().position(|word| word == "--lang").and_then(|at| words.get(at + 1));
    let asked =
        after.map(String::as_str).or_else(|| words.iter().find_map(|word| word.strip_prefix("--lang=")));
    match asked.or(locale) {
        Some(name) if name.starts_with("en") => Language::English,
        _ => Language::Chinese,
    }
}

/// What the program is called.
pub(super) const PROGRAM: &str = "zhangbang";

/// Tells of the program as a whole.
pub(super) fn told(program: Command, words: Words) -> Command {
    program
        .version(env!("CARGO_PKG_VERSION"))
        .about(words.say(
            "张榜：把 Markdown 和 YAML 变成县级公示公开栏，公示期不少于十天，全程可查",
            "Zhangbang: turns Markdown and YAML into a county's public board, and proves that notices stayed up",
        ))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .subcommand_help_heading(words.say("命令", "Commands"))
        .after_help(words.say(
            "退出码：0 办成了；1 内容有错误，或发布、核验没有通过；2 命令写错了，或磁盘、网络、权限有问题",
            "Exit codes: 0 done; 1 the content has errors, or publish/verify refused; 2 usage, I/O or environment failure",
        ))
}

/// Where the options of every command begin in a list, behind a command's own.
const COMMON: usize = 100;

/// clap's own words, in the language asked for.
pub(super) fn localised(command: Command, words: Words) -> Command {
    within(command, words, "")
}

/// The same for a command within others, whose names stand before its own.
fn within(command: Command, words: Words, before: &str) -> Command {
    let template = words.say(
        "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}",
        "{about-with-newline}\nUsage: {usage}\n\n{all-args}{after-help}",
    );
    let help = Arg::new("help").long("help").short('h').action(ArgAction::Help).global(false);
    let version = Arg::new("version").long("version").short('V').action(ArgAction::Version);
    let options = words.say("选项", "Options");
    let values = words.say("对象", "Arguments");
    let heading = move |arg: Arg| {
        let heading = if arg.is_positional() { values } else { options };
        let arg = arg.help_heading(heading);
        let arg = if words.0 == Language::Chinese { without_default(arg) } else { arg };
        let named = arg.get_value_names().and_then(<[_]>::first).map(|name| value_zh(name));
        match (words.0, named.flatten()) {
            (Language::Chinese, Some(name)) => arg.value_name(name),
            _ => arg,
        }
    };
    let top = command.get_name() == PROGRAM;
    // a command's own before those of every command, each in the order in which it is told
    let mut told = 0;
    let mut command = command.mut_args(|arg| {
        told += 1;
        let order = if arg.is_global_set() { COMMON + told } else { told };
        heading(arg).display_order(order)
    });
    let path = format!("{before}{} ", command.get_name());
    let usage = match words.0 {
        Language::Chinese => Some(usage_zh(&command, &path)),
        Language::English => None,
    };
    let inside = if top { String::new() } else { path };
    command = command
        .help_template(template)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(help.help(words.say("显示用法", "Show this help")))
        .mut_arg("help", |arg| heading(arg).display_order(2 * COMMON))
        .mut_subcommands(|inner| within(inner, words, &inside));
    if let Some(usage) = usage {
        command = command.override_usage(usage);
    }
    if top {
        command = command.arg(version.help(words.say("显示版本", "Show the version")).help_heading(options));
        command = command.mut_arg("version", |arg| arg.display_order(2 * COMMON + 1));
    }
    command
}

/// What clap would say of a default in English, said in Chinese.
fn without_default(arg: Arg) -> Arg {
    let given: Vec<_> = arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    if given.is_empty() || arg.is_hide_default_value_set() || !arg.get_action().takes_values() {
        return arg;
    }
    let help = arg.get_help().map_or_else(String::new, ToString::to_string);
    let told = format!("{help}；不写就是 {}", given.join("、"));
    arg.help(told).hide_default_value(true)
}

/// What is put in somewhere, in Chinese.
fn value_zh(name: &str) -> Option<&'static str> {
    Some(match name {
        "DIR" => "文件夹",
        "FILE" => "文件",
        "KIND" | "SORT" => "种类",
        "NAME" => "名字",
        "NOTICE" => "公告",
        "DATE" => "日期",
        "PLACE" => "地方",
        "RULE" => "类别",
        "LANG" => "语言",
        "FORMAT" => "样子",
        "SHELL" => "外壳",
        "PORT" => "端口",
        "TARGET" => "位置",
        "URL" => "网址",
        "URL|DIR" => "网址或文件夹",
        "URL|FILE" => "网址或文件",
        "NUMBER" => "数字",
        _ => return None,
    })
}

/// `zhangbang log check [选项]`
fn usage_zh(command: &Command, path: &str) -> String {
    if command.get_name() == PROGRAM {
        return "zhangbang 命令 [选项]".into();
    }
    let value = |arg: &Arg| {
        let name = arg.get_value_names().and_then(<[_]>::first).map_or_else(String::new, ToString::to_string);
        if arg.is_required_set() { format!(" {name}") } else { format!(" [{name}]") }
    };
    let values: String = command.get_positionals().map(value).collect();
    format!("zhangbang {}{values} [选项]", path.trim_end())
}

/// clap's error in Chinese; English ones are clap's own.
pub(super) fn error_zh(error: &clap::Error) -> String {
    use clap::error::{ContextKind, ErrorKind};
    let named = |kind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let argument = named(ContextKind::InvalidArg);
    let value = named(ContextKind::InvalidValue);
    let sentence = match error.kind() {
        ErrorKind::InvalidSubcommand => format!("没有“{}”这个命令", named(ContextKind::InvalidSubcommand)),
        ErrorKind::UnknownArgument => format!("不认识“{argument}”"),
        ErrorKind::MissingRequiredArgument => format!("还缺：{argument}"),
        ErrorKind::InvalidValue if value.is_empty() => format!("“{argument}”后面要写内容"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let valid = named(ContextKind::ValidValue);
            let valid =
                if valid.is_empty() { named(ContextKind::Custom) } else { format!("；可以写：{valid}") };
            format!("“{argument}”不能写“{value}”{valid}")
        }
        ErrorKind::ArgumentConflict => format!("“{argument}”不能这样合用"),
        _ => return error.to_string(),
    };
    let near = named(ContextKind::SuggestedSubcommand) + &named(ContextKind::SuggestedArg);
    let hint = if near.is_empty() { String::new() } else { format!("，是不是想写“{near}”？") };
    format!("错误：{sentence}{hint}\n\n用 zhangbang --help 看全部命令和选项\n")
}
