//! Commands and options, and how they are read.

use crate::diagnostic::Language;
use crate::report::Format;
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command};
use jiff::civil::Date;
use std::ffi::OsString;
use std::path::PathBuf;

/// Options that every command takes.
#[derive(Clone, Debug)]
pub struct Common {
    pub root: PathBuf,
    pub today: Option<Date>,
    pub language: Language,
    pub format: Format,
    pub quiet: bool,
}

/// What was asked.
#[derive(Clone, Debug)]
pub enum Action {
    Init { folder: PathBuf },
    New { sort: String, name: String },
    Check,
    Build { out: PathBuf },
    Serve { port: u16, poll: bool, open: bool },
    Deadline { kind: String, from: String },
    Publish { target: String, dry_run: bool, allow_demo: bool },
    Verify { place: Option<String>, record: bool },
    Certify { notice: String, draft: bool, out: PathBuf },
    Log { check: bool, against: Option<String> },
    Schema,
    Completions { shell: clap_complete::Shell },
}

/// Which language a command line is to be answered in: `--lang`, else the locale, else Chinese.
pub fn language(arguments: &[OsString], locale: Option<&str>) -> Language {
    let words: Vec<String> = arguments.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let after = words.iter().position(|word| word == "--lang").and_then(|at| words.get(at + 1));
    let asked =
        after.map(String::as_str).or_else(|| words.iter().find_map(|word| word.strip_prefix("--lang=")));
    match asked.or(locale) {
        Some(name) if name.starts_with("en") => Language::English,
        _ => Language::Chinese,
    }
}

struct Words(Language);

impl Words {
    fn say(&self, zh: &'static str, en: &'static str) -> &'static str {
        match self.0 {
            Language::Chinese => zh,
            Language::English => en,
        }
    }
}

/// The whole command line, described in one language.
pub fn command(language: Language) -> Command {
    let words = Words(language);
    let template = words.say(
        "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}",
        "{about-with-newline}\nUsage: {usage}\n\n{all-args}{after-help}",
    );
    let all = Command::new("zhangbang")
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
        .args(common(&words))
        .subcommands(subcommands(&words));
    localised(all, template, &words)
}

/// clap's own words, in the language asked for.
fn localised(command: Command, template: &'static str, words: &Words) -> Command {
    let help = Arg::new("help").long("help").short('h').action(ArgAction::Help).global(false);
    let version = Arg::new("version").long("version").short('V').action(ArgAction::Version);
    let options = words.say("选项", "Options");
    let values = words.say("对象", "Arguments");
    let heading = move |arg: Arg| {
        let heading = if arg.is_positional() { values } else { options };
        arg.help_heading(heading)
    };
    let top = command.get_name() == "zhangbang";
    let usage = match words.0 {
        Language::Chinese => Some(usage_zh(&command)),
        Language::English => None,
    };
    let mut command = command
        .help_template(template)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(help.help(words.say("显示用法", "Show this help")))
        .mut_args(heading)
        .mut_subcommands(|inner| localised(inner, template, words));
    if let Some(usage) = usage {
        command = command.override_usage(usage);
    }
    if top {
        command = command.arg(version.help(words.say("显示版本", "Show the version")).help_heading(options));
    }
    command
}

/// `zhangbang build [选项]`
fn usage_zh(command: &Command) -> String {
    if command.get_name() == "zhangbang" {
        return "zhangbang 命令 [选项]".into();
    }
    let value = |arg: &Arg| {
        arg.get_value_names().and_then(<[_]>::first).map_or_else(String::new, ToString::to_string)
    };
    let values: String = command.get_positionals().map(|arg| format!(" {}", value(arg))).collect();
    format!("zhangbang {}{values} [选项]", command.get_name())
}

fn common(words: &Words) -> Vec<Arg> {
    let option = |name: &'static str, value: &'static str, zh, en| {
        Arg::new(name).long(name).value_name(value).global(true).help(words.say(zh, en))
    };
    vec![
        option("root", "DIR", "站点文件夹（里面有 content）", "The site's folder, which holds content/")
            .default_value(".")
            .hide_default_value(true)
            .value_parser(clap::value_parser!(PathBuf)),
        option("today", "DATE", "当作今天是这一天", "Take this day for today").value_parser(date),
        option("lang", "LANG", "提示用的语言：zh 或 en", "Language of messages: zh or en")
            .value_parser(PossibleValuesParser::new(["zh", "en"]))
            .hide_possible_values(true),
        option(
            "format",
            "FORMAT",
            "毛病的样子：human、short 或 json",
            "Form of diagnostics: human, short or json",
        )
        .value_parser(PossibleValuesParser::new(["human", "short", "json"]))
        .hide_possible_values(true)
        .default_value("human")
        .hide_default_value(true),
        option("quiet", "", "少说话，只报毛病", "Say nothing but faults")
            .short('q')
            .action(ArgAction::SetTrue),
    ]
}

