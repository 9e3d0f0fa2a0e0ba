//! What we are built with.
//!
//! - No crate has a known hole: `Cargo.lock` against `supply/advisories.tsv`, a copy of the RustSec advisory database,
//!   taken on the day that its first line says; `supply/advisories.py` writes it anew.
//! - What `deny.toml` says of licences, bans, versions and sources holds, for those who have no `cargo deny`.
//! - The bill of materials that `supply/sbom.py` writes names every crate of the program, with its digest.
//! - README says in a line why each crate that we chose ourselves is there.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    reason = "tests touch the world"
)]

use semver::{Version, VersionReq};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

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
    let (found, looked) = concerning(&read("tests/supply/advisories.tsv"), &locked(&read("Cargo.lock")));
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

/// Everything that is built in, whatever the system: what cargo says of it.
fn metadata() -> Value {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["metadata", "--format-version", "1", "--locked"]);
    let told = cargo.current_dir(env!("CARGO_MANIFEST_DIR")).stderr(Stdio::inherit()).output().unwrap();
    serde_json::from_slice(&told.stdout).unwrap()
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

/// What `deny.toml` says.
struct Law {
    licences: BTreeSet<String>,
    banned: BTreeMap<String, String>,
    skipped: BTreeMap<String, String>,
}

impl Law {
    fn of(toml: &str) -> Law {
        let table: toml::Table = toml.parse().unwrap();
        let word = |value: &toml::Value, key: &str| value[key].as_str().unwrap().to_owned();
        let named = |key: &str| {
            let rows = table["bans"][key].as_array().unwrap().iter();
            rows.map(|row| (word(row, "name"), word(row, "reason"))).collect()
        };
        let licences = table["licenses"]["allow"].as_array().unwrap().iter();
        assert_eq!(word(&table["sources"], "unknown-registry"), "deny");
        assert_eq!(word(&table["sources"], "unknown-git"), "deny");
        assert_eq!(word(&table["bans"], "multiple-versions"), "deny");
        Law {
            licences: licences.map(|one| one.as_str().unwrap().to_owned()).collect(),
            banned: named("deny"),
            skipped: named("skip"),
        }
    }

    /// What breaks it, and which licences and exceptions something needed.
    fn broken(&self, packages: &[Value]) -> (Vec<String>, BTreeSet<String>) {
        let (mut faults, mut needed) = (Vec::new(), BTreeSet::new());
        let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for package in packages {
            let name = text(package, "name");
            versions.entry(name).or_default().insert(text(package, "version"));
            if !self.allows(text(package, "license"), &mut needed) {
                faults.push(format!("{name}: licence {}", text(package, "license")));
            }
            if let Some(reason) = self.banned.get(name) {
                faults.push(format!("{name}: banned, {reason}"));
            }
            let source = text(package, "source");
            let own = name == env!("CARGO_PKG_NAME") && source.is_empty();
            if !own && source != "registry+https://github.com/rust-lang/crates.io-index" {
                faults.push(format!("{name}: from {source:?}"));
            }
        }
        for (name, versions) in versions.iter().filter(|(_, versions)| versions.len() > 1) {
            needed.insert((*name).to_owned());
            if !self.skipped.contains_key(*name) {
                faults.push(format!("{name}: {versions:?}"));
            }
        }
        (faults, needed)
    }

    fn allows(&self, licence: &str, needed: &mut BTreeSet<String>) -> bool {
        // some write a slash for "or"
        let Ok(licence) = spdx::Expression::parse(&licence.replace('/', " OR ")) else { return false };
        licence.evaluate(|one| {
            let name = one.license.to_string();
            let allowed = self.licences.contains(&name);
            needed.extend(allowed.then_some(name));
            allowed
        })
    }
}

#[test]
fn licences_bans_versions_and_sources_are_as_deny_toml_says() {
    let law = Law::of(&read("deny.toml"));
    let packages = metadata()["packages"].as_array().unwrap().clone();
    assert!(packages.len() > 200, "{}", packages.len());
    let (faults, needed) = law.broken(&packages);
    assert_eq!(faults, Vec::<String>::new());
    let stale: Vec<&String> =
        law.licences.iter().chain(law.skipped.keys()).filter(|one| !needed.contains(*one)).collect();
    assert!(stale.is_empty(), "nothing needs these any more: {stale:?}");
}

