//! Servers that misbehave, each in its own way: what is answered is written down here, byte for byte.

use super::files::{self, Found, Wanted};
use super::packet::{How, Packet};
use super::reply::{Reply, Status};
use super::session::{Offers, Session};
use super::trouble::{Action, Garbled, Refusal, Trouble};
use std::io::{Read, Write, pipe};
use std::thread;
use std::time::Duration;

/// Long enough for every answer that comes.
const LONG: Duration = Duration::from_secs(30);
/// Long enough to see that none comes.
const SHORT: Duration = Duration::from_millis(200);

/// A packet: length, kind, and what follows.
fn packet(kind: u8, body: &[u8]) -> Vec<u8> {
    let mut bytes = (body.len() as u32 + 1).to_be_bytes().to_vec();
    bytes.push(kind);
    bytes.extend(body);
    bytes
}

fn answer(kind: u8, number: u32, body: &[u8]) -> Vec<u8> {
    packet(kind, &[&number.to_be_bytes(), body].concat())
}

fn string(bytes: &[u8]) -> Vec<u8> {
    [&(bytes.len() as u32).to_be_bytes(), bytes].concat()
}

fn status(number: u32, code: u32) -> Vec<u8> {
    answer(101, number, &[code.to_be_bytes().to_vec(), string(b"so it is"), string(b"")].concat())
}

fn names(number: u32, names: &[&str]) -> Vec<u8> {
    let one = |name: &&str| [string(name.as_bytes()), string(b"-rw-r--r--"), vec![0, 0, 0, 0]].concat();
    let all: Vec<u8> = names.iter().flat_map(one).collect();
    answer(104, number, &[(names.len() as u32).to_be_bytes().to_vec(), all].concat())
}

/// A plain file of this size.
fn file(number: u32, size: u64) -> Vec<u8> {
    let mode = 0o100_644_u32.to_be_bytes();
    answer(105, number, &[&5_u32.to_be_bytes(), &size.to_be_bytes()[..], &mode].concat())
}

fn hello(extensions: &[&str]) -> Vec<u8> {
    let all = extensions.iter().flat_map(|name| [string(name.as_bytes()), string(b"1")].concat());
    packet(2, &[3_u32.to_be_bytes().to_vec(), all.collect()].concat())
}

/// What is asked: its kind, its number, and the rest.
struct Asked {
    kind: u8,
    number: u32,
    body: Vec<u8>,
}

impl Asked {
    fn read(from: &mut impl Read) -> Option<Asked> {
        let mut length = [0; 4];
        from.read_exact(&mut length).ok()?;
        let mut packet = vec![0; u32::from_be_bytes(length) as usize];
        from.read_exact(&mut packet).ok()?;
        let number = u32::from_be_bytes(packet[1..5].try_into().unwrap());
        Some(Asked { kind: packet[0], number, body: packet[5..].to_vec() })
    }

    /// Its first string.
    fn path(&self) -> &str {
        let length = u32::from_be_bytes(self.body[..4].try_into().unwrap()) as usize;
        std::str::from_utf8(&self.body[4..4 + length]).unwrap()
    }
}

/// A server that greets so and answers so; it hangs up when it answers `None`.
fn served(
    greeting: Vec<u8>,
    patience: Duration,
    mut answer: impl FnMut(Asked) -> Option<Vec<u8>> + Send + 'static,
) -> Result<Session, Trouble> {
    let ((mut from_us, to_server), (from_server, mut to_us)) = (pipe().unwrap(), pipe().unwrap());
    thread::spawn(move || {
        Asked::read(&mut from_us)?;
        to_us.write_all(&greeting).ok()?;
        while let Some(asked) = Asked::read(&mut from_us) {
            to_us.write_all(&answer(asked)?).ok()?;
        }
        Some(())
    });
    Session::over(from_server, to_server, patience)
}

fn toy(answer: impl FnMut(Asked) -> Option<Vec<u8>> + Send + 'static) -> Session {
    served(hello(&["statvfs@openssh.com", "fsync@openssh.com"]), LONG, answer).unwrap()
}

fn garbled<T>(outcome: Result<T, Trouble>) -> Garbled {
    match outcome {
        Err(Trouble::Garbled { what, .. }) => what,
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("it was believed"),
    }
}

fn refusal<T>(outcome: Result<T, Trouble>) -> (String, Action, Refusal) {
    match outcome {
        Err(Trouble::Refused { path, action, why, .. }) => (path, action, why),
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("it was believed"),
    }
}

