//! `file-unplaced`: a Markdown or YAML file lies where nothing reads it, so what is in it will not appear.

use super::Facts;
use crate::collection::{Collection, Row};
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::content::Unplaced;
use crate::source::Span;
use crate::text;

const YAML_FILES: [&str; 7] = [
    "site.yaml",
    "rules.yaml",
    "places.yaml",
    "words.yaml",
    "points/rules.yaml",
    "points/goods.yaml",
    "points/households.yaml",
];

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    facts.content.unplaced.iter().map(report).collect()
}

fn report(unplaced: &Unplaced) -> Diagnostic {
    let Unplaced { file, path, beside } = unplaced;
    if let Some(beside) = beside {
        let message = text!(
            "旁边有 {beside}，程序只读那一份，这一份里的内容不会用到",
            "{beside} lies beside it and is the one that is read: nothing of this one is used"
        );
        let hint = text!(
            "把还要的内容并到 {beside} 里，删去这一份",
            "Move what is still wanted to {beside}, and remove this one"
        );
        return Diagnostic::new(Code::FileUnplaced, *file, Span::default(), message).hint(hint);
    }
    let message = text!(
        "文件放在这里，程序不会读，里面的内容不会出现在网站上",
        "Nothing reads a file at this place, so what is in it will not appear"
    );
    Diagnostic::new(Code::FileUnplaced, *file, Span::default(), message).hint(hint(path))
}

fn hint(path: &str) -> Text {
    let name = path.rsplit('/').next().unwrap_or(path);
    if path.ends_with(".md") {
        let folders: Vec<&'static str> = of_texts().map(|row| row.folder).collect();
        return match path.split_once('/').and_then(|(top, _)| near(top, &folders)) {
            Some(near) => text!("是不是要放在 content/{near}/ 里？", "Did you mean content/{near}/?"),
            None => move_to(),
        };
    }
    let elsewhere = YAML_FILES.into_iter().find(|known| known.rsplit('/').next() == Some(name));
    let known = elsewhere.or_else(|| near(path, &YAML_FILES));
    match known {
        Some(near) => text!("是不是想写 content/{near}？", "Did you mean content/{near}?"),
        None => text!(
            "YAML 文件只读 site.yaml、rules.yaml、places.yaml、words.yaml、calendar/年份.yaml、registers/ 和 points/ 里的；公告、荣誉、活动写成 .md 文件",
            "Only site.yaml, rules.yaml, places.yaml, words.yaml, calendar/YEAR.yaml, registers/ and points/ are read; notices, honours and activities are .md files"
        ),
    }
}

/// Collections whose files have a text.
fn of_texts() -> impl Iterator<Item = &'static Row> {
    Collection::ALL.into_iter().map(Collection::row).filter(|row| row.ending == "md")
}

/// Every folder that Markdown files may lie in.
fn move_to() -> Text {
    let zh: Vec<String> = of_texts().map(|row| format!("{}/（{}）", row.folder, row.short)).collect();
    let en: Vec<String> = of_texts().map(|row| format!("{}/", row.folder)).collect();
    let (zh, en) = (listed(&zh, "、", "或 "), listed(&en, ", ", " or "));
    text!("移到 content/{zh}里", "Move it to content/{en}")
}

/// The last one after an `or`.
fn listed(names: &[String], comma: &str, or: &str) -> String {
    match names.split_last() {
        Some((last, first)) if !first.is_empty() => format!("{}{or}{last}", first.join(comma)),
        _ => names.concat(),
    }
}

fn near(written: &str, known: &[&'static str]) -> Option<&'static str> {
    let written = written.to_lowercase();
    known.iter().copied().find(|name| strsim::damerau_levenshtein(name, &written) <= 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::case;
    use expect_test::expect;

    #[test]
    fn what_nothing_reads_is_named_with_the_likely_place() {
        case(check).shows(expect![[r#"
            foo.md
            // 1:1 warning[file-unplaced]
            // 文件放在这里，程序不会读，里面的内容不会出现在网站上
            // ➜ 移到 content/notices/（公示公告）、honours/（荣誉）、activities/（活动）或 pages/（页面）里
            // Nothing reads a file at this place, so what is in it will not appear
            // ➜ Move it to content/notices/, honours/, activities/ or pages/
            notice/2026/a.md
            // 1:1 warning[file-unplaced]
            // 文件放在这里，程序不会读，里面的内容不会出现在网站上
            // ➜ 是不是要放在 content/notices/ 里？
            notices/a.yaml
            // 1:1 warning[file-unplaced]
            // 文件放在这里，程序不会读，里面的内容不会出现在网站上
            // ➜ YAML 文件只读 site.yaml、rules.yaml、places.yaml、words.yaml、calendar/年份.yaml、registers/ 和 points/ 里的；公告、荣誉、活动写成 .md 文件
               title: 一
            points/甲/a.md
            // 1:1 warning[file-unplaced]
            Site.yaml
               name: 甲
            // ^ warning[file-unplaced]
            // 文件放在这里，程序不会读，里面的内容不会出现在网站上
            // ➜ 是不是想写 content/site.yaml？
            goods.yaml
            // 1:1 warning[file-unplaced]
            // 文件放在这里，程序不会读，里面的内容不会出现在网站上
            // ➜ 是不是想写 content/points/goods.yaml？
            pages/a.md
               title: 有家
        "#]]);
    }

    #[test]
    fn of_two_endings_one_file_is_read() {
        case(check).shows(expect![[r#"
            calendar/2027.yml
               year: 2027
            points/rules.yaml
               - {id: A, deed: 扫院子, points: 2}
            points/rules.yml
               - {id: A, deed: 扫院子, points: 9}
            // ^ warning[file-unplaced]
            // 旁边有 content/points/rules.yaml，程序只读那一份，这一份里的内容不会用到
            // ➜ 把还要的内容并到 content/points/rules.yaml 里，删去这一份
            // content/points/rules.yaml lies beside it and is the one that is read: nothing of this one is used
            // ➜ Move what is still wanted to content/points/rules.yaml, and remove this one
        "#]]);
        let text = |ending: &str, points: &str| {
            let rule = format!("- {{id: A, deed: 扫院子, points: {points}}}\n");
            crate::source::Source::new(format!("content/points/rules.{ending}"), rule)
        };
        let texts = vec![text("yaml", "2"), text("yml", "9")];
        let sources = crate::read::Sources { texts, ..Default::default() };
        let rules = crate::parse::parse(&sources).value.points.rules;
        assert_eq!((rules.len(), rules[0].points.value.max), (1, 2));
    }
}
