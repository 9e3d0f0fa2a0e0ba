//! `notice-unknown`: whoever names a notice by id must name one that exists.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::content::Content;
use crate::source::{SourceId, Spanned};
use crate::text;

pub fn check(facts: &Facts) -> Vec<Diagnostic> {
    let content = facts.content;
    let superseding = content.notices.iter().map(|notice| (notice.item.file, &notice.supersedes));
    let honours = content.honours.iter().map(|honour| (honour.item.file, &honour.notice));
    let batches = content.points.batches.iter().map(|batch| (batch.file, &batch.notice));
    superseding
        .chain(honours)
        .chain(batches)
        .filter_map(|(file, id)| Some((file, id.as_ref()?)))
        .filter(|(_, id)| content.notice(&id.value).is_none() && !content.broken.contains(&id.value))
        .map(|(file, id)| report(content, file, id))
        .collect()
}

fn report(content: &Content, file: SourceId, id: &Spanned<String>) -> Diagnostic {
    let written = &id.value;
    let message = text!("没有编号为“{written}”的公告", "There is no notice `{written}`");
    let tail = written.rsplit('/').next().unwrap_or(written);
    let near = content
        .notices
        .iter()
        .map(|notice| &notice.item.id)
        .find(|known| known.ends_with(&format!("/{tail}")));
    let hint = match near {
        Some(near) => text!("是不是想写“{near}”？", "Did you mean `{near}`?"),
        None => text!(
            "写公告文件在 content/ 下的路径，去掉 .md，例如 notices/2026/shangcun-road",
            "Write the notice's path under content/ without .md, such as notices/2026/shangcun-road"
        ),
    };
    Diagnostic::new(Code::NoticeUnknown, file, id.span, message).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{RULES_YAML, faults};

    #[test]
    fn a_superseded_notice_must_exist() {
        let notice = |id: &str| format!("---\ntitle: 一\nkind: news\nissuer: 二\nsupersedes: {id}\n---\n");
        let run = |id: &str| faults(&[RULES_YAML, ("notices/a.md", &notice(id))], "2026-11-10", check);
        assert_eq!(run("notices/b"), ["notice-unknown content/notices/a.md:5:13"]);
        assert!(run("notices/a").is_empty());
    }

    #[test]
    fn an_unreadable_notice_is_no_second_fault() {
        let files = [
            RULES_YAML,
            ("honours/h.md", "---\ntitle: 一\naward: 二\nlevel: county\nnotice: notices/x\n---\n"),
        ];
        assert_eq!(faults(&files, "2026-11-10", check).len(), 1);
    }
}
