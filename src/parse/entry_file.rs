//! A file that is an entry of a collection.

use super::faults::Faults;
use super::field::Table;
use super::fields::Fields;
use super::parsed::Parsed;
use super::place_of::FileKind;
use super::yaml::Value;
use super::{
    activity, body, fence, front_matter, honour, limits, markdown_facts, notice, page, place_of, refusal,
    register, schema, unseen,
};
use crate::collection::{AnyEntry, Collection};
use crate::markdown;
use crate::model::characters::Place;
use crate::model::item::{Body, Item};
use crate::model::register::Preset;
use crate::source::{Source, SourceId, Span};

/// A file with fields between `---` lines, and a text below them.
pub(super) fn markdown(source: &Source, file: SourceId, kind: Collection, faults: &Faults) -> Parsed {
    let Some(halves) = front_matter::split(&source.text) else {
        fence::report_missing(&source.text, schema::of(kind), faults);
        return place_of::broken(&source.path);
    };
    if halves.yaml.range().len() > limits::FRONT_MATTER {
        refusal::report_long_front_matter(halves.head, faults);
        return place_of::broken(&source.path);
    }
    let written = &source.text[halves.body_start..];
    if written.len() > limits::BODY {
        refusal::report_long_body(Span::at(halves.body_start), faults);
        return place_of::broken(&source.path);
    }
    if let Some(deep) = markdown::too_deep(written) {
        refusal::report_deep_body(deep.shifted(halves.body_start), faults);
        return place_of::broken(&source.path);
    }
    let (id, folder) = place_of::id(&source.path);
    unseen::report(written, halves.body_start, Place::Body, faults);
    body::report(written, halves.body_start, faults);
    let body = markdown_facts::gather(Body::new(source.text.clone(), halves.body_start), faults);
    let item = Item { id, folder, file, head: halves.head, body, unread: Vec::new() };
    let table = schema::of(kind);
    let (yaml, from) = (&source.text[halves.yaml.range()], halves.yaml.start as usize);
    front_matter::report_cut(yaml, from, &[table], faults);
    let read = |fields: &Fields| Parsed::Entry(entry(kind, item, fields));
    with_fields(yaml, from, table, halves.head, faults, read)
        .unwrap_or_else(|| place_of::broken(&source.path))
}

/// A file of fields without a text below them.
pub(super) fn register(source: &Source, file: SourceId, faults: &Faults) -> Parsed {
    let most = FileKind::Register.most_bytes();
    if source.text.len() > most {
        refusal::report_long_yaml(most, faults);
        return place_of::broken(&source.path);
    }
    let (id, folder) = place_of::id(&source.path);
    let body = Body::new(source.text.clone(), source.text.len());
    let item = Item { id, folder, file, head: register::head(&source.text), body, unread: Vec::new() };
    let (mut mended, tables) = (String::new(), FileKind::Register.tables());
    let Some(node) = front_matter::tree(&source.text, 0, tables, &mut mended, faults) else {
        return place_of::broken(&source.path);
    };
    if matches!(node.value, Value::Scalar { .. }) {
        front_matter::report_scalar_root(&node, &source.text, 0, tables, faults);
        return place_of::broken(&source.path);
    }
    front_matter::report_cut(&source.text, 0, tables, faults);
    let Some(preset) = register::preset(&node) else {
        register::unsorted(&node, item.head, faults);
        return place_of::broken(&source.path);
    };
    let read = match preset {
        Preset::Custom => register::own(item, &node, faults),
        _ => Fields::open(&node, schema::PRESETS[preset.index()].register, item.head, faults)
            .map(|fields| register::register(item, preset, &fields)),
    };
    let entry = read.map(|register| AnyEntry::Registers(register.into()));
    entry.map_or_else(|| place_of::broken(&source.path), Parsed::Entry)
}

/// Reads an entry's fields.
fn entry(collection: Collection, item: Item, fields: &Fields) -> AnyEntry {
    match collection {
        Collection::Notices => AnyEntry::Notices(notice::notice(item, fields).into()),
        Collection::Honours => AnyEntry::Honours(honour::honour(item, fields).into()),
        Collection::Activities => AnyEntry::Activities(activity::activity(item, fields).into()),
        Collection::Pages => AnyEntry::Pages(page::page(item, fields).into()),
        Collection::Registers => {
            AnyEntry::Registers(register::register(item, Preset::default(), fields).into())
        }
    }
}

/// Reads a YAML map and hands its fields on; `None` when it cannot be read, which is reported.
fn with_fields<T>(
    text: &str,
    offset: usize,
    table: Table,
    at: Span,
    faults: &Faults,
    read: impl FnOnce(&Fields) -> T,
) -> Option<T> {
    let mut mended = String::new();
    let node = front_matter::tree(text, offset, &[table], &mut mended, faults)?;
    if matches!(node.value, Value::Scalar { .. }) {
        front_matter::report_scalar_root(&node, text, offset, &[table], faults);
        return None;
    }
    Fields::open(&node, table, at, faults).map(|fields| read(&fields))
}
