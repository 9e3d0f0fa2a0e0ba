//! What a kind's rule requires of its notices: a posting period where there is a minimum
//! (`posting-missing`), the project block, a contact telephone and, for projects, the total
//! (`field-missing`).

use super::Facts;
use super::rule_minimum::PROJECT;
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::kind::Kind;
use crate::model::notice::{Notice, PostingEnd};
use crate::source::Span;
use crate::text;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let content = facts.content;
    let with_kind =
        |notice: &'_ Notice| content.kinds.find(&notice.kind.value).map(|kind| judge(notice, kind));
    content.notices.iter().filter_map(with_kind).flatten().collect()
}

fn judge(notice: &Notice, kind: &Kind) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = posting(notice, kind).into_iter().collect();
    found.extend(unposted_project(notice, kind));
    if !kind.project {
        return found;
    }
    let name = &kind.name;
    let unread = |keys: &[&str]| notice.item.is_unread(keys);
    if notice.contact.as_ref().is_none_or(|contact| contact.phones.is_empty())
        && !unread(&["contact", "phone"])
    {
        let span =
            notice.contact.as_ref().map_or(notice.item.head, |contact| Span::at(contact.span.start as usize));
        found.push(missing(
            notice,
            span,
            text!("{name}要写联系电话", "A notice of the kind {name} needs a contact telephone"),
            text!(
                "加上：联系方式: {{联系人: 某某, 电话: 0999-0001234}}",
                "Add: contact: {{name: …, phone: 0999-0001234}}"
            ),
        ));
    }
    match &notice.project {
        None if notice.projects.is_some() || unread(&["project", "projects"]) => {}
        None => found.push(missing(
            notice,
            notice.item.head,
            text!("{name}要写“项目”一栏", "A notice of the kind {name} needs the project block"),
            text!("加上“项目:”，下面缩进写名称、地点、建设内容、资金、总额、实施期限、实施单位、责任人", "Add `project:` with name, site, content, funds, total, period, unit and responsible indented below"),
        )),
        Some(project) if project.total.is_none() && !unread(&["total"]) => found.push(missing(
            notice,
            Span::at(project.span.start as usize),
            text!("项目没有写总额", "The project has no total"),
            text!("加一行：总额: 365000（单位元）", "Add: total: 365000 (in yuan)"),
        )),
        Some(_) => {}
    }
    found
}

/// A project is posted as projects are, whatever kind its notice calls itself.
fn unposted_project(notice: &Notice, kind: &Kind) -> Option<Diagnostic> {
    let projects = notice.projects.as_ref().map(|projects| projects.span);
    let own = notice.project.as_ref().map(|project| Span::at(project.span.start as usize));
    let span = own.or(projects).filter(|_| !kind.project)?;
    if kind.posting.as_ref().is_some_and(|posting| posting.never_shorter_than(&PROJECT)) {
        return None;
    }
    let name = &kind.name;
    let message = text!(
        "{name}不用公示满10天，却写了“项目”一栏：项目都要公示满10天",
        "A notice of the kind {name} need not be posted for ten days, yet it has a project block: every project is"
    );
    let hint = text!(
        "改成“类别: project”（项目公示）；说的不是项目，就删去“项目”一栏",
        "Set `kind: project`; if it is about no project, remove the block"
    );
    Some(Diagnostic::new(Code::RuleBelowMinimum, notice.item.file, span, message).hint(hint))
}

fn posting(notice: &Notice, kind: &Kind) -> Option<Diagnostic> {
    let rule = kind
        .posting
        .as_ref()
        .filter(|_| !notice.item.is_unread(&["posting", "from", "until", "days", "workdays"]))?;
    let (name, min) = (&kind.name, rule.min);
    let declared = notice.posting.as_ref();
    let lasting = declared.and_then(|posting| posting.end.as_ref()).and_then(|end| match end {
        PostingEnd::Lasting(span) => Some(*span),
        _ => None,
    });
    let span = match declared {
        Some(_) if lasting.is_some() => lasting.unwrap_or_default(),
        Some(posting) if posting.end.is_some() || posting.from.is_none() => return None,
        Some(posting) => Span::at(posting.span.start as usize),
        None => notice.item.head,
    };
    let message = if lasting.is_some() {
        text!(
            "{name}要写明公示到哪一天，不能写“长期”",
            "A notice of the kind {name} needs a last day: it cannot be posted for good"
        )
    } else if declared.is_some() {
        text!("公示期没有写截止日", "The posting period has no end")
    } else {
        text!(
            "{name}必须公示，却没有写公示期",
            "A notice of the kind {name} must be posted, but has no posting period"
        )
    };
    let hint = if lasting.is_some() {
        text!("改成“止: 日期”，或者换成“天数: {min}”", "Write a date, or `days: {min}` in its place")
    } else if declared.is_some() {
        text!(
            "在“公示期”里加一行“天数: {min}”，或者“止: 日期”",
            "Add `days: {min}` within it, or `until` with a date"
        )
    } else {
        text!(
            "加上：公示期: {{起: 2026-11-02, 天数: {min}}}；截止日也可以写“止: 日期”",
            "Add: posting: {{from: 2026-11-02, days: {min}}}, or `until` with a date"
        )
    };
    let mut found = Diagnostic::new(Code::PostingMissing, notice.item.file, span, message).hint(hint);
    found.source = kind.source.as_ref().map(Text::same);
    Some(found)
}

