//! 公示证明: the evidence sheet for one notice, from the content and the publication log.
//!
//! A pure value: facts, rule, each counted day, what the log saw, visits, objections, filing. It says what
//! was seen, never more ("seen at N of M visits", not "continuously up"). Rendered as an A4 page by the theme's
//! `certificate.html`, and as JSON.

use super::doubts::doubts;
use super::looks::{Seen, Span, recorded, seen};
use super::refusal::Refusal;
use super::sheet::{Certificate, Day, LogEvent, Photo, Remark, Reservation, Visits};
use super::witness::cite::cite;
use crate::model::candidate;
use crate::model::content::Content;
use crate::model::kind::Kind;
use crate::model::link::{Target, resolve};
use crate::model::log::PublicationLog;
use crate::model::log::event::Event;
use crate::model::log::posted::Posted;
use crate::model::log::stamp::Stamp;
use crate::model::moment::zone;
use crate::model::notice::{Notice, Objection};
use crate::model::open_days::Window;
use crate::model::part::FORMAT;
use crate::model::posting::{self, CountedDay, MinimumPosting, Tally};
use crate::model::record::{self, differing};
use crate::model::window::declared;
use crate::plan::facts::standing;
use crate::plan::view::FactView;
use crate::plan::words::{self, Fact};
use crate::source::Spanned;
use jiff::civil::{Date, DateTime};

/// What a certificate is made from.
pub struct Asked<'a> {
    /// As it stands now.
    pub content: &'a Content,
    /// Whole: somebody has seen to that.
    pub log: &'a PublicationLog,
    /// The notice's.
    pub id: &'a str,
    /// Wall-clock time in the site's zone.
    pub now: DateTime,
    /// Make a sheet even of what cannot be certified, marked as such, with the reasons.
    pub draft: bool,
    /// How many errors the content has that the sheet would rest on.
    pub errors: usize,
    /// The text of a witness's lines, to be cited.
    pub witness: Option<&'a str>,
}

/// Makes the certificate of a notice. The content has the digests of its files; its log is whole.
///
/// # Errors
/// Everything that stands against one; not, for a draft, what only stands against its being evidence.
pub fn certify(asked: Asked) -> Result<Certificate, Vec<Refusal>> {
    let Asked { content, log, id, now, draft, errors, witness } = asked;
    let notice = content.notice(id).ok_or(vec![Refusal::UnknownNotice])?;
    let standing = standing(content, log, notice, now.date());
    let posted = log.posted(id);
    let window = standing.window.ok_or(vec![Refusal::NoWindow])?;
    let at = Stamp::new(&now.to_zoned(zone(&content.site)).unwrap_or_default());
    let looked = posted.map(|posted| Looked::of(log, posted, window, at)).unwrap_or_default();
    let mut against = against(content, log, notice, (window, now.date()), &looked);
    let cited =
        posted.zip(witness).map(|(posted, text)| cite(text, log, posted, Span::of(posted, window, at)));
    let witness = cited.and_then(|cited| cited.map_err(|unfit| against.push(Refusal::Witness(unfit))).ok());
    if !draft && against.iter().any(Refusal::refuses) {
        return Err(against.into_iter().filter(Refusal::refuses).collect());
    }
    let kind = standing.kind_in(content);
    let counted = posted.and_then(|posted| posted.kept.rule.minimum).or(kind.and_then(minimum));
    let mut reservations: Vec<Reservation> = against.iter().map(Refusal::reservation).collect();
    reservations.extend((errors > 0).then(|| Refusal::Faulty { errors }.reservation()));
    Ok(Certificate {
        draft: reservations.iter().any(|reservation| reservation.refuses),
        ended: window.has_ended(now.date()),
        days: counted.map(|rule| days(&rule, window, posted, content)).unwrap_or_default(),
        rule: words::minimum(counted.as_ref()),
        events: posted.map(|posted| events(log, posted)).unwrap_or_default(),
        visits: looked.visits(),
        issued: now.strftime("%Y-%m-%d %H:%M").to_string(),
        head_line: log.len(),
        head: log.head().map(|head| head.hash.to_string()),
        digest: posted.filter(|p| p.kept.format == FORMAT).map(|p| p.kept.record.to_string()),
        reservations,
        witness,
        ..facts(content, notice, kind, window)
    })
}