#[test]
fn what_deny_toml_forbids_would_be_found() {
    let law = Law::of(&read("deny.toml"));
    let crates_io = "registry+https://github.com/rust-lang/crates.io-index";
    let one = |name: &str, version: &str, licence: &str, source: &str| serde_json::json!({ "name": name, "version": version, "license": licence, "source": source });
    for (packages, fault) in [
        (vec![one("a", "1.0.0", "GPL-3.0-only", crates_io)], Some("a: licence GPL-3.0-only")),
        (vec![one("a", "1.0.0", "MIT AND GPL-3.0-only", crates_io)], Some("a: licence MIT AND GPL-3.0-only")),
        (vec![one("a", "1.0.0", "", crates_io)], Some("a: licence ")),
        (vec![one("a", "1.0.0", "GPL-3.0-only OR MIT", crates_io)], None),
        (vec![one("a", "1.0.0", "MIT/Apache-2.0", crates_io)], None),
        (
            vec![one("a", "1.0.0", "MIT", "git+https://example.org/a")],
            Some("a: from \"git+https://example.org/a\""),
        ),
        (
            vec![one("tokio", "1.0.0", "MIT", crates_io)],
            Some("tokio: banned, threads are enough for one clerk, and stop where they are told to"),
        ),
        (
            vec![one("a", "1.0.0", "MIT", crates_io), one("a", "2.0.0", "MIT", crates_io)],
            Some("a: {\"1.0.0\", \"2.0.0\"}"),
        ),
    ] {
        assert_eq!(law.broken(&packages).0, fault.into_iter().collect::<Vec<_>>());
    }
}

/// What `supply/sbom.py` writes; `None` where there is no Python.
fn bill() -> Option<Value> {
    if Command::new("python3").arg("--version").output().is_err() {
        assert!(std::env::var_os("ZHANGBANG_JUDGES").is_none(), "Python is needed");
        println!("skipped: no python3");
        return None;
    }
    let mut python = Command::new("python3");
    python.arg("tests/supply/sbom.py").env("CARGO", env!("CARGO"));
    let told = python.current_dir(env!("CARGO_MANIFEST_DIR")).stderr(Stdio::inherit()).output().unwrap();
    assert!(told.status.success());
    Some(serde_json::from_slice(&told.stdout).unwrap())
}

#[test]
fn the_bill_of_materials_names_every_crate_with_its_digest() {
    let (Some(bill), lock) = (bill(), read("Cargo.lock")) else { return };
    let components = bill["components"].as_array().unwrap();
    assert!(components.len() > 150, "{}", components.len());
    for component in components {
        let (name, version) = (text(component, "name"), text(component, "version"));
        let digest = text(&component["hashes"][0], "content");
        let row = format!(
            "name = \"{name}\"\nversion = \"{version}\"\nsource = \"registry+https://github.com/rust-lang/crates.io-index\"\nchecksum = \"{digest}\"\n"
        );
        assert!(digest.len() == 64 && lock.contains(&row), "{component}");
        assert_eq!(text(component, "purl"), format!("pkg:cargo/{name}@{version}"));
        assert!(!text(&component["licenses"][0], "expression").is_empty(), "{component}");
    }
    // what every crate is built on, and what no reader of the program gets
    let has = |name: &str| components.iter().any(|component| text(component, "name") == name);
    assert!(has("pulldown-cmark") && has("rustls") && has("miniz_oxide") && !has("proptest") && !has("rqrr"));
    let edges = bill["dependencies"].as_array().unwrap();
    let known: BTreeSet<&str> = edges.iter().map(|edge| text(edge, "ref")).collect();
    let targets = edges.iter().flat_map(|edge| edge["dependsOn"].as_array().unwrap());
    assert!(targets.into_iter().all(|to| known.contains(to.as_str().unwrap())));
    assert_eq!(known.len(), components.len() + 1);
}

#[test]
fn the_bill_of_materials_is_the_same_each_time() {
    assert_eq!(bill(), bill());
}

#[test]
fn readme_gives_a_reason_for_each_crate_of_our_own_choice() {
    let (readme, manifest) = (read("README.md"), read("Cargo.toml"));
    let manifest: toml::Table = manifest.parse().unwrap();
    let mut chosen: Vec<&String> = manifest["dependencies"].as_table().unwrap().keys().collect();
    chosen.extend(manifest["target"]["cfg(unix)"]["dependencies"].as_table().unwrap().keys());
    let rows: Vec<&str> = readme.lines().filter_map(|line| line.strip_prefix("| `")).collect();
    for name in &chosen {
        let row = rows.iter().find(|row| row.starts_with(&format!("{name}`")));
        let reason = row.and_then(|row| row.split(" | ").nth(1)).unwrap_or_default();
        assert!(reason.chars().count() > 10, "README: why `{name}`?");
    }
    let section = readme.split("## What it is built with").nth(1).unwrap().split("\n## ").next().unwrap();
    let told = section.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    let stale: Vec<&str> = told.filter(|name| !chosen.iter().any(|chosen| chosen == name)).collect();
    assert!(stale.is_empty(), "no longer there: {stale:?}");
}
