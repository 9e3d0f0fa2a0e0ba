//! 文明超市: what points buy, and what was taken for them.

use super::valid::{Valid, Validity};
use crate::source::{SourceId, Spanned};
use jiff::civil::Date;

/// Something that points buy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Goods {
    /// Its number in redemptions.
    pub id: Spanned<String>,
    /// What it is.
    pub name: Spanned<String>,
    /// What one piece of it is: 袋, 瓶.
    pub unit: Option<Spanned<String>>,
    /// Points for one piece.
    pub points: Spanned<i32>,
    /// Pieces that there ever were: new ones are added. Of several prices the latest one's.
    pub stock: Spanned<i32>,
    /// On which days it has this price.
    pub valid: Validity,
    /// A field of its row, or of one before, could not be read, which is told.
    pub unread: bool,
}

/// What was taken from the shop of one village.
#[derive(Clone, Debug, Default)]
pub struct Redemptions {
    /// Where it was read.
    pub file: SourceId,
    /// The village of the shop.
    pub village: Spanned<String>,
    /// In the order of their lines.
    pub list: Vec<Spanned<Redemption>>,
}

/// What one household took on one day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Redemption {
    /// The redemption's number, used once in all files.
    pub id: Spanned<String>,
    /// The account's number.
    pub household: Spanned<String>,
    /// The day on which it was taken.
    pub on: Option<Spanned<Date>>,
    /// What was taken.
    pub goods: Vec<Spanned<Taken>>,
    /// Who handed it out.
    pub handler: Option<Spanned<String>>,
    /// Who saw it.
    pub witness: Option<Spanned<String>>,
    /// It was taken back: the goods are on the shelf again, the points in the account.
    pub reversed: Option<Spanned<Returned>>,
    /// What was taken stands there and could not be read, which is told.
    pub unread: bool,
}

/// Taking a redemption back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Returned {
    /// The day of it.
    pub on: Option<Spanned<Date>>,
    /// Why.
    pub reason: Option<Spanned<String>>,
}

/// Some pieces of one goods.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// The number of the goods.
    pub id: Spanned<String>,
    /// Pieces.
    pub quantity: Spanned<i32>,
}

impl Valid for Goods {
    fn id(&self) -> &str {
        &self.id.value
    }

    fn validity(&self) -> &Validity {
        &self.valid
    }

    fn is_unread(&self) -> bool {
        self.unread
    }
}
