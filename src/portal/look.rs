//! How the portal looks: its own templates in the style of the default theme, which is inside the binary.

use super::sheets::view::Page;
use crate::diagnostic::{Diagnostic, Text};
use crate::model::digest::Digest;
use crate::render::theme::{Static, Theme, lean};
use crate::source::Source;

macro_rules! templates {
    ($($name:literal)*) => { &[$(($name, include_str!(concat!("look/", $name)))),*] };
}

/// By name.
const TEMPLATES: &[(&str, &str)] = templates!(
    "base.html" "_open.html" "_pager.html" "_activities.html" "_honours.html" "_due.html" "_year.html" "_check.html"
    "home.html" "list.html" "county.html" "activities.html" "honours.html" "filings.html" "money.html" "checks.html"
    "search.html"
);
/// The script of search; no other page has one that it needs.
const SEARCH: &str = include_str!("look/search.js");
/// What the portal adds to the theme's style.
const STYLE: &str = include_str!("look/portal.css");
/// Files of the default theme that the portal takes.
const TAKEN: [&str; 3] = ["style.css", "site.js", "icon.svg"];

/// Templates and style.
pub struct Look {
    theme: Theme,
    version: String,
}

impl Look {
    /// # Errors
    /// When a template of ours cannot be read.
    pub fn load() -> Result<Look, Text> {
        let path = |name: &str| format!("themes/portal/templates/{name}");
        let sources: Vec<Source> =
            TEMPLATES.iter().map(|(name, text)| Source::new(path(name), *text)).collect();
        let theme = Theme::load(&["portal"], &sources, &[]);
        let theme = theme.map_err(|faults| faults.into_iter().next().map_or_else(Text::default, said))?;
        let mut look = Look { theme, version: String::new() };
        let all: Vec<u8> = look.statics().flat_map(|(_, bytes)| bytes).collect();
        look.version = Digest::of(&all).short();
        Ok(look)
    }

    /// Changes with style and scripts.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// A page.
    ///
    /// # Errors
    /// When its template does not fit it.
    pub fn render(&self, page: &Page) -> Result<Vec<u8>, Text> {
        self.theme.sheet(page.template, page).map_err(said)
    }

    /// Style, scripts and the icon, by path.
    pub fn statics(&self) -> impl Iterator<Item = (String, Vec<u8>)> {
        let of_theme = TAKEN.into_iter().filter_map(|name| match self.theme.statics().get(name) {
            Some(Static::Inside(bytes)) => Some((name, told(name, bytes))),
            _ => None,
        });
        let own = [("search.js", lean(SEARCH.as_bytes())), ("portal.css", STYLE.as_bytes().to_vec())];
        of_theme.chain(own).map(|(name, bytes)| (format!("assets/{name}"), bytes))
    }
}

fn told(name: &str, bytes: &[u8]) -> Vec<u8> {
    if name.ends_with(".js") { lean(bytes) } else { bytes.to_vec() }
}

fn said(fault: Diagnostic) -> Text {
    fault.message
}
