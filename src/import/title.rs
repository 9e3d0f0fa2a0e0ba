//! What the page of a new notice is called, and what stands on it: what it is about, in the form that such notices have.

use super::escape::{Care, words};
use crate::model::kind::Kind;

/// The word by which a kind's titles end.
const ENDINGS: [&str; 3] = ["公示", "公告", "通告"];

/// `柳湾村道路硬化` → `关于柳湾村道路硬化项目的公示`. A name that is a title already, or whose kind has no such form,
/// stays.
pub fn title(name: &str, kind: Option<&Kind>) -> String {
    let is_title = name.starts_with("关于") || ENDINGS.iter().any(|ending| name.ends_with(ending));
    let chinese = !name.is_ascii();
    let ending =
        kind.and_then(|kind| Some((kind, *ENDINGS.iter().find(|ending| kind.name.ends_with(*ending))?)));
    match ending {
        Some((kind, ending)) if chinese && !is_title => {
            let project = if kind.project && !name.contains("项目") { "项目" } else { "" };
            format!("关于{name}{project}的{ending}")
        }
        _ => name.to_owned(),
    }
}

/// The text of a new notice about something.
pub fn body(name: &str) -> String {
    let name = words(name, Care::Usual);
    format!("现将{name}予以公示。公示期内如有异议，请向联系人或监督电话反映。")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_has_the_form_of_its_kind() {
        let kind = |name: &str, project| Kind { name: name.into(), project, ..Kind::default() };
        let project = kind("项目公示", true);
        for (name, kind, title) in [
            ("柳湾村道路硬化", &project, "关于柳湾村道路硬化项目的公示"),
            ("柳湾村道路硬化项目", &project, "关于柳湾村道路硬化项目的公示"),
            ("柳湾村道路硬化项目公示", &project, "柳湾村道路硬化项目公示"),
            ("关于柳湾村道路硬化", &project, "关于柳湾村道路硬化"),
            ("road", &project, "road"),
            ("停水", &kind("公告", false), "关于停水的公告"),
            ("秋收简报", &kind("工作动态", false), "秋收简报"),
        ] {
            assert_eq!(super::title(name, Some(kind)), title);
        }
        assert_eq!(super::title("柳湾村清扫", None), "柳湾村清扫");
    }
}
