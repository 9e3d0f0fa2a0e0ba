//! `new`: one file, filled in as far as known.

use super::desk::{Command, Desk, Ending, Ran, trouble};
use super::help::Words;
use super::output::say;
use super::placeholder::fill;
use crate::disk::Disk;
use crate::model::content::Content;
use crate::model::points::{Household, PointsRule};
use crate::model::posting::required_last_day;
use crate::plan::words::segment;
use crate::text;
use clap::{Args, ValueEnum};
use jiff::ToSpan;
use jiff::civil::Date;
use std::io::ErrorKind;

#[derive(Args)]
#[group(skip)]
pub struct New {
    /// What sort of thing it is.
    #[arg(value_name = "KIND", hide_possible_values = true)]
    sort: Sort,
    /// What the clerk calls it; the file's name is made of it.
    #[arg(value_name = "NAME")]
    name: String,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Sort {
    Notice,
    Honour,
    Batch,
    Activity,
    Page,
}

impl Command for New {
    const NAME: &'static str = "new";

    fn told(command: clap::Command, words: Words) -> clap::Command {
        let sort =
            words.help("notice、honour、batch、activity 或 page", "notice, honour, batch, activity or page");
        command
            .about(words.say(
                "新建一份公告、荣誉、积分批次、活动或页面",
                "Make a new notice, honour, batch, activity or page",
            ))
            .mut_arg("sort", sort)
            .mut_arg("name", words.help("名字，也是文件名", "Its name, which is the file's name, too"))
    }

    fn run(self, desk: &Desk) -> Ran {
        let site = desk.site()?;
        let (path, text) = file(self.sort, &self.name, &site.content, site.moment.now.date());
        let made = Disk::new().make_new(&desk.options.root.join(&path), text.as_bytes());
        made.map_err(|lost| match lost.kind() {
            Some(ErrorKind::AlreadyExists) => text!(
                "{path} 已经有了，没有覆盖；换个名字",
                "{path} exists and was left alone; choose another name"
            ),
            _ => trouble(&lost),
        })?;
        say(
            desk,
            &text!(
                "建好了：{path}\n填好以后运行 zhangbang check\n",
                "Made {path}\nFill it in, then run zhangbang check\n"
            ),
        );
        Ok(Ending::Done)
    }
}

/// The path under the root and the text of a new file. `name` is what the clerk calls it.
fn file(sort: Sort, name: &str, content: &Content, today: Date) -> (String, String) {
    let (stem, year) = (segment(name), today.year());
    match sort {
        Sort::Notice => (format!("content/notices/{year}/{stem}.md"), notice(name, content, today)),
        Sort::Honour => (format!("content/honours/{year}/{stem}.md"), honour(name, today)),
        Sort::Batch => batch(name, content, today),
        Sort::Activity => (format!("content/activities/{year}/{stem}.md"), activity(name, content, today)),
        Sort::Page => (format!("content/pages/{stem}.md"), page(name)),
    }
}

/// YAML double quotes, so that no name can break the file.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The first township and village, as a start that passes the check.
fn place(content: &Content) -> String {
    let Some(township) = content.places.townships.first() else { return String::new() };
    let village = township.villages.first().map(|village| format!("村: {}\n", quoted(&village.name.value)));
    format!("乡镇: {}\n{}", quoted(&township.name.value), village.unwrap_or_default())
}

fn issuer(content: &Content) -> String {
    let host =
        content.site.host.as_ref().map_or("县某某局（改成发布单位全称）", |host| &host.value);
    quoted(host)
}

/// A project notice with the earliest lawful last day.
fn notice(name: &str, content: &Content, today: Date) -> String {
    let kind = content.kinds.get("project").or_else(|| content.kinds.iter().find(|kind| kind.project));
    let rule = kind.and_then(|kind| kind.posting.as_ref());
    let until =
        rule.and_then(|rule| required_last_day(today, &rule.value, &content.calendar).ok()).unwrap_or(today);
    let phone = content.site.hotlines.first().map_or("0999-0001234", |line| &line.phone.value);
    fill(include_str!("new/notice.md"), |known| {
        Some(match known {
            "title" => quoted(name),
            "name" => name.to_owned(),
            "kind" => kind.map_or("project", |kind| &kind.key).to_owned(),
            "issuer" => issuer(content),
            "place" => place(content),
            "today" => today.to_string(),
            "until" => until.to_string(),
            "phone" => phone.to_owned(),
            _ => return None,
        })
    })
}

fn honour(name: &str, today: Date) -> String {
    fill(include_str!("new/honour.md"), |known| {
        Some(match known {
            "title" => quoted(name),
            "year" => today.year().to_string(),
            "today" => today.to_string(),
            _ => return None,
        })
    })
}

fn activity(name: &str, content: &Content, today: Date) -> String {
    let ahead = |days: i32| today.checked_add(days.days()).unwrap_or(today).to_string();
    fill(include_str!("new/activity.md"), |known| {
        Some(match known {
            "title" => quoted(name),
            "day" => ahead(14),
            "until" => ahead(12),
            "place" => place(content),
            _ => return None,
        })
    })
}

fn page(name: &str) -> String {
    fill(include_str!("new/page.md"), |known| (known == "title").then(|| quoted(name)))
}

/// A household and a rule that are not entered for the day yet.
fn free_pair(content: &Content, today: Date) -> (Option<&Household>, Option<&PointsRule>) {
    let bank = &content.points;
    let entered = |household: &Household, rule: &PointsRule| {
        bank.batches.iter().flat_map(|batch| &batch.entries).any(|entry| {
            let on = entry.on.as_ref().map(|on| on.value);
            (&entry.household.value, &entry.rule.value, on)
                == (&household.id.value, &rule.id.value, Some(today))
        })
    };
    let rules: Vec<&PointsRule> = bank.rules.iter().filter(|rule| rule.covers(today)).collect();
    let pairs = bank.households.iter().flat_map(|household| rules.iter().map(move |&rule| (household, rule)));
    match pairs.into_iter().find(|(household, rule)| !entered(household, rule)) {
        Some((household, rule)) => (Some(household), Some(rule)),
        None => (bank.households.first(), rules.first().copied()),
    }
}

/// A batch in the folder of a village that has households.
fn batch(name: &str, content: &Content, today: Date) -> (String, String) {
    let (household, rule) = free_pair(content, today);
    let village = household.map_or("某村", |household| &household.village.value);
    let folder = content.places.village(None, village).map_or(village, |village| village.url_name());
    let text = fill(include_str!("new/batch.yaml"), |known| {
        Some(match known {
            "title" => quoted(name),
            "village" => quoted(village),
            "today" => today.to_string(),
            "household" => quoted(household.map_or("", |household| &household.id.value)),
            "rule" => quoted(rule.map_or("", |rule| &rule.id.value)),
            "points" => rule.map_or(0, |rule| rule.points.min).to_string(),
            _ => return None,
        })
    });
    (format!("content/points/{}/{}.yaml", segment(folder), segment(name)), text)
}
