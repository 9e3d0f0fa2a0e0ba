//! Faults without number: of each sort so many are told of one file, and of the rest how many there are.
//!
//! A file of eight megabytes has room for millions of faults. Nobody reads them, and telling them all would
//! take more memory and time than the whole site.

use super::{Code, Diagnostic, Severity};
use crate::source::{SourceId, Span};
use crate::text;
use std::collections::HashMap;

/// Faults of one code that are told of one file.
pub const MOST: usize = 100;

/// Faults as they are found.
#[derive(Default)]
pub struct Bounded {
    told: Vec<Diagnostic>,
    counts: HashMap<(SourceId, Code), Count>,
}

#[derive(Default)]
struct Count {
    told: usize,
    untold: usize,
    /// Of the first that is not told.
    next: Option<(Severity, Span)>,
}

impl Bounded {
    /// Tells a fault, or counts it.
    pub fn add(&mut self, fault: Diagnostic) {
        if !self.counts_only(fault.code, fault.file, fault.severity, fault.span) {
            self.told.push(fault);
        }
    }

    /// Whether no more of a code are told of a file.
    pub fn is_full(&self, code: Code, file: SourceId) -> bool {
        self.counts.get(&(file, code)).is_some_and(|count| count.told >= MOST)
    }

    /// Whether enough have been told: such a fault is counted, and its words need not be found.
    pub fn counts_only(&mut self, code: Code, file: SourceId, severity: Severity, span: Span) -> bool {
        let count = self.counts.entry((file, code)).or_default();
        if count.told < MOST {
            count.told += 1;
            return false;
        }
        count.untold += 1;
        count.next.get_or_insert((severity, span));
        true
    }

    /// What is told, and after it how many more there are.
    pub fn into_list(self) -> Vec<Diagnostic> {
        let mut list = self.told;
        let more = self.counts.into_iter().filter_map(|((file, code), count)| {
            let (severity, span) = count.next?;
            Some(Diagnostic { severity, ..rest(code, file, Span::at(span.start as usize), count.untold) })
        });
        list.extend(more);
        list
    }
}

/// The same for faults that are all there.
pub fn bounded(faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
    if faults.len() <= MOST {
        return faults;
    }
    let mut bounded = Bounded::default();
    faults.into_iter().for_each(|fault| bounded.add(fault));
    bounded.into_list()
}

fn rest(code: Code, file: SourceId, span: Span, more: usize) -> Diagnostic {
    let message = text!(
        "这个文件里这样的问题还有 {more} 处，从这里起不再一一列出",
        "There are {more} more of these in this file, from here on, which are not listed"
    );
    let hint = text!("先改上面列出的，再运行一次", "Mend those that are listed, then run again");
    Diagnostic::new(code, file, span, message).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_are_told_of_each_file_and_code_and_the_rest_is_counted() {
        let fault = |code, file, at| Diagnostic::new(code, SourceId(file), Span::at(at), text!("甲", "a"));
        let many = |code, file, count| (0..count).map(move |at| fault(code, file, at));
        let all = many(Code::FieldType, 1, 5_000).chain(many(Code::FieldType, 2, 3)).chain(many(
            Code::DateInvalid,
            1,
            100,
        ));
        let told = bounded(all.collect());
        assert_eq!(told.len(), 101 + 3 + 100);
        let last = told.last().unwrap();
        assert_eq!((last.file, last.span, last.code), (SourceId(1), Span::at(100), Code::FieldType));
        assert!(last.message.en.contains("4900 more") && last.is_error());
    }
}
