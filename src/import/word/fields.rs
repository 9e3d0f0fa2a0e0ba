//! All that is read of a document's fields, put together.

use super::contact::{Contact, contact};
use super::heads::{Title, letterhead, number, title};
use super::kind::kind;
use super::lines::Line;
use super::places::{Where, of_text, of_title};
use super::project;
use super::signature::{Signature, signature};
use super::window::window;
use crate::diagnostic::Text;
use crate::import::{Facts, Found, NotRead};
use crate::model::kind::Kind;
use crate::parse::emit::Value;
use crate::read::word::{Document, Told, What};
use crate::text;

/// A document on its way to fields.
pub(super) struct Reading<'l> {
    document: &'l Document,
    lines: &'l [Line],
    facts: &'l Facts<'l>,
    title: Option<Title>,
    /// What the file will be called.
    pub name: String,
    kind: Option<(&'l Kind, bool)>,
    contact: Contact<'l>,
    signature: Signature<'l>,
}

/// By which words titles of documents end that are no notices.
const PAGES: [&str; 8] = ["办法", "规定", "制度", "方案", "意见", "章程", "细则", "倡议书"];

impl<'l> Reading<'l> {
    pub(super) fn of(
        document: &'l Document,
        lines: &'l [Line],
        stem: &str,
        facts: &'l Facts<'l>,
    ) -> Reading<'l> {
        let title = title(lines);
        let name = title.as_ref().filter(|title| title.sure).map_or(stem, |title| &title.text).to_owned();
        let called = title.as_ref().map_or(stem, |title| &title.text);
        let kinds = &facts.content.kinds;
        let of_project = || {
            let says = (called.contains("项目") || called.contains("工程")) && called.contains("公示");
            kinds.get("project").or_else(|| kinds.iter().find(|kind| kind.project)).filter(|_| says)
        };
        let kind = kind(called, kinds).or_else(|| of_project().map(|kind| (kind, false)));
        let (contact, signature) = (contact(lines), signature(lines));
        Reading { document, lines, facts, title, name, kind, contact, signature }
    }

    /// Whether it is a text to be read, and no notice to be posted.
    pub(super) fn is_page(&self) -> bool {
        let ends = |title: &Title| {
            let bare = title.text.split(['（', '(']).next().unwrap_or_default();
            PAGES.iter().any(|end| bare.ends_with(end))
        };
        self.kind.is_none() && window(self.lines).is_none() && self.title.as_ref().is_some_and(ends)
    }

    /// Paragraphs that became the title.
    pub(super) fn title_lines(&self) -> impl Iterator<Item = usize> + '_ {
        self.title.iter().filter(|title| title.sure).flat_map(|title| title.at.iter().copied())
    }

    fn line(&self, at: usize) -> Text {
        self.lines.iter().find(|line| line.at == at).map(Line::from).unwrap_or_default()
    }

    /// What the clerk should know besides.
    pub(super) fn remarks(&self) -> Vec<NotRead> {
        let mut remarks = Vec::new();
        for (number, line) in &self.contact.odd {
            let why = text!(
                "“{number}”不像能打通的电话，没有填进联系方式，正文里照原样",
                "`{number}` does not look like a telephone number and was left in the text alone"
            );
            remarks.push(NotRead::left_out(line.from().zh, why));
        }
        if let Some(line) =
            self.lines.iter().find(|line| line.packed.starts_with("附件") && line.packed.contains(':'))
        {
            let why = text!(
                "提到了附件；把附件文件放到这份草稿的文件夹里，再写进“附件”",
                "It names attachments: put the files beside the draft and name them under 附件"
            );
            remarks.push(NotRead::left_out(line.from().zh, why));
        }
        if self.is_page() {
            let why = text!(
                "看题目不是公示公告，导入成了页面；要当公告，就把文件移到 content/notices/ 里，写上“类别”和“发布单位”",
                "By its title it is no notice and became a page; to make it one, move it to content/notices/"
            );
            remarks.push(NotRead::left_out("", why));
        }
        remarks
    }
}

/// Fields on their way, each with where it was read.
struct Fields(Vec<Found>);

impl Fields {
    fn add(&mut self, path: &str, value: Value, from: Text, sure: bool) {
        self.0.push(Found { path: path.to_owned(), value, from, guessed: !sure });
    }

    fn text(&mut self, path: &str, text: impl Into<String>, from: Text, sure: bool) {
        self.add(path, Value::Text(text.into()), from, sure);
    }
}

/// The fields of a notice.
pub(super) fn notice(reading: &Reading) -> Vec<Found> {
    let mut fields = Fields(Vec::new());
    add_title(reading, &mut fields);
    add_signature(reading, &mut fields, "");
    if let Some((kind, sure)) = reading.kind {
        let from = reading.title.as_ref().map(|title| reading.line(title.at[0])).unwrap_or_default();
        fields.text("kind", &kind.key, from, sure);
    }
    add_places(reading, &mut fields);
    add_window(reading, &mut fields);
    add_contact(reading, &mut fields);
    if reading.kind.is_some_and(|(kind, _)| kind.project) {
        add_project(reading, &mut fields);
    }
    fields.0.push(Found::given("draft", "是"));
    fields.0
}

