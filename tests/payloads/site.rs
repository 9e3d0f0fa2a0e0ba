//! A site in which every field of the schema is filled.

use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use tempfile::TempDir;
use zhangbang::parse::field::{Field, Shape};
use zhangbang::parse::schema::{Root, files};

/// Where the one file of each sort lies; a new sort has to be told here.
const PLACES: &[(&str, &str)] = &[
    ("site", "content/site.yaml"),
    ("rules", "content/rules.yaml"),
    ("places", "content/places.yaml"),
    ("words", "content/words.yaml"),
    ("calendar", "content/calendar/2026.yaml"),
    ("theme", "themes/own/theme.yaml"),
    ("notice", "content/notices/n.md"),
    ("honour", "content/honours/h.md"),
    ("activity", "content/activities/a.md"),
    ("page", "content/pages/p.md"),
    ("points-rules", "content/points/rules.yaml"),
    ("points-goods", "content/points/goods.yaml"),
    ("points-households", "content/points/households.yaml"),
    ("points-batch", "content/points/shang/2026-10.yaml"),
    ("points-redemptions", "content/points/shang/redemptions-2026-10.yaml"),
    ("tasks", "content/registers/tasks.yaml"),
    ("issues", "content/registers/issues.yaml"),
    ("wishes", "content/registers/wishes.yaml"),
    ("offers", "content/registers/offers.yaml"),
    ("jobs", "content/registers/jobs.yaml"),
    ("teams", "content/registers/teams.yaml"),
    ("people", "content/registers/people.yaml"),
    ("custom", "content/registers/custom.yaml"),
];

/// What a field of a register holds, whatever the register is for.
fn of_register(path: &str) -> Option<Value> {
    let (name, field) = path.split_once('.')?;
    let lies = PLACES.iter().find(|(known, _)| *known == name)?.1;
    if !lies.starts_with("content/registers/") {
        return None;
    }
    Some(match field {
        "preset" => json!(name),
        "source" => json!("pages/p"),
        "file" => json!(null),
        "rows[].township" => json!("@places[].name"),
        "rows[].village" => json!("@places[].villages[].name"),
        "rows[].status" => json!("done"),
        "columns[].key" => json!("more"),
        "columns[].type" => json!("choice"),
        _ => return None,
    })
}

