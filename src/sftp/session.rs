//! A connection: greeting, numbers, and many requests under way at once.

use super::packet::{Packet, REPLACE, ROOM, SHARE, SYNC, VERSION};
use super::pipe::{Lost, Pipe};
use super::reply::{self, Reply};
use super::ssh::{Host, Running, Ssh, unreached};
use super::trouble::{Garbled, Trouble, quoted};
use std::collections::{BTreeSet, HashMap};
use std::io::{Read, Write};
use std::time::Duration;

/// Requests under way at once.
const MANY: usize = 256;
/// Bytes of requests under way at once.
const MUCH: usize = 2 * 1024 * 1024;
/// An answer is waited for so long.
const PATIENCE: Duration = Duration::from_secs(60);
/// Somebody who types a passphrase, or compares a fingerprint, is waited for so long.
const TYPING: Duration = Duration::from_secs(300);

/// What a server can do beyond the draft.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Offers {
    /// Rename over what stands there.
    pub replace: bool,
    /// Give files second names.
    pub share: bool,
    /// Bring a file to its disk.
    pub sync: bool,
    /// Tell what room there is.
    pub room: bool,
}

/// A connection to a server.
pub struct Session {
    pipe: Pipe,
    /// None when it is no ssh that is spoken through.
    ssh: Option<Running>,
    host: String,
    patience: Duration,
    offers: Offers,
    number: u32,
    /// How many requests were sent.
    asked: u64,
    /// Bytes of all packets sent.
    sent: u64,
    /// Bytes of all packets that came.
    received: u64,
}

impl Session {
    /// Connects by ssh.
    ///
    /// # Errors
    /// When the server is not reached, or does not speak as it must.
    pub fn connect(ssh: &Ssh, host: &Host) -> Result<Session, Trouble> {
        let (pipe, running) = ssh.start(host)?;
        let patience = if ssh.asks { TYPING } else { PATIENCE };
        let mut session = Session::new(pipe, Some(running), host.shown());
        session.greet(patience)?;
        Ok(session)
    }

    /// Speaks over any two pipes; an answer is waited for so long.
    ///
    /// # Errors
    /// When the other side does not speak as it must.
    pub fn over(
        from: impl Read + Send + 'static,
        to: impl Write + Send + 'static,
        patience: Duration,
    ) -> Result<Session, Trouble> {
        let mut session = Session::new(Pipe::new(from, to), None, "sftp".to_owned());
        session.patience = patience;
        session.greet(patience)?;
        Ok(session)
    }

    fn new(pipe: Pipe, ssh: Option<Running>, host: String) -> Session {
        let offers = Offers::default();
        Session { pipe, ssh, host, patience: PATIENCE, offers, number: 0, asked: 0, sent: 0, received: 0 }
    }

    fn greet(&mut self, patience: Duration) -> Result<(), Trouble> {
        self.pipe.send(Packet::hello());
        let packet = match self.pipe.receive(patience) {
            Ok(packet) => packet,
            Err(Lost::Ended) => return Err(self.not_reached()),
            Err(lost) => return Err(self.lost(lost)),
        };
        match reply::hello(&packet) {
            Some((VERSION.., offers)) => self.offers = offered(&offers),
            Some((version, _)) => return Err(self.garbled(Garbled::Version(version))),
            None => return Err(self.garbled(Garbled::Greeting)),
        }
        Ok(())
    }

    /// What the server can do beyond the draft.
    pub fn offers(&self) -> Offers {
        self.offers
    }

    /// How many requests were sent, how many bytes they had, and how many the answers.
    pub fn traffic(&self) -> (u64, u64, u64) {
        (self.asked, self.sent, self.received)
    }

    /// Sends requests, many before the first is answered, and hands over each answer with its request's place in the
    /// row. An answer that is handed back is one too many: nothing more is sent, what is under way is waited for, and
    /// it is given with its place.
    ///
    /// # Errors
    /// When the connection is lost.
    pub fn all(
        &mut self,
        packets: impl IntoIterator<Item = Packet>,
        mut each: impl FnMut(usize, Reply) -> Option<Reply>,
    ) -> Result<Option<(usize, Reply)>, Trouble> {
        let mut packets = packets.into_iter().fuse().enumerate();
        let (mut waiting, mut bytes, mut wrong) = (HashMap::new(), 0, None);
        loop {
            while wrong.is_none() && waiting.len() < MANY && bytes < MUCH {
                let Some((place, packet)) = packets.next() else { break };
                let length = packet.length();
                bytes += length;
                waiting.insert(self.send(packet), (place, length));
            }
            if waiting.is_empty() {
                return Ok(wrong);
            }
            let (number, reply) = self.receive()?;
            let Some((place, length)) = waiting.remove(&number) else {
                return Err(self.garbled(Garbled::Number));
            };
            bytes -= length;
            if wrong.is_none() {
                wrong = each(place, reply).map(|reply| (place, reply));
            }
        }
    }

    /// Sends one request and waits for its answer.
    ///
    /// # Errors
    /// When the connection is lost.
    pub fn one(&mut self, packet: Packet) -> Result<Reply, Trouble> {
        let asked = self.send(packet);
        match self.receive()? {
            (number, reply) if number == asked => Ok(reply),
            _ => Err(self.garbled(Garbled::Number)),
        }
    }

    fn send(&mut self, packet: Packet) -> u32 {
        self.number = self.number.wrapping_add(1);
        self.asked += 1;
        self.sent += packet.length() as u64;
        self.pipe.send(packet.numbered(self.number));
        self.number
    }

    fn receive(&mut self) -> Result<(u32, Reply), Trouble> {
        let packet = self.pipe.receive(self.patience).map_err(|lost| self.lost(lost))?;
        self.received += packet.len() as u64;
        Reply::read(&packet).ok_or_else(|| self.garbled(Garbled::Kind))
    }

    fn lost(&mut self, lost: Lost) -> Trouble {
        let host = self.host.clone();
        match lost {
            Lost::Silent(patience) => Trouble::Silent { host, seconds: patience.as_secs() },
            Lost::Ended => Trouble::Cut { host, said: quoted(&self.last_words()) },
            Lost::Length(length) => Trouble::Garbled { host, what: Garbled::Length(length) },
        }
    }

    fn not_reached(&mut self) -> Trouble {
        let said = self.last_words();
        unreached(&self.host, &said)
    }

    fn last_words(&mut self) -> String {
        self.ssh.as_mut().map(Running::last_words).unwrap_or_default()
    }

    /// For whoever finds that an answer cannot be one.
    pub fn garbled(&self, what: Garbled) -> Trouble {
        Trouble::Garbled { host: self.host.clone(), what }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.pipe.close();
    }
}

fn offered(offers: &BTreeSet<String>) -> Offers {
    let has = |name: &str| offers.contains(name);
    Offers { replace: has(REPLACE), share: has(SHARE), sync: has(SYNC), room: has(ROOM) }
}
