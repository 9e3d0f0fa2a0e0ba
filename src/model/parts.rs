//! A notice cut into named parts, each with its digest: what tells whether it changed, and where.
//!
//! The parts together are everything of a notice that a reader can see: typed fields, body, attached and
//! linked files. The theme, comments and spellings are no part of it. Digests of files come in with
//! [`Content::assets`]; nothing is read here.

use crate::model::content::Content;
use crate::model::digest::{Canon, Digest, Print};
use crate::model::kind::Kind;
use crate::model::link::{Target, resolve};
use crate::model::notice::{Contact, Notice, Objection, Project};
use crate::model::record::part::Part;
use crate::model::window::Window;
use crate::source::Spanned;
use std::collections::BTreeSet;

/// The digests of the parts that a notice has, in the order of [`Part`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    list: Vec<(Part, Digest)>,
    /// False when the bytes of some file were not at hand: then [`Parts::whole`] says nothing.
    pub files_known: bool,
}

impl Parts {
    /// Digest of everything a reader could see.
    pub fn whole(&self) -> Digest {
        over("zhangbang notice 1", &self.list)
    }

    /// Digest of the parts that a rule names.
    pub fn material(&self, named: &[Part]) -> Digest {
        let list: Vec<_> = self.list.iter().filter(|(part, _)| named.contains(part)).copied().collect();
        over("zhangbang material 1", &list)
    }

    /// What the log keeps of each part.
    pub fn prints(&self) -> Vec<(Part, Print)> {
        self.list.iter().map(|&(part, digest)| (part, digest.print())).collect()
    }
}

fn over(purpose: &str, parts: &[(Part, Digest)]) -> Digest {
    let mut canon = Canon::new(purpose);
    canon.list(parts, |canon, &(part, digest)| {
        canon.text(part.key());
        canon.digest(digest);
    });
    canon.finish()
}

/// The parts that differ between two lists, both in the order of [`Part`].
pub fn differing(before: &[(Part, Print)], after: &[(Part, Print)]) -> Vec<Part> {
    let missing_in = |list: &[(Part, Print)], entry: &(Part, Print)| !list.contains(entry);
    let gone = before.iter().filter(|entry| missing_in(after, entry));
    let new = after.iter().filter(|entry| missing_in(before, entry));
    gone.chain(new).map(|&(part, _)| part).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Cuts a notice into its parts. `declared` is its window with `days` already counted out.
pub fn parts(content: &Content, notice: &Notice, kind: Option<&Kind>, declared: Option<Window>) -> Parts {
    let mut cut = Cut { list: Vec::with_capacity(16) };
    let from = declared.map(|window| window.from).or(notice.declared_from());
    cut.text(Part::Title, Some(&notice.title));
    cut.add(Part::Kind, Some(kind.map_or(&notice.kind.value, |kind| &kind.key)), |c, key| c.text(key));
    cut.text(Part::Number, notice.number.as_ref());
    cut.text(Part::Issuer, Some(&notice.issuer));
    cut.text(Part::Township, notice.township.as_ref());
    cut.text(Part::Village, notice.village.as_ref());
    cut.add(Part::Signed, notice.signed.as_ref(), |c, signed| c.date(signed.value));
    cut.add(Part::From, from, Canon::date);
    cut.add(Part::Until, declared.map(|window| window.until), Canon::date);
    let boards = notice.posting.as_ref().map(|posting| &posting.boards).filter(|boards| !boards.is_empty());
    cut.add(Part::Boards, boards, |c, boards| c.list(boards, |c, board| c.text(board)));
    cut.add(Part::Contact, notice.contact.as_ref(), |c, contact| contact_of(c, contact));
    cut.add(Part::Project, notice.project.as_ref(), |c, project| project_of(c, project));
    let attachments = Some(&notice.attachments).filter(|list| !list.is_empty());
    cut.add(Part::Attachments, attachments, |c, list| {
        c.list(list, |c, attachment| {
            c.text(&attachment.file);
            text_or_none(c, attachment.title.as_ref());
        });
    });
    cut.text(Part::Supersedes, notice.supersedes.as_ref());
    cut.add(Part::Body, Some(visible(notice.item.body.text())), |c, body| c.text(body));
    let files_known = cut.files(content, notice);
    cut.life(notice);
    Parts { list: cut.list, files_known }
}

/// The files that a notice shows or offers, by path under `content/`.
pub fn files(content: &Content, notice: &Notice) -> BTreeSet<String> {
    let attached = notice.attachments.iter().map(|attachment| attachment.file.value.as_str());
    let linked = notice.item.body.links.iter().map(|link| link.target.value.as_str());
    attached
        .chain(linked)
        .filter_map(|destination| match resolve(content, &notice.item, destination) {
            Target::Asset(path) => Some(path),
            _ => None,
        })
        .collect()
}

/// Digest of one correction.
pub fn correction(correction: &crate::model::notice::Correction) -> Digest {
    let mut canon = Canon::new("correction");
    canon.option(correction.on.as_ref(), |c, on| c.date(on.value));
    canon.text(&correction.what);
    text_or_none(&mut canon, correction.reason.as_ref());
    canon.finish()
}

/// Digest of an objection without its outcome, which may come later, and of the outcome.
pub fn objection(objection: &Objection) -> (Digest, Option<Digest>) {
    let mut canon = Canon::new("objection");
    canon.option(objection.on.as_ref(), |c, on| c.date(on.value));
    canon.text(&objection.summary);
    (canon.finish(), objection.outcome.as_ref().map(|outcome| Digest::of(outcome.as_bytes())))
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

    /// Whether the bytes of all files were at hand. A file that is missing altogether counts as nothing.
    fn files(&mut self, content: &Content, notice: &Notice) -> bool {
        let files: Vec<_> = files(content, notice)
            .into_iter()
            .map(|path| (content.assets.get(&path).and_then(|asset| asset.digest), path))
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
    for text in [&contact.name, &contact.phone, &contact.address, &contact.email] {
        text_or_none(canon, text.as_ref());
    }
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
