//! `#[cfg(test)]`: what carries it is no part of the house.

use syn::{Attribute, Item, Meta};

pub(crate) fn is_for_tests(item: &Item) -> bool {
    for_tests(attributes(item))
}

pub(crate) fn for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(is_test_mark)
}

/// `cfg(test)`, alone or as one demand among `all(…)`.
fn is_test_mark(attribute: &Attribute) -> bool {
    let Meta::List(list) = &attribute.meta else { return false };
    let demand = list.tokens.to_string().replace(' ', "");
    let all = demand.strip_prefix("all(").and_then(|inner| inner.strip_suffix(')'));
    list.path.is_ident("cfg") && all.unwrap_or(&demand).split(',').any(|part| part == "test")
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}
