//! The head of a request, within limits. Its words are tiny_http's: methods and headers.

use tiny_http::{Header, Method};

/// Bytes of a request's head.
pub(super) const LONGEST_HEAD: usize = 16 << 10;
/// Lines of a request's head.
const MOST_HEADERS: usize = 64;

/// The head of a request, as far as it matters.
pub(super) struct Head {
    pub method: Method,
    pub target: String,
    headers: Vec<Header>,
    /// Bytes that follow, by its own word.
    pub length: u64,
    /// What followed.
    pub body: Vec<u8>,
}

/// Where a head ends, with its empty line.
pub(super) fn end(bytes: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, b"\r\n\r\n").map(|at| at + 4)
}

impl Head {
    /// Of a whole head.
    ///
    /// # Errors
    /// The status to refuse it with.
    pub(super) fn parse(bytes: &[u8]) -> Result<Head, u16> {
        let text = str::from_utf8(bytes).ok().filter(|text| text.is_ascii()).ok_or(400_u16)?;
        let mut lines = text.trim_end_matches("\r\n").split("\r\n");
        let (method, target) = asked(lines.next().unwrap_or_default())?;
        let lines: Vec<&str> = lines.collect();
        if lines.len() > MOST_HEADERS {
            return Err(431);
        }
        let headers: Result<Vec<Header>, u16> =
            lines.iter().map(|line| line.parse::<Header>().map_err(|()| 400)).collect();
        let mut head = Head { method, target, headers: headers?, length: 0, body: Vec::new() };
        // only a form has a body, and it says how long
        let refusal = if head.is_read() { 400 } else { 405 };
        if head.header("transfer-encoding").is_some() || head.count("content-length") > 1 {
            return Err(refusal);
        }
        let length = head.header("content-length").map_or(Ok(0), str::parse);
        head.length = length.map_err(|_| refusal)?;
        if head.length > 0 && head.method != Method::Post { Err(refusal) } else { Ok(head) }
    }

    pub(super) fn is_post(&self) -> bool {
        self.method == Method::Post
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.named(name).next().map(|header| header.value.as_str().trim())
    }

    pub(super) fn is_head(&self) -> bool {
        self.method == Method::Head
    }

    pub(super) fn is_read(&self) -> bool {
        matches!(self.method, Method::Get | Method::Head)
    }

    pub(super) fn count(&self, name: &str) -> usize {
        self.named(name).count()
    }

    fn named(&self, name: &str) -> impl Iterator<Item = &Header> {
        self.headers.iter().filter(move |header| header.field.as_str().as_str().eq_ignore_ascii_case(name))
    }
}

/// Method and target of a request's first line.
fn asked(line: &str) -> Result<(Method, String), u16> {
    let parts: Vec<&str> = line.split(' ').collect();
    let &[method, target, version] = parts.as_slice() else { return Err(400) };
    match version {
        "HTTP/1.0" | "HTTP/1.1" => {}
        _ if version.starts_with("HTTP/") => return Err(505),
        _ => return Err(400),
    }
    let word = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
    if !word(method) || !word(target) {
        return Err(400);
    }
    Ok((method.parse().map_err(|()| 400_u16)?, target.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(head: &str) -> Result<(), u16> {
        Head::parse(head.as_bytes()).map(drop)
    }

    #[test]
    fn what_is_no_head_for_us_is_refused_with_its_status() {
        let many = "X: 1\r\n".repeat(65);
        for (head, wanted) in [
            ("GET / HTTP/1.1\r\nHost: a\r\n\r\n", Ok(())),
            ("GET / HTTP/1.1\r\n\r\n", Ok(())),
            ("BREW / HTTP/1.1\r\n\r\n", Ok(())),
            ("GET /\r\n\r\n", Err(400)),
            ("GET  / HTTP/1.1\r\n\r\n", Err(400)),
            ("GET / HTTP/2.0\r\n\r\n", Err(505)),
            ("GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n", Err(400)),
            ("GET / HTTP/1.1\r\nHost : a\r\n\r\n", Err(400)),
            ("GET / HTTP/1.1\r\nno colon\r\n\r\n", Err(400)),
            ("GET /村 HTTP/1.1\r\n\r\n", Err(400)),
            ("GET / HTTP/1.1\r\nContent-Length: 5\r\n\r\n", Err(400)),
            ("POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\n", Ok(())),
            ("POST / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n", Err(405)),
            ("POST / HTTP/1.1\r\nContent-Length: five\r\n\r\n", Err(405)),
            ("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", Err(405)),
            ("PUT / HTTP/1.1\r\nContent-Length: 5\r\n\r\n", Err(405)),
            ("GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", Err(400)),
            (&format!("GET / HTTP/1.1\r\n{many}\r\n"), Err(431)),
        ] {
            assert_eq!(status(head), wanted, "{head:?}");
        }
    }

    #[test]
    fn headers_are_found_whatever_their_case() {
        let head =
            Head::parse(b"HEAD /x HTTP/1.0\r\nhOST:  a \r\nHost: b\r\n\r\n").unwrap_or_else(|_| panic!());
        assert_eq!((head.header("host"), head.count("host"), head.is_head()), (Some("a"), 2, true));
    }
}
