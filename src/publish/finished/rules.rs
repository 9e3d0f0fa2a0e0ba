//! All rules that a page is under, ready to be asked about its elements.

use super::custom::Customs;
use super::declared::declared;
use super::ink::Inks;
use super::look::Look;
use super::selector::{Key, keys, selected};
use super::sheet::{Declared, Sheet};
use super::value::{Part, is_more};
use scraper::{ElementRef, Selector};
use std::collections::HashMap;
use std::sync::Arc;

/// The rules of a page's sheets.
#[derive(Debug, Default)]
pub(super) struct Rules {
    customs: Customs,
    /// Whether letters differ from what they stand on.
    pub inks: Inks,
    /// Movements by name: whether their beginning hides, and whether what follows does.
    moving: HashMap<String, (bool, bool)>,
    looks: HashMap<Key, Vec<(Selector, Look)>>,
    /// Of what stands before or after the text of an element.
    beside: HashMap<Key, Vec<(Selector, Look)>>,
    /// Texts that sheets add, and attributes out of which they add some.
    pub added: Vec<String>,
    pub attributes: Vec<String>,
}

impl Rules {
    pub(super) fn of(sheets: &[Arc<Sheet>]) -> Rules {
        let mut rules = Rules { inks: Inks::of(sheets), ..Rules::default() };
        for (_, (name, value)) in sheets.iter().flat_map(|sheet| &sheet.customs) {
            rules.customs.add(name, value);
        }
        for (name, begins, one) in sheets.iter().flat_map(|sheet| &sheet.frames) {
            let hides = rules.judge(one).is_hidden();
            let known = rules.moving.entry(name.clone()).or_default();
            *if *begins { &mut known.0 } else { &mut known.1 } |= hides;
        }
        for sheet in sheets {
            rules.added.extend_from_slice(&sheet.added);
            rules.attributes.extend_from_slice(&sheet.attributes);
            let of_one = |(a, _): &(Arc<str>, Declared), (b, _): &(Arc<str>, Declared)| Arc::ptr_eq(a, b);
            for rule in sheet.declared.chunk_by(of_one) {
                let look = rule.iter().map(|(_, one)| rules.judge(one)).fold(Look::PLAIN, Look::with);
                if look != Look::PLAIN {
                    rules.add(&rule[0].0, look);
                }
            }
        }
        rules
    }

    fn add(&mut self, selectors: &str, look: Look) {
        for one in selected(selectors) {
            let looks = if one.beside { &mut self.beside } else { &mut self.looks };
            looks.entry(one.key).or_default().push((one.selector, look));
        }
    }

    /// The worst of what a declaration may mean.
    fn judge(&self, (name, value): &Declared) -> Look {
        // what is read in too many ways is not to be trusted
        let Some(readings) = self.customs.readings(value) else { return Look::HIDDEN };
        let one = |value: &Vec<Part>| match name.strip_prefix("-webkit-").unwrap_or(name) {
            name if name.starts_with("animation") => self.moved(name, value),
            _ => declared(name, value),
        };
        readings.iter().map(one).fold(Look::PLAIN, Look::with)
    }

    /// A movement may begin hidden, if it comes to its end and stays there.
    fn moved(&self, property: &str, value: &[Part]) -> Look {
        let stalls = value.iter().any(|part| {
            let time = matches!(part, Part::Length(..) | Part::Call(..)).then(|| part.share()).flatten();
            let long = time.is_some_and(|seconds| is_more(seconds, 5.0));
            long || part.is(&["paused", "infinite", "reverse", "alternate", "alternate-reverse"])
        });
        let named =
            |name: &String| value.iter().any(|part| part.is(&[name]) || *part == Part::Text(name.clone()));
        let shorthand = matches!(property, "animation" | "animation-name");
        let hides = |(name, (begins, follows)): (&String, &(bool, bool))| {
            if shorthand { named(name) && (*follows || *begins && stalls) } else { *begins && stalls }
        };
        Look::hidden_if(self.moving.iter().any(hides))
    }

    /// What an element looks like, as far as it does not lie in others.
    pub(super) fn look(&self, element: ElementRef) -> Look {
        let own = element.attr("style").map_or(Look::PLAIN, |style| self.inline(style));
        worst(&self.looks, element).with(own)
    }

