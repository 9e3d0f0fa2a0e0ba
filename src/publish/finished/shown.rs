//! What a reader sees of a page: its text without what is hidden.

use super::sheet::{Sheet, hides};
use super::text::Bare;
use scraper::{ElementRef, Node};
use std::sync::Arc;

/// The visible text of `<main>`.
pub(super) struct Shown<'s> {
    sheets: &'s [Arc<Sheet>],
    /// Everything.
    pub all: Bare,
    /// Without what is struck out, in which no fact may stand.
    pub sure: Bare,
    /// Without links to other pages, whose titles are not about this one.
    pub own: Bare,
}

/// In what a text stands.
#[derive(Clone, Copy, Default)]
pub(super) struct Mood {
    struck: bool,
    elsewhere: bool,
}

impl<'s> Shown<'s> {
    pub(super) fn new(sheets: &'s [Arc<Sheet>]) -> Shown<'s> {
        Shown { sheets, all: Bare::default(), sure: Bare::default(), own: Bare::default() }
    }

    /// Takes in what an element shows.
    pub(super) fn take(&mut self, element: ElementRef, mood: Mood) {
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

    /// Whether an element shows, as far as it does not lie in others.
    pub(super) fn shows(&self, element: ElementRef) -> bool {
        let value = element.value();
        let silent = matches!(
            value.name(),
            "script"
                | "style"
                | "template"
                | "x-noscript"
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
        !(silent || folded || hidden || inline || self.sheets.iter().any(|sheet| sheet.hides(element)))
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
