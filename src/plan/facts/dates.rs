//! When a thing changed.

use crate::model::notice::Notice;
use jiff::civil::Date;

/// The last day on which a notice's content says that it changed.
pub fn last_changed(notice: &Notice) -> Option<Date> {
    let corrected = notice.corrections.iter().filter_map(|correction| Some(correction.on.as_ref()?.value));
    let filed = notice.filing.iter().filter_map(|filing| Some(filing.on.as_ref()?.value));
    let signed = notice.signed.as_ref().map(|signed| signed.value);
    corrected.chain(filed).chain(notice.declared_from()).chain(signed).max()
}