    /// The same of what stands before or after its text.
    pub(super) fn beside(&self, element: ElementRef) -> Look {
        worst(&self.beside, element)
    }

    /// What an element's own `style` makes of it.
    fn inline(&self, style: &str) -> Look {
        let sheet = Sheet::inline(style);
        sheet.declared.iter().map(|(_, one)| self.judge(one)).fold(Look::PLAIN, Look::with)
    }
}

fn worst(looks: &HashMap<Key, Vec<(Selector, Look)>>, element: ElementRef) -> Look {
    let rules = keys(element).filter_map(|key| looks.get(&key)).flatten();
    let matching = rules.filter(|(selector, _)| selector.matches(&element));
    matching.fold(Look::PLAIN, |worst, (_, look)| worst.with(*look))
}

#[cfg(test)]
mod tests {
    use super::*;
    use scraper::Html;

    /// Whether a sheet hides the paragraph of a page, or cuts it.
    fn hidden(css: &str) -> bool {
        let html = Html::parse_document(
            "<html lang=zh-CN><body class=a><input id=v type=checkbox><main id='a:b'><p class='b m:c'>字</p></main></body></html>",
        );
        let rules = Rules::of(&[Arc::new(Sheet::parse(css))]);
        let text = html.select(&Selector::parse("p").unwrap()).next().unwrap();
        let up = text.ancestors().filter_map(ElementRef::wrap);
        let line: Vec<ElementRef> = std::iter::once(text).chain(up).collect();
        let look = line.iter().rev().fold(Look::PLAIN, |around, element| rules.look(*element).within(around));
        line.iter().any(|element| rules.look(*element).is_hidden()) || look.is_hidden() || look.is_cut()
    }

    #[test]
    fn what_lies_deeper_than_is_read_is_told() {
        let deep = |times: usize, open: &str, inner: &str, close: &str| {
            open.repeat(times) + inner + &close.repeat(times)
        };
        let is_seen = |css: &str| Sheet::parse(css).too_deep;
        let hide = "main { display: none }";
        assert!(is_seen(&deep(80, "@media screen {", hide, "}")));
        assert!(is_seen(&(deep(80, ":is(", "main", ")") + "{ display: none }")));
        assert!(is_seen(&("main { opacity: ".to_owned() + &deep(80, "calc(", "0", ")") + "}")));
        // a closing bracket in a text or note closes nothing
        assert!(is_seen(&deep(80, "@media screen { /*}*/ x { content: '}' }", hide, "}")));
        assert!(!is_seen(&deep(12, "@media screen {", hide, "}")));
        assert!(hidden(&deep(12, "@media screen {", hide, "}")));
        assert!(!hidden(&deep(12, "@media screen {", "main { color: red }", "}")));
    }

    #[test]
    fn what_multiplies_is_read_in_no_time() {
        let nested = "main{".to_owned() + &"&,&{".repeat(30) + "display:none" + &"}".repeat(31);
        assert!(hidden(&nested));
        let own = (0..9).map(|n| format!("--v{n}:{};", format!("var(--v{}) ", n + 1).repeat(6)));
        let own = own.collect::<String>() + "--v9:1px";
        assert!(hidden(&format!("main{{{own};display:var(--v0)}}")));
    }