/// What a field holds when any words would not do; `@` means the words of another field.
fn fixed(path: &str) -> Option<Value> {
    let value = match path {
        "site.base_url" => json!("https://board.example/"),
        "site.time_zone" => json!("Asia/Shanghai"),
        "site.theme" => json!("own"),
        "site.today" => json!("2026-11-10"),
        "site.index_pattern" => json!("示例/{kind}/{year}-{seq}"),
        "site.columns[].kinds[]" | "notice.kind" => json!("tried"),
        "site.publish.timestamp" => json!("https://time.example/"),
        "site.publish.clock_ahead" => json!([]),
        "rules.project" => json!(false),
        "rules.posting.unit" => json!("days"),
        "rules.posting.min" => json!(10),
        "rules.posting.count_first_day" => json!(false),
        "rules.material[]" => json!("title"),
        "rules.effective_from" => json!("2020-01-01"),
        "calendar.year" => json!(2026),
        "calendar.holidays[].from" | "calendar.holidays[].until" => json!("2026-01-01"),
        "calendar.workdays[]" => json!("2026-01-04"),
        "theme.extends" => json!("gongshi"),
        "notice.signed" | "notice.posting.from" => json!("2026-09-01"),
        "notice.posting.until" => json!("2026-09-20"),
        "notice.posting.days" | "notice.posting.workdays" => json!(null),
        "notice.apply.form" => json!("f.txt"),
        "rules.apply" => json!(false),
        "notice.posting.photos[]" | "honour.recipients[].photo" | "activity.record.photos[]" => {
            json!("p.jpg")
        }
        "notice.attachments[].file" => json!("f.txt"),
        "notice.township[]" | "honour.recipients[].township" | "activity.township" => json!("@places[].name"),
        "notice.village[]" | "honour.recipients[].village" | "activity.village" => {
            json!("@places[].villages[].name")
        }
        "points-households[].village" | "points-batch.village" | "points-redemptions.village" => {
            json!("@places[].villages[].name")
        }
        "notice.project.total" | "notice.project.funds[].amount" => json!("10万元"),
        "notice.projects[].settled" => json!("9万元"),
        "notice.projects[].surplus" => json!("1万元"),
        "notice.projects[].total" | "notice.projects[].funds[].amount" => json!("10万元"),
        "notice.projects[].township" => json!("@places[].name"),
        "notice.projects[].village" => json!("@places[].villages[].name"),
        "notice.project.settled" => json!("9万元"),
        "notice.project.surplus" => json!("1万元"),
        "notice.corrections[].on" => json!("2026-09-03"),
        "notice.objections[].on" => json!("2026-09-04"),
        "notice.withdrawn.on" => json!("2026-11-01"),
        "notice.filing.on" => json!("2026-09-25"),
        "notice.supersedes" => json!("notices/base"),
        "notice.draft" => json!(false),
        "honour.level" => json!("village"),
        "honour.year" => json!(2026),
        "honour.notice" => json!("notices/base"),
        "points-batch.notice" => json!("notices/points"),
        "honour.decision.on" => json!("2026-10-01"),
        "honour.valid_until" => json!("2027-10-01"),
        "honour.revoked.on" => json!("2026-11-01"),
        "honour.recipients[].household"
        | "points-batch.entries[].household"
        | "points-redemptions.redemptions[].household" => {
            json!("@points-households[].id")
        }
        "points-rules.year_end" => json!("carry"),
        "points-rules.rules[].points" => json!(5),
        "points-rules.rules[].cap.per" => json!("month"),
        "points-rules.rules[].cap.points" => json!(null),
        "points-rules.rules[].valid.from" => json!("2026-01-01"),
        "points-rules.rules[].valid.until" => json!("2026-12-31"),
        "points-goods[].points" | "points-redemptions.redemptions[].goods[].quantity" => json!(1),
        "points-goods[].stock" => json!(9),
        "points-households[].joined" => json!("2026-01-01"),
        "points-batch.meeting" => json!("2026-08-30"),
        "points-batch.entries[].rule" => json!("@points-rules.rules[].id"),
        "points-batch.entries[].on" => json!("2026-08-20"),
        "points-batch.entries[].points" => json!(5),
        "points-batch.entries[].reverses" => json!(null),
        "points-redemptions.redemptions[].on" => json!("2026-10-20"),
        "points-redemptions.redemptions[].reversed.on" => json!("2026-10-22"),
        "points-goods[].valid.from" => json!("2026-01-01"),
        "points-goods[].valid.until" => json!("2026-12-31"),
        "points-redemptions.redemptions[].goods[].id" => json!("@points-goods[].id"),
        "activity.type" => json!("meeting"),
        "activity.from" | "activity.sessions[].from" => json!("2026-11-01 09:00"),
        "activity.to" | "activity.sessions[].to" => json!("2026-11-01 11:00"),
        "activity.repeat" => json!(null),
        "activity.except" => json!([]),
        "activity.record.on" | "activity.records[].on" => json!("2026-11-01"),
        "activity.records[].photos[]" => json!("p.jpg"),
        "activity.attachments[].file" => json!("f.txt"),
        "activity.signup.until" => json!("2026-10-30 09:00"),
        "activity.status.state" => json!("cancelled"),
        "page.document.signed" => json!("2026-09-01"),
        _ => return of_register(path),
    };
    Some(value)
}

/// The texts of all fields, with what each holds.
#[derive(Clone)]
pub(crate) struct Texts {
    /// Where in the schema, and the words; `None` for those of another field.
    fields: Vec<(String, String)>,
    payload: Option<&'static str>,
    given_up: BTreeSet<usize>,
}

/// A site on disk.
pub(crate) struct Filled {
    folder: TempDir,
    /// File, line and field.
    lines: BTreeMap<(String, usize), usize>,
}

impl Texts {
    /// Every text of the schema; with a payload, in all of them.
    pub(crate) fn of(payload: Option<&'static str>) -> Texts {
        let mut texts = Texts { fields: Vec::new(), payload, given_up: BTreeSet::new() };
        for file in files() {
            let (name, fields) = match file.root {
                Root::Map(fields) => (file.name.to_owned(), fields),
                Root::ListOf(fields) => (format!("{}[]", file.name), fields),
                Root::MapOf(fields) => (file.name.to_owned(), fields),
            };
            texts.gather(&name, fields);
        }
        texts
    }

