//! A notice's project → [`Project`].

use super::fields::{Fields, nested};
use crate::model::project::{Acceptance, Fund, Period, Progress, Project};
use crate::source::Spanned;

pub(super) fn project(fields: &Fields) -> Project {
    Project {
        name: fields.text("name").unwrap_or_default(),
        category: fields.text("category"),
        site: fields.text("site"),
        content: fields.text("content"),
        funds: fields.maps("funds", fund).unwrap_or_default(),
        total: fields.money("total"),
        period: period_of(fields),
        goal: fields.text("goal"),
        unit: fields.text("unit"),
        responsible: fields.text("responsible"),
        beneficiaries: fields.text("beneficiaries"),
        benefit_link: fields.text("benefit_link"),
        subsidy: fields.text("subsidy"),
        settled: fields.money("settled"),
        surplus: fields.money("surplus"),
        acceptance: nested(fields, "acceptance", acceptance),
        progress: fields.maps("progress", step).unwrap_or_default(),
    }
}

fn fund(fields: &Fields) -> Fund {
    Fund { source: fields.text("source").unwrap_or_default(), amount: fields.money("amount") }
}

/// A period, by its two days or as a year or month alone.
fn period_of(fields: &Fields) -> Option<Spanned<Period>> {
    let Some(Spanned { value: (from, until), span }) = fields.period("period") else {
        return nested(fields, "period", period);
    };
    let day = |day| Some(Spanned::new(day, span));
    Some(Spanned::new(Period { from: day(from), until: day(until) }, span))
}

fn period(fields: &Fields) -> Period {
    Period { from: fields.date("from"), until: fields.date("until") }
}

fn acceptance(fields: &Fields) -> Acceptance {
    Acceptance { on: fields.date("on"), unit: fields.text("unit"), result: fields.text("result") }
}

fn step(fields: &Fields) -> Progress {
    Progress {
        on: fields.date("on"),
        percent: fields.percent("percent"),
        paid: fields.money("paid"),
        note: fields.text("note"),
    }
}
