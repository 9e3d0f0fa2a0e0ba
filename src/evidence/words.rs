//! The log's events, rounds of visits, and why there is no certificate, in words.

use super::certify::Refusal;
use super::timestamp;
use super::verify::Round;
use super::visit::{Fault, Miss};
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::content::Content;
use crate::model::log::event::Action;
use crate::source::Span;
use crate::text;

/// What happened, in Chinese and English.
pub fn action(action: Action) -> (&'static str, &'static str) {
    match action {
        Action::Posted => ("张榜", "posted"),
        Action::Corrected => ("更正", "corrected"),
        Action::Reposted => ("重新张榜", "posted anew"),
        Action::Withdrawn => ("撤销", "withdrawn"),
        Action::Filed => ("备案", "filed"),
        Action::Closed => ("期满", "window ended"),
        Action::Converted => ("换算", "digests converted"),
    }
}

/// Why there is no certificate, as a fault of the notice.
pub fn refusal(content: &Content, id: &str, refusal: &Refusal) -> Diagnostic {
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

/// What a round of visits found.
pub fn round(round: &Round) -> Text {
    let mut text = Text::default();
    if let Some(fault) = round.release_fault {
        let words = self::fault(fault);
        text.zh += &format!("网站的 release.json：{}\n", words.zh);
        text.en += &format!("The site's release.json: {}\n", words.en);
    }
    for visit in &round.visits {
        let words = visit.fault.map_or_else(|| Text::new("在榜", "as published"), fault);
        text.zh += &format!("  {}  {}\n", words.zh, visit.id);
        text.en += &format!("  {}  {}\n", words.en, visit.id);
    }
    let (visits, failed) =
        (round.visits.len(), round.visits.iter().filter(|visit| visit.fault.is_some()).count());
    let end = text!(
        "查看 {visits} 份公示期内的公告，{failed} 份没有通过\n",
        "{visits} open notices visited, {failed} not as published\n"
    );
    Text::new(text.zh + &end.zh, text.en + &end.en)
}

/// What is wrong with what a visitor gets.
fn fault(fault: Fault) -> Text {
    match fault {
        Fault::Missed(miss) => self::miss(miss),
        Fault::Differs => Text::new("内容和发布时不一样", "differs from what was published"),
        Fault::ReleaseUnknown => Text::new("不是张榜记录里的那一版", "is not the release that the log knows"),
        Fault::FileMissed(_) => Text::new("附件或图片打不开", "has a file that cannot be had"),
        Fault::FileDiffers => {
            Text::new("附件或图片和发布时不一样", "has a file that differs from what was published")
        }
    }
}

/// Why nothing was had.
pub fn miss(miss: Miss) -> Text {
    match miss {
        Miss::Timeout => Text::new("超过15秒没有打开", "did not answer within 15 seconds"),
        Miss::Unreachable => Text::new("连不上", "cannot be reached"),
        Miss::Redirected => Text::new("跳到了别处", "redirects elsewhere"),
        Miss::Unreadable => Text::new("文件读不了", "cannot be read"),
        Miss::Status(status) => text!("打不开（{status}）", "answers {status}"),
    }
}

/// Why there is no time stamp.
pub fn unstamped(fault: &timestamp::Fault) -> Text {
    use timestamp::Fault;
    match fault {
        Fault::Form(error) => text!("时间戳的格式不对：{error}", "not in the form of a time stamp: {error}"),
        Fault::Unreachable(error) => {
            text!("问不到时间戳服务：{error}", "the authority cannot be asked: {error}")
        }
        Fault::Cut(error) => {
            text!("时间戳服务的回答中断了：{error}", "the authority's answer broke off: {error}")
        }
        Fault::NotGranted => text!("时间戳服务没有给", "the authority granted no token"),
        Fault::Empty => text!("给的时间戳是空的", "the token is empty"),
        Fault::OtherDigest => text!("给的时间戳不是这一份的", "the token is for another digest"),
        Fault::Disk(trouble) => Text::new(trouble.zh(), trouble.en()),
    }
}
