//! Packets over two pipes. Each has a thread of its own, so that a server that does not read cannot keep us from reading, nor
//! one that does not answer keep us for ever.

use std::io::{BufReader, Read, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel};
use std::thread;
use std::time::Duration;

/// Longer packets are refused: servers that are in use send 256 KiB at most, and we ask for less.
const MOST: u32 = 512 * 1024;
/// Packets that lie here before they are asked for; a server that says more than it was asked waits.
const WAITING: usize = 16;

/// Bytes that are sent together where they wait.
const TOGETHER: usize = 64 * 1024;

/// Why there are no more packets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lost {
    /// Nothing came for so long.
    Silent(Duration),
    /// The other side has closed.
    Ended,
    /// The next packet would have this many bytes.
    Length(u32),
}

/// Both ways to a server.
pub(super) struct Pipe {
    /// Taken away when it is closed.
    to: Option<Sender<Vec<u8>>>,
    from: Receiver<Result<Vec<u8>, Lost>>,
}

impl Pipe {
    pub(super) fn new(from: impl Read + Send + 'static, to: impl Write + Send + 'static) -> Pipe {
        let (to_sender, to_receiver) = channel();
        let (from_sender, from_receiver) = sync_channel(WAITING);
        thread::spawn(move || write_all(to, &to_receiver));
        thread::spawn(move || read_all(from, &from_sender));
        Pipe { to: Some(to_sender), from: from_receiver }
    }

    /// Sends a packet. That nobody takes it shows when its answer does not come.
    pub(super) fn send(&self, packet: Vec<u8>) {
        if let Some(to) = &self.to {
            let _ = to.send(packet);
        }
    }

    /// The next packet, without its length.
    pub(super) fn receive(&self, patience: Duration) -> Result<Vec<u8>, Lost> {
        match self.from.recv_timeout(patience) {
            Ok(packet) => packet,
            Err(RecvTimeoutError::Timeout) => Err(Lost::Silent(patience)),
            Err(RecvTimeoutError::Disconnected) => Err(Lost::Ended),
        }
    }

    /// Says that nothing more will be sent.
    pub(super) fn close(&mut self) {
        self.to = None;
    }
}

fn write_all(mut to: impl Write, packets: &Receiver<Vec<u8>>) {
    // what is gone or closed on the other side is told by the pipe that comes from there
    while let Ok(mut bytes) = packets.recv() {
        // what waits already goes with it
        while bytes.len() < TOGETHER
            && let Ok(next) = packets.try_recv()
        {
            bytes.extend(next);
        }
        if to.write_all(&bytes).and_then(|()| to.flush()).is_err() {
            return;
        }
    }
}

fn read_all(from: impl Read, packets: &SyncSender<Result<Vec<u8>, Lost>>) {
    let mut from = BufReader::with_capacity(TOGETHER, from);
    loop {
        let packet = read_one(&mut from);
        let is_last = packet.is_err();
        if packets.send(packet).is_err() || is_last {
            return;
        }
    }
}

fn read_one(from: &mut impl Read) -> Result<Vec<u8>, Lost> {
    let mut length = [0; 4];
    from.read_exact(&mut length).map_err(|_| Lost::Ended)?;
    let length = u32::from_be_bytes(length);
    if length == 0 || length > MOST {
        return Err(Lost::Length(length));
    }
    let mut packet = vec![0; length as usize];
    from.read_exact(&mut packet).map_err(|_| Lost::Ended)?;
    Ok(packet)
}
