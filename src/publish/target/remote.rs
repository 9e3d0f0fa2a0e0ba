//! What a server would not do.

/// Trouble with a server: what was asked of it, of what, and how it ended.
#[derive(Debug)]
pub struct Remote {
    /// What was asked.
    pub asked: Asked,
    /// A file's path on the site, or the target's address; never with a secret in it.
    pub of: String,
    /// How it ended.
    pub cause: Cause,
}

/// What was asked of a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// To be there and to know us.
    Connect,
    /// To know who we are.
    SignIn,
    /// To tell what it has.
    Look,
    /// To give a file.
    Read,
    /// To take a file.
    Write,
    /// To make a folder.
    MakeFolder,
    /// To show what was brought over.
    Show,
    /// To remove a file.
    Remove,
    /// To be held for one publication.
    Lock,
}

/// Why a server did not do it.
#[derive(Debug)]
pub enum Cause {
    /// Nobody answers at this address.
    Unreachable,
    /// No whole answer in time.
    Timeout,
    /// Its certificate is not trusted.
    Tls,
    /// The connection broke off in the middle.
    Cut,
    /// It does not know who we are.
    Unknown,
    /// It knows us and does not let us.
    Denied,
    /// Nothing secret was given to say who we are with; by these names it is looked for.
    NoSecret(Vec<String>),
    /// The bucket or folder that is published to is not there.
    NoPlace,
    /// Its clock and ours are too far apart.
    Clock,
    /// It has no room left.
    Full,
    /// It was busy, with this answer, until the time was over.
    Overloaded(u16),
    /// Another answer than those above, with the server's word for it.
    Status(u16, String),
    /// What it gives is not what it was given.
    Differs,
    /// Somebody else took the target while we had it.
    Lost,
    /// In words of the server or of a program between it and us.
    Said(String),
}

impl Remote {
    /// For a target's methods.
    pub fn new(asked: Asked, of: impl Into<String>, cause: Cause) -> Remote {
        Remote { asked, of: of.into(), cause }
    }
}