fn date(text: &str) -> Result<Date, String> {
    crate::parse::value::date(text).ok_or_else(|| "YYYY-MM-DD".to_owned())
}

fn subcommands(words: &Words) -> Vec<Command> {
    let say = |zh, en| words.say(zh, en);
    let sub = |name: &'static str, zh, en| Command::new(name).about(words.say(zh, en));
    let given = |name: &'static str, value: &'static str, zh, en| {
        Arg::new(name).value_name(value).required(true).help(words.say(zh, en))
    };
    let folder = |arg: Arg| arg.value_parser(clap::value_parser!(PathBuf));
    vec![
        sub(
            "init",
            "新建一个站点，规则、节假日和例子都带着",
            "Make a starter site, all from inside the binary",
        )
        .arg(folder(given("folder", "DIR", "新文件夹，或空文件夹", "A new or empty folder"))),
        sub(
            "new",
            "新建一份公告、荣誉、积分批次、活动或页面",
            "Make a new notice, honour, batch, activity or page",
        )
        .arg(
            given(
                "sort",
                "KIND",
                "notice、honour、batch、activity 或 page",
                "notice, honour, batch, activity or page",
            )
            .value_parser(PossibleValuesParser::new(["notice", "honour", "batch", "activity", "page"]))
            .hide_possible_values(true),
        )
        .arg(given("name", "NAME", "名字，也是文件名", "Its name, which is the file's name, too")),
        sub("check", "检查全部内容，一次报出所有毛病", "Report every fault in the content, at once"),
        sub("build", "检查，然后生成整个网站", "Check, then build the whole site").arg(
            folder(Arg::new("out").long("out").short('o').value_name("DIR"))
                .default_value("public")
                .help(say("网站写到哪里", "Where the site goes"))
                .hide_default_value(false),
        ),
        serve(words),
        sub(
            "deadline",
            "算公示期的最后一天，列出每一天",
            "The last required day of a posting, each day counted",
        )
        .arg(given("kind", "KIND", "公告类别，如 project", "A notice kind, such as project"))
        .arg(
            Arg::new("from").long("from").value_name("DATE").required(true).allow_hyphen_values(true).help(
                say(
                    "从哪天起张榜；写 - 就从标准输入读，一行一个",
                    "The first day; `-` reads dates from standard input, one a line",
                ),
            ),
        ),
        publish(words),
        verify(words),
        certify(words),
        log_command(words),
        sub(
            "schema",
            "输出内容文件的 JSON Schema，供编辑器使用",
            "Print JSON Schema of every content file, for editors",
        ),
        sub("completions", "输出命令补全脚本", "Print a completion script").arg(
            given(
                "shell",
                "SHELL",
                "bash、zsh、fish、powershell 或 elvish",
                "bash, zsh, fish, powershell or elvish",
            )
            .value_parser(clap::value_parser!(clap_complete::Shell))
            .hide_possible_values(true),
        ),
    ]
}

fn publish(words: &Words) -> Command {
    let say = |zh, en| words.say(zh, en);
    let flag = |name: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue);
    Command::new("publish")
        .about(say(
            "正式发布：核对公示期内的公告一份不少，整体换上去，写张榜记录",
            "Build, guard, switch atomically, append to the publication log",
        ))
        .arg(Arg::new("target").value_name("TARGET").required(true).help(say(
            "发布文件夹；网站服务器指向里面的 current",
            "The folder to publish to; the web server serves its `current`",
        )))
        .arg(
            flag("dry-run")
                .help(say("只说会做什么、会不会被拒绝", "Say what would be done or refused, and do nothing")),
        )
        .arg(
            flag("allow-demo")
                .help(say("允许发布演示站点，只用来练手", "Publish a demonstration site, to practise")),
        )
}

fn verify(words: &Words) -> Command {
    let say = |zh, en| words.say(zh, en);
    Command::new("verify")
        .about(say(
            "去看访客看到的和张榜记录是不是一样",
            "Compare what visitors get with what the log says is posted",
        ))
        .arg(Arg::new("place").value_name("URL|DIR").help(say(
            "网址或发布文件夹；不写就是 site.yaml 里的网址",
            "An address or a published folder; without it, the site's base URL",
        )))
        .arg(
            Arg::new("record")
                .long("record")
                .action(ArgAction::SetTrue)
                .help(say("把这一轮的结果记进张榜记录", "Append this round to the publication log")),
        )
}

fn certify(words: &Words) -> Command {
    let say = |zh, en| words.say(zh, en);
    let draft = Arg::new("draft").long("draft").action(ArgAction::SetTrue);
    let out = Arg::new("out").long("out").short('o').value_name("DIR").default_value("certificates");
    Command::new("certify")
        .about(say("出一份公告的公示证明，用来备案", "The posting certificate of a notice, for filing"))
        .arg(Arg::new("notice").value_name("NOTICE").required(true).help(say(
            "公告编号，如 notices/2026/shangcun-road",
            "The notice's id, such as notices/2026/shangcun-road",
        )))
        .arg(draft.help(say(
            "公示期没满也出一份，标明草稿",
            "Make one before the window has ended, marked as a draft",
        )))
        .arg(out.value_parser(clap::value_parser!(PathBuf)).help(say("证明放在哪里", "Where it goes")))
}

