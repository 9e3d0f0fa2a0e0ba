//! `schema`: JSON Schema of every content file, from the same tables that reading uses, with the names of the site in
//! `--root`: its kinds, places, households, deeds and goods.

use super::desk::{Command, Desk, Ending, Ran, trouble};
use super::help::Words;
use super::output::{put_json, say};
use crate::diagnostic::{Language, Text};
use crate::disk::Disk;
use crate::parse::field::{Field, Known, Shape, Table};
use crate::parse::names::Names;
use crate::parse::schema::{FileSchema, Root, files};
use crate::text;
use clap::Args;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::path::PathBuf;

#[derive(Args)]
#[group(skip)]
pub(super) struct Schema {
    /// Where it is written instead of being shown; a shell may write another encoding.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

impl Command for Schema {
    const NAME: &'static str = "schema";

    fn told(command: clap::Command, words: Words) -> clap::Command {
        command
            .about(words.say(
                "输出内容文件的 JSON Schema，供编辑器使用",
                "Print JSON Schema of every content file, for editors",
            ))
            .mut_arg(
                "out",
                words.help(
                    "写到这个文件里，如 .vscode/zhangbang.json",
                    "Write it to this file, such as .vscode/zhangbang.json",
                ),
            )
    }

    fn run(self, desk: &Desk) -> Ran {
        let site = if desk.has_content().is_ok() { Some(desk.site()?) } else { None };
        let names = site.map(|site| Names::of(&site.content)).unwrap_or_default();
        let document = document(&names, desk.language);
        let Some(out) = self.out else {
            put_json(&document);
            return Ok(Ending::Done);
        };
        let bytes = format!("{document:#}\n");
        Disk::new().replace(&out, bytes.as_bytes()).map_err(|error| trouble(&error))?;
        let shown = out.display();
        say(desk, &text!("写好了：{shown}\n", "Wrote {shown}\n"));
        Ok(Ending::Done)
    }
}

/// Where a name is missing, and what is to be done.
fn not_there(known: Known) -> Text {
    match known {
        Known::Kinds => text!("rules.yaml 里没有这个类别", "rules.yaml has no such kind"),
        Known::Townships => text!("places.yaml 里没有这个乡镇", "places.yaml has no such township"),
        Known::Villages => text!("places.yaml 里没有这个村", "places.yaml has no such village"),
        Known::Households => text!("积分户名册里没有这个户号", "The list of households has no such number"),
        Known::Deeds => text!("积分规则里没有这个编号", "The rules of points have no such number"),
        Known::Goods => text!("商品里没有这个编号", "The list of goods has no such number"),
    }
}

/// One document: a schema for every file under `$defs`, each with the files it is for; and one for what files of one
/// place may be.
pub(super) fn document(names: &Names, language: Language) -> Value {
    let maker = Maker { names, language };
    let mut definitions: Map<String, Value> =
        files().iter().map(|file| (file.name.to_owned(), maker.file(file))).collect();
    for (pattern, names) in places() {
        if let Some(any) = any_of(&names) {
            let refs: Vec<Value> = names.iter().map(|name| json!({"$ref": reference(name)})).collect();
            definitions.insert(any, json!({"anyOf": refs, "x-files": pattern}));
        }
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": maker.say("张榜的内容文件", "Zhangbang content"),
        "description": maker.say(
            "每一项是一种文件，x-files 写着是哪些；Markdown 的，说的是开头两行 --- 中间的部分",
            "Each definition is for the files named in x-files; of a Markdown file it describes the front matter",
        ),
        "$defs": definitions,
    })
}

/// Where a definition stands in a document.
pub(super) fn reference(name: &str) -> String {
    format!("#/$defs/{name}")
}

/// Which files there are in each place, by pattern.
fn places() -> BTreeMap<&'static str, Vec<&'static str>> {
    let mut places: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for file in files() {
        places.entry(file.files).or_default().push(file.name);
    }
    places
}

/// The name of what may be any of several kinds of files.
fn any_of(names: &[&str]) -> Option<String> {
    (names.len() > 1).then(|| names.join("-or-"))
}

