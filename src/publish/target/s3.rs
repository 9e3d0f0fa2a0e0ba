//! An object store that speaks S3: `s3://bucket/prefix?endpoint=…&region=…`, and its vendors' own schemes.
//!
//! Requests are signed in their address, with plain bodies: some vendors read signed pieces of a body back broken. What is
//! there is asked for object by object; a list is looked at once, before the first publication, and not believed even then.
//! Whether the store holds conditions is tried out before the first lease, since some ignore them without a word.

use super::address::Address;
use super::around::Around;
use super::bucket::{bucket, credentials};
use super::http::{Http, Question, Reply};
use super::lease::{LeaseFile, Seen};
use super::remote::{Asked, Cause, Remote};
use super::standing::FOLDER;
use super::store::{Store, Traffic};
use super::trouble::{Refusal, Trouble};
use super::vendor::Vendor;
use crate::evidence::visit::trust::Trust;
use crate::model::media_type::media_type;
use rusty_s3::{Bucket, Credentials, Method, signing};
use std::collections::BTreeMap;
use std::sync::OnceLock;
use std::thread::sleep;
use std::time::Duration;

/// What its address may say.
const OPTIONS: &[&str] = &["endpoint", "region", "style", "keys", "ca"];
/// For how long a signature holds: more than one request may take.
const SIGNED: u64 = 900;
/// The file that it is held by.
const LEASE: &str = ".zhangbang/lease";
/// What is written to see whether conditions hold.
const PROBE: &str = ".zhangbang/probe";

/// A bucket, or what lies in it under a prefix.
pub(super) struct S3 {
    http: Http,
    bucket: Bucket,
    credentials: Credentials,
    vendor: &'static Vendor,
    name: String,
    /// With a final slash; empty for the whole bucket.
    prefix: String,
    /// Before it is read back who has a lease that could not be made under a condition.
    settling: Duration,
    holds: OnceLock<Holds>,
}

/// Which conditions the store holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Holds {
    /// Not to replace what is there.
    make: bool,
    /// To replace only what was seen.
    replace: bool,
}

impl S3 {
    /// The store at an address; asks nothing yet.
    ///
    /// # Errors
    /// When the address is not whole, or there is no key.
    pub(super) fn new(
        address: &Address,
        vendor: &'static Vendor,
        trust: &Trust,
        around: &Around,
    ) -> Result<S3, Trouble> {
        let name = address.short();
        if let Some(option) = address.foreign_option(OPTIONS) {
            return Err(Trouble::Refused { path: option.into(), refusal: Refusal::Option });
        }
        let refused = || Trouble::Refused { path: name.clone().into(), refusal: Refusal::Address };
        let bucket = bucket(address, vendor).ok_or_else(refused)?;
        let credentials = credentials(address, vendor, &name, around)?;
        let prefix = if address.path.is_empty() { String::new() } else { format!("{}/", address.path) };
        let patience = around.patience();
        let http = Http::new(trust, patience, around.now);
        let settling = patience.first * 8;
        Ok(S3 { http, bucket, credentials, vendor, name, prefix, settling, holds: OnceLock::new() })
    }

    fn ask(&self, question: &Question, path: &str, query: &[(&str, &str)]) -> Result<Reply, Remote> {
        let method = match question.method {
            "PUT" => Method::Put,
            "DELETE" => Method::Delete,
            _ => Method::Get,
        };
        let url = match path {
            "" => self.bucket.base_url().clone(),
            path => self.bucket.object_url(&format!("{}{path}", self.prefix)),
        };
        let headers: BTreeMap<&str, &str> =
            question.headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let (key, secret, token) =
            (self.credentials.key(), self.credentials.secret(), self.credentials.token());
        self.http.ask(question, || {
            let (headers, query) = (headers.iter().map(|(a, b)| (*a, *b)), query.iter().copied());
            let (now, url, region) = (self.http.now(), url.clone(), self.bucket.region());
            signing::sign(&now, method, url, key, secret, token, region, SIGNED, query, headers).into()
        })
    }

    fn get(&self, path: &str, asked: Asked) -> Result<Option<Reply>, Remote> {
        let question = Question { method: "GET", asked, of: path, headers: Vec::new(), body: b"" };
        let reply = self.ask(&question, path, &[])?;
        match reply.status {
            200 => Ok(Some(reply)),
            404 if code(&reply) != "NoSuchBucket" => Ok(None),
            _ => Err(question.trouble(cause(&reply))),
        }
    }

    /// Puts an object there under a condition, or none. False when the condition did not hold.
    fn put(&self, path: &str, body: &[u8], asked: Asked, more: Vec<(&str, String)>) -> Result<bool, Remote> {
        let mut headers = more;
        headers.push(("content-type", media_type(path).to_owned()));
        headers.push(("content-length", body.len().to_string()));
        let question = Question { method: "PUT", asked, of: path, headers, body };
        let reply = self.ask(&question, path, &[])?;
        match reply.status {
            200 | 201 | 204 => Ok(true),
            409 | 412 => Ok(false),
            _ => Err(question.trouble(cause(&reply))),
        }
    }

    /// With the vendor's word for it.
    fn make_new(&self, path: &str, body: &[u8]) -> Result<bool, Remote> {
        let (name, value) = self.vendor.no_overwrite;
        self.put(path, body, Asked::Lock, vec![(name, value.to_owned())])
    }

    /// Some gateways know a tag only without its quotation marks.
    fn put_over(&self, path: &str, tag: &str, body: &[u8]) -> Result<bool, Remote> {
        self.put(path, body, Asked::Lock, vec![("if-match", tag.trim_matches('"').to_owned())])
    }

