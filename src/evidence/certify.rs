//! 公示证明: the evidence sheet for one notice, from the content and the publication log.
//!
//! A pure value: facts, rule, each counted day, what the log saw, visits, objections, filing. It says what
//! was seen, never more ("seen at N of M visits", not "continuously up"). Rendered as an A4 page by the theme's
//! `certificate.html`, and as JSON.

use crate::model::calendar::DayKind;
use crate::model::content::Content;
use crate::model::kind::Kind;
use crate::model::link::{Target, resolve};
use crate::model::log::PublicationLog;
use crate::model::log::event::Event;
use crate::model::log::posted::Posted;
use crate::model::log::stamp::Stamp;
use crate::model::notice::{Notice, Objection};
use crate::model::open_days::Window;
use crate::model::posting::{self, CountedDay, Tally, Unit};
use crate::plan::view::FactView;
use crate::plan::words::{chinese, weekday};
use crate::source::Spanned;
use jiff::civil::{Date, DateTime};
use serde::Serialize;

/// Everything on the sheet. Dates are `YYYY-MM-DD`, times RFC 3339.
#[derive(Clone, Debug, Serialize)]
pub struct Certificate {
    pub site: String,
    pub id: String,
    pub url: String,
    pub title: String,
    pub kind: String,
    pub facts: Vec<FactView>,
    pub rule: String,
    pub source: Option<String>,
    pub from: String,
    pub until: String,
    /// The window had ended when this was issued.
    pub ended: bool,
    pub draft: bool,
    pub days: Vec<Day>,
    pub events: Vec<LogEvent>,
    pub visits: Visits,
    /// `None`: the content says nothing of objections.
    pub objections: Option<Vec<Remark>>,
    pub boards: Vec<String>,
    pub photos: Vec<Photo>,
    pub filing: Vec<FactView>,
    pub issued: String,
    /// Line and SHA-256 of the log's head.
    pub head_line: usize,
    pub head: Option<String>,
    /// SHA-256 of the notice's record: of everything a reader could see of it.
    pub digest: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Day {
    pub date: String,
    pub weekday: &'static str,
    pub kind: String,
    /// `None` when the day does not count.
    pub number: Option<u16>,
    pub note: String,
}

/// One line of the log about the notice; `whole` is the SHA-256 of its record then, `hash` that of the line.
#[derive(Clone, Debug, Serialize)]
pub struct LogEvent {
    pub line: usize,
    pub at: String,
    /// The same for people, to the minute.
    pub when: String,
    pub event: &'static str,
    pub words: &'static str,
    pub whole: String,
    pub hash: String,
}

/// What rounds of visits saw while the window was open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Visits {
    pub rounds: usize,
    pub seen: usize,
    /// In hours, rounded up: the longest time between two sightings, posting and end included.
    pub longest_gap_hours: u64,
}

#[derive(Clone, Debug, Serialize)]
pub struct Remark {
    pub on: Option<String>,
    pub summary: String,
    pub outcome: Option<String>,
}

/// A picture of a paper copy on its board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Photo {
    /// Below `content/`.
    pub file: String,
    /// SHA-256 of the file; its bytes are read by [`super::photos`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// The picture itself, as a `data:` address; the JSON form goes without.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub src: Option<String>,
}

/// Why there is no certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    UnknownNotice,
    /// Posted to inform only: there is no window to certify.
    NoWindow,
    /// The log has never seen it.
    NeverPosted,
    /// The window ends on this day, or an objection has no outcome.
    TooEarly {
        until: Date,
        objection: bool,
    },
}

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
    let kind = content.kinds.find(&notice.kind.value);
    let posted = log.posted(id);
    if posted.is_none() && !draft {
        return Err(Refusal::NeverPosted);
    }
    let window =
        crate::model::window::in_force(notice, kind, &content.calendar, log).ok_or(Refusal::NoWindow)?;
    let ended = now.date() > window.until;
    if !draft && (!ended || notice.has_open_objection()) {
        return Err(Refusal::TooEarly { until: window.until, objection: notice.has_open_objection() });
    }
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
        facts: notice_facts(notice),
        rule: kind.map(rule).unwrap_or_default(),
        source: kind.and_then(|kind| kind.source.as_ref()).map(ToString::to_string),
        from: window.from.to_string(),
        until: window.until.to_string(),
        objections: notice.objections.as_ref().map(|list| list.iter().map(remark).collect()),
        boards: notice
            .posting
            .iter()
            .flat_map(|posting| &posting.boards)
            .map(|board| board.value.clone())
            .collect(),
        photos: photos(content, notice),
        filing: filing(notice),
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

