//! Field tables: which keys a map may have, under which two names, holding what.
//!
//! One table a map serves the readers, `field-unknown`'s suggestions, `schema` and the handbook's test.

/// One field of a map.
#[derive(Clone, Copy, Debug)]
pub struct Field<'t> {
    /// Its name in English, which the program uses too.
    pub key: &'t str,
    /// Its Chinese name; a file may use either, and not both.
    pub alias: &'t str,
    /// What notices in use call it, too.
    pub also: &'t [&'t str],
    /// What may stand after the colon.
    pub shape: Shape<'t>,
    /// Whether its absence is a fault.
    pub required: bool,
    /// What it is one of, where the site itself says which there are.
    pub of: Option<Known>,
}

/// What a site gives names to, so that a field can hold one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// In rules.yaml.
    Kinds,
    /// In places.yaml.
    Townships,
    /// In places.yaml.
    Villages,
    /// In points/households.yaml.
    Households,
    /// In points/rules.yaml.
    Deeds,
    /// In points/goods.yaml.
    Goods,
}

/// The fields of a map: those that the program knows, or those that a file names for itself.
pub type Table<'t> = &'t [Field<'t>];

/// What a field holds.
#[derive(Clone, Copy, Debug)]
pub enum Shape<'t> {
    /// Any text; one that is empty counts as absent.
    Text,
    /// A day, in any of the usual spellings.
    Date,
    /// A day and a time, to the minute, in the site's zone.
    DateTime,
    /// A whole number from zero.
    Count,
    /// A year, alone or as `2026年度`.
    Year,
    /// A whole number of either sign.
    Number,
    /// A number of either sign, with at most three decimals.
    Decimal,
    /// Hours, with at most one decimal.
    Hours,
    /// An amount of money, in yuan unless it says 万 or 亿; nothing finer than a fen.
    Money,
    /// Yes or no, in Chinese or English.
    Flag,
    /// A telephone number; one of an odd shape is told and still taken.
    Phone,
    /// One of some words, each with its Chinese form.
    Choice(&'t [(&'t str, &'t str)]),
    /// Any number of the same.
    List(&'t Shape<'t>),
    /// A map with fields of its own.
    Map(Table<'t>),
    /// A map whose fields the file itself declares.
    Own,
    /// How much of a whole, in hundredths.
    Percent,
    /// A fixed number, or a range.
    NumberOr(Table<'t>),
    /// A map, or a year or month alone.
    PeriodOr(Table<'t>),
    /// A day, or the words for the day on which it is posted.
    FirstDay,
    /// A day, or the words for no end.
    LastDay,
    /// So many days, or so many working days.
    Length,
    /// A map, or a length alone that begins on the day on which it is posted, in words.
    WindowOr(Table<'t>),
    /// A map, or a scalar alone that stands for the first field of it.
    Short(Table<'t>),
    /// A list of maps, or the name of a sheet that holds one.
    Sheet(Table<'t>),
    /// The same as a short map, item by item; a single item may stand without the list's dash.
    Shorts(Table<'t>),
}

impl<'t> Shape<'t> {
    /// The table of the map that it may hold, itself or in a list.
    pub fn inner(self) -> Option<Table<'t>> {
        match self {
            Shape::Map(table)
            | Shape::NumberOr(table)
            | Shape::PeriodOr(table)
            | Shape::WindowOr(table)
            | Shape::Short(table)
            | Shape::Shorts(table)
            | Shape::Sheet(table)
            | Shape::List(&Shape::Map(table)) => Some(table),
            _ => None,
        }
    }
}

impl<'t> Field<'t> {
    /// With further Chinese names.
    #[must_use]
    pub const fn or(self, also: &'t [&'t str]) -> Field<'t> {
        Field { also, ..self }
    }

    /// Holding a name that the site gives.
    #[must_use]
    pub const fn of(self, known: Known) -> Field<'t> {
        Field { of: Some(known), ..self }
    }

    /// Everything that it may be called: the program's own name first.
    pub fn names(&self) -> impl Iterator<Item = &'t str> + use<'t> {
        [self.key, self.alias].into_iter().chain(self.also.iter().copied())
    }
}

/// An optional field.
pub const fn may<'t>(key: &'t str, alias: &'t str, shape: Shape<'t>) -> Field<'t> {
    Field { key, alias, also: &[], shape, required: false, of: None }
}

/// A required field.
pub const fn must<'t>(key: &'t str, alias: &'t str, shape: Shape<'t>) -> Field<'t> {
    Field { key, alias, also: &[], shape, required: true, of: None }
}

/// The field that a written key names, by key or alias.
pub fn find<'t>(fields: Table<'t>, written: &str) -> Option<&'t Field<'t>> {
    fields.iter().find(|field| field.names().any(|name| name == written))
}

/// Whether a name is that of some field in these tables, at any depth.
pub fn known(name: &str, tables: &[Table]) -> bool {
    named(name, tables).is_some()
}

/// The first field of the name in some tables or those within them.
pub fn named<'t>(name: &str, tables: &[Table<'t>]) -> Option<&'t Field<'t>> {
    fn within<'t>(name: &str, table: Table<'t>) -> Option<&'t Field<'t>> {
        let mut inner = table.iter().filter_map(|field| field.shape.inner());
        find(table, name).or_else(|| inner.find_map(|inner| within(name, inner)))
    }
    tables.iter().find_map(|table| within(name.trim(), table))
}

/// The nearest known name, when one is near enough to be meant.
pub fn nearest<'t>(fields: Table<'t>, written: &str) -> Option<&'t str> {
    nearest_of(fields.iter().flat_map(Field::names), written)
}

/// Bytes of a name that may be another one with a slip in it.
const LONGEST_SLIP: usize = 96;

/// The nearest of some names, when one is near enough to be meant.
pub fn nearest_of<'t>(names: impl Iterator<Item = &'t str>, written: &str) -> Option<&'t str> {
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
