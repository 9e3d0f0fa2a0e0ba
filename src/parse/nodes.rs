//! One node → a value, a list or words, or the fault that is told of it.

use super::faults::Faults;
use super::field::Field;
use super::limits;
use super::misread::{report_type, report_value, report_word};
use super::value;
use super::yaml::{Node, Value};
use crate::diagnostic::Code;
use crate::source::{Span, Spanned};
use crate::text;

pub(super) fn scalar<T>(
    field: &Field,
    node: &Node,
    faults: &Faults,
    read: impl FnOnce(&str) -> Option<T>,
) -> Option<Spanned<T>> {
    let Value::Scalar { text, .. } = &node.value else {
        report_type(field, node, faults);
        return None;
    };
    match read(text) {
        Some(value) => Some(Spanned::new(value, node.span)),
        None => {
            report_value(field, text, node.span, faults);
            None
        }
    }
}

/// The entries of a list.
pub(super) fn items<'n, 'a>(field: &Field, node: &'n Node<'a>, faults: &Faults) -> Option<&'n [Node<'a>]> {
    match &node.value {
        Value::List(items) => Some(first_of(items, limits::LIST, faults)),
        _ => {
            report_type(field, node, faults);
            None
        }
    }
}

/// A list of texts; a single text is a list of one, and an empty one is none.
pub(super) fn words(field: &Field, node: &Node, faults: &Faults) -> Vec<Spanned<String>> {
    let read = |text: &str| Some(text.trim().to_owned());
    let (list, alone) = match node.value {
        Value::Scalar { .. } => (std::slice::from_ref(node), true),
        _ => (items(field, node, faults).unwrap_or_default(), false),
    };
    let words = list.iter().filter_map(|item| scalar(field, item, faults, read));
    words.filter(|word| !(alone && word.value.is_empty())).collect()
}

/// Reports what does not look like one telephone number. Several in one text are told as that.
pub(super) fn judge_phone(phone: &Spanned<String>, faults: &Faults) {
    let number = &phone.value;
    if value::is_phone(number) {
        return;
    }
    let several: Vec<&str> =
        number.split(['、', '，', ',', '；', ';', '/', '／', ' ']).map(str::trim).collect();
    let hint = if several.len() > 1 && several.iter().all(|one| value::is_phone(one)) {
        let list = several.join(", ");
        text!("几个号码写成列表：电话: [{list}]", "Write several numbers as a list: phone: [{list}]")
    } else {
        text!(
            "写区号加号码，如 0999-0001234，或 12345、400-000-0000",
            "Write area code and number, such as 0999-0001234, or 12345, 400-000-0000"
        )
    };
    let message = text!("“{number}”不像电话号码", "`{number}` does not look like a telephone number");
    faults.add(Code::PhoneShape, phone.span, message, hint);
}

/// The index of the choice that a word names; one that names none is told with the one that is meant.
pub(super) fn choice(
    field: &Field,
    word: Spanned<String>,
    choices: &[(&'static str, &'static str)],
    faults: &Faults,
) -> Option<Spanned<usize>> {
    let found = choices.iter().position(|&(en, zh)| word.value == en || word.value == zh);
    if found.is_none() {
        report_word(field, &word, choices, faults);
    }
    Some(Spanned::new(found?, word.span))
}

/// The first of a list's entries, so many as are read; that there are more is reported.
pub(super) fn first_of<'n, 'a>(items: &'n [Node<'a>], most: usize, faults: &Faults) -> &'n [Node<'a>] {
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
