//! Themes: overriding single templates, and faults in them as faults with a place.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "tests touch the world")]

use std::fs;
use std::path::Path;
use zhangbang::build::{self, Outcome, Silent};
use zhangbang::diagnostic::Diagnostic;
use zhangbang::model::moment::Clock;

const SITE: &str = "name: 试验站\nbase_url: https://shiyan.example\nhost: 甲\noperator: 乙\nid_code: \"1\"\nicp: 丙\npolice: 丁\ncontact: 戊\nhotlines: [{name: 己, phone: 12345}]\n";

fn site(theme: &str, files: &[(&str, &str)]) -> tempfile::TempDir {
    let work = tempfile::tempdir().unwrap();
    let put = |path: &str, text: &str| {
        let path = work.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    put("content/site.yaml", &format!("{SITE}theme: {theme}\n"));
    put("content/pages/a.md", "---\ntitle: 一页\n---\n正文\n");
    files.iter().for_each(|(path, text)| put(path, text));
    work
}

fn build_it(root: &Path) -> Result<(), (Vec<Diagnostic>, Vec<String>)> {
    let clock = Clock { instant: "2026-11-10T00:00:00Z".parse().unwrap(), given: None };
    let site = build::load(root, &clock).unwrap();
    match build::build(&site, root, &root.join("public"), &Silent).unwrap() {
        Outcome::Built { .. } => Ok(()),
        Outcome::Faulty(faults) => {
            let at = |fault: &Diagnostic| {
                let source = &site.texts()[fault.file.0 as usize];
                format!(
                    "{} {}:{}",
                    fault.code.name(),
                    source.path,
                    source.position(fault.span.start as usize).line
                )
            };
            let places = faults.iter().map(at).collect();
            Err((faults, places))
        }
    }
}

fn places(root: &Path) -> Vec<String> {
    build_it(root).expect_err("is at fault").1
}

#[test]
fn a_theme_overrides_one_template_and_keeps_the_rest() {
    let work = site(
        "mine",
        &[
            ("themes/mine/theme.yaml", "name: mine\nextends: base\n"),
            (
                "themes/mine/templates/page.html",
                "{% extends \"base/page.html\" %}{% block main %}<p>我的</p>{{ super() }}{% endblock main %}",
            ),
            ("themes/base/theme.yaml", "name: base\nextends: gongshi\n"),
            (
                "themes/base/templates/page.html",
                "{% extends \"gongshi/page.html\" %}{% block main %}<p>底下的</p>{{ super() }}{% endblock main %}",
            ),
            ("themes/mine/static/style.css", "body{}"),
        ],
    );
    build_it(work.path()).unwrap();
    let page = fs::read_to_string(work.path().join("public/pages/a/index.html")).unwrap();
    assert!(page.contains("<p>我的</p><p>底下的</p>") && page.contains("正文"), "{page}");
    assert_eq!(fs::read_to_string(work.path().join("public/assets/style.css")).unwrap(), "body{}");
    assert!(work.path().join("public/index.html").is_file());
}

#[test]
fn faults_in_templates_have_a_place() {
    let theme = ("themes/mine/theme.yaml", "name: mine\n");
    let syntax = site("mine", &[theme, ("themes/mine/templates/page.html", "<p>\n{% if %}</p>")]);
    assert_eq!(places(syntax.path()), ["theme-invalid themes/mine/templates/page.html:2"]);
    let rendering =
        site("mine", &[theme, ("themes/mine/templates/page.html", "<p>\n\n{{ content.title + 1 }}</p>")]);
    assert_eq!(places(rendering.path()), ["theme-invalid themes/mine/templates/page.html:3"]);
    assert!(!rendering.path().join("public/pages/a/index.html").exists());
}

#[test]
fn a_theme_must_exist_and_not_go_in_circles() {
    assert_eq!(places(site("none", &[]).path()), ["theme-invalid content/site.yaml:10"]);
    let circle =
        [("themes/a/theme.yaml", "name: a\nextends: b\n"), ("themes/b/theme.yaml", "name: b\nextends: a\n")];
    assert_eq!(places(site("a", &circle).path()), ["theme-invalid themes/b/theme.yaml:2"]);
}
