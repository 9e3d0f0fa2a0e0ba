//! site.yaml, rules.yaml and places.yaml → their values.

use super::faults::Faults;
use super::field::Table;
use super::fields::Fields;
use super::limits;
use super::nodes::first_of;
use super::schema;
use super::yaml::{Node, Value};
use crate::diagnostic::Code;
use crate::model::kind::{Kind, Provision};
use crate::model::log::clock::Excuse;
use crate::model::moment::ZONE;
use crate::model::part::Part;
use crate::model::place::{Places, Township, Village};
use crate::model::posting::{MinimumPosting, Unit};
use crate::model::site::{Column, Hotline, PublishTarget, Site, ThemeSettings, UnreadFile};
use crate::model::web_address::for_machines;
use crate::read::Sources;
use crate::source::{SourceId, Span, Spanned};
use crate::text;
use std::collections::BTreeSet;

pub(super) fn site(file: SourceId, fields: &Fields) -> Site {
    Site {
        file,
        name: fields.text("name").unwrap_or_default(),
        base_url: fields
            .text("base_url")
            .unwrap_or_default()
            .map(|url| for_machines(url.trim_end_matches('/'))),
        time_zone: fields.text("time_zone").unwrap_or_else(of_county),
        description: fields.text("description"),
        host: fields.text("host"),
        operator: fields.text("operator"),
        id_code: fields.text("id_code"),
        icp: fields.text("icp"),
        police: fields.text("police"),
        contact: fields.text("contact"),
        hotlines: fields.maps("hotlines", hotline).unwrap_or_default().into_iter().map(|h| h.value).collect(),
        theme: fields.text("theme"),
        demo: fields.flag("demo"),
        today: fields.date("today"),
        index_pattern: fields.text("index_pattern"),
        columns: fields.maps("columns", column).unwrap_or_default().into_iter().map(|c| c.value).collect(),
        timestamp_url: fields.map("publish").and_then(|publish| publish.text("timestamp")),
        clock_ahead: clock_ahead(fields),
        unread_files: fields
            .maps("unread_files", unread_file)
            .into_iter()
            .flatten()
            .map(|one| one.value)
            .collect(),
        targets: fields.maps("targets", target).into_iter().flatten().map(|one| one.value).collect(),
    }
}

fn target(fields: &Fields) -> PublishTarget {
    let chosen = fields.map("options");
    let option = |key: &str| Some((key.to_owned(), chosen.as_ref()?.text(key)?.value));
    PublishTarget {
        name: fields.text("name").unwrap_or_default(),
        url: fields.text("url").unwrap_or_default(),
        options: ["endpoint", "region", "style", "keys", "ca"].into_iter().filter_map(option).collect(),
    }
}

fn unread_file(fields: &Fields) -> UnreadFile {
    UnreadFile {
        file: fields.text("file").unwrap_or_default(),
        reason: fields.text("reason").unwrap_or_default(),
    }
}

fn clock_ahead(fields: &Fields) -> Vec<Excuse> {
    let text = |fields: &Fields, key| fields.text(key).map(|text| text.value);
    let excuse = |fields: &Fields| {
        let (line, reason) = (fields.count("line"), text(fields, "reason"));
        let (line, authority) = (usize::try_from(line?.value).ok()?, text(fields, "authority")?);
        Some(Excuse { line, reason: reason?, authority })
    };
    let stated = fields.map("publish").and_then(|publish| publish.maps("clock_ahead", excuse));
    stated.into_iter().flatten().filter_map(|excuse| excuse.value).collect()
}

/// theme.yaml, at `themes/<folder>/theme.yaml`.
pub(super) fn theme(path: &str, file: SourceId, fields: &Fields) -> ThemeSettings {
    let folder = path.split('/').nth(1).unwrap_or_default().to_owned();
    ThemeSettings { folder, file, extends: fields.text("extends") }
}

