//! 公示证明: the evidence sheet for one notice, from the content and the publication log.
//!
//! A pure value: facts, rule, each counted day, what the log saw, visits, objections, filing. It says what
//! was seen, never more ("seen at N of M visits", not "continuously up"). Rendered as an A4 page by the theme's
//! `certificate.html`, and as JSON.

use super::refusal::Refusal;
use super::sheet::{Certificate, Day, LogEvent, Photo, Remark, Visits};
use crate::model::content::Content;
use crate::model::kind::Kind;
use crate::model::link::{Target, resolve};
use crate::model::log::PublicationLog;
use crate::model::log::event::Event;
use crate::model::log::posted::Posted;
use crate::model::log::stamp::Stamp;
use crate::model::notice::{Notice, Objection};
use crate::model::open_days::Window;
use crate::model::posting::{self, CountedDay, Tally};
use crate::plan::facts::standing;
use crate::plan::view::FactView;
use crate::plan::words::{self, Fact};
use crate::source::Spanned;
use jiff::civil::DateTime;

/// Makes the certificate of a notice at a moment. A draft is made even before the window has ended.
///
/// # Errors
/// Why none can be made.
pub fn certify(
    content: &Content,
    log: &PublicationLog,
    id: &str,
    now: DateTime,
    draft: bool,
) -> Result<Certificate, Refusal> {
    let notice = content.notice(id).ok_or(Refusal::UnknownNotice)?;
    let standing = standing(content, log, notice, now.date());
    let posted = log.posted(id);
    if posted.is_none() && !draft {
        return Err(Refusal::NeverPosted);
    }
    let window = standing.window.ok_or(Refusal::NoWindow)?;
    let ended = window.has_ended(now.date());
    if !draft && (!ended || notice.has_open_objection()) {
        return Err(Refusal::TooEarly { until: window.until, objection: notice.has_open_objection() });
    }
    let kind = standing.kind_in(content);
    Ok(Certificate {
        draft: draft && (!ended || posted.is_none()),
        ended,
        days: kind.map(|kind| days(kind, window, content)).unwrap_or_default(),
        events: posted.map(|posted| events(log, posted)).unwrap_or_default(),
        visits: posted.map(|posted| visits(log, posted, window, now)).unwrap_or_default(),
        issued: now.strftime("%Y-%m-%d %H:%M").to_string(),
        head_line: log.len(),
        head: log.head().map(|head| head.hash.to_string()),
        digest: posted.map(|posted| posted.kept.record.to_string()),
        ..facts(content, notice, kind, window)
    })
}

/// What the content says.
fn facts(content: &Content, notice: &Notice, kind: Option<&Kind>, window: Window) -> Certificate {
    Certificate {
        site: content.site.name.value.clone(),
        id: notice.item.id.clone(),
        url: format!("{}/{}/", content.site.base_url.value, notice.item.id),
        title: notice.title.value.clone(),
        kind: kind.map_or_else(|| notice.kind.value.clone(), |kind| kind.name.clone()),
        facts: views(words::sheet(notice)),
        rule: kind.map(words::rule).unwrap_or_default(),
        source: kind.and_then(|kind| kind.source.as_ref()).map(ToString::to_string),
        from: window.from.to_string(),
        until: window.until.to_string(),
        objections: notice.objections.as_ref().map(|list| list.iter().map(remark).collect()),
        boards: notice.boards().map(str::to_owned).collect(),
        photos: photos(content, notice),
        filing: views(notice.filing.as_ref().map(|filing| words::filing(filing)).unwrap_or_default()),
        ended: false,
        draft: false,
        days: Vec::new(),
        events: Vec::new(),
        visits: Visits::default(),
        issued: String::new(),
        head_line: 0,
        head: None,
        digest: None,
    }
}

fn views(facts: Vec<Fact>) -> Vec<FactView> {
    facts.into_iter().map(FactView::from).collect()
}

fn remark(objection: &Spanned<Objection>) -> Remark {
    Remark {
        on: objection.on.as_ref().map(|on| on.value.to_string()),
        summary: objection.summary.value.clone(),
        outcome: objection.outcome.as_ref().map(|outcome| outcome.value.clone()),
    }
}

fn photos(content: &Content, notice: &Notice) -> Vec<Photo> {
    let named = notice.posting.iter().flat_map(|posting| &posting.photos);
    named
        .filter_map(|photo| match resolve(content, &notice.item, &photo.value) {
            Target::Asset(file) => Some(Photo { file, sha256: None, src: None }),
            _ => None,
        })
        .collect()
}

/// Each day of the window; those beyond what the rule asks for are told as such.
fn days(kind: &Kind, window: Window, content: &Content) -> Vec<Day> {
    let Some(rule) = &kind.posting else { return Vec::new() };
    let Ok(counted) = posting::count(window.from, rule, &content.calendar) else { return Vec::new() };
    let mut days: Vec<Day> = counted.days.iter().map(day).collect();
    let beyond =
        counted.last.series(jiff::Span::new().days(1)).skip(1).take_while(|&date| !window.has_ended(date));
    days.extend(beyond.map(|date| Day {
        date: date.to_string(),
        weekday: words::weekday(date),
        kind: words::day_kind(content.calendar.day(date)),
        number: None,
        note: "超过规定天数，继续公示".into(),
    }));
    days
}

