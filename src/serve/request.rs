//! Finds what a request asks for that was let in.
//!
//! A path is decoded once and looked up whole among the pages that there are; nothing of it is ever joined to a folder but
//! the name of a file that the site is known to have.

use super::answer::{self, Answer};
use super::edit::Editor;
use super::gate::{FORM, Gate};
use super::generation::{Found, Shown};
use super::head::Head;
use super::hub::Hub;
use super::message::Message;
use super::preview::Stage;
use crate::read;
use percent_encoding::percent_decode_str;
use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::sync::{Arc, PoisonError};

/// Where our own addresses begin.
const OWN: &str = "/__zhangbang/";

/// What requests are answered from.
pub(super) struct Desk {
    pub root: PathBuf,
    pub stage: Stage,
    pub hub: Arc<Hub>,
    pub inbox: Sender<Message>,
    pub gate: Arc<Gate>,
    /// The form, where it is wanted.
    pub editor: Option<Editor>,
}

impl Desk {
    pub(super) fn answer(&self, head: &Head) -> Answer {
        match self.gate.admit(head) {
            Err(status) => Answer::plain(status),
            Ok(()) => self.find(head),
        }
    }

    fn find(&self, head: &Head) -> Answer {
        let (path, query) = head.target.split_once('?').unwrap_or((&head.target, ""));
        if let Some(own) = path.strip_prefix(OWN) {
            return self.own(own, query, head);
        }
        if let Some(editor) = &self.editor
            && let Some(name) = path.strip_prefix(FORM)
        {
            return edit(editor, name, query, head);
        }
        let Some(path) = decode(path) else { return Answer::plain(400) };
        let page =
            if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.clone() };
        match self.ask(&page) {
            None => Answer::plain(503),
            Some((shown, found)) => self.shape(&shown, found, &page, query, head),
        }
    }

    /// Asks the newest generation; one that has just ended is not the newest any more.
    fn ask(&self, path: &str) -> Option<(Shown, Found)> {
        (0..3).find_map(|_| {
            let shown = self.stage.lock().unwrap_or_else(PoisonError::into_inner).clone();
            let found = shown.find(path)?;
            Some((shown, found))
        })
    }

    fn shape(&self, shown: &Shown, found: Found, path: &str, query: &str, head: &Head) -> Answer {
        let (edition, style) = (shown.edition, &*shown.style);
        match found {
            Found::Page(bytes) if path.ends_with(".html") => answer::page(200, bytes, edition, style),
            Found::Page(bytes) => answer::bytes(bytes, path, false, head),
            Found::Missing(bytes) => answer::page(404, bytes, edition, style),
            Found::Broken => answer::page(500, answer::BROKEN.into(), edition, style),
            Found::Bytes(bytes) => answer::bytes(bytes.to_vec(), path, query == format!("v={style}"), head),
            Found::Folder => Answer::redirect(&head.target),
            Found::File(file) => match read::asset_file(&self.root, &file) {
                Some(disk) => answer::file(&disk, path, query == format!("v={style}"), head),
                None => Answer::plain(404),
            },
        }
    }

    /// Script, stream, and the day to show.
    fn own(&self, name: &str, query: &str, head: &Head) -> Answer {
        match name {
            "live.js" => answer::script(head),
            "events" => Answer::stream(),
            // only our own script can send this header: for another site's, a browser would ask us first
            "today" if head.header("x-zhangbang").is_some() && !head.is_head() => self.day(query),
            "today" => Answer::plain(403),
            _ => Answer::plain(404),
        }
    }

    fn day(&self, query: &str) -> Answer {
        let written = query.strip_prefix("date=").unwrap_or(query);
        let day = if written.is_empty() { Ok(None) } else { written.parse().map(Some) };
        match day {
            Ok(day) if self.inbox.send(Message::Day(day)).is_ok() => Answer::plain(204),
            _ => Answer::plain(400),
        }
    }
}

/// The form's own files, and its questions.
fn edit(editor: &Editor, name: &str, query: &str, head: &Head) -> Answer {
    if head.is_post() {
        let (status, json) = editor.answer(&head.body);
        return answer::json(status, &json);
    }
    match editor.resource(name) {
        Some(resource) => answer::resource(resource, query.starts_with("v="), head),
        None => Answer::plain(404),
    }
}

/// A path under the site, decoded once; `None` for one that no link of the site could have.
fn decode(path: &str) -> Option<String> {
    let path = path.strip_prefix('/')?;
    let lower = path.to_ascii_lowercase();
    // an encoded slash or a percent sign that encodes nothing is a trick
    if lower.contains("%2f") || has_stray_percent(path) {
        return None;
    }
    let path = percent_decode_str(path).decode_utf8().ok()?.into_owned();
    let inner = path.strip_suffix('/').unwrap_or(&path);
    let fine = |part: &str| !matches!(part, "" | "." | "..");
    let whole = path.is_empty() || inner.split('/').all(fine);
    (whole && !path.contains(['\0', '\\']) && !path.chars().any(char::is_control)).then_some(path)
}

fn has_stray_percent(path: &str) -> bool {
    let after = path.split('%').skip(1);
    after.into_iter().any(|rest| rest.len() < 2 || !rest.bytes().take(2).all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_decoded_once_and_never_climb() {
        assert_eq!(decode("/notices/%E6%9D%91/").as_deref(), Some("notices/村/"));
        assert_eq!(decode("/a%2520b").as_deref(), Some("a%20b"));
        assert_eq!(decode("/").as_deref(), Some(""));
        for bad in [
            "/../x",
            "/a/%2e%2e/x",
            "/a/./x",
            "/a//x",
            "//x",
            "/a%2fb",
            "/a%5cb",
            "/a\\b",
            "/%00",
            "/%zz",
            "/%c0%ae",
            "x",
            "/%0a",
        ] {
            assert_eq!(decode(bad), None, "{bad}");
        }
    }
}
