//! Themes: overriding single templates, and faults in them as faults with a place.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "tests touch the world")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use zhangbang::build::{self, Outcome, Silent, Site};
use zhangbang::diagnostic::Diagnostic;
use zhangbang::model::moment::Clock;
use zhangbang::plan::{self, Audience, View};
use zhangbang::render::Renderer;
use zhangbang::source::{Span, Spanned};

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

/// The demonstration with a theme of its own repository.
fn demonstration(theme: &str) -> Site {
    let clock = Clock { instant: "2027-03-01T00:00:00Z".parse().unwrap(), given: None };
    let mut site = build::load(Path::new(env!("CARGO_MANIFEST_DIR")), &clock).unwrap();
    site.content.site.theme = Some(Spanned { value: theme.to_owned(), span: Span::default() });
    site
}

/// Path to template and HTML of every page that a template makes.
fn pages(theme: &str) -> BTreeMap<String, (&'static str, String)> {
    let site = demonstration(theme);
    let plan = plan::lay_out(&site.content, &site.content.log, site.settings(Audience::Public));
    let theme = site.theme().unwrap();
    let renderer = Renderer::new(&plan, &theme);
    let made = |id: usize| match plan.view(id) {
        View::File(_) => None,
        View::Page(view) => {
            let html = String::from_utf8(renderer.render(id).unwrap()).unwrap();
            Some((plan.pages[id].path.clone(), (view.meta.template, html)))
        }
    };
    (0..plan.pages.len()).filter_map(made).collect()
}

fn main_of(html: &str) -> &str {
    html.split_once("<main").unwrap().1.split_once("</main>").unwrap().0
}

#[test]
fn the_example_theme_builds_the_demonstration_clean() {
    let out = tempfile::tempdir().unwrap();
    let site = demonstration("cunkou");
    let codes = |faults: &[Diagnostic]| faults.iter().map(|fault| fault.code.name()).collect::<Vec<_>>();
    assert_eq!(codes(&site.check()), ["demo-content"]);
    match build::build(&site, Path::new(env!("CARGO_MANIFEST_DIR")), out.path(), &Silent).unwrap() {
        Outcome::Built { warnings, .. } => assert_eq!(codes(&warnings), ["demo-content"]),
        Outcome::Faulty(faults) => panic!("{faults:#?}"),
    }
    let assets: BTreeSet<String> = fs::read_dir(out.path().join("assets"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(["cunkou.css", "style.css", "site.js"].iter().all(|name| assets.contains(*name)), "{assets:?}");
}

/// What the three templates make differs; the rest of every page is the default theme's, to the letter.
#[test]
fn the_example_theme_changes_three_templates_and_inherits_the_rest() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/cunkou/templates");
    let own: BTreeSet<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(own, ["_notices.html", "base.html", "home.html"].map(str::to_owned).into());
    let (default, example) = (pages("gongshi"), pages("cunkou"));
    assert!(default.keys().eq(example.keys()));
    let mut changed = BTreeSet::new();
    for (path, (template, html)) in &example {
        assert!(
            html.contains("assets/cunkou.css") && !html.contains("class=\"seal\""),
            "{path}: not its frame"
        );
        if main_of(html) != main_of(&default[path].1) {
            changed.insert(*template);
        }
    }
    assert_eq!(changed, ["home", "notices", "place"].into());
}
