//! What keeps readers from a posted notice, in words: `posting-hidden`. Source: the posting page of the design, "The
//! guard".

use super::board::Board;
use super::finished::{self, Fact, Hidden, Scored, Wanted};
use super::inspect::{self, Asked};
use super::unaltered::Finished;
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::link::{self, Target};
use crate::model::log::PublicationLog;
use crate::model::log::posted::Posted;
use crate::model::points::{Batch, PointsBank};
use crate::model::points_table::Listed;
use crate::plan::addresses::Addresses;
use crate::plan::{changes_shown, words};
use crate::source::Span;
use crate::text;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// How many notices one message names.
const NAMED: usize = 3;

/// What makes two findings one fault: a theme that loses the title loses it everywhere.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Cause {
    Fact(Fact),
    Other(Hidden),
}

/// What readers of a finished release would not see of notices that have a window, by id. One whose window is over
/// stays readable, and is not judged again while its page is what it was; only while it is open has some list to lead to
/// it, and may nothing deny it.
pub(super) fn of(
    board: &impl Board,
    told: &PublicationLog,
    today: Date,
    finished: &Finished,
) -> Vec<(String, Hidden)> {
    let posted = told.notices().filter(|(_, posted)| posted.kept.effective.is_some());
    let asked = |(id, posted): (&str, &Posted)| {
        let open = posted.is_open(today);
        if !open && finished.is_unaltered(id) {
            return None;
        }
        Some(Asked { id: id.to_owned(), wanted: wanted(board, told, id, posted)?, open })
    };
    let asked: Vec<Asked> = posted.filter_map(asked).collect();
    inspect::hidden(finished.folder, &format!("{}/", board.settings().base_url.value), &asked)
}

fn wanted(board: &impl Board, told: &PublicationLog, id: &str, posted: &Posted) -> Option<Wanted> {
    let (content, notice) = (board.content(), board.notice(id)?);
    let mut wanted = finished::wanted(notice, posted.kept.effective);
    content.site.hotlines_of(&content.places, &notice.townships).for_each(|line| wanted.add_hotline(line));
    let files = notice.attachments.iter().map(|attachment| &attachment.file);
    for file in files.chain(notice.apply.iter().filter_map(|apply| apply.form.as_ref())) {
        if let Target::Asset(path) = link::resolve(content, &notice.item, &file.value) {
            wanted.add_file(path);
        }
    }
    let batches = content.points.batches.iter().filter(|batch| batch.is_posted_by(id));
    // what its own text lists is asked for as its text
    batches
        .filter(|_| Listed::of(notice).is_none())
        .for_each(|batch| score(&mut wanted, &content.points, batch));
    for step in changes_shown(content, told, id) {
        let lines = step.changes.iter().flat_map(|change| change.from.iter().chain(&change.to));
        let version = step.href.is_some().then(|| Addresses::version(id, step.number));
        wanted.add_change(lines, version.as_deref());
    }
    Some(wanted)
}

/// Asks for what a batch gives, as the page shows it: deductions in one sum.
fn score(wanted: &mut Wanted, bank: &PointsBank, batch: &Batch) {
    for entry in batch.entries.iter().map(|entry| &entry.value).filter(|entry| entry.is_shown()) {
        let head = bank.household(&entry.household.value).map(|household| &household.name.value);
        wanted.add_points(Scored {
            household: &entry.household.value,
            name: head.map(|name| words::masked(name).into_owned()).unwrap_or_default(),
            deed: words::posted_deed(bank, entry),
            on: entry.on.as_ref().map(|on| on.value),
            points: entry.points.value.into(),
        });
    }
    wanted.add_sum(batch.points());
}

/// One fault a cause, at the first notice that suffers from it.
pub(super) fn diagnose(board: &impl Board, found: &[(String, Hidden)]) -> Vec<Diagnostic> {
    let mut causes: BTreeMap<Cause, Vec<&(String, Hidden)>> = BTreeMap::new();
    for one in found {
        let cause = match &one.1 {
            Hidden::Fact { fact, .. } => Cause::Fact(*fact),
            other => Cause::Other(other.clone()),
        };
        causes.entry(cause).or_default().push(one);
    }
    causes.values().filter_map(|same| fault(board, same)).collect()
}

