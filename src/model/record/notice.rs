//! The record of a notice.
//!
//! Every struct is taken apart without `..`: whoever adds a field decides here whether it is posted.

use super::files::{body, named, of_body};
use super::sheet::Record;
use super::value::{Plain, few, may, must, object, some};
use crate::model::content::Content;
use crate::model::item::Item;
use crate::model::kind::Kind;
use crate::model::notice::{
    Apply, Attachment, Contact, Correction, Filing, Notice, Objection, Posting, Withdrawal,
};
use crate::model::open_days::Window;
use crate::model::part::Part;
use crate::model::site::Hotline;
use crate::model::window;
use crate::source::Spanned;
use jiff::civil::Date;
use serde_json::Value;

/// The record of a notice.
///
/// Not in it: whether it is a draft, which nobody sees; photographs of the paper copies, which are evidence for
/// the certificate and no part of the page; how the window's end was written; where its texts stand.
pub fn notice(content: &Content, notice: &Notice) -> Record {
    let kind = content.kinds.find(&notice.kind.value);
    notice_in(content, notice, kind, window::declared(notice, kind, &content.calendar))
}

/// The same, where its kind and its declared window, with `days` already counted out, are known.
pub(super) fn notice_in(
    content: &Content,
    notice: &Notice,
    kind: Option<&Kind>,
    declared: Option<Window>,
) -> Record {
    let Notice {
        item,
        title,
        kind: written,
        number,
        issuer,
        townships,
        villages,
        signed,
        posting,
        contact,
        apply,
        supervision,
        project,
        projects,
        attachments,
        corrections,
        withdrawn,
        supersedes,
        objections,
        filing,
        draft: _,
    } = notice;
    let (from, boards) = window(posting.as_deref(), declared);
    // one of each, so that a part which is no part of the record does not compile
    let fields: [(Part, Option<Value>); Part::ALL.len()] = [
        (Part::Title, must(title)),
        (Part::Kind, Some(kind.map_or(&written.value, |kind| &kind.key).plain())),
        (Part::Number, may(number)),
        (Part::Issuer, must(issuer)),
        (Part::Township, few(townships)),
        (Part::Village, few(villages)),
        (Part::Signed, may(signed)),
        (Part::From, may(&from)),
        (Part::Until, may(&declared.map(|window| window.until))),
        (Part::Boards, some(boards)),
        (Part::Contact, may(contact)),
        (Part::Apply, apply.as_ref().map(|apply| applied(content, item, apply))),
        (Part::Supervision, some(supervision)),
        (Part::Project, may(project)),
        (Part::Projects, projects.as_ref().and_then(|projects| some(&projects.rows))),
        (Part::Attachments, attached(content, item, attachments)),
        (Part::Supersedes, may(supersedes)),
        (Part::Body, Some(body(item))),
        (Part::Files, of_body(content, item)),
        (Part::Corrections, some(corrections)),
        (Part::Withdrawn, may(withdrawn)),
        (Part::Objections, may(objections)),
        (Part::Filing, may(filing)),
        (Part::Progress, project.as_ref().and_then(|project| some(&project.progress))),
    ];
    Record::new("notice", &item.id, fields.map(|(part, value)| (part.key(), value)))
}

/// The first day, and where the paper copies hang; how the end was written is counted out already.
fn window(posting: Option<&Posting>, declared: Option<Window>) -> (Option<Date>, &[Spanned<String>]) {
    let Some(Posting { from, from_posting: _, end: _, also: _, boards, photos: _ }) = posting else {
        return (declared.map(|window| window.from), &[]);
    };
    (declared.map(|window| window.from).or(from.as_ref().map(|from| from.value)), boards)
}

fn applied(content: &Content, item: &Item, apply: &Apply) -> Value {
    let Apply { until, how, phones, vacancies, requirements, form } = apply;
    object([
        ("until", may(until)),
        ("how", may(how)),
        ("phone", few(phones)),
        ("vacancies", may(vacancies)),
        ("requirements", may(requirements)),
        ("form", form.as_ref().map(|form| named(content, item, form, None))),
    ])
}

fn attached(content: &Content, item: &Item, attachments: &[Spanned<Attachment>]) -> Option<Value> {
    let one = |attachment: &Spanned<Attachment>| {
        let Attachment { file, title } = &attachment.value;
        named(content, item, file, may(title))
    };
    (!attachments.is_empty()).then(|| attachments.iter().map(one).collect())
}

impl Plain for Contact {
    fn plain(&self) -> Value {
        let Contact { name, phones, address, email } = self;
        object([
            ("name", may(name)),
            ("phone", few(phones)),
            ("address", may(address)),
            ("email", may(email)),
        ])
    }
}

impl Plain for Hotline {
    fn plain(&self) -> Value {
        let Hotline { name, phone } = self;
        object([("name", must(name)), ("phone", must(phone))])
    }
}

impl Plain for Correction {
    fn plain(&self) -> Value {
        let Correction { on, what, reason } = self;
        object([("on", may(on)), ("what", must(what)), ("reason", may(reason))])
    }
}

impl Plain for Withdrawal {
    fn plain(&self) -> Value {
        let Withdrawal { on, reason, authority } = self;
        object([("on", may(on)), ("reason", may(reason)), ("authority", may(authority))])
    }
}

impl Plain for Objection {
    fn plain(&self) -> Value {
        let Objection { on, summary, outcome } = self;
        object([("on", may(on)), ("summary", must(summary)), ("outcome", may(outcome))])
    }
}

impl Plain for Filing {
    fn plain(&self) -> Value {
        let Filing { authority, on, receipt } = self;
        object([("authority", may(authority)), ("on", may(on)), ("receipt", may(receipt))])
    }
}
