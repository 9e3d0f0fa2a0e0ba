//! The first format, frozen: how logs were written before there were records.
//!
//! Digests went over an encoding by position, so that every new field would have changed all of them. It is
//! asked once for each notice of such a log, to prove that nothing changed until its digests are converted.
//! Nothing here may ever be changed; fields that are newer are not known to it.

use super::canon::{Canon, over};
use super::files::{linked, path};
use super::parts::Parts;
use crate::model::content::Content;
use crate::model::digest::Digest;
use crate::model::kind::Kind;
use crate::model::log::event::ObjectionPrint;
use crate::model::notice::{Contact, Correction, Notice, Objection};
use crate::model::open_days::Window;
use crate::model::part::Part;
use crate::model::project::Project;
use crate::source::Spanned;
use std::collections::BTreeSet;

/// The number of this format.
const FIRST: u8 = 1;

/// Cuts a notice as the first format did. `declared` is its window with `days` already counted out.
pub fn parts(content: &Content, notice: &Notice, kind: Option<&Kind>, declared: Option<Window>) -> Parts {
    let mut cut = Cut { list: Vec::with_capacity(16) };
    cut.front(notice, kind, declared);
    cut.body(notice);
    let files_known = cut.files(content, notice);
    cut.life(notice);
    Parts {
        format: FIRST,
        record: over("zhangbang notice 1", &cut.list),
        list: cut.list,
        corrections: notice.corrections.iter().map(|one| correction(one).print()).collect(),
        objections: notice.objections.iter().flatten().map(|one| objection_print(one)).collect(),
        progress: Vec::new(),
        files_known,
    }
}

fn correction(correction: &Correction) -> Digest {
    let mut canon = Canon::new("correction");
    canon.option(correction.on.as_ref(), |c, on| c.date(on.value));
    canon.text(&correction.what);
    text_or_none(&mut canon, correction.reason.as_ref());
    canon.finish()
}

fn objection(objection: &Objection) -> (Digest, Option<Digest>) {
    let mut canon = Canon::new("objection");
    canon.option(objection.on.as_ref(), |c, on| c.date(on.value));
    canon.text(&objection.summary);
    (canon.finish(), objection.outcome.as_ref().map(|outcome| Digest::of(outcome.as_bytes())))
}

fn objection_print(one: &Objection) -> ObjectionPrint {
    let (what, outcome) = objection(one);
    ObjectionPrint { what: what.print(), outcome: outcome.map(Digest::print) }
}

struct Cut {
    list: Vec<(Part, Digest)>,
}

impl Cut {
    fn add<T>(&mut self, part: Part, value: Option<T>, write: impl FnOnce(&mut Canon, T)) {
        if let Some(value) = value {
            let mut canon = Canon::new(part.key());
            write(&mut canon, value);
            self.list.push((part, canon.finish()));
        }
    }

    fn text(&mut self, part: Part, text: Option<&Spanned<String>>) {
        self.add(part, text, |canon, text| canon.text(text));
    }

    fn front(&mut self, notice: &Notice, kind: Option<&Kind>, declared: Option<Window>) {
        let from = declared.map(|window| window.from).or(notice.declared_from());
        self.text(Part::Title, Some(&notice.title));
        self.add(Part::Kind, Some(kind.map_or(&notice.kind.value, |kind| &kind.key)), |c, key| c.text(key));
        self.text(Part::Number, notice.number.as_ref());
        self.text(Part::Issuer, Some(&notice.issuer));
        self.text(Part::Township, notice.townships.first());
        self.text(Part::Village, notice.villages.first());
        self.add(Part::Signed, notice.signed.as_ref(), |c, signed| c.date(signed.value));
        self.add(Part::From, from, Canon::date);
        self.add(Part::Until, declared.map(|window| window.until), Canon::date);
    }

