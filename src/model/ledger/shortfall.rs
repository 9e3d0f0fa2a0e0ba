//! What could not be booked.

use crate::model::points::{Entry, Redemption, Taken};
use crate::source::{SourceId, Spanned};
use jiff::civil::Date;

/// What could not be booked.
#[derive(Clone, Debug)]
pub enum Shortfall<'a> {
    /// Bought with more points than there were.
    Redemption {
        file: SourceId,
        redemption: &'a Spanned<Redemption>,
        cost: i64,
        balance: i64,
        /// Earned by then, but not yet counting.
        pending: i64,
        /// The first day on which there would have been enough, as far as is known.
        enough_from: Option<Date>,
    },
    /// A deduction or reversal that is larger than the balance on the day it counts.
    Entry { file: SourceId, entry: &'a Spanned<Entry>, day: Date, balance: i64 },
    /// More taken than the shelf held.
    Stock { file: SourceId, taken: &'a Spanned<Taken>, on: Date, left: i64 },
}
