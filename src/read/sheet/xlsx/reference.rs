//! Cells by their names.

use crate::source::Area;

/// A cell's row and column, from zero: `C7`. Longer words are none.
pub(super) fn place(reference: &str) -> Option<(u32, u32)> {
    let reference = reference.replace('$', "");
    let split = reference.find(|c: char| c.is_ascii_digit()).filter(|&at| (1..=3).contains(&at))?;
    let (letters, digits) = reference.split_at(split);
    let column = letters.bytes().try_fold(0u32, |column, letter| {
        letter.is_ascii_alphabetic().then(|| column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1)
    })?;
    let row: u32 = digits.parse().ok().filter(|_| digits.len() <= 7)?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

/// Joined cells: `A1:C2`.
pub(super) fn area(reference: &str) -> Option<Area> {
    let (first, last) = reference.split_once(':')?;
    let ((first_row, first_column), (last_row, last_column)) = (place(first)?, place(last)?);
    let straight = first_row <= last_row && first_column <= last_column;
    straight.then_some(Area { first_column, first_row, last_column, last_row })
}
