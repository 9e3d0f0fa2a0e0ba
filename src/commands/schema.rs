//! `schema`: JSON Schema of every content file, from the same tables that reading uses.

use super::desk::{Command, Desk, Ending, Ran};
use super::help::Words;
use super::output::put_json;
use crate::parse::field::{Shape, Table};
use crate::parse::schema::{FileSchema, Root, files};
use clap::Args;
use serde_json::{Map, Value, json};

#[derive(Args)]
#[group(skip)]
pub(super) struct Schema {}

impl Command for Schema {
    const NAME: &'static str = "schema";

    fn told(command: clap::Command, words: Words) -> clap::Command {
        command.about(words.say(
            "输出内容文件的 JSON Schema，供编辑器使用",
            "Print JSON Schema of every content file, for editors",
        ))
    }

    fn run(self, _: &Desk) -> Ran {
        put_json(&document());
        Ok(Ending::Done)
    }
}

/// One document: a schema for every file under `$defs`, each with the files it is for.
fn document() -> Value {
    let definitions: Map<String, Value> =
        files().iter().map(|file| (file.name.to_owned(), schema(file))).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Zhangbang content",
        "description": "Each definition is for the files named in x-files; of a Markdown file it describes the front matter.",
        "$defs": definitions,
    })
}

fn schema(file: &FileSchema) -> Value {
    let mut schema = match file.root {
        Root::Map(fields) => map(fields),
        Root::ListOf(fields) => json!({"type": "array", "items": map(fields)}),
        Root::MapOf(fields) => json!({"type": "object", "additionalProperties": map(fields)}),
    };
    schema["title"] = json!(file.name_zh);
    schema["x-files"] = json!(file.files);
    schema
}

/// Both names of every field; a required one may be given by either.
fn map(fields: Table) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    let mut exclusive = Vec::new();
    for field in fields {
        let mut shape = shape(field.shape);
        shape["title"] = json!(field.alias);
        properties.insert(field.key.to_owned(), shape.clone());
        shape["title"] = json!(field.key);
        let names: Vec<&str> = field.names().collect();
        for name in &names[1..] {
            properties.insert((*name).to_owned(), shape.clone());
        }
        if field.required {
            let either: Vec<Value> = names.iter().map(|name| json!({"required": [name]})).collect();
            required.push(json!({"anyOf": either}));
        }
        let pairs = names
            .iter()
            .enumerate()
            .flat_map(|(i, name)| names[i + 1..].iter().map(move |other| (name, other)));
        exclusive.extend(pairs.map(|(name, other)| json!({"required": [name, other]})));
    }
    let mut schema = json!({"type": "object", "properties": properties, "additionalProperties": false});
    schema["not"] = json!({"anyOf": exclusive});
    if !required.is_empty() {
        schema["allOf"] = Value::Array(required);
    }
    schema
}

fn shape(shape_of: Shape) -> Value {
    match shape_of {
        Shape::Text | Shape::Phone => json!({"type": ["string", "number"]}),
        Shape::Date => {
            json!({"type": "string", "description": "2026-11-02, 2026/11/2, 2026.11.2, 2026年11月2日"})
        }
        Shape::DateTime => json!({"type": "string", "description": "2026-11-08 14:30, 2026-11-08"}),
        Shape::Count => json!({"type": "integer", "minimum": 0}),
        Shape::Number => json!({"type": "integer"}),
        Shape::Decimal => json!({"type": "number", "multipleOf": 0.001}),
        Shape::Own => json!({"type": "object", "description": "列里写的各项"}),
        Shape::Hours => json!({"type": "number", "minimum": 0, "multipleOf": 0.1}),
        Shape::FirstDay => json!({"type": "string", "description": "2026-11-02, 发布之日"}),
        Shape::LastDay => json!({"type": "string", "description": "2026-11-12, 长期"}),
        Shape::Length => json!({"type": ["integer", "string"], "description": "10, 10个工作日"}),
        Shape::WindowOr(fields) => {
            json!({"anyOf": [{"type": "string", "description": "自发布之日起10个工作日"}, map(fields)]})
        }
        Shape::Sheet(fields) => {
            json!({"anyOf": [{"type": "string"}, {"type": "array", "items": map(fields)}]})
        }
        Shape::Percent => json!({"type": ["integer", "string"], "description": "60%"}),
        Shape::Money => json!({"type": ["number", "string"], "description": "元 (yuan)"}),
        Shape::Flag => json!({"enum": [true, false, "是", "否"]}),
        Shape::Choice(words) => {
            json!({"enum": words.iter().flat_map(|word| [word.0, word.1]).collect::<Vec<_>>()})
        }
        Shape::List(item) => json!({"type": "array", "items": shape(*item)}),
        Shape::Map(fields) => map(fields),
        Shape::PeriodOr(fields) => {
            json!({"anyOf": [{"type": ["integer", "string"], "description": "2026年, 2026-05"}, map(fields)]})
        }
        Shape::Short(fields) => short(fields),
        Shape::Shorts(fields) => {
            json!({"anyOf": [short(fields), {"type": "array", "items": short(fields)}]})
        }
        Shape::NumberOr(fields) => json!({"anyOf": [{"type": "integer"}, map(fields)]}),
    }
}

/// A map, or its first field's value alone.
fn short(fields: Table) -> Value {
    let alone = fields.first().map_or(Value::Null, |first| shape(first.shape));
    json!({"anyOf": [alone, map(fields)]})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_stands_under_both_names() {
        let document = document();
        let notice = &document["$defs"]["notice"]["properties"];
        assert_eq!(notice["title"]["title"], "标题");
        assert_eq!(notice["公示期"]["anyOf"][1]["properties"]["起"]["title"], "from");
    }
}
