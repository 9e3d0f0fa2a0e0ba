//! `deadline`: the last required day of a posting, with each day counted.

use super::desk::{Command, Desk, Ending, Ran};
use super::help::Words;
use super::output::{complain, put, put_json};
use super::starter;
use crate::diagnostic::{Language, Text};
use crate::model::calendar::{DayKind, WorkCalendar};
use crate::model::kind::{Kind, Kinds};
use crate::model::posting::{Count, CountedDay, Tally, Unit, count, required_last_day};
use crate::parse::value;
use crate::plan::words::weekday;
use crate::report::Format;
use crate::text;
use clap::Args;
use jiff::civil::Date;
use serde_json::{Value, json};
use std::io;

#[derive(Args)]
#[group(skip)]
pub(super) struct Deadline {
    /// A kind's key or Chinese name.
    #[arg(value_name = "KIND")]
    kind: String,
    /// The first day as written, or `-`: days come from standard input, one a line.
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    from: String,
}

impl Command for Deadline {
    const NAME: &'static str = "deadline";

    fn told(command: clap::Command, words: Words) -> clap::Command {
        let from = words.help(
            "从哪天起张榜；写 - 就从标准输入读，一行一个",
            "The first day; `-` reads dates from standard input, one a line",
        );
        command
            .about(words.say(
                "算公示期的最后一天，列出每一天",
                "The last required day of a posting, each day counted",
            ))
            .mut_arg("kind", words.help("公告类别，如 project", "A notice kind, such as project"))
            .mut_arg("from", from)
    }

    fn run(self, desk: &Desk) -> Ran {
        let (kinds, calendar) = rules(desk)?;
        let kind = kind(&kinds, &self.kind)?;
        if self.from == "-" {
            return Ok(many(kind, &calendar, desk.language));
        }
        let from = &self.from;
        let wrong = || {
            text!("“{from}”不是日期；写成 2026-11-02 的样子", "`{from}` is no date; write it as 2026-11-02")
        };
        let day = value::date(from).ok_or_else(wrong)?;
        match desk.options.format {
            Format::Json => put_json(&document(day, kind, &calendar)?),
            Format::Short => put(&line(day, kind, &calendar)?),
            Format::Human => put(&story(day, kind, &calendar, desk.language)?),
        }
        Ok(Ending::Done)
    }
}

/// The site's own rules and calendars or, where there is no site or it has none, the starter's.
fn rules(desk: &Desk) -> Result<(Kinds, WorkCalendar), Text> {
    if desk.has_content().is_ok() {
        let content = desk.site()?.content;
        if content.kinds.iter().next().is_some() {
            return Ok((content.kinds, content.calendar));
        }
    }
    Ok(starter::rules())
}

/// A date a line from standard input; a line that is none is named and the rest still answered.
fn many(kind: &Kind, calendar: &WorkCalendar, language: Language) -> Ending {
    let mut ending = Ending::Done;
    let lines = io::stdin().lines().map_while(Result::ok).enumerate();
    for (number, written) in lines.filter(|(_, line)| !line.trim().is_empty()) {
        let number = number + 1;
        let wrong = || text!("第{number}行“{written}”不是日期\n", "Line {number}: `{written}` is no date\n");
        let answer = value::date(&written).ok_or_else(wrong).and_then(|day| line(day, kind, calendar));
        match answer {
            Ok(answer) => put(&answer),
            Err(fault) => {
                complain(fault.get(language));
                ending = Ending::Failed;
            }
        }
    }
    ending
}

/// The kind that was asked for, by key or Chinese name.
///
/// # Errors
/// What kinds there are.
fn kind<'k>(kinds: &'k Kinds, asked: &str) -> Result<&'k Kind, Text> {
    kinds.find(asked).ok_or_else(|| {
        let list =
            kinds.iter().map(|kind| format!("{}（{}）", kind.key, kind.name)).collect::<Vec<_>>().join("、");
        text!("没有“{asked}”这个类别；可以写：{list}", "There is no kind `{asked}`; there are: {list}")
    })
}

/// `FROM<TAB>LAST`.
///
/// # Errors
/// A year without calendar that the rule needs. A kind without minimum ends on the day it begins.
fn line(from: Date, kind: &Kind, calendar: &WorkCalendar) -> Result<String, Text> {
    let last = match &kind.posting {
        None => from,
        Some(rule) => required_last_day(from, rule, calendar).map_err(|missing| no_calendar(missing.year))?,
    };
    Ok(format!("{from}\t{last}\n"))
}

fn no_calendar(year: i16) -> Text {
    text!(
        "没有{year}年的节假日安排，工作日没法数；请补 content/calendar/{year}.yaml",
        "There is no calendar of {year}, so working days cannot be counted; add content/calendar/{year}.yaml"
    )
}

/// Everything, day by day, for people.
///
/// # Errors
/// A year without calendar that the rule needs.
fn story(from: Date, kind: &Kind, calendar: &WorkCalendar, language: Language) -> Result<String, Text> {
    let Some(rule) = &kind.posting else {
        let name = &kind.name;
        return Ok(text!("{name}只作告知，没有最短公示期\n", "{name} has no minimum posting period\n")
            .get(language)
            .to_owned());
    };
    let counted = count(from, rule, calendar).map_err(|missing| no_calendar(missing.year))?;
    let mut told = head(kind, &counted).get(language).to_owned();
    for day in &counted.days {
        told += day_line(day).get(language);
    }
    told += end(&counted).get(language);
    Ok(told)
}

