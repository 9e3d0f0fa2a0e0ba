//! Notices: what is posted for objections (公示) or to inform (公告).

use crate::model::item::Item;
use crate::model::project::{Project, Projects};
use crate::model::site::Hotline;
use crate::source::{SourceId, Span, Spanned};
use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

/// A notice: something posted.
#[derive(Clone, Debug, Default)]
pub struct Notice {
    /// Where its file lies, and its text.
    pub item: Item,
    /// What it is called.
    pub title: Spanned<String>,
    /// A key of rules.yaml.
    pub kind: Spanned<String>,
    /// Its document number (文号).
    pub number: Option<Spanned<String>>,
    /// Who posts it.
    pub issuer: Spanned<String>,
    /// Names in places.yaml; none where it is the whole county's.
    pub townships: Vec<Spanned<String>>,
    /// Names in places.yaml, in the township where one is given.
    pub villages: Vec<Spanned<String>>,
    /// The day it was signed (成文日期).
    pub signed: Option<Spanned<Date>>,
    /// The days in which it has to stay up, as declared.
    pub posting: Option<Spanned<Posting>>,
    /// Whom to ask or to object to.
    pub contact: Option<Spanned<Contact>>,
    /// How to apply for what it calls for.
    pub apply: Option<Spanned<Apply>>,
    /// Who looks after it that all is done by the rules, besides the site's own lines.
    pub supervision: Vec<Spanned<Hotline>>,
    /// The project that it is about.
    pub project: Option<Spanned<Project>>,
    /// The projects that it lists.
    pub projects: Option<Spanned<Projects>>,
    /// Files beside it, in order.
    pub attachments: Vec<Spanned<Attachment>>,
    /// What was changed after it went up, in order.
    pub corrections: Vec<Spanned<Correction>>,
    /// It was taken down.
    pub withdrawn: Option<Spanned<Withdrawal>>,
    /// Id of the notice that this one takes the place of.
    pub supersedes: Option<Spanned<String>>,
    /// `None`: nothing said. An empty list says that none were received.
    pub objections: Option<Vec<Spanned<Objection>>>,
    /// It was handed to the competent department (备案).
    pub filing: Option<Spanned<Filing>>,
    /// Shown by `serve` only.
    pub draft: bool,
}

/// The declared posting period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Posting {
    /// The first day, included.
    pub from: Option<Spanned<Date>>,
    /// Where it was written that it begins on the day on which it is posted. [`Content::settle`] then says which
    /// day that is.
    ///
    /// [`Content::settle`]: super::content::Content::settle
    pub from_posting: Option<Span>,
    /// How the last day was declared.
    pub end: Option<PostingEnd>,
    /// The same, declared in another way besides; it must come to the same day.
    pub also: Option<PostingEnd>,
    /// Where the paper copies hang.
    pub boards: Vec<Spanned<String>>,
    /// Pictures of the paper copies on their boards: evidence for the certificate, no part of the page.
    pub photos: Vec<Spanned<String>>,
}

/// How the end of a posting period was declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PostingEnd {
    /// The last day, included: until its 24:00.
    Until(Spanned<Date>),
    /// So many days, counted as the kind's rule counts them.
    Days(Spanned<u16>),
    /// So many working days.
    Workdays(Spanned<u16>),
    /// For good: it stays, and no day is its last.
    Lasting(Span),
}

/// How to apply for what a notice calls for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Apply {
    /// The moment at which it is too late.
    pub until: Option<Spanned<DateTime>>,
    /// In what way.
    pub how: Option<Spanned<String>>,
    /// Numbers to be called, in order.
    pub phones: Vec<Spanned<String>>,
    /// How many are taken.
    pub vacancies: Option<Spanned<u32>>,
    /// Who may.
    pub requirements: Option<Spanned<String>>,
    /// The form to be filled in: a file beside the notice.
    pub form: Option<Spanned<String>>,
}

/// Whom to ask or to object to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    /// Who.
    pub name: Option<Spanned<String>>,
    /// Numbers to be called, in order.
    pub phones: Vec<Spanned<String>>,
    /// Where to come.
    pub address: Option<Spanned<String>>,
    /// Where to write.
    pub email: Option<Spanned<String>>,
}

/// A file offered for download.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attachment {
    /// Relative to the notice's file.
    pub file: Spanned<String>,
    /// What it is called; its name where nothing is given.
    pub title: Option<Spanned<String>>,
}

/// A change, in words, after the notice went up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Correction {
    /// The day of the change.
    pub on: Option<Spanned<Date>>,
    /// What was changed.
    pub what: Spanned<String>,
    /// Why.
    pub reason: Option<Spanned<String>>,
}

/// Taking a notice down; its page stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Withdrawal {
    /// The first day on which it is down.
    pub on: Option<Spanned<Date>>,
    /// Why.
    pub reason: Option<Spanned<String>>,
    /// Who allowed it.
    pub authority: Option<Spanned<String>>,
}

/// An objection that somebody raised.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Objection {
    /// The day of it.
    pub on: Option<Spanned<Date>>,
    /// What was said.
    pub summary: Spanned<String>,
    /// `None` while it is being looked into.
    pub outcome: Option<Spanned<String>>,
}

/// Handing the finished posting to the competent department.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filing {
    /// The department.
    pub authority: Option<Spanned<String>>,
    /// The day of it.
    pub on: Option<Spanned<Date>>,
    /// The number of its receipt.
    pub receipt: Option<Spanned<String>>,
}

impl PostingEnd {
    /// Where it was written.
    pub fn span(&self) -> Span {
        match self {
            PostingEnd::Until(until) => until.span,
            PostingEnd::Days(count) | PostingEnd::Workdays(count) => count.span,
            PostingEnd::Lasting(span) => *span,
        }
    }
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

    /// By which two texts are known to be the same.
    pub fn body_key(&self) -> &str {
        self.item.body.text().trim()
    }

    /// Its project and those that it lists, each with the file that its places are in.
    pub fn all_projects(&self) -> impl Iterator<Item = (SourceId, &Project)> {
        let own = self.project.iter().map(|project| (self.item.file, &project.value));
        let listed = self
            .projects
            .iter()
            .flat_map(|projects| projects.rows.iter().map(move |row| (projects.file, &row.project)));
        own.chain(listed)
    }

    /// Whether it is about any project.
    pub fn is_of_projects(&self) -> bool {
        self.project.is_some() || self.projects.is_some()
    }

    /// The last day on which one can apply for what it calls for.
    pub fn apply_until(&self) -> Option<Date> {
        let until = self.apply.as_ref()?.until.as_ref()?.value;
        // the end of a day is the beginning of the next
        until.checked_sub(1.second()).ok().map(DateTime::date)
    }

    /// The first declared day.
    pub fn declared_from(&self) -> Option<Date> {
        self.posting.as_ref()?.from.as_ref().map(|from| from.value)
    }

    /// Signed after its posting began: one of the two days is a slip, and what follows from them is none's fault.
    pub fn is_signed_late(&self) -> bool {
        let signed = self.signed.as_ref().map(|signed| signed.value);
        signed.zip(self.declared_from()).is_some_and(|(signed, from)| signed > from)
    }
}
