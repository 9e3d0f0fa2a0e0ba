//! Projects, taken apart.

use super::{Facets, See, place, words};
use crate::model::project::{Acceptance, Fund, Progress, Project, ProjectRow, Projects};
use crate::source::Spanned;

impl Facets for Projects {
    fn facets<'a>(&'a self, see: &mut See<'_, 'a>) {
        let Projects { sheet: _, file: _, rows, sums: _ } = self;
        for row in rows {
            let ProjectRow { township, village, project, note, unread: _ } = &row.value;
            place(township, village, see);
            of_project(project, see);
            words(note, see);
        }
    }
}

pub(super) fn of_project<'a>(project: &'a Project, see: &mut See<'_, 'a>) {
    let Project {
        name,
        category,
        site,
        content,
        funds,
        total: _,
        period: _,
        goal,
        unit,
        responsible,
        beneficiaries,
        benefit_link,
        subsidy,
        settled: _,
        surplus: _,
        acceptance,
        progress,
    } = project;
    let texts = [category, site, content, goal, unit, responsible, beneficiaries, benefit_link, subsidy];
    words([name].into_iter().chain(texts.into_iter().flatten()), see);
    if let Some(Spanned { value: Acceptance { on: _, unit, result }, .. }) = acceptance {
        words(unit.iter().chain(result), see);
    }
    for step in progress {
        let Progress { on: _, percent: _, paid: _, note } = &step.value;
        words(note, see);
    }
    for fund in funds {
        let Fund { source, amount: _ } = &fund.value;
        words([source], see);
    }
}
