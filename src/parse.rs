//! Sources → [`Content`], with every fault of every file.
//!
//! Each file is parsed on its own and in parallel; one that cannot be read leaves its id behind as
//! *broken*, so that nothing which refers to it becomes a second fault. No disk, no clock, and never a
//! stop at the first fault.

mod activity;
pub mod arrangement;
mod boards;
mod body;
mod brackets;
mod calendar;
mod cause;
pub mod emit;
mod entry_file;
mod faults;
mod fence;
pub mod field;
mod fields;
pub mod foreign_rows;
mod front_matter;
mod honour;
mod indentation;
mod joined;
mod limits;
pub(crate) mod markdown_facts;
pub(crate) mod markdown_tables;
mod misread;
pub mod names;
mod nested;
mod nodes;
mod notice;
mod own;
mod own_places;
mod page;
mod parsed;
mod phone;
mod place_of;
mod points;
mod points_sheet;
mod posted;
mod project;
mod refusal;
mod register;
mod repeat;
pub mod revise;
pub mod schema;
mod settings;
mod sheet;
mod slip;
mod unplaced;
mod unseen;
pub(crate) mod value;
mod word;
mod yaml;

pub use boards::boards;
pub use joined::names_sheet;
pub use misread::example;
pub use parsed::{Parsed, PointsRules};
pub use phone::can_be_called;
pub use posted::posted;
pub use refusal::sheet_words as sheet_refusal;

use crate::diagnostic::{Checked, Diagnostic};
use crate::model::content::{Asset, Content};
use crate::model::kind::Kinds;
use crate::model::log::{self, PublicationLog};
use crate::model::place::Places;
use crate::model::points::PointsBank;
use crate::read::{AssetFile, Refusal, Sources};
use crate::source::{Source, SourceId, Span};
use faults::Faults;
use fields::Fields;
use place_of::{FileKind, classify};
use rayon::prelude::*;
use std::collections::HashSet;
use unplaced::{twins, unplaced};
use yaml::{Node, Value};

/// Reads every source into the one value that the later stages share.
pub fn parse(sources: &Sources) -> Checked<Content> {
    let (parsed, faults): (Vec<Parsed>, Vec<Vec<Diagnostic>>) = parse_each(sources).into_iter().unzip();
    let mut assembled = assemble(sources, parsed);
    assembled.diagnostics.extend(faults.into_iter().flatten());
    assembled
}

/// Each source on its own, in their order: what `serve` keeps.
pub fn parse_each(sources: &Sources) -> Vec<(Parsed, Vec<Diagnostic>)> {
    let refused = refusal::by_source(sources);
    let numbered = sources.texts.par_iter().enumerate();
    numbered
        .map(|(index, source)| {
            let id = SourceId(u32::try_from(index).unwrap_or(u32::MAX));
            match refused.get(&id) {
                Some(&refusal) => refused_file(source, id, refusal),
                None => parse_file(source, id),
            }
        })
        .collect()
}

/// A file that could not be taken: known, and reported. A sheet that may be no more than an attachment is reported by
/// whoever wants its rows.
pub fn refused_file(source: &Source, id: SourceId, refusal: Refusal) -> (Parsed, Vec<Diagnostic>) {
    if joined::is_silent(source, refusal) {
        return (Parsed::Nothing, Vec::new());
    }
    (Parsed::Broken(place_of::known_as(&source.path)), vec![refusal::report(id, refusal)])
}

/// Puts together what the files say, given in the order of their paths; with what is wrong with sheets that others name.
pub fn assemble(sources: &Sources, parsed: impl IntoIterator<Item = Parsed>) -> Checked<Content> {
    let mut content = Content {
        site: settings::no_site(sources),
        places: Places { open: true, ..Places::default() },
        ..Content::default()
    };
    let twins = twins(sources);
    let mut faults = joined::doubled(sources);
    let second: HashSet<SourceId> = faults.iter().map(|fault| fault.file).collect();
    for ((source, value), id) in sources.texts.iter().zip(parsed).zip((0..).map(SourceId)) {
        if !twins.contains_key(source.path.as_str()) && !second.contains(&id) {
            place(value, &mut content);
        }
    }
    faults.extend(joined::join(sources, &mut content));
    finish(sources, &mut content);
    Checked::new(content, faults)
}

