//! Values → the text of a content file that is not there yet: Chinese names, in the order of the field table.
//!
//! Every value is written so that reading gives the very same text again.

use super::field::{self, Table};

/// What a field is to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// As it was written: nothing of it is understood yet.
    Text(String),
    /// Several.
    List(Vec<Value>),
    /// By the keys of fields.
    Map(Vec<(String, Value)>),
}

/// A field of a new file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// Its key, behind those of the maps that it lies in: `project.total`.
    pub path: String,
    /// What it holds.
    pub value: Value,
    /// What is said of it behind its line: that it is guessed.
    pub remark: Option<String>,
}

impl Leaf {
    /// A field with a text, of which nothing is said.
    pub fn text(path: &str, text: impl Into<String>) -> Leaf {
        Leaf { path: path.to_owned(), value: Value::Text(text.into()), remark: None }
    }
}

impl Value {
    /// The text, where it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            Value::List(_) | Value::Map(_) => None,
        }
    }
}

/// Characters of a map that stands in one line.
const LINE: usize = 100;

/// The lines of a map: fields that are not in the table are left out.
pub fn fields(table: Table, leaves: &[Leaf]) -> String {
    let mut text = String::new();
    below(table, leaves, "", 0, &mut text);
    text
}

/// The lines of a list of maps that is a whole file.
pub fn list(table: Table, rows: &[Value]) -> String {
    let mut text = String::new();
    rows.iter().for_each(|row| item(table, row, 0, &mut text));
    text
}

fn below(table: Table, leaves: &[Leaf], path: &str, depth: usize, text: &mut String) {
    for field in table {
        let path = format!("{path}{}", field.key);
        let inner = field.shape.inner().unwrap_or_default();
        if let Some(leaf) = leaves.iter().find(|leaf| leaf.path == path) {
            indent(depth, text);
            text.push_str(field.alias);
            held(inner, &leaf.value, leaf.remark.as_deref(), depth, text);
            continue;
        }
        let path = path + ".";
        if leaves.iter().any(|leaf| leaf.path.starts_with(&path)) {
            indent(depth, text);
            text.push_str(field.alias);
            text.push_str(":\n");
            below(inner, leaves, &path, depth + 1, text);
        }
    }
}

/// What stands behind the name of a field.
fn held(inner: Table, value: &Value, remark: Option<&str>, depth: usize, text: &mut String) {
    let remark = remark.map_or_else(String::new, |remark| format!("  # {remark}"));
    let rows = match value {
        Value::List(items) if items.iter().any(|item| matches!(item, Value::Map(_))) => Some(items),
        _ => None,
    };
    let Some(rows) = rows else {
        match value.as_text().filter(|text| is_block(text)) {
            Some(lines) => block(lines, &remark, depth + 1, text),
            None => text.push_str(&format!(": {}{remark}\n", flow(inner, value))),
        }
        return;
    };
    text.push_str(&format!(":{remark}\n"));
    rows.iter().for_each(|row| item(inner, row, depth + 1, text));
}

/// What stands behind a name that begins its line, from the colon on; further lines stand further in.
pub(super) fn behind(inner: Table, value: &Value) -> String {
    let mut text = String::new();
    held(inner, value, None, 0, &mut text);
    text
}

/// An item that begins its line, dash and all.
pub(super) fn one(inner: Table, value: &Value) -> String {
    let mut text = String::new();
    item(inner, value, 0, &mut text);
    text
}

/// Whether a text has lines that can stand below each other as they are.
fn is_block(text: &str) -> bool {
    let apart = |line: &str| line != line.trim() && !line.is_empty();
    let control = |c: char| c.is_control() && c != '\n';
    text.contains('\n') && text.trim() == text && !text.contains(control) && !text.lines().any(apart)
}

fn block(lines: &str, remark: &str, depth: usize, text: &mut String) {
    text.push_str(&format!(": |-{remark}\n"));
    for line in lines.lines() {
        if !line.is_empty() {
            indent(depth, text);
        }
        text.push_str(line);
        text.push('\n');
    }
}

/// One of a list, in a line if there is room.
fn item(table: Table, value: &Value, depth: usize, text: &mut String) {
    indent(depth, text);
    let line = flow(table, value);
    match value {
        Value::Map(entries) if line.chars().count() > LINE => {
            for (number, (key, value)) in entries.iter().enumerate() {
                if number > 0 {
                    indent(depth, text);
                }
                text.push_str(if number == 0 { "- " } else { "  " });
                let (name, inner) = named(table, key);
                text.push_str(&format!("{name}: {}\n", flow(inner, value)));
            }
        }
        _ => text.push_str(&format!("- {line}\n")),
    }
}

fn indent(depth: usize, text: &mut String) {
    text.push_str(&"  ".repeat(depth));
}

fn named<'t>(table: Table<'t>, key: &'t str) -> (&'t str, Table<'t>) {
    let field = field::find(table, key);
    field.map_or((key, &[]), |field| (field.alias, field.shape.inner().unwrap_or_default()))
}

/// What a field is called: `项目·资金`, by the path of its keys.
pub fn called(table: Table, path: &str) -> String {
    let mut table = table;
    let mut names = Vec::new();
    for key in path.split('.') {
        let (name, inner) = named(table, key);
        names.push(name);
        table = inner;
    }
    names.join("·")
}

