//! What is sent back: status, headers, ranges, and the script that every page gets when it is served.

use super::edit::Resource;
use super::head::Head;
use crate::disk::{self, Opened, Stamp};
use crate::model::media_type::media_type;
use serde_json::Value;
use std::fmt::Write as _;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use tiny_http::StatusCode;
use xxhash_rust::xxh3::xxh3_64;

/// The bar, the overlay and live reload.
const SCRIPT: &str = include_str!("live.js");

/// Shown when no template could make a page; the overlay says why.
pub(super) const BROKEN: &str = "<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>模板有误</title></head>\
<body><p>主题模板有误，这一页做不出来。改正以后会自己显示。</p></body></html>\n";

pub(super) struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    pub body: Body,
}

pub(super) enum Body {
    Bytes(Vec<u8>),
    File {
        file: Opened,
        length: u64,
    },
    /// The states of the preview as server-sent events, without end.
    States,
}

impl Answer {
    fn new(status: u16, body: Vec<u8>) -> Answer {
        let length = body.len().to_string();
        Answer { status, headers: vec![("Content-Length", length)], body: Body::Bytes(body) }
    }

    /// A status and its words.
    pub(super) fn plain(status: u16) -> Answer {
        let body = if matches!(status, 204 | 304) {
            Vec::new()
        } else {
            format!("{status} {}\n", reason(status)).into_bytes()
        };
        let answer = Answer::new(status, body).with("Content-Type", "text/plain; charset=utf-8");
        if status == 405 { answer.with("Allow", "GET, HEAD") } else { answer }
    }

    /// To the same address with a slash at its end.
    pub(super) fn redirect(target: &str) -> Answer {
        let (path, query) = target
            .split_once('?')
            .map_or((target, String::new()), |(path, query)| (path, format!("?{query}")));
        Answer::plain(302).with("Location", format!("{path}/{query}"))
    }

    pub(super) fn stream() -> Answer {
        let headers =
            vec![("Content-Type", "text/event-stream".to_owned()), ("Cache-Control", "no-store".to_owned())];
        Answer { status: 200, headers, body: Body::States }
    }

    /// So many streams are open that there is no more.
    pub(super) fn crowded(most: usize) -> Answer {
        let words = format!(
            "已有 {most} 个预览页面开着，这一个不会自己更新；关掉一些再刷新。\n{most} pages of the preview are open; close some, then load this one anew.\n"
        );
        Answer::new(503, words.into_bytes()).with("Content-Type", "text/plain; charset=utf-8")
    }

    fn with(mut self, name: &'static str, value: impl Into<String>) -> Answer {
        self.headers.push((name, value.into()));
        self
    }

    /// Status line and headers, without the empty line.
    pub(super) fn head(&self) -> String {
        let mut head = format!("HTTP/1.1 {} {}\r\n", self.status, reason(self.status));
        for (name, value) in &self.headers {
            // writing into memory cannot fail
            let _ = write!(head, "{name}: {value}\r\n");
        }
        head.push_str("X-Content-Type-Options: nosniff\r\nCross-Origin-Resource-Policy: same-origin\r\n");
        head
    }
}

fn reason(status: u16) -> &'static str {
    StatusCode(status).default_reason_phrase()
}

/// An HTML page with the script put in.
pub(super) fn page(status: u16, mut html: Vec<u8>, edition: u64, style: &str) -> Answer {
    let version = xxh3_64(SCRIPT.as_bytes());
    let page = xxh3_64(&html);
    let tag = format!(
        "<script src=\"/__zhangbang/live.js?v={version:x}\" data-edition=\"{edition}\" data-page=\"{page:x}\" data-style=\"{style}\" defer></script>\n"
    );
    let end = memchr::memmem::rfind(&html, b"</body>").unwrap_or(html.len());
    html.splice(end..end, tag.into_bytes());
    Answer::new(status, html)
        .with("Content-Type", "text/html; charset=utf-8")
        .with("Cache-Control", "no-store")
}

/// An answer to a question of the form.
pub(super) fn json(status: u16, value: &Value) -> Answer {
    Answer::new(status, value.to_string().into_bytes())
        .with("Content-Type", "application/json; charset=utf-8")
        .with("Cache-Control", "no-store")
}

/// A file of the form. `for_good` when its address changes with it.
pub(super) fn resource(resource: Resource, for_good: bool, head: &Head) -> Answer {
    let Resource { status, bytes, kind, is_packed, policy } = resource;
    let tag = format!("\"{:x}\"", xxh3_64(&bytes));
    let answer = match head.header("if-none-match") {
        Some(known) if known == tag => return same(tag, for_good),
        _ => Answer::new(status, bytes).with("Content-Type", kind).with("Content-Security-Policy", policy),
    };
    let answer = cached(answer, tag, for_good).with("Referrer-Policy", "no-referrer");
    if is_packed { answer.with("Content-Encoding", "gzip") } else { answer }
}

