//! One page, read as a browser without scripts would show it.

use super::Hidden;
use super::address::folder_of;
use super::fact::Fact;
use super::sheet::Sheet;
use super::shown::{Mood, Shown};
use super::styles::Styles;
use super::text::Bare;
use super::wanted::Wanted;
use scraper::{ElementRef, Html, Selector};
use std::sync::{Arc, LazyLock};

/// Words of a theme beside an open notice that take it back.
const DENYING: [&str; 12] = [
    "已过期",
    "已失效",
    "已作废",
    "已废止",
    "已终止",
    "已下架",
    "已撤下",
    "停止公示",
    "不再公示",
    "公示已结束",
    "往期",
    "已归档",
];

static MAIN: LazyLock<Option<Selector>> = LazyLock::new(|| Selector::parse("main").ok());
static META: LazyLock<Option<Selector>> = LazyLock::new(|| Selector::parse("meta").ok());
static BASE: LazyLock<Option<Selector>> = LazyLock::new(|| Selector::parse("base[href]").ok());
static LINKS: LazyLock<Option<Selector>> = LazyLock::new(|| Selector::parse("a[href]").ok());
static STYLES: LazyLock<Option<Selector>> =
    LazyLock::new(|| Selector::parse("style, link[rel~=stylesheet i]").ok());

/// A finished page.
#[derive(Clone, Copy, Debug)]
pub struct Page<'p> {
    /// Its file under the site: `notices/2026/x/index.html`.
    pub path: &'p str,
    /// Its text.
    pub html: &'p str,
}

/// Judges the finished page of an open notice.
pub fn look(page: &Page, wanted: &Wanted, styles: &Styles) -> Vec<Hidden> {
    let html = parse(page.html);
    let mut hidden = metas(&html);
    hidden.extend(select(&html, &BASE).next().map(|_| Hidden::Based));
    let mut foreign = Vec::new();
    let sheets = sheets(&html, page.path, styles, &mut foreign);
    hidden.extend(foreign.into_iter().map(|address| Hidden::ForeignSheet { address }));
    let mut mains = select(&html, &MAIN);
    let (Some(main), None) = (mains.next(), mains.next()) else {
        hidden.push(Hidden::NoMain);
        return hidden;
    };
    let mut shown = Shown::new(&sheets);
    if main.ancestors().filter_map(ElementRef::wrap).all(|above| shown.shows(above)) {
        shown.take(main, Mood::default());
    }
    missing(&shown, wanted, &mut hidden);
    unlinked(page, wanted, styles, &mut hidden);
    denied(&shown, wanted, &sheets, &mut hidden);
    hidden
}

/// Former versions that the page does not lead to.
fn unlinked(page: &Page, wanted: &Wanted, styles: &Styles, hidden: &mut Vec<Hidden>) {
    if wanted.links.is_empty() {
        return;
    }
    let folder = folder_of(page.path);
    let links = visible_links(page, styles).into_iter().filter_map(|link| styles.inside(folder, &link));
    let led: Vec<String> =
        links.map(|path| path.strip_suffix("/index.html").unwrap_or(&path).to_owned()).collect();
    let missing = wanted.links.iter().filter(|folder| !led.contains(folder));
    hidden.extend(missing.map(|folder| Hidden::Unlinked { folder: folder.clone() }));
}

/// Addresses, as written, of the links on a page that a reader sees.
pub(super) fn visible_links(page: &Page, styles: &Styles) -> Vec<String> {
    let html = parse(page.html);
    if select(&html, &BASE).next().is_some() {
        return Vec::new();
    }
    let sheets = sheets(&html, page.path, styles, &mut Vec::new());
    let shown = Shown::new(&sheets);
    let seen = |link: &ElementRef| {
        let words = link.text().any(|text| !text.trim().is_empty());
        words
            && std::iter::once(*link)
                .chain(link.ancestors().filter_map(ElementRef::wrap))
                .all(|up| shown.shows(up))
    };
    let links = select(&html, &LINKS).filter(seen);
    links.filter_map(|link| link.attr("href").map(str::to_owned)).collect()
}

