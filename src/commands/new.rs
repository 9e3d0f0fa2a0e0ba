//! `new`: one file, filled in as far as known.

use super::ask::Asked;
use super::desk::{self, Command, Desk, Ending, Ran, trouble};
use super::help::Words;
use super::output::say;
use super::place;
use super::placeholder::fill;
use super::sort::{self, Sort, kind_names, listed, meant};
use crate::collection::Collection;
use crate::diagnostic::Text;
use crate::disk::Disk;
use crate::import;
use crate::model::content::Content;
use crate::model::kind::Kind;
use crate::model::points::{Household, PointsRule};
use crate::model::posting::required_last_day;
use crate::parse::emit::quoted;
use crate::plan::words::segment;
use crate::text;
use clap::Args;
use jiff::{ToSpan, civil::Date};
use std::io::ErrorKind;

#[derive(Args)]
#[group(skip)]
pub(super) struct New {
    /// What sort of thing it is.
    #[arg(value_name = "KIND")]
    sort: String,
    /// What the clerk calls it; the file's name is made of it.
    #[arg(value_name = "NAME")]
    name: String,
    /// Township or village; out of the name where it is not given.
    #[arg(long, value_name = "PLACE")]
    place: Option<String>,
    /// A key or name in rules.yaml.
    #[arg(long, value_name = "RULE")]
    kind: Option<String>,
    /// The first day of the posting.
    #[arg(long, value_name = "DATE", value_parser = desk::date)]
    from: Option<Date>,
    /// Its last day.
    #[arg(long, value_name = "DATE", value_parser = desk::date)]
    until: Option<Date>,
    /// Ask nothing.
    #[arg(long, short)]
    yes: bool,
}

impl Command for New {
    const NAME: &'static str = "new";

    fn told(command: clap::Command, words: Words) -> clap::Command {
        let sorts = words.either(
            || sort::in_chinese() + "，或者公告的类别，如 项目公示",
            || listed(", ", " or ") + ", or a notice's kind",
        );
        command
            .about(words.say(
                "新建一份公告、荣誉、积分批次、活动、台账或页面",
                "Make a new notice, honour, batch, activity, register or page",
            ))
            .mut_arg("sort", |arg| arg.help(sorts))
            .mut_arg("name", words.help("名字，也是文件名", "Its name, which is the file's name, too"))
            .mut_arg(
                "place",
                words.help(
                    "乡镇或村；名字里有的不用写",
                    "Township or village; taken from the name if it holds one",
                ),
            )
            .mut_arg(
                "kind",
                words.help(
                    "公告的类别，如 project 或 项目公示",
                    "A notice's kind, a key or name in rules.yaml",
                ),
            )
            .mut_arg(
                "from",
                words
                    .help("公示期的第一天，不写就是今天", "The first day of the posting; today if not given"),
            )
            .mut_arg(
                "until",
                words.help(
                    "公示期的最后一天，不写就是最早合法的那天",
                    "Its last day; the earliest lawful one if not given",
                ),
            )
            .mut_arg("yes", words.help("什么都不问", "Ask nothing"))
    }

    fn run(self, desk: &Desk) -> Ran {
        let site = desk.site()?;
        let asked = Asked::at(desk, self.yes);
        let (sort, kind) = meant(&self.sort, &site.content)?;
        let draft = self.draft(sort, kind, &site.content, site.moment.now.date(), &asked)?;
        let (path, text) = file(sort, &draft)?;
        let made = Disk::new().make_new(&desk.options.root.join(&path), text.as_bytes());
        made.map_err(|lost| match lost.kind() {
            Some(ErrorKind::AlreadyExists) => text!(
                "{path} 已经有了，没有覆盖；换个名字",
                "{path} exists and was left alone; choose another name"
            ),
            _ => trouble(&lost),
        })?;
        let zh = if text.contains("草稿:") { "；没有毛病了，删去“草稿”那行" } else { "" };
        let en = if !zh.is_empty() { ", then remove the line of the draft" } else { "" };
        let told = text!(
            "建好了：{path}\n打开它，把“（改成……）”的地方和例子换成真的，再运行 zhangbang check{zh}\n",
            "Made {path}\nWrite what is marked with 改成 and what is an example, run zhangbang check{en}\n"
        );
        say(desk, &told);
        let was_asked = asked.is_there() && !site.content.places.townships.is_empty();
        if draft.place.is_empty() && !was_asked && belongs_somewhere(sort) {
            say(desk, &place::unknown());
        }
        Ok(Ending::Done)
    }
}

/// Whether a file of the sort says where it belongs.
fn belongs_somewhere(sort: Sort) -> bool {
    matches!(sort, Sort::Entry(collection) if collection.row().example.contains("{{place}}"))
}

