//! The one table of collections: what each sort of file is called, where it lies, how its lists are
//! headed, and an example to begin with.
//!
//! Questions that are the same for every collection are asked through [`Entry`]; nothing
//! here knows a field of any. What a collection's fields are, and what its pages show, is said by whoever
//! [matches](Collection) on it: the compiler names each such place when there is a new one.

mod any;

use crate::model::activity::Activity;
use crate::model::content::{COLLECTIONS, Content};
use crate::model::entries::Entries;
use crate::model::facets::Entry;
use crate::model::honour::Honour;
use crate::model::notice::Notice;
use crate::model::page::Page;
use crate::model::register::Register;
use std::sync::Arc;

/// A sort of file with an entry in each. They are planned, listed and counted in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Collection {
    /// 公示公告: what the site is there for.
    Notices,
    /// 荣誉.
    Honours,
    /// 志愿服务活动.
    Activities,
    /// Plain pages and policy documents.
    Pages,
    /// 清单台账: tables that are kept up.
    Registers,
}

/// An entry of whichever collection, on its way into the content; shared, so that two versions of that can hold it.
#[derive(Clone)]
pub enum AnyEntry {
    /// From `content/notices/`.
    Notices(Arc<Notice>),
    /// From `content/honours/`.
    Honours(Arc<Honour>),
    /// From `content/activities/`.
    Activities(Arc<Activity>),
    /// From `content/pages/`.
    Pages(Arc<Page>),
    /// From `content/registers/`.
    Registers(Arc<Register>),
}

// the name, the list in the content, and what is fixed about it
any::collections! {
    Notices in notices: NOTICES;
    Honours in honours: HONOURS;
    Activities in activities: ACTIVITIES;
    Pages in pages: PAGES;
    Registers in registers: REGISTERS;
}

/// What a collection is called, and where its things lie.
pub struct Row {
    /// One of it, for machines: `notice`.
    pub key: &'static str,
    /// One of it, for people.
    pub name: &'static str,
    /// One of it where there is little room.
    pub short: &'static str,
    /// What it is called beside others: in search, archive and the lists of a place.
    pub label: &'static str,
    /// Its files, as a pattern.
    pub files: &'static str,
    /// How its files end: Markdown has a text below its fields, YAML has none.
    pub ending: &'static str,
    /// Its folder under `content/`, which every id begins with, and so every URL.
    pub folder: &'static str,
    /// A new file lies in a folder of its year.
    pub by_year: bool,
    /// How all of it is listed.
    pub list: List,
    /// A file to begin with, with placeholders.
    pub example: &'static str,
}

/// The list of everything in a collection that is listed.
pub struct List {
    /// Its folder on the site, and the name of its template.
    pub folder: &'static str,
    /// Over its pages.
    pub heading: &'static str,
    /// In the menu.
    pub menu: &'static str,
    /// Place in the menu: smaller ones come first.
    pub order: u8,
    /// What belongs to a place has a list there, too.
    pub by_place: bool,
    /// What its members are called in templates.
    pub members: &'static str,
    /// What to say when there is nothing.
    pub empty: &'static str,
}

impl Collection {
    /// The collection whose folder an id, or a path under `content/`, begins with.
    pub fn of(path: &str) -> Option<Collection> {
        let folder = path.split('/').next()?;
        Collection::ALL.into_iter().find(|collection| collection.row().folder == folder)
    }

    /// One of it, by its place in the content.
    pub fn entry(self, content: &Content, i: usize) -> &dyn Entry {
        self.entries(content).at(i)
    }
}

const NOTICES: Row = Row {
    key: "notice",
    name: "公示公告",
    short: "公示公告",
    label: "公示公告",
    files: "content/notices/**/*.md",
    ending: "md",
    folder: "notices",
    by_year: true,
    list: List {
        folder: "notices",
        heading: "公示公告",
        menu: "公示公告",
        order: 10,
        by_place: true,
        members: "notices",
        empty: "这里暂时没有公示公告。",
    },
    example: include_str!("collection/examples/notice.md"),
};

const HONOURS: Row = Row {
    key: "honour",
    name: "荣誉",
    short: "荣誉",
    label: "荣誉",
    files: "content/honours/**/*.md",
    ending: "md",
    folder: "honours",
    by_year: true,
    list: List {
        folder: "honours",
        heading: "荣誉榜",
        menu: "荣誉榜",
        order: 20,
        by_place: true,
        members: "honours",
        empty: "这里暂时没有荣誉。",
    },
    example: include_str!("collection/examples/honour.md"),
};

const ACTIVITIES: Row = Row {
    key: "activity",
    name: "志愿服务活动",
    short: "活动",
    label: "志愿服务",
    files: "content/activities/**/*.md",
    ending: "md",
    folder: "activities",
    by_year: true,
    list: List {
        folder: "activities",
        heading: "志愿服务活动",
        menu: "志愿服务",
        order: 40,
        by_place: true,
        members: "activities",
        empty: "这里暂时没有活动。",
    },
    example: include_str!("collection/examples/activity.md"),
};

const PAGES: Row = Row {
    key: "page",
    name: "页面",
    short: "页面",
    label: "页面",
    files: "content/pages/**/*.md",
    ending: "md",
    folder: "pages",
    by_year: false,
    list: List {
        folder: "documents",
        heading: "政策文件",
        menu: "政策文件",
        order: 60,
        by_place: false,
        members: "pages",
        empty: "这里暂时没有文件。",
    },
    example: include_str!("collection/examples/page.md"),
};

const REGISTERS: Row = Row {
    key: "register",
    name: "清单台账",
    short: "台账",
    label: "清单台账",
    files: "content/registers/**/*.yaml",
    ending: "yaml",
    folder: "registers",
    by_year: false,
    list: List {
        folder: "registers",
        heading: "清单台账",
        menu: "清单台账",
        order: 45,
        by_place: true,
        members: "registers",
        empty: "这里暂时没有清单。",
    },
    example: include_str!("collection/examples/register.yaml"),
};

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_collection_has_its_own_names_and_place() {
        let rows = Collection::ALL.map(Collection::row);
        let distinct =
            |of: fn(&Row) -> &'static str| rows.iter().map(|row| of(row)).collect::<BTreeSet<_>>().len();
        let of_all = [
            distinct(|row| row.key),
            distinct(|row| row.name),
            distinct(|row| row.folder),
            distinct(|row| row.list.folder),
        ];
        assert_eq!(of_all, [rows.len(); 4]);
        for (collection, row) in Collection::ALL.into_iter().zip(rows) {
            assert_eq!(Collection::of(&format!("{}/2026/x", row.folder)), Some(collection));
            assert_eq!(row.files, format!("content/{}/**/*.{}", row.folder, row.ending));
            let head = if row.ending == "md" { "---\n标题: {{title}}\n" } else { "标题: {{title}}\n" };
            assert!(row.example.starts_with(head), "{}", row.key);
        }
        assert_eq!(Collection::of("points/rules"), None);
    }

    #[test]
    fn all_of_them_are_in_the_list() {
        let content = Content::default();
        // the content says how many it has; see `Content::lists`
        assert_eq!(Collection::ALL.len(), content.lists().len());
    }
}
