//! All that one page is made from, and the making.

use super::body;
use super::shared::Shared;
use super::theme::Theme;
use crate::diagnostic::Diagnostic;
use crate::fingerprint::Fingerprint;
use crate::plan::view::PageMeta;
use crate::plan::{Body, Card, Data, Href};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use tera::{Context, Value};

/// All that one page is made from, beside the theme. Rendering sees nothing else, and the fingerprint is of all
/// that this serialises: what somebody adds here is in both.
#[derive(Serialize)]
pub struct Inputs<'r> {
    pub(super) site: &'r Shared,
    pub(super) meta: PageMeta,
    /// Values of this page alone, by their name in templates.
    pub(super) data: Vec<(&'static str, Data)>,
    /// Lists of cards, by their name in templates.
    pub(super) lists: Vec<(&'static str, Vec<Listed<'r>>)>,
    pub(super) filters: &'r Shared,
    pub(super) body: Option<Text<'r>>,
}

/// An entry in a list.
#[derive(Serialize)]
pub(super) enum Listed<'r> {
    Kept(&'r Shared),
    Made(&'r Card),
}

impl Listed<'_> {
    fn value(&self) -> Value {
        match self {
            Listed::Kept(shared) => shared.value(),
            Listed::Made(card) => Value::from_serializable(card),
        }
    }
}

/// A text in Markdown, and where each of its links and pictures leads.
#[derive(Serialize)]
pub(super) struct Text<'r> {
    markdown: Cow<'r, str>,
    hrefs: BTreeMap<String, Href>,
}

impl<'r> Text<'r> {
    pub(super) fn new(body: Body<'r>, lead: impl Fn(&Body<'r>, &str) -> Href) -> Text<'r> {
        let targets = body.targets();
        let hrefs = targets.into_iter().map(|target| (lead(&body, &target), target));
        Text { hrefs: hrefs.map(|(href, target)| (target, href)).collect(), markdown: body.into_text() }
    }

    /// What no link of the text says leads nowhere.
    fn href(&self, target: &str) -> Href {
        self.hrefs.get(target).cloned().unwrap_or(Href::Nowhere)
    }
}

impl Inputs<'_> {
    /// Tells whether the page would come out as before: `maker` stands for the program and the theme.
    pub fn fingerprint(&self, maker: Fingerprint) -> Option<Fingerprint> {
        Fingerprint::of_value(&(maker, self))
    }

    /// The page.
    pub(super) fn render(&self, theme: &Theme) -> Result<Vec<u8>, Diagnostic> {
        let Inputs { site, meta, data, lists, filters, body: text } = self;
        let mut context = Context::new();
        context.insert_value("site", site.value());
        context.insert("page", meta);
        for (name, data) in data {
            context.insert_value(*name, Value::from_serializable(data));
        }
        for (name, list) in lists {
            context.insert_value(*name, Value::from(list.iter().map(Listed::value).collect::<Vec<_>>()));
        }
        context.insert_value("filters", filters.value());
        if let Some(text) = text {
            let body = body::html(&text.markdown, &meta.root, |target| text.href(target));
            context.insert_value("body", Value::safe_string(&body.html));
            context.insert("toc", &body.headings);
        }
        theme.render(meta.template, &context)
    }
}
