//! Why a notice is not certified.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::content::Content;
use crate::source::Span;
use crate::text;
use jiff::civil::Date;

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

/// Why there is no certificate, as a fault of the notice.
pub fn diagnose(content: &Content, id: &str, refusal: &Refusal) -> Diagnostic {
    let (code, message, hint) = match refusal {
        Refusal::UnknownNotice => (
            Code::NoticeUnknown,
            text!("没有编号为“{id}”的公告", "There is no notice `{id}`"),
            text!(
                "写公告文件在 content/ 下的路径，去掉 .md",
                "Write the notice's path under content/ without .md"
            ),
        ),
        Refusal::NoWindow => (
            Code::PostingMissing,
            text!("这份公告没有公示期，不用出公示证明", "This notice has no posting period to certify"),
            text!(
                "只有规定了公示期的类别才出公示证明",
                "Only kinds with a minimum posting period are certified"
            ),
        ),
        Refusal::NeverPosted => (
            Code::FilingTooEarly,
            text!("张榜记录里没有这份公告，没有可以证明的", "The publication log has never seen this notice"),
            text!(
                "先用 publish 发布；只想看看样子，加 --draft",
                "Publish it first; add --draft to see what it will look like"
            ),
        ),
        Refusal::TooEarly { objection: true, .. } => (
            Code::FilingTooEarly,
            text!("还有异议没有写处理结果", "An objection has no outcome yet"),
            text!(
                "在“异议”里写上处理结果，再出证明；只想看看样子，加 --draft",
                "Write its outcome first, or add --draft"
            ),
        ),
        Refusal::TooEarly { until, .. } => (
            Code::FilingTooEarly,
            text!("公示期到 {until} 24:00 才满", "The posting period ends on {until} at 24:00"),
            text!(
                "满期以后再出证明；只想看看样子，加 --draft",
                "Certify it afterwards, or add --draft to see what it will look like"
            ),
        ),
    };
    let item = content.notice(id).map(|notice| &notice.item);
    let (file, span) = item.map_or((content.site.file, Span::default()), |item| (item.file, item.head));
    Diagnostic::new(code, file, span, message).hint(hint)
}
