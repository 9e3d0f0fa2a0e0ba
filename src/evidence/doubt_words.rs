//! What the log holds against a certificate, in words, and what to do about it.

use super::doubt::Doubt;
use super::looks::Gone;
use crate::diagnostic::Text;
use crate::model::log::around::Surrounding;
use crate::model::log::stamp::Stamp;
use crate::model::open_days::Window;
use crate::model::part::Part;
use crate::text;
use jiff::civil::Date;

/// What is so.
pub(super) fn words(doubt: &Doubt) -> Text {
    match doubt {
        Doubt::BeforeLog { declared, seen } => before_log(*declared, *seen),
        Doubt::DaysBeforeLog { from, seen } => days_before_log(*from, *seen),
        Doubt::NeverSeen { looks } => never_seen(*looks),
        Doubt::Gone(gone) => no_longer_seen(gone),
        Doubt::DaysUnseen { days } => days_unseen(days),
        Doubt::NobodyLooked { elsewhere } => nobody_looked(*elsewhere),
        Doubt::MaterialChange { line, on } => material_change(*line, *on),
        Doubt::LaterChange { line, on, parts } => later_change(*line, *on, parts),
        Doubt::Withdrawn { line, on } => withdrawn(*line, *on),
        Doubt::WithdrawnLater { line, on } => withdrawn_later(*line, *on),
        Doubt::Superseded { line, on, by } => superseded(*line, *on, by),
        Doubt::RemarksTaken { line } => remarks_taken(*line),
        Doubt::Demonstration { line } => demonstration(*line),
        Doubt::Settings { what } => settings(what),
        Doubt::Clock { line, at, other, later } => clock((*line, *at), (*other, *later)),
        Doubt::ClockAhead { line } => clock_ahead(*line),
        Doubt::RolledBack { line, on, shown } => rolled_back(*line, *on, *shown),
        Doubt::Renamed { line, was } => renamed(*line, was),
        Doubt::FirstFormat => text!(
            "张榜记录里的内容摘要是旧格式的，不能用 sha256sum 核对",
            "The log's digest of the content is of the first format, which sha256sum cannot check"
        ),
    }
}

fn before_log(Window { from, until }: Window, seen: Date) -> Text {
    text!(
        "声明公示 {from} 至 {until}，张榜记录 {seen} 才第一次见到：启用前，记录不能证明",
        "Declared from {from} to {until}, and first seen by the log on {seen}: nobody saw those days"
    )
}

fn days_before_log(from: Date, seen: Date) -> Text {
    text!(
        "声明从 {from} 起公示，张榜记录 {seen} 才第一次见到：之前的几天启用前，记录不能证明",
        "Declared from {from}, and first seen by the log on {seen}: nobody saw the days before"
    )
}

fn never_seen(looks: usize) -> Text {
    text!(
        "公示期内查看 {looks} 次，没有一次看到原样在榜",
        "Of {looks} visits while it was posted, none saw it as published"
    )
}

fn no_longer_seen(Gone { since, looks }: &Gone) -> Text {
    let since = since.minute();
    text!(
        "{since} 以后查看 {looks} 次，直到公示期满再没有看到过",
        "After {since} nobody saw it again until the end of its window, in {looks} visits"
    )
}

fn days_unseen(days: &[Date]) -> Text {
    let days = days.iter().map(ToString::to_string).collect::<Vec<_>>().join("、");
    text!("这些日子查看过而没有看到：{days}", "On these days somebody looked and nobody saw it: {days}")
}

fn nobody_looked(elsewhere: usize) -> Text {
    if elsewhere == 0 {
        return text!(
            "公示期内没有查看记录：只能证明什么时候发布、什么时候改动，不能证明一直看得到",
            "Nobody looked while it was posted: what is proved is when it was published and changed, not that it could be read"
        );
    }
    text!(
        "公示期内没有人到公众的网址去看（另有 {elsewhere} 次是在别处核对）：只能证明什么时候发布、什么时候改动，不能证明一直看得到",
        "Nobody looked at the public address while it was posted ({elsewhere} rounds looked elsewhere): what is proved is when it was published and changed, not that it could be read"
    )
}

fn material_change(line: usize, on: Date) -> Text {
    text!(
        "公示期满以后改过重要事项（张榜记录第{line}行，{on}）：公示的不是现在的内容",
        "What is material was changed after the window (line {line}, {on}): what was posted is not what it says now"
    )
}

