//! `version-differs`, `version-missing`: former versions of notices stay readable, so their records must lie in the
//! store as they were posted. Source: the posting page of the design, "The record of a notice".

use super::Facts;
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::log::posted::{Posted, Version};
use crate::model::posted_records::{Stored, record_path};
use crate::text;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let Some(file) = facts.log.file().filter(|_| facts.log.faults().is_empty()) else { return Vec::new() };
    let all =
        facts.log.notices().flat_map(|(id, posted)| posted.versions.iter().map(move |v| (id, posted, v)));
    let told = |(id, posted, version): (&str, &Posted, &Version)| {
        let stored = facts.content.posted.stored(id, version.number)?;
        let is_former = posted.former().contains(version);
        let (code, what) = wrong(stored, is_former, id, version)?;
        let span = facts.log.span_of(version.line)?;
        Some(Diagnostic::new(code, file, span, what).hint(hint(code, posted, version)))
    };
    all.filter_map(told).collect()
}

/// One that stands is written again by publish, should it be missing.
fn wrong(stored: &Stored, is_former: bool, id: &str, version: &Version) -> Option<(Code, Text)> {
    let (path, number, line) = (record_path(id, version.number), version.number, version.line);
    match stored {
        Stored::Whole(_) => None,
        Stored::Missing if !is_former => None,
        Stored::Missing => Some((
            Code::VersionMissing,
            text!(
                "“{id}”第{number}版（张榜记录第{line}行）的存档不见了：没有 content/{path}",
                "The record of version {number} of `{id}` (line {line} of the log) is not kept: there is no content/{path}"
            ),
        )),
        Stored::Unread => Some((
            Code::VersionDiffers,
            text!(
                "content/{path} 不是普通文件，或者太大，没有读：“{id}”第{number}版的存档",
                "content/{path}, the record of version {number} of `{id}`, is no plain file or too large, and was not read"
            ),
        )),
        Stored::Differs => Some((
            Code::VersionDiffers,
            text!(
                "content/{path} 被改动过：和张榜记录第{line}行记的“{id}”第{number}版对不上",
                "content/{path} was changed: it is not version {number} of `{id}` as line {line} of the log knows it"
            ),
        )),
    }
}

fn hint(code: Code, posted: &Posted, version: &Version) -> Text {
    let (url, number) = (&posted.kept.url, version.number);
    match code {
        Code::VersionMissing => text!(
            "publish 会从发布文件夹里取回来；那里也没有，就从 git、备份，或者已发布的 {url}versions/{number}/record.json 原样存回去。都找不到的，网页上会写明“旧版本没有留存”",
            "publish takes it back from the published site; if that has none, restore it from git, a backup or {url}versions/{number}/record.json. Where nobody has it, the page says so"
        ),
        _ => text!(
            "这个文件只由 publish 写，不能手改。从 git 或备份恢复；没有就把它删掉，publish 会从已发布的网站（{url}versions/{number}/record.json）取回来",
            "Only publish writes this file. Restore it from git or a backup; otherwise delete it, and publish takes it back from the published site ({url}versions/{number}/record.json)"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::content::Content;
    use crate::model::digest::Digest;
    use crate::model::log::PublicationLog;
    use crate::model::log::event::{Action, Event, Kept, NoticeEvent, Released};
    use crate::model::posted_records::PostedRecords;

    fn event(action: Action, record: &[u8]) -> Event {
        let kept = Kept {
            id: "notices/a".into(),
            url: "https://a.example/notices/a/".into(),
            format: 2,
            record: Digest::of(record),
            ..Kept::default()
        };
        let (changed, before_log) = (Vec::new(), false);
        Event::Notice(Box::new(NoticeEvent {
            action,
            kept,
            changed,
            before_log,
            withdrawal: None,
            filing: None,
            by: None,
        }))
    }

    #[test]
    fn former_versions_are_asked_for_and_what_stands_is_only_held_to_the_log() {
        let at = "2026-11-02T09:00:00+08:00".parse().unwrap();
        let release = Released::default();
        let events = [
            event(Action::Posted, b"1"),
            event(Action::Corrected, b"2"),
            event(Action::Closed, b"2"),
            Event::Released(release),
        ];
        let log = PublicationLog::default().extended(at, &events);
        let log = PublicationLog::read(Some(crate::source::SourceId(0)), &log.text().into());
        let told = |first: Stored, second: Stored| {
            let found = [("notices/a".to_owned(), 1, first), ("notices/a".to_owned(), 2, second)];
            let content = Content { posted: PostedRecords::new(found), ..Content::default() };
            let now = jiff::civil::date(2026, 11, 3).at(9, 0, 0, 0);
            let found = check(&Facts::new(&content, &log, now));
            found.iter().map(|fault| (fault.code, fault.message.en.clone())).collect::<Vec<_>>()
        };
        let codes = |first, second| told(first, second).into_iter().map(|(code, _)| code).collect::<Vec<_>>();
        assert_eq!(codes(Stored::Missing, Stored::Missing), [Code::VersionMissing]);
        assert_eq!(codes(Stored::Unread, Stored::Differs), [Code::VersionDiffers, Code::VersionDiffers]);
        let (_, words) = &told(Stored::Differs, Stored::Missing)[0];
        assert!(words.contains("content/posted/notices/a/1.json") && words.contains("line 1"), "{words}");
    }
}