/// In one line.
pub(super) fn flow(table: Table, value: &Value) -> String {
    match value {
        Value::Text(text) => scalar(text),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(|item| flow(table, item)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Map(entries) => {
            let entry = |(key, value): &(String, Value)| {
                let (name, inner) = named(table, key);
                format!("{name}: {}", flow(inner, value))
            };
            format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
    }
}

/// Without quotes where it can be.
pub(super) fn scalar(text: &str) -> String {
    let text = text.trim();
    let first = text.chars().next();
    let number = text.trim_start_matches('-').starts_with(|c: char| c.is_ascii_digit());
    let begins = first.is_some_and(|c| c.is_alphanumeric() || (c == '-' && number) || is_chinese_mark(c));
    let signs = text.contains([
        ',', '[', ']', '{', '}', '"', '\'', '#', ':', '：', '&', '*', '!', '|', '>', '`', '%', '@',
    ]) || text.chars().any(char::is_control);
    let words = ["null", "Null", "NULL", "~"];
    if begins && !signs && !words.contains(&text) { text.to_owned() } else { quoted(text) }
}

fn is_chinese_mark(c: char) -> bool {
    matches!(c, '（' | '《' | '“' | '〔' | '【')
}

/// YAML double quotes, so that no text can break the file.
pub fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '"' => out.push_str("\\\""),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c => out.push(c),
        }
    }
    out + "\""
}

/// Mark of UTF-8, by which Excel knows what it opens.
const MARK: char = '\u{FEFF}';

/// Rows of cells as Excel saves them.
pub fn csv(rows: &[Vec<String>]) -> String {
    let cell = |text: &String| match text.contains([',', '"', '\n', ';', '\t']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text.clone(),
    };
    let line = |row: &Vec<String>| row.iter().map(cell).collect::<Vec<_>>().join(",") + "\r\n";
    rows.iter().fold(MARK.to_string(), |text, row| text + &line(row))
}

#[cfg(test)]
mod tests {
    use super::super::schema;
    use super::*;
    use crate::parse::yaml;

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    #[test]
    fn fields_stand_in_the_order_of_the_table_under_their_chinese_names() {
        let funds = vec![
            Value::Map(vec![("source".into(), text("中央衔接资金")), ("amount".into(), text("30万元"))]),
            Value::Map(vec![("source".into(), text("县级, 配套")), ("amount".into(), text("6.5万元"))]),
        ];
        let guessed =
            Leaf { remark: Some("猜的，请核对".into()), ..Leaf::text("posting.until", "2026-11-20") };
        let leaves = [
            Leaf { path: "project.funds".into(), value: Value::List(funds), remark: None },
            Leaf::text("project.name", "上村：道路"),
            guessed,
            Leaf::text("posting.from", "2026-11-05"),
            Leaf::text("title", "上村道路硬化公示"),
            Leaf {
                path: "village".into(),
                value: Value::List(vec![text("上村"), text("下村")]),
                remark: None,
            },
        ];
        assert_eq!(
            fields(schema::NOTICE, &leaves),
            "标题: 上村道路硬化公示\n村: [上村, 下村]\n公示期:\n  起: 2026-11-05\n  止: 2026-11-20  # 猜的，请核对\n项目:\n  \
             名称: \"上村：道路\"\n  资金:\n    - {来源: 中央衔接资金, 金额: 30万元}\n    - {来源: \"县级, 配套\", 金额: 6.5万元}\n"
        );
    }

    #[test]
    fn every_text_is_read_back_as_it_was() {
        let hostile = [
            "010",
            "05645012345",
            "-5",
            "- 5",
            "是",
            "null",
            "~",
            "#8",
            "a: b",
            "甲：乙",
            "\"引\"",
            "it's",
            "{x}",
            "[1]",
            "a\\b",
            "*x",
            "&x",
            "!x",
            "@x",
            "%x",
            "> x",
            "| x",
            "1,200.5元",
            "（一）",
            "x #y",
            "---",
            "2026-11-02",
            "=1+1",
            "+86 1",
            "x:",
            "`",
        ];
        for one in hostile {
            let yaml = fields(schema::NOTICE, &[Leaf::text("title", one)]);
            let read = yaml::read(&yaml, 0).unwrap_or_else(|fault| panic!("{one}: {fault:?}"));
            let yaml::Value::Map(entries) = read.root.value else { panic!("{yaml}") };
            let yaml::Value::Scalar { text, .. } = &entries[0].1.value else { panic!("{yaml}") };
            assert_eq!(text, one);
        }
    }

    #[test]
    fn a_long_row_takes_a_line_a_field() {
        let long = "长".repeat(101);
        let row = Value::Map(vec![("id".into(), text("G01")), ("name".into(), text(&long))]);
        assert_eq!(list(schema::GOODS, &[row]), format!("- 编号: G01\n  名称: {long}\n"));
    }

    #[test]
    fn cells_with_signs_are_quoted() {
        let rows =
            [vec!["名称".to_owned(), "说明".to_owned()], vec!["甲,乙".to_owned(), "\"丙\"".to_owned()]];
        assert_eq!(csv(&rows), "\u{FEFF}名称,说明\r\n\"甲,乙\",\"\"\"丙\"\"\"\r\n");
    }
}
