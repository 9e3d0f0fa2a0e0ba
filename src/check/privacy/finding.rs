//! What the pass over a text finds.

use crate::diagnostic::Code;
use std::ops::Range;

/// Something private, and its bytes in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Finding {
    pub code: Code,
    pub range: Range<usize>,
}

/// More findings in one text help nobody: whoever sees a thousand knows what to do.
pub(super) const MOST_FINDINGS: usize = 1_000;
