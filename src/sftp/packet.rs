//! What is asked of a server, as bytes: draft-ietf-secsh-filexfer-02, with the extensions of OpenSSH.

/// The version spoken here.
pub(super) const VERSION: u32 = 3;
/// Where a request's number stands: after its length and kind.
const NUMBER: std::ops::Range<usize> = 5..9;

/// What a file is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Reading.
    Read,
    /// Writing a file that must not be there yet.
    New,
    /// Writing a file from its beginning, whether it is there or not.
    Over,
}

/// One request, still without its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packet(Vec<u8>);

impl Packet {
    /// The first of all: which version is spoken. It has no number.
    pub(super) fn hello() -> Vec<u8> {
        let mut bytes = vec![0, 0, 0, 5, 1];
        bytes.extend(VERSION.to_be_bytes());
        bytes
    }

    fn new(kind: u8) -> Packet {
        Packet(vec![0, 0, 0, 0, kind, 0, 0, 0, 0])
    }

    fn extended(name: &str) -> Packet {
        Packet::new(200).string(name.as_bytes())
    }

    fn string(self, bytes: &[u8]) -> Packet {
        // nothing here comes near four gigabytes: what is longer is cut, and refused by the server
        let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        let mut packet = self.number(length);
        packet.0.extend_from_slice(bytes);
        packet
    }

    fn number(mut self, number: u32) -> Packet {
        self.0.extend(number.to_be_bytes());
        self
    }

    fn long(mut self, number: u64) -> Packet {
        self.0.extend(number.to_be_bytes());
        self
    }

    /// Opens a file. A new one can be read by everybody: it is about to be published.
    pub fn open(path: &str, how: How) -> Packet {
        const READ: u32 = 1;
        const WRITE: u32 = 2;
        const CREATE: u32 = 8;
        const EMPTY: u32 = 16;
        const NEW: u32 = 32;
        let flags = match how {
            How::Read => READ,
            How::New => WRITE | CREATE | NEW,
            How::Over => WRITE | CREATE | EMPTY,
        };
        let packet = Packet::new(3).string(path.as_bytes()).number(flags);
        if how == How::Read { packet.number(0) } else { packet.rights(0o644) }
    }

    /// Attributes of which only the rights are given.
    fn rights(self, rights: u32) -> Packet {
        const RIGHTS: u32 = 4;
        self.number(RIGHTS).number(rights)
    }

    /// Closes a file or a list.
    pub fn close(handle: &[u8]) -> Packet {
        Packet::new(4).string(handle)
    }

    /// Bytes of a file from a place on.
    pub fn read(handle: &[u8], from: u64, length: u32) -> Packet {
        Packet::new(5).string(handle).long(from).number(length)
    }

    /// Writes bytes at a place.
    pub fn write(handle: &[u8], from: u64, bytes: &[u8]) -> Packet {
        Packet::new(6).string(handle).long(from).string(bytes)
    }

    /// What stands at a path; a link is told as one.
    pub fn look(path: &str) -> Packet {
        Packet::new(7).string(path.as_bytes())
    }

    /// What a path leads to.
    pub fn look_through(path: &str) -> Packet {
        Packet::new(17).string(path.as_bytes())
    }

    /// Begins a list of a folder.
    pub fn list(path: &str) -> Packet {
        Packet::new(11).string(path.as_bytes())
    }

    /// The next names of a list.
    pub fn next(handle: &[u8]) -> Packet {
        Packet::new(12).string(handle)
    }

    /// Removes a file or a link.
    pub fn remove(path: &str) -> Packet {
        Packet::new(13).string(path.as_bytes())
    }

    /// Makes a folder.
    pub fn make_folder(path: &str) -> Packet {
        Packet::new(14).string(path.as_bytes()).rights(0o755)
    }

    /// Removes an empty folder.
    pub fn remove_folder(path: &str) -> Packet {
        Packet::new(15).string(path.as_bytes())
    }

    /// Where a link leads.
    pub fn led_to(link: &str) -> Packet {
        Packet::new(19).string(link.as_bytes())
    }

    /// Makes a link. The draft has it the other way round; servers do as OpenSSH does.
    pub fn link_to(to: &str, link: &str) -> Packet {
        Packet::new(20).string(to.as_bytes()).string(link.as_bytes())
    }

    /// Renames to where nothing stands yet.
    pub fn rename(from: &str, to: &str) -> Packet {
        Packet::new(18).string(from.as_bytes()).string(to.as_bytes())
    }

    /// Renames over whatever stands there, at once.
    pub fn replace(from: &str, to: &str) -> Packet {
        Packet::extended(REPLACE).string(from.as_bytes()).string(to.as_bytes())
    }

    /// Gives a file a second name.
    pub fn share(from: &str, to: &str) -> Packet {
        Packet::extended(SHARE).string(from.as_bytes()).string(to.as_bytes())
    }

    /// Brings an open file to the server's disk.
    pub fn sync(handle: &[u8]) -> Packet {
        Packet::extended(SYNC).string(handle)
    }

    /// How much room there is.
    pub fn room(path: &str) -> Packet {
        Packet::extended(ROOM).string(path.as_bytes())
    }

    /// How many bytes it takes.
    pub(super) fn length(&self) -> usize {
        self.0.len()
    }

    /// With the number that its answer will carry.
    pub(super) fn numbered(mut self, number: u32) -> Vec<u8> {
        let length = u32::try_from(self.0.len() - 4).unwrap_or(u32::MAX);
        self.0[..4].copy_from_slice(&length.to_be_bytes());
        self.0[NUMBER].copy_from_slice(&number.to_be_bytes());
        self.0
    }
}

/// Renames over what stands there.
pub(super) const REPLACE: &str = "posix-rename@openssh.com";
/// Second names of files.
pub(super) const SHARE: &str = "hardlink@openssh.com";
/// Brings a file to the disk.
pub(super) const SYNC: &str = "fsync@openssh.com";
/// Tells what room there is.
pub(super) const ROOM: &str = "statvfs@openssh.com";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_the_bytes_of_the_draft() {
        let removed = Packet::remove("a").numbered(7);
        assert_eq!(removed, [0, 0, 0, 10, 13, 0, 0, 0, 7, 0, 0, 0, 1, b'a']);
        let written = Packet::write(b"h", 1, b"xy").numbered(0x0102_0304);
        let mut expected = vec![0, 0, 0, 24, 6, 1, 2, 3, 4, 0, 0, 0, 1, b'h'];
        expected.extend([0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 2, b'x', b'y']);
        assert_eq!(written, expected);
        assert_eq!(Packet::hello(), [0, 0, 0, 5, 1, 0, 0, 0, 3]);
    }

    #[test]
    fn a_link_names_where_it_leads_first_as_openssh_has_it() {
        let made = Packet::link_to("to", "at").numbered(0);
        assert_eq!(&made[9..], [0, 0, 0, 2, b't', b'o', 0, 0, 0, 2, b'a', b't']);
    }

    #[test]
    fn a_new_file_must_not_be_there_and_can_be_read_by_everybody() {
        let opened = Packet::open("a", How::New).numbered(0);
        assert_eq!(&opened[14..], [0, 0, 0, 2 + 8 + 32, 0, 0, 0, 4, 0, 0, 0o644u16.to_be_bytes()[0], 0xa4]);
        assert_eq!(&Packet::open("a", How::Read).numbered(0)[14..], [0, 0, 0, 1, 0, 0, 0, 0]);
    }
}
