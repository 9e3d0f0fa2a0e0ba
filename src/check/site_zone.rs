//! `setting-fixed`: the zone in which days are counted. Source: the posting page of the design, floors that no site
//! can lower: +08:00 for a board with projects, and fixed by the first line of the log.
//!
//! Who sets the zone twelve hours back posts a day earlier than it is; fourteen ahead, and a window closes early.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::moment;
use crate::text;
use jiff::civil::date;
use jiff::tz::{Offset, TimeZone, offset};

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let site = &facts.content.site;
    let zone = moment::zone(site);
    let fault = |message: Text, hint: Text| {
        vec![Diagnostic::new(Code::SettingFixed, site.file, site.time_zone.span, message).hint(hint)]
    };
    let name = &site.time_zone.value;
    let elsewhere =
        [Some(1), (facts.log.len() > 1).then_some(facts.log.len())].into_iter().flatten().find(|&line| {
            facts.log.time_of(line).is_some_and(|at| zone.to_datetime(at.timestamp()) != at.civil())
        });
    if let Some(line) = elsewhere {
        return fault(
            text!(
                "时区“{name}”和张榜记录（第{line}行）用的不一样：换了时区，公示的日子就错开了",
                "The time zone `{name}` is another than the log's (line {line}): days of posting would shift"
            ),
            text!(
                "改回原来的时区；在国内就写 Asia/Shanghai，或者不写这一项",
                "Restore it: Asia/Shanghai, or leave it out"
            ),
        );
    }
    if has_projects(facts) && !is_china(&zone, facts.now.year()) {
        return fault(
            text!(
                "时区是“{name}”，而项目公示的日子按北京时间算",
                "The time zone is `{name}`, and days of posting of projects are those of +08:00"
            ),
            text!("写 Asia/Shanghai，或者不写这一项", "Write Asia/Shanghai, or leave it out"),
        );
    }
    Vec::new()
}

fn has_projects(facts: &Facts) -> bool {
    let project = |kind: &str| facts.content.kinds.find(kind).is_some_and(|kind| kind.project);
    let notices = facts.content.notices.iter().filter(|notice| !notice.draft);
    notices.into_iter().any(|notice| notice.project.is_some() || project(&notice.kind.value))
}

/// +08:00 in winter and in summer.
fn is_china(zone: &TimeZone, year: i16) -> bool {
    let at = |month: i8| -> Option<Offset> {
        Some(date(year, month, 1).at(12, 0, 0, 0).to_zoned(zone.clone()).ok()?.offset())
    };
    [1, 7].into_iter().all(|month| at(month) == Some(offset(8)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{RULES_YAML, case};
    use expect_test::expect;

    const NEWS: (&str, &str) = ("notices/n.md", "---\ntitle: 动态\nkind: news\nissuer: 乙\n---\n文\n");
    const SITE: (&str, &str) = ("site.yaml", "name: 县\nbase_url: https://a.example\n");

    #[test]
    fn a_board_with_projects_counts_chinese_days() {
        case(check).with([RULES_YAML]).shows(expect![[r#"
            site.yaml
               time_zone: Pacific/Kiritimati
            //            ^^^^^^^^^^^^^^^^^^ error[setting-fixed]
            // 时区是“Pacific/Kiritimati”，而项目公示的日子按北京时间算
            // ➜ 写 Asia/Shanghai，或者不写这一项
            // The time zone is `Pacific/Kiritimati`, and days of posting of projects are those of +08:00
            // ➜ Write Asia/Shanghai, or leave it out
            notices/a.md
               kind: project
        "#]]);
        case(check).with([RULES_YAML]).shows(expect![[r#"
            site.yaml
               time_zone: Asia/Urumqi
            //            ^^^^^^^^^^^ error[setting-fixed]
            // 时区是“Asia/Urumqi”，而项目公示的日子按北京时间算
            // ➜ 写 Asia/Shanghai，或者不写这一项
            // The time zone is `Asia/Urumqi`, and days of posting of projects are those of +08:00
            // ➜ Write Asia/Shanghai, or leave it out
            notices/a.md
               kind: project
        "#]]);
        case(check).with([RULES_YAML]).shows(expect![[r#"
            site.yaml
               time_zone: Asia/Singapore
            notices/a.md
               kind: project
            notices/draft.md
               kind: project
               draft: true
        "#]]);
        case(check).with([RULES_YAML, NEWS]).shows(expect![[r#"
            site.yaml
               time_zone: Asia/Urumqi
        "#]]);
    }

    #[test]
    fn the_first_line_of_the_log_fixes_it() {
        let log = [RULES_YAML, SITE, NEWS];
        let posted = || case(check).with([RULES_YAML, NEWS]).posted(&log, "2026-11-02").on("2026-11-05");
        posted().shows(expect![[r#"
            site.yaml
               time_zone: Etc/GMT+12
            //            ^^^^^^^^^^ error[setting-fixed]
            // 时区“Etc/GMT+12”和张榜记录（第1行）用的不一样：换了时区，公示的日子就错开了
            // ➜ 改回原来的时区；在国内就写 Asia/Shanghai，或者不写这一项
            // The time zone `Etc/GMT+12` is another than the log's (line 1): days of posting would shift
            // ➜ Restore it: Asia/Shanghai, or leave it out
        "#]]);
        posted().shows(expect![[r#"
            site.yaml
               time_zone: Asia/Singapore
        "#]]);
    }
}
