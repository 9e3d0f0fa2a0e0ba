//! The theme: templates by name, static files, and faults in templates as diagnostics.
//!
//! The default theme is inside the binary. A site's own theme puts its templates before those of the theme
//! it extends; `{% extends "gongshi/notice.html" %}` names the original that one overrides.

use crate::diagnostic::{Code, Diagnostic, Text};
use crate::plan::words;
use crate::render::body::date_words;
use crate::render::bounds::{self, Page};
use crate::render::fault::{self, File};
use crate::source::{Source, SourceId, Span};
use crate::text;
use include_dir::{Dir, include_dir};
use std::collections::BTreeMap;
use tera::{Context, ErrorKind, Kwargs, State, Tera};

static DEFAULT: Dir = include_dir!("$CARGO_MANIFEST_DIR/themes/gongshi");

/// The theme in the binary.
pub const DEFAULT_NAME: &str = "gongshi";

/// Static files: name under `assets/` and bytes, or the path of a file on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Static {
    /// A file of the default theme.
    Inside(&'static [u8]),
    /// Relative to the site's root.
    OnDisk(String),
}

/// A script of the default theme as it is sent: without the comments and indents that only people need.
/// Lines stay lines, and none of those scripts has a text over several.
pub fn lean(script: &[u8]) -> Vec<u8> {
    let lines = script.split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii);
    let told = lines.filter(|line| !line.is_empty() && !line.starts_with(b"//"));
    told.flat_map(|line| [line, b"\n"]).flatten().copied().collect()
}

/// A theme with those that it extends, ready to render.
pub struct Theme {
    tera: Tera,
    /// Template name to its file.
    files: BTreeMap<String, File>,
    statics: BTreeMap<String, Static>,
    version: String,
}

/// The default theme's templates as sources, so that faults in them can be shown; appended to `sources`
/// for those that the site's folder does not hold itself.
pub fn embedded_sources(known: &[Source]) -> Vec<Source> {
    let templates = DEFAULT.get_dir("templates").into_iter().flat_map(Dir::files);
    templates
        .filter_map(|file| {
            let name = file.path().file_name()?.to_str()?;
            let path = format!("themes/{DEFAULT_NAME}/templates/{name}");
            let overridden = known.iter().any(|source| source.path == path);
            (!overridden).then(|| Source::new(path, file.contents_utf8().unwrap_or_default()))
        })
        .collect()
}

impl Theme {
    /// Loads themes one over the other, the default one first. `sources` holds their templates; `assets` the
    /// paths of files that are copied.
    ///
    /// # Errors
    /// Every fault that shows before anything is rendered.
    pub fn load(chain: &[&str], sources: &[Source], assets: &[String]) -> Result<Theme, Vec<Diagnostic>> {
        let mut theme =
            Theme { tera: tera(), files: BTreeMap::new(), statics: BTreeMap::new(), version: String::new() };
        for folder in chain {
            let prefix = format!("themes/{folder}/templates/");
            for (i, source) in sources.iter().enumerate() {
                let Some(name) = source.path.strip_prefix(&prefix) else { continue };
                let id = SourceId(u32::try_from(i).unwrap_or(u32::MAX));
                for template in [name.to_owned(), format!("{folder}/{name}")] {
                    theme.files.insert(template, File { id, text: source.text.clone() });
                }
            }
        }
        theme.read_templates()?;
        theme.gather_statics(chain, assets);
        Ok(theme)
    }

    /// Every template that cannot be read is told; whether their names fit one another shows only when all
    /// can be.
    fn read_templates(&mut self) -> Result<(), Vec<Diagnostic>> {
        let mut readable = self.files.clone();
        let mut faults: Vec<Diagnostic> = Vec::new();
        loop {
            let added = self.tera.add_raw_templates(readable.iter().map(|(name, file)| (name, &file.text)));
            let Err(error) = added else { break };
            let ErrorKind::SyntaxError(report) = error.kind() else {
                if faults.is_empty() {
                    faults = self.faults(&error);
                }
                break;
            };
            faults.extend(self.faults(&error));
            let Some(broken) = readable.get(report.filename()).map(|file| file.id) else { break };
            readable.retain(|_, file| file.id != broken);
        }
        if faults.is_empty() { Ok(()) } else { Err(faults) }
    }