fn fact(label: &str, value: impl Into<String>) -> FactView {
    FactView { label: label.to_owned(), value: value.into(), href: None }
}

fn notice_facts(notice: &Notice) -> Vec<FactView> {
    let text = |label: &str, value: &Option<Spanned<String>>| {
        value.as_ref().map(|value| fact(label, value.value.clone()))
    };
    let place =
        |name: &Option<Spanned<String>>| name.as_ref().map(|name| name.value.clone()).unwrap_or_default();
    let place = format!("{}{}", place(&notice.township), place(&notice.village));
    let mut facts = vec![fact("发布单位", notice.issuer.value.clone())];
    facts.extend(text("文号", &notice.number));
    facts.extend(notice.signed.as_ref().map(|signed| fact("成文日期", chinese(signed.value))));
    facts.extend((!place.is_empty()).then(|| fact("地方", place)));
    if let Some(project) = &notice.project {
        facts.push(fact("项目名称", project.name.value.clone()));
        facts.extend(project.total.as_ref().map(|total| fact("资金总额", format!("{}元", total.value))));
        facts.extend(text("实施单位", &project.unit));
    }
    facts
}

fn rule(kind: &Kind) -> String {
    match &kind.posting {
        None => String::new(),
        Some(posting) => {
            let unit = if posting.unit == Unit::Days { "天" } else { "个工作日" };
            format!("公示期不少于{}{unit}", posting.min)
        }
    }
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

fn filing(notice: &Notice) -> Vec<FactView> {
    let Some(filing) = &notice.filing else { return Vec::new() };
    let mut facts = Vec::new();
    facts.extend(filing.authority.as_ref().map(|authority| fact("备案单位", authority.value.clone())));
    facts.extend(filing.on.as_ref().map(|on| fact("备案日期", chinese(on.value))));
    facts.extend(filing.receipt.as_ref().map(|receipt| fact("回执号", receipt.value.clone())));
    facts
}

/// Each day of the window; those beyond what the rule asks for are told as such.
fn days(kind: &Kind, window: Window, content: &Content) -> Vec<Day> {
    let Some(rule) = &kind.posting else { return Vec::new() };
    let Ok(counted) = posting::count(window.from, rule, &content.calendar) else { return Vec::new() };
    let mut days: Vec<Day> = counted.days.iter().map(day).collect();
    let beyond =
        counted.last.series(jiff::Span::new().days(1)).skip(1).take_while(|&date| date <= window.until);
    days.extend(beyond.map(|date| Day {
        date: date.to_string(),
        weekday: weekday(date),
        kind: day_kind(content.calendar.day(date)),
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
        weekday: weekday(day.date),
        kind: day_kind(day.kind),
        number: day.number(),
        note,
    }
}

fn day_kind(kind: DayKind) -> String {
    match kind {
        DayKind::Workday => String::new(),
        DayKind::Weekend => "周末".into(),
        DayKind::Holiday(name) => format!("{name}放假"),
        DayKind::MakeUp => "调休上班".into(),
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
        if at < posted.first_seen || at.date() > window.until {
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
    use crate::read::Sources;
    use crate::source::Source;

    const NOTICE: &str = "---\ntitle: 村路\nkind: project\nissuer: 乡\nposting: {from: 2026-11-02, until: 2026-11-12, boards: [村口]}\nobjections: []\n---\n";

    fn content() -> Content {
        let rules = include_str!("../commands/starter/rules.yaml");
        let calendar = include_str!("../commands/starter/calendar/2026.yaml");
        let texts = vec![
            Source::new("content/calendar/2026.yaml", calendar),
            Source::new("content/notices/a.md", NOTICE),
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
}
