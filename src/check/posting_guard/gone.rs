//! A notice that is gone, or has gone elsewhere, in words.

use crate::diagnostic::{Code, Text};
use crate::text;
use jiff::civil::Date;

pub(super) fn vanished(id: &str, until: Option<Date>) -> (Code, Text, Text) {
    let message = match until {
        Some(until) => text!(
            "公告“{id}”不见了，它要公示到{until}",
            "The notice `{id}` is gone; it is posted until {until}"
        ),
        None => text!("公告“{id}”不见了", "The notice `{id}` is gone"),
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
        "把文件名（或站点网址）改回原样，网址公布后不再变",
        "Restore the file's name (or base_url): a published address does not change"
    );
    (Code::PostingMoved, message, hint)
}
