//! `log`: the publication log for people.

use crate::diagnostic::{Language, Text};
use crate::evidence::words;
use crate::model::log::PublicationLog;
use crate::model::log::event::{Checked, Event, NoticeEvent, Released};
use crate::text;

/// One line an event: number, time, what happened.
pub fn listing(log: &PublicationLog, language: Language) -> String {
    if log.is_empty() {
        let empty = text!(
            "张榜记录还是空的；第一次 publish 时开始记\n",
            "The publication log is empty; the first publish begins it\n"
        );
        return empty.get(language).to_owned();
    }
    let mut lines = String::new();
    for number in 1..=log.len() {
        let (Some(at), Some(event)) = (log.time_of(number), log.event(number)) else { continue };
        let time = at.civil().strftime("%Y-%m-%d %H:%M");
        lines += &format!("{number:>5}  {time}  {}\n", words_of(&event).get(language));
    }
    lines
}

fn words_of(event: &Event) -> Text {
    match event {
        Event::Notice(event) => notice(event),
        Event::Checked(round) => checked(round),
        Event::Released(release) => released(release),
    }
}

fn notice(event: &NoticeEvent) -> Text {
    let (zh, en) = words::action(event.action);
    let id = &event.kept.id;
    let mut text = text!("{zh}  {id}", "{en}  {id}");
    if let Some(window) = event.kept.effective {
        let (from, until) = (window.from, window.until);
        text.zh += &format!("  公示期 {from} 至 {until}");
        text.en += &format!("  window {from} to {until}");
    }
    text
}

fn checked(round: &Checked) -> Text {
    let (place, visits, failures) = (&round.place, round.visits, round.failures.len());
    text!(
        "查看  {place}：{visits} 份，{failures} 份没有看到原样",
        "visited  {place}: {visits} notices, {failures} not as published"
    )
}

fn released(release: &Released) -> Text {
    let (files, notices, open) = (release.files, release.notices, release.open);
    text!(
        "发布  {files} 个文件，{notices} 份公告，{open} 份在公示期内",
        "released  {files} files, {notices} notices, {open} open"
    )
}

/// What is said of a log without faults.
pub fn whole(log: &PublicationLog) -> Text {
    match log.head() {
        None => text!("张榜记录还是空的\n", "The publication log is empty\n"),
        Some(head) => {
            let (lines, hash) = (head.line, head.hash);
            text!(
                "张榜记录 {lines} 行，环环相扣，没有改动\n末行摘要：{hash}\n",
                "{lines} lines, the chain is whole\nHead: {hash}\n"
            )
        }
    }
}
