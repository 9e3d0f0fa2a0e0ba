//! words.yaml → the county's list of words.

use super::fields::Fields;
use crate::model::word::ListedWord;

/// A word of words.yaml.
pub(super) fn word(fields: &Fields) -> ListedWord {
    ListedWord {
        word: fields.text("word").unwrap_or_default(),
        instead: fields.text("instead"),
        reason: fields.text("reason"),
        forbidden: fields.flag("forbidden").is_some_and(|flag| flag.value),
    }
}
