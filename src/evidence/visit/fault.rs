//! What a visit can find, as values. Their keys stand in the log and never change; the words are in
//! [`crate::evidence::words`].

use serde::{Serialize, Serializer};

/// Why an address does not show what was published there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No connection: no such host, refused, cut before the first word.
    Unreachable,
    /// No whole answer within the time of a visit.
    Timeout,
    /// A connection, and no trust: the certificate is expired, for another name, or of an unknown authority.
    Tls,
    /// The body ends before its end.
    Cut,
    /// Answered, and not with 200.
    Status(u16),
    /// The address leads elsewhere; nobody followed.
    Redirected,
    /// A file of a folder that cannot be read.
    Unreadable,
    /// Other bytes than those that were published.
    Differs,
    /// Not answered as what it is: a page as plain text, or in another character encoding.
    ContentType,
    /// `Content-Disposition`: browsers save the page and do not show it.
    Download,
    /// `X-Robots-Tag`: search engines are to pass it by.
    NoIndex,
    /// `Refresh`: readers are sent on.
    Refresh,
    /// `Link: …; rel=stylesheet`: a style sheet that nobody published.
    Sheet,
    /// robots.txt keeps search engines away.
    Robots,
    /// The site is not a release that the log knows.
    ReleaseUnknown,
    /// The site is an earlier release than the last that the log knows.
    ReleaseOld,
    /// Its record is not the one that the log knows.
    RecordDiffers,
    /// The round's time was over, or the server had not answered so often that nobody asked any more.
    NotVisited,
    /// An attachment, a picture or the record beside the page.
    File(Box<Fault>),
}

impl Fault {
    /// The name in the log and in reports.
    pub fn key(&self) -> String {
        let key = match self {
            Fault::Status(status) => return format!("status-{status}"),
            Fault::File(fault) => return format!("file-{}", fault.key()),
            Fault::Unreachable => "unreachable",
            Fault::Timeout => "timeout",
            Fault::Tls => "tls",
            Fault::Cut => "cut",
            Fault::Redirected => "redirected",
            Fault::Unreadable => "unreadable",
            Fault::Differs => "differs",
            Fault::ContentType => "content-type",
            Fault::Download => "download",
            Fault::NoIndex => "noindex",
            Fault::Refresh => "refresh",
            Fault::Sheet => "sheet",
            Fault::Robots => "robots",
            Fault::ReleaseUnknown => "release-unknown",
            Fault::ReleaseOld => "release-old",
            Fault::RecordDiffers => "record-differs",
            Fault::NotVisited => "not-visited",
        };
        key.to_owned()
    }

    /// What a key in a log stands for; `None` for one of a newer program.
    pub fn of(key: &str) -> Option<Fault> {
        if let Some(status) = key.strip_prefix("status-") {
            return status.parse().ok().map(Fault::Status);
        }
        if let Some(inner) = key.strip_prefix("file-") {
            return Fault::of(inner).map(|fault| Fault::File(Box::new(fault)));
        }
        PLAIN.iter().find(|fault| fault.key() == key).cloned()
    }

    /// Nothing came back, so that it says as much of the way there as of the server.
    pub fn is_silence(&self) -> bool {
        matches!(self, Fault::Unreachable | Fault::Timeout | Fault::NotVisited)
    }
}

/// Those that hold nothing.
pub const PLAIN: &[Fault] = &[
    Fault::Unreachable,
    Fault::Timeout,
    Fault::Tls,
    Fault::Cut,
    Fault::Redirected,
    Fault::Unreadable,
    Fault::Differs,
    Fault::ContentType,
    Fault::Download,
    Fault::NoIndex,
    Fault::Refresh,
    Fault::Sheet,
    Fault::Robots,
    Fault::ReleaseUnknown,
    Fault::ReleaseOld,
    Fault::RecordDiffers,
    Fault::NotVisited,
];

impl Serialize for Fault {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.key())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_again() {
        let nested = [Fault::Status(503), Fault::File(Box::new(Fault::Status(404)))];
        for fault in PLAIN.iter().chain(&nested) {
            assert_eq!(Fault::of(&fault.key()).as_ref(), Some(fault));
        }
        assert_eq!(Fault::of("file-differs"), Some(Fault::File(Box::new(Fault::Differs))));
        assert_eq!(Fault::of("a newer one"), None);
    }
}