/// A site without settings still has a zone.
pub(super) fn no_site(sources: &Sources) -> Site {
    let at = sources.texts.iter().position(|source| source.path == "content/site.yaml");
    let file = at.and_then(|at| u32::try_from(at).ok()).map_or(SourceId::NOWHERE, SourceId);
    Site { file, time_zone: of_county(), ..Site::default() }
}

fn of_county() -> Spanned<String> {
    Spanned::new(ZONE.to_owned(), Span::default())
}

pub(super) fn hotline(fields: &Fields) -> Hotline {
    Hotline {
        name: fields.text("name").unwrap_or_default(),
        phone: fields.phone("phone").unwrap_or_default(),
    }
}

fn column(fields: &Fields) -> Column {
    Column {
        id: fields.text("id").unwrap_or_default(),
        name: fields.text("name").unwrap_or_default(),
        description: fields.text("description"),
        kinds: fields.texts("kinds"),
        stale_after_days: fields.small_count("stale_after_days"),
    }
}

/// rules.yaml: a map whose keys are the kinds.
pub(super) fn kinds(node: &Node, file: SourceId, faults: &Faults) -> Vec<Kind> {
    let Value::Map(entries) = &node.value else {
        faults.add(
            Code::FieldType,
            Span::at(node.span.start as usize),
            text!("公示规则要按类别分段写", "The rules must be a map from kind to rule"),
            text!(
                "每段以类别开头，如“project:”，下面缩进写它的规则",
                "Begin each part with a kind, such as `project:`, and indent its rule below"
            ),
        );
        return Vec::new();
    };
    let read = |(key, node): &(super::yaml::Key, Node)| {
        let fields = Fields::open(node, schema::KIND, key.span, faults)?;
        Some(Kind { key: key.text.trim().to_owned(), file, span: key.span, ..kind(&fields) })
    };
    entries.iter().filter_map(read).collect()
}

fn kind(fields: &Fields) -> Kind {
    let posting = fields.map("posting");
    Kind {
        name: fields.text("name").unwrap_or_default().value,
        inclusive_tolerated: posting.as_ref().is_some_and(|p| p.flag("inclusive").is_some_and(|f| f.value)),
        posting: posting.and_then(|posting| Some(Spanned::new(minimum(&posting)?, posting.span))),
        project: fields.flag("project").is_some_and(|flag| flag.value),
        apply: fields.flag("apply").is_some_and(|flag| flag.value),
        material: material(fields),
        file_within: fields.small_count("file_within").map(|days| days.value),
        source: fields.map("source").map(|source| provision(&source)),
        scope: fields.text("scope").map(|scope| scope.value),
        effective_from: fields.date("effective_from").map(|date| date.value),
        ..Kind::default()
    }
}

/// In the order of the log, each part once.
fn material(fields: &Fields) -> Vec<Part> {
    let names = fields.choices("material");
    let parts: BTreeSet<Part> = names.iter().flat_map(|name| Part::meant_by(name.value)).copied().collect();
    parts.into_iter().collect()
}

fn minimum(fields: &Fields) -> Option<MinimumPosting> {
    let unit = match fields.choice("unit").map(|choice| choice.value) {
        Some(1) => Unit::Workdays,
        _ => Unit::Days,
    };
    let strict = MinimumPosting::strict(fields.small_count("min")?.value, unit);
    Some(MinimumPosting {
        count_first_day: fields.flag("count_first_day").map_or(strict.count_first_day, |flag| flag.value),
        roll_end: fields.flag("roll_end").map_or(strict.roll_end, |flag| flag.value),
        ..strict
    })
}

fn provision(fields: &Fields) -> Provision {
    Provision {
        title: fields.text("title").unwrap_or_default().value,
        number: fields.text("number").map(|number| number.value),
        article: fields.text("article").map(|article| article.value),
    }
}

/// places.yaml: a list of townships.
pub(super) fn places(node: &Node, faults: &Faults) -> Places {
    let townships = list(node, schema::TOWNSHIP, limits::TOWNSHIPS, faults, township);
    Places {
        file: faults.file,
        townships: townships.into_iter().map(|township| township.value).collect(),
        open: false,
    }
}

