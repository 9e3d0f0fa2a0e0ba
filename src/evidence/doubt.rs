//! One thing that the log holds against a certificate, and its words.

use super::looks::Gone;
use crate::diagnostic::Text;
use crate::model::log::stamp::Stamp;
use crate::model::open_days::Window;
use crate::text;
use jiff::civil::Date;

/// What the log holds against a window having been kept, or against what proves it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The log saw it only after its declared window: nobody saw those days.
    BeforeLog {
        /// As the notice says it.
        declared: Window,
        /// The day on which the log first had it.
        seen: Date,
    },
    /// Declared days before the one on which the log first saw it.
    DaysBeforeLog {
        /// The first day that the notice declares.
        from: Date,
        /// The day on which the log first had it.
        seen: Date,
    },
    /// What is material changed after the window: the window was that of something else.
    MaterialChange {
        /// From 1: the one that tells of it.
        line: usize,
        /// Its day.
        on: Date,
    },
    /// It was taken back while its window ran.
    Withdrawn {
        /// From 1: the one that tells of it.
        line: usize,
        /// Its day.
        on: Date,
    },
    /// The same after the window.
    WithdrawnLater {
        /// From 1: the one that tells of it.
        line: usize,
        /// Its day.
        on: Date,
    },
    /// Objections or corrections that the public had seen were taken out.
    RemarksTaken {
        /// From 1: the last in which they still stood.
        line: usize,
    },
    /// Somebody looked, and nobody ever saw it.
    NeverSeen {
        /// How many, all in the window.
        looks: usize,
    },
    /// Nobody saw it any more from some moment on, though they looked.
    Gone(Gone),
    /// Days on which somebody looked and nobody saw it.
    DaysUnseen {
        /// In order.
        days: Vec<Date>,
    },
    /// Nobody ever looked at the public address.
    NobodyLooked {
        /// Rounds in the window that looked into a folder or at another address.
        elsewhere: usize,
    },
    /// The time of a line on which the window rests is contradicted by an earlier line.
    Clock {
        /// From 1.
        line: usize,
        /// Its time.
        at: Stamp,
        /// From 1: the earlier line.
        other: usize,
        /// The time of that, which is later.
        later: Stamp,
    },
    /// The line was written with a clock that was ahead, as the log says.
    ClockAhead {
        /// From 1.
        line: usize,
    },
    /// The log keeps its digests in the first format, which no record has.
    FirstFormat,
}

impl Doubt {
    /// There is no certificate with it; otherwise the sheet says it.
    pub fn refuses(&self) -> bool {
        match self {
            Doubt::BeforeLog { .. }
            | Doubt::MaterialChange { .. }
            | Doubt::Withdrawn { .. }
            | Doubt::RemarksTaken { .. }
            | Doubt::NeverSeen { .. }
            | Doubt::Gone(_) => true,
            Doubt::DaysBeforeLog { .. }
            | Doubt::WithdrawnLater { .. }
            | Doubt::DaysUnseen { .. }
            | Doubt::NobodyLooked { .. }
            | Doubt::Clock { .. }
            | Doubt::ClockAhead { .. }
            | Doubt::FirstFormat => false,
        }
    }

