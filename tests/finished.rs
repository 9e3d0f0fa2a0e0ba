//! The judge of finished pages has nothing to say against any notice of the demonstration site, in either
//! theme, and every one of them is in a list.

#![expect(clippy::disallowed_methods, reason = "tests touch the world")]

use std::fs;
use std::path::Path;
use zhangbang::build;
use zhangbang::model::moment::Clock;
use zhangbang::model::window;
use zhangbang::publish::finished::{Lists, Page, Styles, look, wanted};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

#[test]
fn every_notice_of_the_demonstration_is_shown_whole() {
    let clock = Clock { instant: jiff::Timestamp::UNIX_EPOCH, given: None };
    let mut site = build::load(Path::new(ROOT), &clock).unwrap();
    let out = tempfile::tempdir().unwrap();
    build::build(&mut site, Path::new(ROOT), out.path(), &build::Silent).unwrap();
    let read = |path: &str| fs::read_to_string(out.path().join(path)).ok();
    let base_url = format!("{}/", site.content.site.base_url.value);
    let styles = Styles::new(&base_url, &read);
    let mut lists = Lists::default();
    for (number, page) in (1..9).map(|n| (n, format!("notices/page/{n}/index.html"))) {
        let path = if number == 1 { "notices/index.html".to_owned() } else { page };
        if let Ok(html) = fs::read_to_string(out.path().join(&path)) {
            lists.add(&Page { path: &path, html: &html }, &styles);
        }
    }
    let mut judged = 0;
    for notice in &site.content.notices {
        let path = format!("{}/index.html", notice.item.id);
        // what is no draft has a page from its first day on
        let to_come = notice.declared_from().is_some_and(|from| from > site.moment.now.date());
        assert!(!(notice.draft || to_come) || !out.path().join(&path).exists(), "{path} is shown too early");
        if notice.draft || to_come {
            continue;
        }
        let html = fs::read_to_string(out.path().join(&path)).unwrap_or_else(|lost| panic!("{path}: {lost}"));
        let kind = site.content.kinds.find(&notice.kind.value);
        let window = window::in_force(notice, kind, &site.content.calendar, &site.log);
        let hidden = look(&Page { path: &path, html: &html }, &wanted(notice, window), true, &styles);
        assert_eq!(hidden, [], "{path}");
        assert!(lists.lead_to(&notice.item.id), "{path} is in no list");
        judged += 1;
    }
    assert!(judged > 40, "{judged}");
}
