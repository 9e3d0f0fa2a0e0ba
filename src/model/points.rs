//! 文明银行: points for deeds, scored in batches, spent in the shop.

use crate::source::{SourceId, Span, Spanned};
use jiff::civil::Date;
use std::collections::HashMap;

/// Everything under `content/points/`.
#[derive(Clone, Debug, Default)]
pub struct PointsBank {
    pub rules: Vec<PointsRule>,
    pub year_end: YearEnd,
    pub goods: Vec<Goods>,
    pub households: Vec<Household>,
    pub batches: Vec<Batch>,
    pub redemptions: Vec<Redemptions>,
    /// Where the lists of rules, goods and households were read; `None` when there is no such file.
    pub rules_file: Option<SourceId>,
    pub goods_file: Option<SourceId>,
    pub households_file: Option<SourceId>,
}

/// What happens to balances when a year ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum YearEnd {
    #[default]
    Carry,
    Reset,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PointsRule {
    pub id: Spanned<String>,
    pub category: Option<Spanned<String>>,
    pub deed: Spanned<String>,
    pub points: Spanned<PointsRange>,
    pub cap: Option<Spanned<Cap>>,
    pub evidence: Option<Spanned<String>>,
    pub valid_from: Option<Spanned<Date>>,
    pub valid_until: Option<Spanned<Date>>,
}

/// Both ends included; a fixed value has equal ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PointsRange {
    pub min: i32,
    pub max: i32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CapPeriod {
    Month,
    Quarter,
    Year,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CapMeasure {
    Times(u32),
    Points(i32),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cap {
    pub measure: CapMeasure,
    pub per: CapPeriod,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Goods {
    pub id: Spanned<String>,
    pub name: Spanned<String>,
    pub unit: Option<Spanned<String>>,
    pub points: Spanned<i32>,
    pub stock: Spanned<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Household {
    pub id: Spanned<String>,
    pub village: Spanned<String>,
    pub group: Option<Spanned<String>>,
    /// As shown to the public: masked.
    pub name: Spanned<String>,
    pub joined: Option<Spanned<Date>>,
}

#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// The path under `content/` without its ending: `points/liying/2026-09`.
    pub id: String,
    pub file: SourceId,
    pub span: Span,
    pub batch: Spanned<String>,
    pub village: Spanned<String>,
    pub meeting: Option<Spanned<Date>>,
    pub reviewers: Vec<Spanned<String>>,
    /// Id of the notice that posted it.
    pub notice: Option<Spanned<String>>,
    pub entries: Vec<Spanned<Entry>>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    pub household: Spanned<String>,
    pub rule: Spanned<String>,
    pub on: Option<Spanned<Date>>,
    pub points: Spanned<i32>,
    pub evidence: Option<Spanned<String>>,
    pub proposer: Option<Spanned<String>>,
    /// The entry that this one takes back: `batch/household/rule/date`.
    pub reverses: Option<Spanned<String>>,
}

#[derive(Clone, Debug, Default)]
pub struct Redemptions {
    pub file: SourceId,
    pub village: Spanned<String>,
    pub list: Vec<Spanned<Redemption>>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Redemption {
    pub id: Spanned<String>,
    pub household: Spanned<String>,
    pub on: Option<Spanned<Date>>,
    pub goods: Vec<Spanned<Taken>>,
    pub handler: Option<Spanned<String>>,
    pub witness: Option<Spanned<String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    pub id: Spanned<String>,
    pub quantity: Spanned<i32>,
}

impl PointsBank {
    pub fn household(&self, id: &str) -> Option<&Household> {
        self.households.iter().find(|household| household.id.value == id)
    }

    pub fn goods(&self, id: &str) -> Option<&Goods> {
        self.goods.iter().find(|goods| goods.id.value == id)
    }

    /// The rule of that id as valid on a day; a rule may be listed again with another validity.
    pub fn rule(&self, id: &str, on: Date) -> Option<&PointsRule> {
        self.rules.iter().find(|rule| rule.id.value == id && rule.covers(on))
    }
}

impl Batch {
    /// Of all its entries together, deductions and reversals taken off.
    pub fn points(&self) -> i64 {
        self.entries.iter().map(|entry| i64::from(entry.points.value)).sum()
    }
}

impl Entry {
    /// The public sees a gain, and what takes one back, for itself. A deduction, or what gives it back, it sees
    /// only in a sum.
    pub fn is_shown(&self) -> bool {
        (self.points.value < 0) == self.reverses.is_some()
    }
}

impl PointsRule {
    /// The first day on which it is valid; the beginning of time where none is given.
    pub fn first_day(&self) -> Date {
        self.valid_from.as_ref().map_or(Date::MIN, |from| from.value)
    }

    pub fn covers(&self, on: Date) -> bool {
        self.valid_from.as_ref().is_none_or(|from| from.value <= on)
            && self.valid_until.as_ref().is_none_or(|until| on <= until.value)
    }
}

/// Points rules by id, for those who ask often.
#[derive(Clone, Debug, Default)]
pub struct RuleIndex<'a> {
    /// The versions of each rule, by the first day on which they are valid.
    by_id: HashMap<&'a str, Vec<&'a PointsRule>>,
}

/// Versions of a rule that may overlap, which is a fault, before we give up looking.
const OVERLAPS: usize = 16;

impl<'a> RuleIndex<'a> {
    pub fn new(bank: &'a PointsBank) -> RuleIndex<'a> {
        let mut by_id: HashMap<&str, Vec<&PointsRule>> = HashMap::new();
        for rule in &bank.rules {
            by_id.entry(&rule.id.value).or_default().push(rule);
        }
        for versions in by_id.values_mut() {
            versions.sort_by_key(|rule| rule.first_day());
        }
        RuleIndex { by_id }
    }

    /// Every version of a rule, oldest first.
    pub fn versions(&self, id: &str) -> &[&'a PointsRule] {
        self.by_id.get(id).map_or(&[], Vec::as_slice)
    }

    /// The version that is valid on a day.
    pub fn valid(&self, id: &str, on: Date) -> Option<&'a PointsRule> {
        let versions = self.versions(id);
        let begun = versions.partition_point(|rule| rule.first_day() <= on);
        versions[..begun].iter().rev().take(OVERLAPS).find(|rule| rule.covers(on)).copied()
    }
}
