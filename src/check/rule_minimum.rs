//! Statutory minima: a site may lengthen them, never shorten them.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::kind::Kind;
use crate::model::posting::{MinimumPosting, Unit};
use crate::text;

/// The minimum that the starter's rules give a kind; a test holds this table to them.
/// Source: the posting page of the design, starter kinds.
pub fn statutory(kind: &str) -> Option<MinimumPosting> {
    let (min, unit) = match kind {
        "project" | "project_library" | "annual_plan" | "funds" | "completion" => (10, Unit::Days),
        "honour" | "welfare_post" | "recruitment" => (5, Unit::Workdays),
        "housing" | "subsistence" | "exit" => (7, Unit::Days),
        "monitoring" => (5, Unit::Days),
        "points" => (3, Unit::Days),
        _ => return None,
    };
    Some(MinimumPosting::strict(min, unit))
}

/// What every notice with a project is posted for at least, whatever its kind is called: ten days, strictly counted.
/// Source: the posting page of the design, floors that no site can lower.
pub const PROJECT: MinimumPosting =
    MinimumPosting { min: 10, unit: Unit::Days, count_first_day: false, roll_end: true };

/// Kinds whose rule falls below the statutory minimum, or has a minimum and names no source for it.
pub fn check(facts: &Facts) -> Vec<Diagnostic> {
    facts.content.kinds.iter().flat_map(|kind| [below(kind), without_source(kind)]).flatten().collect()
}

/// Kinds whose minimum is the county's own rule: whether the first day counts is for the county to say.
/// Source: the posting page of the design, floors that no site can lower.
const OWN: [&str; 7] = ["honour", "points", "housing", "welfare_post", "recruitment", "exit", "monitoring"];

/// Whether a minimum reaches the floor of its kind.
fn reaches(kind: &Kind, posting: &MinimumPosting, floor: &MinimumPosting) -> bool {
    let own = !kind.project && OWN.contains(&kind.key.as_str());
    let as_many = posting.unit != floor.unit || posting.min >= floor.min;
    let counted = MinimumPosting { count_first_day: own && posting.count_first_day, ..*floor };
    as_many && posting.never_shorter_than(&counted)
}