fn fault(board: &impl Board, same: &[&(String, Hidden)]) -> Option<Diagnostic> {
    let (id, hidden) = same.first()?;
    let mut ids: Vec<&str> = same.iter().map(|(id, _)| id.as_str()).collect();
    ids.dedup();
    let (message, hint) = (about(&ids, &said(hidden)), hint(hidden));
    let notice = board.notice(id);
    let (file, span) = notice
        .map_or((board.settings().file, Span::default()), |notice| (notice.item.file, notice.title.span));
    Some(Diagnostic::new(Code::PostingHidden, file, span, message).hint(hint))
}

/// Which notices, and what of them.
fn about(ids: &[&str], what: &Text) -> Text {
    let (names, count) = (ids[..ids.len().min(NAMED)].join("、"), ids.len());
    let Text { zh, en } = what;
    if count > NAMED {
        return text!(
            "{names}等{count}条张榜的公告，生成的网站上{zh}",
            "{names} and others, {count} posted notices in all: on the built site {en}"
        );
    }
    text!("张榜的公告{names}，生成的网站上{zh}", "{names}, which is posted: on the built site {en}")
}

fn said(hidden: &Hidden) -> Text {
    match hidden {
        Hidden::Fact { fact, words } => {
            let (zh, en) = (fact.name_zh(), fact.name_en());
            text!("看不到{zh}（“{words}”）", "{en} is not to be seen (`{words}`)")
        }
        Hidden::NoMain => text!(
            "页面没有 <main>，或者不止一个，认不出正文在哪里",
            "its page has no <main>, or more than one"
        ),
        Hidden::Unseen => text!(
            "整页都看不到：<main> 或者它外面的元素被藏起来了，或者被别的盖住了",
            "nothing of its page is to be seen: <main>, or what it lies in, is hidden or covered"
        ),
        Hidden::NoIndex => text!("页面写着不让搜索引擎收录", "its page asks search engines to pass it by"),
        Hidden::Refresh => {
            text!("页面会自动跳到别处", "its page sends readers elsewhere by itself")
        }
        Hidden::Denied { words } => {
            text!("页面写着“{words}”", "its page says `{words}`, that it no longer holds")
        }
        Hidden::ForeignSheet { address } => text!(
            "页面用的样式表 {address} 不在本站，随时可以把公告藏起来",
            "its page uses the style sheet {address}, which is not of this site and can hide it at any time"
        ),
        Hidden::DeepSheet { address } => {
            let (zh, en) = match address.as_str() {
                "" => ("页面里的 <style>".to_owned(), "a <style> in its page".to_owned()),
                address => (format!("样式表 {address}"), format!("the style sheet {address}")),
            };
            text!(
                "{zh} 里的括号套得太深，程序看不到底，不知道会不会把公告藏起来",
                "{en} is nested too deeply to be read, and may hide the notice"
            )
        }
        Hidden::Based => text!(
            "页面用 <base> 换了网址的起点，样式和链接都可能是别处的",
            "its page has a <base>, so that styles and links may lie elsewhere"
        ),
        Hidden::Unlinked { folder } => text!(
            "没有通往旧版本 {folder}/ 的链接",
            "its page does not lead to its former version, {folder}/"
        ),
        Hidden::Unoffered { path } => {
            text!("没有附件 {path} 的链接", "its page has no link to its file {path}")
        }
        Hidden::Unlisted => {
            text!(
                "首页和公告列表里都没有它的链接",
                "neither the home page nor the list of notices links to it"
            )
        }
    }
}

fn hint(hidden: &Hidden) -> Text {
    match hidden {
        Hidden::Unlisted => text!(
            "检查主题的 home.html、notices.html，还有样式表里隐藏元素的写法；改不好就先用自带的主题",
            "Look at the theme's home.html and notices.html, and at rules of its style sheet that hide; until then use the built-in theme"
        ),
        Hidden::Fact { .. } | Hidden::Denied { .. } | Hidden::Unlinked { .. } | Hidden::Unoffered { .. } => {
            text!(
                "检查主题的 notice.html，还有样式表里隐藏元素的写法；类别的名称也会显示在页面上。改不好就先用自带的主题",
                "Look at the theme's notice.html and at rules of its style sheet that hide; a kind's name shows as well. Until then use the built-in theme"
            )
        }
        _ => text!(
            "检查主题的 base.html、notice.html；改不好就先用自带的主题",
            "Look at the theme's base.html and notice.html; until then use the built-in theme"
        ),
    }
}
