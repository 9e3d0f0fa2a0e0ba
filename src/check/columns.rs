//! `column-empty`: a column of the site shows no notice. `column-stale`: its newest notice is older than
//! the column's term.
//!
//! Source: inspections of government sites count empty and stale columns. A notice counts from the day on
//! which it goes up, or was signed; drafts and notices that are still to come do not.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::kind::Kinds;
use crate::model::notice::Notice;
use crate::model::site::Column;
use crate::source::SourceId;
use crate::text;
use jiff::civil::Date;
use std::collections::HashMap;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let (site, kinds) = (&facts.content.site, &facts.content.kinds);
    if site.columns.is_empty() {
        return Vec::new();
    }
    let newest = newest_by_kind(facts);
    // a notice that cannot be read is told, and may be the one
    let is_unreadable = facts.content.broken.iter().any(|id| id.starts_with("notices/"));
    let judge = |column| judge((site.file, is_unreadable), column, kinds, &newest, facts.today());
    site.columns.iter().filter_map(judge).collect()
}

/// The day of each kind's newest visible notice; `None` where no notice of it has a date.
fn newest_by_kind<'a>(facts: &Facts<'a>) -> HashMap<&'a str, Option<Date>> {
    let today = facts.today();
    let mut newest: HashMap<&str, Option<Date>> = HashMap::new();
    for notice in facts.content.notices.iter().filter(|notice| !notice.draft) {
        let date = date(notice);
        if let Some(kind) = facts.kind(notice).filter(|_| date.is_none_or(|date| date <= today)) {
            let known = newest.entry(&kind.key).or_default();
            *known = (*known).max(date);
        }
    }
    newest
}

fn date(notice: &Notice) -> Option<Date> {
    notice.declared_from().or_else(|| notice.signed.as_ref().map(|signed| signed.value))
}

fn judge(
    (file, is_unreadable): (SourceId, bool),
    column: &Column,
    kinds: &Kinds,
    newest: &HashMap<&str, Option<Date>>,
    today: Date,
) -> Option<Diagnostic> {
    let keys: Vec<&str> =
        column.kinds.iter().filter_map(|kind| Some(kinds.find(&kind.value)?.key.as_str())).collect();
    // unknown kinds are reported by `kind-unknown`
    if keys.len() < column.kinds.len() {
        return None;
    }
    match keys.iter().filter_map(|key| newest.get(key)).max() {
        None if is_unreadable => None,
        None => Some(empty(file, column)),
        Some(newest) => stale(file, column, (*newest)?, today),
    }
}

fn empty(file: SourceId, column: &Column) -> Diagnostic {
    let name = &column.name.value;
    let message = text!("栏目“{name}”里一份公告也没有", "The column `{name}` shows no notice");
    let hint = if column.kinds.is_empty() {
        text!(
            "给栏目写上“类别: [……]”，说明它收哪几类公告",
            "Add `kinds: […]` to say which notices it gathers"
        )
    } else {
        text!(
            "发一份这个栏目的公告，或者先删去这个栏目",
            "Post a notice of its kinds, or remove the column for now"
        )
    };
    Diagnostic::new(Code::ColumnEmpty, file, column.name.span, message).hint(hint)
}

fn stale(file: SourceId, column: &Column, newest: Date, today: Date) -> Option<Diagnostic> {
    let term = column.stale_after_days.as_ref()?;
    let (days, name) = (today.since(newest).map_or(0, |span| span.get_days()), &column.name.value);
    if days <= i32::from(term.value) {
        return None;
    }
    let limit = term.value;
    let message = text!(
        "栏目“{name}”已有{days}天没有更新（上一份是 {newest}），期限是{limit}天",
        "The column `{name}` has not been updated for {days} days (since {newest}); its term is {limit} days"
    );
    let hint = text!(
        "有该公开的就公开；本来就不常更新的栏目，把更新期限改长",
        "Post what is to be posted; if the column changes seldom, lengthen `stale_after_days`"
    );
    Some(Diagnostic::new(Code::ColumnStale, file, term.span, message).hint(hint))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{RULES_YAML, case};
    use expect_test::expect;

    #[test]
    fn a_column_shows_something() {
        case(check).with([RULES_YAML]).shows(expect![[r#"
            site.yaml
               columns:
               - {id: a, name: 动态, kinds: [动态], stale_after_days: 14}
            //                 ^^^^ warning[column-empty]
            // 栏目“动态”里一份公告也没有
            // ➜ 发一份这个栏目的公告，或者先删去这个栏目
            // The column `动态` shows no notice
            // ➜ Post a notice of its kinds, or remove the column for now
        "#]]);
        case(check).with([RULES_YAML]).shows(expect![[r#"
            site.yaml
               columns:
               - {id: a, name: 动态, kinds: [动态], stale_after_days: 14}
            //                 ^^^^ warning[column-empty]
            // 栏目“动态”里一份公告也没有
            // ➜ 发一份这个栏目的公告，或者先删去这个栏目
            // The column `动态` shows no notice
            // ➜ Post a notice of its kinds, or remove the column for now
            notices/a.md
               draft: true
        "#]]);
        case(check).with([RULES_YAML]).shows(expect![[r#"
            site.yaml
               columns:
               - {id: a, name: 动态, kinds: [动态], stale_after_days: 14}
            //                 ^^^^ warning[column-empty]
            // 栏目“动态”里一份公告也没有
            // ➜ 发一份这个栏目的公告，或者先删去这个栏目
            // The column `动态` shows no notice
            // ➜ Post a notice of its kinds, or remove the column for now
            notices/a.md
               signed: 2026-11-11
        "#]]);
        // a notice without a date is there all the same
        case(check).with([RULES_YAML]).shows(expect![[r#"
            site.yaml
               columns:
               - {id: a, name: 动态, kinds: [动态], stale_after_days: 14}
            notices/a.md
               issuer: 丙
        "#]]);
        case(check).with([RULES_YAML]).shows(expect![[r#"
            site.yaml
               columns: [{id: a, name: 一}]
            //                         ^^ warning[column-empty]
            // 栏目“一”里一份公告也没有
            // ➜ 给栏目写上“类别: [……]”，说明它收哪几类公告
            // The column `一` shows no notice
            // ➜ Add `kinds: […]` to say which notices it gathers
        "#]]);
    }

    #[test]
    fn its_newest_notice_is_fresh_enough() {
        case(check).with([RULES_YAML]).shows(expect![[r#"
            site.yaml
               columns:
               - {id: a, name: 动态, kinds: [动态], stale_after_days: 14}
            notices/a.md
               signed: 2026-10-27
        "#]]);
        case(check).with([RULES_YAML]).shows(expect![[r#"
            site.yaml
               columns:
               - {id: a, name: 动态, kinds: [动态], stale_after_days: 14}
            //                                                        ^^ warning[column-stale]
            // 栏目“动态”已有15天没有更新（上一份是 2026-10-26），期限是14天
            // ➜ 有该公开的就公开；本来就不常更新的栏目，把更新期限改长
            // The column `动态` has not been updated for 15 days (since 2026-10-26); its term is 14 days
            // ➜ Post what is to be posted; if the column changes seldom, lengthen `stale_after_days`
            notices/a.md
               signed: 2026-10-26
        "#]]);
        case(check).with([RULES_YAML]).shows(expect![[r#"
            site.yaml
               columns:
               - {id: a, name: 动态, kinds: [动态], stale_after_days: 14}
            notices/a.md
               signed: 2026-09-01
               posting: {from: 2026-10-27, days: 3}
        "#]]);
    }
}