fn head(kind: &Kind, counted: &Count) -> Text {
    let (name, from) = (&kind.name, counted.from);
    let rule = kind.posting.as_ref().map(|posting| posting.value);
    let min = rule.map_or(0, |rule| rule.min);
    let (unit_zh, unit_en) = match rule.map(|rule| rule.unit) {
        Some(Unit::Workdays) => ("个工作日", "working days"),
        _ => ("天", "days"),
    };
    let mut text = text!(
        "{name}，{from} 起张榜，不少于{min}{unit_zh}\n",
        "{name}, posted from {from}, at least {min} {unit_en}\n"
    );
    if let Some(source) = &kind.source {
        text.zh += &format!("依据：{source}\n");
        text.en += &format!("Source: {source}\n");
    }
    text
}

fn day_line(day: &CountedDay) -> Text {
    let (date, name) = (day.date, weekday(day.date));
    let (kind_zh, kind_en) = match day.kind {
        DayKind::Workday => (String::new(), String::new()),
        DayKind::Weekend => (" 周末".into(), " weekend".into()),
        DayKind::Holiday(holiday) => (format!(" {holiday}放假"), format!(" holiday ({holiday})")),
        DayKind::MakeUp => (" 调休上班".into(), " make-up workday".into()),
    };
    let (tally_zh, tally_en) = match day.tally {
        Tally::FirstDay => ("张榜当天，不算".to_owned(), "first day, not counted".to_owned()),
        Tally::Counted(n) => (format!("第{n}天"), format!("day {n}")),
        Tally::DayOff => ("不是工作日，不算".into(), "not a working day, not counted".into()),
        Tally::Rolled => ("顺延".into(), "rolled on".into()),
    };
    let english = date.strftime("%a");
    text!("  {date} {name}{kind_zh}  {tally_zh}\n", "  {date} {english}{kind_en}  {tally_en}\n")
}

fn end(counted: &Count) -> Text {
    let last = counted.last;
    let mut text = text!("最后一天：{last} 24:00\n", "Last day: {last}, until 24:00\n");
    if let Some(rolled) = counted.rolled_from {
        text.zh = format!("数到 {rolled}，那天休息，顺延到下一个工作日（民法典第二百零三条）\n{}", text.zh);
        text.en = format!(
            "The count ends on {rolled}, a day off, and rolls to the next working day (Civil Code, article 203)\n{}",
            text.en
        );
    }
    for year in &counted.guessed_years {
        text.zh += &format!("注意：没有{year}年的节假日安排，只按周末推算\n");
        text.en += &format!("Note: no calendar of {year}; only weekends were taken as days off\n");
    }
    text
}

/// The same for programs.
///
/// # Errors
/// A year without calendar that the rule needs.
fn document(from: Date, kind: &Kind, calendar: &WorkCalendar) -> Result<Value, Text> {
    let Some(rule) = &kind.posting else {
        return Ok(json!({"kind": kind.key, "from": from.to_string(), "last": from.to_string(), "days": []}));
    };
    let counted = count(from, rule, calendar).map_err(|missing| no_calendar(missing.year))?;
    let days: Vec<Value> = counted.days.iter().map(day_value).collect();
    Ok(json!({
        "kind": kind.key,
        "from": from.to_string(),
        "last": counted.last.to_string(),
        "rolled_from": counted.rolled_from.map(|date| date.to_string()),
        "days": days,
    }))
}

fn day_value(day: &CountedDay) -> Value {
    let kind = match day.kind {
        DayKind::Workday => "workday",
        DayKind::Weekend => "weekend",
        DayKind::Holiday(_) => "holiday",
        DayKind::MakeUp => "make-up",
    };
    json!({"date": day.date.to_string(), "kind": kind, "number": day.number()})
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::starter;
    use jiff::civil::date;

    #[test]
    fn each_day_is_told_and_the_roll_explained() {
        let (kinds, calendar) = starter::rules();
        let kind = kind(&kinds, "项目公示").unwrap();
        insta::assert_snapshot!(story(date(2026, 9, 21), kind, &calendar, Language::Chinese).unwrap(), @r"
        项目公示，2026-09-21 起张榜，不少于10天
        依据：《本县脱贫攻坚三年行动实施意见（2018年）》项目公示公告制度：公示期不少于10天，并及时报县级主管部门备案
          2026-09-21 周一  张榜当天，不算
          2026-09-22 周二  第1天
          2026-09-23 周三  第2天
          2026-09-24 周四  第3天
          2026-09-25 周五 中秋节放假  第4天
          2026-09-26 周六 中秋节放假  第5天
          2026-09-27 周日 中秋节放假  第6天
          2026-09-28 周一  第7天
          2026-09-29 周二  第8天
          2026-09-30 周三  第9天
          2026-10-01 周四 国庆节放假  第10天
          2026-10-02 周五 国庆节放假  顺延
          2026-10-03 周六 国庆节放假  顺延
          2026-10-04 周日 国庆节放假  顺延
          2026-10-05 周一 国庆节放假  顺延
          2026-10-06 周二 国庆节放假  顺延
          2026-10-07 周三 国庆节放假  顺延
          2026-10-08 周四  顺延
        数到 2026-10-01，那天休息，顺延到下一个工作日（民法典第二百零三条）
        最后一天：2026-10-08 24:00
        ");
        assert_eq!(line(date(2026, 9, 21), kind, &calendar).unwrap(), "2026-09-21\t2026-10-08\n");
        assert_eq!(document(date(2026, 9, 21), kind, &calendar).unwrap()["days"][10]["number"], 10);
    }

    #[test]
    fn a_missing_year_is_named() {
        let (kinds, calendar) = starter::rules();
        let fault = line(date(2031, 3, 3), kind(&kinds, "honour").unwrap(), &calendar).unwrap_err();
        assert!(fault.zh.contains("2031"), "{fault:?}");
    }
}
