//! The publication log, line by line in words: its latest lines with how to check it, and every month.

use super::archive::by_year;
use crate::model::log::event::Event;
use crate::plan::addresses::{self, Addresses, Floors, LOG_PAGE, log_lines, log_pages, url};
use crate::plan::facts::Facts;
use crate::plan::pages::frame::{column, item_link, meta, page_link, pager, trail};
use crate::plan::pages::made::{Data, PageView};
use crate::plan::shelves::LogMonth;
use crate::plan::view::{LinkView, ListView, LogEventView, LogView, PageMeta, Pager};
use crate::plan::words;

/// Lines on the first page. Source: the site page of the design, lists at 20.
const LATEST: usize = 20;

/// What the page is called.
const TITLE: &str = "张榜记录";

/// The latest lines, and how to check them.
pub fn log(floors: &Floors) -> PageView<'static> {
    let lines = floors.shelves.log.iter().flat_map(|month| month.lines.iter().copied());
    let lines: Vec<usize> = lines.take(LATEST).collect();
    let mut meta = meta(floors, "log", TITLE, Addresses::LOG_PAGE);
    meta.breadcrumbs = trail([], TITLE);
    page(floors, meta, TITLE.into(), true, &lines, Pager::default(), [None, None])
}

/// One page of a month, counted from the oldest.
pub fn log_month(floors: &Floors, index: usize, number: usize) -> PageView<'static> {
    let month = &floors.shelves.log[index];
    let heading = words::month(month.year, month.month);
    let title = format!("{heading}的张榜记录");
    let mut meta = meta(floors, "log", &title, &addresses::log_month(month, number));
    meta.breadcrumbs = trail([page_link(TITLE, Addresses::LOG_PAGE)], &heading);
    if number + 1 < log_pages(month) {
        meta.title = format!("{title}（第{}页）", number + 1);
    }
    let href = |page| url::page_href(&addresses::log_month(month, page));
    let pager = pager(month.lines.len(), LOG_PAGE, number, href);
    let near = |at: Option<usize>| at.and_then(|at| floors.shelves.log.get(at)).map(month_link);
    let turn = [near(index.checked_add(1)), near(index.checked_sub(1))];
    page(floors, meta, title, false, log_lines(month, number), pager, turn)
}

fn page(
    floors: &Floors,
    mut meta: PageMeta,
    heading: String,
    overview: bool,
    lines: &[usize],
    pager: Pager,
    turn: [Option<LinkView>; 2],
) -> PageView<'static> {
    let facts = floors.facts;
    meta.description =
        format!("{}{heading}：什么时候张榜、更正、撤销、备案。", facts.content.site.name.value);
    meta.column = Some(column(&heading, &meta.description, "栏目列表"));
    let anchor = facts.log.anchor();
    let view = LogView {
        overview,
        lines: anchor.map_or(0, |anchor| anchor.line),
        head: anchor.map(|anchor| anchor.hash.to_string()).unwrap_or_default(),
        href: url::href(Addresses::LOG),
        file: Addresses::LOG.trim_start_matches(Addresses::LOG_PAGE).to_owned(),
        events: lines.iter().filter_map(|&line| event(facts, line)).collect(),
        years: by_year(floors.shelves.log.iter().map(|m| (m.year, m.month, m.lines.len(), month_link(m)))),
    };
    let list = ListView { heading, intro: None, pager, empty: String::new() };
    let data = vec![("log", Data::from(view)), ("list", Data::from(list)), ("turn", Data::Turn(turn))];
    PageView::new(meta, data)
}

fn event(facts: &Facts, line: usize) -> Option<LogEventView> {
    let (event, at) = (facts.log.event(line)?, facts.log.time_of(line)?);
    let word = words::log_event(&event);
    let (id, record) = match &event {
        Event::Notice(notice) => (Some(&notice.kept.id), Some(notice.kept.record)),
        Event::Recorded(recorded) => (Some(&recorded.id), Some(recorded.record)),
        Event::Spent(_) | Event::Checked(_) | Event::Clock(_) | Event::Released(_) => (None, None),
    };
    Some(LogEventView {
        line,
        at: at.minute(),
        key: word.key,
        label: word.label,
        text: words::log_sentence(&event),
        subject: id.map(|id| subject(facts, id)),
        record: record.map(|record| record.to_string()),
    })
}

/// What an id is called now; one that is not shown, by the id.
fn subject(facts: &Facts, id: &str) -> LinkView {
    let content = facts.content;
    let batch = || content.points.batches.iter().find(|batch| batch.id == id);
    match content.entry(id).filter(|_| facts.shows(id)) {
        Some(entry) => item_link(&entry.title().value, entry.item()),
        None if let Some(batch) = batch() => {
            page_link(words::batch(batch), &Addresses::points_of(content, &batch.village.value))
        }
        None => LinkView { title: id.to_owned(), ..LinkView::default() },
    }
}

fn month_link(month: &LogMonth) -> LinkView {
    page_link(words::month(month.year, month.month), &Addresses::log_month(month.year, month.month))
}
