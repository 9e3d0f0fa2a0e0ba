//! Projects in records. How far one has come is a part of its own, which grows while the rest stays.

use super::value::{Plain, may, must, object, some};
use crate::model::project::{Acceptance, Fund, Period, Progress, Project, ProjectRow};
use serde_json::Value;

impl Plain for Project {
    fn plain(&self) -> Value {
        let Project {
            name,
            category,
            site,
            content,
            funds,
            total,
            period,
            goal,
            unit,
            responsible,
            beneficiaries,
            benefit_link,
            subsidy,
            settled,
            surplus,
            acceptance,
            progress: _,
        } = self;
        object([
            ("name", must(name)),
            ("category", may(category)),
            ("site", may(site)),
            ("content", may(content)),
            ("funds", some(funds)),
            ("total", may(total)),
            ("period", may(period)),
            ("goal", may(goal)),
            ("unit", may(unit)),
            ("responsible", may(responsible)),
            ("beneficiaries", may(beneficiaries)),
            ("benefit_link", may(benefit_link)),
            ("subsidy", may(subsidy)),
            ("settled", may(settled)),
            ("surplus", may(surplus)),
            ("acceptance", may(acceptance)),
        ])
    }
}

impl Plain for Fund {
    fn plain(&self) -> Value {
        let Fund { source, amount } = self;
        object([("source", must(source)), ("amount", may(amount))])
    }
}

impl Plain for Period {
    fn plain(&self) -> Value {
        let Period { from, until } = self;
        object([("from", may(from)), ("until", may(until))])
    }
}

impl Plain for Acceptance {
    fn plain(&self) -> Value {
        let Acceptance { on, unit, result } = self;
        object([("on", may(on)), ("unit", may(unit)), ("result", may(result))])
    }
}

impl Plain for Progress {
    fn plain(&self) -> Value {
        let Progress { on, percent, paid, note } = self;
        object([("on", may(on)), ("percent", may(percent)), ("paid", may(paid)), ("note", may(note))])
    }
}

/// The project, with where it is for among its fields.
impl Plain for ProjectRow {
    fn plain(&self) -> Value {
        let ProjectRow { township, village, project, note, unread: _ } = self;
        let own = object([("township", may(township)), ("village", may(village)), ("note", may(note))]);
        match (own, project.plain()) {
            (Value::Object(mut own), Value::Object(project)) => {
                own.extend(project);
                Value::Object(own)
            }
            (own, _) => own,
        }
    }
}
