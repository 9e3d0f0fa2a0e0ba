//! The hidden sheet of what can be chosen, and the formulas by which cells offer it.

use super::super::mark::LISTS;
use crate::model::content::Content;
use crate::parse::field::{Field, Known, Shape};
use crate::parse::names::Names;
use rust_xlsxwriter::{Worksheet, XlsxError};

/// Columns of what can be chosen.
pub(super) struct Choices {
    lists: Vec<(List, Vec<String>)>,
    /// Townships, each as often as it has villages, and the villages beside them.
    places: Vec<(String, String)>,
}

/// What a column of choices is for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum List {
    Known(Known),
    /// Words that a field knows for itself.
    Words,
}

const KNOWN: [Known; 6] =
    [Known::Kinds, Known::Townships, Known::Villages, Known::Households, Known::Deeds, Known::Goods];

impl Choices {
    pub(super) fn new(names: &Names, content: &Content) -> Choices {
        // of a kind the name is enough, its key would stand there, too
        let of = |known: Known| match known {
            Known::Kinds => content.kinds.iter().map(|kind| kind.name.clone()).collect(),
            known => names.all(known).to_vec(),
        };
        let lists = KNOWN.into_iter().map(|known| (List::Known(known), of(known))).collect();
        let townships = if content.places.open { &[][..] } else { &content.places.townships };
        let places = townships.iter().flat_map(|township| {
            township.villages.iter().map(|village| (township.name.value.clone(), village.name.value.clone()))
        });
        Choices { lists, places: places.collect() }
    }

    /// The formula of what a field may hold; `None` where anything may stand.
    pub(super) fn of(&mut self, field: &Field) -> Option<String> {
        let at = match (field.of, field.shape) {
            (Some(known), _) => self.lists.iter().position(|(list, _)| *list == List::Known(known))?,
            (None, Shape::Choice(words)) => self.words(words.iter().map(|word| word.1)),
            (None, Shape::Flag) => self.words(["是", "否"].into_iter()),
            _ => return None,
        };
        let (letter, count) = (letter(at), self.lists[at].1.len());
        (count > 0).then(|| format!("='{LISTS}'!${letter}$1:${letter}${count}"))
    }

    fn words<'w>(&mut self, words: impl Iterator<Item = &'w str> + Clone) -> usize {
        let found = self.lists.iter().position(|(known, all)| {
            *known == List::Words && all.iter().map(String::as_str).eq(words.clone())
        });
        found.unwrap_or_else(|| {
            self.lists.push((List::Words, words.map(str::to_owned).collect()));
            self.lists.len() - 1
        })
    }

    /// The villages of the township that is chosen in another column of the row; `row` is the first, counted from zero.
    pub(super) fn villages_of(&self, township: u16, row: u32) -> Option<String> {
        let (first, second, count) = (letter(PLACES), letter(PLACES + 1), self.places.len());
        if count == 0 {
            return None;
        }
        let (cell, list) = (format!("${}{}", letter(usize::from(township)), row + 1), format!("'{LISTS}'!"));
        let all = format!("{list}${second}$1:${second}${count}");
        Some(format!(
            "=IF(COUNTIF({list}${first}$1:${first}${count},{cell})=0,{all},OFFSET({list}${second}$1,MATCH({cell},{list}${first}$1:${first}${count},0)-1,0,COUNTIF({list}${first}$1:${first}${count},{cell}),1))"
        ))
    }

    /// The sheet itself.
    pub(super) fn sheet(self) -> Result<Worksheet, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(LISTS)?;
        for ((_, list), column) in self.lists.iter().zip(0u16..) {
            for (name, row) in list.iter().zip(0u32..) {
                sheet.write_string(row, column, name)?;
            }
        }
        let (first, second) =
            (u16::try_from(PLACES).unwrap_or_default(), u16::try_from(PLACES + 1).unwrap_or_default());
        for ((township, village), row) in self.places.iter().zip(0u32..) {
            sheet.write_string(row, first, township)?;
            sheet.write_string(row, second, village)?;
        }
        sheet.set_hidden(true);
        Ok(sheet)
    }
}

/// The column in which townships and villages begin: behind all lists of words that there are.
const PLACES: usize = 20;

/// A column's letter, counted from zero.
fn letter(column: usize) -> String {
    crate::source::letters(column)
}