fn minimum(kind: &Kind) -> Option<MinimumPosting> {
    kind.posting.as_ref().map(|posting| posting.value)
}

/// What the recorded rounds saw.
#[derive(Default)]
struct Looked {
    seen: Seen,
    elsewhere: usize,
}

impl Looked {
    fn of(log: &PublicationLog, posted: &Posted, window: Window, now: Stamp) -> Looked {
        let span = Span::of(posted, window, now);
        let (looks, elsewhere) = recorded(log, posted, span);
        Looked { seen: seen(looks, span), elsewhere }
    }

    fn visits(&self) -> Visits {
        Visits {
            rounds: self.seen.looks,
            seen: self.seen.seen,
            longest_gap_hours: self.seen.longest_gap_hours(),
            elsewhere: self.elsewhere,
        }
    }
}

/// Everything that stands against certifying a notice, or has to be said besides.
fn against(
    content: &Content,
    log: &PublicationLog,
    notice: &Notice,
    (window, today): (Window, Date),
    looked: &Looked,
) -> Vec<Refusal> {
    let Some(posted) = log.posted(&notice.item.id) else { return vec![Refusal::NeverPosted] };
    let objection = notice.has_open_objection();
    let early = !window.has_ended(today);
    let mut against: Vec<Refusal> = (early || objection)
        .then_some(Refusal::TooEarly { until: window.until, objection: !early })
        .into_iter()
        .collect();
    against.extend(differs(content, log, posted, today));
    let kind = content.kinds.find(&notice.kind.value);
    let declared = declared(notice, kind, &content.calendar);
    let around = candidate::of(content, log, &notice.item.id, today).and_then(|now| now.around);
    let doubts = doubts(log, posted, declared, (&looked.seen, looked.elsewhere), around.as_ref());
    against.extend(doubts.into_iter().map(Refusal::Doubt));
    against
}

