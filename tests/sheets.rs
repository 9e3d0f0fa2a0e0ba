//! The same points bank by YAML, by CSV as Excel saves it (with a mark of UTF-8, or in GB18030) and by books that
//! LibreOffice made: the same books, the same records, the same site. `tests/sheets/make.py` made the files. And books with slips in them.

#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests touch the world")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use zhangbang::build::{self, Outcome, Silent, Site};
use zhangbang::diagnostic::Language;
use zhangbang::model::ledger::Ledger;
use zhangbang::model::moment::Clock;
use zhangbang::model::record;
use zhangbang::report::{Format, Style, report};

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

/// Paths below `content/`, and what stands there.
type Files = &'static [(&'static str, &'static str)];

/// Where the book of each list with slips in it lies, the list by hand that it stands in for, and what names it.
const WRONG: [(&str, &str, &str, Files); 7] = [
    ("rules", "points/rules.xlsx", "points/rules.yaml", &[]),
    ("goods", "points/goods.xlsx", "points/goods.yaml", &[]),
    ("households", "points/households.xlsx", "points/households.yaml", &[]),
    ("batch", "points/liuwan/2026-10.xlsx", "points/liuwan/2026-10.yaml", &[]),
    ("redemptions", "points/liuwan/2026-11-兑换.xlsx", "points/liuwan/2026-11-兑换.yaml", &[]),
    (
        "register",
        "registers/台账.xlsx",
        "",
        &[("registers/wenti.yaml", "标题: 公路问题台账\n种类: 问题台账\n文件: 台账.xlsx\n")],
    ),
    (
        "projects",
        "notices/plan/清单.xlsx",
        "",
        &[
            (
                "rules.yaml",
                "annual_plan: {name: 年度计划公示, posting: {min: 10}, source: {title: 清河县项目公示办法}}\n\
                 points: {name: 积分公示, posting: {min: 3}, source: {title: 清河县文明银行管理办法}}\n",
            ),
            (
                "notices/plan/index.md",
                "---\n标题: 项目计划公示\n类别: annual_plan\n发布单位: 青石镇人民政府\n乡镇: 青石镇\n\
                 公示期: {起: 2026-11-10, 止: 2026-11-24}\n联系方式: {电话: 0999-7001001}\n项目清单: 清单.xlsx\n---\n\n拟安排下列项目。\n",
            ),
        ],
    ),
];

/// Slips in books are told by sheet and cell, each once and at its cause. `UPDATE_EXPECTED=1` writes what is said now.
#[test]
fn slips_in_the_book_of_every_list_are_told_at_their_cells() {
    let faults = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sheets/faults");
    for (name, book, by_hand, named) in WRONG {
        let work = village("yaml");
        let put = |path: &str, bytes: &[u8]| {
            let path = work.path().join("content").join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        };
        put(book, &fs::read(faults.join(format!("{name}.xlsx"))).unwrap());
        if !by_hand.is_empty() {
            fs::remove_file(work.path().join("content").join(by_hand)).unwrap();
        }
        named.iter().for_each(|(path, text)| put(path, text.as_bytes()));
        let instant = "2026-11-20T01:00:00Z".parse().unwrap();
        let site = build::load(work.path(), &Clock { instant, given: None }).unwrap();
        let style = Style { language: Language::Chinese, color: false, width: None };
        let said = report(&site.check(), site.texts(), Format::Human, style);
        let expected = faults.join(format!("{name}.txt"));
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&expected, &said).unwrap();
        }
        assert_eq!(said, fs::read_to_string(&expected).unwrap_or_default(), "{name}");
        let of_book = said.matches(&format!("--> content/{book}!表一!")).count();
        assert_eq!(of_book, said.matches("--> ").count(), "{name}: all is told in the book");
    }
}
