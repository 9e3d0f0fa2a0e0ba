//! One visit: what a place gives for a path, or why it gives nothing.
//!
//! No redirect is followed; a visit over fifteen seconds has failed.

use crate::disk::{self, Found};
use crate::model::release;
use crate::plan::addresses::url;
use serde::{Serialize, Serializer};
use std::fmt;
use std::io::{ErrorKind, Read};
use std::path::PathBuf;
use std::time::Duration;

/// A visit longer than this has failed. Source: the posting page of the design.
const LIMIT: Duration = Duration::from_secs(15);
/// No page or file that is published is larger, in bytes; more is somebody else's.
const FILE_LIMIT: u64 = 256 << 20;

/// Where to look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A base address, without a final slash.
    Web(String),
    /// A published directory (its `current` is followed), or a plain folder.
    Folder(PathBuf),
}

/// Why nothing was had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Miss {
    /// No answer within fifteen seconds.
    Timeout,
    Unreachable,
    /// It sends visitors elsewhere.
    Redirected,
    /// What the server said instead of 200; 404 for a file that is not there.
    Status(u16),
    /// The file is there and cannot be read.
    Unreadable,
}

/// What is wrong with what a visitor gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    Missed(Miss),
    /// Not the bytes that were published.
    Differs,
    /// No release that the log knows is there.
    ReleaseUnknown,
    /// An attachment or picture cannot be had.
    FileMissed(Miss),
    /// An attachment or picture is not as it was published.
    FileDiffers,
}

/// As the log and the JSON form call it.
impl fmt::Display for Miss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Miss::Timeout => f.write_str("timeout"),
            Miss::Unreachable => f.write_str("unreachable"),
            Miss::Redirected => f.write_str("redirected"),
            Miss::Status(status) => write!(f, "status-{status}"),
            Miss::Unreadable => f.write_str("unreadable"),
        }
    }
}

/// As the log and the JSON form call it.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Missed(miss) => write!(f, "{miss}"),
            Fault::Differs => f.write_str("differs"),
            Fault::ReleaseUnknown => f.write_str("release-unknown"),
            Fault::FileMissed(miss) => write!(f, "file-{miss}"),
            Fault::FileDiffers => f.write_str("file-differs"),
        }
    }
}

impl Serialize for Fault {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Place {
    pub fn of(asked: Option<&str>, base_url: &str) -> Place {
        match asked {
            Some(asked) if !asked.contains("://") => {
                let folder = PathBuf::from(asked);
                let current = folder.join("current");
                let is_target = disk::look_through(&current).is_ok_and(|found| found != Found::Nothing);
                Place::Folder(if is_target { current } else { folder })
            }
            Some(asked) => Place::Web(asked.trim_end_matches('/').to_owned()),
            None => Place::Web(base_url.trim_end_matches('/').to_owned()),
        }
    }

    /// What the log calls it.
    pub fn name(&self) -> String {
        match self {
            Place::Web(address) => address.clone(),
            Place::Folder(_) => "directory".into(),
        }
    }
}

/// What came back.
pub struct Answer {
    pub status: Option<u16>,
    pub body: Result<Vec<u8>, Miss>,
    /// The server's clock, in seconds since 1970.
    pub date: Option<i64>,
}

/// What visitors get for a path, relative to the root of the site.
pub fn fetch(place: &Place, path: &str) -> Answer {
    match place {
        Place::Folder(folder) => read(folder.join(path)),
        Place::Web(address) => get(&url::absolute(&format!("{address}/"), path)),
    }
}

fn read(path: PathBuf) -> Answer {
    let path = if disk::is_folder(&path) { path.join("index.html") } else { path };
    let body = disk::read(&path).map_err(|trouble| match trouble.kind() {
        Some(ErrorKind::NotFound) => Miss::Status(404),
        _ => Miss::Unreadable,
    });
    Answer { status: None, body, date: None }
}

fn get(address: &str) -> Answer {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_global(Some(LIMIT))
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .user_agent(concat!("zhangbang/", env!("CARGO_PKG_VERSION")))
        .build()
        .into();
    match agent.get(address).call() {
        Err(ureq::Error::Timeout(_)) => failed(Miss::Timeout),
        Err(_) => failed(Miss::Unreachable),
        Ok(mut answer) => {
            let status = answer.status().as_u16();
            let date = answer.headers().get("date").and_then(|date| server_time(date.to_str().ok()?));
            let body = match status {
                200 => page(&mut answer),
                300..=399 => Err(Miss::Redirected),
                status => Err(Miss::Status(status)),
            };
            Answer { status: Some(status), body, date }
        }
    }
}

fn page(answer: &mut ureq::http::Response<ureq::Body>) -> Result<Vec<u8>, Miss> {
    let mut bytes = Vec::new();
    let read = answer.body_mut().as_reader().take(FILE_LIMIT).read_to_end(&mut bytes);
    read.map(|_| bytes).map_err(|_| Miss::Timeout)
}

fn failed(miss: Miss) -> Answer {
    Answer { status: None, body: Err(miss), date: None }
}

/// An HTTP date, `Sun, 08 Nov 2026 06:30:00 GMT`, in seconds since 1970.
fn server_time(date: &str) -> Option<i64> {
    Some(jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(date).ok()?.as_second())
}

/// The bytes of the `release.json` that a place carries.
///
/// # Errors
/// Why it could not be had.
pub fn carried(place: &Place) -> Result<Vec<u8>, Miss> {
    fetch(place, release::NAME).body
}
