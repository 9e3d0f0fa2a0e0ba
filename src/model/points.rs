//! 文明银行: points for deeds, scored in batches, spent in the shop.

use crate::source::{SourceId, Span, Spanned};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Everything under `content/points/`.
#[derive(Clone, Debug, Default)]
pub struct PointsBank {
    /// Deeds and what each is worth, from points/rules.yaml: one row for every validity.
    pub rules: Vec<PointsRule>,
    /// What happens to balances at 24:00 on 31 December.
    pub year_end: YearEnd,
    /// What the shop offers, from points/goods.yaml.
    pub goods: Vec<Goods>,
    /// Accounts, from points/households.yaml.
    pub households: Vec<Household>,
    /// Scored batches, in the order of their files.
    pub batches: Vec<Batch>,
    /// What was taken from the shop, a file at a time.
    pub redemptions: Vec<Redemptions>,
    /// Where the lists of rules, goods and households were read; `None` when there is no such file.
    pub rules_file: Option<SourceId>,
    /// Where the goods were read.
    pub goods_file: Option<SourceId>,
    /// Where the households were read.
    pub households_file: Option<SourceId>,
}

/// What happens to balances when a year ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum YearEnd {
    /// Balances go on (结转).
    #[default]
    Carry,
    /// What is left is lost (清零).
    Reset,
}

/// A deed and what it is worth, while the rule is valid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PointsRule {
    /// The rule's number, `A01`; rows of one rule share it.
    pub id: Spanned<String>,
    /// Its heading in the list.
    pub category: Option<Spanned<String>>,
    /// What has to be done.
    pub deed: Spanned<String>,
    /// Points for doing it once; below zero it is a deduction.
    pub points: Spanned<PointsRange>,
    /// The most that one household gets by it.
    pub cap: Option<Spanned<Cap>>,
    /// What has to be shown for it.
    pub evidence: Option<Spanned<String>>,
    /// The first day on which it is valid; `None`: from the beginning.
    pub valid_from: Option<Spanned<Date>>,
    /// The last day on which it is valid, included; `None`: without end.
    pub valid_until: Option<Spanned<Date>>,
}

/// Both ends included; a fixed value has equal ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PointsRange {
    /// The least, included.
    pub min: i32,
    /// The most, included.
    pub max: i32,
}

/// How long a cap holds: a period of the calendar, by the day of the deed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CapPeriod {
    /// A month of the calendar.
    Month,
    /// A quarter of the calendar.
    Quarter,
    /// A year of the calendar.
    Year,
}

/// In what a cap is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CapMeasure {
    /// So many entries.
    Times(u32),
    /// So many points.
    Points(i32),
}

/// The most that one household may get by one rule in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cap {
    /// How much.
    pub measure: CapMeasure,
    /// In which period.
    pub per: CapPeriod,
}

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
    /// Pieces that there ever were: new ones are added.
    pub stock: Spanned<i32>,
}

/// An account of the points bank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Household {
    /// The account's number (户号).
    pub id: Spanned<String>,
    /// The village that it belongs to.
    pub village: Spanned<String>,
    /// The group (组) within the village.
    pub group: Option<Spanned<String>>,
    /// As shown to the public: masked.
    pub name: Spanned<String>,
    /// The first day of the account.
    pub joined: Option<Spanned<Date>>,
}

/// Points for deeds, scored in one meeting and posted together.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// The path under `content/` without its ending: `points/liying/2026-09`.
    pub id: String,
    /// Where it was read.
    pub file: SourceId,
    /// The whole file: where faults of it as a whole are shown.
    pub span: Span,
    /// What it is called: `2026-09`; known within its village.
    pub batch: Spanned<String>,
    /// The village whose households are scored.
    pub village: Spanned<String>,
    /// The day on which it was scored.
    pub meeting: Option<Spanned<Date>>,
    /// Who scored it: three or more.
    pub reviewers: Vec<Spanned<String>>,
    /// Id of the notice that posted it.
    pub notice: Option<Spanned<String>>,
    /// Deeds and deductions, in the order of their lines.
    pub entries: Vec<Spanned<Entry>>,
}

/// One deed of one household.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The account's number.
    pub household: Spanned<String>,
    /// The rule's number.
    pub rule: Spanned<String>,
    /// The day of the deed.
    pub on: Option<Spanned<Date>>,
    /// Points, signed: a reversal has the negative of its original's.
    pub points: Spanned<i32>,
    /// What shows that it was done.
    pub evidence: Option<Spanned<String>>,
    /// Who asked for it to be scored.
    pub proposer: Option<Spanned<String>>,
    /// The entry that this one takes back: `batch/household/rule/date`.
    pub reverses: Option<Spanned<String>>,
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
}

/// Some pieces of one goods.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// The number of the goods.
    pub id: Spanned<String>,
    /// Pieces.
    pub quantity: Spanned<i32>,
}

impl PointsBank {
    /// The account of a number.
    pub fn household(&self, id: &str) -> Option<&Household> {
        self.households.iter().find(|household| household.id.value == id)
    }

    /// The goods of a number.
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

    /// Whether it is valid on a day.
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
    /// An index of a bank's rules.
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