/// What stands in `noscript` is for readers without scripts alone: its rules hide, its words do not count. A parser
/// that knows the element takes all of it for text, so it gets another name.
fn parse(html: &str) -> Html {
    let bytes = html.as_bytes();
    let named = |at: &usize| {
        let before = &bytes[..*at];
        bytes[*at..].iter().zip(b"noscript").filter(|(a, b)| a.eq_ignore_ascii_case(b)).count() == 8
            && (before.ends_with(b"<") || before.ends_with(b"</"))
    };
    let (mut renamed, mut from) = (String::new(), 0);
    for at in (0..bytes.len()).filter(|&at| matches!(bytes[at], b'n' | b'N')).filter(named) {
        renamed += &html[from..at];
        renamed += "x-";
        from = at;
    }
    if renamed.is_empty() {
        Html::parse_document(html)
    } else {
        Html::parse_document(&(renamed + &html[from..]))
    }
}

fn select<'p>(
    page: &'p Html,
    selector: &'p LazyLock<Option<Selector>>,
) -> impl Iterator<Item = ElementRef<'p>> + use<'p> {
    selector.iter().flat_map(|selector| page.select(selector))
}

fn metas(page: &Html) -> Vec<Hidden> {
    let mut hidden = Vec::new();
    for meta in select(page, &META) {
        let content = meta.attr("content").unwrap_or_default().to_ascii_lowercase();
        let named = |attribute, name: &str| {
            meta.attr(attribute).is_some_and(|value| value.trim().eq_ignore_ascii_case(name))
        };
        if meta.attr("name").is_some_and(is_robots)
            && (content.contains("noindex") || content.contains("none"))
        {
            hidden.push(Hidden::NoIndex);
        }
        if named("http-equiv", "refresh") {
            hidden.push(Hidden::Refresh);
        }
    }
    hidden
}

/// The tag for all search engines, or for one.
fn is_robots(name: &str) -> bool {
    let name = name.trim().to_ascii_lowercase();
    name == "robots" || name.ends_with("bot") || name.ends_with("spider")
}

/// The page's own rules and those of its sheets. What is not of the site goes to `foreign`.
fn sheets(page: &Html, path: &str, styles: &Styles, foreign: &mut Vec<String>) -> Vec<Arc<Sheet>> {
    let folder = folder_of(path);
    let mut sheets = Vec::new();
    for style in select(page, &STYLES) {
        match style.attr("href") {
            Some(address) => sheets.extend(styles.named(folder, address, foreign)),
            None => {
                let own = Sheet::parse(&style.text().collect::<String>());
                let imports = own.imports.iter();
                sheets.extend(imports.flat_map(|address| styles.named(folder, address, foreign)));
                sheets.push(Arc::new(own));
            }
        }
    }
    sheets
}

fn missing(shown: &Shown, wanted: &Wanted, hidden: &mut Vec<Hidden>) {
    let facts = wanted.facts.iter().filter(|(_, spellings)| !spellings.stand_in(&shown.sure));
    let mut lost: Vec<(Fact, String)> = facts.map(|(fact, spellings)| (*fact, spellings.words())).collect();
    let body_words = |block: &Bare| (Fact::Body, block.as_str().chars().take(24).collect());
    let mut from = 0;
    for block in &wanted.body {
        match shown.all.after(block, from) {
            Some(after) => from = after,
            None => {
                lost.push(body_words(block));
                break;
            }
        }
    }
    lost.extend(wanted.notes.iter().filter(|note| shown.all.after(note, 0).is_none()).map(body_words));
    hidden.extend(lost.into_iter().map(|(fact, words)| Hidden::Fact { fact, words }));
}

