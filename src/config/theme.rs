//! Which themes a site's theme builds on.

use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::content::Content;
use crate::model::site::ThemeSettings;
use crate::source::{SourceId, Spanned};
use crate::text;

/// The site's theme and those that it extends, the outermost last; `default` is always first.
///
/// # Errors
/// A theme that does not exist, or that extends itself in a circle.
pub fn chain<'c>(content: &'c Content, default: &'c str) -> Result<Vec<&'c str>, Diagnostic> {
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
