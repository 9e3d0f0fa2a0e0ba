//! Registers and their rows.

use super::frame::{FactView, LinkView, StateView};
use serde::Serialize;

/// One register (`register` on register.html).
#[derive(Clone, Debug, Default, Serialize)]
pub struct RegisterView {
    /// As the register gives it.
    pub title: String,
    /// What it is for: `任务清单`.
    pub preset: String,
    /// A sentence or two about it.
    pub about: Option<String>,
    /// The page that says why it is kept.
    pub source: Option<LinkView>,
    /// How many rows there are, and how many stand how.
    pub progress: Vec<FactView>,
    /// Of rows that are ticked off, how many of a hundred are done.
    pub percent: Option<usize>,
    /// What is said of those: `已完成`, `已销号`.
    pub done: String,
    /// By unit, place and state; only where that divides the rows.
    pub filters: Vec<RegisterFilterView>,
    /// What is to be read today, overdue rows first.
    pub rows: Vec<RegisterRowView>,
    /// What has run out.
    pub archive: Vec<RegisterRowView>,
}

/// One way to divide the rows.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RegisterFilterView {
    /// `按责任单位`
    pub name: String,
    /// The parts, each with its rows.
    pub groups: Vec<RegisterGroupView>,
}

/// Rows that have something in common.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RegisterGroupView {
    /// What they have in common.
    pub title: String,
    /// How many they are and how they stand: `3项，已完成1项，逾期1项`.
    pub say: String,
    /// Their names; `href` is the row's anchor on this page.
    pub links: Vec<LinkView>,
}

/// One row.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RegisterRowView {
    /// Its anchor on the register's page; empty elsewhere.
    pub id: String,
    /// What it is about.
    pub title: String,
    /// How it stands today; none for what has no states.
    pub state: Option<StateView>,
    /// Its other columns, those that are there.
    pub facts: Vec<FactView>,
    /// A telephone number that is public.
    pub phone: Option<String>,
    /// Numbers in columns of the register's own, each under the name of its column.
    pub phones: Vec<FactView>,
}

/// A register's rows of one place (`place.registers`).
#[derive(Clone, Debug, Default, Serialize)]
pub struct RegisterPartView {
    /// The register.
    pub link: LinkView,
    /// The first of its rows that are of the place, without what has run out.
    pub rows: Vec<RegisterRowView>,
}

/// A register in a list (`registers`).
#[derive(Clone, Debug, Default, Serialize)]
pub struct RegisterCard {
    /// The register's own page.
    pub href: String,
    /// As the register gives it.
    pub title: String,
    /// What it is for: `任务清单`.
    pub preset: String,
    /// A sentence or two about it.
    pub about: Option<String>,
    /// How many rows there are, and how they stand: `12项，已完成5项，逾期1项`.
    pub say: String,
    /// How many of them are overdue.
    pub overdue: usize,
}
