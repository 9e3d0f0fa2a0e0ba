//! Honours and those who hold them.

use crate::model::item::Item;
use crate::source::Spanned;
use jiff::civil::Date;

/// Who gives an honour; in rising order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 村
    #[default]
    Village,
    /// 乡镇
    Township,
    /// 县
    County,
}

/// An award and those who hold it.
#[derive(Clone, Debug, Default)]
pub struct Honour {
    /// Where its file lies, and its text.
    pub item: Item,
    /// What the page is called.
    pub title: Spanned<String>,
    /// 脱贫之星, 文明家庭, …
    pub award: Spanned<String>,
    /// Who gave it.
    pub level: Spanned<Level>,
    /// The year it is for.
    pub year: Option<Spanned<i16>>,
    /// Who gave it, by name.
    pub awarded_by: Option<Spanned<String>>,
    /// The decision that gave it.
    pub decision: Option<Spanned<Decision>>,
    /// Id of the notice that named the candidates.
    pub notice: Option<Spanned<String>>,
    /// Who holds it, in the order given.
    pub recipients: Vec<Spanned<Recipient>>,
    /// The last day on which it holds, included.
    pub valid_until: Option<Spanned<Date>>,
    /// It was taken back.
    pub revoked: Option<Spanned<Revocation>>,
}

/// An official decision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// Its document number (文号).
    pub number: Option<Spanned<String>>,
    /// The day of it.
    pub on: Option<Spanned<Date>>,
}

/// Somebody who holds an honour.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recipient {
    /// A name, of a person or a household.
    pub name: Spanned<String>,
    /// A name in places.yaml.
    pub township: Option<Spanned<String>>,
    /// A name in places.yaml, in the township where one is given.
    pub village: Option<Spanned<String>>,
    /// What they did.
    pub deed: Option<Spanned<String>>,
    /// Relative to the honour's file.
    pub photo: Option<Spanned<String>>,
    /// A household account's id.
    pub household: Option<Spanned<String>>,
    /// It was taken back from this one alone.
    pub revoked: Option<Spanned<Revocation>>,
}

/// Taking an honour back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Revocation {
    /// The day of it.
    pub on: Option<Spanned<Date>>,
    /// Why.
    pub reason: Option<Spanned<String>>,
}
