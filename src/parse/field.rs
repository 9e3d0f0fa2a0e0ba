//! Field tables: which keys a map may have, under which two names, holding what.
//!
//! One table a map serves the readers, `field-unknown`'s suggestions, `schema` and the handbook's test.

/// One field of a map.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    pub key: &'static str,
    pub alias: &'static str,
    pub shape: Shape,
    pub required: bool,
}

/// What a field holds.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    Text,
    Date,
    DateTime,
    /// A whole number from zero.
    Count,
    /// A whole number of either sign.
    Number,
    /// Hours, with at most one decimal.
    Hours,
    Money,
    Flag,
    Phone,
    /// One of some words, each with its Chinese form.
    Choice(&'static [(&'static str, &'static str)]),
    List(&'static Shape),
    Map(&'static [Field]),
    /// A fixed number, or a range.
    NumberOr(&'static [Field]),
}

/// An optional field.
pub const fn may(key: &'static str, alias: &'static str, shape: Shape) -> Field {
    Field { key, alias, shape, required: false }
}

/// A required field.
pub const fn must(key: &'static str, alias: &'static str, shape: Shape) -> Field {
    Field { key, alias, shape, required: true }
}

/// The field that a written key names, by key or alias.
pub fn find(fields: &'static [Field], written: &str) -> Option<&'static Field> {
    fields.iter().find(|field| field.key == written || field.alias == written)
}

/// The nearest known name, when one is near enough to be meant.
pub fn nearest(fields: &'static [Field], written: &str) -> Option<&'static str> {
    nearest_of(fields.iter().flat_map(|field| [field.key, field.alias]), written)
}

/// Bytes of a name that may be another one with a slip in it.
const LONGEST_SLIP: usize = 96;

/// The nearest of some names, when one is near enough to be meant.
pub fn nearest_of(names: impl Iterator<Item = &'static str>, written: &str) -> Option<&'static str> {
    // comparing takes time and memory with the length, and nothing so long is a slip of a known name
    if written.len() > LONGEST_SLIP {
        return None;
    }
    let folded = written.trim().to_lowercase();
    names
        .map(|name| (strsim::damerau_levenshtein(name, &folded), name))
        .filter(|&(distance, name)| distance <= allowed(name))
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, name)| name)
}

/// Chinese names are short: one character off, and of two characters one must be left.
fn allowed(name: &str) -> usize {
    match name.chars().count() {
        0..=1 => 0,
        2..=4 => 1,
        5..=7 => 2,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELDS: &[Field] = &[must("title", "标题", Shape::Text), may("township", "乡镇", Shape::Text)];

    #[test]
    fn the_nearest_name_is_suggested_when_near() {
        assert_eq!(nearest(FIELDS, "tilte"), Some("title"));
        assert_eq!(nearest(FIELDS, "Township"), Some("township"));
        assert_eq!(nearest(FIELDS, "题标"), Some("标题"));
        assert_eq!(nearest(FIELDS, "金额"), None);
    }
}
