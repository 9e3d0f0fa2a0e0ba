//! What each field of an entry is to those who ask of every field alike: for private things, for files, for
//! places, for what else is named.
//!
//! Every struct of the content is taken apart here once, without `..`: whoever adds a field says here what it
//! is, and every general question has its answer.

mod activity;
mod honour;
mod notice;
mod page;
pub mod points;
mod project;
mod register;
mod site;

use crate::model::honour::Honour;
use crate::model::item::Item;
use crate::model::notice::Notice;
use crate::source::{SourceId, Spanned};
use jiff::civil::Date;

/// A field with words in it. Dates, amounts and the like have none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet<'a> {
    /// What the public reads.
    Words(&'a Spanned<String>, Voice),
    /// A number that shall be called.
    Phone(&'a Spanned<String>),
    /// A file beside the entry's own, by its path from there.
    File(&'a Spanned<String>, Use),
    /// A township and a village, as written.
    Place {
        /// As written; `None` where none is.
        township: Option<&'a Spanned<String>>,
        /// As written; `None` where none is.
        village: Option<&'a Spanned<String>>,
    },
    /// Something else of the content, by its key or id.
    Named(Thing, &'a Spanned<String>),
    /// What somebody or something is called by for short: an id, a number of registration, an address.
    Code(&'a Spanned<String>),
}

/// Of what some words speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// Nothing in particular.
    Anything,
    /// An office: where it is and how it is reached.
    Office,
    /// Where an office is.
    OfficeAddress,
    /// An office's electronic mail.
    OfficeMail,
    /// What somebody named beside it did.
    Deed,
}

/// For what a file is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// A picture to be seen.
    Shown,
    /// A picture that proves something: to be seen on a certificate, and not published.
    Proof,
    /// To be taken home.
    Offered,
}

/// What may be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    /// A kind of notices.
    Kind,
    /// A notice.
    Notice,
    /// An account of the points bank.
    Household,
    /// A rule of the points bank.
    PointsRule,
    /// An entry of a batch.
    PointsEntry,
    /// Goods of the shop.
    Goods,
    /// A theme.
    Theme,
}

/// Who is told of each facet.
pub type See<'s, 'a> = dyn FnMut(Facet<'a>) + 's;

/// What can be asked of every field alike.
pub trait Facets {
    /// Tells every facet, field by field.
    fn facets<'a>(&'a self, see: &mut See<'_, 'a>);
}

/// One Markdown file, whatever its collection.
pub trait Entry: Facets + Send + Sync {
    /// What every Markdown file has.
    fn item(&self) -> &Item;

    /// What it is called.
    fn title(&self) -> &Spanned<String>;

    /// 文号, of the thing itself.
    fn number(&self) -> Option<&Spanned<String>>;

    /// What of it stands in another file, and in which.
    fn far(&self) -> Option<(SourceId, &dyn Facets)> {
        None
    }

    /// The day that it is listed under.
    fn date(&self) -> Option<Date>;

    /// As what its record is published beside its page, if it has one.
    fn recorded(&self) -> Recorded<'_>;

    /// People and bodies that its page shows, and other words that it may be looked for by.
    fn names(&self) -> Vec<&str>;
}

/// What a record is made from. Source: the posting page of the design, "The record of a notice".
pub enum Recorded<'a> {
    /// A notice: what it says is posted, and held to the log.
    Notice(&'a Notice),
    /// An honour.
    Honour(&'a Honour),
    /// Nothing that anybody would have to prove.
    Nothing,
}

impl dyn Entry + '_ {
    /// Whether it has a record.
    pub fn is_recorded(&self) -> bool {
        !matches!(self.recorded(), Recorded::Nothing)
    }

    /// Township and village of everything in it that may have a place, as written.
    pub fn places(&self) -> Vec<(Option<&str>, Option<&str>)> {
        let mut places = Vec::new();
        self.facets(&mut |facet| places.extend(place_in(facet)));
        if let Some((_, far)) = self.far() {
            far.facets(&mut |facet| places.extend(place_in(facet)));
        }
        places
    }
}

fn place_in(facet: Facet<'_>) -> Option<(Option<&str>, Option<&str>)> {
    let Facet::Place { township, village } = facet else { return None };
    Some((township.map(written), village.map(written)))
}

fn written(text: &Spanned<String>) -> &str {
    &text.value
}

/// The text of a field, where it is given.
fn text(field: &Option<Spanned<String>>) -> Option<&str> {
    field.as_ref().map(written)
}

type Texts<'a> = &'a Option<Spanned<String>>;

/// Words of no particular voice.
fn words<'a>(texts: impl IntoIterator<Item = &'a Spanned<String>>, see: &mut See<'_, 'a>) {
    texts.into_iter().for_each(|text| see(Facet::Words(text, Voice::Anything)));
}

/// Things named, one after another.
fn named<'a>(thing: Thing, texts: impl IntoIterator<Item = &'a Spanned<String>>, see: &mut See<'_, 'a>) {
    texts.into_iter().for_each(|text| see(Facet::Named(thing, text)));
}

/// A place that is written without its township.
fn village<'a>(village: &'a Spanned<String>, see: &mut See<'_, 'a>) {
    see(Facet::Place { township: None, village: Some(village) });
}

/// Places of one thing: villages of one township, or of several, which then are named for themselves.
fn places<'a>(townships: &'a [Spanned<String>], villages: &'a [Spanned<String>], see: &mut See<'_, 'a>) {
    let mut tell = |township, village| see(Facet::Place { township, village });
    match (townships, villages) {
        ([], []) => tell(None, None),
        (townships, []) => townships.iter().for_each(|township| tell(Some(township), None)),
        ([] | [_], villages) => villages.iter().for_each(|village| tell(townships.first(), Some(village))),
        (townships, villages) => {
            townships.iter().for_each(|township| tell(Some(township), None));
            villages.iter().for_each(|village| tell(None, Some(village)));
        }
    }
}

/// A place, where one is given.
fn place<'a>(township: Texts<'a>, village: Texts<'a>, see: &mut See<'_, 'a>) {
    see(Facet::Place { township: township.as_ref(), village: village.as_ref() });
}