#[test]
fn a_greeting_says_what_the_server_can_do() {
    let session = served(hello(&["posix-rename@openssh.com", "hardlink@openssh.com", "x@y"]), LONG, |_| None);
    let offers = Offers { replace: true, share: true, sync: false, room: false };
    assert_eq!(session.unwrap().offers(), offers);
}

#[test]
fn what_is_no_greeting_is_told() {
    let greeted = |bytes: Vec<u8>| served(bytes, LONG, |_| None);
    assert_eq!(garbled(greeted(b"Welcome to the county's server\n".to_vec())), Garbled::Length(0x5765_6c63));
    assert_eq!(garbled(greeted(packet(2, &2_u32.to_be_bytes()))), Garbled::Version(2));
    assert_eq!(garbled(greeted(packet(101, &[0; 12]))), Garbled::Greeting);
    assert_eq!(garbled(greeted(vec![0, 0, 0, 0])), Garbled::Length(0));
    let words = greeted(b"Welcome".to_vec()).err().unwrap().words();
    assert_eq!(
        words.zh,
        "服务器 sftp 说的不是 SFTP（常见原因：登录脚本里打印了文字，比如 .bashrc 里的 echo）；没有照它做"
    );
}

#[test]
fn a_wrong_number_a_giant_and_a_riddle_are_no_answers() {
    let mut session = toy(|asked| Some(status(asked.number + 1, 0)));
    assert_eq!(garbled(files::remove(&mut session, "a")), Garbled::Number);
    let mut session = toy(|_| Some(vec![255, 255, 255, 255, 101]));
    assert_eq!(garbled(files::look(&mut session, "a")), Garbled::Length(u32::MAX));
    let mut session = toy(|asked| Some(answer(99, asked.number, b"?")));
    assert_eq!(garbled(files::look(&mut session, "a")), Garbled::Kind);
    let mut session = toy(|asked| Some(answer(102, asked.number, &string(b"handle"))));
    assert_eq!(garbled(files::look(&mut session, "a")), Garbled::Kind);
}

#[test]
fn a_connection_that_is_cut_in_a_packet_is_told_as_cut() {
    let mut answers = 0;
    let mut session = toy(move |asked| {
        answers += 1;
        (answers < 3).then(|| status(asked.number, 0))
    });
    let paths: Vec<String> = (0..9).map(|n| n.to_string()).collect();
    let removed = files::remove_all(&mut session, paths.iter().map(String::as_str));
    assert!(matches!(removed, Err(Trouble::Cut { .. })), "{removed:?}");
    // the last three bytes never come
    let mut whole = true;
    let mut session = toy(move |asked| {
        let bytes = status(asked.number, 0);
        std::mem::take(&mut whole).then(|| bytes[..bytes.len() - 3].to_vec())
    });
    let all = session.all(["a", "b"].map(Packet::remove), |_, _| None);
    assert!(matches!(all, Err(Trouble::Cut { .. })), "{all:?}");
}

#[test]
fn silence_ends_whatever_is_under_way() {
    // it reads the greeting and nothing more, and its pipes stay open
    let ((mut from_us, to_server), (from_server, mut to_us)) = (pipe().unwrap(), pipe().unwrap());
    let held = thread::spawn(move || {
        Asked::read(&mut from_us);
        to_us.write_all(&hello(&[])).unwrap();
        (from_us, to_us)
    });
    let mut session = Session::over(from_server, to_server, SHORT).unwrap();
    let _pipes = held.join().unwrap();
    let much = (0..400).map(|n| Packet::write(b"h", n, &[0; 32 * 1024]));
    let sent = session.all(much, |_, _| None);
    assert!(matches!(sent, Err(Trouble::Silent { .. })), "{sent:?}");
    assert!(matches!(files::look(&mut session, "a"), Err(Trouble::Silent { .. })));
}

#[test]
fn a_list_without_end_ends() {
    let mut session = toy(|asked| {
        let many: Vec<&str> = (0..12_000).map(|_| "x").collect();
        Some(if asked.kind == 11 {
            answer(102, asked.number, &string(b"h"))
        } else {
            names(asked.number, &many)
        })
    });
    assert_eq!(garbled(files::entries(&mut session, "a")), Garbled::Endless);
    let mut session = toy(|asked| {
        Some(if asked.kind == 11 {
            answer(102, asked.number, &string(b"h"))
        } else {
            names(asked.number, &[])
        })
    });
    assert_eq!(garbled(files::entries(&mut session, "a")), Garbled::Endless);
}