/// One file on its own: what `serve` calls again for the file that changed.
pub fn parse_file(source: &Source, id: SourceId) -> (Parsed, Vec<Diagnostic>) {
    let faults = Faults::new(id);
    let parsed = match classify(&source.path) {
        FileKind::Markdown(kind) => entry_file::markdown(source, id, kind, &faults),
        FileKind::Other => Parsed::Nothing,
        FileKind::Register => entry_file::register(source, id, &faults),
        FileKind::PointsRecord if source.sheet.is_some() => points_sheet::record(source, id, &faults),
        kind if source.sheet.is_some() => sheet_file(source, id, kind, &faults),
        kind => yaml_file(source, id, kind, &faults),
    };
    (parsed, faults.into_list())
}

fn yaml_file(source: &Source, id: SourceId, kind: FileKind, faults: &Faults) -> Parsed {
    if source.text.len() > kind.most_bytes() {
        refusal::report_long_yaml(kind.most_bytes(), faults);
        return place_of::broken(&source.path);
    }
    let mut mended = String::new();
    let Some(node) = front_matter::tree(&source.text, 0, kind.tables(), &mut mended, faults) else {
        return place_of::broken(&source.path);
    };
    if matches!(node.value, Value::Scalar { .. }) {
        front_matter::report_scalar_root(&node, &source.text, 0, kind.tables(), faults);
        return place_of::broken(&source.path);
    }
    front_matter::report_cut(&source.text, 0, kind.tables(), faults);
    yaml_values(&node, &source.path, id, kind, faults).unwrap_or(Parsed::Nothing)
}

/// A sheet is what the YAML file of its name would be, as far as that is a list.
fn sheet_file(source: &Source, id: SourceId, kind: FileKind, faults: &Faults) -> Parsed {
    let rows = kind.row().and_then(|table| sheet::rows(source, table, faults));
    let Some(rows) = rows else { return place_of::broken(&source.path) };
    yaml_values(&rows, &source.path, id, kind, faults).unwrap_or(Parsed::Nothing)
}

fn yaml_values(node: &Node, path: &str, id: SourceId, kind: FileKind, faults: &Faults) -> Option<Parsed> {
    let open = |table| Fields::open(node, table, Span::default(), faults);
    Some(match kind {
        FileKind::Site => Parsed::Site(Box::new(settings::site(id, &open(schema::SITE)?))),
        FileKind::Kinds => Parsed::Kinds(settings::kinds(node, id, faults), id),
        FileKind::Places => Parsed::Places(settings::places(node, faults)),
        FileKind::Words => {
            Parsed::Words(plain(settings::list(node, schema::WORD, limits::WORDS, faults, word::word)))
        }
        FileKind::Calendar => Parsed::Calendar(calendar::calendar(&open(schema::CALENDAR)?, faults)?),
        FileKind::Theme => Parsed::Theme(settings::theme(path, id, &open(schema::THEME)?)),
        FileKind::PointsRules => points_rules(node, id, faults)?,
        FileKind::Goods => {
            let goods = settings::list(node, schema::GOODS, limits::LIST, faults, points::goods);
            Parsed::Goods(goods.into_iter().map(|goods| goods.value).collect(), id)
        }
        FileKind::Households => Parsed::Households(
            plain(settings::list(node, schema::HOUSEHOLD, limits::LIST, faults, points::household)),
            id,
        ),
        FileKind::PointsRecord if points::is_redemptions(node) => {
            Parsed::Redemptions(points::redemptions(id, &open(schema::REDEMPTIONS)?))
        }
        FileKind::PointsRecord => {
            let batch = points::batch(place_of::id(path).0, id, node.span, &open(schema::BATCH)?);
            // what is said of a list that cannot be read need not be said of each of its entries
            let lost = batch.unread.iter().any(|key| key == "entries");
            if lost { place_of::broken(path) } else { Parsed::Batch(batch) }
        }
        FileKind::Markdown(_) | FileKind::Register | FileKind::Other => return None,
    })
}

