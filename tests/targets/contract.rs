//! What every target has to keep, asked of each in the same words.

use crate::site::{Days, as_in_a_folder, done_at, edit, fails_at, first, in_a_folder, try_at, whole};
use zhangbang::publish::Ended;

/// A target under trial.
pub(crate) struct Trial<'t> {
    /// Its name or address.
    pub(crate) url: String,
    /// What visitors get at a path.
    pub(crate) get: &'t dyn Fn(&str) -> Option<Vec<u8>>,
    /// When it is published to.
    pub(crate) days: Days,
}

/// From the first publication to the third.
pub(crate) fn holds(Trial { url, get, days }: &Trial) {
    let (board, twin) = (first(&days.first), first(&days.first));
    // nothing is brought by a dry run, and it says what would be
    let dry = match try_at(&board, url, &days.first, true) {
        Ok(Ended::Done(dry)) => dry,
        other => panic!("{other:?}"),
    };
    assert!(get("release.json").is_none() && get("index.html").is_none());
    let report = done_at(&board, url, &days.first);
    assert_eq!(report.tally, dry.tally);
    assert!(report.tally.created > 20 && report.tally.changed == 0, "{:?}", report.tally);
    let expected = in_a_folder(&twin, &days.first);
    as_in_a_folder(*get, &expected);
    whole(&board, get);
    // once more: nothing has changed
    let report = done_at(&board, url, &days.first);
    assert!(report.release.is_none() && report.tally.created == 0);
    // one is corrected, one is new, a page is gone
    edit(&board, &days.first, &days.second);
    let report = done_at(&board, url, &days.second);
    edit(&twin, &days.first, &days.second);
    let expected = in_a_folder(&twin, &days.second);
    as_in_a_folder(*get, &expected);
    assert!(report.tally.unchanged > 0 && report.tally.removed > 0, "{:?}", report.tally);
    assert!(report.mended.is_empty());
    whole(&board, get);
    done_at(&board, url, &days.third);
    assert!(get("about/index.html").is_none(), "gone one release later");
    whole(&board, get);
    if let Some(traffic) = report.traffic {
        assert!(traffic.requests > 0 && traffic.sent > report.tally.bytes);
    }
    another_board_is_kept_off(url, &days.third);
}

/// A site that knows nothing of what is published there does not publish over it.
fn another_board_is_kept_off(url: &str, time: &str) {
    let other = first(time);
    match try_at(&other, url, time, false) {
        Ok(Ended::Refused(faults)) => assert!(faults.iter().any(|fault| fault.code.name() == "log-broken")),
        other => panic!("{other:?}"),
    }
}

/// What somebody else put there stays alone.
pub(crate) fn keeps_off_what_is_not_ours(url: &str, time: &str) {
    let why = fails_at(&first(time), url, time);
    assert!(why.contains("里面有别的东西"), "{why}");
}
