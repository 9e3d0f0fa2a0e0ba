//! The connection to a server, made when it is first needed and once.

use crate::publish::target::store::Traffic;
use crate::sftp::{Host, Session, Ssh, Trouble};

/// To whom, how, and the connection when there is one.
pub(super) struct Line {
    ssh: Ssh,
    host: Host,
    session: Option<Session>,
}

impl Line {
    pub(super) fn new(ssh: Ssh, host: Host) -> Line {
        Line { ssh, host, session: None }
    }

    pub(super) fn session(&mut self) -> Result<&mut Session, Trouble> {
        let session = match self.session.take() {
            Some(session) => session,
            None => Session::connect(&self.ssh, &self.host)?,
        };
        Ok(self.session.insert(session))
    }

    /// What went over it so far.
    pub(super) fn traffic(&self) -> Option<Traffic> {
        let (requests, sent, received) = self.session.as_ref()?.traffic();
        Some(Traffic { requests, sent, received, ..Traffic::default() })
    }
}
