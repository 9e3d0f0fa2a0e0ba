//! What the pass over a text finds.

use crate::diagnostic::Code;
use std::ops::Range;

/// Something private, and its bytes in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Finding {
    pub code: Code,
    pub range: Range<usize>,
    /// Some of it is hidden, and not enough.
    pub half: bool,
}

impl Finding {
    /// All of it can be read.
    pub(super) fn whole(code: Code, range: Range<usize>) -> Finding {
        Finding { code, range, half: false }
    }
}

/// More findings in one text help nobody: whoever sees a thousand knows what to do.
pub(super) const MOST_FINDINGS: usize = 1_000;