    #[test]
    fn rules_that_hide_are_seen() {
        for css in [
            "main { display: none }",
            "MAIN{DISPLAY:NONE!important}",
            "main{display:none/**/}",
            "main{display:none! important}",
            "main{display:n\\6fne}",
            "main{display:var(--x)} .zz{--x:none}",
            "main{display:var(--x, none)}",
            "main{display:var(--x)} @property --x{syntax:'*';inherits:false;initial-value:none}",
            "main{--y:var(--z);opacity:var(--y)} p{--z:0}",
            "main{display:attr(data-x type(<custom-ident>))}",
            ".a .b { visibility: hidden }",
            "m\\61in { display: none }",
            "#a\\:b { display: none }",
            "main[id='a:b'] { display: none }",
            ".m\\:c { display: none }",
            "*|main { display: none }",
            "main:not(:hover) p { opacity: 0 }",
            "main:lang(zh), x { display: none }",
            "main:read-only { display: none }",
            "main:only-of-type { display: none }",
            "main:nth-last-of-type(1) { display: none }",
            "main:nth-child(1 of main) { display: none }",
            "main:defined { display: none }",
            "main:not(:dir(rtl)) { display: none }",
            "p::first-line { font-size: 0 }",
            "@media (max-width: 40em) { p { font-size: 0 } }",
            "@media print and (color), screen { main { display: none } }",
            "@media not print { main { display: none } }",
            "@supports (color: red) { body > main { text-indent: -9999px } }",
            "@scope { :scope main { display: none } }",
            "@scope (body) { :scope main { display: none } }",
            "@scope (main) { & { display: none } }",
            ":root:has(#v:checked) main { display: none }",
            "body { & main { height: 0 } }",
            "body { main { display: none } }",
            "body { main:lang(zh) { display: none } }",
            "body { @media screen { display: none } }",
            "x, main > p:first-child { position: absolute; left: -999em }",
            "@layer a { p { color: transparent } }",
            "main { color: rgba(0,0,0,0) }",
            "main { color: #0000 }",
            "main { color: rgb(0 0 0 / 1%) }",
            "main { color: color-mix(in srgb, red 2%, transparent) }",
            "main { clip-path: inset(99%) }",
            "main { clip-path: polygon(0 0, 1px 0, 0 1px) }",
            "main { position: absolute; clip: rect(0,0,0,0) }",
            "main { transform: translateX(-9999px) }",
            "main { translate: 0 -120vh }",
            "main { transform: scale(.001) }",
            "main { transform: rotateY(90deg) }",
            "main { scale: 1 .01 }",
            "main { position: absolute; left: 9999px }",
            "main { filter: opacity(0) }",
            "main { filter: blur(9px) }",
            "main { mask: linear-gradient(transparent, transparent) }",
            "main { font-size: .01px }",
            "main { font: .1px/1 serif }",
            "main { font-size: .5em } p { font-size: .5em }",
            "main { opacity: .3 } p { opacity: .3 }",
            "main { opacity: calc(1 - 1) }",
            "main { opacity: sin(0) }",
            "main { max-height: .1px; overflow: hidden }",
            "main { overflow: hidden } main { height: 3em }",
            "p { overflow: clip; white-space: nowrap }",
            "p { -webkit-line-clamp: 1 }",
            "main { zoom: .001 }",
            "main { margin-left: -200vw }",
            "main { margin-top: 9999px }",
            "main { line-height: 0 }",
            "main { letter-spacing: -1em }",
            "main { direction: rtl; unicode-bidi: bidi-override }",
            "main { -webkit-text-security: disc }",
            "main { content: url(x.png) }",
            "@keyframes x { to { opacity: 0 } } main { animation: x 1s forwards }",
            "main { animation-name: x; animation-play-state: paused } @keyframes x { from { opacity: 0 } }",
            "main { animation: x 9999s } @keyframes x { 0% { opacity: 0 } }",
        ] {
            assert!(hidden(css), "{css}");
        }
    }

    #[test]
    fn rules_that_hide_nothing_that_matters_are_passed_over() {
        for css in [
            "main::before { display: none }",
            "main:hover { display: none }",
            "main:target, main:focus-within { display: none }",
            "@media print { main { display: none } }",
            "@media only print and (color) { main { display: none } }",
            ".c { display: none }",
            ".c:is(main, p) { display: none }",
            ":lang(en) .b { display: none }",
            "main { display: block; opacity: .9; left: -2px; width: 0.5em }",
            "main { color: rgb(0 0 0 / 80%); max-width: 60rem; margin: 0 auto; padding: 2rem max(1rem, calc((100% - 64rem) / 2)) }",
            "main { width: 100vw; left: 50%; margin-left: -50vw; position: relative }",
            "p { text-indent: 2em; font: 700 1.2em/1.6 serif; letter-spacing: .1em }",
            "p { font-size: var(--s) } :root { --s: 80% }",
            "p { font-size: var(--nowhere) }",
            "main { transform: translate(-50%, -50%) rotate(180deg); filter: grayscale(1) invert(1) }",
            "main { overflow: hidden } p { white-space: nowrap }",
            "main { max-height: 60vh; overflow: auto }",
            "@keyframes x { from { opacity: 0 } } main { animation: x .3s ease-out }",
            "@keyframes x { to { opacity: 0 } } .c { animation: x 3s forwards }",
            "p:empty { display: none }",
            "p { display: none none }",
            "not css at all { { } main",
        ] {
            assert!(!hidden(css), "{css}");
        }
    }
}
