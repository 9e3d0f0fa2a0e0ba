//! Settings that change what readers see of open notices, in words.

use super::altered::{Pen, entry};
use crate::check::Facts;
use crate::diagnostic::{Code, Text};
use crate::model::log::around::Surrounding;
use crate::model::notice::Notice;
use crate::source::{SourceId, Span};
use crate::text;

/// How many notices one message names.
const NAMED: usize = 3;

pub(super) fn altered(facts: &Facts, what: Surrounding, notices: &[String], pen: Pen) -> (Code, Text, Text) {
    let count = notices.len();
    if what == Surrounding::Demo {
        return (
            Code::PostingAltered,
            text!(
                "有{count}条公告正在公示，站点却改成了演示：页面上会说内容都是虚构的",
                "The site was made a demonstration while {count} notices are posted: their pages would say that all is invented"
            ),
            text!("删去“演示: true”（或改成 false）", "Remove `demo: true`, or set it to false"),
        );
    }
    let (zh, en) = name(what);
    let message = text!(
        "有{count}条公告正在公示，页面上的{zh}却改了",
        "The {en} on the pages of notices was changed while {count} of them are posted"
    );
    let now = notices.first().and_then(|id| facts.content.notice(id)).map(|first| shown(facts, what, first));
    let now = now.unwrap_or_default();
    let Text { zh: line_zh, en: line_en } = entry(&text!("{zh}改为{now}", "{en}: now {now}"), pen);
    let Text { zh: which_zh, en: which_en } = named(notices);
    let hint = text!(
        "改回原样；确实要改，在{which_zh}里各加一条更正（放在最后）：{line_zh}",
        "Restore it; otherwise add a correction, as the last, to {which_en}: {line_en}"
    );
    (Code::PostingAltered, message, hint)
}

fn name(what: Surrounding) -> (&'static str, &'static str) {
    match what {
        Surrounding::Kind => ("类别名称", "name of their kind"),
        Surrounding::Source => ("公示依据", "source of the rule"),
        Surrounding::Hotlines => ("监督电话", "telephone to complain to"),
        Surrounding::Names => ("户主姓名、积分事项", "names of households, or the deeds,"),
        Surrounding::Demo => ("演示字样", "word that it is a demonstration"),
    }
}

/// What readers would see.
fn shown(facts: &Facts, what: Surrounding, notice: &Notice) -> String {
    let site = &facts.content.site;
    match what {
        Surrounding::Source => {
            let source = facts.kind(notice).and_then(|kind| kind.source.as_ref());
            source.map_or_else(|| "（没有）".to_owned(), ToString::to_string)
        }
        Surrounding::Kind => facts.kind(notice).map(|kind| kind.name.clone()).unwrap_or_default(),
        Surrounding::Hotlines => {
            let lines = site.hotlines_of(&facts.content.places, &notice.townships);
            let lines: Vec<String> =
                lines.map(|line| format!("{} {}", line.name.value, line.phone.value)).collect();
            if lines.is_empty() { "（没有）".to_owned() } else { lines.join("、") }
        }
        // whose it was before, only the clerk knows
        Surrounding::Names => "……".to_owned(),
        Surrounding::Demo => String::new(),
    }
}

fn named(notices: &[String]) -> Text {
    let first: Vec<String> = notices.iter().take(NAMED).map(|id| format!("content/{id}.md")).collect();
    let (zh, en) = (first.join("、"), first.join(", "));
    match notices.len().saturating_sub(NAMED) {
        0 => Text::new(zh, en),
        more => {
            let count = notices.len();
            text!("{zh} 等{count}条公告", "{en} and {more} more")
        }
    }
}

/// Where the setting stands.
pub(super) fn place(facts: &Facts, what: Surrounding, id: &str) -> (SourceId, Span) {
    let site = &facts.content.site;
    match what {
        Surrounding::Names => {
            let bank = &facts.content.points;
            (bank.households_file.or(bank.rules_file).unwrap_or(site.file), Span::default())
        }
        Surrounding::Hotlines => {
            (site.file, site.hotlines.first().map_or(site.name.span, |line| line.phone.span))
        }
        Surrounding::Demo => (site.file, site.demo.as_ref().map_or(site.name.span, |demo| demo.span)),
        Surrounding::Kind | Surrounding::Source => {
            match facts.content.notice(id).and_then(|notice| facts.kind(notice)) {
                Some(kind) => (kind.file, Span::at(kind.span.start as usize)),
                None => (site.file, site.name.span),
            }
        }
    }
}
