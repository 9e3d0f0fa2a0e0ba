//! What each command does, from arguments to exit code: the one place that reads the clock, and with its
//! rooms the one that prints.

#![allow(clippy::disallowed_methods, reason = "reads the clock and the environment, once")]

mod evidence;
mod output;

use crate::build::{self, Outcome};
use crate::check;
use crate::cli::{self, Action, Common, arguments};
use crate::diagnostic::{Diagnostic, Language, Text};
use crate::model::calendar::WorkCalendar;
use crate::model::kind::Kind;
use crate::model::moment::Clock;
use crate::parse;
use crate::report::Format;
use crate::text;
use crate::write::{self, Written};
use jiff::Timestamp;
use output::{Bar, complain, completions, done, print_json, put, rendered, say, say_err, tell};
use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;

/// Done.
const DONE: u8 = 0;
/// The content has errors, or publish or verify refused.
const REFUSED: u8 = 1;
/// Usage, I/O or environment.
const FAILED: u8 = 2;

pub fn main() -> ExitCode {
    let arguments: Vec<OsString> = env::args_os().collect();
    let language = arguments::language(&arguments, locale().as_deref());
    ExitCode::from(match cli::parse(arguments, language) {
        Ok((common, action)) => run(&common, action),
        Err(error) => usage(&error, language),
    })
}

fn locale() -> Option<String> {
    let set = |name| env::var(name).ok().filter(|value| !value.is_empty());
    set("LC_ALL").or_else(|| set("LC_MESSAGES")).or_else(|| set("LANG"))
}

fn usage(error: &clap::Error, language: Language) -> u8 {
    if !error.use_stderr() {
        put(&error.to_string());
        return DONE;
    }
    match (language, error.kind()) {
        (_, clap::error::ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand) => complain(&error.to_string()),
        (Language::Chinese, _) => complain(&arguments::error_zh(error)),
        (Language::English, _) => complain(&error.to_string()),
    }
    FAILED
}

fn run(common: &Common, action: Action) -> u8 {
    let result = match action {
        Action::Init { folder } => init(common, &folder),
        Action::New { sort, name } => new(common, &sort, &name),
        Action::Check => check(common),
        Action::Build { out } => build(common, &out),
        Action::Serve { port, poll, open } => serve(common, port, poll, open),
        Action::Deadline { kind, from } => deadline(common, &kind, &from),
        Action::Publish { target, dry_run, allow_demo } => {
            evidence::publish(common, &target, dry_run, allow_demo)
        }
        Action::Verify { place, record } => evidence::verify(common, place.as_deref(), record),
        Action::Certify { notice, draft, out } => evidence::certify(common, &notice, draft, &out),
        Action::Log { check, against } => evidence::log(common, check, against.as_deref()),
        Action::Schema => Ok(print_json(&cli::schema::document())),
        Action::Completions { shell } => Ok(completions(shell, common.language)),
    };
    result.unwrap_or_else(|trouble| {
        let text = text!("错误：", "error: ").get(common.language).to_owned() + trouble.get(common.language);
        complain(&format!("{text}\n"));
        FAILED
    })
}

/// Trouble with the world, said in both languages.
type Ran = Result<u8, Text>;