    fn gather(&mut self, path: &str, fields: &[Field]) {
        for field in fields {
            self.gather_one(&format!("{path}.{}", field.key), &field.shape);
        }
    }

    fn gather_one(&mut self, path: &str, shape: &Shape) {
        match shape {
            Shape::Text | Shape::Phone => {
                let harmless = match fixed(path) {
                    Some(Value::String(words)) => words,
                    Some(_) => return,
                    None if matches!(shape, Shape::Phone) => format!("0999-{:07}", self.fields.len()),
                    None => format!("示例{}", mark(self.fields.len())),
                };
                if !harmless.starts_with('@') {
                    self.fields.push((path.to_owned(), harmless));
                }
            }
            Shape::List(_) | Shape::Map(_) | Shape::Short(_) | Shape::Shorts(_) | Shape::Sheet(_)
                if fixed(path).is_some() => {}
            Shape::List(shape) => self.gather_one(&format!("{path}[]"), shape),
            Shape::Map(fields) | Shape::Short(fields) | Shape::PeriodOr(fields) | Shape::WindowOr(fields) => {
                self.gather(path, fields)
            }
            Shape::Shorts(fields) | Shape::Sheet(fields) => {
                self.gather_one(&format!("{path}[]"), &Shape::Map(fields));
            }
            // what stands in the first of its columns
            Shape::Own => self.gather_one(&format!("{path}.what"), &Shape::Text),
            Shape::NumberOr(_)
            | Shape::Date
            | Shape::DateTime
            | Shape::Count
            | Shape::Year
            | Shape::Number
            | Shape::Decimal
            | Shape::Hours
            | Shape::Money
            | Shape::FirstDay
            | Shape::LastDay
            | Shape::Length
            | Shape::Percent
            | Shape::Flag
            | Shape::Choice(_) => {}
        }
    }

    pub(crate) fn fields(&self) -> &[(String, String)] {
        &self.fields
    }

    pub(crate) fn names(&self) -> BTreeSet<&str> {
        self.fields.iter().map(|(path, _)| path.as_str()).collect()
    }

    pub(crate) fn is_tried(&self, field: usize) -> bool {
        self.payload.is_some() && !self.given_up.contains(&field)
    }

    pub(crate) fn give_up(&mut self, field: usize) {
        self.given_up.insert(field);
    }

    /// What each field holds.
    pub(crate) fn values(&self) -> Vec<String> {
        (0..self.fields.len()).map(|field| self.value(field)).collect()
    }

    fn value(&self, field: usize) -> String {
        match self.payload.filter(|_| self.is_tried(field)) {
            Some(payload) => payload.replacen("{}", &mark(field), 1),
            None => self.fields[field].1.clone(),
        }
    }

    fn at(&self, path: &str) -> Option<usize> {
        self.fields.iter().position(|(known, _)| known == path)
    }

    /// Writes the site.
    pub(crate) fn fill(&self) -> Filled {
        let mut filled = Filled { folder: tempfile::tempdir().unwrap(), lines: BTreeMap::new() };
        for file in files() {
            let place = PLACES.iter().find(|(name, _)| *name == file.name);
            let (_, place) = place.unwrap_or_else(|| panic!("where does a file `{}` lie?", file.name));
            let value = match file.root {
                Root::Map(fields) => self.map(file.name, fields),
                Root::ListOf(fields) => json!([self.map(&format!("{}[]", file.name), fields)]),
                Root::MapOf(fields) => json!({
                    "tried": self.map(file.name, fields),
                    "points": { "name": "积分公示", "posting": { "min": 3 }, "source": { "title": "示例" } },
                }),
            };
            filled.write(place, &value, self);
        }
        filled.beside();
        filled
    }

    fn map(&self, path: &str, fields: &[Field]) -> Value {
        let mut map = Map::new();
        for field in fields {
            let value = self.one(&format!("{path}.{}", field.key), &field.shape);
            if !value.is_null() {
                map.insert(field.key.to_owned(), value);
            }
        }
        Value::Object(map)
    }

