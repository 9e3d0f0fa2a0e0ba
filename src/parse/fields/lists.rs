//! Fields that hold lists: of words, texts, dates and maps.

use super::Fields;
use super::scalar;
use crate::diagnostic::Code;
use crate::parse::faults::Faults;
use crate::parse::field::{Field, Shape};
use crate::parse::limits;
use crate::parse::misread::{first_line, report_type, report_word};
use crate::parse::value;
use crate::parse::yaml::{Node, Value};
use crate::source::{Span, Spanned};
use crate::text;
use jiff::civil::Date;

impl<'a> Fields<'a> {
    /// Indices of the chosen words in the field's choices, where several may be chosen. A word that is none of
    /// them is told with the one that is meant; a single word is a list of one.
    pub(in crate::parse) fn choices(&self, key: &str) -> Vec<Spanned<usize>> {
        let Some((field, node)) = self.node(key) else { return Vec::new() };
        let Shape::List(Shape::Choice(choices)) = field.shape else { return Vec::new() };
        let read = |text: &str| Some(text.trim().to_owned());
        let known = |word: Spanned<String>| {
            let found = choices.iter().position(|&(en, zh)| word.value == en || word.value == zh);
            match found {
                Some(index) => Some(Spanned::new(index, word.span)),
                None => {
                    report_word(field, &word, choices, self.faults);
                    None
                }
            }
        };
        let items = match node.value {
            Value::Scalar { .. } => std::slice::from_ref(node),
            _ => self.items(field, node).unwrap_or_default(),
        };
        items.iter().filter_map(|item| scalar(field, item, self.faults, read)).filter_map(known).collect()
    }

    /// A list of maps, each read by `read`; `None` when the field is absent.
    pub(in crate::parse) fn maps<T>(
        &self,
        key: &str,
        read: impl Fn(&Fields<'a>) -> T,
    ) -> Option<Vec<Spanned<T>>> {
        let (field, node) = self.node(key)?;
        let open = |item: &'a Node<'a>| match field.shape {
            Shape::List(Shape::Map(table)) => Fields::open(item, table, first_line(item.span), self.faults),
            Shape::Shorts(table) => self.short(item, table),
            _ => None,
        };
        let items = match (field.shape, &node.value) {
            (Shape::Shorts(_), Value::Scalar { .. }) => std::slice::from_ref(node),
            _ => self.items(field, node)?,
        };
        Some(items.iter().filter_map(open).map(|fields| Spanned::new(read(&fields), fields.span)).collect())
    }

    /// A list of maps that may also be said to be empty in a word: `异议: 无`.
    pub(in crate::parse) fn maps_or_none<T>(
        &self,
        key: &str,
        read: impl Fn(&Fields<'a>) -> T,
    ) -> Option<Vec<Spanned<T>>> {
        match &self.node(key)?.1.value {
            Value::Scalar { text, .. } if value::is_none(text) => Some(Vec::new()),
            _ => self.maps(key, read),
        }
    }

    /// A list of texts; a single text is a list of one.
    pub(in crate::parse) fn texts(&self, key: &str) -> Vec<Spanned<String>> {
        let Some((field, node)) = self.node(key) else { return Vec::new() };
        if matches!(node.value, Value::Scalar { .. }) {
            return self.text(key).into_iter().collect();
        }
        let read = |text: &str| Some(text.trim().to_owned());
        let items = self.items(field, node).unwrap_or_default();
        items.iter().filter_map(|item| scalar(field, item, self.faults, read)).collect()
    }

    /// A list of dates.
    pub(in crate::parse) fn dates(&self, key: &str) -> Vec<Spanned<Date>> {
        let Some((field, node)) = self.node(key) else { return Vec::new() };
        let items = self.items(field, node).unwrap_or_default();
        let date = Field { shape: Shape::Date, ..*field };
        items.iter().filter_map(|item| scalar(&date, item, self.faults, value::date)).collect()
    }

    fn items(&self, field: &Field, node: &'a Node<'a>) -> Option<&'a [Node<'a>]> {
        match &node.value {
            Value::List(items) => Some(first_of(items, limits::LIST, self.faults)),
            _ => {
                report_type(field, node, self.faults);
                None
            }
        }
    }
}

/// The first of a list's entries, so many as are read; that there are more is reported.
pub(in crate::parse) fn first_of<'n, 'a>(
    items: &'n [Node<'a>],
    most: usize,
    faults: &Faults,
) -> &'n [Node<'a>] {
    let Some(beyond) = items.get(most) else { return items };
    faults.add(
        Code::FileTooLarge,
        Span::at(beyond.span.start as usize),
        text!(
            "这个列表超过 {most} 项，从这里起不读",
            "This list has more than {most} entries, which are not read from here on"
        ),
        text!("分成几个文件，或者删去多余的", "Divide it into several files, or remove what is not needed"),
    );
    &items[..most]
}
