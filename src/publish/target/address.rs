//! The address of a target on a server: `scheme://user@host:port/path?option=value&…`. It is kept under `content/`
//! while a publication is pending, so nothing secret may stand in it.

use super::trouble::{Refusal, Trouble};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

/// What stands as it is in an option.
const PLAIN: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b':').remove(b'/');

/// Where on which server, by what protocol, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// `s3`, `webdavs`, …
    pub scheme: String,
    /// Whose account, where the address says so.
    pub user: Option<String>,
    /// The server, or the bucket of an object store.
    pub host: String,
    /// The server's port, where it is another than usual.
    pub port: Option<u16>,
    /// Without slashes at its ends.
    pub path: String,
    /// How it is to be reached, by name.
    pub options: BTreeMap<String, String>,
}

impl Address {
    /// Whether a target's name is an address, and no path.
    pub fn is_one(name: &str) -> bool {
        name.split_once("://").is_some_and(|(scheme, _)| {
            !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
    }

    /// Reads an address as it is written.
    ///
    /// # Errors
    /// When it is none, or has a password in it.
    pub fn read(text: &str) -> Result<Address, Trouble> {
        let refused = |refusal| Trouble::Refused { path: PathBuf::from(spoken(text)), refusal };
        let unreadable = || refused(Refusal::Address);
        let (scheme, rest) =
            text.split_once("://").filter(|_| Address::is_one(text)).ok_or_else(unreadable)?;
        let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (server, path) = rest.split_once('/').unwrap_or((rest, ""));
        let (user, server) = match server.rsplit_once('@') {
            Some((user, _)) if user.contains(':') => return Err(refused(Refusal::Secret)),
            Some((user, server)) => (Some(decoded(user)), server),
            None => (None, server),
        };
        let (host, port) = host_and_port(server).ok_or_else(unreadable)?;
        let path = decoded(path.trim_matches('/'));
        let is_plain = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(['\\', '\0']);
        if host.is_empty() || !(path.is_empty() || path.split('/').all(is_plain)) {
            return Err(unreadable());
        }
        let options = query.split('&').filter(|pair| !pair.is_empty()).map(option);
        let (scheme, host) = (scheme.to_ascii_lowercase(), host.to_owned());
        Ok(Address { scheme, user, host, port, path, options: options.collect() })
    }

    /// The same with more options; those of the address itself come first.
    #[must_use]
    pub fn with(mut self, options: impl IntoIterator<Item = (String, String)>) -> Address {
        for (key, value) in options {
            self.options.entry(key).or_insert(value);
        }
        self
    }

    /// The first option that nobody knows who can only use these.
    pub fn foreign_option(&self, known: &[&str]) -> Option<&str> {
        self.options.keys().map(String::as_str).find(|key| !known.contains(key))
    }

    /// Without its options, for people.
    pub fn short(&self) -> String {
        spoken(&self.to_string())
    }
}

impl fmt::Display for Address {
    /// In one spelling: what is pending is found again by it.
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}://", self.scheme)?;
        if let Some(user) = &self.user {
            write!(f, "{}@", utf8_percent_encode(user, PLAIN))?;
        }
        f.write_str(&self.host)?;
        if let Some(port) = self.port {
            write!(f, ":{port}")?;
        }
        write!(f, "/{}", utf8_percent_encode(&self.path, PLAIN))?;
        for (i, (key, value)) in self.options.iter().enumerate() {
            let sign = if i == 0 { '?' } else { '&' };
            write!(f, "{sign}{key}={}", utf8_percent_encode(value, PLAIN))?;
        }
        Ok(())
    }
}

/// Without its options, in which somebody may have written a secret, and without a password.
fn spoken(text: &str) -> String {
    let address = text.split_once('?').map_or(text, |(address, _)| address);
    let (scheme, rest) = address.split_once("://").unwrap_or(("", address));
    let server = rest.find('/').unwrap_or(rest.len());
    match rest.get(..server).and_then(|server| server.rsplit_once('@')) {
        Some((user, host)) if user.contains(':') => {
            let user = user.split(':').next().unwrap_or_default();
            format!("{scheme}://{user}:…@{host}{}", rest.get(server..).unwrap_or_default())
        }
        _ => address.to_owned(),
    }
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

fn option(pair: &str) -> (String, String) {
    let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
    (decoded(key), decoded(value))
}

/// `host`, `host:port` or `[::1]:port`.
fn host_and_port(server: &str) -> Option<(&str, Option<u16>)> {
    let end = if server.starts_with('[') {
        server.find(']')? + 1
    } else {
        server.find(':').unwrap_or(server.len())
    };
    let (host, rest) = server.split_at_checked(end)?;
    match rest.strip_prefix(':') {
        Some(port) => Some((host, Some(port.parse().ok()?))),
        None => rest.is_empty().then_some((host, None)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_and_written_in_one_spelling() {
        for (written, again) in [
            (
                "s3://board/web/?endpoint=http://127.0.0.1:18480&region=z",
                "s3://board/web?endpoint=http://127.0.0.1:18480&region=z",
            ),
            ("SFTP://gs@a.example:2222//srv/公示/", "sftp://gs@a.example:2222/srv/%E5%85%AC%E7%A4%BA"),
            ("webdavs://a.example", "webdavs://a.example/"),
            ("webdavs://[::1]:8443/x", "webdavs://[::1]:8443/x"),
        ] {
            let address = Address::read(written).unwrap();
            assert_eq!(address.to_string(), again);
            assert_eq!(Address::read(again).unwrap(), address);
        }
        let address = Address::read("s3://board/web?region=z").unwrap();
        let more = [("region".to_owned(), "other".to_owned()), ("keys".to_owned(), "云".to_owned())];
        assert_eq!(address.with(more).to_string(), "s3://board/web?keys=%E4%BA%91&region=z");
    }

    #[test]
    fn what_is_no_address_is_refused_and_no_secret_is_repeated() {
        for (bad, why) in [
            ("s3:///web", Refusal::Address),
            ("s3://board/a/../b", Refusal::Address),
            ("s3://board/a%2F..", Refusal::Address),
            ("sftp://a.example:port/x", Refusal::Address),
            ("webdavs://name:geheim@a.example/?x=geheim", Refusal::Secret),
        ] {
            let Err(Trouble::Refused { path, refusal }) = Address::read(bad) else { panic!("{bad}") };
            assert_eq!(refusal, why, "{bad}");
            assert!(!path.display().to_string().contains("geheim"), "{}", path.display());
        }
        for path in ["/srv/www", "C:\\www", "www", "://x", "a b://c"] {
            assert!(!Address::is_one(path), "{path}");
        }
    }
}
