//! The same points bank by YAML, by CSV as Excel saves it (with a mark of UTF-8, or in GB18030) and by books that
//! LibreOffice made: the same books, the same records, the same site. `tests/sheets/make.py` made the files.

#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests touch the world")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use zhangbang::build::{self, Outcome, Silent, Site};
use zhangbang::model::ledger::Ledger;
use zhangbang::model::moment::Clock;
use zhangbang::model::record;

const FORMS: [&str; 4] = ["yaml", "csv", "gb18030", "xlsx"];

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).into_iter().map(Result::unwrap) {
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        match entry.file_type().is_dir() {
            true => fs::create_dir_all(target).unwrap(),
            false => drop(fs::copy(entry.path(), target).unwrap()),
        }
    }
}

/// A village whose lists are in one form.
fn village(form: &str) -> tempfile::TempDir {
    let (work, folder) =
        (tempfile::tempdir().unwrap(), Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sheets"));
    copy(&folder.join("common"), work.path());
    copy(&folder.join(form), &work.path().join("content/points"));
    work
}

fn load(root: &Path) -> Site {
    let instant = "2026-11-20T01:00:00Z".parse().unwrap();
    let site = build::load(root, &Clock { instant, given: None }).unwrap();
    assert_eq!(site.faults, [], "{}", root.display());
    site
}

/// Who has what on which day, and every line of every passbook, without their places in files.
fn books(site: &Site) -> Vec<String> {
    let (ledger, bank) = (Ledger::of_content(&site.content, &site.log), &site.content.points);
    assert_eq!(ledger.shortfalls().len(), 0);
    let mut lines = Vec::new();
    for household in &bank.households {
        let shown =
            (household.opening.as_ref().map(|n| n.value), household.members.as_ref().map(|n| n.value));
        let closed = household.closed.as_ref().map(|on| on.value);
        lines.push(format!("{} {} {shown:?} {closed:?}", household.id.value, household.name.value));
        for day in
            (0..330).filter_map(|n| jiff::civil::date(2026, 1, 1).checked_add(jiff::Span::new().days(n)).ok())
        {
            lines.push(format!("{day} {}", ledger.balance(&household.id.value, day)));
        }
    }
    for one in bank.redemptions.iter().flat_map(|file| &file.list) {
        let goods: Vec<_> = one.goods.iter().map(|taken| (&taken.id.value, taken.quantity.value)).collect();
        let back = one.reversed.as_ref().map(|back| back.reason.as_ref().map(|reason| &reason.value));
        let people =
            (one.handler.as_ref().map(|name| &name.value), one.witness.as_ref().map(|name| &name.value));
        lines.push(format!(
            "{} {:?} {goods:?} {people:?} {back:?}",
            one.id.value,
            one.on.as_ref().map(|on| on.value)
        ));
    }
    lines
}

fn records(site: &Site) -> Vec<(String, Vec<u8>)> {
    site.content.points.batches.iter().map(|batch| (batch.id.clone(), record::batch(batch).bytes())).collect()
}

/// Every file of the site that is built.
fn built(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let out = root.join("public");
    match build::build(&mut load(root), root, &out, &Silent).unwrap() {
        Outcome::Built { warnings, .. } => assert_eq!(warnings, [], "{}", root.display()),
        Outcome::Faulty(faults) => panic!("{faults:#?}"),
    }
    let files = walkdir::WalkDir::new(&out)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file());
    // what a build remembers for the next names times
    let public = files.filter(|entry| !entry.path().starts_with(out.join(".zhangbang")));
    public
        .map(|entry| (entry.path().strip_prefix(&out).unwrap().to_owned(), fs::read(entry.path()).unwrap()))
        .collect()
}

#[test]
fn by_hand_by_excel_and_by_libreoffice_the_books_are_the_same() {
    let villages = FORMS.map(village);
    let sites = villages.each_ref().map(|work| load(work.path()));
    let bank = &sites[0].content.points;
    assert_eq!((bank.households.len(), bank.batches.len(), bank.redemptions[0].list.len()), (4, 2, 3));
    assert_eq!(bank.batches.iter().map(|batch| batch.entries.len()).sum::<usize>(), 9);
    for (form, site) in FORMS.iter().zip(&sites) {
        assert_eq!(books(site), books(&sites[0]), "{form}");
        assert_eq!(records(site), records(&sites[0]), "{form}");
    }
}

#[test]
fn the_sites_are_the_same_byte_for_byte() {
    let villages = FORMS.map(village);
    let by_hand = built(villages[0].path());
    assert!(by_hand.len() > 50, "{}", by_hand.len());
    for (form, work) in FORMS.iter().zip(&villages).skip(1) {
        let other = built(work.path());
        let differing: Vec<_> =
            by_hand.iter().filter(|(path, bytes)| other.get(*path) != Some(*bytes)).collect();
        assert!(
            differing.is_empty(),
            "{form}: {:?}",
            differing.iter().map(|(path, _)| path).collect::<Vec<_>>()
        );
        assert_eq!(other.len(), by_hand.len(), "{form}");
    }
}