impl New {
    /// What is known beforehand, asked for, or given.
    fn draft<'a>(
        &'a self,
        sort: Sort,
        named: Option<&'a Kind>,
        content: &'a Content,
        today: Date,
        asked: &Asked,
    ) -> Result<Draft<'a>, Text> {
        let is_notice = matches!(sort, Sort::Entry(Collection::Notices));
        let place = place::choose(content, &self.name, self.place.as_deref(), asked)?;
        let kind = match named {
            None if is_notice => self.chosen_kind(content, asked)?,
            named => named,
        };
        let rule = kind.and_then(|kind| kind.posting.as_ref());
        let day = |given: Option<Date>, question: &Text, offered: Date| {
            let typed = || asked.line(question, &offered.to_string());
            given.or_else(|| rule.and_then(|_| crate::parse::value::date(&typed()))).unwrap_or(offered)
        };
        let from = day(self.from, &text!("公示从哪一天起？", "First day of the posting?"), today);
        let earliest = rule
            .and_then(|rule| required_last_day(from, &rule.value, &content.calendar).ok())
            .unwrap_or(from);
        let until = day(self.until, &text!("公示到哪一天？最早是", "Last day? The earliest is"), earliest);
        let name = self.name.trim_end_matches(".md").trim_end_matches(".yaml");
        let offered = import::title(name, kind);
        let title = match kind {
            Some(_) => asked.line(&text!("网页上的标题？", "The title on the page?"), &offered),
            None => offered,
        };
        Ok(Draft { name, title, content, today, place, kind, from, until: until.max(earliest), earliest })
    }

    fn chosen_kind<'a>(&self, content: &'a Content, asked: &Asked) -> Result<Option<&'a Kind>, Text> {
        if let Some(named) = &self.kind {
            return content.kinds.find(named).map(Some).ok_or_else(|| {
                let known = kind_names(content);
                text!("没有“{named}”这个类别；有：{known}", "There is no kind `{named}`; there are: {known}")
            });
        }
        let names: Vec<String> = content.kinds.iter().map(|kind| kind.name.clone()).collect();
        let usual = project_kind(content).and_then(|kind| content.kinds.position(&kind.key));
        let chosen = asked.one_of(&text!("是哪一类公告？", "Which kind?"), &names, usual);
        Ok(chosen.and_then(|chosen| content.kinds.at(chosen)))
    }
}

/// All that a new file is made from.
struct Draft<'a> {
    /// What the clerk calls it.
    name: &'a str,
    /// What its page is called.
    title: String,
    content: &'a Content,
    today: Date,
    /// The lines that say where it belongs.
    place: String,
    kind: Option<&'a Kind>,
    from: Date,
    until: Date,
    /// The earliest lawful last day of a posting that begins so.
    earliest: Date,
}

/// The path under the root and the text of a new file.
fn file(sort: Sort, draft: &Draft) -> Result<(String, String), Text> {
    match sort {
        Sort::Entry(collection) => Ok(entry(collection, draft)),
        Sort::Batch => batch(draft.name, draft.content, draft.today).ok_or_else(|| {
            text!(
                "还没有户，或者没有积分规则，写不出批次；先在 content/points/households.yaml 里写上户号、村、户主，在 content/points/rules.yaml 里写上编号、事项、分值，再运行一次",
                "There is no household or no rule yet: write content/points/households.yaml and rules.yaml first, and run this again"
            )
        }),
    }
}

/// The collection's example, with what is known filled in.
fn entry(collection: Collection, draft: &Draft) -> (String, String) {
    let text = fill(collection.row().example, |placeholder| known(placeholder, draft));
    (import::place(collection, draft.name, draft.today, false), text)
}

/// What stands for a placeholder of an example.
fn known(placeholder: &str, draft: &Draft) -> Option<String> {
    let Draft { name, title, content, today, place, kind, from, until, earliest } = draft;
    let ahead = |days: i32| today.checked_add(days.days()).unwrap_or(*today).to_string();
    let inner = |text: &str| fill(text, |placeholder| known(placeholder, draft));
    let posted = kind.is_some_and(|kind| kind.posting.is_some());
    Some(match placeholder {
        "title" => quoted(title),
        "subject" => quoted(name),
        "name" => (*name).to_owned(),
        "kind" => kind.map_or("project", |kind| &kind.key).to_owned(),
        "issuer" => issuer(content),
        "place" => place.clone(),
        "today" => today.to_string(),
        "year" => today.year().to_string(),
        "from" => from.to_string(),
        "until" => until.to_string(),
        "earliest" => earliest.to_string(),
        "posting" if posted => inner(include_str!("new/posting.yaml")),
        "project" if kind.is_some_and(|kind| kind.project) => inner(include_str!("new/project.yaml")),
        "posting" | "project" => String::new(),
        "body" if posted => import::body(name),
        "body" => "（改成正文）".to_owned(),
        "day" => ahead(14),
        "signup" => ahead(12),
        _ => return None,
    })
}

fn project_kind(content: &Content) -> Option<&Kind> {
    content.kinds.get("project").or_else(|| content.kinds.iter().find(|kind| kind.project))
}

fn issuer(content: &Content) -> String {
    quoted(content.site.host.as_ref().map_or("（改成发布单位全称）", |host| &host.value))
}

/// A household and a rule that are not entered for the day yet.
fn free_pair(content: &Content, today: Date) -> Option<(&Household, &PointsRule)> {
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
    let mut free = pairs.filter(|(household, rule)| !entered(household, rule));
    free.next().or_else(|| bank.households.first().zip(rules.first().copied()))
}

/// A batch in the folder of a village that has households.
fn batch(name: &str, content: &Content, today: Date) -> Option<(String, String)> {
    let (household, rule) = free_pair(content, today)?;
    let village = &household.village.value;
    let folder = content.places.village(None, village).map_or(village.as_str(), |village| village.url_name());
    let text = fill(include_str!("new/batch.yaml"), |known| {
        Some(match known {
            "title" => quoted(name),
            "village" => quoted(village),
            "today" => today.to_string(),
            "household" => quoted(&household.id.value),
            "rule" => quoted(&rule.id.value),
            "points" => rule.points.min.to_string(),
            _ => return None,
        })
    });
    Some((format!("content/points/{}/{}.yaml", segment(folder), segment(name)), text))
}
