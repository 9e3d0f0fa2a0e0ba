//! A notice that is gone, or has gone elsewhere, in words.

use crate::diagnostic::{Code, Text};
use crate::text;
use jiff::civil::Date;

pub(super) fn vanished(id: &str, until: Option<Date>) -> (Code, Text, Text) {
    let message = match until {
        Some(until) => text!(
            "公告“{id}”不见了，它公示到{until}，以后也一直留着",
            "The notice `{id}` is gone; it is posted until {until}, and stays after that"
        ),
        None => text!(
            "公告“{id}”不见了，张过榜的公告一直留着",
            "The notice `{id}` is gone; what was posted stays for good"
        ),
    };
    let hint = text!(
        "恢复 content/{id}.md（不能删除、改成草稿，也不能把起始日改到以后）；确需撤下，写“撤销”一栏，页面保留",
        "Restore content/{id}.md (it cannot be deleted, made a draft or moved ahead); to take it down lawfully, add `withdrawn`: the page stays"
    );
    (Code::PostingVanished, message, hint)
}

pub(super) fn moved(from: &str, to: &str, until: Option<Date>) -> (Code, Text, Text) {
    let message = match until {
        Some(until) => text!(
            "公示期到{until}，网址却从 {from} 变成了 {to}",
            "Posted until {until}, yet its address changed from {from} to {to}"
        ),
        None => text!("网址从 {from} 变成了 {to}", "The address changed from {from} to {to}"),
    };
    let hint = text!(
        "把文件名改回原样，网址公布后不再变",
        "Restore the file's name: a published address does not change"
    );
    (Code::PostingMoved, message, hint)
}

/// `open` notices would have another address.
pub(super) fn base_moved(from: &str, to: &str, open: usize) -> (Code, Text, Text) {
    if open == 0 {
        return (
            Code::PostingMoved,
            text!(
                "站点网址从 {from} 变成了 {to}，以前公告的网址都变了",
                "The site's address changed from {from} to {to}, and with it those of all earlier notices"
            ),
            text!(
                "请主机把旧网址长期转到新网址；张榜记录会记下新网址",
                "Have the host redirect the old address for good; the log records the new one"
            ),
        );
    }
    (
        Code::PostingMoved,
        text!(
            "站点网址从 {from} 变成了 {to}，而有{open}条公告正在公示",
            "The site's address changed from {from} to {to} while {open} notices are posted"
        ),
        text!("网址改回 {from}；等这些公告公示期满再搬", "Restore {from}; move once their posting has ended"),
    )
}

/// The same address by the other protocol.
pub(super) fn scheme_changed(from: &str, to: &str) -> (Code, Text, Text) {
    (
        Code::PostingMoved,
        text!(
            "站点网址从 {from} 变成了 {to}，公示中公告的网址跟着变了开头",
            "The site's address changed from {from} to {to}, and with it the protocol of open notices"
        ),
        text!(
            "两种开头都要打得开：贴出去的二维码印的是原来的；张榜记录会记下这次改动",
            "Both must be reachable: posted sheets carry the old one; the log records the change"
        ),
    )
}
