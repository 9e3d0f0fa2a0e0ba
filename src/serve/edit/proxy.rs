//! Decap's words: the questions of its local backend, one JSON object each, and what is answered.

use super::forms::{Form, Lies, forms};
use super::ground::Ground;
use super::json;
use super::path;
use super::refused::Refused;
use super::shelf::{self, Entry, Wanted};
use crate::disk;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};
use std::path::Path;

/// Status, answer, and the files that were written.
pub(super) fn answer(root: &Path, body: &[u8]) -> (u16, Value, Vec<String>) {
    match question(root, body) {
        Ok((answer, written)) => (200, answer, written),
        Err(refused) => (refused.status(), json!({"error": refused.words()}), Vec::new()),
    }
}

fn question(root: &Path, body: &[u8]) -> Result<(Value, Vec<String>), Refused> {
    let asked: Value = serde_json::from_slice(body).map_err(|_| Refused::Question)?;
    let (action, params) = (asked["action"].as_str().ok_or(Refused::Question)?, &asked["params"]);
    let desk = Desk { root, ground: Ground::read(root)?, forms: forms() };
    let told = |answer| Ok((answer, Vec::new()));
    match action {
        "info" => told(json!({"repo": "content", "publish_modes": ["simple"], "type": "zhangbang"})),
        "entriesByFolder" => told(desk.folder(text(params, "folder")?)?),
        "entriesByFiles" => told(desk.files(&params["files"])?),
        "getEntry" => told(desk.entry(text(params, "path")?)?),
        "persistEntry" => desk.persist(params),
        "getMedia" => told(desk.media(text(params, "mediaFolder")?)?),
        "getMediaFile" => told(desk.media_file(text(params, "path")?)?),
        "unpublishedEntries" => told(json!([])),
        "getNotes" => told(json!({"notes": []})),
        "getDeployPreview" => told(Value::Null),
        "deleteFiles" | "deleteFile" | "deleteUnpublishedEntry" => Err(Refused::Deleting),
        _ => Err(Refused::Question),
    }
}

fn text<'v>(params: &'v Value, key: &str) -> Result<&'v str, Refused> {
    params[key].as_str().ok_or(Refused::Question)
}

struct Desk<'r> {
    root: &'r Path,
    ground: Ground,
    forms: Vec<Form>,
}

impl Desk<'_> {
    /// For a list: only what stands in fields of one word, so that thousands come at once.
    fn folder(&self, folder: &str) -> Result<Value, Refused> {
        let folder = folder.trim_end_matches('/');
        let form =
            self.forms.iter().find(|form| folder_of(form).as_deref() == Some(folder)).ok_or(Refused::Path)?;
        let entries = shelf::all(self.root, &self.ground, form)?;
        Ok(entries
            .into_iter()
            .map(|(path, said)| {
                let words = said.fields.into_iter().filter(|(_, value)| value.as_text().is_some());
                let mut words: Vec<_> = words.collect();
                shelf::named(&self.ground.content.kinds, &mut words);
                let data = Value::Object(json::to_json(form.table(), &words));
                shown(&format!("{}/{path}", form.name), form.label, &data)
            })
            .collect())
    }

    fn files(&self, files: &Value) -> Result<Value, Refused> {
        let files = files.as_array().ok_or(Refused::Question)?;
        files.iter().map(|file| self.entry(text(file, "path")?)).collect()
    }

    fn entry(&self, asked: &str) -> Result<Value, Refused> {
        let (form, real) = path::file(&self.forms, asked)?;
        let data = match (shelf::entry(self.root, form, real)?, form.lies) {
            (Some(entry), _) => self.data(form, &entry),
            (None, Lies::File(_)) => Map::new(),
            (None, Lies::Folder { .. }) => return Err(Refused::NotThere),
        };
        Ok(shown(asked, form.label, &Value::Object(data)))
    }

    fn data(&self, form: &Form, entry: &Entry) -> Map<String, Value> {
        let fields =
            entry.said.fields.iter().filter(|(key, _)| !form.hidden.contains(&key.as_str())).cloned();
        let mut fields: Vec<_> = fields.collect();
        shelf::named(&self.ground.content.kinds, &mut fields);
        let mut data = json::to_json(form.table(), &fields);
        if form.has_body {
            data.insert(json::BODY.to_owned(), entry.said.body.clone().into());
        }
        data.insert(json::VERSION.to_owned(), entry.version().into());
        data
    }

    fn persist(&self, params: &Value) -> Result<(Value, Vec<String>), Refused> {
        let [file] = params["dataFiles"].as_array().ok_or(Refused::Question)?.as_slice() else {
            return Err(Refused::Question);
        };
        // a new place for an old file would be a deletion
        if file.get("newPath").is_some_and(|path| !path.is_null() && *path != file["path"]) {
            return Err(Refused::Deleting);
        }
        let raw: Value = serde_json::from_str(text(file, "raw")?).map_err(|_| Refused::Question)?;
        let json = raw.as_object().ok_or(Refused::Question)?;
        let assets = params["assets"].as_array().map(Vec::as_slice).unwrap_or_default();
        let assets = assets.iter().map(asset).collect::<Result<_, _>>()?;
        let wanted = Wanted { path: text(file, "path")?, json, assets };
        let written = shelf::write(self.root, &self.ground, &self.forms, &wanted)?;
        Ok((json!({"message": "saved", "version": written.version}), written.files))
    }

    fn media(&self, folder: &str) -> Result<Value, Refused> {
        // a name for a file of the folder, which need not be there
        let probe = format!("{}/x.png", folder.trim_end_matches('/'));
        let Ok(real) = path::asset(&self.forms, &probe) else { return Ok(json!([])) };
        let files = shelf::media(self.root, disk::path::parent(real))?;
        let prefix = probe.split('/').next().unwrap_or_default();
        Ok(files.iter().map(|(real, bytes)| told(&format!("{prefix}/{real}"), bytes)).collect())
    }

    fn media_file(&self, asked: &str) -> Result<Value, Refused> {
        let real = path::asset(&self.forms, asked)?;
        let file = read_asset(self.root, real)?;
        Ok(told(asked, &file))
    }
}

fn read_asset(root: &Path, real: &str) -> Result<Vec<u8>, Refused> {
    if !path::is_clear(root, real)? || !matches!(disk::look(&root.join(real))?, disk::Found::File(_)) {
        return Err(Refused::NotThere);
    }
    Ok(disk::read_at_most(&root.join(real), shelf::ASSET_MOST as u64)?)
}

/// The folder of a form, as Decap knows it.
pub(super) fn folder_of(form: &Form) -> Option<String> {
    match form.lies {
        Lies::Folder { folder, .. } => Some(format!("{}/content/{folder}", form.name)),
        Lies::File(_) => None,
    }
}

fn shown(path: &str, label: &str, data: &Value) -> Value {
    json!({"data": data.to_string(), "file": {"path": path, "id": path, "label": label}})
}

fn asset(asset: &Value) -> Result<(String, Vec<u8>), Refused> {
    let path = text(asset, "path")?.to_owned();
    if asset["encoding"] != "base64" {
        return Err(Refused::Question);
    }
    let bytes = STANDARD.decode(text(asset, "content")?).map_err(|_| Refused::Question)?;
    Ok((path, bytes))
}

fn told(path: &str, bytes: &[u8]) -> Value {
    let name = path.rsplit('/').next().unwrap_or(path);
    json!({"id": path, "path": path, "name": name, "content": STANDARD.encode(bytes), "encoding": "base64"})
}