    fn gather_statics(&mut self, chain: &[&str], assets: &[String]) {
        for file in DEFAULT.get_dir("static").into_iter().flat_map(Dir::files) {
            if let Some(name) = file.path().file_name().and_then(|name| name.to_str()) {
                self.statics.insert(name.to_owned(), Static::Inside(file.contents()));
            }
        }
        for folder in chain {
            let prefix = format!("themes/{folder}/static/");
            for path in assets {
                if let Some(file) = path.strip_prefix(&prefix) {
                    self.statics.insert(file.to_owned(), Static::OnDisk(path.clone()));
                }
            }
        }
    }

    /// Every template by name, with its text.
    pub fn templates(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(name, file)| (name.as_str(), &*file.text))
    }

    /// Static files by name under `assets/`.
    pub fn statics(&self) -> &BTreeMap<String, Static> {
        &self.statics
    }

    /// Sets the fingerprint that style and script are linked with.
    pub fn set_version(&mut self, version: String) {
        self.version = version;
    }

    /// The fingerprint that style and script are linked with; empty until it is set.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Renders the template of a page.
    pub(super) fn render(&self, template: &str, context: &Context) -> Result<Vec<u8>, Diagnostic> {
        let name = format!("{template}.html");
        let mut page = Page::begin();
        match self.tera.render_to(&name, context, &mut page) {
            Ok(()) => Ok(page.bytes),
            Err(_) if page.is_too_long => Err(self.too_long(&name)),
            Err(error) => Err(self.fault(&error)),
        }
    }

    fn too_long(&self, name: &str) -> Diagnostic {
        let most = bounds::PAGE >> 20;
        let file = self.files.get(name).map_or(SourceId::NOWHERE, |file| file.id);
        let message = text!(
            "{name} 做出的一页超过 {most} MB，没有做完",
            "{name} makes a page of more than {most} MB, which was given up"
        );
        let hint = text!(
            "看看有没有 for 套着 for，把不用的去掉",
            "Look for a `for` within a `for`, and take out what is not needed"
        );
        Diagnostic::new(Code::ThemeInvalid, file, Span::default(), message).hint(hint)
    }

    /// Renders a sheet that stands by itself, such as a certificate: `value` is the template's `c`.
    ///
    /// # Errors
    /// A fault in the template, with its place.
    pub fn sheet(&self, template: &str, value: &impl serde::Serialize) -> Result<Vec<u8>, Diagnostic> {
        let mut context = Context::new();
        context.insert("c", value);
        self.render(template, &context)
    }

    /// The fault of a sheet's template that leaves out what has to stand on it.
    pub fn lacks(&self, template: &str, said: &str) -> Diagnostic {
        let name = format!("{template}.html");
        let file = self.files.get(&name).map_or(SourceId::NOWHERE, |file| file.id);
        let message =
            text!("{name} 没有写出必须写明的事：{said}", "{name} leaves out what has to be said: {said}");
        let hint = text!(
            "把每一条 c.reservations 的 text 都写出来，照自带主题的 {name}",
            "Show the text of each of c.reservations, as {name} of the default theme does"
        );
        Diagnostic::new(Code::ThemeInvalid, file, Span::default(), message).hint(hint)
    }

    fn faults(&self, error: &tera::Error) -> Vec<Diagnostic> {
        fault::diagnostics(error, |name| self.files.get(name))
    }

    fn fault(&self, error: &tera::Error) -> Diagnostic {
        let unnamed =
            || Diagnostic::new(Code::ThemeInvalid, SourceId::default(), Span::default(), Text::default());
        self.faults(error).into_iter().next().unwrap_or_else(unnamed)
    }
}

fn tera() -> Tera {
    let mut tera = Tera::new();
    tera.register_function("range", bounds::range);
    tera.register_filter("tel", |phone: String, _: Kwargs, _: &State| words::tel(&phone));
    tera.register_filter("date_zh", |text: String, _: Kwargs, _: &State| date_words(&text, true));
    tera.register_filter("date_short", |text: String, _: Kwargs, _: &State| date_words(&text, false));
    tera
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_sent_without_what_only_people_need() {
        let script = b"\"use strict\";\n// why\n(() => {\n  const a = \"//\"; // stays\n\n})();\n";
        assert_eq!(lean(script), b"\"use strict\";\n(() => {\nconst a = \"//\"; // stays\n})();\n");
        let scripts = DEFAULT.get_dir("static").into_iter().flat_map(Dir::files);
        for script in scripts.filter(|file| file.path().extension().is_some_and(|ending| ending == "js")) {
            let text = script.contents_utf8().unwrap();
            let odd = text
                .lines()
                .find(|line| line.matches('`').count() % 2 == 1 || line.trim_start().starts_with("/*"));
            assert_eq!(odd, None, "{}: a text or comment over several lines", script.path().display());
        }
    }
}
