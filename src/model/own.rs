//! Columns that a register declares for itself, and what stands in them.
//!
//! Of a column that is not public nothing is kept: its cells are read and judged where the file is read, and that
//! is their end.

use super::money::Money;
use crate::source::Spanned;
use jiff::civil::Date;

/// A column that a register declares.
#[derive(Clone, Debug, Default)]
pub struct Column {
    /// How programs call it, and rows may; its name where none is given.
    pub key: Spanned<String>,
    /// What stands above it.
    pub name: Spanned<String>,
    /// What its cells hold.
    pub sort: Sort,
    /// The words that may stand in a column of choices.
    pub choices: Vec<Spanned<String>>,
    /// Whether anybody but the clerk sees it.
    pub public: bool,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// Any words.
    #[default]
    Text,
    /// A day.
    Date,
    /// An amount of money.
    Money,
    /// A number with at most three decimals.
    Number,
    /// Townships and villages.
    Place,
    /// Names of units.
    Unit,
    /// A telephone number.
    Phone,
    /// One of the column's own words.
    Choice,
}

impl Sort {
    /// All of them, in the order of the handbook.
    pub const ALL: [Sort; 8] = [
        Sort::Text,
        Sort::Date,
        Sort::Money,
        Sort::Number,
        Sort::Place,
        Sort::Unit,
        Sort::Phone,
        Sort::Choice,
    ];

    /// What it is called, for programs and for people.
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Sort::Text => ("text", "文字"),
            Sort::Date => ("date", "日期"),
            Sort::Money => ("money", "金额"),
            Sort::Number => ("number", "数字"),
            Sort::Place => ("place", "地点"),
            Sort::Unit => ("unit", "单位"),
            Sort::Phone => ("phone", "电话"),
            Sort::Choice => ("choice", "选项"),
        }
    }

    /// Whether a column of it is public where nothing is said: a number is somebody's, who has to be asked.
    pub fn is_public_by_itself(self) -> bool {
        self != Sort::Phone
    }
}

/// A cell with something in it, of a column that is public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The place of its column among those of the register.
    pub column: usize,
    /// What stands in it.
    pub value: Value,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Any words.
    Text(Spanned<String>),
    /// A day.
    Date(Spanned<Date>),
    /// An amount of money.
    Money(Spanned<Money>),
    /// A number, in thousandths.
    Number(Spanned<i64>),
    /// Places as written; what they are is settled in the row's `spots`.
    Places(Vec<Spanned<String>>),
    /// Units by their names.
    Units(Vec<Spanned<String>>),
    /// A telephone number.
    Phone(Spanned<String>),
    /// One of the column's words, as the column writes it.
    Choice(Spanned<String>),
}

/// A place that a row names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// A name in places.yaml.
    pub township: Option<Spanned<String>>,
    /// A name in places.yaml.
    pub village: Option<Spanned<String>>,
}

impl Value {
    /// What it says, whatever it is: two that say the same are alike.
    pub fn as_read(&self) -> String {
        let joined = |names: &[Spanned<String>]| {
            names.iter().map(|name| name.value.as_str()).collect::<Vec<_>>().join("、")
        };
        match self {
            Value::Text(text) | Value::Phone(text) | Value::Choice(text) => text.value.clone(),
            Value::Date(day) => day.value.to_string(),
            Value::Money(amount) => amount.value.to_string(),
            Value::Number(number) => number.value.to_string(),
            Value::Places(names) | Value::Units(names) => joined(names),
        }
    }

    /// Words that it may be looked for by.
    pub fn text(&self) -> Option<&Spanned<String>> {
        match self {
            Value::Text(text) => Some(text),
            Value::Date(_)
            | Value::Money(_)
            | Value::Number(_)
            | Value::Places(_)
            | Value::Units(_)
            | Value::Phone(_)
            | Value::Choice(_) => None,
        }
    }
}
