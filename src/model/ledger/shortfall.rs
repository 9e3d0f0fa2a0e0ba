//! What could not be booked.

use crate::model::points::{Entry, Redemption, Taken};
use crate::source::{SourceId, Spanned};
use jiff::civil::Date;

/// What could not be booked.
#[derive(Clone, Debug)]
pub enum Shortfall<'a> {
    /// Bought with more points than there were.
    Redemption {
        /// Where it is written.
        file: SourceId,
        /// What was bought, when and by whom.
        redemption: &'a Spanned<Redemption>,
        /// Points that it asks for.
        cost: i64,
        /// Points to spend on that day, before it.
        balance: i64,
        /// Earned by then, but not yet counting.
        pending: i64,
        /// The first day on which there would have been enough, as far as is known.
        enough_from: Option<Date>,
    },
    /// A deduction or reversal that is larger than the balance on the day it counts.
    Entry {
        /// Where it is written.
        file: SourceId,
        /// The deduction or reversal, its points negative.
        entry: &'a Spanned<Entry>,
        /// The day from which it counts.
        day: Date,
        /// Points to spend on that day, before it.
        balance: i64,
    },
    /// More taken than the shelf held.
    Stock {
        /// Where it is written.
        file: SourceId,
        /// What, and how many.
        taken: &'a Spanned<Taken>,
        /// The day of the redemption.
        on: Date,
        /// What there was, before it.
        left: i64,
    },
}
