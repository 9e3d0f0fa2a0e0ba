//! 文明银行: points for deeds, scored in batches, spent in the shop.

use super::valid::{Valid, Validity};
use crate::source::{SourceId, Span, Spanned};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use super::shop::{Goods, Redemption, Redemptions, Returned, Taken};

/// Everything under `content/points/`.
#[derive(Clone, Debug, Default)]
pub struct PointsBank {
    /// Deeds and what each is worth, from points/rules.yaml: one row for every validity.
    pub rules: Vec<PointsRule>,
    /// What happens to balances at 24:00 on 31 December.
    pub year_end: YearEnd,
    /// What a household is called by what it earned in a year, from points/rules.yaml.
    pub stars: Vec<Star>,
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

/// What a household is called that earned so many points in a year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Star {
    /// `五星户`
    pub name: Spanned<String>,
    /// From how many points on.
    pub points: Spanned<u32>,
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
    /// On which days it is valid.
    pub valid: Validity,
    /// A field of its row, or of one before, could not be read, which is told.
    pub unread: bool,
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
    /// The last day of the account, included; `None` while it is open.
    pub closed: Option<Spanned<Date>>,
    /// Points that it had on its first day, from the books before.
    pub opening: Option<Spanned<u32>>,
    /// How many people belong to it.
    pub members: Option<Spanned<u32>>,
    /// A field of its row, or of one before, could not be read, which is told.
    pub unread: bool,
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
    /// Keys of fields that stand in the file and could not be read, which is told.
    pub unread: Vec<String>,
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

impl PointsBank {
    /// The account of a number.
    pub fn household(&self, id: &str) -> Option<&Household> {
        self.households.iter().find(|household| household.id.value == id)
    }

    /// The goods of a number, at any price.
    pub fn goods(&self, id: &str) -> Option<&Goods> {
        self.goods.iter().find(|goods| goods.id.value == id)
    }

    /// The rule of that id as valid on a day; a rule may be listed again with another validity.
    pub fn rule(&self, id: &str, on: Date) -> Option<&PointsRule> {
        self.rules.iter().find(|rule| rule.id.value == id && rule.valid.covers(on))
    }

    /// What an entry was given for, in the words of the rule that was valid on its day.
    pub fn deed<'a>(&'a self, entry: &'a Entry) -> &'a str {
        let rule = entry.on.as_ref().and_then(|on| self.rule(&entry.rule.value, on.value));
        rule.map_or(&entry.rule.value, |rule| &rule.deed.value)
    }

    /// What a household is called that earned so many points in a year.
    pub fn star(&self, points: i64) -> Option<&Star> {
        let reached = self.stars.iter().filter(|star| i64::from(star.points.value) <= points);
        reached.max_by_key(|star| star.points.value)
    }
}

impl Batch {
    /// Whether a notice is the one that posts it.
    pub fn is_posted_by(&self, notice: &str) -> bool {
        self.notice.as_ref().is_some_and(|id| id.value == notice)
    }

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

impl Household {
    /// Its last day is before its first, which is a fault of its own.
    pub fn ends_before_it_begins(&self) -> bool {
        let pair = self.joined.as_ref().zip(self.closed.as_ref());
        pair.is_some_and(|(joined, closed)| closed.value < joined.value)
    }

    /// Whether the account is open on a day.
    pub fn is_open(&self, on: Date) -> bool {
        self.joined.as_ref().is_none_or(|joined| joined.value <= on)
            && self.closed.as_ref().is_none_or(|closed| on <= closed.value)
    }
}

impl Valid for PointsRule {
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