#[test]
fn a_name_that_leads_elsewhere_is_no_name() {
    for name in ["../../etc/passwd", "a/b", "", "a\0"] {
        let mut session = toy(move |asked| {
            let list = answer(102, asked.number, &string(b"h"));
            Some(if asked.kind == 11 { list } else { names(asked.number, &[".", "..", name]) })
        });
        assert_eq!(garbled(files::entries(&mut session, "a")), Garbled::Name, "{name:?}");
    }
}

#[test]
fn folders_in_one_another_without_end_are_not_walked() {
    let mut listed = false;
    let mut session = toy(move |asked| {
        let folder = [&4_u32.to_be_bytes(), &0o040_755_u32.to_be_bytes()[..]].concat();
        Some(match asked.kind {
            7 => answer(105, asked.number, &folder),
            11 => {
                listed = false;
                answer(102, asked.number, &string(b"h"))
            }
            12 if !std::mem::replace(&mut listed, true) => names(asked.number, &["deeper"]),
            12 => status(asked.number, 1),
            _ => status(asked.number, 4),
        })
    });
    let removed = files::remove_tree(&mut session, "a", &[]);
    assert_eq!(garbled(removed), Garbled::Endless);
}

#[test]
fn many_are_asked_before_the_first_is_answered_and_answers_come_in_any_order() {
    const TOGETHER: usize = 100;
    let mut held: Vec<(u32, String)> = Vec::new();
    let mut session = toy(move |asked| {
        held.push((asked.number, asked.path().to_owned()));
        if held.len() < TOGETHER {
            return Some(Vec::new());
        }
        // every seventh is refused
        let code = |path: &str| if path.parse::<u32>().unwrap() % 7 == 0 { 4 } else { 0 };
        Some(held.drain(..).rev().flat_map(|(number, path)| status(number, code(&path))).collect())
    });
    let (mut refused, mut done) = (Vec::new(), 0);
    let packets = (0..3 * TOGETHER).map(|n| Packet::remove(&n.to_string()));
    let wrong = session.all(packets, |at, reply| {
        match reply {
            Reply::Status(Status { code: 4, .. }) => refused.push(at),
            _ => done += 1,
        }
        None
    });
    assert_eq!(wrong.unwrap(), None);
    refused.sort_unstable();
    assert_eq!(refused, (0..3 * TOGETHER).filter(|n| n % 7 == 0).collect::<Vec<_>>());
    assert_eq!(done + refused.len(), 3 * TOGETHER);
}

#[test]
fn nothing_more_is_asked_after_the_first_that_is_not_wanted() {
    let (sender, asked_for) = std::sync::mpsc::channel();
    let mut session = toy(move |asked| {
        sender.send(asked.number).unwrap();
        Some(status(asked.number, 3))
    });
    let packets = (0..5000).map(|n| Packet::remove(&n.to_string()));
    let wrong = session.all(packets, |_, reply| Some(reply)).unwrap();
    assert!(matches!(wrong, Some((0, Reply::Status(Status { code: 3, .. })))), "{wrong:?}");
    drop(session);
    assert_eq!(asked_for.iter().count(), 256);
}

/// A server with one file, which it opens and of which it gives these bytes at each place.
fn with_file(size: u64, bytes: impl Fn(u64, u32) -> Option<Vec<u8>> + Send + 'static) -> Session {
    toy(move |asked| {
        Some(match asked.kind {
            3 => answer(102, asked.number, &string(b"h")),
            5 => {
                let from = u64::from_be_bytes(asked.body[5..13].try_into().unwrap());
                let length = u32::from_be_bytes(asked.body[13..17].try_into().unwrap());
                match bytes(from, length) {
                    Some(bytes) => answer(103, asked.number, &string(&bytes)),
                    None => status(asked.number, 1),
                }
            }
            17 => file(asked.number, size),
            _ => status(asked.number, 0),
        })
    })
}

/// As many bytes of a file of zeros as there are.
fn zeros(size: u64) -> impl Fn(u64, u32) -> Option<Vec<u8>> {
    move |from, length| {
        let left = size.saturating_sub(from).min(u64::from(length));
        (left > 0).then(|| vec![0; left as usize])
    }
}

