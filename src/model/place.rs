//! Townships and villages.

use crate::source::{SourceId, Spanned};

#[derive(Clone, Debug, Default)]
pub struct Township {
    pub name: Spanned<String>,
    /// The name in URLs, when it shall differ from the Chinese one.
    pub slug: Option<Spanned<String>>,
    pub code: Option<Spanned<String>>,
    pub villages: Vec<Village>,
}

#[derive(Clone, Debug, Default)]
pub struct Village {
    pub name: Spanned<String>,
    pub slug: Option<Spanned<String>>,
    pub code: Option<Spanned<String>>,
}

/// All places of the county. Without places.yaml it is open: every name is accepted.
#[derive(Clone, Debug, Default)]
pub struct Places {
    pub file: SourceId,
    pub townships: Vec<Township>,
    pub open: bool,
}

impl Places {
    pub fn township(&self, name: &str) -> Option<&Township> {
        self.townships.iter().find(|township| township.name.value == name)
    }

    /// A village by name, in one township or, when none is given, in any.
    pub fn village(&self, township: Option<&str>, name: &str) -> Option<&Village> {
        self.townships
            .iter()
            .filter(|t| township.is_none_or(|wanted| t.name.value == wanted))
            .flat_map(|t| &t.villages)
            .find(|village| village.name.value == name)
    }
}

impl Township {
    /// The part of a URL that stands for it.
    pub fn url_name(&self) -> &str {
        self.slug.as_ref().map_or(&self.name.value, |slug| &slug.value)
    }
}

impl Village {
    pub fn url_name(&self) -> &str {
        self.slug.as_ref().map_or(&self.name.value, |slug| &slug.value)
    }
}