/// The fields of a page.
pub(super) fn page(reading: &Reading) -> Vec<Found> {
    let mut fields = Fields(Vec::new());
    add_title(reading, &mut fields);
    add_signature(reading, &mut fields, "document.");
    fields.0
}

fn add_title(reading: &Reading, fields: &mut Fields) {
    match &reading.title {
        Some(title) => fields.text("title", &title.text, reading.line(title.at[0]), title.sure),
        None => fields.text("title", &reading.name, text!("文件名", "the file's name"), false),
    }
}

/// Number, issuer and day, which pages keep in a map of their own.
fn add_signature(reading: &Reading, fields: &mut Fields, map: &str) {
    if let Some((number, line)) = number(reading.lines) {
        fields.text(&format!("{map}number"), number, line.from(), true);
    }
    if let Some((day, line, sure)) = reading.signature.signed {
        let moves = |told: &Told| told.what == What::DateField && told.at == line.at;
        let sure = sure && !reading.document.told.iter().any(moves);
        fields.text(&format!("{map}signed"), day.to_string(), line.from(), sure);
    }
    let path = format!("{map}issuer");
    match (&reading.signature.issuer, letterhead(reading.lines), &reading.facts.content.site.host) {
        (Some((name, line, sure)), ..) => fields.text(&path, name, line.from(), *sure),
        (None, Some((name, line)), _) => fields.text(&path, name, line.from(), false),
        (None, None, Some(host)) if map.is_empty() => {
            fields.text(&path, &host.value, text!("站点的主办单位", "the site's host"), false);
        }
        _ => {}
    }
}

fn add_places(reading: &Reading, fields: &mut Fields) {
    let places = &reading.facts.content.places;
    let title = reading.title.as_ref();
    let in_title = title.and_then(|title| Some((of_title(&title.text, places)?, reading.line(title.at[0]))));
    let in_text = || of_text(reading.lines, places).map(|(place, line)| (place, line.from()));
    let (place, from, sure) = match (in_title, in_text()) {
        // the text may say which village of the township
        (Some((place, _)), Some((closer, line)))
            if place.villages.is_empty() && closer.townships == place.townships =>
        {
            (closer, line, false)
        }
        (Some((place, from)), _) => {
            let sure = place.sure;
            (place, from, sure)
        }
        (None, Some((place, line))) => (place, line, false),
        (None, None) => return,
    };
    let Where { townships, villages, .. } = place;
    for (path, names) in [("township", townships), ("village", villages)] {
        match names.as_slice() {
            [] => {}
            [only] => fields.text(path, only, from.clone(), sure),
            several => {
                let list = several.iter().map(|name| Value::Text(name.clone())).collect();
                fields.add(path, Value::List(list), from.clone(), sure);
            }
        }
    }
}

fn add_window(reading: &Reading, fields: &mut Fields) {
    let Some((window, line)) = window(reading.lines) else { return };
    let parts =
        [("posting.from", window.from), ("posting.until", window.until), ("posting.days", window.days)];
    for (path, value) in parts {
        if let Some(value) = value {
            fields.text(path, value, line.from(), window.sure);
        }
    }
}

fn add_contact(reading: &Reading, fields: &mut Fields) {
    let Contact { name, phones, address, email, hotlines, odd: _ } = &reading.contact;
    for (path, said) in [("contact.name", name), ("contact.address", address), ("contact.email", email)] {
        if let Some((value, line)) = said {
            fields.text(path, value, line.from(), true);
        }
    }
    match phones.as_slice() {
        [] => {}
        [(number, line)] => fields.text("contact.phone", number, line.from(), true),
        [(_, line), ..] => {
            let list = phones.iter().map(|(number, _)| Value::Text(number.clone())).collect();
            fields.add("contact.phone", Value::List(list), line.from(), true);
        }
    }
    if let Some((_, (_, line))) = hotlines.first() {
        let one = |(name, (number, _)): &(String, (String, &Line))| {
            let text = |text: &String| Value::Text(text.clone());
            Value::Map(vec![("name".to_owned(), text(name)), ("phone".to_owned(), text(number))])
        };
        fields.add("supervision", Value::List(hotlines.iter().map(one).collect()), line.from(), true);
    }
}

fn add_project(reading: &Reading, fields: &mut Fields) {
    let parts = project::parts(reading.document, reading.lines);
    if !parts.iter().any(|part| part.key == "name")
        && let Some(title) = &reading.title
    {
        let name = title.text.trim_start_matches("关于");
        let name = ["的公示", "公示", "的公告", "公告"]
            .iter()
            .find_map(|end| name.strip_suffix(end))
            .unwrap_or(name);
        fields.text("project.name", name, reading.line(title.at[0]), false);
    }
    for part in parts {
        fields.add(&format!("project.{}", part.key), part.value, part.from, part.sure);
    }
}