    fn delete(&self, path: &str) -> Result<(), Remote> {
        let question =
            Question { method: "DELETE", asked: Asked::Remove, of: path, headers: Vec::new(), body: b"" };
        let reply = self.ask(&question, path, &[])?;
        match reply.status {
            200 | 202 | 204 | 404 => Ok(()),
            _ => Err(question.trouble(cause(&reply))),
        }
    }

    /// Which conditions hold here: tried out once in a run.
    fn holds(&self) -> Result<Holds, Remote> {
        if let Some(holds) = self.holds.get() {
            return Ok(*holds);
        }
        self.delete(PROBE)?;
        let is_there =
            |bytes: &[u8]| Ok(self.get(PROBE, Asked::Lock)?.is_some_and(|reply| reply.body == bytes));
        let made = self.make_new(PROBE, b"1")? && !self.make_new(PROBE, b"2")? && is_there(b"1")?;
        // neither a tag that was never there, nor a store that refuses every tag
        let wrong = self.put_over(PROBE, "0123456789abcdef0123456789abcdef", b"3")?;
        let tag = self.get(PROBE, Asked::Lock)?.and_then(|reply| Some(reply.header("etag")?.to_owned()));
        let right = match tag {
            Some(tag) => self.put_over(PROBE, &tag, b"4")? && is_there(b"4")?,
            None => false,
        };
        self.delete(PROBE)?;
        Ok(*self.holds.get_or_init(|| Holds { make: made, replace: !wrong && right }))
    }

    /// Puts a mark there without a condition, and waits whether another comes.
    fn settle(&self, mark: &str) -> Result<bool, Trouble> {
        self.put(LEASE, mark.as_bytes(), Asked::Lock, Vec::new())?;
        sleep(self.settling);
        Ok(self.look()?.is_some_and(|seen| seen.mark == mark))
    }
}

impl Store for S3 {
    fn name(&self) -> &str {
        &self.name
    }

    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        Ok(self.get(path, Asked::Read)?.map(|reply| reply.body))
    }

    fn write(&self, path: &str, bytes: &[u8], cache_control: &str) -> Result<(), Trouble> {
        match self.put(path, bytes, Asked::Write, vec![("cache-control", cache_control.to_owned())])? {
            true => Ok(()),
            // a bucket that lets nothing be replaced
            false => Err(Remote::new(Asked::Write, path, Cause::Denied).into()),
        }
    }

    fn remove(&self, path: &str) -> Result<(), Trouble> {
        Ok(self.delete(path)?)
    }

    fn is_occupied(&self) -> Result<bool, Trouble> {
        let question =
            Question { method: "GET", asked: Asked::Look, of: &self.name, headers: Vec::new(), body: b"" };
        let query = [("list-type", "2"), ("max-keys", "10"), ("prefix", self.prefix.as_str())];
        let reply = self.ask(&question, "", &query)?;
        if reply.status != 200 {
            return Err(question.trouble(cause(&reply)).into());
        }
        let text = String::from_utf8_lossy(&reply.body).into_owned();
        let mut keys = text.split("<Key>").skip(1).filter_map(|rest| rest.split("</Key>").next());
        let own = format!("{}{FOLDER}", self.prefix);
        let listed = keys.any(|key| !key.starts_with(&own) && key != self.prefix);
        Ok(listed || self.get("index.html", Asked::Look)?.is_some())
    }

    fn traffic(&self) -> Traffic {
        let waited = self.holds.get().is_some_and(|holds| !holds.make || !holds.replace);
        Traffic { waited, ..self.http.traffic() }
    }
}

impl LeaseFile for S3 {
    fn look(&self) -> Result<Option<Seen>, Trouble> {
        let Some(reply) = self.get(LEASE, Asked::Lock)? else { return Ok(None) };
        let (age, tag) = (reply.age(), reply.header("etag").unwrap_or_default().to_owned());
        Ok(Some(Seen { mark: String::from_utf8_lossy(&reply.body).into_owned(), age, tag }))
    }

    fn make(&self, mark: &str) -> Result<bool, Trouble> {
        match self.holds()?.make {
            true => Ok(self.make_new(LEASE, mark.as_bytes())?),
            false => self.settle(mark),
        }
    }

    fn replace(&self, seen: &Seen, mark: &str) -> Result<bool, Trouble> {
        match self.holds()?.replace {
            true => Ok(self.put_over(LEASE, &seen.tag, mark.as_bytes())?),
            // one's own needs no waiting: whoever had wanted it would have seen it
            false if seen.mark == mark => Ok(self.put(LEASE, mark.as_bytes(), Asked::Lock, Vec::new())?),
            false => self.settle(mark),
        }
    }

    fn clear(&self) -> Result<(), Trouble> {
        Ok(self.delete(LEASE)?)
    }
}

/// The store's own word for what is wrong.
fn code(reply: &Reply) -> String {
    let text = String::from_utf8_lossy(&reply.body);
    let code = text.split_once("<Code>").and_then(|(_, rest)| rest.split_once("</Code>"));
    let word = |code: &str| code.chars().filter(char::is_ascii_alphanumeric).take(60).collect();
    code.map(|(code, _)| word(code)).unwrap_or_default()
}

fn cause(reply: &Reply) -> Cause {
    let code = code(reply);
    match (reply.status, code.as_str()) {
        (_, "NoSuchBucket") => Cause::NoPlace,
        (_, "RequestTimeTooSkewed") => Cause::Clock,
        (401, _) | (_, "InvalidAccessKeyId" | "SignatureDoesNotMatch" | "ExpiredToken" | "InvalidToken") => {
            Cause::Unknown
        }
        (507, _) | (_, "QuotaExceeded" | "TooManyBuckets" | "EntityTooLarge" | "InsufficientStorage") => {
            Cause::Full
        }
        (403, _) => Cause::Denied,
        (status, _) => Cause::Status(status, code),
    }
}