/// The machine's clock, read here and nowhere else, or `SOURCE_DATE_EPOCH` for builds that must repeat.
fn clock(common: &Common) -> Result<Clock, Text> {
    let epoch = env::var("SOURCE_DATE_EPOCH").ok().filter(|value| !value.is_empty());
    let instant = match epoch {
        None => machine_clock().instant,
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
    Ok(Clock { instant, given: common.today })
}

/// The machine's clock and nothing else: what is evidence has no day of one's choice.
fn machine_clock() -> Clock {
    Clock { instant: Timestamp::now(), given: None }
}

fn trouble(error: &io::Error) -> Text {
    crate::publish::words::world(error)
}

fn load(common: &Common) -> Result<build::Site, Text> {
    has_content(common)?;
    build::load(&common.root, &clock(common)?).map_err(|error| trouble(&error))
}

fn has_content(common: &Common) -> Result<(), Text> {
    let content = common.root.join("content");
    if !content.is_dir() {
        let shown = content.display();
        return Err(text!(
            "找不到 {shown}；请到站点文件夹里运行，或用 --root 指明；新建站点用 zhangbang init 文件夹",
            "There is no {shown}; run in the site's folder, name it with --root, or make one with zhangbang init DIR"
        ));
    }
    Ok(())
}

fn init(common: &Common, folder: &Path) -> Ran {
    let site = crate::model::site::Site { time_zone: "Asia/Shanghai".into(), ..Default::default() };
    let today = clock(common)?.for_site(&site).now.date();
    let files = cli::starter::files(today);
    write::fresh::folder(folder, &files).map_err(|error| match error {
        write::fresh::Error::NotEmpty => {
            let shown = folder.display();
            text!(
                "{shown} 里已经有东西，什么都没有写；换一个空文件夹",
                "{shown} is not empty; nothing was written. Choose an empty folder"
            )
        }
        write::fresh::Error::World(error) => trouble(&error),
    })?;
    let (count, shown) = (files.len(), folder.display());
    say(
        common,
        &text!(
            "建好了：{shown}（{count} 个文件）\n接下来：\n  cd {shown}\n  zhangbang check\n  zhangbang serve\n改 content/site.yaml 里的单位和电话；正式使用前删去例子，把“演示”改成 false\n",
            "Made {shown} ({count} files)\nNext:\n  cd {shown}\n  zhangbang check\n  zhangbang serve\nFill in content/site.yaml; before real use remove the examples and set demo to false\n"
        ),
    );
    Ok(DONE)
}

fn new(common: &Common, sort: &str, name: &str) -> Ran {
    let site = load(common)?;
    let (path, text) = cli::new::file(sort, name, &site.content, site.moment.now.date());
    write::fresh::file(&common.root.join(&path), &text).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => text!(
            "{path} 已经有了，没有覆盖；换个名字",
            "{path} exists and was left alone; choose another name"
        ),
        _ => trouble(&error),
    })?;
    say(
        common,
        &text!(
            "建好了：{path}\n填好以后运行 zhangbang check\n",
            "Made {path}\nFill it in, then run zhangbang check\n"
        ),
    );
    Ok(DONE)
}

fn check(common: &Common) -> Ran {
    let site = load(common)?;
    let faults = site.check();
    put(&rendered(common, &faults, site.texts(), io::stdout().is_terminal()));
    if common.format == Format::Human {
        if faults.is_empty() {
            let count = site.content.items().count();
            say(common, &text!("没有毛病：检查了 {count} 篇内容\n", "No faults in {count} items\n"));
        }
        let due = check::due::soon(&site.facts(), cli::due::DAYS);
        say(common, &cli::due::words(&due));
    }
    Ok(exit(&faults))
}

fn exit(faults: &[Diagnostic]) -> u8 {
    if faults.iter().any(Diagnostic::is_error) { REFUSED } else { DONE }
}

fn build(common: &Common, out: &Path) -> Ran {
    guard_out(&common.root, out)?;
    let site = load(common)?;
    let bar = Bar::new(common);
    let outcome = build::build(&site, &common.root, out, &bar);
    bar.finish();
    match outcome {
        Ok(Outcome::Faulty(faults)) => {
            tell(common, &faults, site.texts());
            say_err(common, &text!("有错误，网站没有生成\n", "The site was not built\n"));
            Ok(exit(&faults).max(REFUSED))
        }
        Ok(Outcome::Built { written, pages, next_change, warnings }) => {
            tell(common, &warnings, site.texts());
            say(common, &built(out, &written, pages, next_change));
            Ok(DONE)
        }
        Err(build::Error::Read(error)) => Err(trouble(&error)),
        Err(build::Error::Write(trouble)) => Err(Text::new(trouble.zh(), trouble.en())),
    }
}

fn built(out: &Path, written: &Written, pages: usize, next: Option<jiff::civil::DateTime>) -> Text {
    let shown = out.display();
    let Written { created, changed, unchanged, removed, .. } = written;
    let mut text = text!(
        "{shown}：{pages} 页；新写 {created}，改写 {changed}，未变 {unchanged}，删去 {removed}\n",
        "{shown}: {pages} pages; {created} new, {changed} changed, {unchanged} unchanged, {removed} removed\n"
    );
    if let Some(next) = next {
        let next = crate::plan::wording::iso_minute(next);
        text.zh += &format!("内容不改，网站也会在 {next} 因时间而变，到时再运行一次\n");
        text.en += &format!("By the clock alone the site next changes at {next}; run again then\n");
    }
    text
}

/// Building over the sources, or over what holds them, can only be a mistake.
fn guard_out(root: &Path, out: &Path) -> Result<(), Text> {
    let (root, out_full) = (absolute(root), absolute(out));
    let inside =
        ["content", "themes", "src", ".git"].iter().any(|name| out_full.starts_with(root.join(name)));
    if inside || root.starts_with(&out_full) {
        let shown = out.display();
        return Err(text!(
            "不能把网站写到 {shown}：那里是站点的内容",
            "The site cannot go to {shown}: that is where the sources are"
        ));
    }
    Ok(())
}

