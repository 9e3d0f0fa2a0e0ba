//! Projects that public money pays for: what they are, what they cost, and what became of them.

use crate::model::money::Money;
use crate::model::sums::{Column, Reach, Wrong};
use crate::source::{SourceId, Span, Spanned};
use jiff::civil::Date;

/// A project that public money pays for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Project {
    /// What it is called.
    pub name: Spanned<String>,
    /// The sort of project.
    pub category: Option<Spanned<String>>,
    /// Where it is done.
    pub site: Option<Spanned<String>>,
    /// What is done (建设内容).
    pub content: Option<Spanned<String>>,
    /// Where the money comes from.
    pub funds: Vec<Spanned<Fund>>,
    /// All money together; the sum of the sources where those are given.
    pub total: Option<Spanned<Money>>,
    /// When it is done.
    pub period: Option<Spanned<Period>>,
    /// What it shall achieve (绩效目标).
    pub goal: Option<Spanned<String>>,
    /// Who carries it out.
    pub unit: Option<Spanned<String>>,
    /// Who answers for it.
    pub responsible: Option<Spanned<String>>,
    /// Who has something of it.
    pub beneficiaries: Option<Spanned<String>>,
    /// How it ties households to enterprises (联农带农机制).
    pub benefit_link: Option<Spanned<String>>,
    /// How much is given, to whom, by what measure (补助标准).
    pub subsidy: Option<Spanned<String>>,
    /// What it cost in the end (结算金额).
    pub settled: Option<Spanned<Money>>,
    /// What is left of the money (结余).
    pub surplus: Option<Spanned<Money>>,
    /// That it was looked at when it was done (验收).
    pub acceptance: Option<Spanned<Acceptance>>,
    /// How far it has come, step by step.
    pub progress: Vec<Spanned<Progress>>,
}

impl Project {
    /// All money together: as written, else what the sources come to.
    pub fn cost(&self) -> Option<Money> {
        let of_sources = || {
            let amounts: Option<Vec<Money>> =
                self.funds.iter().map(|fund| Some(fund.amount.as_ref()?.value)).collect();
            amounts.filter(|amounts| !amounts.is_empty()).map(|amounts| amounts.into_iter().sum())
        };
        self.total.as_ref().map(|total| total.value).or_else(of_sources)
    }
}

/// That somebody looked at a project when it was done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Acceptance {
    /// The day of it.
    pub on: Option<Spanned<Date>>,
    /// Who looked.
    pub unit: Option<Spanned<String>>,
    /// What they found.
    pub result: Option<Spanned<String>>,
}

/// How far a project has come on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// The day.
    pub on: Option<Spanned<Date>>,
    /// How much of it is done, in whole hundredths.
    pub percent: Option<Spanned<u16>>,
    /// How much has been paid so far.
    pub paid: Option<Spanned<Money>>,
    /// What is to be said besides.
    pub note: Option<Spanned<String>>,
}

/// One source of money.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fund {
    /// Where it comes from.
    pub source: Spanned<String>,
    /// How much.
    pub amount: Option<Spanned<Money>>,
}

/// A span of days, both ends included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: Option<Spanned<Date>>,
    /// The last day.
    pub until: Option<Spanned<Date>>,
}

/// Many projects in one notice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Projects {
    /// The sheet that they stand in, as the notice names it; `None` where they stand in the notice itself.
    pub sheet: Option<Spanned<String>>,
    /// What the places of rows are in: the notice's file, or the sheet.
    pub file: SourceId,
    /// In order.
    pub rows: Vec<Spanned<ProjectRow>>,
    /// What the list itself says that rows come to; nothing is shown of it but what the program adds up.
    pub sums: Vec<ProjectSum>,
}

/// One of many projects.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProjectRow {
    /// The township that it is for.
    pub township: Option<Spanned<String>>,
    /// The village that it is for.
    pub village: Option<Spanned<String>>,
    /// What it is.
    pub project: Project,
    /// What is to be said besides.
    pub note: Option<Spanned<String>>,
    /// Keys of its fields that could not be read, which is told there.
    pub unread: Vec<String>,
}

/// A row that adds up others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectSum {
    /// As written, without blanks: 小计, 合计.
    pub label: String,
    /// Which rows it is of.
    pub reach: Reach,
    /// How many rows stand above it.
    pub above: usize,
    /// What it says that they come to.
    pub total: Option<Spanned<Money>>,
    /// The whole row.
    pub span: Span,
}

impl Projects {
    /// What all of them cost together, those without an amount as nothing; `None` where none has one.
    pub fn total(&self) -> Option<Money> {
        let mut totals = self.rows.iter().filter_map(|row| row.project.cost()).peekable();
        totals.peek()?;
        Some(totals.sum())
    }

    /// The sums that are not what the rows' amounts come to.
    pub fn wrong_sums(&self) -> Vec<(&ProjectSum, Wrong)> {
        let (mut column, mut sums) = (Column::default(), self.sums.iter().peekable());
        for at in 0..=self.rows.len() {
            while let Some(sum) = sums.next_if(|sum| sum.above == at) {
                column.sum(sum.reach, sum.total.as_ref().map(|total| i128::from(total.value.fen())));
            }
            if let Some(row) = self.rows.get(at) {
                let cost = row.project.cost().filter(|_| row.unread.is_empty());
                column.row(cost.map(|cost| i128::from(cost.fen())));
            }
        }
        column.wrong().into_iter().map(|wrong| (&self.sums[wrong.number], wrong)).collect()
    }
}
