//! What Decap is told: a form for each sort of file, with the fields of the table and the names of the site.
//!
//! No field has a default: one would be written into every old file that leaves it out.

use super::choices::Choices;
use super::fields::Maker;
use super::forms::{Form, Lies, Which, forms};
use super::ground::Ground;
use super::{posted, proxy, shelf};
use crate::disk::Trouble;
use crate::parse::field::Table;
use serde_json::{Value, json};
use std::path::Path;

/// Decap's configuration, and what our script has to know of each form.
pub(super) fn config(root: &Path, ground: &Ground) -> Result<Value, Trouble> {
    let forms = forms();
    let shown: Vec<&Form> = forms.iter().filter(|form| is_offered(root, ground, form)).collect();
    let maker = Maker {
        content: &ground.content,
        choices: Choices::new(&ground.content, titles(root, ground, &forms)),
    };
    let collections: Vec<Value> = shown.iter().map(|form| collection(&maker, form)).collect();
    Ok(json!({
        "config": {
            "backend": {"name": "proxy", "proxy_url": "/edit/api", "branch": "content"},
            "load_config_file": false,
            "locale": "zh_Hans",
            "media_folder": "content",
            "public_folder": "/",
            "show_preview_links": false,
            "editor": {"preview": false},
            "slug": {"encoding": "unicode", "clean_accents": false, "sanitize_replacement": "-"},
            "collections": collections,
        },
        "forms": shown.iter().map(|form| (form.name.to_owned(), about(form))).collect::<serde_json::Map<_, _>>(),
    }))
}

/// Registers are offered where there are some of the sort; they begin with `new`.
fn is_offered(root: &Path, ground: &Ground, form: &Form) -> bool {
    match form.which {
        Which::Preset(_) => shelf::all(root, ground, form).is_ok_and(|all| !all.is_empty()),
        Which::All | Which::Kinds(_) | Which::With(_) => true,
    }
}

/// Every notice by its id, for fields that name one; the newest first.
fn titles(root: &Path, ground: &Ground, forms: &[Form]) -> Vec<(String, String)> {
    let notices = forms.iter().filter(|form| matches!(form.which, Which::Kinds(_)));
    let all = notices.filter_map(|form| shelf::all(root, ground, form).ok()).flatten();
    let titled = all.map(|(path, said)| {
        let title = said.fields.iter().find(|(key, _)| key == "title").and_then(|(_, title)| title.as_text());
        let id = posted::id(&path).to_owned();
        (id.clone(), title.map_or(id, str::to_owned))
    });
    let mut titles: Vec<(String, String)> = titled.collect();
    titles.sort_by(|a, b| b.cmp(a));
    titles
}

/// Where a form's files and pages are.
fn about(form: &Form) -> Value {
    match form.lies {
        Lies::Folder { folder, ending, .. } => {
            json!({"folder": format!("content/{folder}"), "ending": ending, "page": folder != "points"})
        }
        Lies::File(file) => json!({"file": file, "page": false}),
    }
}

fn collection(maker: &Maker, form: &Form) -> Value {
    let mut collection = json!({
        "name": form.name, "label": form.label, "label_singular": form.one, "description": form.about,
        "format": "json", "delete": false,
    });
    match form.lies {
        Lies::File(file) => {
            let path = format!("{}/{file}", form.name);
            let file =
                json!({"name": form.name, "label": form.label, "file": path, "fields": maker.whole(form)});
            collection["files"] = json!([file]);
        }
        Lies::Folder { ending, path, title, .. } => {
            let title = alias(form.table(), title);
            let lies = [
                ("folder", json!(proxy::folder_of(form))),
                ("extension", json!(ending)),
                ("path", json!(path)),
            ];
            let beside = [("media_folder", json!("")), ("public_folder", json!("")), ("create", json!(true))];
            let called = [
                ("slug", json!(slug(title))),
                ("identifier_field", json!(title)),
                ("summary", json!(summary(form, title))),
            ];
            let more = [("sortable_fields", sortable(form, title)), ("fields", maker.whole(form))];
            for (key, value) in lies.into_iter().chain(beside).chain(called).chain(more) {
                collection[key] = value;
            }
            if has(form, "draft") {
                collection["view_filters"] = json!([{"label": "草稿", "field": "草稿", "pattern": "是"}]);
            }
        }
    }
    collection
}

/// What a new file is called; what has no title is called by its day.
fn slug(title: &str) -> String {
    match title {
        "村" => "{{year}}-{{month}}-{{day}}-兑换".to_owned(),
        title => format!("{{{{fields.{title}}}}}"),
    }
}

fn alias(table: Table<'static>, key: &str) -> &'static str {
    table.iter().find(|field| field.key == key).map_or("", |field| field.alias)
}

fn has(form: &Form, key: &str) -> bool {
    form.table().iter().any(|field| field.key == key)
}

/// A line of the list.
fn summary(form: &Form, title: &str) -> String {
    match form.which {
        Which::Kinds(_) => format!("{{{{fields.{title}}}}}｜{{{{fields.类别}}}}"),
        Which::With(_) if title != "村" => format!("{{{{fields.村}}}} {{{{fields.{title}}}}}"),
        Which::With(_) => "{{fields.村}} {{filename}}".to_owned(),
        Which::All | Which::Preset(_) => format!("{{{{fields.{title}}}}}"),
    }
}

fn sortable(form: &Form, title: &str) -> Value {
    let days = ["signed", "from", "meeting", "year"].into_iter().filter(|key| has(form, key));
    let days: Vec<&str> = days.map(|key| alias(form.table(), key)).collect();
    days.into_iter().chain([title]).map(Value::from).collect()
}