fn log_command(words: &Words) -> Command {
    let say = |zh, en| words.say(zh, en);
    let against = Arg::new("against").long("against").value_name("URL|DIR").help(say(
        "和已经发布的网站对一对，看末尾有没有被截掉",
        "Compare with the head that the published site carries",
    ));
    let check = Command::new("check")
        .about(say("查张榜记录从头到尾有没有断、有没有被改", "Prove that the log's chain is whole"))
        .arg(against);
    Command::new("log")
        .about(say("看张榜记录", "Show the publication log"))
        .subcommand_help_heading(say("命令", "Commands"))
        .disable_help_subcommand(true)
        .subcommand(check)
}

/// Where `serve` is found, unless another port is asked for or this one is taken.
const SERVE_PORT: u16 = 8026;

fn serve(words: &Words) -> Command {
    let option = |name: &'static str, zh, en| Arg::new(name).long(name).help(words.say(zh, en));
    Command::new("serve")
        .about(words.say(
            "预览：保存后浏览器立刻更新，毛病显示在页面上",
            "Preview: the browser follows every save and shows faults",
        ))
        .arg(
            option(
                "port",
                "端口，默认 8026；已被占用就用后面空着的",
                "Port, 8026 by default; the next free one if taken",
            )
            .value_name("PORT")
            .value_parser(clap::value_parser!(u16)),
        )
        .arg(
            option(
                "poll",
                "每秒查看一次文件，用于网络盘",
                "Look at the files every second, for network drives",
            )
            .action(ArgAction::SetTrue),
        )
        .arg(option("open", "打开浏览器", "Open a browser").action(ArgAction::SetTrue))
}

/// Reads a command line.
///
/// # Errors
/// clap's own error, which may also be a request for help.
pub fn parse(arguments: Vec<OsString>, language: Language) -> Result<(Common, Action), clap::Error> {
    let matches = command(language).try_get_matches_from(arguments)?;
    let Some((name, inner)) = matches.subcommand() else {
        return Err(clap::Error::new(clap::error::ErrorKind::MissingSubcommand));
    };
    Ok((read_common(inner, language), action(name, inner)))
}

fn read_common(matches: &ArgMatches, language: Language) -> Common {
    let format = match matches.get_one::<String>("format").map(String::as_str) {
        Some("json") => Format::Json,
        Some("short") => Format::Short,
        _ => Format::Human,
    };
    Common {
        root: matches.get_one::<PathBuf>("root").cloned().unwrap_or_else(|| ".".into()),
        today: matches.get_one::<Date>("today").copied(),
        language,
        format,
        quiet: matches.get_flag("quiet"),
    }
}

fn action(name: &str, matches: &ArgMatches) -> Action {
    let word = |key: &str| matches.get_one::<String>(key).cloned().unwrap_or_default();
    let path = |key: &str| matches.get_one::<PathBuf>(key).cloned().unwrap_or_default();
    match name {
        "init" => Action::Init { folder: path("folder") },
        "new" => Action::New { sort: word("sort"), name: word("name") },
        "build" => Action::Build { out: path("out") },
        "serve" => Action::Serve {
            port: matches.get_one::<u16>("port").copied().unwrap_or(SERVE_PORT),
            poll: matches.get_flag("poll"),
            open: matches.get_flag("open"),
        },
        "deadline" => Action::Deadline { kind: word("kind"), from: word("from") },
        "publish" => Action::Publish {
            target: word("target"),
            dry_run: matches.get_flag("dry-run"),
            allow_demo: matches.get_flag("allow-demo"),
        },
        "verify" => Action::Verify {
            place: matches.get_one::<String>("place").cloned(),
            record: matches.get_flag("record"),
        },
        "certify" => {
            Action::Certify { notice: word("notice"), draft: matches.get_flag("draft"), out: path("out") }
        }
        "log" => log(matches),
        "schema" => Action::Schema,
        "completions" => {
            let shell = matches.get_one::<clap_complete::Shell>("shell").copied();
            Action::Completions { shell: shell.unwrap_or(clap_complete::Shell::Bash) }
        }
        _ => Action::Check,
    }
}

fn log(matches: &ArgMatches) -> Action {
    match matches.subcommand() {
        Some((_, check)) => Action::Log { check: true, against: check.get_one::<String>("against").cloned() },
        None => Action::Log { check: false, against: None },
    }
}

/// clap's error in Chinese; English ones are clap's own.
pub fn error_zh(error: &clap::Error) -> String {
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
