//! Why a notice is not certified, and what a certificate has to say besides.

use super::doubt::Doubt;
use super::doubt_words;
use super::sheet::Reservation;
use super::witness::cite::Unfit;
use super::witness::words;
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::content::Content;
use crate::model::part::Part;
use crate::source::Span;
use crate::text;
use jiff::civil::Date;

/// Something that stands against a certificate, or has to stand on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No entry among the notices has the id.
    UnknownNotice,
    /// Posted to inform only: there is no window to certify.
    NoWindow,
    /// The log has never seen it.
    NeverPosted,
    /// The window ends on this day, or an objection has no outcome.
    TooEarly {
        /// The last day of the window, which still counts.
        until: Date,
        /// It is not the window but an objection that is waited for.
        objection: bool,
    },
    /// The content is not what was posted last; with the parts that differ, or none where it is not shown at all.
    Differs {
        /// In the order of [`Part`].
        parts: Vec<Part>,
    },
    /// The content that it rests on has errors.
    Faulty {
        /// At least one.
        errors: usize,
    },
    /// What the log holds against it.
    Doubt(Doubt),
    /// The witness's lines that were to be cited do not bear it out.
    Witness(Unfit),
}

impl Refusal {
    /// There is no certificate with it; otherwise the sheet says it.
    pub fn refuses(&self) -> bool {
        match self {
            Refusal::Doubt(doubt) => doubt.refuses(),
            _ => true,
        }
    }

    fn code(&self) -> Code {
        match self {
            Refusal::UnknownNotice => Code::NoticeUnknown,
            Refusal::NoWindow => Code::PostingMissing,
            Refusal::NeverPosted | Refusal::TooEarly { .. } => Code::FilingTooEarly,
            Refusal::Differs { .. } | Refusal::Faulty { .. } => Code::CertificateDiffers,
            Refusal::Doubt(_) | Refusal::Witness(_) => Code::CertificateUnproved,
        }
    }

    /// As the sheet says it.
    pub fn reservation(&self) -> Reservation {
        let key = match self {
            Refusal::UnknownNotice => "unknown",
            Refusal::NoWindow => "no-window",
            Refusal::NeverPosted => "never-posted",
            Refusal::TooEarly { objection: false, .. } => "not-ended",
            Refusal::TooEarly { objection: true, .. } => "objection-open",
            Refusal::Differs { .. } => "differs",
            Refusal::Faulty { .. } => "faulty",
            Refusal::Doubt(doubt) => doubt.key(),
            Refusal::Witness(_) => "witness",
        };
        Reservation { key, text: self.message().zh, refuses: self.refuses() }
    }

    /// What is so.
    fn message(&self) -> Text {
        match self {
            Refusal::UnknownNotice => text!("没有这份公告", "There is no such notice"),
            Refusal::NoWindow => {
                text!("这份公告没有公示期，不用出公示证明", "This notice has no posting period to certify")
            }
            Refusal::NeverPosted => {
                text!(
                    "张榜记录里没有这份公告，没有可以证明的",
                    "The publication log has never seen this notice"
                )
            }
            Refusal::TooEarly { objection: true, .. } => {
                text!("还有异议没有写处理结果", "An objection has no outcome yet")
            }
            Refusal::TooEarly { until, .. } => {
                text!("公示期到 {until} 24:00 才满", "The posting period ends on {until} at 24:00")
            }
            Refusal::Differs { parts } if parts.is_empty() => text!(
                "现在的内容和最后张榜的不一样，不能证明它公示过",
                "The content is not what was posted last: nothing proves that it was ever up"
            ),
            Refusal::Differs { parts } => {
                let zh = parts.iter().map(|part| part.name_zh()).collect::<Vec<_>>().join("、");
                let en = parts.iter().map(|part| part.key()).collect::<Vec<_>>().join(", ");
                text!(
                    "现在的内容和最后张榜的不一样（{zh}），不能证明它公示过",
                    "The content is not what was posted last ({en}): nothing proves that it was ever up"
                )
            }
            Refusal::Faulty { errors } => text!("内容有 {errors} 处错误", "The content has {errors} errors"),
            Refusal::Doubt(doubt) => doubt_words::words(doubt),
            Refusal::Witness(unfit) => words::unfit(unfit),
        }
    }

    /// What to do about it.
    fn hint(&self) -> Text {
        match self {
            Refusal::UnknownNotice => text!(
                "写公告文件在 content/ 下的路径，去掉 .md",
                "Write the notice's path under content/ without .md"
            ),
            Refusal::NoWindow => text!(
                "只有规定了公示期的类别才出公示证明",
                "Only kinds with a minimum posting period are certified"
            ),
            Refusal::NeverPosted => text!(
                "先用 publish 发布；只想看看样子，加 --draft",
                "Publish it first; add --draft to see what it will look like"
            ),
            Refusal::TooEarly { objection: true, .. } => text!(
                "在“异议”里写上处理结果，再出证明；只想看看样子，加 --draft",
                "Write its outcome first, or add --draft"
            ),
            Refusal::TooEarly { .. } => text!(
                "满期以后再出证明；只想看看样子，加 --draft",
                "Certify it afterwards, or add --draft to see what it will look like"
            ),
            Refusal::Differs { .. } => text!(
                "改回张榜时的内容；应当改的，先用 publish 发布，再出证明",
                "Restore what was posted; if it has to change, publish it first, then certify"
            ),
            Refusal::Faulty { .. } => {
                text!("运行 zhangbang check，照提示改好", "Run zhangbang check and mend them")
            }
            Refusal::Doubt(doubt) => doubt_words::hint(doubt),
            Refusal::Witness(_) => text!(
                "向见证单位要这块板完整的 rounds.jsonl；对不上的原因，照实报告主管部门",
                "Ask the witness for its whole rounds.jsonl of this board; report to the department why it does not fit"
            ),
        }
    }

    /// As a fault of the notice.
    pub fn diagnose(&self, content: &Content, id: &str) -> Diagnostic {
        let message = match self {
            Refusal::UnknownNotice => text!("没有编号为“{id}”的公告", "There is no notice `{id}`"),
            _ => self.message(),
        };
        let item = content.notice(id).map(|notice| &notice.item);
        let (file, span) = item.map_or((content.site.file, Span::default()), |item| (item.file, item.head));
        Diagnostic::new(self.code(), file, span, message).hint(self.hint())
    }
}
