//! Statutory minima: a site may lengthen them, never shorten them.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::kind::Kinds;
use crate::model::posting::{MinimumPosting, Unit};
use crate::text;

/// The minimum that the starter's rules give a kind; a test holds this table to them.
/// Source: the posting page of the design, starter kinds.
pub fn statutory(kind: &str) -> Option<MinimumPosting> {
    let (min, unit) = match kind {
        "project" | "project_library" | "annual_plan" | "funds" | "completion" => (10, Unit::Days),
        "honour" | "welfare_post" | "recruitment" => (5, Unit::Workdays),
        "housing" | "subsistence" => (7, Unit::Days),
        "points" => (3, Unit::Days),
        _ => return None,
    };
    Some(MinimumPosting::strict(min, unit))
}

/// Kinds whose rule falls below the statutory minimum, or has a minimum and names no source for it.
pub fn check(kinds: &Kinds) -> Vec<Diagnostic> {
    kinds.iter().flat_map(|kind| [below(kind), without_source(kind)]).flatten().collect()
}

fn below(kind: &crate::model::kind::Kind) -> Option<Diagnostic> {
    let floor = statutory(&kind.key)?;
    if kind.posting.as_ref().is_some_and(|posting| posting.never_shorter_than(&floor)) {
        return None;
    }
    let (key, min) = (&kind.key, floor.min);
    let (unit_zh, unit_en) = match floor.unit {
        Unit::Days => ("天", "days"),
        Unit::Workdays => ("个工作日", "working days"),
    };
    let span = kind.posting.as_ref().map_or(kind.span, |posting| posting.span);
    let message = text!(
        "类别 {key} 的公示期低于规定的{min}{unit_zh}",
        "The posting period of `{key}` is below the required {min} {unit_en}"
    );
    let unit = if floor.unit == Unit::Days { "days" } else { "workdays" };
    let hint = text!(
        "可以延长，不能缩短：posting: {{ min: {min}, unit: {unit} }}，首日不计入，末日顺延",
        "It may be longer, never shorter: posting: {{ min: {min}, unit: {unit} }}, first day not counted, end rolled"
    );
    let mut found = Diagnostic::new(Code::RuleBelowMinimum, kind.file, span, message).hint(hint);
    found.source = kind.source.as_ref().map(crate::config::source_text);
    Some(found)
}

fn without_source(kind: &crate::model::kind::Kind) -> Option<Diagnostic> {
    if kind.posting.is_none() || kind.source.as_ref().is_some_and(|source| !source.title.is_empty()) {
        return None;
    }
    let key = &kind.key;
    let message = text!(
        "类别 {key} 规定了公示期，却没有写依据",
        "The rule of `{key}` has a minimum but names no source"
    );
    let hint = text!(
        "加上：source: {{ title: 文件名称, number: 文号, article: 条款 }}",
        "Add: source: {{ title: …, number: …, article: … }}"
    );
    Some(Diagnostic::new(Code::FieldMissing, kind.file, kind.span, message).hint(hint))
}
