//! What a server answers, out of its bytes. They may be anything: what does not fit is no answer, and nothing is made
//! room for before it has come.

use std::collections::BTreeSet;

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// Done, or why not.
    Status(Status),
    /// What an open file or list is called from now on.
    Handle(Vec<u8>),
    /// Bytes of a file.
    Data(Vec<u8>),
    /// Names in a folder, or where a link leads.
    Names(Vec<Named>),
    /// What stands at a path.
    Attributes(Attributes),
    /// What an extension answers.
    Extended(Vec<u8>),
}

/// Whether something was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// 0 when it was.
    pub code: u32,
    /// In the server's words.
    pub said: String,
}

/// A name in a folder, with what stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Without its folder.
    pub name: String,
    /// What is known of it.
    pub attributes: Attributes,
}

/// What a server tells of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attributes {
    /// In bytes.
    pub size: Option<u64>,
    /// Kind and rights, as on Unix.
    pub mode: Option<u32>,
    /// Last modified, by the server's clock, in seconds since 1970.
    pub modified: Option<u32>,
}

/// What room there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// Bytes that may still be written.
    pub bytes: u64,
    /// Files that may still be made; none where the file system does not count them.
    pub files: Option<u64>,
}

impl Status {
    /// Done.
    pub const OK: u32 = 0;
    /// No more bytes, or names.
    pub const END: u32 = 1;
    /// Nothing is there.
    pub const NOTHING: u32 = 2;
    /// The rights do not allow it.
    pub const DENIED: u32 = 3;
    /// It has no such request.
    pub const UNKNOWN: u32 = 8;
}

impl Reply {
    /// From a packet without its length: the request's number, and what is answered. `None` when it is no answer.
    pub(super) fn read(packet: &[u8]) -> Option<(u32, Reply)> {
        let mut bytes = Bytes(packet);
        let (kind, number) = (bytes.one()?, bytes.number()?);
        let reply = match kind {
            101 => Reply::Status(Status { code: bytes.number()?, said: bytes.text().unwrap_or_default() }),
            102 => Reply::Handle(bytes.string()?.to_vec()),
            103 => Reply::Data(bytes.string()?.to_vec()),
            104 => Reply::Names(bytes.names()?),
            105 => Reply::Attributes(bytes.attributes()?),
            201 => Reply::Extended(bytes.0.to_vec()),
            _ => return None,
        };
        Some((number, reply))
    }
}

impl Room {
    /// From what the extension answers.
    pub(super) fn read(answer: &[u8]) -> Option<Room> {
        let mut bytes = Bytes(answer);
        let _block = bytes.long()?;
        let unit = bytes.long()?;
        let (_blocks, _free, free) = (bytes.long()?, bytes.long()?, bytes.long()?);
        let (files, _free_files, free_files) = (bytes.long()?, bytes.long()?, bytes.long()?);
        Some(Room { bytes: free.saturating_mul(unit), files: (files > 0).then_some(free_files) })
    }
}

/// What a server says of itself first: its version, and the extensions that it offers. `None` when it is no such thing.
pub(super) fn hello(packet: &[u8]) -> Option<(u32, BTreeSet<String>)> {
    let mut bytes = Bytes(packet);
    if bytes.one()? != 2 {
        return None;
    }
    let version = bytes.number()?;
    let mut offers = BTreeSet::new();
    while let (Some(name), Some(_)) = (bytes.text(), bytes.string()) {
        offers.insert(name);
    }
    Some((version, offers))
}

/// What has not been read yet.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn one(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    fn number(&mut self) -> Option<u32> {
        Some(u32::from_be_bytes(self.take(4)?.try_into().ok()?))
    }

    fn long(&mut self) -> Option<u64> {
        Some(u64::from_be_bytes(self.take(8)?.try_into().ok()?))
    }

    fn string(&mut self) -> Option<&'a [u8]> {
        let length = self.number()?;
        self.take(usize::try_from(length).ok()?)
    }

    /// A name that is no UTF-8 is none of ours.
    fn text(&mut self) -> Option<String> {
        Some(String::from_utf8_lossy(self.string()?).into_owned())
    }

    fn names(&mut self) -> Option<Vec<Named>> {
        let many = self.number()?;
        let mut names = Vec::new();
        for _ in 0..many {
            let name = self.text()?;
            let _as_ls_would_say = self.string()?;
            names.push(Named { name, attributes: self.attributes()? });
        }
        Some(names)
    }

    fn attributes(&mut self) -> Option<Attributes> {
        let given = self.number()?;
        let has = |bit: u32| given & bit != 0;
        let size = if has(1) { Some(self.long()?) } else { None };
        if has(2) {
            self.take(8)?;
        }
        let mode = if has(4) { Some(self.number()?) } else { None };
        let modified = if has(8) {
            self.number()?;
            Some(self.number()?)
        } else {
            None
        };
        let more = if has(0x8000_0000) { self.number()? } else { 0 };
        for _ in 0..more {
            self.string()?;
            self.string()?;
        }
        Some(Attributes { size, mode, modified })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read_or_is_none() {
        let status = [101, 0, 0, 0, 9, 0, 0, 0, 3, 0, 0, 0, 2, b'n', b'o', 0, 0, 0, 0];
        let denied = Reply::Status(Status { code: Status::DENIED, said: "no".to_owned() });
        assert_eq!(Reply::read(&status), Some((9, denied)));
        assert_eq!(Reply::read(&[101, 0, 0, 0, 9, 0, 0]), None);
        assert_eq!(Reply::read(&[77, 0, 0, 0, 9, 0, 0, 0, 0]), None);
        assert_eq!(Reply::read(&[102, 0, 0, 0, 1, 255, 255, 255, 255, b'h']), None);
    }

    #[test]
    fn four_thousand_million_names_in_nine_bytes_are_no_answer() {
        assert_eq!(Reply::read(&[104, 0, 0, 0, 1, 255, 255, 255, 255]), None);
    }

    #[test]
    fn attributes_are_read_whatever_comes_with_them() {
        let mut packet = vec![105, 0, 0, 0, 1, 0x80, 0, 0, 15];
        packet.extend(300u64.to_be_bytes());
        packet.extend([0; 8]);
        packet.extend(0o100_644u32.to_be_bytes());
        packet.extend([0, 0, 0, 1, 0, 0, 0, 2]);
        packet.extend([0, 0, 0, 1, 0, 0, 0, 1, b'x', 0, 0, 0, 0]);
        let attributes = Attributes { size: Some(300), mode: Some(0o100_644), modified: Some(2) };
        assert_eq!(Reply::read(&packet), Some((1, Reply::Attributes(attributes))));
    }

    #[test]
    fn no_bytes_whatever_make_it_fall() {
        for length in 0..40_usize {
            for seed in 0..400_usize {
                let bytes: Vec<u8> =
                    (0..length).map(|i| (seed.wrapping_mul(i * 31 + 7) >> (i % 5)) as u8).collect();
                for kind in 100..=106 {
                    let mut packet = vec![kind];
                    packet.extend(&bytes);
                    let _ = (Reply::read(&packet), hello(&packet), Room::read(&packet));
                }
            }
        }
    }

    #[test]
    fn room_is_told_in_bytes_and_files() {
        let answer: Vec<u8> = [512_u64, 4096, 100, 50, 10, 70, 60, 55, 0, 0, 255]
            .iter()
            .flat_map(|n| n.to_be_bytes())
            .collect();
        assert_eq!(Room::read(&answer), Some(Room { bytes: 40_960, files: Some(55) }));
        assert_eq!(Room::read(&answer[..30]), None);
    }
}