fn township(fields: &Fields) -> Township {
    let villages = fields.maps("villages", village).unwrap_or_default();
    Township {
        name: fields.text("name").unwrap_or_default(),
        slug: fields.text("slug"),
        code: fields.text("code"),
        villages: villages.into_iter().map(|village| village.value).collect(),
    }
}

fn village(fields: &Fields) -> Village {
    Village {
        name: fields.text("name").unwrap_or_default(),
        slug: fields.text("slug"),
        code: fields.text("code"),
    }
}

/// A file whose root is a list of maps.
/// More than `most` are not read, which is reported.
pub(super) fn list<T>(
    node: &Node,
    table: Table,
    most: usize,
    faults: &Faults,
    read: impl Fn(&Fields) -> T,
) -> Vec<Spanned<T>> {
    let Value::List(items) = &node.value else {
        let names = table.iter().take(2).map(|f| f.alias).collect::<Vec<_>>().join("、");
        let keys = table.iter().take(2).map(|f| f.key).collect::<Vec<_>>().join(", ");
        faults.add(
            Code::FieldType,
            Span::at(node.span.start as usize),
            text!("这个文件要写成列表", "This file must be a list"),
            text!(
                "每项以“- ”开头，项内写字段，如 {names}",
                "Begin each item with `- ` and write its fields, such as {keys}"
            ),
        );
        return Vec::new();
    };
    let open = |item| Fields::open(item, table, Span::at(item.span.start as usize), faults);
    let items = first_of(items, most, faults);
    items.iter().filter_map(open).map(|fields| Spanned::new(read(&fields), fields.span)).collect()
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::{Code, Diagnostic};
    use crate::model::kind::Kinds;
    use crate::model::part::Part;
    use crate::parse::parse;
    use crate::read::Sources;
    use crate::source::Source;

    fn rules(text: &str) -> (Kinds, Vec<Diagnostic>) {
        let texts = vec![Source::new("content/rules.yaml", text)];
        let parsed = parse(&Sources { texts, ..Sources::default() });
        (parsed.value.kinds, parsed.diagnostics)
    }

    #[test]
    fn what_is_material_is_named_by_key_or_alias() {
        let (kinds, faults) = rules(
            "news:\n  name: 动态\n  重要事项: [正文, title, 附件, body]\nfunds:\n  name: 资金\n  material: 公示期\n",
        );
        assert!(faults.is_empty(), "{faults:#?}");
        let material = |key: &str| kinds.get(key).unwrap().material.clone();
        assert_eq!(material("news"), [Part::Title, Part::Attachments, Part::Body, Part::Files]);
        assert_eq!(material("funds"), [Part::From, Part::Until, Part::Boards]);
    }

    #[test]
    fn a_name_that_names_nothing_is_told_at_its_place() {
        let text = "news:\n  name: 动态\n  重要事项: [标题, 瞎写, 正闻, titel, 更正]\n";
        let (kinds, faults) = rules(text);
        assert_eq!(kinds.get("news").unwrap().material, [Part::Title], "what is right still counts");
        let told: Vec<(Code, &str, String)> = faults
            .iter()
            .map(|fault| (fault.code, &text[fault.span.range()], fault.hint.clone().unwrap().zh))
            .collect();
        let known = "这里可以写：标题、类别、文号、发布单位、乡镇、村、成文日期、公示期、张贴地点、联系方式、报名、监督电话、项目、项目清单、附件、替代、正文、图片和文件";
        assert_eq!(
            told,
            [
                (Code::FieldUnknown, "瞎写", known.to_owned()),
                (Code::FieldUnknown, "正闻", "是不是想写“正文”？".to_owned()),
                (Code::FieldUnknown, "titel", "是不是想写“title”？".to_owned()),
                (Code::FieldUnknown, "更正", known.to_owned()),
            ]
        );
    }
}
