//! How a body is written: what a clerk typed or pasted that Markdown does not take as it was meant.
//!
//! Tables out of Excel, paragraphs out of Word, masks that turn into italics. Each is told once, where it begins,
//! with what to type; what is beyond doubt carries its mending along. Looks at one text and nothing else.

mod blocks;
mod footnotes;
mod inline;
mod lines;
mod masks;
mod paragraphs;
mod tables;

use super::faults::Faults;

/// Reports what is odd about a body that begins at byte `offset` of its file.
pub(super) fn report(body: &str, offset: usize, faults: &Faults) {
    let lines = lines::of(body);
    let mut found = tables::faults(body, &lines);
    found.extend(paragraphs::faults(body, &lines));
    found.extend(blocks::faults(&lines));
    found.extend(inline::faults(body, &lines));
    found.extend(masks::faults(body));
    found.extend(footnotes::faults(&lines));
    for fault in found {
        faults.push(fault.shifted(offset, faults.file));
    }
}
