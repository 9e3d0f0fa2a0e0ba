//! `signs-changed`: by what readers find their way to open notices: the site's name, and the columns. Told, and logged by
//! publishing: the pages of notices stay as they are and where they are, so that no correction in each is asked for.
//!
//! Source: the posting page of the design, "The guard". A column that is gone with its page is refused:
//! `posting-moved`.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::guard::{Missed, judge_signs};
use crate::model::site::Column;
use crate::source::{SourceId, Span, Spanned};
use crate::text;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    // what cannot be read is told where it is
    if !facts.log.faults().is_empty() || facts.content.lacks_settings() {
        return Vec::new();
    }
    let missed = judge_signs(facts.log, facts.content, facts.today());
    missed.iter().filter_map(|missed| diagnose(facts, missed)).collect()
}

fn diagnose(facts: &Facts, missed: &Missed) -> Option<Diagnostic> {
    let site = &facts.content.site;
    let column = |at: usize| site.columns.get(at);
    let (span, message) = match missed {
        Missed::Site { was, open } => (site.name.span, of_site(&site.name.value, was, *open)),
        Missed::Duty { key, was, open } => of_duty(facts, key, was, *open),
        Missed::Gone { id, was, open } => return Some(gone(facts, id, was, *open)),
        Missed::Column { at, was, open } => {
            let column = column(*at)?;
            (column.name.span, renamed(column, was, *open))
        }
        Missed::Kind { at, kind, now, open } => {
            let from = column(*at)?;
            (from.id.span, moved(facts, from, kind, now.and_then(column), *open))
        }
    };
    Some(fault(site.file, span, message))
}

fn of_site(now: &str, was: &str, open: usize) -> Text {
    text!(
        "站点原来叫“{was}”，现在叫“{now}”，而有{open}条公告正在公示：记着原名的人会以为不是同一个网站",
        "The site was called `{was}` and is called `{now}` while {open} notices are posted: who knows it by its former name may take it for another"
    )
}

fn of_duty(facts: &Facts, key: &str, was: &str, open: usize) -> (Span, Text) {
    let (zh, said) = duty(facts, key);
    let now = said.map_or("", |said| said.value.as_str());
    let message = text!(
        "每一页下面的{zh}原来是“{was}”，现在是“{now}”，而有{open}条公告正在公示",
        "The foot of every page said `{was}` as `{key}` and says `{now}` while {open} notices are posted"
    );
    (said.map_or(facts.content.site.name.span, |said| said.span), message)
}

fn duty<'a>(facts: &Facts<'a>, key: &str) -> (&'static str, Option<&'a Spanned<String>>) {
    let site = &facts.content.site;
    match key {
        "host" => ("主办单位", site.host.as_ref()),
        "operator" => ("承办单位", site.operator.as_ref()),
        _ => ("联系方式", site.contact.as_ref()),
    }
}

/// Its page would be gone, and with it an address by which open notices are found.
fn gone(facts: &Facts, id: &str, was: &str, open: usize) -> Diagnostic {
    let site = &facts.content.site;
    let span = site.columns.first().map_or(site.name.span, |column| column.id.span);
    let message = text!(
        "栏目“{was}”（/columns/{id}/）没有了，里面有{open}条公告正在公示，记着这个网址的人会找不到",
        "The column `{was}` (/columns/{id}/) is gone while {open} of its notices are posted: whoever has its address would find nothing"
    );
    let hint = text!(
        "“栏目”里 id 改回 {id}，删去的补回来；等这些公告公示期满再改",
        "Restore the column with the id {id}; change it once these notices have ended"
    );
    Diagnostic::new(Code::PostingMoved, site.file, span, message).hint(hint)
}

fn renamed(column: &Column, was: &str, open: usize) -> Text {
    let now = &column.name.value;
    text!(
        "栏目原来叫“{was}”，现在叫“{now}”，里面有{open}条公告正在公示：按原来的栏目名找的人会找不到",
        "The column was called `{was}` and is called `{now}` while {open} of its notices are posted: who looks for the former name will not find it"
    )
}

fn moved(facts: &Facts, from: &Column, kind: &str, now: Option<&Column>, open: usize) -> Text {
    let (id, name) = (&from.id.value, &from.name.value);
    let kind = facts.content.kinds.get(kind).map_or(kind, |kind| &kind.name);
    let (zh, en) = match now {
        Some(now) => {
            (format!("现在列在“{}”里", now.name.value), format!("stand under `{}` now", now.name.value))
        }
        None => ("现在哪个栏目都不列".to_owned(), "stand in no column now".to_owned()),
    };
    text!(
        "有{open}条“{kind}”正在公示，原来列在栏目“{name}”（/columns/{id}/）里，{zh}：到原来的栏目去找的人会找不到",
        "{open} open notices of the kind `{kind}` stood in the column `{name}` (/columns/{id}/) and {en}: who looks for them there will not find them"
    )
}

fn fault(file: SourceId, span: Span, message: Text) -> Diagnostic {
    let hint = text!(
        "不急的，等这些公告公示期满再改；现在就改，发布时张榜记录会写明原来的和现在的，在首页写一句告诉读者",
        "If it can wait, change it once these notices have ended; else publishing logs both names, and a word on the home page helps"
    );
    Diagnostic::new(Code::SignsChanged, file, span, message).hint(hint)
}
