//! How words and paragraphs look, as far as it matters: directly, or by the styles that they are given.

use super::document::Align;
use super::tree::Element;
use std::collections::HashMap;

/// What a style, a paragraph or a run says of its look; what it leaves open comes from elsewhere.
#[derive(Clone, Debug, Default)]
pub(super) struct Look {
    pub heading: Option<u8>,
    pub list: Option<u32>,
    pub level: Option<u8>,
    pub align: Option<Align>,
    pub size: Option<u16>,
    pub bold: Option<bool>,
    pub hidden: Option<bool>,
    pub struck: Option<bool>,
    pub raised: Option<Raised>,
}

/// Words above or below their line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Raised {
    Not,
    Up,
    Down,
}

impl Look {
    /// What properties say, of a paragraph or of a run.
    pub(super) fn read(properties: &Element) -> Look {
        let list = properties.child("w:numPr");
        let of_list = |name| list.and_then(|list| list.child(name));
        let struck = properties.switch("w:strike").or_else(|| properties.switch("w:dstrike"));
        Look {
            heading: properties.child("w:outlineLvl").and_then(Element::number::<u8>).map(heading),
            list: of_list("w:numId").and_then(Element::number),
            level: of_list("w:ilvl").and_then(Element::number::<u8>).map(|level| level.min(8)),
            align: properties.child("w:jc").and_then(Element::val).map(align),
            size: properties.child("w:sz").and_then(Element::number),
            bold: properties.switch("w:b"),
            hidden: properties.switch("w:vanish").or_else(|| properties.switch("w:specVanish")),
            struck,
            raised: properties.child("w:vertAlign").and_then(Element::val).map(raised),
        }
    }

    /// With what it leaves open taken from another.
    pub(super) fn over(self, other: &Look) -> Look {
        Look {
            heading: self.heading.or(other.heading),
            list: self.list.or(other.list),
            level: self.level.or(other.level),
            align: self.align.or(other.align),
            size: self.size.or(other.size),
            bold: self.bold.or(other.bold),
            hidden: self.hidden.or(other.hidden),
            struck: self.struck.or(other.struck),
            raised: self.raised.or(other.raised),
        }
    }
}

/// Level 9 is that of running text, which takes back what a style said.
fn heading(outline: u8) -> u8 {
    if outline < 9 { outline + 1 } else { NO_HEADING }
}

/// Running text that says so.
pub(super) const NO_HEADING: u8 = u8::MAX;

fn align(word: &str) -> Align {
    match word {
        "center" => Align::Centre,
        "right" | "end" => Align::Right,
        _ => Align::Left,
    }
}

fn raised(word: &str) -> Raised {
    match word {
        "superscript" => Raised::Up,
        "subscript" => Raised::Down,
        _ => Raised::Not,
    }
}

/// The styles of a document.
#[derive(Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
    base: Look,
    /// The style of paragraphs that name none.
    usual: Option<String>,
}

struct Style {
    look: Look,
    below: Option<String>,
}

/// Styles that build on one another.
const CHAIN: usize = 32;

impl Styles {
    /// Out of the part that holds them.
    pub(super) fn of(part: &Element) -> Styles {
        let mut styles = Styles::default();
        let Some(root) = part.child("w:styles") else { return styles };
        if let Some(defaults) = root.child("w:docDefaults") {
            let of = |name, inner| defaults.child(name).and_then(|part| part.child(inner)).map(Look::read);
            let words = of("w:rPrDefault", "w:rPr").unwrap_or_default();
            styles.base = words.over(&of("w:pPrDefault", "w:pPr").unwrap_or_default());
        }
        for style in root.all("w:style") {
            let Some(id) = style.get("styleId") else { continue };
            if style.get("type") == Some("paragraph") && matches!(style.get("default"), Some("1" | "true")) {
                styles.usual = Some(id.to_owned());
            }
            styles.by_id.insert(id.to_owned(), Style::of(style));
        }
        styles
    }

    /// What a style says, with those that it builds on.
    pub(super) fn named(&self, id: &str) -> Look {
        let (mut look, mut next) = (Look::default(), Some(id));
        for _ in 0..CHAIN {
            let Some(style) = next.and_then(|id| self.by_id.get(id)) else { break };
            look = look.over(&style.look);
            next = style.below.as_deref();
        }
        look
    }

    /// Of a paragraph: its own properties, its style, what all have.
    pub(super) fn paragraph(&self, properties: Option<&Element>) -> Look {
        let style = properties.and_then(|own| own.child("w:pStyle")).and_then(Element::val);
        let below = style.or(self.usual.as_deref()).map(|id| self.named(id)).unwrap_or_default();
        properties.map(Look::read).unwrap_or_default().over(&below).over(&self.base)
    }

    /// Of words in a paragraph of some look.
    pub(super) fn run(&self, properties: Option<&Element>, around: &Look) -> Look {
        let style = properties.and_then(|own| own.child("w:rStyle")).and_then(Element::val);
        let below = style.map(|id| self.named(id)).unwrap_or_default();
        properties.map(Look::read).unwrap_or_default().over(&below).over(around)
    }
}

impl Style {
    fn of(style: &Element) -> Style {
        let read = |name| style.child(name).map(Look::read).unwrap_or_default();
        let mut look = read("w:pPr").over(&read("w:rPr"));
        let name = style.child("w:name").and_then(Element::val).unwrap_or_default();
        look.heading = look.heading.or_else(|| heading_of(name));
        Style { look, below: style.child("w:basedOn").and_then(Element::val).map(str::to_owned) }
    }
}

/// `heading 2` → 2, `Title` → 0.
fn heading_of(name: &str) -> Option<u8> {
    let name = name.trim().to_lowercase();
    if matches!(name.as_str(), "title" | "标题") {
        return Some(0);
    }
    let rest = name.strip_prefix("heading").or_else(|| name.strip_prefix("标题"))?;
    rest.trim().parse().ok().filter(|level| (1..=9).contains(level))
}
