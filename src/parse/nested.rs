//! A nested map, read whole.

use super::fields::Fields;
use crate::source::Spanned;

/// A nested map read as a whole, with its place.
pub(super) fn nested<T>(fields: &Fields, key: &str, read: impl FnOnce(&Fields) -> T) -> Option<Spanned<T>> {
    fields.map(key).map(|inner| Spanned::new(read(&inner), inner.span))
}
