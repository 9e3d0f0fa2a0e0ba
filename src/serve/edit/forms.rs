//! Which forms there are, and which files each is for.

use crate::collection::Collection;
use crate::model::kind::{Kind, Kinds};
use crate::model::register::Preset;
use crate::parse::emit::Value;
use crate::parse::field::Table;
use crate::parse::schema::{self, Root};

/// One form.
pub(super) struct Form {
    /// In addresses: paths that Decap knows begin with it.
    pub name: &'static str,
    /// What stands in the menu.
    pub label: &'static str,
    /// One of it.
    pub one: &'static str,
    /// Said above its list.
    pub about: &'static str,
    pub root: Root,
    pub has_body: bool,
    pub lies: Lies,
    pub which: Which,
    /// Fields that it does not show, and so does not change.
    pub hidden: &'static [&'static str],
}

/// Where its files lie.
#[derive(Clone, Copy)]
pub(super) enum Lies {
    /// Each in a place of its own under a folder.
    Folder {
        folder: &'static str,
        ending: &'static str,
        /// Of a new one, in Decap's words.
        path: &'static str,
        /// The field that it is called by.
        title: &'static str,
    },
    /// All in one file.
    File(&'static str),
}

/// Which of the files there.
#[derive(Clone, Copy)]
pub(super) enum Which {
    All,
    Kinds(Group),
    /// A register's sort, in Chinese.
    Preset(&'static str),
    /// Those with this field.
    With(&'static str),
}

/// Notices that need the same fields.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    Project,
    Call,
    Other,
}

impl Group {
    pub(super) fn of(kind: &Kind) -> Group {
        match (kind.project, kind.apply) {
            (true, _) => Group::Project,
            (false, true) => Group::Call,
            (false, false) => Group::Other,
        }
    }
}

impl Form {
    pub(super) fn table(&self) -> Table<'static> {
        let (Root::Map(table) | Root::ListOf(table) | Root::MapOf(table)) = self.root;
        table
    }

