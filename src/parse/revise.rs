//! A content file in which some values are others: everything else of its text stays as it is.
//!
//! What a file says is [`shown`] by the field table, every scalar as a text; whoever changed some of that gets the few
//! [`Edit`]s that make the file say it, with comments, order, spellings and quotes left alone. Whether they do is found by
//! reading what would come out: a text that is written in a way that cannot be edited so is refused, never bent.

mod align;
mod lines;
mod pen;
mod seen;
mod unusual;
mod written;

use super::emit::{self, Leaf, Value};
use super::faults::Faults;
use super::field::Table;
use super::front_matter;
use super::schema::Root;
use super::yaml::Node;
use crate::diagnostic::{Edit, applied};
use crate::source::{SourceId, Span};
use pen::Pen;

pub use seen::{ROWS, WHOLE};
pub use unusual::Unusual;

/// What a file says: its fields by key, in the order of the table, and the text below them. What is empty is absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Its fields; of a file that is one list, that under [`ROWS`].
    pub fields: Vec<(String, Value)>,
    /// Without the blank lines around it.
    pub body: String,
}

/// What a file says; `None` when it cannot be read.
pub fn shown(text: &str, root: &Root, has_body: bool) -> Option<Said> {
    let place = Place::of(text, has_body)?;
    place
        .read(text, root, |node| match root {
            Root::ListOf(table) => seen::rows(node, table),
            Root::Map(table) | Root::MapOf(table) => seen::map(node, table),
        })
        .map(|fields| Said { fields, body: text[place.body.range()].to_owned() })
}

/// The edits after which a file says what is wanted.
///
/// # Errors
/// When it cannot be made to by changing no more than that.
pub fn revision(text: &str, root: &Root, has_body: bool, wanted: &Said) -> Result<Vec<Edit>, Unusual> {
    let before = shown(text, root, has_body).ok_or(Unusual::Unreadable)?;
    let place = Place::of(text, has_body).ok_or(Unusual::Unreadable)?;
    let mut edits = match before.fields == wanted.fields {
        true => Vec::new(),
        false => place
            .read(text, root, |node| fields(text, node, root, &wanted.fields))
            .ok_or(Unusual::Unreadable)??,
    };
    edits.extend(body(text, place.body, &wanted.body));
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    if edits.windows(2).any(|two| two[1].span.start < two[0].span.end) {
        return Err(Unusual::Style);
    }
    match shown(&applied(text, &edits), root, has_body) {
        Some(said) if said == *wanted => Ok(edits),
        _ => Err(Unusual::Style),
    }
}

/// The text of a file that is not there yet.
///
/// # Errors
/// When a field is given in its two ways at once.
pub fn new_file(root: &Root, has_body: bool, said: &Said) -> Result<String, Unusual> {
    let fields = match root {
        Root::Map(table) | Root::MapOf(table) => emit::fields(table, &leaves(table, &said.fields, "")?),
        Root::ListOf(table) => emit::list(table, &written::rows(table, &said.fields)?),
    };
    Ok(match has_body {
        true if said.body.is_empty() => format!("---\n{fields}---\n"),
        true => format!("---\n{fields}---\n\n{}\n", said.body),
        false => fields,
    })
}

/// Maps become fields of their own, so that each stands in its line.
fn leaves(table: Table, fields: &[(String, Value)], above: &str) -> Result<Vec<Leaf>, Unusual> {
    let mut leaves = Vec::new();
    for (key, value) in fields {
        let Some(field) = table.iter().find(|field| field.key == key) else { continue };
        let path = format!("{above}{key}");
        match (written::written(field, value)?, field.shape.inner()) {
            (Value::Map(_), Some(inner)) => {
                let Value::Map(inside) = value else { return Err(Unusual::Style) };
                leaves.extend(self::leaves(inner, inside, &format!("{path}."))?);
            }
            (value, _) => leaves.push(Leaf { path, value, remark: None }),
        }
    }
    Ok(leaves)
}

fn fields(text: &str, node: &Node, root: &Root, wanted: &[(String, Value)]) -> Result<Vec<Edit>, Unusual> {
    let mut pen = Pen::new(text);
    match root {
        Root::ListOf(table) => pen.rows(node, table, wanted)?,
        Root::Map(table) | Root::MapOf(table) => pen.map(node, table, wanted)?,
    }
    Ok(pen.edits)
}

/// What is between the first and the last letter in which two bodies differ.
fn body(text: &str, span: Span, wanted: &str) -> Option<Edit> {
    let before = &text[span.range()];
    if before == wanted {
        return None;
    }
    if before.is_empty() {
        let gap = if text[..span.range().start].ends_with('\n') { "\n" } else { "\n\n" };
        return Some(Edit { span, text: format!("{gap}{wanted}\n") });
    }
    let same = |(a, b): &(char, char)| a == b;
    let head: usize = before.chars().zip(wanted.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let tails = before[head..].chars().rev().zip(wanted[head..].chars().rev());
    let tail: usize = tails.take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let (start, end) = (span.start as usize + head, span.end as usize - tail);
    Some(Edit { span: Span::new(start, end), text: wanted[head..wanted.len() - tail].to_owned() })
}

/// Where a file's halves lie.
struct Place {
    yaml: Span,
    /// Without the blank lines around it.
    body: Span,
}

impl Place {
    fn of(text: &str, has_body: bool) -> Option<Place> {
        if !has_body {
            return Some(Place { yaml: Span::new(0, text.len()), body: Span::at(text.len()) });
        }
        let halves = front_matter::split(text)?;
        let after = &text[halves.body_start..];
        let start = halves.body_start + (after.len() - after.trim_start_matches(['\n', '\r']).len());
        let end = start.max(halves.body_start + after.trim_end().len());
        let body = if start == end { Span::at(text.len()) } else { Span::new(start, end) };
        Some(Place { yaml: halves.yaml, body })
    }

    fn read<T>(&self, text: &str, root: &Root, look: impl FnOnce(&Node) -> T) -> Option<T> {
        let (Root::Map(table) | Root::ListOf(table) | Root::MapOf(table)) = *root;
        let (faults, mut mended) = (Faults::new(SourceId::NOWHERE), String::new());
        let yaml = &text[self.yaml.range()];
        front_matter::tree(yaml, self.yaml.start as usize, &[table], &mut mended, &faults)
            .map(|node| look(&node))
    }
}

#[cfg(test)]
mod tests;
