//! The fields of a form, by the field table: what each is typed into, and what it chooses from.

use super::choices::{Choices, kinds, options};
use super::forms::{Form, Which};
use super::json::{BODY, LINES, VERSION, WORDS};
use crate::model::content::Content;
use crate::parse::example;
use crate::parse::field::{Field, Known, Shape, Table};
use crate::parse::schema::Root;
use serde_json::{Value, json};

/// Where a field stands: what may be left out there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    /// In the file itself, or in an item of a list, which is there because somebody added it.
    Whole,
    /// In a map that may be absent: Decap asks for its fields all the same, so that none is required.
    Part,
}

/// Makes fields with a site's names.
pub(super) struct Maker<'g> {
    pub content: &'g Content,
    pub choices: Choices,
}

impl Maker<'_> {
    /// All fields of a file, and the text below them.
    pub(super) fn whole(&self, form: &Form) -> Value {
        let version = json!({"name": VERSION, "label": VERSION, "widget": "hidden", "required": false});
        let body = json!({
            "name": BODY, "label": BODY, "widget": "markdown", "modes": ["raw"], "required": false,
            "hint": "空一行分段；行首写两个井号和空格是小标题",
        });
        let mut fields = match form.root {
            Root::ListOf(table) => vec![self.rows(form, (LINES, form.label, form.one), table)],
            Root::Map(table) | Root::MapOf(table) => {
                let shown =
                    table.iter().filter(|field| !form.hidden.contains(&field.key) && !is_given(form, field));
                shown.map(|field| self.field(form, field, Within::Whole)).collect()
            }
        };
        if form.has_body {
            fields.push(body);
        }
        fields.push(version);
        fields.into()
    }

    fn field(&self, form: &Form, field: &Field, within: Within) -> Value {
        let mut made = self.shape(form, field);
        made["name"] = field.alias.into();
        made["label"] = field.alias.into();
        made["required"] = (field.required && within == Within::Whole).into();
        if let Some(hint) = hint(field) {
            made["hint"] = hint.into();
        }
        made
    }

    fn shape(&self, form: &Form, field: &Field) -> Value {
        match (field.shape, self.choices(form, field)) {
            (Shape::List(_), Some(options)) => {
                json!({"widget": "select", "multiple": true, "options": options})
            }
            (_, Some(options)) => json!({"widget": "select", "options": options}),
            (Shape::List(&Shape::Map(table)) | Shape::Shorts(table), _) => {
                self.rows(form, (field.alias, field.alias, field.alias), table)
            }
            (Shape::List(_), _) => json!({
                "widget": "list", "collapsed": false, "label_singular": field.alias,
                "field": {"name": "项", "label": field.alias, "widget": single(field)},
            }),
            (Shape::Map(table) | Shape::Short(table), _) => self.object(form, table, &[]),
            (Shape::WindowOr(table) | Shape::PeriodOr(table) | Shape::NumberOr(table), _) => {
                self.object(form, table, &[in_words(field)])
            }
            (Shape::Sheet(table), _) => self.object(
                form,
                &[],
                &[in_words(field), self.rows(form, (LINES, "逐项填写", "一项"), table)],
            ),
            _ => json!({"widget": single(field)}),
        }
    }

    fn object(&self, form: &Form, table: Table, before: &[Value]) -> Value {
        let fields = table.iter().map(|field| self.field(form, field, Within::Part));
        let fields: Vec<Value> = before.iter().cloned().chain(fields).collect();
        json!({"widget": "object", "collapsed": true, "fields": fields})
    }

    fn rows(&self, form: &Form, (name, label, one): (&str, &str, &str), table: Table) -> Value {
        let fields = table.iter().map(|field| self.field(form, field, Within::Whole));
        let first = table.iter().filter(|field| is_word(field.shape)).take(4);
        let summary: Vec<String> = first.map(|field| format!("{{{{fields.{}}}}}", field.alias)).collect();
        json!({
            "name": name, "label": label, "label_singular": one, "widget": "list", "required": false, "collapsed": true, "summary": summary.join(" "), "fields": fields.collect::<Vec<_>>(),
        })
    }

    /// What a field's value is one of.
    fn choices(&self, form: &Form, field: &Field) -> Option<Value> {
        let words = |words: &[&str]| {
            Some(options(&words.iter().map(|&word| (word.into(), word.into())).collect::<Vec<_>>()))
        };
        let names = match (field.shape, field.of, form.which) {
            (Shape::Flag, ..) => return words(&["是", "否"]),
            (Shape::Choice(list), ..) => {
                return words(&list.iter().map(|&(_, word)| word).collect::<Vec<_>>());
            }
            (_, Some(Known::Kinds), Which::Kinds(group)) => kinds(self.content, group),
            (_, Some(known), _) => self.choices.of(known).to_vec(),
            _ if NOTICE_FIELDS.contains(&field.key) && matches!(field.shape, Shape::Text) => {
                self.choices.notices().to_vec()
            }
            _ => return None,
        };
        (!names.is_empty()).then(|| options(&names))
    }
}

