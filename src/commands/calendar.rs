//! `calendar import FILE`: a year's holidays from the text of the State Council's notice, day by day for comparison.

use super::desk::{Command, Desk, Ending, Ran, trouble};
use super::help::Words;
use super::output::{complain, say};
use crate::diagnostic::Text;
use crate::disk::{self, Disk};
use crate::model::calendar::CalendarYear;
use crate::parse::arrangement;
use crate::plan::words::weekday;
use crate::read;
use crate::text;
use clap::{Args, Subcommand};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

#[derive(Args)]
#[group(skip)]
pub(super) struct Calendar {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    Import {
        /// The notice's text.
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

impl Command for Calendar {
    const NAME: &'static str = "calendar";

    fn told(command: clap::Command, words: Words) -> clap::Command {
        command
            .about(words.say("写一年的节假日安排", "Write the holidays of a year"))
            .subcommand_help_heading(words.say("命令", "Commands"))
            .disable_help_subcommand(true)
            .mut_subcommand("import", |import| {
                let about = words.say(
                    "读国务院办公厅的节假日通知，写成 content/calendar/年份.yaml",
                    "Read the State Council's notice into content/calendar/YEAR.yaml",
                );
                import.about(about).mut_arg(
                    "file",
                    words.help("通知的文字，存成 .txt", "The notice's words, as a text file"),
                )
            })
    }

    fn run(self, desk: &Desk) -> Ran {
        let What::Import { file } = self.what;
        desk.has_content()?;
        let shown = file.display();
        let text = read_text(&file)?.ok_or_else(|| {
            text!("{shown} 不是文字文件；把通知的文字复制到记事本，存成 .txt", "{shown} is no text")
        })?;
        let read = arrangement::arrangement(&text).ok_or_else(|| {
            text!(
                "{shown} 里没有“关于××××年部分节假日安排的通知”这一行",
                "{shown} has no line that names the year's arrangement"
            )
        })?;
        say(desk, &Text::same(listed(&read.year)));
        if !read.odd.is_empty() {
            for (line, odd) in &read.odd {
                let at = text!("第{line}行：", "Line {line}: ");
                complain(&format!("{}{}\n", at.get(desk.language), odd.get(desk.language)));
            }
            return Err(text!(
                "通知里有对不上的地方，什么都没有写",
                "The notice contradicts itself; nothing was written"
            ));
        }
        written(desk, &read.year)
    }
}

fn read_text(file: &Path) -> Result<Option<String>, Text> {
    let bytes = disk::read_at_most(file, read::TEXT_LIMIT).map_err(|lost| trouble(&lost))?;
    Ok(read::decode(bytes))
}

/// Each day off and each day worked for it, a line a day.
fn listed(year: &CalendarYear) -> String {
    let mut lines = Vec::new();
    for holiday in &year.holidays {
        let mut day = holiday.from;
        while day <= holiday.until {
            lines.push((day, format!("{day} {}  放假  {}\n", weekday(day), holiday.name)));
            let Ok(next) = day.tomorrow() else { break };
            day = next;
        }
    }
    lines.extend(year.workdays.iter().map(|&day| (day, format!("{day} {}  上班\n", weekday(day)))));
    lines.sort();
    lines.into_iter().map(|(_, line)| line).collect()
}

fn written(desk: &Desk, year: &CalendarYear) -> Ran {
    let path = format!("content/calendar/{}.yaml", year.year);
    let made = Disk::new().make_new(&desk.options.root.join(&path), yaml(year).as_bytes());
    made.map_err(|lost| match lost.kind() {
        Some(ErrorKind::AlreadyExists) => text!(
            "{path} 已经有了，没有覆盖；要换就先把它改名",
            "{path} exists and was left alone; rename it first"
        ),
        _ => trouble(&lost),
    })?;
    say(
        desk,
        &text!(
            "写好了：{path}\n照通知核对上面每一天，再运行 zhangbang check\n",
            "Made {path}\nCompare each day above with the notice, then run zhangbang check\n"
        ),
    );
    Ok(Ending::Done)
}

fn yaml(year: &CalendarYear) -> String {
    let CalendarYear { year: number, announcement, holidays, workdays } = year;
    let mut text = format!("年份: {number}\n依据:\n  名称: {}\n", announcement.title);
    if let Some(number) = &announcement.number {
        text += &format!("  文号: {number}\n");
    }
    text += "节假日:\n";
    for holiday in holidays {
        text += &format!("  - {{名称: {}, 起: {}, 止: {}}}\n", holiday.name, holiday.from, holiday.until);
    }
    if !workdays.is_empty() {
        text += "调休上班:\n";
        text.extend(workdays.iter().map(|day| format!("  - {day}  # {}\n", weekday(*day))));
    }
    text
}
