//! The JSON Schema (2020-12) of every set.

use super::cell::Sort;
use super::column::{Column, Set};
use super::columns::of;
use crate::plan::addresses::{Addresses, Floors};
use crate::plan::shelves::DataSet;
use serde_json::{Map, Value, json};

pub(super) fn document(floors: &Floors) -> Vec<u8> {
    let own = floors.addresses.absolute(&Addresses::data("schema", "json"));
    let sets: Map<String, Value> =
        DataSet::all().map(|set| (set.name().to_owned(), of_set(&of(set)))).collect();
    let document = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": own,
        "title": format!("{}开放数据", floors.facts.content.site.name.value),
        "$defs": sets,
    });
    let mut bytes = serde_json::to_vec_pretty(&document).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn of_set(set: &Set) -> Value {
    let properties: Map<String, Value> =
        set.columns.iter().map(|column| (column.key.to_owned(), of_column(column))).collect();
    let required: Vec<&str> = set.columns.iter().map(|column| column.key).collect();
    let item = json!({
        "type": "object", "properties": properties, "required": required, "additionalProperties": false,
    });
    json!({
        "title": set.title,
        "description": set.about,
        "type": "object",
        "properties": {
            "site": {"type": "string"},
            "title": {"type": "string"},
            "as_of": {"type": "string", "format": "date", "description": "数据日期"},
            "schema": {"type": "string", "format": "uri"},
            "terms": {"type": "string", "format": "uri"},
            "count": {"type": "integer", "minimum": 0},
            "items": {"type": "array", "items": item},
        },
        "required": ["site", "title", "as_of", "schema", "terms", "count", "items"],
    })
}

fn of_column(column: &Column) -> Value {
    let mut value = of_sort(column.sort);
    if let Value::Object(map) = &mut value {
        map.insert("title".into(), column.title.into());
        if !column.about.is_empty() {
            map.insert("description".into(), column.about.into());
        }
    }
    value
}

fn of_sort(sort: Sort) -> Value {
    match sort {
        Sort::Name => json!({"type": "string"}),
        Sort::Text => json!({"type": ["string", "null"]}),
        Sort::Date => json!({"type": ["string", "null"], "format": "date"}),
        Sort::Time => json!({"type": ["string", "null"], "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$"}),
        Sort::Whole => json!({"type": ["integer", "null"]}),
        Sort::Yuan => json!({"type": ["number", "null"], "minimum": 0}),
        Sort::Named => json!({"type": "array", "items": {
            "type": "object",
            "properties": {
                "key": {"type": "string"},
                "name": {"type": "string"},
                "value": {"type": ["string", "number"]},
            },
            "required": ["key", "name", "value"],
            "additionalProperties": false,
        }}),
        Sort::Funds => json!({"type": "array", "items": {
            "type": "object",
            "properties": {"source": {"type": "string"}, "amount": {"type": ["number", "null"], "minimum": 0}},
            "required": ["source", "amount"],
            "additionalProperties": false,
        }}),
    }
}