    /// Whether a file that says this is one of its.
    pub(super) fn admits(&self, fields: &[(String, Value)], kinds: &Kinds) -> bool {
        let text =
            |key: &str| fields.iter().find(|(known, _)| known == key).and_then(|(_, value)| value.as_text());
        match self.which {
            Which::All => true,
            Which::Kinds(group) => {
                text("kind").and_then(|kind| kinds.find(kind)).map_or(Group::Other, Group::of) == group
            }
            Which::Preset(word) => text("preset") == Some(word),
            Which::With(key) => fields.iter().any(|(known, _)| known == key),
        }
    }
}

/// All forms, in the order of the menu.
pub(super) fn forms() -> Vec<Form> {
    let registers = Preset::ALL.into_iter().filter(|preset| *preset != Preset::Custom).map(register);
    notices().into_iter().chain(entries()).chain(points()).chain(registers).collect()
}

fn notices() -> [Form; 3] {
    let notices = |name, label, one, about, group, hidden| Form {
        name,
        label,
        one,
        about,
        which: Which::Kinds(group),
        hidden,
        ..entry(Collection::Notices, name, label, about)
    };
    [
        notices(
            "project-notices",
            "项目公示公告",
            "项目公告",
            "项目、项目库、计划、资金、竣工：公示期不少于十天。新建的先是草稿，写好了把“草稿”改成“否”。",
            Group::Project,
            &["apply"],
        ),
        notices(
            "notices",
            "其他公示公告",
            "公告",
            "荣誉、积分、低保、招聘公示和村务、政策、动态。新建的先是草稿，写好了把“草稿”改成“否”。",
            Group::Other,
            &["apply", "project", "projects"],
        ),
        notices(
            "calls",
            "征集报名公告",
            "征集公告",
            "征集、招聘、招募：要写报名截止。新建的先是草稿，写好了把“草稿”改成“否”。",
            Group::Call,
            &["project", "projects"],
        ),
    ]
}

fn entries() -> [Form; 3] {
    [
        entry(
            Collection::Activities,
            "activities",
            "志愿服务活动",
            "活动前写预告，活动后在“记录”里补人数、时长和照片。",
        ),
        entry(Collection::Honours, "honours", "荣誉", "乡镇级以上的荣誉，要先有候选人公示。"),
        entry(Collection::Pages, "pages", "页面和政策文件", "不属于公告的页面；填了“公文”的列在政策文件里。"),
    ]
}

fn entry(collection: Collection, name: &'static str, label: &'static str, about: &'static str) -> Form {
    let row = collection.row();
    let path = if row.by_year { "{{year}}/{{slug}}/index" } else { "{{slug}}" };
    let root = Root::Map(schema::of(collection));
    let lies = Lies::Folder { folder: row.folder, ending: row.ending, path, title: "title" };
    let has_body = row.ending == "md";
    Form { name, label, one: row.short, about, root, has_body, lies, which: Which::All, hidden: &[] }
}

fn points() -> [Form; 5] {
    let village =
        |title| Lies::Folder { folder: "points", ending: "yaml", path: "{{fields.村}}/{{slug}}", title };
    [
        record(
            "points-batch",
            "积分批次",
            "批次",
            "每月评议一次：评议人三位以上，先公示再入账。",
            village("batch"),
            "batch",
        ),
        record(
            "points-redemptions",
            "积分兑换",
            "兑换单",
            "换了什么商品，一次一项。",
            village("village"),
            "redemptions",
        ),
        whole(
            "points-households",
            "积分户",
            "户",
            "户主姓名隐去一字，如“沈*兰”。",
            "content/points/households.yaml",
        ),
        whole(
            "points-goods",
            "文明超市商品",
            "商品",
            "商品、所需积分和期初库存。",
            "content/points/goods.yaml",
        ),
        whole(
            "points-rules",
            "积分规则",
            "规则",
            "改分值要另加一行，写明有效期；已入账的按当时的规则。",
            "content/points/rules.yaml",
        ),
    ]
}

fn record(
    name: &'static str,
    label: &'static str,
    one: &'static str,
    about: &'static str,
    lies: Lies,
    with: &'static str,
) -> Form {
    Form {
        name,
        label,
        one,
        about,
        root: root(name),
        has_body: false,
        lies,
        which: Which::With(with),
        hidden: &[],
    }
}

fn whole(
    name: &'static str,
    label: &'static str,
    one: &'static str,
    about: &'static str,
    path: &'static str,
) -> Form {
    let lies = Lies::File(path);
    Form { name, label, one, about, root: root(name), has_body: false, lies, which: Which::All, hidden: &[] }
}

/// The table of a file's kind, which there is.
fn root(name: &str) -> Root {
    let found = schema::files().into_iter().find(|file| file.name == name);
    found.map_or(Root::Map(&[]), |file| file.root)
}

fn register(preset: Preset) -> Form {
    let (key, word) = preset.words();
    let (table, _) = schema::register_of(preset);
    let lies = Lies::Folder { folder: "registers", ending: "yaml", path: "{{slug}}", title: "title" };
    Form {
        name: key,
        label: word,
        one: "台账",
        about: "一行一项，办完了在行里写明。",
        root: Root::Map(table),
        has_body: false,
        lies,
        which: Which::Preset(word),
        hidden: &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_form_has_a_name_of_its_own_and_a_table() {
        let forms = forms();
        let names: BTreeSet<&str> = forms.iter().map(|form| form.name).collect();
        assert_eq!(names.len(), forms.len());
        for form in &forms {
            assert!(!form.table().is_empty(), "{}", form.name);
            if let Lies::Folder { title, .. } = form.lies {
                assert!(form.table().iter().any(|field| field.key == title), "{}", form.name);
            }
            for key in form.hidden {
                assert!(form.table().iter().any(|field| field.key == *key && !field.required), "{key}");
            }
        }
    }
}
