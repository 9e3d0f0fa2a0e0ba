//! The day that stands for a thing where there can be only one.

use crate::model::honour::Honour;
use crate::model::notice::Notice;
use jiff::civil::Date;

/// The day a notice is listed under: it went up, or was signed; the first of all days where none is known.
pub fn date_of_notice(notice: &Notice) -> Date {
    let signed = notice.signed.as_ref().map(|signed| signed.value);
    notice.declared_from().or(signed).unwrap_or(Date::MIN)
}

/// The day it was decided or, where only the year is known, that year's first.
pub fn date_of_honour(honour: &Honour) -> Option<Date> {
    let decided = honour.decision.as_ref().and_then(|decision| Some(decision.on.as_ref()?.value));
    let year = honour.year.as_ref().and_then(|year| Date::new(year.value, 1, 1).ok());
    decided.or(year)
}

/// The last day on which a notice's content says that it changed.
pub fn last_changed(notice: &Notice) -> Option<Date> {
    let corrected = notice.corrections.iter().filter_map(|correction| Some(correction.on.as_ref()?.value));
    let filed = notice.filing.iter().filter_map(|filing| Some(filing.on.as_ref()?.value));
    let signed = notice.signed.as_ref().map(|signed| signed.value);
    corrected.chain(filed).chain(notice.declared_from()).chain(signed).max()
}
