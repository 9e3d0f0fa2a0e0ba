//! What a publication did, and what stood in its way, in words.

use super::pending::Recovered;
use super::{Error, Report};
use crate::diagnostic::Text;
use crate::evidence::words::action;
use crate::model::log::event::Event;
use crate::text;

/// Trouble with the world while publishing.
pub fn trouble(error: &Error) -> Text {
    match error {
        Error::Busy => {
            text!("另一个发布正在进行，稍后再试", "Another publication is under way; try again later")
        }
        Error::World(error) | Error::Build(crate::build::Error::Read(error)) => world(error),
        Error::Build(crate::build::Error::Write(trouble)) => Text::new(trouble.zh(), trouble.en()),
    }
}

/// The system's own words, which name the path, after why in Chinese.
pub fn world(error: &std::io::Error) -> Text {
    let (said, reason) = (error.to_string(), crate::write::reason_zh(error));
    let known = said.contains("os error") && said != reason;
    Text::new(if known { format!("{reason}：{said}") } else { said.clone() }, said)
}

/// What a publication did, or would do.
pub fn report(report: &Report, dry_run: bool, target: &str) -> Text {
    let mut text = Text::default();
    match report.recovered {
        Some(Recovered::Finished) => {
            text.zh += "上次发布中断在最后一步，已补完张榜记录\n";
            text.en += "The last publication was cut short; its log lines were added\n";
        }
        Some(Recovered::Undone) => {
            text.zh += "上次发布中断了，已退回原样\n";
            text.en += "The last publication was cut short and was undone\n";
        }
        _ => {}
    }
    for event in &report.events {
        if let Event::Notice(event) = event {
            let (zh, en) = action(event.action);
            text.zh += &format!("  {zh}  {}\n", event.kept.id);
            text.en += &format!("  {en}  {}\n", event.kept.id);
        }
    }
    for id in &report.mended {
        text.zh += &format!("注意：{id} 已发布的页面或附件被人改动过，这次按原样恢复\n");
        text.en +=
            &format!("Note: the published page or files of {id} had been changed; they are put right\n");
    }
    if let Some(why) = &report.left_over {
        text.zh += &format!("旧版本没能删掉（{why}），不影响网站，下次发布再试\n");
        text.en += &format!("An old release could not be removed ({why}); the site is fine\n");
    }
    let events = report.events.iter().filter(|event| matches!(event, Event::Notice(_))).count();
    let pages = report.pages;
    let end = match (&report.release, dry_run) {
        (_, true) if !report.differs => {
            text!(
                "试运行：没有变化，不用发布\n",
                "Dry run: nothing has changed, nothing would be published\n"
            )
        }
        (_, true) => text!(
            "试运行：会发布 {pages} 页，记 {events} 条公告事项；现在什么都没有改\n",
            "Dry run: {pages} pages would be published and {events} notice events logged; nothing was changed\n"
        ),
        (Some(release), _) => text!(
            "已发布到 {target}：{release}，{pages} 页，{events} 条公告事项\n",
            "Published to {target}: {release}, {pages} pages, {events} notice events\n"
        ),
        (None, _) => text!("没有变化，不用发布\n", "Nothing has changed; nothing was published\n"),
    };
    (text.zh, text.en) = (text.zh + &end.zh, text.en + &end.en);
    if let Some(next) = report.next_change {
        let next = crate::plan::words::iso_minute(next);
        text.zh += &format!("内容不改，网站也会在 {next} 因时间而变，到时再运行一次\n");
        text.en += &format!("By the clock alone the site next changes at {next}; run again then\n");
    }
    text
}