    fn one(&self, path: &str, shape: &Shape) -> Value {
        let other = fixed(path).and_then(|value| value.as_str()?.strip_prefix('@').map(str::to_owned));
        if let Some(other) = other {
            return json!(self.value(self.at(&other).unwrap()));
        }
        if let Some(field) = self.at(path).filter(|_| matches!(shape, Shape::Text | Shape::Phone)) {
            return json!(self.value(field));
        }
        if let Some(value) = fixed(path) {
            return value;
        }
        match shape {
            Shape::Text | Shape::Phone => unreachable!("{path} was gathered"),
            Shape::Date => json!("2026-10-01"),
            Shape::DateTime => json!("2026-10-01 09:00"),
            Shape::Count | Shape::Number | Shape::NumberOr(_) => json!(3),
            Shape::Year => json!(2026),
            Shape::Hours | Shape::Decimal => json!(1.5),
            Shape::Money => json!("1元"),
            Shape::Percent => json!("60%"),
            Shape::FirstDay | Shape::LastDay => json!("2026-10-01"),
            Shape::Length => json!(3),
            Shape::Flag => json!(true),
            Shape::Choice(words) => json!(words[0].0),
            Shape::List(shape) if path == "points-batch.reviewers" => {
                json!([self.one(&format!("{path}[]"), shape), "乙某", "丙某"])
            }
            // rows are called by a column before the one that is tried
            Shape::List(shape) if path == "custom.columns" => {
                json!([{ "key": "what", "name": "事项" }, self.one(&format!("{path}[]"), shape)])
            }
            Shape::Own => json!({
                "what": self.one(&format!("{path}.what"), &Shape::Text),
                "more": self.value(self.at("custom.columns[].choices[]").unwrap()),
            }),
            Shape::List(shape) => json!([self.one(&format!("{path}[]"), shape)]),
            Shape::Map(fields) | Shape::Short(fields) | Shape::PeriodOr(fields) | Shape::WindowOr(fields) => {
                self.map(path, fields)
            }
            Shape::Shorts(fields) | Shape::Sheet(fields) => {
                json!([self.one(&format!("{path}[]"), &Shape::Map(fields))])
            }
        }
    }
}

/// In each payload, and nowhere else.
fn mark(field: usize) -> String {
    format!("q{field}z")
}

impl Filled {
    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn field_at(&self, path: &str, line: usize) -> Option<usize> {
        self.lines.get(&(path.to_owned(), line)).copied()
    }

    /// JSON is YAML, and each text has a line of its own.
    fn write(&mut self, place: &str, value: &Value, texts: &Texts) {
        let yaml = serde_json::to_string_pretty(value).unwrap();
        let text = match place.ends_with(".md") {
            true => format!("---\n{yaml}\n---\n把情况写清楚，请大家看一看。\n"),
            false => yaml,
        };
        let written: Vec<String> =
            texts.values().iter().map(|words| serde_json::to_string(words).unwrap()).collect();
        for (i, line) in text.lines().enumerate() {
            let holds = |words: &String| line.trim_end_matches(',').trim_start().ends_with(words.as_str());
            if let Some(field) = written.iter().position(holds) {
                self.lines.insert((place.to_owned(), i + 1), field);
            }
        }
        self.put(place, text);
    }

    /// What the fields refer to.
    fn beside(&self) {
        for (name, kind) in [("base", "tried"), ("points", "points")] {
            self.put(
                &format!("content/notices/{name}.md"),
                format!("---\ntitle: 先前的{kind}公示\nkind: {kind}\nissuer: 甲\nposting: {{from: 2026-09-01, until: 2026-09-15}}\ncontact: {{phone: 0999-0001234}}\n---\n正文。\n"),
            );
        }
        let mut jpeg = std::io::Cursor::new(Vec::new());
        image::DynamicImage::new_rgb8(64, 48).write_to(&mut jpeg, image::ImageFormat::Jpeg).unwrap();
        let jpeg = jpeg.into_inner();
        for folder in ["notices", "honours", "activities"] {
            self.put(&format!("content/{folder}/p.jpg"), &jpeg);
        }
        for folder in ["notices", "activities"] {
            self.put(&format!("content/{folder}/f.txt"), "甲\n");
        }
    }

    fn put(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}
