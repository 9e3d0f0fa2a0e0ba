//! The head of a request, within limits.

use tiny_http::Request;

/// Bytes of a request's head.
const LONGEST_HEAD: usize = 16 << 10;
/// Lines of a request's head.
const MOST_HEADERS: usize = 64;
/// The head of a request, as far as it matters.
pub(super) struct Head {
    pub method: String,
    pub target: String,
    headers: Vec<(String, String)>,
}

impl Head {
    /// # Errors
    /// The status to refuse it with.
    pub(super) fn of(request: &Request) -> Result<Head, u16> {
        let lines = request.headers();
        let bytes = lines.iter().map(|line| line.field.as_str().len() + line.value.len());
        if lines.len() > MOST_HEADERS || request.url().len() + bytes.sum::<usize>() > LONGEST_HEAD {
            return Err(431);
        }
        let line = |line: &tiny_http::Header| {
            (line.field.as_str().as_str().to_ascii_lowercase(), line.value.as_str().trim().to_owned())
        };
        let head = Head {
            method: request.method().as_str().to_owned(),
            target: request.url().to_owned(),
            headers: lines.iter().map(line).collect(),
        };
        // GET and HEAD have no body; one that has is no request for us
        let length = head.header("content-length").is_some_and(|length| length != "0");
        if length || head.header("transfer-encoding").is_some() {
            return Err(if head.is_read() { 400 } else { 405 });
        }
        Ok(head)
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn is_head(&self) -> bool {
        self.method == "HEAD"
    }

    pub(super) fn is_read(&self) -> bool {
        self.method == "GET" || self.is_head()
    }

    pub(super) fn count(&self, name: &str) -> usize {
        self.headers.iter().filter(|(known, _)| known == name).count()
    }
}
