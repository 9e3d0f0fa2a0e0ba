//! No crate that we are built with has a known hole: `Cargo.lock` against `tests/advisories.tsv`, which is a copy
//! of the RustSec advisory database, taken on the day that its first line says, so that no network is needed.
//! `tests/advisories.py` writes it anew.

#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests touch the world")]

use semver::{Version, VersionReq};
use std::fs;
use std::path::Path;

/// Advisories that concern us and are lived with, each with its reason. There are none.
const ACCEPTED: &[(&str, &str)] = &[];

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// Names and versions of a lock file.
fn locked(lock: &str) -> Vec<(String, Version)> {
    let value = |package: &str, key: &str| {
        let line = package.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \""));
        line.and_then(|line| line.strip_suffix('"')).unwrap().to_owned()
    };
    let packages = lock.split("[[package]]\n").skip(1);
    packages.map(|package| (value(package, "name"), value(package, "version").parse().unwrap())).collect()
}

/// Advisories that concern a version of a crate, and how many rows speak of such crates at all.
fn concerning(list: &str, crates: &[(String, Version)]) -> (Vec<String>, usize) {
    let (mut found, mut looked) = (Vec::new(), 0);
    for row in list.lines().filter(|line| !line.starts_with('#')) {
        let parts: Vec<&str> = row.split('\t').collect();
        let &[id, name, safe] = parts.as_slice() else { panic!("{row}") };
        let safe: Vec<VersionReq> =
            safe.split(" || ").filter(|one| !one.is_empty()).map(|one| one.parse().unwrap()).collect();
        for (_, version) in crates.iter().filter(|(known, _)| known == name) {
            looked += 1;
            if !safe.iter().any(|one| one.matches(version)) {
                found.push(format!("{id} {name} {version}"));
            }
        }
    }
    (found, looked)
}

#[test]
fn no_crate_has_a_known_hole() {
    let (found, looked) = concerning(&read("tests/advisories.tsv"), &locked(&read("Cargo.lock")));
    let accepted = |advisory: &&String| ACCEPTED.iter().any(|(id, _)| advisory.starts_with(id));
    let open: Vec<&String> = found.iter().filter(|advisory| !accepted(advisory)).collect();
    assert!(looked > 20, "{looked} rows speak of our crates");
    assert!(open.is_empty(), "update the crate, or accept with a reason: {open:?}");
    let stale = ACCEPTED.iter().find(|(id, _)| !found.iter().any(|advisory| advisory.starts_with(id)));
    assert_eq!(stale, None, "concerns us no more");
}

#[test]
fn a_hole_would_be_found() {
    let lock = |version: &str| locked(&format!("[[package]]\nname = \"holey\"\nversion = \"{version}\"\n"));
    let list = "# of a day\nRUSTSEC-2000-0001\tholey\t>=1.2.3 || <1.0.0\nRUSTSEC-2000-0002\tother\t\n";
    let told = |version: &str| concerning(list, &lock(version)).0.len();
    assert_eq!([told("1.2.2"), told("1.2.3"), told("0.9.0"), told("1.0.0")], [1, 0, 0, 1]);
    let unmaintained = "RUSTSEC-2000-0003\tholey\t\n";
    assert_eq!(concerning(unmaintained, &lock("9.9.9")).0, ["RUSTSEC-2000-0003 holey 9.9.9"]);
}
