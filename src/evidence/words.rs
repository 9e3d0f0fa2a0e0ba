//! The log's events, rounds of visits, and what went wrong with them, in words.

use super::timestamp;
use super::verify::Round;
use super::visit::{Fault, Miss};
use crate::diagnostic::Text;
use crate::model::log::event::Action;
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
