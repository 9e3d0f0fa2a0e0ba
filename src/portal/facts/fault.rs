//! Why what a board publishes does not add up.

use crate::diagnostic::Text;
use crate::evidence::visit;
use crate::evidence::witness::found::Found;
use crate::evidence::witness::words::found;
use crate::evidence::words::visit_fault;
use crate::text;

/// One thing that does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Its release and log cannot be had, or are not each other's.
    Board(Found),
    /// The files that its release names do not come to the digest that it names.
    Release,
    /// A file of its open data cannot be had as it was published.
    File(String, visit::fault::Fault),
    /// A file of its open data is none of ours.
    Unreadable(String),
    /// A notice that has to be up is not seen as it was published.
    Notice(String, visit::fault::Fault),
    /// Its record is not the one that the log knows, or is gone.
    Record(String),
    /// The log knows it, and the release does not.
    Absent(String),
    /// The open data has it, and neither the log nor the release do.
    Unlogged(String),
    /// The open data says something else of it than its record.
    Differs(String),
    /// The release has notices that the open data leaves out.
    LeftOut(usize),
}

impl Fault {
    /// With it, nothing that the board says can be believed.
    pub fn is_of_all(&self) -> bool {
        matches!(self, Fault::Board(_) | Fault::Release)
    }

    /// In a sentence.
    pub fn words(&self) -> Text {
        match self {
            Fault::Board(what) => found(what),
            Fault::Release => text!(
                "release.json 里列出的文件和它自己写的总摘要对不上，被改过",
                "the files of its release.json do not come to the digest that stands there: it was changed"
            ),
            Fault::File(path, fault) | Fault::Notice(path, fault) => {
                let Text { zh, en } = visit_fault(fault);
                text!("{path} {zh}", "{path} {en}")
            }
            Fault::Unreadable(path) => {
                text!("{path} 读不懂，不是张榜做的开放数据", "{path} is no open data of ours")
            }
            Fault::Record(id) => text!(
                "{id} 的存档 record.json 和张榜记录不一样，或者没有了",
                "the record of {id} is not the one that the log knows, or is gone"
            ),
            Fault::Absent(id) => {
                text!("{id} 张过榜，网站上却没有了", "{id} was posted, and is gone from the site")
            }
            Fault::Unlogged(id) => text!(
                "{id} 在开放数据里，张榜记录和网站里却没有",
                "{id} is in the open data, and neither in the log nor on the site"
            ),
            Fault::Differs(id) => text!(
                "{id} 在开放数据里的标题和它的存档不一样",
                "the open data calls {id} something else than its record does"
            ),
            Fault::LeftOut(count) => {
                text!("开放数据漏了 {count} 份公告", "the open data leaves out {count} notices")
            }
        }
    }
}
