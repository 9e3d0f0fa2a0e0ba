//! A folder on a WebDAV server: `webdavs://user@host/path`, or `webdav://` where nothing secret is said.
//!
//! Files are put over one another: servers write them beside and rename them, and moving one over another is what they do in
//! two steps. Conditions keep nobody out there, but a folder can be made only once: by that the target is held.

use super::address::Address;
use super::around::Around;
use super::http::{Http, Question, Reply};
use super::lease::{LeaseFile, Seen};
use super::remote::{Asked, Cause, Remote};
use super::secrets::Secrets;
use super::store::{Store, Traffic};
use super::trouble::{Refusal, Trouble};
use crate::evidence::visit::trust::Trust;
use crate::model::media_type::media_type;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};
use std::thread::sleep;
use std::time::Duration;

/// What its address may say.
const OPTIONS: &[&str] = &["keys", "ca"];
/// What stands as it is in a path.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');
/// The folder that it is held by, and who made it.
const LEASE: &str = ".zhangbang/lease";
const MARK: &str = ".zhangbang/lease/mark";

/// A folder on a WebDAV server.
pub(super) struct Dav {
    http: Http,
    name: String,
    /// Scheme and host, without a final slash.
    server: String,
    /// With a final slash; empty for the whole server.
    prefix: String,
    /// What says who we are; none where nobody asks.
    authorization: Option<String>,
    /// Folders that are there, from the server's root.
    folders: Mutex<HashSet<String>>,
    settling: Duration,
}

impl Dav {
    /// The folder at an address; asks nothing yet.
    ///
    /// # Errors
    /// When the address is not whole, or a password would travel in the open.
    pub(super) fn new(address: &Address, trust: &Trust, around: &Around) -> Result<Dav, Trouble> {
        let name = address.short();
        if let Some(option) = address.foreign_option(OPTIONS) {
            return Err(Trouble::Refused { path: option.into(), refusal: Refusal::Option });
        }
        let is_safe = address.scheme == "webdavs";
        let is_here = matches!(address.host.as_str(), "127.0.0.1" | "[::1]" | "localhost");
        let authorization = authorization(address, &name, around)?;
        if authorization.is_some() && !is_safe && !is_here {
            return Err(Trouble::Refused { path: name.into(), refusal: Refusal::Open });
        }
        let port = address.port.map(|port| format!(":{port}")).unwrap_or_default();
        let server = format!("{}://{}{port}", if is_safe { "https" } else { "http" }, address.host);
        let prefix = if address.path.is_empty() { String::new() } else { format!("{}/", address.path) };
        let patience = around.patience();
        let http = Http::new(trust, patience, around.now);
        let (folders, settling) = (Mutex::default(), patience.first * 4);
        Ok(Dav { http, name, server, prefix, authorization, folders, settling })
    }

    fn ask(&self, question: &mut Question, path: &str) -> Result<Reply, Remote> {
        if let Some(authorization) = &self.authorization {
            question.headers.push(("authorization", authorization.clone()));
        }
        let address = format!("{}/{}", self.server, utf8_percent_encode(path, PATH));
        let reply = self.http.ask(question, || address.clone())?;
        match reply.status {
            401 => Err(question.trouble(Cause::Unknown)),
            403 => Err(question.trouble(Cause::Denied)),
            507 => Err(question.trouble(Cause::Full)),
            _ => Ok(reply),
        }
    }

    /// Asks for a path below the target.
    fn below(&self, method: &str, asked: Asked, path: &str, body: &[u8]) -> Result<Reply, Remote> {
        let headers = match method {
            "PUT" => vec![("content-type", media_type(path).to_owned())],
            "PROPFIND" => vec![("depth", "1".to_owned())],
            _ => Vec::new(),
        };
        let of = if path.is_empty() { &self.name } else { path };
        self.ask(&mut Question { method, asked, of, headers, body }, &format!("{}{path}", self.prefix))
    }

    fn get(&self, path: &str, asked: Asked) -> Result<Option<Reply>, Remote> {
        let reply = self.below("GET", asked, path, b"")?;
        match reply.status {
            200 => Ok(Some(reply)),
            404 | 410 => Ok(None),
            status => Err(otherwise(asked, path, status)),
        }
    }

