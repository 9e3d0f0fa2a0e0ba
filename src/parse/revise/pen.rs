//! The edits that make maps, lists and scalars say something else, each in the style in which it stands.

use super::super::emit::{self, Value};
use super::super::field::{Field, Shape, Table};
use super::super::yaml::{Key, Node, Value as Yaml};
use super::align::{Step, align};
use super::lines::Lines;
use super::seen::{ROWS, entry, items, said};
use super::unusual::Unusual;
use super::written::{of_shape, written};
use crate::diagnostic::Edit;
use crate::source::Span;

type Entry<'a> = (Key<'a>, Node<'a>);

/// Collects edits of one text.
pub(super) struct Pen<'t> {
    lines: Lines<'t>,
    pub edits: Vec<Edit>,
}

impl<'t> Pen<'t> {
    pub(super) fn new(text: &'t str) -> Pen<'t> {
        Pen { lines: Lines(text), edits: Vec::new() }
    }

    /// The rows of a file that is a list.
    pub(super) fn rows(
        &mut self,
        node: &Node,
        table: Table,
        wanted: &[(String, Value)],
    ) -> Result<(), Unusual> {
        match wanted {
            [(key, Value::List(rows))] if key == ROWS => self.list(node, Shape::Map(table), rows),
            _ => Err(Unusual::Style),
        }
    }

    /// The fields of a map: those that say something else are changed, new ones stand where the table has them.
    pub(super) fn map(
        &mut self,
        node: &Node,
        table: Table,
        wanted: &[(String, Value)],
    ) -> Result<(), Unusual> {
        let Yaml::Map(entries) = &node.value else { return Err(Unusual::Style) };
        let flow = self.lines.is_flow(node);
        let (mut kept, mut gone, mut added) = (Vec::new(), Vec::new(), Vec::new());
        for (at, field) in table.iter().enumerate() {
            let value = wanted.iter().find(|(key, _)| key == field.key).map(|(_, value)| value);
            match (entry(entries, field), value) {
                (None, None) => {}
                (None, Some(value)) => added.push((at, field, value)),
                (Some(i), None) if said(&entries[i].1, field.shape).is_some() => gone.push(i),
                (Some(i), value) => {
                    kept.push((at, i));
                    if let Some(value) =
                        value.filter(|value| said(&entries[i].1, field.shape).as_ref() != Some(value))
                    {
                        self.change(&entries[i], field, value, flow)?;
                    }
                }
            }
        }
        self.remove(entries, &gone, flow)?;
        let first = (0..entries.len()).find(|i| !gone.contains(i));
        for (at, field, value) in added {
            let above = kept.iter().filter(|(other, _)| *other < at).max().map(|&(_, i)| i);
            self.add(entries, above, first, field, value, flow)?;
        }
        Ok(())
    }

    /// Changes a field in place; as a whole where its insides cannot be.
    fn change(
        &mut self,
        (key, node): &Entry,
        field: &Field,
        value: &Value,
        flow: bool,
    ) -> Result<(), Unusual> {
        let before = self.edits.len();
        if self.inside(node, field.shape, value).is_ok() {
            return Ok(());
        }
        self.edits.truncate(before);
        let value = written(field, value)?;
        let inner = field.shape.inner().unwrap_or_default();
        if flow && matches!(node.value, Yaml::Null) {
            return Err(Unusual::Style);
        }
        if flow {
            return self.put(node.span, emit::flow(inner, &value));
        }
        let span = Span::new(key.span.end as usize, self.lines.end(key, node));
        let column = self.lines.column(key.span.start as usize);
        self.put(span, indented(&emit::behind(inner, &value), column))
    }

    /// Changes a value without what is around it.
    fn inside(&mut self, node: &Node, shape: Shape, value: &Value) -> Result<(), Unusual> {
        match (&node.value, value, shape) {
            (Yaml::Scalar { .. }, _, _) => match of_shape(shape, value)? {
                Value::Text(text) => self.scalar(node, &text),
                Value::List(items) => self.one(node, items.as_slice()),
                map @ Value::Map(_) => self.one(node, &[map]),
            },
            (Yaml::Map(_), Value::Map(entries), _)
                if of_shape(shape, value).is_ok_and(|v| matches!(v, Value::Map(_))) =>
            {
                self.map(node, shape.inner().ok_or(Unusual::Style)?, entries)
            }
            (Yaml::List(_), Value::List(rows), Shape::List(inner)) => self.list(node, *inner, rows),
            (Yaml::List(_), Value::List(rows), Shape::Shorts(table)) => {
                self.list(node, Shape::Short(table), rows)
            }
            (Yaml::List(_), Value::Map(entries), Shape::Sheet(table)) => self.rows(node, table, entries),
            _ => Err(Unusual::Style),
        }
    }

    /// A scalar that stands for a list of one, or for a map of its first field.
    fn one(&mut self, node: &Node, items: &[Value]) -> Result<(), Unusual> {
        match items {
            [Value::Text(text)] => self.scalar(node, text),
            [Value::Map(entries)] => match entries.as_slice() {
                [(_, Value::Text(text))] => self.scalar(node, text),
                _ => Err(Unusual::Style),
            },
            _ => Err(Unusual::Style),
        }
    }

    /// In the quotes in which it stood.
    fn scalar(&mut self, node: &Node, text: &str) -> Result<(), Unusual> {
        if text.contains('\n') || self.lines.is_block(node) {
            return Err(Unusual::Style);
        }
        let span = self.lines.trimmed(node.span);
        let new = match self.lines.first(span) {
            Some('"') => emit::quoted(text),
            Some('\'') if !text.contains(char::is_control) => format!("'{}'", text.replace('\'', "''")),
            _ => emit::scalar(text),
        };
        self.put(span, new)
    }

    fn remove(&mut self, entries: &[Entry], gone: &[usize], flow: bool) -> Result<(), Unusual> {
        if flow {
            let whole = |(key, node): &Entry| Span { start: key.span.start, end: node.span.end };
            self.cut(&entries.iter().map(whole).collect::<Vec<_>>(), gone);
            return Ok(());
        }
        for &i in gone {
            let (key, node) = &entries[i];
            let start = key.span.start as usize;
            let line = self.lines.line_start(start);
            let span = match (self.lines.is_blank(line, start), entries.get(i + 1)) {
                (true, _) => Span::new(line, self.lines.next_line(self.lines.end(key, node))),
                // behind the dash of an item
                (false, Some((next, _))) => Span::new(start, next.span.start as usize),
                (false, None) => return Err(Unusual::Style),
            };
            self.put(span, String::new())?;
        }
        Ok(())
    }

    fn add(
        &mut self,
        entries: &[Entry],
        above: Option<usize>,
        first: Option<usize>,
        field: &Field,
        value: &Value,
        flow: bool,
    ) -> Result<(), Unusual> {
        let value = written(field, value)?;
        let inner = field.shape.inner().unwrap_or_default();
        let (key, node) = &entries[above.or(first).ok_or(Unusual::Style)?];
        if flow {
            let new = format!("{}: {}", field.alias, emit::flow(inner, &value));
            return match above {
                Some(_) => self.put(Span::at(node.span.end as usize), format!(", {new}")),
                None => self.put(Span::at(key.span.start as usize), format!("{new}, ")),
            };
        }
        let column = self.lines.column(key.span.start as usize);
        let lines = indented(&format!("{}{}", field.alias, emit::behind(inner, &value)), column);
        match above {
            Some(_) => {
                let end = self.lines.line_end(self.lines.end(key, node));
                self.put(Span::at(end), format!("\n{}{lines}", " ".repeat(column)))
            }
            None => self.put(Span::at(key.span.start as usize), format!("{lines}\n{}", " ".repeat(column))),
        }
    }

    /// The items of a list: those that stayed are left alone.
    fn list(&mut self, node: &Node, shape: Shape, wanted: &[Value]) -> Result<(), Unusual> {
        let (nodes, old): (Vec<&Node>, Vec<Value>) = items(node, shape).into_iter().unzip();
        if old.is_empty() || wanted.is_empty() {
            return Err(Unusual::Style);
        }
        let (flow, mut last, mut gone) = (self.lines.is_flow(node), None, Vec::new());
        for step in align(&old, wanted) {
            match step {
                Step::Keep(i) => last = Some(i),
                Step::Change(i, j) => {
                    self.item(nodes[i], shape, &wanted[j])?;
                    last = Some(i);
                }
                Step::Remove(i) => gone.push(i),
                Step::Add(j) => self.add_item(&nodes, last, shape, &wanted[j], flow)?,
            }
        }
        self.remove_items(&nodes, &gone, flow)
    }

    fn item(&mut self, node: &Node, shape: Shape, value: &Value) -> Result<(), Unusual> {
        let before = self.edits.len();
        if self.inside(node, shape, value).is_ok() {
            return Ok(());
        }
        self.edits.truncate(before);
        let new = emit::flow(shape.inner().unwrap_or_default(), &of_shape(shape, value)?);
        self.put(self.lines.trimmed(node.span), new)
    }

    fn remove_items(&mut self, nodes: &[&Node], gone: &[usize], flow: bool) -> Result<(), Unusual> {
        if flow {
            self.cut(&nodes.iter().map(|node| node.span).collect::<Vec<_>>(), gone);
            return Ok(());
        }
        for &i in gone {
            let dash = self.lines.dash(nodes[i])?;
            let line = self.lines.line_start(dash);
            if !self.lines.is_blank(line, dash) {
                return Err(Unusual::Style);
            }
            let end = self.lines.next_line(self.lines.trimmed(nodes[i].span).end as usize);
            self.put(Span::new(line, end), String::new())?;
        }
        Ok(())
    }

    fn add_item(
        &mut self,
        nodes: &[&Node],
        last: Option<usize>,
        shape: Shape,
        value: &Value,
        flow: bool,
    ) -> Result<(), Unusual> {
        let (inner, value) = (shape.inner().unwrap_or_default(), of_shape(shape, value)?);
        let beside = nodes[last.unwrap_or_default()];
        if flow {
            let new = emit::flow(inner, &value);
            return match last {
                Some(_) => self.put(Span::at(beside.span.end as usize), format!(", {new}")),
                None => self.put(Span::at(beside.span.start as usize), format!("{new}, ")),
            };
        }
        let dash = self.lines.dash(beside)?;
        let column = self.lines.column(dash);
        let lines = indented(&emit::one(inner, &value), column);
        match last {
            Some(_) => {
                let end = self.lines.line_end(self.lines.trimmed(beside.span).end as usize);
                self.put(Span::at(end), format!("\n{}{lines}", " ".repeat(column)))
            }
            None => self.put(Span::at(dash), format!("{lines}\n{}", " ".repeat(column))),
        }
    }

    /// Cuts some out of a row, each with one of the commas beside it.
    fn cut(&mut self, spans: &[Span], gone: &[usize]) {
        for run in gone.chunk_by(|one, next| one + 1 == *next) {
            let (first, last) = (run[0], run[run.len() - 1]);
            let (start, end) = match (first.checked_sub(1), spans.get(last + 1)) {
                (_, Some(next)) => (spans[first].start, next.start),
                (Some(before), None) => (spans[before].end, spans[last].end),
                (None, None) => (spans[first].start, spans[last].end),
            };
            self.edits.push(Edit { span: Span { start, end }, text: String::new() });
        }
    }

    fn put(&mut self, span: Span, text: String) -> Result<(), Unusual> {
        self.edits.push(Edit { span, text });
        Ok(())
    }
}

/// Lines of which all but the first stand further in.
fn indented(lines: &str, column: usize) -> String {
    let space = format!("\n{}", " ".repeat(column));
    lines.trim_end_matches('\n').replace('\n', &space)
}
