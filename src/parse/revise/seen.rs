//! What a node says by the table: every scalar as a text, whichever way its field is given.

use super::super::emit::Value;
use super::super::field::{Field, Shape, Table};
use super::super::value;
use super::super::yaml::{Key, Node, Value as Yaml};

/// Under this key stands what is given in words where there could be fields: `公示期: 自发布之日起10个工作日`.
pub const WHOLE: &str = "whole";
/// Under this key stand the rows of a list that a field, or a file, may be.
pub const ROWS: &str = "rows";

/// The entry of a field in a map.
pub(super) fn entry(entries: &[(Key, Node)], field: &Field) -> Option<usize> {
    entries.iter().position(|(key, _)| field.names().any(|name| name == key.text))
}

/// The fields of a map that say something.
pub(super) fn map(node: &Node, table: Table) -> Vec<(String, Value)> {
    let Yaml::Map(entries) = &node.value else { return Vec::new() };
    let said = |field: &Field| {
        let (_, node) = &entries[entry(entries, field)?];
        Some((field.key.to_owned(), said(node, field.shape)?))
    };
    table.iter().filter_map(said).collect()
}

/// The rows of a file that is a list.
pub(super) fn rows(node: &Node, table: Table) -> Vec<(String, Value)> {
    let rows: Vec<Value> = items(node, Shape::Map(table)).into_iter().map(|(_, value)| value).collect();
    if rows.is_empty() { Vec::new() } else { vec![(ROWS.to_owned(), Value::List(rows))] }
}

/// Those items of a list that say something.
pub(super) fn items<'n, 'a>(node: &'n Node<'a>, shape: Shape) -> Vec<(&'n Node<'a>, Value)> {
    let Yaml::List(items) = &node.value else { return Vec::new() };
    items.iter().filter_map(|item| Some((item, said(item, shape)?))).collect()
}

/// What a node says as a field of some shape; `None` when that is nothing, or nothing of that shape.
pub(super) fn said(node: &Node, shape: Shape) -> Option<Value> {
    match (&node.value, shape) {
        (Yaml::Null, _) | (_, Shape::Own) => None,
        (Yaml::Scalar { text, .. }, _) => alone(text.trim(), shape),
        (Yaml::List(_), Shape::List(inner)) => list(node, *inner),
        (Yaml::List(_), Shape::Shorts(table)) => list(node, Shape::Short(table)),
        (Yaml::List(_), Shape::Sheet(table)) => {
            Some(Value::Map(vec![(ROWS.to_owned(), list(node, Shape::Map(table))?)]))
        }
        (Yaml::Map(_), Shape::Shorts(table)) => Some(Value::List(vec![said(node, Shape::Short(table))?])),
        (Yaml::Map(_), Shape::List(_) | Shape::Sheet(_)) | (Yaml::List(_), _) => None,
        (Yaml::Map(_), shape) => {
            let fields = map(node, shape.inner()?);
            (!fields.is_empty()).then_some(Value::Map(fields))
        }
    }
}

fn list(node: &Node, shape: Shape) -> Option<Value> {
    let items: Vec<Value> = items(node, shape).into_iter().map(|(_, value)| value).collect();
    (!items.is_empty()).then_some(Value::List(items))
}

/// A scalar that stands for what is otherwise a map or a list.
fn alone(text: &str, shape: Shape) -> Option<Value> {
    let under = |key: &str| Some(Value::Map(vec![(key.to_owned(), Value::Text(text.to_owned()))]));
    match shape {
        _ if text.is_empty() => None,
        Shape::Map(_) | Shape::Own | Shape::List(&Shape::Map(_)) => None,
        Shape::NumberOr(_) | Shape::PeriodOr(_) | Shape::WindowOr(_) | Shape::Sheet(_) => under(WHOLE),
        Shape::Short(table) => under(table.first()?.key),
        Shape::Shorts(table) => Some(Value::List(vec![alone(text, Shape::Short(table))?])),
        Shape::List(inner) => Some(Value::List(vec![alone(text, *inner)?])),
        Shape::Choice(words) => Some(Value::Text(word(text, words))),
        Shape::Flag => {
            Some(Value::Text(value::flag(text).map_or_else(|| text.to_owned(), |yes| flag(yes).to_owned())))
        }
        _ => Some(Value::Text(text.to_owned())),
    }
}

/// A choice by its Chinese word.
fn word(text: &str, words: &[(&str, &str)]) -> String {
    words.iter().find(|(key, _)| *key == text).map_or(text, |(_, word)| word).to_owned()
}

fn flag(flag: bool) -> &'static str {
    if flag { "是" } else { "否" }
}