    fn put(&self, path: &str, bytes: &[u8], asked: Asked) -> Result<(), Remote> {
        if let Some((folder, _)) = path.rsplit_once('/') {
            self.make_folders(folder)?;
        } else {
            self.make_folders("")?;
        }
        let reply = self.below("PUT", asked, path, bytes)?;
        match reply.status {
            200 | 201 | 204 => Ok(()),
            404 | 409 => Err(Remote::new(asked, path, Cause::NoPlace)),
            status => Err(otherwise(asked, path, status)),
        }
    }

    /// Every folder on the way to one below the target, and those of the target itself.
    fn make_folders(&self, folder: &str) -> Result<(), Remote> {
        let whole = format!("{}{folder}", self.prefix);
        let whole = whole.trim_end_matches('/');
        let ends = whole.match_indices('/').map(|(at, _)| at).chain([whole.len()]);
        for path in ends.filter_map(|end| whole.get(..end)).filter(|path| !path.is_empty()) {
            // one thread after the other, so that none writes into a folder that is being made
            let mut known = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
            if !known.contains(path) {
                self.make_folder(path)?;
                known.insert(path.to_owned());
            }
        }
        Ok(())
    }

    /// A folder, from the server's root. The server says of one that is there that it cannot be made; of some above the
    /// target, that we may not.
    fn make_folder(&self, path: &str) -> Result<(), Remote> {
        let (asked, headers) = (Asked::MakeFolder, Vec::new());
        let mut question = Question { method: "MKCOL", asked, of: path, headers, body: b"" };
        match self.ask(&mut question, &format!("{path}/")) {
            Ok(reply) => match reply.status {
                200 | 201 | 301 | 405 => Ok(()),
                404 | 409 => Err(question.trouble(Cause::NoPlace)),
                status => Err(otherwise(asked, path, status)),
            },
            Err(Remote { cause: Cause::Denied, .. }) if self.prefix.starts_with(&format!("{path}/")) => {
                Ok(())
            }
            Err(trouble) => Err(trouble),
        }
    }

    /// Makes the lease's folder, which only one can.
    fn make_lease(&self) -> Result<bool, Remote> {
        self.make_folders(".zhangbang")?;
        let reply = self.below("MKCOL", Asked::Lock, &format!("{LEASE}/"), b"")?;
        match reply.status {
            200 | 201 => Ok(true),
            301 | 405 | 409 => Ok(false),
            status => Err(otherwise(Asked::Lock, LEASE, status)),
        }
    }

    fn delete(&self, path: &str, asked: Asked) -> Result<(), Remote> {
        let reply = self.below("DELETE", asked, path, b"")?;
        match reply.status {
            200 | 202 | 204 | 404 => Ok(()),
            status => Err(otherwise(asked, path, status)),
        }
    }
}

impl Store for Dav {
    fn name(&self) -> &str {
        &self.name
    }

    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        Ok(self.get(path, Asked::Read)?.map(|reply| reply.body))
    }

    /// How long it may be kept is the server's to say.
    fn write(&self, path: &str, bytes: &[u8], _: &str) -> Result<(), Trouble> {
        Ok(self.put(path, bytes, Asked::Write)?)
    }

    fn remove(&self, path: &str) -> Result<(), Trouble> {
        Ok(self.delete(path, Asked::Remove)?)
    }

    fn is_occupied(&self) -> Result<bool, Trouble> {
        let reply = self.below("PROPFIND", Asked::Look, "", b"")?;
        match reply.status {
            207 => {}
            404 | 405 | 501 => return Ok(self.get("index.html", Asked::Look)?.is_some()),
            status => return Err(otherwise(Asked::Look, &self.name, status).into()),
        }
        let text = String::from_utf8_lossy(&reply.body).into_owned();
        let own = format!("/{}", utf8_percent_encode(&self.prefix, PATH));
        let is_own = |path: &str| path.trim_end_matches('/') == own.trim_end_matches('/');
        Ok(hrefs(&text).any(|path| !is_own(path) && !path.trim_end_matches('/').ends_with("/.zhangbang")))
    }

    fn traffic(&self) -> Traffic {
        self.http.traffic()
    }
}