/// Fields that hold the id of a notice.
const NOTICE_FIELDS: [&str; 2] = ["notice", "supersedes"];
/// Fields that name a file beside the entry.
const FILES: [&str; 2] = ["file", "form"];
/// Fields that name a picture beside the entry.
const PICTURES: [&str; 2] = ["photo", "photos"];
/// Fields that take sentences.
const SENTENCES: [&str; 14] = [
    "content",
    "goal",
    "beneficiaries",
    "benefit_link",
    "deed",
    "summary",
    "outcome",
    "what",
    "requirements",
    "risk",
    "insurance",
    "rain_plan",
    "measure",
    "about",
];

/// What a scalar is typed into.
fn single(field: &Field) -> &'static str {
    let is_words = matches!(field.shape, Shape::Text | Shape::List(&Shape::Text)) && field.of.is_none();
    match field.key {
        key if is_words && PICTURES.contains(&key) => "image",
        key if is_words && FILES.contains(&key) => "file",
        key if is_words && SENTENCES.contains(&key) => "text",
        _ => "string",
    }
}

/// The way of a field that is words instead of fields.
fn in_words(field: &Field) -> Value {
    let (label, hint) = match field.shape {
        Shape::Sheet(_) => ("表格文件", "如 清单.xlsx，和公告放在一起；填了它，下面就空着"),
        Shape::WindowOr(_) => ("一句话写法", "如 自发布之日起10个工作日；填了它，下面就空着"),
        Shape::PeriodOr(_) => ("一句话写法", "如 2026年、2026-05；填了它，下面就空着"),
        _ => ("固定数", "如 5；填了它，下面就空着"),
    };
    json!({"name": WORDS, "label": label, "hint": hint, "widget": "string", "required": false})
}

fn hint(field: &Field) -> Option<String> {
    let typed = matches!(
        field.shape,
        Shape::Date
            | Shape::DateTime
            | Shape::Money
            | Shape::FirstDay
            | Shape::LastDay
            | Shape::Length
            | Shape::Percent
            | Shape::Phone
            | Shape::Year
    );
    match field.key {
        "draft" => Some("“是”只在预览里看得到；写好了改成“否”".into()),
        "corrections" => Some("已经张榜的公告，每次改动都要在这里加一条".into()),
        _ if typed => Some(format!("如 {}", example(field.shape).0)),
        _ => None,
    }
}

fn is_word(shape: Shape) -> bool {
    !matches!(
        shape,
        Shape::List(_)
            | Shape::Map(_)
            | Shape::Shorts(_)
            | Shape::Sheet(_)
            | Shape::NumberOr(_)
            | Shape::PeriodOr(_)
    )
}

/// A register's sort is that of its form.
fn is_given(form: &Form, field: &Field) -> bool {
    matches!(form.which, Which::Preset(_)) && field.key == "preset"
}