/// Values without their places.
fn plain<T>(list: Vec<crate::source::Spanned<T>>) -> Vec<T> {
    list.into_iter().map(|item| item.value).collect()
}

/// Either a plain list of rules, or a map with `rules` and `year_end`.
fn points_rules(node: &Node, id: SourceId, faults: &Faults) -> Option<Parsed> {
    if matches!(node.value, Value::List(_)) {
        let rules = settings::list(node, schema::POINTS_RULE, limits::LIST, faults, points::rule);
        let rules = rules.into_iter().map(|rule| rule.value).collect();
        return Some(Parsed::PointsRules(PointsRules { rules, ..PointsRules::default() }, id));
    }
    let fields = Fields::open(node, schema::POINTS_RULES, Span::default(), faults)?;
    Some(Parsed::PointsRules(points::rules(&fields), id))
}

fn place(parsed: Parsed, content: &mut Content) {
    match parsed {
        Parsed::Nothing => {}
        Parsed::Site(site) => content.site = *site,
        Parsed::Kinds(kinds, file) => content.kinds = Kinds::new(kinds).read_from(file),
        Parsed::Places(places) => content.places = places,
        Parsed::Words(words) => content.words = words,
        Parsed::Calendar(year) => content.calendar.insert_year(year),
        Parsed::Theme(theme) => content.themes.push(theme),
        Parsed::Entry(entry) => entry.add_to(content),
        Parsed::Broken(id) => drop(content.broken.insert(id)),
        points @ (Parsed::PointsRules(..)
        | Parsed::Goods(..)
        | Parsed::Households(..)
        | Parsed::Batch(_)
        | Parsed::Redemptions(_)) => place_points(points, &mut content.points),
    }
}

fn place_points(parsed: Parsed, bank: &mut PointsBank) {
    match parsed {
        Parsed::PointsRules(PointsRules { rules, year_end, stars }, file) => {
            (bank.rules, bank.year_end, bank.stars, bank.rules_file) = (rules, year_end, stars, Some(file));
        }
        Parsed::Goods(goods, file) => (bank.goods, bank.goods_file) = (goods, Some(file)),
        Parsed::Households(households, file) => {
            (bank.households, bank.households_file) = (households, Some(file));
        }
        Parsed::Batch(batch) => bank.batches.push(batch),
        Parsed::Redemptions(redemptions) => bank.redemptions.push(redemptions),
        _ => {}
    }
}

/// What can be done only when all files are known.
fn finish(sources: &Sources, content: &mut Content) {
    for asset in &sources.assets {
        if let Some(path) = asset.path.strip_prefix("content/") {
            let AssetFile { size, picture, refused, .. } = *asset;
            content.assets.insert(path.to_owned(), Asset { size, digest: None, picture, refused });
        }
    }
    content.unplaced = unplaced(sources, content, &twins(sources));
    content.sort();
    repeat::settle(content);
    markdown_facts::gather_anchors(content);
    markdown_tables::gather_tables(content);
}

/// The publication log among the sources; it is no part of the content. Without a file, the empty log.
pub fn log(sources: &Sources) -> PublicationLog {
    let mut numbered = (0..).map(SourceId).zip(&sources.texts);
    let found = numbered.find(|(_, source)| source.path == log::PATH);
    found.map(|(file, source)| PublicationLog::read(Some(file), &source.text)).unwrap_or_default()
}
