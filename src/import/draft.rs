//! A file that shall be: where it will lie, what it holds, and where that was read.

use crate::collection::Collection;
use crate::diagnostic::Text;
use crate::parse::emit::{self, Leaf, Value};
use crate::parse::field::Table;
use crate::plan::words::segment;
use jiff::civil::Date;
use std::collections::HashSet;

/// All that came out of a file.
#[derive(Debug, Default)]
pub struct Imported {
    /// What shall be written, in the order in which it was read.
    pub files: Vec<Draft>,
    /// What was not read, in the same order.
    pub left: Vec<NotRead>,
}

/// One file that shall be.
#[derive(Debug)]
pub struct Draft {
    /// Under the site's root, with `/`.
    pub path: String,
    /// Where it was read: a row, paragraphs.
    pub from: Text,
    /// What it holds.
    pub what: What,
}

/// What a file holds.
#[derive(Debug)]
pub enum What {
    /// An entry's fields, by the table of its collection, and the text below them; none in a file of YAML alone.
    Entry(Table<'static>, Vec<Found>, Option<String>),
    /// A text that is made already: a list, a sheet.
    Text(String),
    /// A picture.
    Bytes(Vec<u8>),
}

/// A field, and where its value was read.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its key, behind those of the maps that it lies in: `project.total`.
    pub path: String,
    /// What stands there.
    pub value: Value,
    /// Where it was read; blank where it was not.
    pub from: Text,
    /// It may be wrong, and the file says so behind it.
    pub guessed: bool,
}

/// Something that was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotRead {
    /// A cell with its sheet, a paragraph; blank for the file as a whole.
    pub place: String,
    /// What it is, and what can be done.
    pub why: Text,
    /// It was meant to be read.
    pub fault: bool,
}

impl Draft {
    /// Its bytes as they are written.
    pub fn bytes(&self) -> Vec<u8> {
        match &self.what {
            What::Entry(table, fields, None) => lines(table, fields).into_bytes(),
            What::Entry(table, fields, Some(body)) => {
                format!("---\n{}---\n\n{}\n", lines(table, fields), body.trim_end()).into_bytes()
            }
            What::Text(text) => text.clone().into_bytes(),
            What::Bytes(bytes) => bytes.clone(),
        }
    }

    /// What people call one of its fields.
    pub fn called(&self, found: &Found) -> String {
        match &self.what {
            What::Entry(table, ..) => emit::called(table, &found.path),
            What::Text(_) | What::Bytes(_) => found.path.clone(),
        }
    }

    /// Its fields, where it has some.
    pub fn fields(&self) -> &[Found] {
        match &self.what {
            What::Entry(_, fields, _) => fields,
            What::Text(_) | What::Bytes(_) => &[],
        }
    }
}

fn lines(table: Table, fields: &[Found]) -> String {
    let leaf = |found: &Found| Leaf {
        path: found.path.clone(),
        value: found.value.clone(),
        remark: found.guessed.then(|| remark(&found.from.zh)),
    };
    emit::fields(table, &fields.iter().map(leaf).collect::<Vec<_>>())
}

fn remark(from: &str) -> String {
    match from {
        "" => "猜的，请核对".to_owned(),
        from => format!("从{from}猜的，请核对"),
    }
}

impl Found {
    /// What was read somewhere, for what it is.
    pub fn read(path: &str, value: Value, from: &Text) -> Found {
        Found { path: path.to_owned(), value, from: from.clone(), guessed: false }
    }

    /// What nobody wrote, and what will probably do.
    pub fn guessed(path: &str, text: impl Into<String>, from: Text) -> Found {
        Found { path: path.to_owned(), value: Value::Text(text.into()), from, guessed: true }
    }

    /// What the program puts in for itself.
    pub fn given(path: &str, text: impl Into<String>) -> Found {
        Found {
            path: path.to_owned(),
            value: Value::Text(text.into()),
            from: Text::default(),
            guessed: false,
        }
    }
}

impl NotRead {
    /// Something that was passed over on purpose.
    pub fn left_out(place: impl Into<String>, why: Text) -> NotRead {
        NotRead { place: place.into(), why, fault: false }
    }

    /// What was told of a place, with what can be done.
    pub fn told(place: impl Into<String>, what: &Text, hint: Option<&Text>, fault: bool) -> NotRead {
        let mut why = what.clone();
        if let Some(hint) = hint {
            why = Text::new(format!("{}；{}", why.zh, hint.zh), format!("{}: {}", why.en, hint.en));
        }
        NotRead { place: place.into(), why, fault }
    }

    /// Something that could not be read.
    pub fn fault(place: impl Into<String>, why: Text) -> NotRead {
        NotRead { place: place.into(), why, fault: true }
    }
}

/// Where a new entry lies: as a file of its own, or in a folder with what belongs to it.
pub fn place(collection: Collection, name: &str, today: Date, with_files: bool) -> String {
    let row = collection.row();
    let folder = match row.by_year {
        true => format!("{}/{}", row.folder, today.year()),
        false => row.folder.to_owned(),
    };
    let end = if with_files { "/index" } else { "" };
    format!("content/{folder}/{}{end}.{}", segment(name), row.ending)
}

/// The same where no other file of the sheet lies: two villages may have a project of one name.
pub(super) fn free_place(
    collection: Collection,
    name: &str,
    today: Date,
    taken: &mut HashSet<String>,
) -> String {
    let of = |name: &str| place(collection, name, today, false);
    let numbered = (2..).map(|number| of(&format!("{name}-{number}")));
    let path =
        std::iter::once(of(name)).chain(numbered).find(|path| !taken.contains(path)).unwrap_or_default();
    taken.insert(path.clone());
    path
}
