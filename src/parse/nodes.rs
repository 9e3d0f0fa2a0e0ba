//! One node → a value, a list or words, or the fault that is told of it.

use super::faults::Faults;
use super::field::Field;
use super::limits;
use super::misread::{report_type, report_value, report_word};
use super::phone;
use super::yaml::{Node, Value};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::placeholder;
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
    if alone {
        report_dash(node, faults);
    }
    let words = list.iter().filter_map(|item| scalar(field, item, faults, read));
    words.filter(|word| !(alone && word.value.is_empty())).collect()
}

/// Reports what does not look like one telephone number. Several in one text are told as that.
pub(super) fn judge_phone(written: &Spanned<String>, faults: &Faults) {
    let number = &written.value;
    // told as that
    if number.contains(placeholder::MARK) {
        return;
    }
    let Some(odd) = phone::odd(number) else { return };
    let several: Vec<&str> =
        number.split(['、', '，', ',', '；', ';', '/', '／', ' ']).map(str::trim).collect();
    let (message, hint) = odd.words(number);
    let list = several.join(", ");
    let hint = match several.len() > 1 && several.iter().all(|one| phone::odd(one).is_none()) {
        true => text!("几个号码写成列表：电话: [{list}]", "Write several numbers as a list: phone: [{list}]"),
        false => hint,
    };
    let mut fault = Diagnostic::new(Code::PhoneShape, faults.file, written.span, message).hint(hint);
    fault.severity = odd.severity();
    faults.push(fault);
}

/// `-柳湾村公示栏`: an item without its space, or with a dash that is none.
fn report_dash(node: &Node, faults: &Faults) {
    let Value::Scalar { text, .. } = &node.value else { return };
    let signs = ['-', '－', '—', '–'];
    let item = text.trim_start_matches(signs).trim_start().split([' ', '\n']).next().unwrap_or_default();
    if !text.starts_with(signs) || item.is_empty() {
        return;
    }
    let message = text!("列表的减号没有起作用", "The dash of the list does nothing");
    let hint = text!("用英文减号，后面空一格：- {item}", "Use a hyphen with a space behind it: - {item}");
    faults.add(Code::YamlSyntax, Span::at(node.span.start as usize), message, hint);
}

/// The index of the choice that a word names; one that names none is told with the one that is meant.
pub(super) fn choice(
    field: &Field,
    word: Spanned<String>,
    choices: &[(&str, &str)],
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
