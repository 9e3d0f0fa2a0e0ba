//! The door: entries as they lie under `content/`, and the one place where the form's words become bytes on disk.

use super::forms::{Form, Lies, Which};
use super::ground::Ground;
use super::json;
use super::path::{self, is_clear};
use super::posted;
use super::refused::Refused;
use crate::disk::{self, Disk, Found};
use crate::model::download;
use crate::model::kind::Kinds;
use crate::parse::emit::Value;
use crate::parse::revise::{self, Said};
use crate::picture::is_named_so;
use crate::read::{self, Now, TEXT_LIMIT};
use rayon::prelude::*;
use serde_json::{Map, Value as Json};
use std::path::Path;
use xxhash_rust::xxh3::xxh3_64;

/// Bytes of a file that is put beside an entry.
pub(super) const ASSET_MOST: usize = 32 << 20;

/// An entry as it is now.
pub(super) struct Entry {
    pub said: Said,
    bytes: Vec<u8>,
}

/// What the form wants to be written.
pub(super) struct Wanted<'a> {
    pub path: &'a str,
    pub json: &'a Map<String, Json>,
    /// Files beside it: path as the form has it, and bytes.
    pub assets: Vec<(String, Vec<u8>)>,
}

/// What was written.
pub(super) struct Written {
    pub files: Vec<String>,
    pub version: String,
}

impl Entry {
    pub(super) fn version(&self) -> String {
        format!("{:016x}", xxh3_64(&self.bytes))
    }
}

/// The paths of the files that may be a form's, and what each says; what cannot be read is told elsewhere.
pub(super) fn all(root: &Path, ground: &Ground, form: &Form) -> Result<Vec<(String, Said)>, Refused> {
    let Lies::Folder { folder, ending, .. } = form.lies else { return Ok(Vec::new()) };
    let files = read::stamps(root, &format!("content/{folder}"))?.into_iter().map(|(path, _)| path);
    let ours = |path: &String| path.rsplit_once('.').is_some_and(|(_, found)| found == ending);
    let files: Vec<String> = files.filter(ours).collect();
    let said: Vec<Option<Said>> = files.par_iter().map(|path| said(root, form, path)).collect();
    let both = files.into_iter().zip(said).filter_map(|(path, said)| Some((path, said?)));
    Ok(both.filter(|(_, said)| form.admits(&said.fields, &ground.content.kinds)).collect())
}

fn said(root: &Path, form: &Form, path: &str) -> Option<Said> {
    let Ok(Now::Text(source, None)) = read::look(root, path) else { return None };
    shown(form, &source.text)
}

fn shown(form: &Form, text: &str) -> Option<Said> {
    revise::shown(text, &form.root, form.has_body)
}

/// A notice's kind by its name, as the form offers it.
pub(super) fn named(kinds: &Kinds, fields: &mut [(String, Value)]) {
    if let Some((_, Value::Text(kind))) = fields.iter_mut().find(|(key, _)| key == "kind")
        && let Some(found) = kinds.find(kind)
    {
        kind.clone_from(&found.name);
    }
}

/// A kind that is the same stays as it was written.
fn unnamed(kinds: &Kinds, old: &[(String, Value)], fields: &mut [(String, Value)]) {
    let kind = |fields: &[(String, Value)]| {
        fields.iter().find(|(key, _)| key == "kind").and_then(|(_, kind)| kind.as_text().map(str::to_owned))
    };
    let Some(before) = kind(old) else { return };
    let same = kind(fields)
        .is_some_and(|now| kinds.position(&now).is_some() && kinds.position(&now) == kinds.position(&before));
    if let Some((_, now)) = fields.iter_mut().find(|(key, _)| same && key == "kind") {
        *now = Value::Text(before);
    }
}

/// The entry at a path under the root; `None` when nothing is there.
pub(super) fn entry(root: &Path, form: &Form, real: &str) -> Result<Option<Entry>, Refused> {
    if !is_clear(root, real)? {
        return Err(Refused::NotThere);
    }
    if disk::look(&root.join(real))? == Found::Nothing {
        return Ok(None);
    }
    let bytes = disk::read_at_most(&root.join(real), TEXT_LIMIT)?;
    let text = read::decode(bytes.clone()).ok_or(Refused::NotThere)?;
    let said = shown(form, &text).ok_or(Refused::NotThere)?;
    Ok(Some(Entry { said, bytes }))
}

/// Writes an entry with the files beside it: into the old text where there is one, else a new file.
pub(super) fn write(
    root: &Path,
    ground: &Ground,
    forms: &[Form],
    wanted: &Wanted,
) -> Result<Written, Refused> {
    let (form, real) = path::file(forms, wanted.path)?;
    let version = wanted.json.get(json::VERSION).and_then(Json::as_str).unwrap_or_default();
    let before = entry(root, form, real)?;
    let mut said = said_by(form, wanted.json, before.as_ref());
    let old = before.as_ref().map(|before| before.said.fields.as_slice()).unwrap_or_default();
    unnamed(&ground.content.kinds, old, &mut said.fields);
    let bytes = match &before {
        Some(_) if version.is_empty() => return Err(Refused::Exists),
        Some(before) if before.version() != version => return Err(Refused::Changed),
        Some(before) if !form.admits(&before.said.fields, &ground.content.kinds) => {
            return Err(Refused::Path);
        }
        Some(before) => revised(ground, form, real, before, &said)?,
        None if !version.is_empty() => return Err(Refused::Changed),
        None => revise::new_file(&form.root, form.has_body, &drafted(form, said))?.into_bytes(),
    };
    if bytes.len() as u64 > TEXT_LIMIT {
        return Err(Refused::TooLarge);
    }
    let mut files = beside(root, forms, real, &wanted.assets)?;
    if before.as_ref().is_none_or(|before| before.bytes != bytes) {
        put(root, real, &bytes, before.is_some())?;
        files.push(real.to_owned());
    }
    Ok(Written { files, version: format!("{:016x}", xxh3_64(&bytes)) })
}

