//! Notices: what is posted for objections (公示) or to inform (公告).

use crate::model::item::Item;
use crate::model::money::Money;
use crate::source::Spanned;
use jiff::civil::Date;

#[derive(Clone, Debug, Default)]
pub struct Notice {
    pub item: Item,
    pub title: Spanned<String>,
    /// A key of rules.yaml.
    pub kind: Spanned<String>,
    pub number: Option<Spanned<String>>,
    pub issuer: Spanned<String>,
    pub township: Option<Spanned<String>>,
    pub village: Option<Spanned<String>>,
    pub signed: Option<Spanned<Date>>,
    pub posting: Option<Spanned<Posting>>,
    pub contact: Option<Spanned<Contact>>,
    pub project: Option<Spanned<Project>>,
    pub attachments: Vec<Spanned<Attachment>>,
    pub corrections: Vec<Spanned<Correction>>,
    pub withdrawn: Option<Spanned<Withdrawal>>,
    /// Id of the notice that this one takes the place of.
    pub supersedes: Option<Spanned<String>>,
    /// `None`: nothing said. An empty list says that none were received.
    pub objections: Option<Vec<Spanned<Objection>>>,
    pub filing: Option<Spanned<Filing>>,
    /// Shown by `serve` only.
    pub draft: bool,
}

/// The declared posting period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Posting {
    pub from: Option<Spanned<Date>>,
    pub end: Option<PostingEnd>,
    /// Where the paper copies hang.
    pub boards: Vec<Spanned<String>>,
    /// Pictures of the paper copies on their boards: evidence for the certificate, no part of the page.
    pub photos: Vec<Spanned<String>>,
}

/// How the end of a posting period was declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PostingEnd {
    Until(Spanned<Date>),
    /// So many days, counted as the kind's rule counts them.
    Days(Spanned<u16>),
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    pub name: Option<Spanned<String>>,
    pub phone: Option<Spanned<String>>,
    pub address: Option<Spanned<String>>,
    pub email: Option<Spanned<String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Project {
    pub name: Spanned<String>,
    pub category: Option<Spanned<String>>,
    pub site: Option<Spanned<String>>,
    pub content: Option<Spanned<String>>,
    pub funds: Vec<Spanned<Fund>>,
    pub total: Option<Spanned<Money>>,
    pub period: Option<Spanned<Period>>,
    pub goal: Option<Spanned<String>>,
    pub unit: Option<Spanned<String>>,
    pub responsible: Option<Spanned<String>>,
    pub beneficiaries: Option<Spanned<String>>,
    pub benefit_link: Option<Spanned<String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fund {
    pub source: Spanned<String>,
    pub amount: Option<Spanned<Money>>,
}

/// A span of days, both ends included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Period {
    pub from: Option<Spanned<Date>>,
    pub until: Option<Spanned<Date>>,
}

/// A file offered for download.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attachment {
    /// Relative to the notice's file.
    pub file: Spanned<String>,
    pub title: Option<Spanned<String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Correction {
    pub on: Option<Spanned<Date>>,
    pub what: Spanned<String>,
    pub reason: Option<Spanned<String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Withdrawal {
    pub on: Option<Spanned<Date>>,
    pub reason: Option<Spanned<String>>,
    pub authority: Option<Spanned<String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Objection {
    pub on: Option<Spanned<Date>>,
    pub summary: Spanned<String>,
    /// `None` while it is being looked into.
    pub outcome: Option<Spanned<String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filing {
    pub authority: Option<Spanned<String>>,
    pub on: Option<Spanned<Date>>,
    pub receipt: Option<Spanned<String>>,
}

impl Notice {
    /// An objection still waits for its outcome.
    pub fn has_open_objection(&self) -> bool {
        self.objections.iter().flatten().any(|objection| objection.outcome.is_none())
    }

    /// Where its paper copies hang.
    pub fn boards(&self) -> impl Iterator<Item = &str> {
        self.posting.iter().flat_map(|posting| &posting.boards).map(|board| board.value.as_str())
    }

    pub fn declared_from(&self) -> Option<Date> {
        self.posting.as_ref()?.from.as_ref().map(|from| from.value)
    }
}