    /// The name in the JSON form.
    pub fn key(&self) -> &'static str {
        match self {
            Doubt::BeforeLog { .. } => "before-log",
            Doubt::DaysBeforeLog { .. } => "days-before-log",
            Doubt::MaterialChange { .. } => "material-change",
            Doubt::Withdrawn { .. } => "withdrawn",
            Doubt::WithdrawnLater { .. } => "withdrawn-later",
            Doubt::RemarksTaken { .. } => "remarks-taken",
            Doubt::NeverSeen { .. } => "never-seen",
            Doubt::Gone(_) => "gone",
            Doubt::DaysUnseen { .. } => "days-unseen",
            Doubt::NobodyLooked { .. } => "nobody-looked",
            Doubt::Clock { .. } => "clock",
            Doubt::ClockAhead { .. } => "clock-ahead",
            Doubt::FirstFormat => "first-format",
        }
    }

    /// What is so.
    pub fn words(&self) -> Text {
        match self {
            Doubt::BeforeLog { .. } | Doubt::DaysBeforeLog { .. } => self.of_days(),
            Doubt::NeverSeen { .. }
            | Doubt::Gone(_)
            | Doubt::DaysUnseen { .. }
            | Doubt::NobodyLooked { .. } => self.of_visits(),
            Doubt::MaterialChange { line, on } => text!(
                "公示期满以后改过重要事项（张榜记录第{line}行，{on}）：公示的不是现在的内容",
                "What is material was changed after the window (line {line}, {on}): what was posted is not what it says now"
            ),
            Doubt::Withdrawn { line, on } => text!(
                "公示期内撤销了（张榜记录第{line}行，{on}）：公示期没有走完",
                "It was withdrawn while it was posted (line {line}, {on}): its window never ran to its end"
            ),
            Doubt::WithdrawnLater { line, on } => text!(
                "公示期满以后撤销了（张榜记录第{line}行，{on}）",
                "It was withdrawn after its window (line {line}, {on})"
            ),
            Doubt::RemarksTaken { line } => text!(
                "已经公布的异议、处理结果或更正后来被改动或删去（张榜记录第{line}行时还在）",
                "Published objections, outcomes or corrections were changed or removed since (they stood at line {line})"
            ),
            Doubt::Clock { line, at, other, later } => {
                let (at, later) = (at.minute(), later.minute());
                text!(
                    "张榜记录第{line}行的时间 {at}，前面第{other}行却写着 {later}：当时的时钟出过错",
                    "Line {line} of the log says {at}, and line {other} before it {later}: the clock was wrong then"
                )
            }
            Doubt::ClockAhead { line } => text!(
                "张榜记录第{line}行是时钟走快时记的，它的时间不准",
                "Line {line} of the log was written with a clock that was ahead: its time is not true"
            ),
            Doubt::FirstFormat => text!(
                "张榜记录里的内容摘要是旧格式的，不能用 sha256sum 核对",
                "The log's digest of the content is of the first format, which sha256sum cannot check"
            ),
        }
    }

    fn of_days(&self) -> Text {
        match self {
            Doubt::BeforeLog { declared, seen } => {
                let Window { from, until } = declared;
                text!(
                    "声明公示 {from} 至 {until}，张榜记录 {seen} 才第一次见到：启用前，记录不能证明",
                    "Declared from {from} to {until}, and first seen by the log on {seen}: nobody saw those days"
                )
            }
            Doubt::DaysBeforeLog { from, seen } => text!(
                "声明从 {from} 起公示，张榜记录 {seen} 才第一次见到：之前的几天启用前，记录不能证明",
                "Declared from {from}, and first seen by the log on {seen}: nobody saw the days before"
            ),
            _ => Text::default(),
        }
    }

    fn of_visits(&self) -> Text {
        match self {
            Doubt::NeverSeen { looks } => text!(
                "公示期内查看 {looks} 次，没有一次看到原样在榜",
                "Of {looks} visits while it was posted, none saw it as published"
            ),
            Doubt::Gone(Gone { since, looks }) => {
                let since = since.minute();
                text!(
                    "{since} 以后查看 {looks} 次，直到公示期满再没有看到过",
                    "After {since} nobody saw it again until the end of its window, in {looks} visits"
                )
            }
            Doubt::DaysUnseen { days } => {
                let days = days.iter().map(ToString::to_string).collect::<Vec<_>>().join("、");
                text!(
                    "这些日子查看过而没有看到：{days}",
                    "On these days somebody looked and nobody saw it: {days}"
                )
            }
            Doubt::NobodyLooked { elsewhere: 0 } => text!(
                "公示期内没有查看记录：只能证明什么时候发布、什么时候改动，不能证明一直看得到",
                "Nobody looked while it was posted: what is proved is when it was published and changed, not that it could be read"
            ),
            Doubt::NobodyLooked { elsewhere } => text!(
                "公示期内没有人到公众的网址去看（另有 {elsewhere} 次是在别处核对）：只能证明什么时候发布、什么时候改动，不能证明一直看得到",
                "Nobody looked at the public address while it was posted ({elsewhere} rounds looked elsewhere): what is proved is when it was published and changed, not that it could be read"
            ),
            _ => Text::default(),
        }
    }

    /// What to do about it.
    pub fn hint(&self) -> Text {
        match self {
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
}
