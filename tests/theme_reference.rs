//! The theme authors' reference page and the code say the same: every template, block, variable, field,
//! filter and static file is on the page with its type, and nothing is on the page that the code lacks.
//! Templates, too, name only what there is, even where an undefined name would only count as false.

#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests touch the world")]

#[path = "theme_reference/page.rs"]
mod page;
#[path = "theme_reference/templates.rs"]
mod templates;
#[path = "theme_reference/views.rs"]
mod views;

use page::Page;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use templates::{blocks, unknown_names};
use views::{Views, roots, variables_by_template};

type Names = BTreeSet<String>;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn names<'t>(all: impl IntoIterator<Item = &'t str>) -> Names {
    all.into_iter().map(str::to_owned).collect()
}

/// Files of a folder of a theme: name and path.
fn files(folder: &str) -> BTreeMap<String, PathBuf> {
    let entries = fs::read_dir(root().join("themes").join(folder)).unwrap().map(Result::unwrap);
    entries.map(|entry| (entry.file_name().into_string().unwrap(), entry.path())).collect()
}

/// Told apart, so that whoever reads it knows which side to mend.
fn same(what: &str, code: &Names, page: &Names) {
    let missing: Vec<_> = code.difference(page).collect();
    let invented: Vec<_> = page.difference(code).collect();
    assert!(
        missing.is_empty() && invented.is_empty(),
        "{what}: not on the page {missing:?}; not in the code {invented:?}"
    );
}

#[test]
fn every_template_and_static_file_is_told() {
    let page = Page::read();
    let mut told: Names = page.column("页面模板", 0).chain(page.column("零件", 0)).collect();
    told.extend(["certificate.html", "witness.html"].map(str::to_owned));
    same("templates", &files("gongshi/templates").into_keys().collect(), &told);
    same(
        "static files",
        &files("gongshi/static").into_keys().collect(),
        &page.column("静态文件", 0).collect(),
    );
}

#[test]
fn every_block_is_told() {
    let page = Page::read();
    let told: Names = page.rows("块").map(|row| format!("{} {}", row[0], row[1])).collect();
    let mut offered = Names::new();
    for (name, path) in files("gongshi/templates") {
        let text = fs::read_to_string(path).unwrap();
        if !text.contains("{% extends") {
            offered.extend(blocks(&text).map(|block| format!("{name} {block}")));
        }
    }
    same("blocks", &offered, &told);
}

/// The templates of pages, and the variables that the demonstration really gives them.
#[test]
fn every_template_is_told_with_its_variables() {
    let page = Page::read();
    let told: BTreeMap<String, Names> =
        page.rows("页面模板").map(|row| (row[0].clone(), page::quoted(&row[2]).collect())).collect();
    let real = variables_by_template();
    same("templates of pages", &real.keys().cloned().collect(), &told.keys().cloned().collect());
    for (template, names) in &real {
        same(template, names, &told[template]);
    }
}

#[test]
fn every_variable_and_field_is_told_with_its_type() {
    let page = Page::read();
    let (views, roots) = (Views::read(), roots());
    same("variables", &roots.keys().cloned().collect(), &page.column("模板的变量", 0).collect());
    let mut heading_of: BTreeMap<String, String> = BTreeMap::new();
    let mut todo =
        page.compare("模板的变量", roots.iter().map(|(name, sort)| (name.as_str(), sort.as_str())));
    while let Some((view, heading)) = todo.pop() {
        match heading_of.insert(view.clone(), heading.clone()) {
            Some(before) => assert_eq!(before, heading, "{view} has two names on the page"),
            None => todo.extend(page.compare(&heading, views.fields(&view))),
        }
    }
    same("views", &views.names(), &heading_of.keys().cloned().collect());
    same("objects", &heading_of.into_values().collect(), &page.headings_below("对象"));
}

#[test]
fn every_filter_test_and_function_is_told_and_works() {
    let page = Page::read();
    let theme = fs::read_to_string(root().join("src/render/theme.rs")).unwrap();
    let filters: Names = page.column("过滤器", 0).collect();
    let registered = |call: &str| -> Names {
        theme.split(call).skip(1).filter_map(|rest| rest.split('"').nth(1)).map(str::to_owned).collect()
    };
    let ours = registered(".register_filter(");
    assert!(!ours.is_empty());
    assert!(ours.is_subset(&filters), "not on the page: {:?}", ours.difference(&filters).collect::<Vec<_>>());
    assert!(registered(".register_test(").is_empty());
    let functions = registered(".register_function(");
    assert!(functions.is_subset(&page.column("函数", 0).collect()), "not on the page: {functions:?}");
    let knows = |text: String| tera::Tera::new().add_raw_template("x", &text).is_ok();
    assert!(!knows("{{ x | none_such }}".to_owned()) && !knows("{{ none_such() }}".to_owned()));
    for name in filters.difference(&ours) {
        assert!(knows(format!("{{{{ x | {name} }}}}")), "there is no filter `{name}`");
    }
    for name in page.column("判断", 0) {
        assert!(knows(format!("{{{{ x is {name} }}}}")), "there is no test `{name}`");
    }
    for name in page.column("函数", 0).filter(|name| name != "super") {
        assert!(knows(format!("{{{{ {name}() }}}}")), "there is no function `{name}`");
    }
}

#[test]
fn templates_and_examples_name_only_what_there_is() {
    let (views, mut roots) = (Views::read(), roots());
    // set where the part is put in
    roots.insert("rows".to_owned(), "Vec<RegisterRowView>".to_owned());
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for theme in files("").into_keys() {
        for (name, path) in files(&format!("{theme}/templates")) {
            texts.insert(format!("{theme}/{name}"), fs::read_to_string(path).unwrap());
        }
    }
    for name in ["themes.md", "theme-reference.md"] {
        texts.insert(name.to_owned(), page::handbook(name).replace("\\|", "|"));
    }
    let (own, name) = (Views::of_witness(), "gongshi/witness.html");
    let root = [("c".to_owned(), "Overview".to_owned())].into();
    assert_eq!(unknown_names(&texts.remove(name).unwrap(), &own, &root), [""; 0], "{name}");
    let wrong: Vec<String> = texts
        .iter()
        .flat_map(|(name, text)| {
            unknown_names(text, &views, &roots).into_iter().map(move |n| format!("{name}: {n}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_reader_of_templates_sees_what_is_wrong() {
    let (views, roots) = (Views::read(), roots());
    let wrong = |text: &str| unknown_names(text, &views, &roots);
    assert_eq!(wrong("{% if page.titel %}{% endif %}"), ["page.titel"]);
    assert_eq!(wrong("{% for n in notices %}{{ n.state.lable }}{% endfor %}"), ["n.state.lable"]);
    assert_eq!(wrong("{{ [n.href ~ n.titel for n in open] | join(sep=\"a.b\") }}"), ["n.titel"]);
    assert_eq!(wrong("{% set p = notice.posting %}{% if p.untill is not none %}{% endif %}"), ["p.untill"]);
    assert_eq!(wrong("{% if pagetitle and turn[0].hrf %}{% endif %}"), ["pagetitle", "turn[0].hrf"]);
    assert_eq!(names(blocks("{% block main %}{%- block side -%}")), names(["main", "side"]));
}