#[test]
fn a_file_is_read_to_its_end_and_no_other_bytes_are_taken_for_it() {
    let size = 200_000;
    let whole = files::read(&mut with_file(size, zeros(size)), "a", size).unwrap();
    assert_eq!(whole.map(|bytes| bytes.len() as u64), Some(size));
    let empty = files::read(&mut with_file(0, zeros(0)), "a", 9).unwrap();
    assert_eq!(empty, Some(Vec::new()));
    // shorter and longer than it said
    for other in [size - 1, size + 1] {
        let read = files::read(&mut with_file(size, zeros(other)), "a", size);
        assert_eq!(garbled(read), Garbled::Bytes, "{other}");
    }
    let hole = |from: u64, length: u32| (from != 32_768).then(|| vec![0; length as usize]);
    assert_eq!(garbled(files::read(&mut with_file(size, hole), "a", size)), Garbled::Bytes);
    let more = |_, length: u32| Some(vec![0; length as usize + 1]);
    assert_eq!(garbled(files::read(&mut with_file(size, more), "a", size)), Garbled::Kind);
    let giant = files::read(&mut with_file(u64::MAX, zeros(1)), "a", 1 << 20);
    assert_eq!(refusal(giant), ("a".to_owned(), Action::Read, Refusal::TooLarge));
}

#[test]
fn a_file_that_is_not_there_is_none() {
    let mut session = toy(|asked| Some(status(asked.number, 2)));
    assert_eq!(files::read(&mut session, "a", 9).unwrap(), None);
    assert_eq!(files::look(&mut session, "a").unwrap(), Found::Nothing);
    let mut seen = Vec::new();
    let wanted = ["a", "b"].map(|path| Wanted { path: path.to_owned(), size: 3 });
    files::read_all(&mut session, &wanted, 9, |at, bytes| seen.push((at, bytes))).unwrap();
    assert_eq!(seen, [(0, None), (1, None)]);
}

#[test]
fn a_full_disk_is_told_as_one_though_the_server_only_says_failure() {
    let room = |free: u64| {
        move |asked: Asked| {
            let told: Vec<u8> = [4096, 4096, 99, free, free, 99, 9, 9, 0, 0, 255]
                .iter()
                .flat_map(|n| n.to_be_bytes())
                .collect();
            Some(match asked.kind {
                3 => answer(102, asked.number, &string(b"h")),
                6 => status(asked.number, 4),
                200 if asked.path().starts_with("statvfs") => answer(201, asked.number, &told),
                _ => status(asked.number, 0),
            })
        }
    };
    let put = |free| {
        let file = Ok::<_, Trouble>(("f/a".to_owned(), vec![1; 9]));
        refusal(files::put_all(&mut toy(room(free)), [file]))
    };
    assert_eq!(put(0), ("f/a".to_owned(), Action::Write, Refusal::Full));
    assert_eq!(put(9999), ("f/a".to_owned(), Action::Write, Refusal::Unsaid));
    let words = files::put_all(&mut toy(room(0)), [Ok::<_, Trouble>(("f/a".to_owned(), vec![1]))]);
    assert_eq!(words.unwrap_err().words().zh, "f/a：服务器没有让写入：服务器的磁盘空间不足");
}

#[test]
fn what_is_written_is_synced_and_closed_and_a_close_that_fails_is_told() {
    for (fails, code) in [(4, 4), (200, 4), (3, 3)] {
        let mut session = toy(move |asked| {
            Some(match asked.kind {
                kind if kind == fails => status(asked.number, code),
                3 => answer(102, asked.number, &string(b"h")),
                _ => status(asked.number, 0),
            })
        });
        let put = files::put_all(&mut session, [Ok::<_, Trouble>(("a".to_owned(), vec![1; 70_000]))]);
        assert_eq!(refusal(put).1, Action::Write, "{fails}");
    }
}

#[test]
fn a_link_that_was_made_the_other_way_round_is_not_believed() {
    let mut session = toy(|asked| {
        Some(match asked.kind {
            7 => status(asked.number, 2),
            _ => status(asked.number, 0),
        })
    });
    assert_eq!(garbled(files::point(&mut session, "current", "releases/1")), Garbled::Name);
}

#[test]
fn a_refusal_is_told_in_words_and_the_server_does_not_rule_the_terminal() {
    let mut session = toy(|asked| {
        let said = string("\u{1b}[31mquota\r\nexceeded\u{7}".as_bytes());
        Some(answer(101, asked.number, &[4_u32.to_be_bytes().to_vec(), said, string(b"")].concat()))
    });
    let made = files::make_folders(&mut session, ["a"]).unwrap_err().words();
    assert_eq!(made.zh, "a：服务器没有让查看：没有说原因，可能是配额用完了（原话：[31mquota; exceeded）");
    let mut session = toy(|asked| Some(status(asked.number, 3)));
    let read = session.one(Packet::open("a", How::Over)).unwrap();
    assert!(matches!(read, Reply::Status(Status { code: Status::DENIED, .. })));
    let removed = files::remove(&mut session, "a").unwrap_err().words();
    assert_eq!(removed.zh, "a：服务器没有让删除：没有权限");
}
