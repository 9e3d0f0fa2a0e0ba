//! What a rule asks for, and whether another asks for less.

use crate::model::log::event::{Applied, Kept};
use crate::model::part::Part;
use std::collections::BTreeSet;

/// One thing that a rule asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Demand {
    /// Days up, and how they are counted.
    Days,
    /// What a project's notice must say.
    Project,
    /// What starts a new window when it changes.
    Material,
    /// That it is filed, and by when.
    Filing,
}

/// What a rule asks for less than the one under which the notice was posted.
pub(super) fn lowered(posted: &Kept, now: &Applied) -> Vec<Demand> {
    let before = &posted.rule;
    let days =
        before.minimum.is_some_and(|floor| now.minimum.is_none_or(|own| !own.never_shorter_than(&floor)));
    // a line of an earlier program does not say it, and a notice with a project was under such a rule
    let project = before.project || posted.parts.iter().any(|(part, _)| part.is_of_projects());
    let material = before.material.iter().any(|part| !now.material.contains(part));
    let filing = before.file_within.is_some_and(|days| now.file_within.is_none_or(|own| days < own));
    let lowered = [
        (days, Demand::Days),
        (project && !now.project, Demand::Project),
        (material, Demand::Material),
        (filing, Demand::Filing),
    ];
    lowered.into_iter().filter_map(|(lower, demand)| lower.then_some(demand)).collect()
}

/// Both together: what the window that runs was promised under, and what is asked for now.
pub(super) fn joined(before: &Applied, now: &Applied) -> Applied {
    let material: BTreeSet<Part> = before.material.iter().chain(&now.material).copied().collect();
    let floor = before.minimum.filter(|floor| now.minimum.is_none_or(|own| !own.never_shorter_than(floor)));
    Applied {
        minimum: floor.or(now.minimum),
        material: material.into_iter().collect(),
        project: before.project || now.project,
        file_within: before.file_within.into_iter().chain(now.file_within).min(),
    }
}