/// What is certified is what was posted last, to the last letter.
fn differs(content: &Content, log: &PublicationLog, posted: &Posted, today: Date) -> Option<Refusal> {
    let kept = &posted.kept;
    let Some(candidate) = candidate::of(content, log, &kept.id, today) else {
        return Some(Refusal::Differs { parts: Vec::new() });
    };
    let parts = candidate.parts_as(kept);
    (parts.record != kept.record || !parts.files_known)
        .then(|| Refusal::Differs { parts: differing(&kept.parts, &parts.prints()) })
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
        rule: String::new(),
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
        record: format!("{}/{}/{}", content.site.base_url.value, notice.item.id, record::FILE),
        reservations: Vec::new(),
        witness: None,
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

/// Each day of the window; those beyond what the rule asks for are told as such, and so are those that were declared
/// and that the log did not see.
fn days(rule: &MinimumPosting, window: Window, posted: Option<&Posted>, content: &Content) -> Vec<Day> {
    let Ok(counted) = posting::count(window.from, rule, &content.calendar) else { return Vec::new() };
    let plain = |date: Date, note: &str| Day {
        date: date.to_string(),
        weekday: words::weekday(date),
        kind: words::day_kind(content.calendar.day(date)),
        number: None,
        note: note.into(),
    };
    let a_day = || jiff::Span::new().days(1);
    let beyond = counted.last.series(a_day()).skip(1).take_while(|&date| !window.has_ended(date));
    let seen = posted.map(|posted| posted.first_seen.date());
    let declared =
        posted.and_then(|posted| posted.kept.declared).map_or(window.from, |declared| declared.from);
    let before = declared.series(a_day()).take_while(|&date| date < window.from);
    // it may have been up then as something else
    let was_up = |date: Date| seen.is_some_and(|seen| seen <= date);
    let before = before.map(|date| plain(date, if was_up(date) { BEFORE_REPOST } else { BEFORE_LOG }));
    let mut days: Vec<Day> = before.collect();
    days.extend(counted.days.iter().map(|counted| match seen {
        Some(seen) if counted.date < seen => plain(counted.date, BEFORE_LOG),
        _ => day(counted),
    }));
    days.extend(beyond.map(|date| plain(date, "超过规定天数")));
    days
}

/// What is said of days that nobody saw. Source: the posting page of the design.
const BEFORE_LOG: &str = "启用前，记录不能证明";
/// What is said of days on which it was up as it was before its last posting.
const BEFORE_REPOST: &str = "重新张榜前，不算";

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
                when: log.time_of(line)?.minute(),
                event: event.action.key(),
                words: super::words::action(event.action).0,
                whole: event.kept.record.to_string(),
                hash: log.hash(line)?.to_string(),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::log::event::{Action, Kept, NoticeEvent};
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

    fn asked<'a>(
        content: &'a Content,
        log: &'a PublicationLog,
        id: &'a str,
        now: &str,
        draft: bool,
    ) -> Asked<'a> {
        Asked { content, log, id, now: at(now), draft, errors: 0, witness: None }
    }

    fn at(text: &str) -> DateTime {
        text.parse().unwrap()
    }

    #[test]
    fn nothing_is_certified_that_the_log_has_not_seen() {
        let (content, log) = (content(), PublicationLog::default());
        let asked = |id: &str, draft| certify(asked(&content, &log, id, "2026-11-20T09:00", draft));
        assert_eq!(asked("notices/x", true).unwrap_err(), [Refusal::UnknownNotice]);
        assert_eq!(asked("notices/a", false).unwrap_err(), [Refusal::NeverPosted]);
        let draft = asked("notices/a", true).unwrap();
        assert!(draft.draft && draft.reservations[0].key == "never-posted");
    }

    #[test]
    fn a_draft_says_so_and_counts_each_day() {
        let (content, log) = (content(), PublicationLog::default());
        let sheet = certify(asked(&content, &log, "notices/a", "2026-11-05T09:00", true)).unwrap();
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
        let (now, log) = (at("2026-11-20T09:00"), PublicationLog::default());
        let sheet = certify(asked(&content, &log, "notices/a", "2026-11-20T09:00", true)).unwrap();
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

    /// Days on which the log had it as it was before are not those of before the log.
    #[test]
    fn days_before_a_new_posting_are_told_from_those_before_the_log() {
        let day = |day| jiff::civil::date(2026, 11, day);
        let window = |from| Window { from: day(from), until: day(30) };
        let told = |action, from| {
            let kept = Kept {
                id: "notices/a".into(),
                declared: Some(window(11)),
                effective: Some(window(from)),
                ..Kept::default()
            };
            let (changed, before_log, withdrawal, filing) = (Vec::new(), false, None, None);
            Event::Notice(Box::new(NoticeEvent {
                action,
                kept,
                changed,
                before_log,
                withdrawal,
                filing,
                by: None,
            }))
        };
        let at = |text: &str| format!("2026-11-{text}T09:00:00+08:00").parse().unwrap();
        let log = PublicationLog::default()
            .extended(at("12"), &[told(Action::Posted, 12)])
            .extended(at("13"), &[told(Action::Reposted, 13)]);
        let rule = MinimumPosting::strict(10, posting::Unit::Days);
        let days = days(&rule, window(13), log.posted("notices/a"), &content());
        let notes: Vec<&str> = days.iter().take(4).map(|day| day.note.as_str()).collect();
        assert_eq!(notes, ["启用前，记录不能证明", "重新张榜前，不算", "张榜当天，不算", "第1天"]);
    }
}
