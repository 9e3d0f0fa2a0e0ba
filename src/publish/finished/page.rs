//! One page, read as a browser without scripts would show it.

use super::Hidden;
use super::address::folder_of;
use super::fact::Fact;
use super::media::is_paper_alone;
use super::rules::Rules;
use super::sheet::Sheet;
use super::shown::{Shown, covered};
use super::spelled::Row;
use super::styles::{Named, Styles};
use super::text::Bare;
use super::wanted::Wanted;
use cssparser::Parser;
use scraper::{ElementRef, Html, Selector};
use std::sync::{Arc, LazyLock};

/// Words of a theme beside an open notice that take it back.
const DENYING: [&str; 17] = [
    "已过期",
    "已失效",
    "已作废",
    "公告作废",
    "公示作废",
    "此件作废",
    "已停用",
    "已废止",
    "已终止",
    "已中止",
    "已下架",
    "已撤下",
    "停止公示",
    "不再公示",
    "公示已结束",
    "往期",
    "已归档",
];

/// Of these, headings of lists of other notices, which stand outside of `<main>`.
const HEADINGS: [&str; 2] = ["往期", "已归档"];

static MAIN: LazyLock<Option<Selector>> = LazyLock::new(|| Selector::parse("main").ok());
static BODY: LazyLock<Option<Selector>> = LazyLock::new(|| Selector::parse("body").ok());
static STYLED: LazyLock<Option<Selector>> = LazyLock::new(|| Selector::parse("[style]").ok());
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

/// Judges the finished page of a posted notice. `open` asks besides whether it says that it no longer holds.
pub fn look(page: &Page, wanted: &Wanted, open: bool, styles: &Styles) -> Vec<Hidden> {
    let html = parse(page.html);
    let mut hidden = metas(&html);
    hidden.extend(select(&html, &BASE).next().map(|_| Hidden::Based));
    let rules = rules(&html, page.path, styles, &mut hidden);
    let mut mains = select(&html, &MAIN);
    let (Some(main), None) = (mains.next(), mains.next()) else {
        hidden.push(Hidden::NoMain);
        return hidden;
    };
    let covered = covered(&html, &rules, Some(main));
    let mut shown = Shown::new(&rules, &covered);
    let around = shown.around(main);
    if !around.is_some_and(|around| shown.take(main, &around)) {
        hidden.push(Hidden::Unseen);
        return hidden;
    }
    missing(&shown, wanted, &mut hidden);
    if wanted.versions.len() + wanted.files.len() > 0 {
        unlinked(wanted, &links_of(&html, page.path, &rules, &covered, styles), &mut hidden);
    }
    if open {
        denied(&html, &shown, wanted, &rules, &mut hidden);
    }
    hidden
}

/// Former versions and files that the page does not lead to.
fn unlinked(wanted: &Wanted, links: &[String], hidden: &mut Vec<Hidden>) {
    let led = |path: &String| links.contains(path);
    let versions = wanted.versions.iter().filter(|folder| !led(folder));
    hidden.extend(versions.map(|folder| Hidden::Unlinked { folder: folder.clone() }));
    let files = wanted.files.iter().filter(|path| !led(path));
    hidden.extend(files.map(|path| Hidden::Unoffered { path: path.clone() }));
}

/// Where the links of a page lead that a reader sees, as paths or folders under the site.
pub(super) fn visible_links(page: &Page, styles: &Styles) -> Vec<String> {
    let html = parse(page.html);
    if select(&html, &BASE).next().is_some() {
        return Vec::new();
    }
    let rules = rules(&html, page.path, styles, &mut Vec::new());
    let covered = covered(&html, &rules, select(&html, &MAIN).next());
    links_of(&html, page.path, &rules, &covered, styles)
}

fn links_of(html: &Html, path: &str, rules: &Rules, covered: &[ElementRef], styles: &Styles) -> Vec<String> {
    let folder = folder_of(path);
    let seen = |link: &ElementRef| {
        let mut shown = Shown::new(rules, covered);
        let around = shown.around(*link);
        // a title that is cut off can still be pressed
        around.is_some_and(|around| shown.take(*link, &around)) && shown.any
    };
    let links = select(html, &LINKS).filter(seen).filter_map(|link| link.attr("href"));
    let paths = links.filter_map(|link| styles.inside(folder, link));
    paths.map(|path| path.strip_suffix("/index.html").map_or(path.clone(), str::to_owned)).collect()
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
        let asks = |word: &str| matches!(word, "noindex" | "none") || word.starts_with("unavailable_after");
        let named = |attribute, name: &str| {
            meta.attr(attribute).is_some_and(|value| value.trim().eq_ignore_ascii_case(name))
        };
        if meta.attr("name").is_some_and(is_robots) && content.split(',').any(|word| asks(word.trim())) {
            hidden.push(Hidden::NoIndex);
        }
        if named("http-equiv", "refresh") {
            hidden.push(Hidden::Refresh);
        }
    }
    hidden
}

/// The tag for all search engines, or for one, or for a part of one.
fn is_robots(name: &str) -> bool {
    let name = name.trim().to_ascii_lowercase();
    ["bot", "spider", "crawler", "slurp"].iter().any(|kind| name.contains(kind))
}

