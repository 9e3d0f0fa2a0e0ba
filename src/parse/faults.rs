//! Where the faults of one file go.

use crate::diagnostic::bounded::Bounded;
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::source::{SourceId, Span};
use std::cell::RefCell;
use std::collections::BTreeSet;

/// Where the faults of one file go.
pub(crate) struct Faults {
    pub file: SourceId,
    list: RefCell<Bounded>,
    /// Where fields stand that could not be read, with their keys.
    unread: RefCell<BTreeSet<(u32, String)>>,
    /// Of a sheet, the keys of the columns that it lacks, which are told once and not with every row.
    lacking: RefCell<Option<Vec<String>>>,
}

impl Faults {
    pub(crate) fn new(file: SourceId) -> Faults {
        Faults { file, list: RefCell::default(), unread: RefCell::default(), lacking: RefCell::default() }
    }

    pub(crate) fn add(&self, code: Code, span: Span, message: Text, hint: Text) {
        self.push(Diagnostic::new(code, self.file, span, message).hint(hint));
    }

    pub(crate) fn push(&self, diagnostic: Diagnostic) {
        self.list.borrow_mut().add(diagnostic);
    }

    /// A field stands there and cannot be read: what is told of it goes without saying where it is missing.
    pub(super) fn unread(&self, key: &str, at: Span) {
        self.unread.borrow_mut().insert((at.start, key.to_owned()));
    }

    /// Keys of the fields within a span that could not be read so far.
    pub(super) fn unread_in(&self, span: Span) -> Vec<String> {
        let unread = self.unread.borrow();
        let inside = unread.range((span.start, String::new())..).take_while(|(at, _)| *at < span.end);
        inside.map(|(_, key)| key.clone()).collect()
    }

    /// The same of the whole file, each once.
    pub(super) fn all_unread(&self) -> Vec<String> {
        let keys: BTreeSet<String> = self.unread.borrow().iter().map(|(_, key)| key.clone()).collect();
        keys.into_iter().collect()
    }

    /// What is told from here on is of a sheet, where a field is a column.
    pub(super) fn in_sheet(&self) {
        self.lacking.borrow_mut().get_or_insert_default();
    }

    /// Whether fields are columns.
    pub(super) fn of_sheet(&self) -> bool {
        self.lacking.borrow().is_some()
    }

    /// A column is not there at all.
    pub(super) fn no_column(&self, key: &str) {
        self.lacking.borrow_mut().get_or_insert_default().push(key.to_owned());
    }

    /// Whether a field's column is not there at all.
    pub(super) fn lacks_column(&self, key: &str) -> bool {
        self.lacking.borrow().as_ref().is_some_and(|keys| keys.iter().any(|known| known == key))
    }

    /// Whether a fault of this code need not be worded, since enough are told: it is counted.
    pub(crate) fn counts_only(&self, code: Code, span: Span) -> bool {
        let mut list = self.list.borrow_mut();
        list.is_full(code, self.file) && list.counts_only(code, self.file, code.severity(), span)
    }

    pub(crate) fn into_list(self) -> Vec<Diagnostic> {
        self.list.into_inner().into_list()
    }
}