pub(super) fn script(head: &Head) -> Answer {
    bytes(SCRIPT.into(), "live.js", head.target.contains("?v="), head)
}

/// A file from memory. `for_good` when its address changes with it.
pub(super) fn bytes(bytes: Vec<u8>, path: &str, for_good: bool, head: &Head) -> Answer {
    let tag = format!("\"{:x}\"", xxh3_64(&bytes));
    let length = bytes.len() as u64;
    match portion(head, &tag, length) {
        Portion::Same => same(tag, for_good),
        Portion::None => unsatisfied(length),
        Portion::All => described(Answer::new(200, bytes), media_type(path), tag, for_good),
        Portion::Some(from, to) => {
            let some = bytes.get(from as usize..to as usize + 1).unwrap_or_default().to_vec();
            described(Answer::new(206, some), media_type(path), tag, for_good)
                .with("Content-Range", format!("bytes {from}-{to}/{length}"))
        }
    }
}

/// A file from disk.
pub(super) fn file(place: &Path, path: &str, for_good: bool, head: &Head) -> Answer {
    let Ok(mut file) = disk::open(place) else { return Answer::plain(404) };
    let Stamp { size: length, modified } = file.stamp;
    let tag = format!("\"{length:x}-{modified:x}\"");
    let (status, from, some) = match portion(head, &tag, length) {
        Portion::Same => return same(tag, for_good),
        Portion::None => return unsatisfied(length),
        Portion::All => (200, 0, length),
        Portion::Some(from, to) => (206, from, to + 1 - from),
    };
    let headers = vec![("Content-Length", some.to_string())];
    let kind = picture_type(&mut file).unwrap_or_else(|| media_type(path));
    if file.seek(SeekFrom::Start(from)).is_err() {
        return Answer::plain(404);
    }
    let answer = Answer { status, headers, body: Body::File { file, length: some } };
    let answer = described(answer, kind, tag, for_good);
    match status {
        206 => answer.with("Content-Range", format!("bytes {from}-{}/{length}", from + some - 1)),
        _ => answer,
    }
}

fn described(answer: Answer, kind: &'static str, tag: String, for_good: bool) -> Answer {
    let answer = answer.with("Content-Type", kind).with("Accept-Ranges", "bytes");
    cached(answer, tag, for_good)
}

fn cached(answer: Answer, tag: String, for_good: bool) -> Answer {
    let lasts = if for_good { "max-age=31536000, immutable" } else { "no-cache" };
    answer.with("ETag", tag).with("Cache-Control", lasts)
}

fn same(tag: String, for_good: bool) -> Answer {
    cached(Answer { status: 304, headers: Vec::new(), body: Body::Bytes(Vec::new()) }, tag, for_good)
}

fn unsatisfied(length: u64) -> Answer {
    Answer::plain(416).with("Content-Range", format!("bytes */{length}"))
}

enum Portion {
    All,
    /// First and last byte.
    Some(u64, u64),
    /// Nothing of what was asked for.
    None,
    /// The client has it.
    Same,
}

/// What a request asks of a file of so many bytes. Several ranges at once may be answered with the whole.
fn portion(head: &Head, tag: &str, length: u64) -> Portion {
    let known = |list: &str| list.split(',').any(|known| matches!(known.trim(), "*") || known.trim() == tag);
    if head.header("if-none-match").is_some_and(known) {
        return Portion::Same;
    }
    let still = head.header("if-range").is_none_or(|known| known == tag);
    let wanted = head.header("range").filter(|_| still).and_then(|range| range.strip_prefix("bytes="));
    wanted.filter(|range| !range.contains(',')).and_then(|range| one(range, length)).unwrap_or(Portion::All)
}

/// `None` for what is no range, which is then passed over.
fn one(range: &str, length: u64) -> Option<Portion> {
    let (from, to) = range.trim().split_once('-')?;
    let (from, to) = match (from, to) {
        ("", last) => (length.saturating_sub(digits(last)?.max(1)), length.saturating_sub(1)),
        (from, "") => (digits(from)?, length.saturating_sub(1)),
        (from, to) => (digits(from)?, digits(to)?.min(length.saturating_sub(1))),
    };
    let asked_for_none = range.trim() == "-0";
    Some(if from > to || from >= length || asked_for_none { Portion::None } else { Portion::Some(from, to) })
}

fn digits(text: &str) -> Option<u64> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

/// A picture is sent as it lies on disk, which may be another kind than the one that it is published as.
fn picture_type(file: &mut Opened) -> Option<&'static str> {
    let mut first = Vec::new();
    file.take(16).read_to_end(&mut first).ok()?;
    image::guess_format(&first).ok().map(|format| format.to_mime_type())
}