/// The page's own rules and those of its sheets. What is not of the site goes to `foreign`.
fn rules(page: &Html, path: &str, styles: &Styles, hidden: &mut Vec<Hidden>) -> Arc<Rules> {
    let folder = folder_of(path);
    let mut sheets: Vec<Named> = Vec::new();
    let own = |text: String| (text.clone(), Arc::new(Sheet::parse(&text)));
    for style in select(page, &STYLES).filter(|style| !is_for_paper(*style)) {
        match style.attr("href") {
            Some(address) => sheets.extend(styles.named(folder, address, hidden)),
            None => {
                let own = own(style.text().collect());
                let imports = own.1.imports.iter();
                sheets.extend(imports.flat_map(|address| styles.named(folder, address, hidden)));
                hidden.extend(own.1.too_deep.then(|| Hidden::DeepSheet { address: String::new() }));
                sheets.push(own);
            }
        }
    }
    let inline = select(page, &STYLED).filter_map(|styled| styled.attr("style"));
    // the name may be written with an escape
    let inline = inline.filter(|style| style.contains("--") || style.contains('\\'));
    sheets.extend(inline.map(|style| (style.to_owned(), Arc::new(Sheet::inline(style).customs_alone()))));
    styles.together(&sheets)
}

/// For paper alone, and no script makes it one for screens once it is there.
fn is_for_paper(style: ElementRef) -> bool {
    let media = style.attr("media").unwrap_or_default();
    style.attr("onload").is_none() && is_paper_alone(&mut Parser::new(media))
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
    lost.extend(torn(shown, &wanted.rows));
    hidden.extend(lost.into_iter().map(|(fact, words)| Hidden::Fact { fact, words }));
}

/// What a row lacks; and rows of which every part is shown, but not together.
fn torn(shown: &Shown, rows: &[Row]) -> Vec<(Fact, String)> {
    if rows.is_empty() {
        return Vec::new();
    }
    let mut blocks: Vec<Bare> = shown.blocks.iter().map(|&(from, to)| shown.sure.part(from, to)).collect();
    blocks.sort_by_key(Bare::len);
    let mut lost = Vec::new();
    for row in rows {
        // nearly all are, and a block is far shorter than the page
        if is_whole(row, rows, &blocks) {
            continue;
        }
        let missing = row.parts.iter().filter(|(_, part)| !part.stand_in(&shown.sure));
        let missing: Vec<_> = missing.map(|(fact, part)| (*fact, part.words())).collect();
        if missing.is_empty() && !row.is_told(rows, &shown.sure) {
            lost.push((Fact::Row, row.parts.first().map(|(_, part)| part.words()).unwrap_or_default()));
        }
        lost.extend(missing);
    }
    lost
}

/// Whether the smallest block with all of a row holds no other row. `blocks` are by their length.
fn is_whole(row: &Row, rows: &[Row], blocks: &[Bare]) -> bool {
    let first = blocks.partition_point(|block| block.len() < row.least());
    let block = blocks[first..].iter().find(|block| row.stands_in(block));
    block.is_some_and(|block| !rows.iter().any(|other| other.stands_in(block) && other.is_another(row)))
}

/// What the page says besides the notice's own words, and what style sheets add to it.
fn denied(page: &Html, shown: &Shown, wanted: &Wanted, rules: &Rules, hidden: &mut Vec<Hidden>) {
    // hardly any page has such a word, and taking out all that a long list says is dear; what is taken out leaves a
    // border, so that no word comes of it
    let beyond = |text: Bare| match DENYING.iter().any(|word| text.as_str().contains(word)) {
        true => text.without(wanted.own_words()),
        false => Bare::default(),
    };
    let within = beyond(shown.own.clone());
    let around = beyond(select(page, &BODY).next().map(|body| shown.beside(body)).unwrap_or_default());
    let added = |word: &str| {
        let attributes = || page.root_element().descendants().filter_map(ElementRef::wrap);
        let shown =
            |name: &String| attributes().filter_map(|one| one.attr(name)).any(|text| text.contains(word));
        rules.added.iter().any(|added| added.contains(word)) || rules.attributes.iter().any(shown)
    };
    let beside = |word: &str| around.as_str().contains(word) && !HEADINGS.contains(&word);
    let said = DENYING.iter().find(|word| within.as_str().contains(**word) || beside(word) || added(word));
    hidden.extend(said.map(|word| Hidden::Denied { words: (*word).to_owned() }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::finished::spelled::Spellings;

    fn notice() -> Wanted {
        let day = |day| jiff::civil::date(2026, 11, day);
        Wanted {
            facts: vec![
                (Fact::Title, Spellings::Text(Bare::of("上村 道路"))),
                (Fact::From, Spellings::Day(day(2))),
                (Fact::Until, Spellings::Day(day(12))),
                (Fact::Amount, Spellings::Money(crate::model::money::Money::from_fen(36_500_000))),
            ],
            body: vec![Bare::of("长1.2公里"), Bare::of("宽4米")],
            ..Wanted::default()
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
        look(&Page { path: "notices/a/index.html", html }, &notice(), true, &styles)
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
    fn a_sheet_that_is_nested_beyond_reading_is_told_as_one() {
        let deep = "@media screen{".repeat(80) + ".m{display:none}" + &"}".repeat(80);
        let told = [Hidden::DeepSheet { address: String::new() }];
        assert_eq!(found(&GOOD.replace("<title>", &format!("<style>{deep}</style><title>"))), told);
        let inline = format!("<main class=m style='opacity:{}0{}'>", "calc(".repeat(80), ")".repeat(80));
        assert_eq!(found(&GOOD.replace("<main class=m>", &inline)), [Hidden::Unseen]);
    }

    #[test]
    fn titles_of_other_notices_are_not_words_about_this_one() {
        assert_eq!(found(&GOOD.replace("</main>", "<nav><a href=x>已作废的旧公示</a></nav></main>")), []);
    }
}
