//! What a reader sees of a page: its text without what is hidden.

use super::ink::Coat;
use super::look::{ANCHOR, FIXED, Look, STRUCK};
use super::rules::Rules;
use super::text::Bare;
use scraper::{ElementRef, Html, Node};

/// Elements whose text no browser shows, but for those that it shows where it cannot do what they are for.
const SILENT: [&str; 28] = [
    "script",
    "style",
    "template",
    "x-noscript",
    "title",
    "textarea",
    "select",
    "option",
    "optgroup",
    "datalist",
    "object",
    "iframe",
    "canvas",
    "video",
    "audio",
    "progress",
    "meter",
    "rp",
    "noembed",
    "noframes",
    "frameset",
    "applet",
    "embed",
    "area",
    "math",
    "marquee",
    "bdo",
    "head",
];

/// The visible text of an element.
pub(super) struct Shown<'s> {
    rules: &'s Rules,
    covered: &'s [ElementRef<'s>],
    /// Everything.
    pub all: Bare,
    /// Without what is struck out, in which no fact may stand.
    pub sure: Bare,
    /// Without links to other pages, whose titles are not about this one.
    pub own: Bare,
    /// Where in `sure` the text of each block stands.
    pub blocks: Vec<(usize, usize)>,
    /// There is something to see, whole or not.
    pub any: bool,
    /// Figures read backwards until the next border.
    turned: bool,
}

/// In what a text stands.
#[derive(Clone)]
pub(super) struct Mood {
    look: Look,
    coat: Coat,
    /// Its letters cannot be told from what they stand on.
    lost: bool,
    struck: bool,
    elsewhere: bool,
    drawn: bool,
}

impl<'s> Shown<'s> {
    pub(super) fn new(rules: &'s Rules, covered: &'s [ElementRef<'s>]) -> Shown<'s> {
        let [all, sure, own] = [Bare::default(), Bare::default(), Bare::default()];
        Shown { rules, covered, all, sure, own, blocks: Vec::new(), any: false, turned: false }
    }

    /// What an element stands in, by what it lies in; `None` where nothing of it is shown.
    pub(super) fn around(&self, element: ElementRef) -> Option<Mood> {
        let mut above: Vec<ElementRef> = lies_in(element).collect();
        above.reverse();
        let (look, coat) = (Look::PLAIN, self.rules.inks.bare());
        let whole = Mood { look, coat, lost: false, struck: false, elsewhere: false, drawn: false };
        above.into_iter().try_fold(whole, |mood, element| self.within(element, &mood))
    }

    /// Takes in what an element shows. Whether anything of it does.
    pub(super) fn take(&mut self, element: ElementRef, around: &Mood) -> bool {
        let Some(mood) = self.within(element, around) else { return false };
        let border = !is_inline(element.value().name());
        self.border(border);
        let start = self.sure.len();
        for child in element.children() {
            match child.value() {
                Node::Text(text) => self.push(text, &mood),
                Node::Element(_) => {
                    if let Some(child) = ElementRef::wrap(child) {
                        self.take(child, &mood);
                    }
                }
                _ => {}
            }
        }
        if border {
            self.blocks.push((start, self.sure.len()));
        }
        self.border(border);
        true
    }

    /// What an element says besides links, in another reading of the page.
    pub(super) fn beside(&self, element: ElementRef) -> Bare {
        let mut shown = Shown::new(self.rules, self.covered);
        if let Some(around) = shown.around(element) {
            shown.take(element, &around);
        }
        shown.own
    }

    fn push(&mut self, text: &str, mood: &Mood) {
        if mood.lost {
            return;
        }
        let turns = |c: char| matches!(c, '\u{202B}' | '\u{202D}' | '\u{202E}' | '\u{2067}' | '\u{2068}');
        self.turned |= text.contains(turns);
        if !mood.elsewhere {
            self.own.push(text);
        }
        self.any |= !Bare::of(text).is_empty();
        if self.turned || mood.drawn || mood.look.is_cut() {
            return;
        }
        self.all.push(text);
        if !mood.struck {
            self.sure.push(text);
        }
    }

    fn border(&mut self, wanted: bool) {
        if wanted {
            self.turned = false;
            [&mut self.all, &mut self.sure, &mut self.own].into_iter().for_each(Bare::border);
        }
    }

    /// What the text of an element stands in; `None` where it is not shown.
    fn within(&self, element: ElementRef, around: &Mood) -> Option<Mood> {
        if is_silent(element) || self.covered.contains(&element) {
            return None;
        }
        let name = element.value().name();
        let marked = matches!(name, "s" | "del" | "strike");
        let look = self.rules.look(element).within(around.look);
        // what a rule strikes is not shown as it was written
        if look.is_hidden() || look.has(STRUCK) && !marked && !around.struck {
            return None;
        }
        let coat = self.rules.inks.coat(element, &around.coat);
        let lost = if coat == around.coat { around.lost } else { coat.is_lost() };
        Some(Mood {
            look,
            coat,
            lost,
            struck: around.struck || marked,
            elsewhere: around.elsewhere || matches!(name, "a" | "nav"),
            drawn: around.drawn || name == "svg",
        })
    }
}

/// Whether an element shows nothing, whatever style sheets say.
fn is_silent(element: ElementRef) -> bool {
    let value = element.value();
    let name = value.name();
    let folded = matches!(name, "details" | "dialog") && value.attr("open").is_none();
    let hidden = value.attr("hidden").is_some() || value.attr("aria-hidden") == Some("true");
    let popover = value.attr("popover").is_some();
    // a shadow takes the place of what an element holds
    let shadow =
        |child: ElementRef| child.value().name() == "template" && child.attr("shadowrootmode").is_some();
    let shadowed = element.children().filter_map(ElementRef::wrap).any(shadow);
    SILENT.contains(&name) || folded || hidden || popover || shadowed
}

/// What on a page lies under something that nothing is seen through. `main` covers nothing, nor what it lies in.
pub(super) fn covered<'p>(
    page: &'p Html,
    rules: &Rules,
    main: Option<ElementRef<'p>>,
) -> Vec<ElementRef<'p>> {
    let mut covered = Vec::new();
    let above: Vec<ElementRef> = main.into_iter().chain(main.into_iter().flat_map(lies_in)).collect();
    for element in page.root_element().descendants().filter_map(ElementRef::wrap) {
        let beside = rules.beside(element);
        if beside.covers() {
            covered.push(under(std::iter::once(element).chain(lies_in(element)), beside, rules));
        }
        let own = rules.look(element);
        if own.covers() && !above.contains(&element) && is_bare(element) {
            covered.push(under(lies_in(element), own, rules));
        }
    }
    covered.into_iter().flatten().collect()
}

fn lies_in(element: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    element.ancestors().filter_map(ElementRef::wrap)
}

/// Whether it holds no text to speak of, which would lie before it.
fn is_bare(element: ElementRef) -> bool {
    element.text().flat_map(str::chars).filter(|c| !c.is_whitespace()).take(40).count() < 40
}

/// What lies under it: the page, or the nearest that it is placed by.
fn under<'p>(
    mut line: impl Iterator<Item = ElementRef<'p>>,
    look: Look,
    rules: &Rules,
) -> Option<ElementRef<'p>> {
    let mut last = None;
    line.find(|up| {
        last = Some(*up);
        !look.has(FIXED) && rules.look(*up).has(ANCHOR)
    })
    .or(last)
}

fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "bdi"
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
