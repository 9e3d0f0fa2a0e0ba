//! Who is let in: judges a request's head, before any body of it is heard.
//!
//! Only GET and HEAD, only by this server's own names, never on behalf of another site. With the form there is one address
//! more, to which only the page of this very run can send: right host, right origin, its token, and JSON of a bounded length.

use super::edit::Token;
use super::head::Head;

/// Where the form's addresses begin.
pub(super) const FORM: &str = "/edit/";
/// The one address that takes a body.
const QUESTIONS: &str = "/edit/api";
/// Bytes of a body: an attachment of 32 MiB as text, and the words around it.
const LONGEST_BODY: u64 = 48 << 20;

pub(super) struct Gate {
    pub port: u16,
    /// What a request that writes must show; without it, none may.
    pub token: Option<Token>,
}

impl Gate {
    /// Whether a request is answered.
    ///
    /// # Errors
    /// The status that says why not.
    pub(super) fn admit(&self, head: &Head) -> Result<(), u16> {
        let is_wanted = head.is_read() || (head.is_post() && self.token.is_some());
        if !is_wanted {
            return Err(405);
        }
        match head.header("host") {
            Some(host) if head.count("host") == 1 && self.is_own(host) => {}
            Some(_) => return Err(403),
            None => return Err(400),
        }
        let own = |origin: &str| origin.strip_prefix("http://").is_some_and(|host| self.is_own(host));
        if head.header("origin").is_some_and(|origin| !own(origin)) {
            return Err(403);
        }
        if head.is_post() { self.admit_question(head) } else { Ok(()) }
    }

    /// Another site's page can send neither the header nor the type without asking first, which is refused.
    fn admit_question(&self, head: &Head) -> Result<(), u16> {
        let once = |name| head.count(name) == 1;
        let shown = head.header("x-zhangbang-token").unwrap_or_default();
        let known = self.token.as_ref().is_some_and(|token| token.is(shown));
        let kind = head.header("content-type").unwrap_or_default();
        match () {
            () if head.target != QUESTIONS => Err(405),
            () if !once("origin") || !once("x-zhangbang-token") || !known => Err(403),
            () if !kind.starts_with("application/json") => Err(415),
            () if head.length == 0 => Err(411),
            () if head.length > LONGEST_BODY => Err(413),
            () => Ok(()),
        }
    }

    /// A name that leads to nobody but this machine; any other may have been made to.
    fn is_own(&self, host: &str) -> bool {
        let name = match host.strip_suffix(&format!(":{}", self.port)) {
            Some(name) => name,
            None if self.port == 80 => host,
            None => return false,
        };
        ["127.0.0.1", "localhost", "[::1]"].contains(&name.to_ascii_lowercase().as_str())
    }
}