fn day(day: &CountedDay) -> Day {
    let note = match day.tally {
        Tally::FirstDay => "张榜当天，不算".to_owned(),
        Tally::Counted(n) => format!("第{n}天"),
        Tally::DayOff => "不是工作日，不算".to_owned(),
        Tally::Rolled => "顺延".to_owned(),
    };
    Day {
        date: day.date.to_string(),
        weekday: words::weekday(day.date),
        kind: words::day_kind(day.kind),
        number: day.number(),
        note,
    }
}

fn events(log: &PublicationLog, posted: &Posted) -> Vec<LogEvent> {
    let lines = posted.lines.iter();
    lines
        .filter_map(|&line| {
            let Some(Event::Notice(event)) = log.event(line) else { return None };
            Some(LogEvent {
                line,
                at: log.time_of(line)?.to_string(),
                when: log.time_of(line)?.civil().strftime("%Y-%m-%d %H:%M").to_string(),
                event: event.action.key(),
                words: super::words::action(event.action).0,
                whole: event.kept.record.to_string(),
                hash: log.hash(line)?.to_string(),
            })
        })
        .collect()
}

/// Rounds between the posting and the end of the window, or now when that is earlier.
fn visits(log: &PublicationLog, posted: &Posted, window: Window, now: DateTime) -> Visits {
    let mut visits = Visits::default();
    let mut last: Stamp = posted.first_seen;
    let mut longest = 0;
    for &line in log.rounds() {
        let (Some(at), Some(Event::Checked(round))) = (log.time_of(line), log.event(line)) else { continue };
        if at < posted.first_seen || window.has_ended(at.date()) {
            continue;
        }
        visits.rounds += 1;
        if round.failures.iter().all(|failure| failure.id != posted.kept.id) {
            visits.seen += 1;
            longest = longest.max(at.seconds_since(last));
            last = at;
        }
    }
    let end =
        window.until.tomorrow().map_or(now, |day| day.to_datetime(jiff::civil::Time::midnight())).min(now);
    let to_end =
        i64::from((end.date() - last.date()).get_days()) * 86_400 + seconds(end) - seconds(last.civil());
    longest = longest.max(to_end);
    visits.longest_gap_hours = u64::try_from(longest).unwrap_or_default().div_ceil(3600);
    visits
}

/// Seconds since midnight.
fn seconds(at: DateTime) -> i64 {
    i64::from(at.hour()) * 3600 + i64::from(at.minute()) * 60 + i64::from(at.second())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::parse;
    use crate::plan::{Audience, Data, Settings, View, lay_out};
    use crate::read::Sources;
    use crate::source::Source;

    const NOTICE: &str = "---\ntitle: 村路\nkind: project\nissuer: 乡\nposting: {from: 2026-11-02, until: 2026-11-12, boards: [村口]}\nobjections: []\n---\n";

    fn content() -> Content {
        with(NOTICE)
    }

    /// The starter's rules and calendar, and one notice.
    fn with(notice: &str) -> Content {
        let rules = include_str!("../commands/starter/rules.yaml");
        let calendar = include_str!("../commands/starter/calendar/2026.yaml");
        let texts = vec![
            Source::new("content/calendar/2026.yaml", calendar),
            Source::new("content/notices/a.md", notice),
            Source::new("content/rules.yaml", rules),
        ];
        parse(&Sources { texts, ..Sources::default() }).value
    }

    fn at(text: &str) -> DateTime {
        text.parse().unwrap()
    }

    #[test]
    fn nothing_is_certified_that_the_log_has_not_seen() {
        let (content, log) = (content(), PublicationLog::default());
        let refused =
            |id: &str, draft| certify(&content, &log, id, at("2026-11-20T09:00"), draft).unwrap_err();
        assert_eq!(refused("notices/x", true), Refusal::UnknownNotice);
        assert_eq!(refused("notices/a", false), Refusal::NeverPosted);
    }

    #[test]
    fn a_draft_says_so_and_counts_each_day() {
        let sheet =
            certify(&content(), &PublicationLog::default(), "notices/a", at("2026-11-05T09:00"), true)
                .unwrap();
        assert!(sheet.draft && !sheet.ended);
        assert_eq!(sheet.days.len(), 11);
        assert_eq!((sheet.days[0].number, sheet.days[10].number), (None, Some(10)));
        assert_eq!(sheet.objections.as_deref().map(<[Remark]>::len), Some(0));
    }

    #[test]
    fn the_sheet_says_what_the_page_says() {
        let notice =
            NOTICE.replace("objections", "filing: {authority: 局, on: 2026-11-13, receipt: 甲1}\nobjections");
        let content = with(&notice);
        let now = at("2026-11-20T09:00");
        let sheet = certify(&content, &PublicationLog::default(), "notices/a", now, true).unwrap();
        let log = PublicationLog::default();
        let settings = Settings { now, pinned: true, audience: Audience::Public };
        let plan = lay_out(&content, &log, settings);
        let page = plan.view(plan.find("notices/a/index.html").unwrap());
        let View::Page(page) = page else { panic!("a notice is a page") };
        let Some((_, Data::NoticeView(page))) = page.data.into_iter().next() else { panic!("no notice") };
        let posting = page.posting.unwrap();
        assert_eq!((&sheet.from, &sheet.until), (&posting.from, &posting.until));
        assert_eq!(
            (&sheet.rule, &sheet.source, &sheet.boards),
            (&posting.rule, &posting.source, &posting.boards)
        );
        assert_eq!((&sheet.title, &sheet.kind), (&page.title, &page.kind.title));
        assert_eq!((sheet.filing.len(), &sheet.filing), (3, &page.filing));
        assert_eq!((sheet.ended, page.state.key), (true, "filed"));
    }
}