fn below(kind: &Kind) -> Option<Diagnostic> {
    let floor = if kind.project { PROJECT } else { statutory(&kind.key)? };
    if kind.posting.as_ref().is_some_and(|posting| reaches(kind, posting, &floor)) {
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
    found.source = kind.source.as_ref().map(Text::same);
    Some(found)
}

fn without_source(kind: &Kind) -> Option<Diagnostic> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{case, sources};
    use expect_test::expect;

    const STARTER: (&str, &str) = ("rules.yaml", include_str!("../commands/starter/rules.yaml"));

    #[test]
    fn the_table_is_what_the_starter_says() {
        let content = crate::parse::parse(&sources(&[STARTER])).value;
        let plain = |posting: &MinimumPosting| (posting.min, posting.unit);
        let mut posted = 0;
        for kind in content.kinds.iter() {
            let floor = statutory(&kind.key);
            assert_eq!(kind.posting.as_deref().map(plain), floor.as_ref().map(plain), "{}", kind.key);
            posted += usize::from(floor.is_some());
        }
        assert_eq!(posted, 13);
        case(check).with([STARTER]).shows(expect![[""]]);
    }

    #[test]
    fn a_minimum_may_be_longer_and_never_shorter() {
        case(check).shows(expect![[r#"
            rules.yaml
               project: {name: 甲, posting: {min: 12}, source: {title: 意见}}
        "#]]);
        case(check).shows(expect![[r#"
            rules.yaml
               project: {name: 甲, posting: {min: 9}, source: {title: 意见}}
            //                              ^^^^^^^ error[rule-below-minimum]
            // 类别 project 的公示期低于规定的10天
            // ➜ 可以延长，不能缩短：posting: { min: 10, unit: days }，首日不计入，末日顺延
            // The posting period of `project` is below the required 10 days
            // ➜ It may be longer, never shorter: posting: { min: 10, unit: days }, first day not counted, end rolled
            // § 《意见》 / 《意见》
        "#]]);
        case(check).shows(expect![[r#"
            rules.yaml
               project: {name: 甲, posting: {min: 10, count_first_day: true}, source: {title: 意见}}
            //                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[rule-below-minimum]
            // 类别 project 的公示期低于规定的10天
            // ➜ 可以延长，不能缩短：posting: { min: 10, unit: days }，首日不计入，末日顺延
            // The posting period of `project` is below the required 10 days
            // ➜ It may be longer, never shorter: posting: { min: 10, unit: days }, first day not counted, end rolled
            // § 《意见》 / 《意见》
        "#]]);
        case(check).shows(expect![[r#"
            rules.yaml
               project: {name: 甲, posting: {min: 10, roll_end: false}, source: {title: 意见}}
            //                              ^^^^^^^^^^^^^^^^^^^^^^^^^ error[rule-below-minimum]
            // 类别 project 的公示期低于规定的10天
            // ➜ 可以延长，不能缩短：posting: { min: 10, unit: days }，首日不计入，末日顺延
            // The posting period of `project` is below the required 10 days
            // ➜ It may be longer, never shorter: posting: { min: 10, unit: days }, first day not counted, end rolled
            // § 《意见》 / 《意见》
        "#]]);
    }

    #[test]
    fn a_countys_own_rule_may_count_the_first_day() {
        case(check).shows(expect![[r#"
            rules.yaml
               honour: {name: 甲, posting: {min: 5, unit: workdays, count_first_day: true}, source: {title: 办法}}
               points: {name: 乙, posting: {min: 3, count_first_day: true}, source: {title: 办法}}
               housing: {name: 丙, posting: {min: 6}, source: {title: 办法}}
            //                              ^^^^^^^ error[rule-below-minimum]
            // 类别 housing 的公示期低于规定的7天
            // ➜ 可以延长，不能缩短：posting: { min: 7, unit: days }，首日不计入，末日顺延
            // The posting period of `housing` is below the required 7 days
            // ➜ It may be longer, never shorter: posting: { min: 7, unit: days }, first day not counted, end rolled
            // § 《办法》 / 《办法》
               subsistence: {name: 丁, posting: {min: 7, count_first_day: true}, source: {title: 办法}}
            //                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[rule-below-minimum]
            // 类别 subsistence 的公示期低于规定的7天
            // ➜ 可以延长，不能缩短：posting: { min: 7, unit: days }，首日不计入，末日顺延
               exit: {name: 戊, posting: {min: 7, count_first_day: true}, project: true, source: {title: 办法}}
            //                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[rule-below-minimum]
            // 类别 exit 的公示期低于规定的10天
            // ➜ 可以延长，不能缩短：posting: { min: 10, unit: days }，首日不计入，末日顺延
        "#]]);
    }

    #[test]
    fn a_kind_of_projects_has_ten_days_whatever_it_is_called() {
        case(check).shows(expect![[r#"
            rules.yaml
               works: {name: 工程公开, project: true}
            // ^^^^^ error[rule-below-minimum]
            // 类别 works 的公示期低于规定的10天
            // ➜ 可以延长，不能缩短：posting: { min: 10, unit: days }，首日不计入，末日顺延
            // The posting period of `works` is below the required 10 days
            // ➜ It may be longer, never shorter: posting: { min: 10, unit: days }, first day not counted, end rolled
               repairs: {name: 维修公示, project: true, posting: {min: 7}, source: {title: 意见}}
            //                                                   ^^^^^^^ error[rule-below-minimum]
            // 类别 repairs 的公示期低于规定的10天
            // ➜ 可以延长，不能缩短：posting: { min: 10, unit: days }，首日不计入，末日顺延
               roads: {name: 道路公示, project: true, posting: {min: 10}, source: {title: 意见}}
        "#]]);
    }

    #[test]
    fn a_minimum_names_its_source() {
        case(check).shows(expect![[r#"
            rules.yaml
               mine: {name: 甲, posting: {min: 3}}
            // ^^^^ error[field-missing]
            // 类别 mine 规定了公示期，却没有写依据
            // ➜ 加上：source: { title: 文件名称, number: 文号, article: 条款 }
            // The rule of `mine` has a minimum but names no source
            // ➜ Add: source: { title: …, number: …, article: … }
        "#]]);
    }
}