/// Made absolute without asking the disk for more than the nearest folder that exists.
fn absolute(path: &Path) -> PathBuf {
    if let Ok(real) = path.canonicalize() {
        return real;
    }
    let mut full = env::current_dir().unwrap_or_default();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                full.pop();
            }
            Component::CurDir => {}
            part => full.push(part),
        }
    }
    full
}

/// By the site's own rules and calendars or, where there is no site, by the starter's.
/// Serves until interrupted.
fn serve(common: &Common, port: u16, poll: bool, open_browser: bool) -> Ran {
    let (first, timed, told) = (clock(common)?, common.clone(), common.clone());
    has_content(common)?;
    let server = crate::serve::start(crate::serve::Options {
        root: common.root.clone(),
        port,
        poll,
        language: common.language,
        clock: Box::new(move || clock(&timed).unwrap_or(first)),
        tell: Box::new(move |news| tell_served(&told, &news)),
    })
    .map_err(|error| trouble(&error))?;
    let (interrupt, interrupted) = std::sync::mpsc::channel();
    let handler = ctrlc::set_handler(move || {
        let _ = interrupt.send(());
    });
    handler.map_err(|error| text!("{error}", "{error}"))?;
    let url = server.url();
    say(common, &text!("预览：{url}（按 Ctrl-C 结束）\n", "Preview: {url} (Ctrl-C ends it)\n"));
    if open_browser && open::that_detached(&url).is_err() {
        say_err(
            common,
            &text!("打不开浏览器，请自己打开 {url}\n", "No browser could be opened; go to {url}\n"),
        );
    }
    let _ = interrupted.recv();
    drop(server);
    Ok(DONE)
}

fn tell_served(common: &Common, news: &crate::serve::Told) {
    use crate::serve::Told;
    match news {
        Told::Changed { files, took } => {
            let (first, count) = (files.first().map_or("", String::as_str), files.len());
            let took = took.as_millis();
            say(
                common,
                &match count {
                    1 => text!("已更新 {first}（{took} 毫秒）\n", "Updated {first} ({took} ms)\n"),
                    _ => text!(
                        "已更新 {first} 等 {count} 个文件（{took} 毫秒）\n",
                        "Updated {first} and others, {count} files ({took} ms)\n"
                    ),
                },
            );
        }
        Told::Faults(report) if report.is_empty() => {
            say(common, &text!("毛病都改好了，可以发布\n", "No faults are left; it can be published\n"));
        }
        Told::Faults(report) => complain(report),
        Told::Trouble(words) => complain(&format!("{words}\n")),
    }
}

fn deadline(common: &Common, asked: &str, from: &str) -> Ran {
    let site = if common.root.join("content").is_dir() { Some(load(common)?) } else { None };
    let (kinds, calendar) = match site {
        Some(site) if site.content.kinds.iter().next().is_some() => {
            (site.content.kinds, site.content.calendar)
        }
        _ => cli::starter::rules(),
    };
    let kind = cli::deadline::kind(&kinds, asked)?;
    if from == "-" {
        return Ok(deadlines(common, kind, &calendar));
    }
    let wrong =
        || text!("“{from}”不是日期；写成 2026-11-02 的样子", "`{from}` is no date; write it as 2026-11-02");
    let day = parse::value::date(from).ok_or_else(wrong)?;
    match common.format {
        Format::Json => Ok(print_json(&cli::deadline::document(day, kind, &calendar)?)),
        Format::Short => Ok(done(&cli::deadline::line(day, kind, &calendar)?)),
        Format::Human => Ok(done(&cli::deadline::story(day, kind, &calendar, common.language)?)),
    }
}

/// A date a line from standard input; a line that is none is named and the rest still answered.
fn deadlines(common: &Common, kind: &Kind, calendar: &WorkCalendar) -> u8 {
    let mut code = DONE;
    for (number, line) in
        io::stdin().lines().map_while(Result::ok).enumerate().filter(|(_, line)| !line.trim().is_empty())
    {
        let number = number + 1;
        let wrong = || text!("第{number}行“{line}”不是日期\n", "Line {number}: `{line}` is no date\n");
        let answer = parse::value::date(&line)
            .ok_or_else(wrong)
            .and_then(|day| cli::deadline::line(day, kind, calendar));
        match answer {
            Ok(answer) => put(&answer),
            Err(fault) => {
                complain(fault.get(common.language));
                code = FAILED;
            }
        }
    }
    code
}
