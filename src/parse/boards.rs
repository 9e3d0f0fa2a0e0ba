//! boards.yaml → the boards of a province.

use super::faults::Faults;
use super::fields::Fields;
use super::front_matter;
use super::limits;
use super::refusal;
use super::schema;
use super::yaml::Value;
use crate::diagnostic::Checked;
use crate::model::board::{Board, Boards};
use crate::source::{Source, SourceId, Span};

/// The list in a source, with every fault of it. It is no file of a site: it lies wherever somebody runs many.
pub fn boards(source: &Source, id: SourceId) -> Checked<Boards> {
    let faults = Faults::new(id);
    let boards = read(source, &faults).unwrap_or_default();
    Checked::new(boards, faults.into_list())
}

fn read(source: &Source, faults: &Faults) -> Option<Boards> {
    let tables = &[schema::BOARDS];
    if source.text.len() > limits::LISTS {
        refusal::report_long_yaml(limits::LISTS, faults);
        return None;
    }
    let mut mended = String::new();
    let node = front_matter::tree(&source.text, 0, tables, &mut mended, faults)?;
    if matches!(node.value, Value::Scalar { .. }) {
        front_matter::report_scalar_root(&node, &source.text, 0, tables, faults);
        return None;
    }
    front_matter::report_cut(&source.text, 0, tables, faults);
    let fields = Fields::open(&node, schema::BOARDS, Span::default(), faults)?;
    Some(Boards {
        name: fields.text("name").unwrap_or_default(),
        description: fields.text("description"),
        host: fields.text("host"),
        witness: fields.text("witness"),
        boards: fields.maps("boards", board).into_iter().flatten().map(|board| board.value).collect(),
    })
}

fn board(fields: &Fields) -> Board {
    Board {
        name: fields.text("name").unwrap_or_default(),
        site: fields.text("site"),
        target: fields.text("target"),
        url: fields.text("url").unwrap_or_default(),
        published: fields.text("published"),
    }
}
