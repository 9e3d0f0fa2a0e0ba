//! Honours and those who hold them.

use crate::model::item::Item;
use crate::source::Spanned;
use jiff::civil::Date;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    #[default]
    Village,
    Township,
    County,
}

#[derive(Clone, Debug, Default)]
pub struct Honour {
    pub item: Item,
    pub title: Spanned<String>,
    /// 脱贫之星, 文明家庭, …
    pub award: Spanned<String>,
    pub level: Spanned<Level>,
    pub year: Option<Spanned<i16>>,
    pub awarded_by: Option<Spanned<String>>,
    pub decision: Option<Spanned<Decision>>,
    /// Id of the notice that named the candidates.
    pub notice: Option<Spanned<String>>,
    pub recipients: Vec<Spanned<Recipient>>,
    pub valid_until: Option<Spanned<Date>>,
    pub revoked: Option<Spanned<Revocation>>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    pub number: Option<Spanned<String>>,
    pub on: Option<Spanned<Date>>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recipient {
    pub name: Spanned<String>,
    pub township: Option<Spanned<String>>,
    pub village: Option<Spanned<String>>,
    pub deed: Option<Spanned<String>>,
    /// Relative to the honour's file.
    pub photo: Option<Spanned<String>>,
    /// A household account's id.
    pub household: Option<Spanned<String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Revocation {
    pub on: Option<Spanned<Date>>,
    pub reason: Option<Spanned<String>>,
}