/// What the page says besides the notice's own words, and what style sheets add to it.
fn denied(shown: &Shown, wanted: &Wanted, sheets: &[Arc<Sheet>], hidden: &mut Vec<Hidden>) {
    let rest = shown.own.without(wanted.own_words());
    let added = |word: &str| sheets.iter().flat_map(|sheet| &sheet.added).any(|added| added.contains(word));
    let said = DENYING.iter().find(|word| rest.as_str().contains(**word) || added(word));
    hidden.extend(said.map(|word| Hidden::Denied { words: (*word).to_owned() }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::finished::wanted::Spellings;

    fn notice() -> Wanted {
        let day = |day| jiff::civil::date(2026, 11, day);
        Wanted {
            links: Vec::new(),
            facts: vec![
                (Fact::Title, Spellings::Text(Bare::of("上村 道路"))),
                (Fact::From, Spellings::Day(day(2))),
                (Fact::Until, Spellings::Day(day(12))),
                (Fact::Amount, Spellings::Money(crate::model::money::Money::from_fen(36_500_000))),
            ],
            body: vec![Bare::of("长1.2公里"), Bare::of("宽4米")],
            notes: Vec::new(),
        }
    }

    const GOOD: &str = "<html><head><title>x</title></head><body class=b><main class=m><h1>上村 道路</h1>\
        <p>2026年11月2日 起 <time>2026-11-12</time> 止</p><p>365,000元</p><div><p>长1.2公里</p><p>宽4米</p></div></main></body></html>";

    fn found(html: &str) -> Vec<Hidden> {
        let styles = Styles::new("https://b.example/", &|path| {
            (path == "s.css")
                .then(|| "@import 'deep/t.css';".to_owned())
                .or_else(|| (path == "deep/t.css").then(|| "@import url(u.css); p { color: red }".to_owned()))
        });
        look(&Page { path: "notices/a/index.html", html }, &notice(), &styles)
    }

    #[test]
    fn a_page_that_shows_everything_is_left_alone() {
        assert_eq!(found(GOOD), []);
        assert_eq!(found(&GOOD.replace("<p>长", "<script>1</script><p>长")), []);
        assert_eq!(found(&GOOD.replace("<p>长", "<noscript>没有脚本</noscript><p>长")), []);
    }

    #[test]
    fn whatever_hides_is_found() {
        for (from, to) in [
            ("<h1>上村 道路</h1>", "<!-- 上村 道路 -->"),
            ("<h1>", "<h1 hidden>"),
            ("<main class=m>", "<main class=m style='display: none'>"),
            ("<body class=b>", "<body class=b style='visibility:hidden'>"),
            ("<title>", "<style>.m{display:none}</style><title>"),
            ("<title>", "<meta name=robots content=noindex><title>"),
            ("<title>", "<meta http-equiv=Refresh content='0;url=x'><title>"),
            ("<title>", "<link rel=stylesheet href='https://a.example/x.css'><title>"),
            ("<title>", "<link rel=stylesheet href='../../s.css'><title>"),
            ("<title>", "<link rel='alternate STYLESHEET' href='data:text/css,main{display:none}'><title>"),
            ("<title>", "<style>@import '//a.example/x.css';</style><title>"),
            ("<title>", "<base href='https://a.example/'><title>"),
            ("<title>", "<NoScript><style>.m{display:none}</style></NoScript><title>"),
            ("<title>", "<noscript><meta http-equiv=refresh content='0;url=x'></noscript><title>"),
            ("<p>宽4米</p>", "<noscript><p>宽4米</p></noscript>"),
            ("<div>", "<details>"),
            ("1.2公里", "9.9公里"),
            ("365,000元", "365,000,000元"),
            ("宽4米", "宽<span hidden>4</span>40米"),
            ("<p>宽4米</p>", ""),
            ("11月2日", "11月21日"),
            ("<h1>上村 道路</h1>", "<h1>上村</h1><h1>道路</h1>"),
            ("<h1>上村 道路</h1>", "<h1><del>上村 道路</del></h1>"),
            ("<div>", "<p>本公示已过期</p><div>"),
            ("main", "div"),
        ] {
            assert!(!found(&GOOD.replace(from, to)).is_empty(), "{from} → {to}");
        }
    }

    #[test]
    fn titles_of_other_notices_are_not_words_about_this_one() {
        assert_eq!(found(&GOOD.replace("</main>", "<nav><a href=x>已作废的旧公示</a></nav></main>")), []);
    }
}
