//! Townships and villages.

use crate::source::{SourceId, Spanned};

/// A township (乡镇) with its villages.
#[derive(Clone, Debug, Default)]
pub struct Township {
    /// Its Chinese name, by which content names it.
    pub name: Spanned<String>,
    /// The name in URLs, when it shall differ from the Chinese one.
    pub slug: Option<Spanned<String>>,
    /// Its number in the state's list (区划代码).
    pub code: Option<Spanned<String>>,
    /// In the order of the list.
    pub villages: Vec<Village>,
}

/// A village (村).
#[derive(Clone, Debug, Default)]
pub struct Village {
    /// Its Chinese name, by which content names it.
    pub name: Spanned<String>,
    /// The name in URLs, when it shall differ from the Chinese one.
    pub slug: Option<Spanned<String>>,
    /// Its number in the state's list (区划代码).
    pub code: Option<Spanned<String>>,
}

/// All places of the county. Without places.yaml it is open: every name is accepted.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// Where they were read.
    pub file: SourceId,
    /// In the order of places.yaml.
    pub townships: Vec<Township>,
    /// Every name is accepted.
    pub open: bool,
}

impl Places {
    /// A township by name.
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
    /// The part of a URL that stands for it.
    pub fn url_name(&self) -> &str {
        self.slug.as_ref().map_or(&self.name.value, |slug| &slug.value)
    }
}
