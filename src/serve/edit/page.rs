//! What a browser loads for the form: one page, Decap as it was published, and our own script and style beside it.

use serde_json::Value;

/// Decap CMS, packed; `edit/decap-cms.md` says which and how.
const DECAP: &[u8] = include_bytes!("decap-cms.js.gz");
const LICENCE: &str = include_str!("decap-cms.LICENSE.txt");
const PAGE: &str = include_str!("form.html");
const SCRIPT: &str = include_str!("form.js");
const STYLE: &str = include_str!("form.css");

/// Nothing is loaded from outside, nothing frames the page. Decap compiles the checks of its configuration, for which it
/// needs `unsafe-eval`, and writes its styles into the page.
const POLICY: &str = "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; \
img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' blob:; frame-src 'self'; base-uri 'none'; form-action 'none'; \
frame-ancestors 'none'";

/// What a request must show that it comes from the page of this run.
#[derive(Clone)]
pub(in crate::serve) struct Token(String);

impl Token {
    /// One that nobody can guess.
    ///
    /// # Errors
    /// When the system has no random numbers.
    pub(in crate::serve) fn fresh() -> std::io::Result<Token> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(std::io::Error::other)?;
        Ok(Token(bytes.iter().map(|byte| format!("{byte:02x}")).collect()))
    }

    /// In a time that does not tell how much of it is right.
    pub(in crate::serve) fn is(&self, other: &str) -> bool {
        let differing = self.0.bytes().zip(other.bytes()).fold(0, |sum, (a, b)| sum | (a ^ b));
        self.0.len() == other.len() && differing == 0
    }
}

/// A file for the browser.
pub(in crate::serve) struct Resource {
    pub status: u16,
    pub bytes: Vec<u8>,
    pub kind: &'static str,
    pub is_packed: bool,
    /// What the browser may do with it.
    pub policy: &'static str,
}

impl Resource {
    fn new(bytes: impl Into<Vec<u8>>, kind: &'static str) -> Resource {
        Resource { status: 200, bytes: bytes.into(), kind, is_packed: false, policy: POLICY }
    }

    pub(super) fn json(value: &Value) -> Resource {
        Resource::new(value.to_string(), "application/json; charset=utf-8")
    }

    pub(super) fn trouble(words: &str) -> Resource {
        Resource { status: 500, ..Resource::new(words, "text/plain; charset=utf-8") }
    }
}

/// What is called so.
pub(super) fn resource(name: &str, token: &Token) -> Option<Resource> {
    const SCRIPTS: &str = "text/javascript; charset=utf-8";
    Some(match name {
        "" => Resource::new(PAGE.replace("{{token}}", &token.0), "text/html; charset=utf-8"),
        "decap-cms.js" => Resource { is_packed: true, ..Resource::new(DECAP, SCRIPTS) },
        "decap-cms.LICENSE.txt" => Resource::new(LICENCE, "text/plain; charset=utf-8"),
        "form.js" => Resource::new(SCRIPT, SCRIPTS),
        "form.css" => Resource::new(STYLE, "text/css; charset=utf-8"),
        _ => return None,
    })
}