fn missing(notice: &Notice, span: Span, message: Text, hint: Text) -> Diagnostic {
    Diagnostic::new(Code::FieldMissing, notice.item.file, span, message).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{RULES_YAML, case};
    use expect_test::expect;

    #[test]
    fn a_project_notice_needs_its_blocks() {
        case(check).with([RULES_YAML]).shows(expect![[r#"
            notices/bare.md
            // 1:1 error[field-missing]
            // 项目公示要写联系电话
            // ➜ 加上：联系方式: {联系人: 某某, 电话: 0999-0001234}
            // A notice of the kind 项目公示 needs a contact telephone
            // ➜ Add: contact: {name: …, phone: 0999-0001234}
            // 1:1 error[field-missing]
            // 项目公示要写“项目”一栏
            // ➜ 加上“项目:”，下面缩进写名称、地点、建设内容、资金、总额、实施期限、实施单位、责任人
            // 1:1 error[posting-missing]
            // 项目公示必须公示，却没有写公示期
            // ➜ 加上：公示期: {起: 2026-11-02, 天数: 10}；截止日也可以写“止: 日期”
            // A notice of the kind 项目公示 must be posted, but has no posting period
            // ➜ Add: posting: {from: 2026-11-02, days: 10}, or `until` with a date
            // § 《意见》 / 《意见》
               kind: project
            notices/whole.md
               kind: project
               posting: {from: 2026-11-02, days: 10}
               contact: {phone: 12345}
               project: {name: 路, total: 1}
        "#]]);
    }

    /// Codes that parsing tells of a project notice, and those that this rule adds.
    fn told(fields: &str) -> (Vec<&'static str>, Vec<&'static str>) {
        let notice = format!("---\ntitle: 甲\nkind: project\nissuer: 乙\n{fields}---\n正文。\n");
        let sources = crate::check::testing::sources(&[RULES_YAML, ("notices/a.md", &notice)]);
        let parsed = crate::parse::parse(&sources);
        let log = crate::parse::log(&sources);
        let now = jiff::civil::date(2026, 11, 10).at(9, 0, 0, 0);
        let codes = |faults: Vec<Diagnostic>| faults.iter().map(|fault| fault.code.name()).collect();
        let added = codes(check(&Facts::new(&parsed.value, &log, now)));
        (codes(parsed.diagnostics), added)
    }

    #[test]
    fn what_stands_there_and_cannot_be_read_is_not_missing() {
        let whole =
            "posting: {from: 2026-11-02, days: 10}\ncontact: {phone: 12345}\nproject: {name: 路, total: 1}\n";
        let with = |from: &str, to: &str| told(&whole.replace(from, to));
        assert_eq!(with("", ""), (vec![], vec![]));
        assert_eq!(with("days: 10", "until: 11月20日"), (vec!["date-invalid"], vec![]));
        assert_eq!(with("days: 10", "untl: 2026-11-20"), (vec!["field-unknown"], vec![]));
        assert_eq!(
            with("{from: 2026-11-02, days: 10}", "2026-11-02至2026-11-13"),
            (vec!["field-type"], vec![])
        );
        assert_eq!(with("{phone: 12345}", "12345"), (vec!["field-type"], vec![]));
        assert_eq!(with("12345", "[12345, 110]"), (vec![], vec![]));
        assert_eq!(with("12345", "{a: 1}"), (vec!["field-type"], vec![]));
        assert_eq!(with("12345", "0999-0001234、0999-0001235"), (vec!["phone-shape"], vec![]));
        assert_eq!(with("total: 1", "total: 三十万"), (vec!["field-type"], vec![]));
        assert_eq!(with("{name: 路, total: 1}", "路"), (vec!["field-type"], vec![]));
        assert_eq!(with("total: 1", "unit: 甲局"), (vec![], vec!["field-missing"]));
    }

    #[test]
    fn a_project_is_posted_whatever_its_kind() {
        case(check).with([RULES_YAML]).shows(expect![[r#"
            notices/a.md
               kind: news
               project: {name: 路, total: 1}
            //          ^ error[rule-below-minimum]
            // 动态不用公示满10天，却写了“项目”一栏：项目都要公示满10天
            // ➜ 改成“类别: project”（项目公示）；说的不是项目，就删去“项目”一栏
            // A notice of the kind 动态 need not be posted for ten days, yet it has a project block: every project is
            // ➜ Set `kind: project`; if it is about no project, remove the block
        "#]]);
    }

    #[test]
    fn a_minimum_has_an_end() {
        case(check).with([RULES_YAML]).shows(expect![[r#"
            notices/a.md
               kind: project
               公示期: {起: 2026-11-02, 止: 长期}
            //                              ^^^^ error[posting-missing]
            // 项目公示要写明公示到哪一天，不能写“长期”
            // ➜ 改成“止: 日期”，或者换成“天数: 10”
            // A notice of the kind 项目公示 needs a last day: it cannot be posted for good
            // ➜ Write a date, or `days: 10` in its place
            // § 《意见》 / 《意见》
               contact: {phone: 12345}
               project: {name: 路, total: 1}
            notices/b.md
               kind: news
               公示期: {起: 发布之日, 止: 长期}
        "#]]);
    }

    #[test]
    fn an_open_end_is_no_period() {
        case(check).with([RULES_YAML]).shows(expect![[r#"
            notices/a.md
               kind: project
               posting: {from: 2026-11-02}
            //          ^ error[posting-missing]
            // 公示期没有写截止日
            // ➜ 在“公示期”里加一行“天数: 10”，或者“止: 日期”
            // The posting period has no end
            // ➜ Add `days: 10` within it, or `until` with a date
            // § 《意见》 / 《意见》
               contact: {phone: 12345}
               project: {name: 路, total: 1}
        "#]]);
    }
}