fn later_change(line: usize, on: Date, parts: &[Part]) -> Text {
    let zh: Vec<&str> = parts.iter().map(|part| part.name_zh()).collect();
    let en: Vec<&str> = parts.iter().map(|part| part.key()).collect();
    let (zh, en) = (zh.join("、"), en.join(", "));
    text!(
        "公示期满以后改过{zh}（张榜记录第{line}行，{on}）：公示时读者看到的不是现在写的",
        "Changed after the window (line {line}, {on}): {en}; readers saw another while it was posted"
    )
}

fn withdrawn(line: usize, on: Date) -> Text {
    text!(
        "公示期内撤销了（张榜记录第{line}行，{on}）：公示期没有走完",
        "It was withdrawn while it was posted (line {line}, {on}): its window never ran to its end"
    )
}

fn withdrawn_later(line: usize, on: Date) -> Text {
    text!(
        "公示期满以后撤销了（张榜记录第{line}行，{on}）",
        "It was withdrawn after its window (line {line}, {on})"
    )
}

fn superseded(line: usize, on: Date, by: &str) -> Text {
    text!(
        "已被公告“{by}”替代（张榜记录第{line}行，{on}）",
        "The notice `{by}` has taken its place (line {line}, {on})"
    )
}

fn remarks_taken(line: usize) -> Text {
    text!(
        "已经公布的异议、处理结果或更正后来被改动或删去（张榜记录第{line}行时还在）",
        "Published objections, outcomes or corrections were changed or removed since (they stood at line {line})"
    )
}

fn demonstration(line: usize) -> Text {
    text!(
        "公示期内网站还是演示，页面上写着内容都是虚构的（张榜记录第{line}行）：这段公示不作数",
        "The site was a demonstration while it was posted (line {line}), and its page said that all is invented: that window does not count"
    )
}

fn settings(what: &[Surrounding]) -> Text {
    let zh: Vec<&str> = what.iter().map(|what| setting(*what).0).collect();
    let en: Vec<&str> = what.iter().map(|what| setting(*what).1).collect();
    let (zh, en) = (zh.join("、"), en.join(", "));
    text!(
        "公示期满以后，rules.yaml 里的{zh}改过：这里印的不是公示时页面上写的",
        "The {en} in rules.yaml changed after the window: what is printed here is not what its page said then"
    )
}

fn clock((line, at): (usize, Stamp), (other, later): (usize, Stamp)) -> Text {
    let (at, later) = (at.minute(), later.minute());
    text!(
        "张榜记录第{line}行的时间 {at}，前面第{other}行却写着 {later}：当时的时钟出过错",
        "Line {line} of the log says {at}, and line {other} before it {later}: the clock was wrong then"
    )
}

fn clock_ahead(line: usize) -> Text {
    text!(
        "张榜记录第{line}行是时钟走快时记的，它的时间不准",
        "Line {line} of the log was written with a clock that was ahead: its time is not true"
    )
}

fn rolled_back(line: usize, on: Date, shown: usize) -> Text {
    text!(
        "网站退回过张榜记录第{shown}行的旧版本，{on} 才换回最新的（第{line}行）：其间看到的不是最后发布的",
        "The site had gone back to the release of line {shown} until {on} (line {line}): what was published last was not to be seen meanwhile"
    )
}

fn renamed(line: usize, was: &str) -> Text {
    text!(
        "公示期内网站改过名，原来叫“{was}”（张榜记录第{line}行）",
        "The site was renamed while it was posted; it was called `{was}` before (line {line})"
    )
}

/// What to do about it.
pub(super) fn hint(doubt: &Doubt) -> Text {
    match doubt {
        Doubt::RemarksTaken { .. } => text!(
            "把原来的异议、处理结果、更正补写回去，发布，再出证明；只想看看样子，加 --draft",
            "Put them back, publish, then certify; add --draft to see what the sheet will look like"
        ),
        _ => text!(
            "照实报告主管部门；需要证明的，重新公示一次，公示期写新的起止日。只想看看样子，加 --draft",
            "Report it as it is; if it has to be proved, post it anew with a new window. Add --draft to see the sheet"
        ),
    }
}

fn setting(what: Surrounding) -> (&'static str, &'static str) {
    match what {
        Surrounding::Kind => ("类别名称", "name of the kind"),
        Surrounding::Source => ("依据", "source"),
        Surrounding::Hotlines | Surrounding::Names | Surrounding::Demo => ("其他设置", "settings"),
    }
}