impl LeaseFile for Dav {
    fn look(&self) -> Result<Option<Seen>, Trouble> {
        if let Some(reply) = self.get(MARK, Asked::Lock)? {
            let (age, mark) = (reply.age(), String::from_utf8_lossy(&reply.body).into_owned());
            return Ok(Some(Seen { mark, age, tag: String::new() }));
        }
        // its folder alone is left by a run that died between two steps, or is in the middle of them
        let reply = self.below("PROPFIND", Asked::Lock, &format!("{LEASE}/"), b"")?;
        let there = reply.status == 207;
        Ok(there.then(|| Seen { mark: String::new(), age: modified(&reply), tag: String::new() }))
    }

    fn make(&self, mark: &str) -> Result<bool, Trouble> {
        if !self.make_lease()? {
            return Ok(false);
        }
        self.put(MARK, mark.as_bytes(), Asked::Lock)?;
        Ok(true)
    }

    fn replace(&self, seen: &Seen, mark: &str) -> Result<bool, Trouble> {
        if seen.mark == mark {
            self.put(MARK, mark.as_bytes(), Asked::Lock)?;
            return Ok(true);
        }
        self.clear()?;
        if !self.make(mark)? {
            return Ok(false);
        }
        // another who found it over at the same moment may have removed ours
        sleep(self.settling);
        Ok(self.look()?.is_some_and(|seen| seen.mark == mark))
    }

    fn clear(&self) -> Result<(), Trouble> {
        self.folders
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&format!("{}{LEASE}", self.prefix));
        Ok(self.delete(&format!("{LEASE}/"), Asked::Lock)?)
    }
}

fn authorization(address: &Address, name: &str, around: &Around) -> Result<Option<String>, Trouble> {
    let keys = address.options.get("keys").map_or("WEBDAV", String::as_str);
    let (user, password) = (format!("{keys}_USER"), format!("{keys}_PASSWORD"));
    let secrets = Secrets::of(around)?;
    let known = address.user.clone().or_else(|| secrets.get(&user));
    match (known, secrets.get(&password)) {
        (Some(known), Some(hidden)) => {
            Ok(Some(format!("Basic {}", BASE64_STANDARD.encode(format!("{known}:{hidden}")))))
        }
        (None, None) => Ok(None),
        (None, Some(_)) => Err(Remote::new(Asked::SignIn, name, Cause::NoSecret(vec![user])).into()),
        (Some(_), None) => Err(Remote::new(Asked::SignIn, name, Cause::NoSecret(vec![password])).into()),
    }
}

fn otherwise(asked: Asked, of: &str, status: u16) -> Remote {
    Remote::new(asked, of, Cause::Status(status, String::new()))
}

/// Paths of the answer to a question about a folder.
fn hrefs(text: &str) -> impl Iterator<Item = &str> {
    let values = text.split("href>").skip(1).step_by(2);
    let href = values.filter_map(|rest| rest.split('<').next());
    href.map(|href| match href.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("/", |at| &rest[at..]),
        None => href,
    })
}

/// For how long the first thing that an answer is about has been as it is.
fn modified(reply: &Reply) -> Option<Duration> {
    let text = String::from_utf8_lossy(&reply.body).into_owned();
    let (_, rest) = text.split_once("getlastmodified")?;
    let (_, rest) = rest.split_once('>')?;
    reply.since(rest.split('<').next()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_in_a_folder_is_read_from_answers_of_both_servers() {
        let apache = "<D:response xmlns:lp1=\"DAV:\"><D:href>/dav/</D:href><D:propstat/></D:response><D:response><D:href>/dav/a%20b.html</D:href></D:response>";
        assert_eq!(hrefs(apache).collect::<Vec<_>>(), ["/dav/", "/dav/a%20b.html"]);
        let whole = "<d:href>http://a.example:80/dav/x</d:href>";
        assert_eq!(hrefs(whole).collect::<Vec<_>>(), ["/dav/x"]);
        assert_eq!(hrefs("<html>").count(), 0);
    }
}
