//! The log's events, rounds of visits, and why there is no certificate, in words.

use super::timestamp;
use super::verify::{Round, Visit};
use super::visit::fault::Fault;
use super::visit::trust;
use crate::diagnostic::Text;
use crate::model::log::event::Action;
use crate::model::log::recorded::Sort;
use crate::model::release::NAME;
use crate::text;

/// What happened, in Chinese and English.
pub fn action(action: Action) -> (&'static str, &'static str) {
    match action {
        Action::Posted => ("张榜", "posted"),
        Action::Corrected => ("更正", "corrected"),
        Action::Reposted => ("重新张榜", "posted anew"),
        Action::Withdrawn => ("撤销", "withdrawn"),
        Action::Filed => ("备案", "filed"),
        Action::Superseded => ("替代", "superseded"),
        Action::Closed => ("期满", "window ended"),
        Action::Converted => ("换算", "digests converted"),
    }
}

/// What was published with its record.
pub fn sort(sort: Sort) -> Text {
    match sort {
        Sort::PointsBatch => text!("积分批次", "points batch"),
        Sort::Honour => text!("荣誉", "honour"),
    }
}

/// What a round of visits found.
pub fn round(round: &Round) -> Text {
    let mut text = Text::default();
    let mut line = |words: Text, what: &str| {
        text.zh += &format!("  {}  {what}\n", words.zh);
        text.en += &format!("  {}  {what}\n", words.en);
    };
    if let Some(fault) = &round.release_fault {
        line(visit_fault(fault), NAME);
    }
    for visit in &round.site {
        visit.fault.iter().for_each(|fault| line(visit_fault(fault), &visit.id));
    }
    for visit in &round.visits {
        let seen = || Text::new("在榜", "as published");
        line(visit.fault.as_ref().map_or_else(seen, visit_fault), &visit.id);
    }
    let end = ended(round);
    Text::new(text.zh + &end.zh, text.en + &end.en)
}

fn ended(round: &Round) -> Text {
    let failed = |visits: &[Visit]| visits.iter().filter(|visit| visit.fault.is_some()).count();
    let (visits, notices, site) = (round.visits.len(), failed(&round.visits), failed(&round.site));
    let site = site + usize::from(round.release_fault.is_some());
    match site {
        0 => text!(
            "查看 {visits} 份公示期内的公告，{notices} 份没有通过\n",
            "{visits} open notices visited, {notices} not as published\n"
        ),
        _ => text!(
            "查看 {visits} 份公示期内的公告，{notices} 份没有通过；网站另有 {site} 处和发布时不一样，公告都受影响，这一轮一份也不算看到\n",
            "{visits} open notices visited, {notices} not as published; {site} faults of the site concern all of them, so none counts as seen\n"
        ),
    }
}

/// What a visit found, in words.
pub fn visit_fault(fault: &Fault) -> Text {
    match fault {
        Fault::Unreachable => Text::new("连不上", "cannot be reached"),
        Fault::Timeout => Text::new("规定时间内没有打开", "did not answer in time"),
        Fault::Tls => {
            Text::new("加密连接的证书不可信或过期", "shows a certificate that is not trusted or has expired")
        }
        Fault::Cut => Text::new("传到一半断了", "was cut off in the middle"),
        Fault::Status(status) => text!("打不开（{status}）", "answers {status}"),
        Fault::Redirected => Text::new("跳到了别处", "redirects elsewhere"),
        Fault::Unreadable => Text::new("文件读不了", "cannot be read"),
        Fault::Differs => Text::new("内容和发布时不一样", "differs from what was published"),
        Fault::ContentType => {
            Text::new("服务器没有把它当网页给（类型或编码不对）", "is answered with a wrong type or encoding")
        }
        Fault::Download => Text::new("服务器让人下载，不直接显示", "is answered as a download"),
        Fault::NoIndex => Text::new("响应头不让搜索引擎收录", "is kept from search engines by a header"),
        Fault::Refresh => Text::new("响应头让人跳走", "is sent on by a header"),
        Fault::Sheet => Text::new("响应头另加了样式", "is given a style sheet by a header"),
        Fault::Robots => Text::new("robots.txt 不让搜索引擎看公告", "keeps search engines from open notices"),
        Fault::ReleaseUnknown => Text::new("不是张榜记录里的那一版", "is not the release that the log knows"),
        Fault::ReleaseOld => {
            Text::new("退回到了以前的版本", "is an earlier release than the last that the log knows")
        }
        Fault::RecordDiffers => {
            Text::new("公示内容的存档和张榜记录不一样", "has a record that is not the one that the log knows")
        }
        Fault::NotVisited => Text::new(
            "这一轮没来得及看，或者服务器一直不答，没有再问",
            "was not visited: time was over, or the server never answered",
        ),
        Fault::File(fault) => {
            let Text { zh, en } = visit_fault(fault);
            text!("附件、图片或存档{zh}", "has a file that {en}")
        }
    }
}

/// The same from its key in a log; a newer program's is shown as it stands.
pub fn visit_fault_key(key: &str) -> Text {
    Fault::of(key).map_or_else(|| Text::same(key), |fault| visit_fault(&fault))
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

/// Why a file of authorities is no use.
pub fn untrusted(fault: &trust::Fault) -> Text {
    match fault {
        trust::Fault::Disk(trouble) => Text::new(trouble.zh(), trouble.en()),
        trust::Fault::NoCertificate(path) => {
            let path = path.display();
            text!("{path} 里没有 PEM 格式的证书", "{path} holds no certificate in PEM form")
        }
    }
}
