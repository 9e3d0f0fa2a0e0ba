//! One page, read as a browser without scripts would show it.

use super::Hidden;
use super::sheet::{Sheets, hides};
use super::text::Bare;
use super::wanted::{Fact, Wanted};
use scraper::{ElementRef, Html, Node, Selector};
use std::sync::LazyLock;

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
static LINKS: LazyLock<Option<Selector>> = LazyLock::new(|| Selector::parse("a[href]").ok());
static STYLES: LazyLock<Option<Selector>> =
    LazyLock::new(|| Selector::parse("style, link[rel~=stylesheet i]").ok());

/// Judges the finished page of an open notice. `sheet` gives the text of a style sheet by its address as
/// written in the page, or none for one that is not of the site.
pub fn look(html: &str, wanted: &Wanted, sheet: &dyn Fn(&str) -> Option<String>) -> Vec<Hidden> {
    let page = Html::parse_document(html);
    let mut hidden = metas(&page);
    let sheets = sheets(&page, sheet, &mut hidden);
    let mut mains = select(&page, &MAIN);
    let (Some(main), None) = (mains.next(), mains.next()) else {
        hidden.push(Hidden::NoMain);
        return hidden;
    };
    let mut shown =
        Shown { sheets: &sheets, all: Bare::default(), sure: Bare::default(), own: Bare::default() };
    if main.ancestors().filter_map(ElementRef::wrap).all(|above| shown.shows(above)) {
        shown.take(main, Mood::default());
    }
    missing(&shown, wanted, &mut hidden);
    denied(&shown, wanted, &sheets, &mut hidden);
    hidden
}

/// Addresses, as written, of the links on a page that a reader sees.
pub(super) fn visible_links(html: &str, sheet: &dyn Fn(&str) -> Option<String>) -> Vec<String> {
    let page = Html::parse_document(html);
    let sheets = sheets(&page, sheet, &mut Vec::new());
    let shown = Shown { sheets: &sheets, all: Bare::default(), sure: Bare::default(), own: Bare::default() };
    let seen = |link: &ElementRef| {
        let words = link.text().any(|text| !text.trim().is_empty());
        words
            && std::iter::once(*link)
                .chain(link.ancestors().filter_map(ElementRef::wrap))
                .all(|up| shown.shows(up))
    };
    let links = select(&page, &LINKS).filter(seen);
    links.filter_map(|link| link.attr("href").map(str::to_owned)).collect()
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

/// The page's own rules and those of its sheets, with what these import.
fn sheets(page: &Html, sheet: &dyn Fn(&str) -> Option<String>, hidden: &mut Vec<Hidden>) -> Sheets {
    let mut sheets = Sheets::default();
    let mut waiting = Vec::new();
    for style in select(page, &STYLES) {
        match style.attr("href") {
            Some(address) => waiting.push(address.to_owned()),
            None => sheets.add(&style.text().collect::<String>()),
        }
    }
    let mut seen = Vec::new();
    waiting.append(&mut sheets.imports);
    while let Some(address) = waiting.pop().filter(|_| seen.len() < 64) {
        if seen.contains(&address) {
            continue;
        }
        match sheet(&address) {
            Some(css) => sheets.add(&css),
            None => hidden.push(Hidden::ForeignSheet { address: address.clone() }),
        }
        seen.push(address);
        waiting.append(&mut sheets.imports);
    }
    sheets
}

/// The visible text of `<main>`.
struct Shown<'s> {
    sheets: &'s Sheets,
    /// Everything.
    all: Bare,
    /// Without what is struck out, in which no fact may stand.
    sure: Bare,
    /// Without links to other pages, whose titles are not about this one.
    own: Bare,
}

#[derive(Clone, Copy, Default)]
struct Mood {
    struck: bool,
    elsewhere: bool,
}

impl Shown<'_> {
    fn take(&mut self, element: ElementRef, mood: Mood) {
        if !self.shows(element) {
            return;
        }
        let name = element.value().name();
        let mood = Mood {
            struck: mood.struck || matches!(name, "s" | "del" | "strike"),
            elsewhere: mood.elsewhere || matches!(name, "a" | "nav"),
        };
        let border = !is_inline(name);
        self.border(border);
        for child in element.children() {
            match child.value() {
                Node::Text(text) => self.push(text, mood),
                Node::Element(_) => {
                    ElementRef::wrap(child).into_iter().for_each(|child| self.take(child, mood))
                }
                _ => {}
            }
        }
        self.border(border);
    }

    fn push(&mut self, text: &str, mood: Mood) {
        self.all.push(text);
        if !mood.struck {
            self.sure.push(text);
        }
        if !mood.elsewhere {
            self.own.push(text);
        }
    }

    fn border(&mut self, wanted: bool) {
        if wanted {
            [&mut self.all, &mut self.sure, &mut self.own].into_iter().for_each(Bare::border);
        }
    }

    fn shows(&self, element: ElementRef) -> bool {
        let value = element.value();
        let silent = matches!(
            value.name(),
            "script"
                | "style"
                | "template"
                | "noscript"
                | "title"
                | "textarea"
                | "select"
                | "option"
                | "object"
                | "iframe"
        );
        let folded = matches!(value.name(), "details" | "dialog") && value.attr("open").is_none();
        let hidden = value.attr("hidden").is_some() || value.attr("aria-hidden") == Some("true");
        let inline = value.attr("style").is_some_and(hides_inline);
        !(silent || folded || hidden || inline || self.sheets.hides(element))
    }
}

fn hides_inline(style: &str) -> bool {
    let declarations = style.split(';').filter_map(|declaration| declaration.split_once(':'));
    declarations.into_iter().any(|(property, value)| hides(property.trim(), value.trim()))
}

fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "bdo"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "mark"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "u"
            | "var"
            | "wbr"
    )
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
fn denied(shown: &Shown, wanted: &Wanted, sheets: &Sheets, hidden: &mut Vec<Hidden>) {
    let rest = shown.own.without(wanted.own_words());
    let said = DENYING
        .iter()
        .find(|word| rest.as_str().contains(*word) || sheets.added.iter().any(|added| added.contains(*word)));
    hidden.extend(said.map(|word| Hidden::Denied { words: (*word).to_owned() }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::finished::wanted::Spellings;

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
            notes: Vec::new(),
        }
    }

    const GOOD: &str = "<html><head><title>x</title></head><body class=b><main class=m><h1>上村 道路</h1>\
        <p>2026年11月2日 起 <time>2026-11-12</time> 止</p><p>365,000元</p><div><p>长1.2公里</p><p>宽4米</p></div></main></body></html>";

    fn found(html: &str) -> Vec<Hidden> {
        look(html, &notice(), &|_| None)
    }

    #[test]
    fn a_page_that_shows_everything_is_left_alone() {
        assert_eq!(found(GOOD), []);
        assert_eq!(found(&GOOD.replace("<p>长", "<script>1</script><p>长")), []);
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
