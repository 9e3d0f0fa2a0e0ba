//! `new`: one file, filled in as far as known.

use super::desk::{Command, Desk, Ending, Ran, trouble};
use super::help::Words;
use super::output::say;
use super::placeholder::fill;
use crate::collection::Collection;
use crate::disk::Disk;
use crate::model::content::Content;
use crate::model::kind::Kind;
use crate::model::points::{Household, PointsRule};
use crate::model::posting::required_last_day;
use crate::plan::words::segment;
use crate::text;
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use jiff::ToSpan;
use jiff::civil::Date;
use std::io::ErrorKind;

#[derive(Args)]
#[group(skip)]
pub(super) struct New {
    /// What sort of thing it is.
    #[arg(value_name = "KIND", value_parser = sorts(), hide_possible_values = true)]
    sort: Sort,
    /// What the clerk calls it; the file's name is made of it.
    #[arg(value_name = "NAME")]
    name: String,
}

#[derive(Clone, Copy, Debug)]
enum Sort {
    Entry(Collection),
    /// A batch of points.
    Batch,
}

/// Place of batches among the collections in what can be made.
const BATCH: (u8, &str) = (30, "batch");

/// What can be made, by the names for it, in the menu's order.
fn names() -> Vec<(&'static str, Sort)> {
    let entries = Collection::ALL.map(|one| (one.row().list.order, one.row().key, Sort::Entry(one)));
    let mut names: Vec<_> = entries.into_iter().chain([(BATCH.0, BATCH.1, Sort::Batch)]).collect();
    names.sort_by_key(|name| name.0);
    names.into_iter().map(|(_, name, sort)| (name, sort)).collect()
}

fn sorts() -> impl TypedValueParser<Value = Sort> {
    let parser = PossibleValuesParser::new(names().into_iter().map(|(name, _)| name));
    parser.map(|written| {
        let known = names().into_iter().find(|(name, _)| *name == written);
        known.map_or(Sort::Batch, |(_, sort)| sort)
    })
}

/// The names, the last after an `or`.
fn listed(comma: &str, or: &str) -> String {
    let names: Vec<&str> = names().into_iter().map(|(name, _)| name).collect();
    let (last, first) = names.split_last().map_or(("", &[][..]), |(last, first)| (*last, first));
    format!("{}{or}{last}", first.join(comma))
}

impl Command for New {
    const NAME: &'static str = "new";

    fn told(command: clap::Command, words: Words) -> clap::Command {
        let sorts = listed(words.say("、", ", "), words.say(" 或 ", " or "));
        command
            .about(words.say(
                "新建一份公告、荣誉、积分批次、活动或页面",
                "Make a new notice, honour, batch, activity or page",
            ))
            .mut_arg("sort", |arg| arg.help(sorts))
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
    match sort {
        Sort::Entry(collection) => entry(collection, name, content, today),
        Sort::Batch => batch(name, content, today),
    }
}

/// The collection's example, with what is known filled in.
fn entry(collection: Collection, name: &str, content: &Content, today: Date) -> (String, String) {
    let row = collection.row();
    let folder = if row.by_year { format!("{}/{}", row.folder, today.year()) } else { row.folder.to_owned() };
    let text = fill(row.example, |placeholder| known(placeholder, name, content, today));
    (format!("content/{folder}/{}.{}", segment(name), row.ending), text)
}

/// What stands for a placeholder of an example.
fn known(placeholder: &str, name: &str, content: &Content, today: Date) -> Option<String> {
    let ahead = |days: i32| today.checked_add(days.days()).unwrap_or(today).to_string();
    Some(match placeholder {
        "title" => quoted(name),
        "name" => name.to_owned(),
        "kind" => project_kind(content).map_or("project", |kind| &kind.key).to_owned(),
        "issuer" => issuer(content),
        "place" => place(content),
        "today" => today.to_string(),
        "year" => today.year().to_string(),
        "until" => earliest_end(content, today).to_string(),
        "phone" => content.site.hotlines.first().map_or("0999-0001234", |line| &line.phone.value).to_owned(),
        "day" => ahead(14),
        "signup" => ahead(12),
        _ => return None,
    })
}

fn project_kind(content: &Content) -> Option<&Kind> {
    content.kinds.get("project").or_else(|| content.kinds.iter().find(|kind| kind.project))
}

/// The earliest lawful last day of a project's notice that begins today.
fn earliest_end(content: &Content, today: Date) -> Date {
    let rule = project_kind(content).and_then(|kind| kind.posting.as_ref());
    rule.and_then(|rule| required_last_day(today, &rule.value, &content.calendar).ok()).unwrap_or(today)
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
    let rules: Vec<&PointsRule> = bank.rules.iter().filter(|rule| rule.valid.covers(today)).collect();
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
