//! Twelve notices of the kinds that counties and villages hang up, in `tests/twelve`: nothing is said of them, and none
//! loses a fact on its page, in the lists of its places, in search and in open data.

#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests touch the world")]

#[path = "twelve/site.rs"]
mod site;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use tempfile::TempDir;
use zhangbang::build::{self, Outcome, Silent};
use zhangbang::model::moment::Clock;

/// The site as it is built, and all that is said of it.
static BUILT: LazyLock<(TempDir, PathBuf)> = LazyLock::new(|| {
    let work = tempfile::tempdir().unwrap();
    site::lay(work.path());
    let out = work.path().join("out");
    let clock = Clock { instant: "2026-11-10T01:00:00Z".parse().unwrap(), given: site::TODAY.parse().ok() };
    let mut loaded = build::load(work.path(), &clock).unwrap();
    let faults = loaded.check_files_too(work.path()).unwrap();
    assert_eq!(faults, [], "a false alarm");
    let built = build::build(&mut loaded, work.path(), &out, &Silent).unwrap();
    assert!(matches!(built, Outcome::Built { .. }));
    (work, out)
});

fn built(path: &str) -> String {
    fs::read_to_string(BUILT.1.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What a page shows, without blanks.
fn shown(html: &str) -> String {
    let mut words = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        words += before;
        let hidden = ["script", "style", "svg"].into_iter().find(|name| tag.starts_with(name));
        rest = match hidden {
            Some(name) => tag.split_once(&format!("</{name}>")).map_or("", |(_, after)| after),
            None => tag.split_once('>').map_or("", |(_, after)| after),
        };
    }
    words += rest;
    let words = words.replace("&quot;", "\"").replace("&#39;", "'").replace("&#x2F;", "/");
    bare(&words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What each notice says, fact by fact.
fn facts() -> BTreeMap<String, Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/twelve/facts");
    let mut facts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()) {
        let name = file.file_name().unwrap().to_string_lossy().split('.').next().unwrap().to_owned();
        let lines = fs::read_to_string(&file).unwrap();
        facts.entry(name).or_default().extend(lines.lines().map(str::to_owned));
    }
    facts
}

#[test]
fn none_of_the_twelve_loses_a_fact() {
    let facts = facts();
    assert_eq!(facts.len(), 12);
    let mut count = 0;
    for (name, facts) in &facts {
        let page = shown(&built(&format!("notices/2026/{name}/index.html")));
        let lost: Vec<&String> = facts.iter().filter(|fact| !page.contains(&bare(fact))).collect();
        assert!(lost.is_empty(), "{name} lost {lost:?}");
        count += facts.len();
    }
    assert!(count > 450, "{count} facts");
}

/// Every kind that the design names is among them.
#[test]
fn they_are_of_twelve_kinds() {
    let data: serde_json::Value = serde_json::from_str(&built("data/notices.json")).unwrap();
    let mut kinds: Vec<&str> =
        data["items"].as_array().unwrap().iter().map(|row| row["kind"].as_str().unwrap()).collect();
    kinds.sort_unstable();
    let wanted = [
        "annual_plan",
        "call",
        "completion",
        "exit",
        "funds",
        "monitoring",
        "points",
        "project",
        "project_library",
        "recruitment_call",
        "result",
        "subsistence",
    ];
    assert_eq!(kinds, wanted);
}

#[test]
fn rows_of_lists_are_found_by_place_search_and_data() {
    let village = shown(&built("places/云潭乡/白鹭村/index.html"));
    for title in
        ["潞水县2026年第二批财政衔接推进乡村振兴补助资金分配结果公告", "云潭乡白鹭村监测对象风险消除公示"]
    {
        assert!(village.contains(title), "{title}");
    }
    let data: serde_json::Value = serde_json::from_str(&built("data/projects.json")).unwrap();
    let rows = data["items"].as_array().unwrap();
    let of = |id: &str| rows.iter().filter(|row| row["id"] == format!("notices/2026/{id}")).count();
    assert_eq!(
        ["plan-book", "plan-list", "funds-second", "shitang-completion", "two-villages-road"].map(of),
        [35, 45, 3, 1, 1]
    );
    let total = |id: &str| -> f64 {
        let own = rows.iter().filter(|row| row["id"] == format!("notices/2026/{id}"));
        own.map(|row| row["total"].as_f64().unwrap()).sum()
    };
    assert_eq!(
        [total("plan-book"), total("plan-list"), total("funds-second")],
        [18_416_000.0, 12_910_500.0, 1_053_430.0]
    );
    let index = built("search/index-1.js");
    for words in ["白鹭村白茶加工点", "松坡村竹编车间（第3期）", "竹溪村机耕道硬化1标段"]
    {
        assert!(index.contains(words), "{words}");
    }
}
