//! Plans of small sites, from texts as a clerk would write them.

use super::{Audience, Settings, SitePlan, View, plan};
use crate::model::content::Content;
use crate::model::log::PublicationLog;
use crate::read::Sources;
use crate::source::Source;
use jiff::civil::{Date, Time};
use std::sync::LazyLock;

/// Nothing was ever published.
pub(super) static NO_LOG: LazyLock<PublicationLog> = LazyLock::new(PublicationLog::default);

/// A site's settings that need no more words.
pub(super) const SITE: (&str, &str) =
    ("site.yaml", "name: 某县公示栏\nbase_url: https://gongshi.example/a\nhost: 某县宣传部\n");

/// Parses files under `content/`, which must be free of faults.
pub(super) fn content(files: &[(&str, &str)]) -> Content {
    let mut texts: Vec<Source> =
        files.iter().map(|(path, text)| Source::new(format!("content/{path}"), *text)).collect();
    texts.sort_by(|a, b| a.path.cmp(&b.path));
    let parsed = crate::parse::parse(&Sources { texts, ..Sources::default() });
    assert!(parsed.diagnostics.is_empty(), "the case itself is faulty: {:#?}", parsed.diagnostics);
    parsed.value
}

/// The public's plan of a content on a day.
pub(super) fn planned<'a>(content: &'a Content, today: &str) -> SitePlan<'a> {
    let day: Date = today.parse().expect("a date");
    let settings =
        Settings { now: day.to_datetime(Time::midnight()), pinned: true, audience: Audience::Public };
    let planned = plan(content, &NO_LOG, settings);
    assert!(planned.diagnostics.is_empty(), "{:#?}", planned.diagnostics);
    planned.value
}

/// The text of a file that is made without a template.
pub(super) fn file(plan: &SitePlan, path: &str) -> String {
    let page = plan.find(path).unwrap_or_else(|| panic!("no {path} among the pages"));
    match plan.view(page) {
        View::File(bytes) => String::from_utf8(bytes).expect("UTF-8"),
        View::Page(_) => panic!("{path} is a page"),
    }
}
