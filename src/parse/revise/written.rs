//! What a field is to say → what is written for it, in the one of its ways that was chosen.

use super::super::emit::Value;
use super::super::field::{Field, Shape, Table};
use super::seen::{ROWS, WHOLE};
use super::unusual::Unusual;

/// What is written for a field.
///
/// # Errors
/// When it is given in its two ways at once.
pub(super) fn written(field: &Field, value: &Value) -> Result<Value, Unusual> {
    of_shape(field.shape, value).map_err(|wrong| match wrong {
        Unusual::BothWays(name) if name.is_empty() => Unusual::BothWays(field.alias.to_owned()),
        wrong => wrong,
    })
}

/// The rows of a file that is a list.
pub(super) fn rows(table: Table, fields: &[(String, Value)]) -> Result<Vec<Value>, Unusual> {
    match fields {
        [(key, Value::List(rows))] if key == ROWS => {
            rows.iter().map(|row| of_shape(Shape::Map(table), row)).collect()
        }
        _ => Ok(Vec::new()),
    }
}

pub(super) fn of_shape(shape: Shape, value: &Value) -> Result<Value, Unusual> {
    match (value, shape) {
        (Value::List(items), Shape::List(inner)) => list(items, *inner),
        (Value::List(items), Shape::Shorts(table)) => list(items, Shape::Short(table)),
        (Value::Map(entries), Shape::Sheet(table)) => match entries.as_slice() {
            [(key, Value::List(rows))] if key == ROWS => list(rows, Shape::Map(table)),
            _ => in_words(entries).ok_or(Unusual::BothWays(String::new())),
        },
        (Value::Map(entries), shape) => match in_words(entries) {
            Some(words) => Ok(words),
            None => map(entries, shape.inner().ok_or(Unusual::Style)?),
        },
        (Value::List(_), _) => Err(Unusual::Style),
        (Value::Text(text), _) => Ok(Value::Text(text.clone())),
    }
}

fn in_words(entries: &[(String, Value)]) -> Option<Value> {
    match entries {
        [(key, words @ Value::Text(_))] if key == WHOLE => Some(words.clone()),
        _ => None,
    }
}

fn list(items: &[Value], shape: Shape) -> Result<Value, Unusual> {
    items.iter().map(|item| of_shape(shape, item)).collect::<Result<_, _>>().map(Value::List)
}

fn map(entries: &[(String, Value)], table: Table) -> Result<Value, Unusual> {
    let mut out = Vec::new();
    for (key, value) in entries {
        let field = table.iter().find(|field| field.key == key).ok_or(Unusual::BothWays(String::new()))?;
        out.push((key.clone(), written(field, value)?));
    }
    Ok(Value::Map(out))
}
