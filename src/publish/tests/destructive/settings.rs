//! Levers in the settings: site.yaml, rules.yaml, places.yaml and the calendars.

use super::Way;
use crate::diagnostic::Code;
use crate::publish::tests::harmless::plus;
use crate::publish::tests::toy::{PLACES, RULES, SITE, notice};

pub(super) const WAYS: &[Way] = &[
    ("another host", |toy| toy.set("site.yaml", &SITE.replace("a.example", "b.example")), Code::PostingMoved),
    (
        "another path",
        |toy| toy.set("site.yaml", &SITE.replace("a.example", "a.example/x")),
        Code::PostingMoved,
    ),
    (
        "another body, the rule made lax",
        |toy| {
            toy.set("rules.yaml", &RULES.replace("title, body, attachments", "title"));
            toy.set(
                "notices/a.md",
                &plus("corrections: [{on: 2026-11-05, what: 造价, reason: 核实}]")
                    .replace("三十万", "三百万"),
            );
        },
        Code::PostingAltered,
    ),
    (
        "the zone twelve hours back",
        |toy| toy.set("site.yaml", &format!("{SITE}time_zone: Etc/GMT+12\n")),
        Code::SettingFixed,
    ),
    (
        "the zone six hours ahead, to close it early",
        |toy| {
            toy.set("site.yaml", &format!("{SITE}time_zone: Pacific/Kiritimati\n"));
            toy.at("2026-11-12T20:00:00");
        },
        Code::SettingFixed,
    ),
    (
        "a project as news",
        |toy| {
            let text = "---\ntitle: 修桥\nkind: news\nissuer: 镇政府\nproject: {name: 桥, total: 900000}\n---\n文。\n";
            toy.set("notices/p.md", text);
        },
        Code::RuleBelowMinimum,
    ),
    (
        "a kind of projects without a posting period",
        |toy| toy.set("rules.yaml", &format!("{RULES}works: {{name: 工程公开, project: true}}\n")),
        Code::RuleBelowMinimum,
    ),
    (
        "a kind of projects of seven days",
        |toy| {
            let works = "works: {name: 工程公示, project: true, posting: {min: 7}, source: {title: 意见}}\n";
            toy.set("rules.yaml", &format!("{RULES}{works}"));
        },
        Code::RuleBelowMinimum,
    ),
    (
        "fewer days for projects",
        |toy| toy.set("rules.yaml", &RULES.replace("min: 10", "min: 7")),
        Code::RuleBelowMinimum,
    ),
    (
        "the first day counted for projects",
        |toy| toy.set("rules.yaml", &RULES.replace("min: 10", "min: 10, count_first_day: true")),
        Code::RuleBelowMinimum,
    ),
    (
        "the end of a project's posting not rolled on",
        |toy| toy.set("rules.yaml", &RULES.replace("min: 10", "min: 10, roll_end: false")),
        Code::RuleBelowMinimum,
    ),
    ("its kind removed", |toy| toy.set("rules.yaml", "news: {name: 动态}\n"), Code::KindUnknown),
    (
        "a Sunday made a workday, on which another ends",
        |toy| {
            let calendar = "year: 2026\nsource: {title: 通知}\nholidays: [{name: 元旦, from: 2026-01-01, until: 2026-01-03}]\nworkdays: [2026-11-15]\n";
            toy.set("calendar/2026.yaml", calendar);
            toy.set("notices/b.md", &notice("路灯", "2026-11-05", "2026-11-15", "", "二十盏。"));
        },
        Code::CalendarWrong,
    ),
    (
        "another telephone to complain to",
        |toy| toy.set("site.yaml", &SITE.replace("0001300", "0001301")),
        Code::PostingAltered,
    ),
    (
        "a telephone more to complain to",
        |toy| {
            let more = "phone: 0999-0001300}, {name: 信访, phone: 0999-0001302}";
            toy.set("site.yaml", &SITE.replace("phone: 0999-0001300}", more));
        },
        Code::PostingAltered,
    ),
    (
        "the same telephone as somebody else's",
        |toy| toy.set("site.yaml", &SITE.replace("name: 监督电话", "name: 传真")),
        Code::PostingAltered,
    ),
    (
        "no telephone to complain to",
        |toy| {
            toy.set("site.yaml", &SITE.replace("hotlines: [{name: 监督电话, phone: 0999-0001300}]\n", ""));
        },
        Code::PostingAltered,
    ),
    (
        "another telephone to complain to, told of in dots",
        |toy| {
            toy.set("site.yaml", &SITE.replace("0001300", "0001301"));
            toy.set("notices/a.md", &plus("corrections: [{on: 2026-11-05, what: ……, reason: ……}]"));
        },
        Code::PostingAltered,
    ),
    (
        "another telephone to complain to, told of in one of two notices",
        |toy| {
            toy.set("notices/b.md", &notice("路灯", "2026-11-05", "2026-11-16", "", "二十盏。"));
            toy.done();
            toy.set("site.yaml", &SITE.replace("0001300", "0001301"));
            toy.set("notices/a.md", &plus("corrections: [{on: 2026-11-05, what: 监督电话, reason: 换号}]"));
        },
        Code::PostingAltered,
    ),
    (
        "its kind called something else",
        |toy| toy.set("rules.yaml", &RULES.replace("项目公示", "往期存档（已失效）")),
        Code::PostingAltered,
    ),
    (
        "made a demonstration, with leave",
        |toy| {
            toy.set("site.yaml", &format!("{SITE}demo: true\n"));
            toy.demo = true;
        },
        Code::PostingAltered,
    ),
    (
        "made a demonstration, with leave and a correction",
        |toy| {
            toy.set("site.yaml", &format!("{SITE}demo: true\n"));
            toy.set("notices/a.md", &plus("corrections: [{on: 2026-11-05, what: 演示, reason: 试用}]"));
            toy.demo = true;
        },
        Code::PostingAltered,
    ),
    (
        "the page of its township moved",
        |toy| toy.set("places.yaml", &PLACES.replace("slug: yunyan", "slug: archive")),
        Code::PostingMoved,
    ),
    (
        "the page of its township moved, its slug taken out",
        |toy| toy.set("places.yaml", &PLACES.replace(", slug: yunyan", "")),
        Code::PostingMoved,
    ),
    (
        "the page of its column moved",
        |toy| toy.set("site.yaml", &SITE.replace("id: projects", "id: old")),
        Code::PostingMoved,
    ),
    (
        "the page of its column gone",
        |toy| {
            toy.set(
                "site.yaml",
                &SITE.replace("columns: [{id: projects, name: 项目, kinds: [project]}]\n", ""),
            );
        },
        Code::PostingMoved,
    ),
    ("made a demonstration", |toy| toy.set("site.yaml", &format!("{SITE}demo: true\n")), Code::DemoContent),
];