/// What the form does not show stays as it is.
fn said_by(form: &Form, json: &Map<String, Json>, before: Option<&Entry>) -> Said {
    let told = json::from_json(form.table(), json);
    let old = before.map(|before| before.said.fields.as_slice()).unwrap_or_default();
    let fields = form.table().iter().map(|field| field.key).chain([revise::ROWS]).filter_map(|key| {
        let from = if form.hidden.contains(&key) { old } else { told.as_slice() };
        from.iter().find(|(known, _)| known == key).cloned()
    });
    let body = json.get(json::BODY).and_then(Json::as_str).unwrap_or_default();
    let body = body.replace("\r\n", "\n").trim_start_matches(['\n', '\r']).trim_end().to_owned();
    Said { fields: fields.collect(), body }
}

/// A new notice is a draft unless it says that it is none; a register is of the sort of its form.
fn drafted(form: &Form, mut said: Said) -> Said {
    let mut fill = |key: &str, word: &str| {
        let is_field = form.table().iter().any(|field| field.key == key);
        if is_field && !said.fields.iter().any(|(known, _)| known == key) {
            said.fields.push((key.to_owned(), Value::Text(word.to_owned())));
        }
    };
    fill("draft", "是");
    if let Which::Preset(word) = form.which {
        fill("preset", word);
    }
    said
}

fn revised(
    ground: &Ground,
    form: &Form,
    real: &str,
    before: &Entry,
    said: &Said,
) -> Result<Vec<u8>, Refused> {
    if before.said == *said {
        return Ok(before.bytes.clone());
    }
    if !posted::may_change(&ground.log, real, &before.said, said) {
        return Err(Refused::Uncorrected);
    }
    let text = read::decode(before.bytes.clone()).ok_or(Refused::Encoding)?;
    let edits = revise::revision(&text, &form.root, form.has_body, said)?;
    let edits: Vec<_> = edits.into_iter().map(|edit| (edit.span.range(), edit.text)).collect();
    read::rewritten(&before.bytes, &edits).ok_or(Refused::Encoding)
}

/// Puts files beside an entry that are not there yet; all are judged before the first is written.
fn beside(
    root: &Path,
    forms: &[Form],
    entry: &str,
    assets: &[(String, Vec<u8>)],
) -> Result<Vec<String>, Refused> {
    let mut fresh = Vec::new();
    for (path, bytes) in assets {
        let real = path::asset(forms, path)?;
        if disk::path::parent(real) != disk::path::parent(entry) {
            return Err(Refused::Path);
        }
        if is_fresh(root, real, bytes)? {
            fresh.push((real, bytes));
        }
    }
    for (real, bytes) in &fresh {
        put(root, real, bytes, false)?;
    }
    Ok(fresh.into_iter().map(|(real, _)| real.to_owned()).collect())
}

/// Whether a file is still to be written; one that lies there with the same bytes is not.
fn is_fresh(root: &Path, real: &str, bytes: &[u8]) -> Result<bool, Refused> {
    let name = || real.rsplit('/').next().unwrap_or(real).to_owned();
    if bytes.is_empty() || bytes.len() > ASSET_MOST || download::fault(real, bytes).is_some() {
        return Err(Refused::Attachment(name()));
    }
    if !is_clear(root, real)? {
        return Err(Refused::Path);
    }
    match disk::look(&root.join(real))? {
        Found::Nothing => Ok(true),
        _ if disk::read_at_most(&root.join(real), ASSET_MOST as u64)? == *bytes => Ok(false),
        _ => Err(Refused::Taken(name())),
    }
}

fn put(root: &Path, real: &str, bytes: &[u8], is_there: bool) -> Result<(), Refused> {
    let (disk, place) = (Disk::new(), root.join(real));
    if is_there {
        return Ok(disk.replace(&place, bytes)?);
    }
    if let Some(folder) = place.parent() {
        disk.make_folders(folder)?;
    }
    disk.make_file(&place, bytes, true)?;
    Ok(())
}

/// The files beside an entry that are no texts: name, path and, of small pictures, the bytes.
pub(super) fn media(root: &Path, folder: &str) -> Result<Vec<(String, Vec<u8>)>, Refused> {
    const MOST: usize = 200;
    const SMALL: u64 = 2 << 20;
    if !is_clear(root, &format!("{folder}/x"))? {
        return Ok(Vec::new());
    }
    let files = read::stamps(root, folder)?.into_iter();
    let here = files.filter(|(path, _)| disk::path::parent(path) == folder && !is_text(path)).take(MOST);
    let mut found = Vec::new();
    for (path, stamp) in here {
        let shown = stamp.size <= SMALL && is_named_so(&path) && is_clear(root, &path)?;
        let bytes = if shown { disk::read_at_most(&root.join(&path), SMALL)? } else { Vec::new() };
        found.push((path, bytes));
    }
    Ok(found)
}

fn is_text(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| ["md", "yaml", "yml"].contains(&ending))
}
