//! The parts of a notice's record: its top-level keys, but for those that say which record it is. What a record
//! is, and how one is made, is told in [`record`](super::record).

use serde::{Deserialize, Serialize};

/// The format of records, in each of them and in the log. In the first there were none: digests were over an
/// encoding by position, see [`super::record::format1`].
pub const FORMAT: u8 = 2;

/// The name of a record's file, beside the page.
pub const FILE: &str = "record.json";

/// A part of a notice, by its key in the record; the order is that of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// What it is called.
    Title,
    /// The sort of notice, by its key.
    Kind,
    /// The document number (文号).
    Number,
    /// Who posts it.
    Issuer,
    /// Its township.
    Township,
    /// Its village.
    Village,
    /// The day it was signed.
    Signed,
    /// The first declared day.
    From,
    /// The last declared day.
    Until,
    /// Where the paper copies hang.
    Boards,
    /// Whom to ask or to object to.
    Contact,
    /// How to apply for what it calls for.
    Apply,
    /// Who looks after it that all is done by the rules.
    Supervision,
    /// The project, with its money.
    Project,
    /// The projects that it lists.
    Projects,
    /// Names and bytes.
    Attachments,
    /// The notice whose place it takes.
    Supersedes,
    /// The text.
    Body,
    /// Names and bytes of pictures and files that the body shows or links to.
    Files,
    /// What was changed after it went up.
    Corrections,
    /// That it was taken down.
    Withdrawn,
    /// What was objected, and the outcome.
    Objections,
    /// That it was filed.
    Filing,
    /// How far the project has come.
    Progress,
}

use Part::{
    Apply, Attachments, Boards, Body, Contact, Corrections, Files, Filing, From, Issuer, Kind, Number,
    Objections, Progress, Project, Projects, Signed, Supersedes, Supervision, Title, Township, Until,
    Village, Withdrawn,
};

/// Names that a rule's `material` may hold: key and Chinese alias, in the order of the front matter.
pub const MATERIAL: &[(&str, &str)] = &[
    ("title", "标题"),
    ("kind", "类别"),
    ("number", "文号"),
    ("issuer", "发布单位"),
    ("township", "乡镇"),
    ("village", "村"),
    ("signed", "成文日期"),
    ("posting", "公示期"),
    ("boards", "张贴地点"),
    ("contact", "联系方式"),
    ("apply", "报名"),
    ("supervision", "监督电话"),
    ("project", "项目"),
    ("projects", "项目清单"),
    ("attachments", "附件"),
    ("supersedes", "替代"),
    ("body", "正文"),
    ("files", "图片和文件"),
];

/// The parts that each name of [`MATERIAL`] stands for. A picture of a table is as good as the table: who
/// names the body means what it shows.
const MEANT: [&[Part]; 18] = [
    &[Title],
    &[Kind],
    &[Number],
    &[Issuer],
    &[Township],
    &[Village],
    &[Signed],
    &[From, Until, Boards],
    &[Boards],
    &[Contact],
    &[Apply],
    &[Supervision],
    &[Project, Projects],
    &[Projects],
    &[Attachments],
    &[Supersedes],
    &[Body, Files],
    &[Files],
];

const _: () = assert!(MATERIAL.len() == MEANT.len());

impl Part {
    /// Every part, in the order of the log.
    pub const ALL: [Part; 24] = [
        Title,
        Kind,
        Number,
        Issuer,
        Township,
        Village,
        Signed,
        From,
        Until,
        Boards,
        Contact,
        Apply,
        Supervision,
        Project,
        Projects,
        Attachments,
        Supersedes,
        Body,
        Files,
        Corrections,
        Withdrawn,
        Objections,
        Filing,
        Progress,
    ];

    /// Parts with a story of their own: they grow while a notice is open, by rules of their own.
    pub const LIFE: [Part; 5] = [Corrections, Withdrawn, Objections, Filing, Progress];

    /// What is material of every project's notice, whatever rules.yaml lists. Source: the posting page of the
    /// design, floors that no site can lower.
    pub const PROJECT_FLOOR: [Part; 9] =
        [Title, Kind, Township, Village, Project, Projects, Attachments, Body, Files];

    /// The parts that a name in a rule's `material` list stands for, by its place in [`MATERIAL`].
    pub fn meant_by(name: usize) -> &'static [Part] {
        MEANT.get(name).copied().unwrap_or_default()
    }

    /// The key in records and in the log; never changes.
    pub fn key(self) -> &'static str {
        match self {
            Title => "title",
            Kind => "kind",
            Number => "number",
            Issuer => "issuer",
            Township => "township",
            Village => "village",
            Signed => "signed",
            From => "from",
            Until => "until",
            Boards => "boards",
            Contact => "contact",
            Apply => "apply",
            Supervision => "supervision",
            Project => "project",
            Projects => "projects",
            Attachments => "attachments",
            Supersedes => "supersedes",
            Body => "body",
            Files => "files",
            Corrections => "corrections",
            Withdrawn => "withdrawn",
            Objections => "objections",
            Filing => "filing",
            Progress => "progress",
        }
    }

    /// Whether it says what is done with public money.
    pub fn is_of_projects(self) -> bool {
        matches!(self, Project | Projects)
    }

    /// The part of a key; `None` for one that no record of a notice has.
    pub fn of_key(key: &str) -> Option<Part> {
        Part::ALL.into_iter().find(|part| part.key() == key)
    }

    /// The name in Chinese messages.
    pub fn name_zh(self) -> &'static str {
        match self {
            Title => "标题",
            Kind => "类别",
            Number => "文号",
            Issuer => "发布单位",
            Township => "乡镇",
            Village => "村",
            Signed => "成文日期",
            From => "公示期起",
            Until => "公示期止",
            Boards => "张贴地点",
            Contact => "联系方式",
            Apply => "报名",
            Supervision => "监督电话",
            Project => "项目",
            Projects => "项目清单",
            Attachments => "附件",
            Supersedes => "替代",
            Body => "正文",
            Files => "图片和文件",
            Corrections => "更正",
            Withdrawn => "撤销",
            Objections => "异议",
            Filing => "备案",
            Progress => "实施进度",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_without_a_story_of_its_own_can_be_named() {
        let meant: Vec<Part> = MEANT.iter().flat_map(|parts| parts.iter().copied()).collect();
        let unnamed =
            Part::ALL.into_iter().filter(|part| !Part::LIFE.contains(part) && !meant.contains(part));
        assert_eq!(unnamed.collect::<Vec<_>>(), []);
    }

    #[test]
    fn a_name_stands_for_the_part_that_is_called_so() {
        for (i, (key, alias)) in MATERIAL.iter().enumerate() {
            let meant = Part::meant_by(i);
            match *key {
                "posting" => assert_eq!(meant, [From, Until, Boards]),
                key => assert_eq!((meant[0].key(), meant[0].name_zh()), (key, *alias)),
            }
        }
        assert_eq!(Part::meant_by(MATERIAL.len()), []);
    }

    #[test]
    fn the_log_says_the_key() {
        for part in Part::ALL {
            assert_eq!(serde_json::to_string(&part).unwrap(), format!("\"{}\"", part.key()));
            assert_eq!(Part::of_key(part.key()), Some(part));
        }
        assert!(Part::ALL.is_sorted());
    }
}
