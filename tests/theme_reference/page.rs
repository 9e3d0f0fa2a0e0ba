//! The reference page as tables under headings.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Tables by the heading that they stand under.
pub(crate) struct Page {
    tables: BTreeMap<String, Vec<Vec<String>>>,
    /// Level and words, in order.
    headings: Vec<(usize, String)>,
}

pub(crate) fn handbook(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/pages/handbook").join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What stands in backticks.
pub(crate) fn quoted(text: &str) -> impl Iterator<Item = String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned)
}

/// A cell without backticks and links: `[链接](#链接)列表` says `链接列表`.
fn plain(cell: &str) -> String {
    let mut text = cell.trim().replace('`', "");
    while let (Some(open), Some(middle), Some(close)) = (text.find('['), text.find("](#"), text.find(')')) {
        text = format!("{}{}{}", &text[..open], &text[open + 1..middle], &text[close + 1..]);
    }
    text
}

impl Page {
    pub(crate) fn read() -> Page {
        let text = handbook("theme-reference.md").replace("\\|", "｜");
        let mut page = Page { tables: BTreeMap::new(), headings: Vec::new() };
        let mut lines = text.lines().peekable();
        while let Some(line) = lines.next() {
            if line.starts_with('#') {
                let words = line.trim_start_matches('#');
                page.headings.push((line.len() - words.len(), words.trim().to_owned()));
            } else if lines.peek().is_some_and(|next| next.starts_with("| ---")) {
                lines.next();
                let (_, heading) = page.headings.last().expect("a heading before a table");
                let table = page.tables.entry(heading.clone()).or_default();
                while let Some(row) = lines.next_if(|row| row.starts_with('|')) {
                    table.push(row.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect());
                }
            }
        }
        page
    }

    /// Rows of all tables under a heading; the first two cells without marks.
    pub(crate) fn rows(&self, heading: &str) -> impl Iterator<Item = Vec<String>> {
        let table = self.tables.get(heading).unwrap_or_else(|| panic!("no table under {heading}"));
        table.iter().map(|row| {
            row.iter().enumerate().map(|(i, cell)| if i < 2 { plain(cell) } else { cell.clone() }).collect()
        })
    }

    pub(crate) fn column(&self, heading: &str, column: usize) -> impl Iterator<Item = String> {
        self.rows(heading).map(move |row| row[column].clone())
    }

    /// The headings one level below one.
    pub(crate) fn headings_below(&self, heading: &str) -> BTreeSet<String> {
        let after = self.headings.iter().skip_while(|(_, words)| words != heading).skip(1);
        after.take_while(|(level, _)| *level == 3).map(|(_, words)| words.clone()).collect()
    }

    /// Holds a table to names and their Rust types; gives the views met, each with its heading.
    pub(crate) fn compare<'t>(
        &self,
        heading: &str,
        code: impl IntoIterator<Item = (&'t str, &'t str)>,
    ) -> Vec<(String, String)> {
        let mut rows: BTreeMap<String, Vec<String>> =
            self.rows(heading).map(|row| (row[0].clone(), row)).collect();
        let mut views = Vec::new();
        for (name, sort) in code {
            let row = rows.remove(name).unwrap_or_else(|| panic!("{heading}: {name} is not on the page"));
            let told = row[1].trim_end_matches("列表");
            let (lists, may_lack, inner) = taken_apart(sort);
            let shown = format!("{heading}.{name}: {sort}, told as {row:?}");
            assert_eq!((row[1].len() - told.len()) / "列表".len(), lists, "{shown}");
            assert_eq!(row[2] == "可缺", may_lack, "{shown}");
            assert!(!row[3].is_empty(), "{shown}");
            match plain_sort(inner) {
                Some(word) => assert_eq!(told, word, "{shown}"),
                None => views.push((inner.to_owned(), told.to_owned())),
            }
        }
        assert!(rows.is_empty(), "{heading}: not in the code: {:?}", rows.into_keys());
        views
    }
}

/// How often a list, whether it may be missing, and of what.
fn taken_apart(sort: &str) -> (usize, bool, &str) {
    let (mut lists, mut may_lack, mut inner) = (0, false, sort);
    loop {
        if let Some(rest) = inner.strip_prefix("Option<") {
            (may_lack, inner) = (true, rest);
        } else if let Some(rest) = inner.strip_prefix("Vec<") {
            (lists, inner) = (lists + 1, rest);
        } else {
            return (lists, may_lack, inner.trim_end_matches('>'));
        }
    }
}

fn plain_sort(sort: &str) -> Option<&'static str> {
    match sort {
        "String" | "&'static str" => Some("文字"),
        "bool" => Some("是否"),
        "f64" => Some("小数"),
        "usize" | "i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "u64" => Some("整数"),
        _ => None,
    }
}
