//! Values of one row, and the sorts of them.

use crate::model::money::Money;
use jiff::civil::{Date, DateTime};
use std::borrow::Cow;

/// What a column holds; any cell may be empty but those that say otherwise.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// A text that is always there.
    Name,
    Text,
    Date,
    Time,
    Whole,
    Yuan,
    /// Source and amount of each.
    Funds,
    /// Values, each with its name.
    Named,
}

/// A value of one row.
pub(super) enum Cell<'p> {
    Empty,
    Text(Cow<'p, str>),
    Date(Date),
    Time(DateTime),
    Whole(i64),
    Yuan(Money),
    /// A number in thousandths.
    Thousandths(i64),
    Named(Vec<Named<'p>>),
    Funds(Vec<(&'p str, Option<Money>)>),
}

/// A value with its name.
pub(super) struct Named<'p> {
    /// For programs.
    pub key: &'p str,
    /// For people.
    pub name: &'p str,
    pub value: Cell<'p>,
}

impl Sort {
    /// What it holds, for those who read.
    pub(super) fn words(self) -> &'static str {
        match self {
            Sort::Name => "文字",
            Sort::Text => "文字，可空",
            Sort::Date => "日期 YYYY-MM-DD，可空",
            Sort::Time => "时间 YYYY-MM-DDTHH:MM，可空",
            Sort::Whole => "整数，可空",
            Sort::Yuan => "金额，元，可空",
            Sort::Funds => "来源和金额（元）；CSV 里用；隔开",
            Sort::Named => "列名和内容；CSV 里用；隔开",
        }
    }
}
