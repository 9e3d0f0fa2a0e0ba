//! What a file says ↔ the JSON that the form has of it: Chinese keys, and every scalar a text.

use crate::parse::emit::Value;
use crate::parse::field::{Field, Shape, Table};
use crate::parse::revise::{ROWS, WHOLE};
use serde_json::{Map, Value as Json};

/// Beside the fields: the text below them.
pub(super) const BODY: &str = "正文";
/// Beside the fields: which state of the file the form was shown.
pub(super) const VERSION: &str = "版本";
/// What [`WHOLE`] is called in the form.
pub(super) const WORDS: &str = "一句话";
/// What [`ROWS`] is called in the form.
pub(super) const LINES: &str = "逐项";

pub(super) fn to_json(table: Table, fields: &[(String, Value)]) -> Map<String, Json> {
    fields.iter().filter_map(|(key, value)| entry_json(table, key, value)).collect()
}

fn entry_json(table: Table, key: &str, value: &Value) -> Option<(String, Json)> {
    match key {
        WHOLE => Some((WORDS.to_owned(), Json::String(value.as_text()?.to_owned()))),
        ROWS => Some((LINES.to_owned(), value_json(Shape::List(&Shape::Map(table)), value)?)),
        key => {
            let field = table.iter().find(|field| field.key == key)?;
            Some((field.alias.to_owned(), value_json(field.shape, value)?))
        }
    }
}

fn value_json(shape: Shape, value: &Value) -> Option<Json> {
    Some(match value {
        Value::Text(text) => Json::String(text.clone()),
        Value::List(items) => items.iter().filter_map(|item| value_json(of_item(shape), item)).collect(),
        Value::Map(fields) => Json::Object(to_json(shape.inner().unwrap_or_default(), fields)),
    })
}

/// What a list's items are.
fn of_item(shape: Shape) -> Shape {
    match shape {
        Shape::List(inner) => *inner,
        Shape::Shorts(table) => Shape::Short(table),
        other => other,
    }
}

/// The fields that say something, in the order of the table; what the table does not know is passed over.
pub(super) fn from_json(table: Table, map: &Map<String, Json>) -> Vec<(String, Value)> {
    let known = |field: &Field| Some((field.key.to_owned(), value(field.shape, map.get(field.alias)?)?));
    let words = map.get(WORDS).and_then(scalar).map(|text| (WHOLE.to_owned(), text));
    let rows = map.get(LINES).and_then(|rows| value(Shape::List(&Shape::Map(table)), rows));
    let rows = rows.map(|rows| (ROWS.to_owned(), rows));
    words.into_iter().chain(rows).chain(table.iter().filter_map(known)).collect()
}

fn value(shape: Shape, json: &Json) -> Option<Value> {
    match json {
        Json::Object(map) => {
            let fields = from_json(shape.inner()?, map);
            (!fields.is_empty()).then_some(Value::Map(fields))
        }
        Json::Array(items) => {
            let items: Vec<Value> = items.iter().filter_map(|item| value(of_item(shape), item)).collect();
            (!items.is_empty()).then_some(Value::List(items))
        }
        other => scalar(other),
    }
}

fn scalar(json: &Json) -> Option<Value> {
    let text = match json {
        Json::String(text) => text.replace("\r\n", "\n").trim().to_owned(),
        Json::Number(number) => number.to_string(),
        Json::Bool(flag) => if *flag { "是" } else { "否" }.to_owned(),
        _ => return None,
    };
    (!text.is_empty()).then_some(Value::Text(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collection::Collection;
    use crate::parse::revise::shown;
    use crate::parse::schema::{self, Root};

    fn table() -> Table<'static> {
        schema::of(Collection::Notices)
    }

    #[test]
    fn what_a_file_says_comes_back_as_it_was() {
        let text = "---\ntitle: 甲\nnumber: 010\nvillage: 上村\nposting: 10个工作日\nproject: {name: 路, period: 2026年, funds: [{source: 县, amount: 3万元}]}\n\
项目清单: [{名称: 路, 总额: 1}]\nattachments: [表.xlsx]\ndraft: true\n---\n";
        let said = shown(text, &Root::Map(table()), true).unwrap();
        let json = to_json(table(), &said.fields);
        let wanted = serde_json::json!({
            "标题": "甲", "文号": "010", "村": ["上村"], "公示期": {"一句话": "10个工作日"},
            "项目": {"名称": "路", "资金": [{"来源": "县", "金额": "3万元"}], "实施期限": {"一句话": "2026年"}},
            "项目清单": {"逐项": [{"名称": "路", "总额": "1"}]}, "附件": [{"文件": "表.xlsx"}], "草稿": "是",
        });
        assert_eq!(Json::Object(json.clone()), wanted);
        assert_eq!(from_json(table(), &json), said.fields);
    }

    #[test]
    fn what_is_empty_is_absent_and_what_is_unknown_is_passed_over() {
        let json = serde_json::json!({"标题": " 甲 ", "文号": "", "公示期": {"起": "", "张贴地点": []}, "附件": [{}], "人数": 3, "草稿": true});
        let Json::Object(map) = json else { panic!() };
        let texts: Vec<_> =
            from_json(table(), &map).into_iter().map(|(key, value)| format!("{key}={value:?}")).collect();
        assert_eq!(texts, ["title=Text(\"甲\")", "draft=Text(\"是\")"]);
    }
}
