//! `kind-unknown`: a notice's kind, and a column's kinds, must be keys of rules.yaml.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::kind::Kinds;
use crate::source::{SourceId, Span, Spanned};
use crate::text;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let content = facts.content;
    let notices = content.notices.iter().map(|notice| (notice.item.file, &notice.kind));
    if content.kinds.iter().next().is_none() && !content.notices.is_empty() {
        return vec![none(content.kinds.file)];
    }
    let columns = content.site.columns.iter().flat_map(|column| &column.kinds);
    notices
        .chain(columns.map(|kind| (content.site.file, kind)))
        .filter(|(_, kind)| !kind.value.is_empty() && content.kinds.find(&kind.value).is_none())
        .map(|(file, kind)| report(file, kind, &content.kinds))
        .collect()
}

/// Every notice would have an unknown kind.
fn none(file: Option<SourceId>) -> Diagnostic {
    if let Some(file) = file {
        let message = text!(
            "公示规则里一个类别也没有，公告不知道该公示几天",
            "There is not a single kind of notices in rules.yaml"
        );
        let hint = text!(
            "要用的类别，把每一行前面的 # 去掉；原来的丢了，在一个新文件夹里运行 zhangbang init，把那里的 content/rules.yaml 复制过来",
            "Take the # away from the kinds that are needed, or copy the file from a new folder after zhangbang init"
        );
        return Diagnostic::new(Code::KindUnknown, file, Span::default(), message).hint(hint);
    }
    let message = text!("没有 content/rules.yaml，公告不知道该公示几天", "There is no content/rules.yaml");
    let hint = text!(
        "在一个新文件夹里运行 zhangbang init，把那里的 content/rules.yaml 复制过来",
        "Run zhangbang init in a new folder and copy its content/rules.yaml"
    );
    Diagnostic::new(Code::KindUnknown, SourceId::NOWHERE, Span::default(), message).hint(hint)
}

fn report(file: SourceId, kind: &Spanned<String>, kinds: &Kinds) -> Diagnostic {
    let written = &kind.value;
    let message =
        text!("公示规则里没有“{written}”这个类别", "There is no notice kind `{written}` in rules.yaml");
    Diagnostic::new(Code::KindUnknown, file, kind.span, message)
        .hint(nearest(kinds, written).unwrap_or_else(|| known(kinds)))
}

/// The one that was meant, if the slip is small.
fn nearest(kinds: &Kinds, written: &str) -> Option<Text> {
    // `project（项目公示）`, as the help lists them
    let bare = written.split(['（', '(']).next().unwrap_or(written).trim().to_lowercase();
    let names = kinds.iter().flat_map(|kind| [kind.key.as_str(), kind.name.as_str()]);
    let far = |name: &str| strsim::damerau_levenshtein(&name.to_lowercase(), &bare);
    let (distance, near) = names.map(|name| (far(name), name)).min_by_key(|&(distance, _)| distance)?;
    let short = bare.len() < 120 && distance <= near.chars().count().div_ceil(4);
    short.then(|| text!("是不是想写“{near}”？", "Did you mean `{near}`?"))
}

fn known(kinds: &Kinds) -> Text {
    let list: Vec<&str> = kinds.iter().map(|kind| kind.name.as_str()).collect();
    let keys = kinds.iter().map(|kind| kind.key.as_str()).collect::<Vec<_>>().join(", ");
    let list = list.join("、");
    text!("可以写：{list}", "Known kinds: {keys}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{RULES_YAML, case};
    use expect_test::expect;

    #[test]
    fn names_the_place_of_an_unknown_kind() {
        case(check).with([RULES_YAML]).shows(expect![[r#"
            notices/a.md
               kind: projct
            //       ^^^^^^ error[kind-unknown]
            // 公示规则里没有“projct”这个类别
            // ➜ 是不是想写“project”？
            // There is no notice kind `projct` in rules.yaml
            // ➜ Did you mean `project`?
            notices/b.md
               kind: 招投标
            //       ^^^^^^ error[kind-unknown]
            // 公示规则里没有“招投标”这个类别
            // ➜ 可以写：项目公示、动态
        "#]]);
    }

    #[test]
    fn rules_without_a_kind_are_there_all_the_same() {
        case(check).shows(expect![[r#"
            rules.yaml
               # project: {name: 项目公示, posting: {min: 10}}
            // ^ error[kind-unknown]
            // 公示规则里一个类别也没有，公告不知道该公示几天
            // ➜ 要用的类别，把每一行前面的 # 去掉；原来的丢了，在一个新文件夹里运行 zhangbang init，把那里的 content/rules.yaml 复制过来
            // There is not a single kind of notices in rules.yaml
            // ➜ Take the # away from the kinds that are needed, or copy the file from a new folder after zhangbang init
            notices/a.md
               kind: project
        "#]]);
    }

    #[test]
    fn takes_a_kind_by_its_chinese_name() {
        case(check).with([RULES_YAML]).shows(expect![[r#"
            notices/a.md
               ---
               标题: 甲
               类别: 项目公示
               发布单位: 乙
               ---
        "#]]);
    }
}