    fn body(&mut self, notice: &Notice) {
        let boards =
            notice.posting.as_ref().map(|posting| &posting.boards).filter(|boards| !boards.is_empty());
        self.add(Part::Boards, boards, |c, boards| c.list(boards, |c, board| c.text(board)));
        self.add(Part::Contact, notice.contact.as_ref(), |c, contact| contact_of(c, contact));
        self.add(Part::Project, notice.project.as_ref(), |c, project| project_of(c, project));
        let attachments = Some(&notice.attachments).filter(|list| !list.is_empty());
        self.add(Part::Attachments, attachments, |c, list| {
            c.list(list, |c, attachment| {
                c.text(&attachment.file);
                text_or_none(c, attachment.title.as_ref());
            });
        });
        self.text(Part::Supersedes, notice.supersedes.as_ref());
        self.add(Part::Body, Some(visible(notice.item.body.text())), |c, body| c.text(body));
    }

    /// Whether the bytes of all files were at hand. A file that is missing altogether counts as nothing.
    fn files(&mut self, content: &Content, notice: &Notice) -> bool {
        let attached = notice.attachments.iter().filter_map(|one| path(content, &notice.item, &one.file));
        let paths: BTreeSet<String> = attached.chain(linked(content, &notice.item)).collect();
        let files: Vec<(Option<Digest>, String)> = paths
            .into_iter()
            .map(|path| (content.assets.get(&path).and_then(|asset| Some(asset.digest?.source)), path))
            .collect();
        if files.is_empty() {
            return true;
        }
        self.add(Part::Files, Some(&files), |c, files| {
            c.list(files, |c, (digest, path)| {
                c.text(path);
                c.option(*digest, Canon::digest);
            });
        });
        files.iter().all(|(digest, _)| digest.is_some())
    }

    fn life(&mut self, notice: &Notice) {
        let corrections = Some(&notice.corrections).filter(|list| !list.is_empty());
        self.add(Part::Corrections, corrections, |c, list| c.list(list, |c, one| c.digest(correction(one))));
        self.add(Part::Withdrawn, notice.withdrawn.as_ref(), |c, withdrawn| {
            c.option(withdrawn.on.as_ref(), |c, on| c.date(on.value));
            text_or_none(c, withdrawn.reason.as_ref());
            text_or_none(c, withdrawn.authority.as_ref());
        });
        self.add(Part::Objections, notice.objections.as_ref(), |c, list| {
            c.list(list, |c, one| {
                let (what, outcome) = objection(one);
                c.digest(what);
                c.option(outcome, Canon::digest);
            });
        });
        self.add(Part::Filing, notice.filing.as_ref(), |c, filing| {
            text_or_none(c, filing.authority.as_ref());
            c.option(filing.on.as_ref(), |c, on| c.date(on.value));
            text_or_none(c, filing.receipt.as_ref());
        });
    }
}

/// Blank lines around the body show nowhere; an indented first line does.
fn visible(body: &str) -> &str {
    body.trim_end().trim_start_matches('\n')
}

fn text_or_none(canon: &mut Canon, text: Option<&Spanned<String>>) {
    canon.option(text, |canon, text| canon.text(text));
}

fn contact_of(canon: &mut Canon, contact: &Contact) {
    // it knew one number
    let texts =
        [contact.name.as_ref(), contact.phones.first(), contact.address.as_ref(), contact.email.as_ref()];
    texts.into_iter().for_each(|text| text_or_none(canon, text));
}

fn project_of(canon: &mut Canon, project: &Project) {
    canon.text(&project.name);
    for text in [&project.category, &project.site, &project.content] {
        text_or_none(canon, text.as_ref());
    }
    canon.list(&project.funds, |canon, fund| {
        canon.text(&fund.source);
        canon.option(fund.amount.as_ref(), |canon, amount| canon.number(amount.fen()));
    });
    canon.option(project.total.as_ref(), |canon, total| canon.number(total.fen()));
    canon.option(project.period.as_ref(), |canon, period| {
        canon.option(period.from.as_ref(), |canon, from| canon.date(from.value));
        canon.option(period.until.as_ref(), |canon, until| canon.date(until.value));
    });
    for text in
        [&project.goal, &project.unit, &project.responsible, &project.beneficiaries, &project.benefit_link]
    {
        text_or_none(canon, text.as_ref());
    }
}
