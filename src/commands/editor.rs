//! What a new site tells VS Code: which part of the schema is for which file, how files are read, and what helps.

use super::schema::{document, parts, reference};
use crate::diagnostic::Language;
use crate::parse::names::Names;
use serde_json::{Map, Value, json};

/// Where the schema lies; `zhangbang schema --out` writes it anew, with the names of the site.
const SCHEMA: &str = ".vscode/zhangbang.json";
/// A file for each kind of file, which only points into the schema: editors find no part of a file by its name.
const PARTS: &str = ".vscode/zhangbang";

/// Path under the site's root, and text.
pub(super) fn files() -> Vec<(String, String)> {
    let schema = document(&Names::default(), Language::Chinese);
    let parts = parts().into_values().map(|name| {
        let part = json!({"$ref": format!("../zhangbang.json{}", reference(&name))});
        (format!("{PARTS}/{name}.json"), indented(&part))
    });
    let whole = [
        (SCHEMA.to_owned(), indented(&schema)),
        (".vscode/settings.json".to_owned(), indented(&settings())),
        (".vscode/extensions.json".to_owned(), indented(&json!({"recommendations": ["redhat.vscode-yaml"]}))),
    ];
    whole.into_iter().chain(parts).collect()
}

fn settings() -> Value {
    let schemas: Map<String, Value> = parts()
        .into_iter()
        .map(|(pattern, name)| (format!("./{PARTS}/{name}.json"), json!(pattern)))
        .collect();
    json!({
        "yaml.schemas": schemas,
        "yaml.format.enable": false,
        // files come in GB18030 as well, and full-width signs are no slip here
        "files.autoGuessEncoding": true,
        "editor.unicodeHighlight.ambiguousCharacters": false,
    })
}

fn indented(value: &Value) -> String {
    format!("{value:#}\n")
}