/// Which definition is for which YAML files: what editors are told.
pub(super) fn parts() -> BTreeMap<&'static str, String> {
    let yaml = places().into_iter().filter(|(pattern, _)| pattern.ends_with(".yaml"));
    yaml.map(|(pattern, names)| (pattern, any_of(&names).unwrap_or_else(|| names[0].to_owned()))).collect()
}

/// Makes schemas in one language, with a site's names.
struct Maker<'n> {
    names: &'n Names,
    language: Language,
}

impl Maker<'_> {
    fn say<'t>(&self, zh: &'t str, en: &'t str) -> &'t str {
        if self.language == Language::Chinese { zh } else { en }
    }

    fn file(&self, file: &FileSchema) -> Value {
        let mut schema = match file.root {
            Root::Map(fields) => self.map(fields),
            Root::ListOf(fields) => json!({"type": "array", "items": self.map(fields)}),
            Root::MapOf(fields) => json!({"type": "object", "additionalProperties": self.map(fields)}),
        };
        schema["title"] = json!(file.name_zh);
        schema["x-files"] = json!(file.files);
        schema
    }

    /// All names of every field, of which the Chinese one is offered; a required one may be given by any.
    fn map(&self, fields: Table) -> Value {
        let (mut properties, mut required, mut exclusive) = (Map::new(), Vec::new(), Vec::new());
        for field in fields {
            let mut shape = self.field(field);
            shape["title"] = json!(field.key);
            properties.insert(field.alias.to_owned(), shape.clone());
            shape["title"] = json!(field.alias);
            shape["doNotSuggest"] = json!(true);
            let names: Vec<&str> = field.names().collect();
            for name in names.iter().filter(|name| **name != field.alias) {
                properties.insert((*name).to_owned(), shape.clone());
            }
            if field.required {
                // editors name the first when none is there
                let others = names.iter().copied().filter(|name| *name != field.alias);
                let either: Vec<Value> =
                    [field.alias].into_iter().chain(others).map(|name| json!({"required": [name]})).collect();
                required.push(json!({"anyOf": either}));
            }
            let pairs = names
                .iter()
                .enumerate()
                .flat_map(|(i, name)| names[i + 1..].iter().map(move |other| (name, other)));
            exclusive.extend(pairs.map(|(name, other)| json!({"required": [name, other]})));
        }
        let mut schema = json!({"type": "object", "properties": properties, "additionalProperties": false});
        schema["not"] = json!({"anyOf": exclusive});
        if !required.is_empty() {
            schema["allOf"] = Value::Array(required);
        }
        schema
    }

    fn field(&self, field: &Field) -> Value {
        match field.of.map(|known| (known, self.names.all(known))) {
            Some((known, names)) if !names.is_empty() => {
                let words = not_there(known);
                let one = json!({"enum": names, "errorMessage": self.say(&words.zh, &words.en)});
                match field.shape {
                    Shape::List(_) => json!({"anyOf": [one, {"type": "array", "items": one}]}),
                    _ => one,
                }
            }
            _ => self.shape(field.shape),
        }
    }

    fn shape(&self, shape_of: Shape) -> Value {
        match shape_of {
            Shape::Text | Shape::Phone => json!({"type": ["string", "number"]}),
            Shape::Date => {
                json!({"type": "string", "description": "2026-11-02, 2026/11/2, 2026.11.2, 2026年11月2日"})
            }
            Shape::DateTime => json!({"type": "string", "description": "2026-11-08 14:30, 2026-11-08"}),
            Shape::Count => json!({"type": "integer", "minimum": 0}),
            Shape::Year => json!({"type": ["integer", "string"], "description": "2026, 2026年度"}),
            Shape::Number => json!({"type": "integer"}),
            Shape::Decimal => json!({"type": "number", "multipleOf": 0.001}),
            Shape::Own => json!({"type": "object", "description": "列里写的各项"}),
            Shape::Hours => json!({"type": "number", "minimum": 0, "multipleOf": 0.1}),
            Shape::FirstDay => json!({"type": "string", "description": "2026-11-02, 发布之日"}),
            Shape::LastDay => json!({"type": "string", "description": "2026-11-12, 长期"}),
            Shape::Length => json!({"type": ["integer", "string"], "description": "10, 10个工作日"}),
            Shape::WindowOr(fields) => {
                json!({"anyOf": [{"type": "string", "description": "自发布之日起10个工作日"}, self.map(fields)]})
            }
            Shape::Sheet(fields) => {
                json!({"anyOf": [{"type": "string"}, {"type": "array", "items": self.map(fields)}]})
            }
            Shape::Percent => json!({"type": ["integer", "string"], "description": "60%"}),
            Shape::Money => json!({"type": ["number", "string"], "description": "元 (yuan)"}),
            Shape::Flag => json!({"enum": [true, false, "是", "否"]}),
            Shape::Choice(words) => {
                json!({"enum": words.iter().flat_map(|word| [word.0, word.1]).collect::<Vec<_>>()})
            }
            Shape::List(item) => self.list(*item),
            Shape::Map(fields) => self.map(fields),
            Shape::PeriodOr(fields) => {
                json!({"anyOf": [{"type": ["integer", "string"], "description": "2026年, 2026-05"}, self.map(fields)]})
            }
            Shape::Short(fields) => self.short(fields),
            Shape::Shorts(fields) => {
                json!({"anyOf": [self.short(fields), {"type": "array", "items": self.short(fields)}]})
            }
            Shape::NumberOr(fields) => json!({"anyOf": [{"type": "integer"}, self.map(fields)]}),
        }
    }

    /// Any number of the same; words alone are a list of one.
    fn list(&self, item: Shape) -> Value {
        let one = self.shape(item);
        let many = json!({"type": "array", "items": one});
        match item {
            Shape::Text | Shape::Phone | Shape::Choice(_) => json!({"anyOf": [one, many]}),
            _ => many,
        }
    }

    /// A map, or its first field's value alone.
    fn short(&self, fields: Table) -> Value {
        let alone = fields.first().map_or(Value::Null, |first| self.shape(first.shape));
        json!({"anyOf": [alone, self.map(fields)]})
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;
    use crate::read::Sources;
    use crate::source::Source;

    #[test]
    fn every_field_stands_under_all_its_names_and_one_is_offered() {
        let document = document(&Names::default(), Language::Chinese);
        let notice = &document["$defs"]["notice"]["properties"];
        assert_eq!(
            (&notice["title"]["title"], &notice["title"]["doNotSuggest"]),
            (&json!("标题"), &json!(true))
        );
        assert_eq!(
            (&notice["标题"]["title"], &notice["标题"]["doNotSuggest"]),
            (&json!("title"), &Value::Null)
        );
        assert_eq!(notice["公示期"]["anyOf"][1]["properties"]["起"]["title"], "from");
    }

    #[test]
    fn names_are_those_of_the_site() {
        let texts = vec![
            Source::new("content/rules.yaml", "news: {name: 工作动态, source: {title: 甲}}\n"),
            Source::new("content/places.yaml", "- {name: 上河镇, villages: [{name: 下坪村}]}\n"),
        ];
        let content = parse::parse(&Sources { texts, ..Sources::default() }).value;
        let document = document(&Names::of(&content), Language::Chinese);
        let notice = &document["$defs"]["notice"]["properties"];
        assert_eq!(notice["类别"]["enum"], json!(["工作动态", "news"]));
        assert_eq!(notice["村"]["anyOf"][0]["enum"], json!(["下坪村"]));
        assert_eq!(notice["村"]["anyOf"][0]["errorMessage"], "places.yaml 里没有这个村");
        let batch = &document["$defs"]["points-batch"]["properties"]["明细"]["items"]["properties"]["户号"];
        assert_eq!(batch["enum"], Value::Null, "nobody has an account yet");
    }

    #[test]
    fn every_yaml_file_has_a_part() {
        let document = document(&Names::default(), Language::English);
        for (pattern, name) in parts() {
            assert!(
                document.pointer(reference(&name).trim_start_matches('#')).is_some(),
                "{pattern}: {name}"
            );
        }
        assert!(parts()["content/registers/**/*.yaml"].contains("tasks-or-"));
    }
}
