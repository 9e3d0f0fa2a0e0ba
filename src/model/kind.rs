//! Notice kinds and the rule that each is posted by.

use crate::model::notice::Notice;
use crate::model::part::Part;
use crate::model::posting::MinimumPosting;
use crate::source::{SourceId, Span, Spanned};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Where a rule comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provision {
    /// The law or document, without `《》`.
    pub title: String,
    /// 文号, where it has one.
    pub number: Option<String>,
    /// `第二十条`, as it is to be cited.
    pub article: Option<String>,
}

/// As it is cited: `《…》（文号）第…条`.
impl fmt::Display for Provision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "《{}》", self.title)?;
        if let Some(number) = &self.number {
            write!(f, "（{number}）")?;
        }
        f.write_str(self.article.as_deref().unwrap_or_default())
    }
}

/// One kind of notice and how it must be posted.
#[derive(Clone, Debug, Default)]
pub struct Kind {
    /// The key in rules.yaml: `project`.
    pub key: String,
    /// In Chinese.
    pub name: String,
    /// None: posted to inform, with no window.
    pub posting: Option<Spanned<MinimumPosting>>,
    /// A window that is long enough only with its first day counted is a warning here, no error.
    pub inclusive_tolerated: bool,
    /// The project block is required.
    pub project: bool,
    /// It calls for something, so that it has to say until when.
    pub apply: bool,
    /// Parts whose change starts a new window, as rules.yaml lists them: in order, each once. A project's
    /// notice has more of them, see [`Kind::material_of`].
    pub material: Vec<Part>,
    /// Days after the window within which it has to be filed.
    pub file_within: Option<u16>,
    /// Where its minimum comes from; must not be empty of a statutory one.
    pub source: Option<Provision>,
    /// Where the rule holds, in the site's words.
    pub scope: Option<String>,
    /// From when it holds.
    pub effective_from: Option<Date>,
    /// Where its entry was read from.
    pub file: SourceId,
    /// That entry.
    pub span: Span,
}

impl Kind {
    /// Parts whose change starts a new window of a notice of this kind: those that the rule lists, and for a
    /// project those that no rule can leave out. In order, each once.
    pub fn material_of(&self, notice: &Notice) -> Vec<Part> {
        let floor = (self.project || notice.is_of_projects()).then_some(Part::PROJECT_FLOOR);
        let parts: BTreeSet<Part> =
            self.material.iter().copied().chain(floor.into_iter().flatten()).collect();
        // a list that comes later is material all the same: it makes the notice one of projects
        let there = |part: &Part| *part != Part::Projects || notice.projects.is_some();
        parts.into_iter().filter(there).collect()
    }
}

/// All kinds, by key, in the order of rules.yaml.
#[derive(Clone, Debug, Default)]
pub struct Kinds {
    /// Where they were read; `None` where there are no rules.
    pub file: Option<SourceId>,
    list: Vec<Kind>,
    by_key: BTreeMap<String, usize>,
}

impl Kinds {
    /// A later kind of the same key wins.
    pub fn new(list: Vec<Kind>) -> Kinds {
        let by_key = list.iter().enumerate().map(|(i, kind)| (kind.key.clone(), i)).collect();
        Kinds { file: None, list, by_key }
    }

    /// The same, with the file that they were read from.
    #[must_use]
    pub fn read_from(self, file: SourceId) -> Kinds {
        Kinds { file: Some(file), ..self }
    }

    /// A kind by its key alone.
    pub fn get(&self, key: &str) -> Option<&Kind> {
        self.by_key.get(key).map(|&i| &self.list[i])
    }

    /// A kind by its key or its Chinese name: clerks may write either.
    pub fn find(&self, key_or_name: &str) -> Option<&Kind> {
        self.get(key_or_name).or_else(|| self.list.iter().find(|kind| kind.name == key_or_name))
    }

    /// The place in the list of a kind, by its key or its Chinese name.
    pub fn position(&self, key_or_name: &str) -> Option<usize> {
        let by_key = self.by_key.get(key_or_name).copied();
        by_key.or_else(|| self.list.iter().position(|kind| kind.name == key_or_name))
    }

    /// A kind by its place in the order of rules.yaml.
    pub fn at(&self, position: usize) -> Option<&Kind> {
        self.list.get(position)
    }

    /// In the order of rules.yaml.
    pub fn iter(&self) -> impl Iterator<Item = &Kind> {
        self.list.iter()
    }
}
