//! The theme that a site names: which ones it builds on, its static files, and their fingerprint.

use crate::diagnostic::{Code, Diagnostic, Text};
use crate::disk::Trouble;
use crate::model::content::Content;
use crate::model::digest::Digest;
use crate::model::site::ThemeSettings;
use crate::read;
use crate::render::theme::{DEFAULT_NAME, Static, Theme, lean};
use crate::source::{Source, SourceId, Spanned};
use crate::text;
use sha2::{Digest as _, Sha256};
use std::path::Path;

/// The theme of the site, or the default one. `assets` are the paths of all files that are no texts.
///
/// # Errors
/// The faults of its settings and templates.
pub fn load(content: &Content, texts: &[Source], assets: &[String]) -> Result<Theme, Vec<Diagnostic>> {
    let chain = chain(content, DEFAULT_NAME).map_err(|fault| vec![fault])?;
    Theme::load(&chain, texts, assets)
}

/// The site's theme and those that it extends, the outermost last; `default` is always first.
///
/// # Errors
/// A theme that does not exist, or that extends itself in a circle.
fn chain<'c>(content: &'c Content, default: &'c str) -> Result<Vec<&'c str>, Diagnostic> {
    let mut chain = Vec::new();
    let mut wanted = content.site.theme.as_ref().map(|name| (content.site.file, name));
    while let Some((file, name)) = wanted {
        if chain.contains(&name.value.as_str()) {
            return Err(circle(file, name));
        }
        let found = content.themes.iter().find(|theme| theme.folder == name.value);
        if found.is_none() && name.value != default {
            return Err(unknown(content, file, name));
        }
        chain.push(name.value.as_str());
        wanted = found.and_then(|theme| Some((theme.file, theme.extends.as_ref()?)));
    }
    if !chain.contains(&default) {
        chain.push(default);
    }
    chain.reverse();
    Ok(chain)
}

fn unknown(content: &Content, file: SourceId, name: &Spanned<String>) -> Diagnostic {
    let written = &name.value;
    let message = text!("没有“{written}”这个主题", "There is no theme `{written}`");
    Diagnostic::new(Code::ThemeInvalid, file, name.span, message).hint(known(&content.themes, written))
}

fn known(themes: &[ThemeSettings], written: &str) -> Text {
    let list = themes.iter().map(|theme| theme.folder.as_str()).collect::<Vec<_>>().join("、");
    text!(
        "主题放在 themes/{written}/ 里，要有 theme.yaml；现有：{list}；不写“主题”就用自带的",
        "A theme lives in themes/{written}/ with a theme.yaml; there are: {list}; without `theme` the built-in one is used"
    )
}

fn circle(file: SourceId, name: &Spanned<String>) -> Diagnostic {
    let written = &name.value;
    let message =
        text!("主题“{written}”绕了一圈继承自己", "The theme `{written}` extends itself in a circle");
    let hint = text!("改掉其中一个 theme.yaml 里的“继承”", "Change `extends` in one of the theme.yaml files");
    Diagnostic::new(Code::ThemeInvalid, file, name.span, message).hint(hint)
}

/// The bytes that are sent for a static file.
///
/// # Errors
/// When it cannot be read.
pub fn static_bytes(name: &str, file: &Static, root: &Path) -> Result<Vec<u8>, Trouble> {
    match file {
        Static::Inside(bytes) if name.ends_with(".js") => Ok(lean(bytes)),
        Static::Inside(bytes) => Ok(bytes.to_vec()),
        Static::OnDisk(path) if name.ends_with(".js") && is_default(path) => {
            read::asset(root, path).map(|bytes| lean(&bytes))
        }
        Static::OnDisk(path) => read::asset(root, path),
    }
}

/// The default theme as it lies in its own repository, which is sent as the one in the binary.
fn is_default(path: &str) -> bool {
    path.split('/').nth(1) == Some(DEFAULT_NAME)
}

/// A digest that changes when any template or static file does: what made a release's pages.
///
/// # Errors
/// When a static file cannot be read.
pub fn digest(theme: &Theme, root: &Path) -> Result<Digest, Trouble> {
    let mut all = String::new();
    for (name, text) in theme.templates() {
        all += &format!("{name}\0{}\n", Digest::of(text.as_bytes()));
    }
    for (name, file) in theme.statics() {
        all += &format!("assets/{name}\0{}\n", Digest::of(&static_bytes(name, file, root)?));
    }
    Ok(Digest::of(all.as_bytes()))
}

/// Eight hexadecimal digits that change when any static file does, so that browsers fetch it anew.
///
/// # Errors
/// When a static file cannot be read.
pub fn fingerprint(theme: &Theme, root: &Path) -> Result<String, Trouble> {
    let mut digest = Sha256::new();
    for (name, file) in theme.statics() {
        digest.update(name.as_bytes());
        digest.update(static_bytes(name, file, root)?);
    }
    Ok(digest.finalize().iter().take(4).map(|byte| format!("{byte:02x}")).collect())
}
