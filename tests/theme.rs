//! Themes: overriding single templates, and faults in them as faults with a place.

#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests touch the world")]

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
    let mut site = build::load(root, &clock).unwrap();
    match build::build(&mut site, root, &root.join("public"), &Silent).unwrap() {
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

/// What an author is told: the word under the carets and the message.
fn told(templates: &[(&str, &str)]) -> Vec<String> {
    let theme = ("themes/mine/theme.yaml", "name: mine\n");
    let files: Vec<(&str, &str)> = std::iter::once(theme).chain(templates.iter().copied()).collect();
    let work = site("mine", &files);
    let (faults, places) = build_it(work.path()).expect_err("is at fault");
    let clock = Clock { instant: "2026-11-10T00:00:00Z".parse().unwrap(), given: None };
    let loaded = build::load(work.path(), &clock).unwrap();
    let word = |fault: &Diagnostic| loaded.texts()[fault.file.0 as usize].slice(fault.span).to_owned();
    let line = |(fault, place): (&Diagnostic, &String)| {
        format!(
            "{}|{}|{}",
            place.trim_start_matches("theme-invalid themes/mine/templates/"),
            word(fault),
            fault.message.zh
        )
    };
    faults.iter().zip(&places).map(line).collect()
}

/// Tera finds names that it looks up for all templates at once only in a printed report; each is its own
/// fault in the end, and a template's second name does not double it.
#[test]
fn names_that_do_not_exist_have_a_place() {
    let page = "themes/mine/templates/page.html";
    let block = "{% extends \"base.html\" %}\n{% block main %}一{% endblock %}{% block 边栏 %}{% endblock %}";
    assert_eq!(
        told(&[(page, &block.replace("边栏", "side"))]),
        ["page.html:2|side|接着的模板里没有“side”这个块，写了也不会显示"]
    );
    let calls =
        "甲{{ page.title | date }}\n乙{{ now() }}{% if page is nothing %}{% endif %}{% include \"x.html\" %}";
    assert_eq!(
        told(&[(page, calls)]),
        [
            "page.html:1|date|没有“date”这个过滤器",
            "page.html:2|now()|没有“now”这个函数",
            "page.html:2|nothing|is 后面没有“nothing”这个判断",
            "page.html:2|\"x.html\"|没有“x.html”这个模板",
        ]
    );
    assert_eq!(
        told(&[(page, "{% extends \"bse.html\" %}")]),
        ["page.html:1|bse.html|没有“bse.html”这个模板"]
    );
}

#[test]
fn one_broken_template_does_not_hide_the_next() {
    let found = told(&[
        ("themes/mine/templates/404.html", "{% block main %}"),
        ("themes/mine/templates/page.html", "{{ page.title }"),
    ]);
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found[0], "404.html:1|%}|模板没有写完");
    assert_eq!(found[1], "page.html:1|}|写法不对，问题在“}”这里，应当是 }}");
}

/// `check` renders a page of every sort: lists of notices and of activities are made by two templates.
#[test]
fn check_finds_what_only_shows_when_rendered() {
    let theme = ("themes/mine/theme.yaml", "name: mine\n");
    for template in ["home", "notices", "activities", "page", "search", "404"] {
        let path = format!("themes/mine/templates/{template}.html");
        let activity = (
            "content/activities/a.md",
            "---\ntitle: 清洁日\nfrom: 2026-11-20 09:00\nto: 2026-11-20 11:00\n---\n",
        );
        let work = site("mine", &[theme, activity, (&path, "{{ site.naem }}")]);
        let clock = Clock { instant: "2026-11-10T00:00:00Z".parse().unwrap(), given: None };
        let loaded = build::load(work.path(), &clock).unwrap();
        let faults = loaded.check();
        let found: Vec<&str> = faults
            .iter()
            .filter(|fault| fault.is_error())
            .map(|f| loaded.texts()[f.file.0 as usize].path.as_str())
            .collect();
        assert_eq!(found, [path.as_str()]);
    }
}

/// A frame is rendered for every page; its fault is told once.
#[test]
fn a_fault_in_the_frame_is_told_once() {
    let base = "themes/mine/templates/base.html";
    let found = told(&[(base, "<title>{{ site.naem }}</title>{% block main %}{% endblock main %}")]);
    assert_eq!(found, ["base.html:1|naem|没有“naem”这一项"]);
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
    let plan = plan::lay_out(&site.content, &site.log, site.settings(Audience::Public));
    let theme = site.theme().unwrap();
    let renderer = Renderer::new(&plan, &theme);
    let made = |id: usize| match plan.view(id) {
        View::File(_) => None,
        View::Page(view) => {
            let html = String::from_utf8(renderer.render(id).unwrap()).unwrap();
            Some((plan.pages()[id].path.clone(), (view.meta.template, html)))
        }
    };
    (0..plan.pages().len()).filter_map(made).collect()
}

fn main_of(html: &str) -> &str {
    html.split_once("<main").unwrap().1.split_once("</main>").unwrap().0
}

#[test]
fn the_example_theme_builds_the_demonstration_clean() {
    let out = tempfile::tempdir().unwrap();
    let mut site = demonstration("cunkou");
    let codes = |faults: &[Diagnostic]| faults.iter().map(|fault| fault.code.name()).collect::<Vec<_>>();
    assert_eq!(codes(&site.check()), ["demo-content"]);
    match build::build(&mut site, Path::new(env!("CARGO_MANIFEST_DIR")), out.path(), &Silent).unwrap() {
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

/// What a heading of a text must not be called, since the page around it has an anchor of that name.
#[test]
fn anchors_of_pages_with_a_text_are_kept_from_headings() {
    let templates = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/gongshi/templates");
    let mut seen = 0;
    for name in ["base", "notice", "activity", "honour", "page", "version"] {
        let text = fs::read_to_string(templates.join(format!("{name}.html"))).unwrap();
        for id in text.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(id.contains("{{") || zhangbang::markdown::is_taken(id), "{name}.html: {id}");
            seen += 1;
        }
    }
    assert!(seen >= 8, "{seen}");
}
