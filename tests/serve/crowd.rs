//! Many who mean no good, all at once, and one clerk who wants a page.
//!
//! The figures: `cargo test --release --test serve crowd -- --nocapture`. What is asserted is far wider than
//! what is measured, so that a busy machine fails nothing.

use crate::board::Process;
use nix::sys::resource::{Resource, getrlimit, setrlimit};
use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::time::{Duration, Instant};

const SILENT: usize = 2_000;
const SLOW: usize = 300;
const LISTENING: usize = 400;
const FALSE_LENGTHS: usize = 100;
const PARALLEL: usize = 1_000;
const LONG_HEADS: usize = 8;
const LONG_HEAD: usize = 64 << 20;
const PROBES: usize = 40;

/// KiB.
const MOST_MEMORY: u64 = 150 << 10;
const PAGE: &str = "/notices/2026/suoyidu-canal/";

#[test]
fn a_crowd_of_strangers_leaves_the_clerk_her_page() {
    let (_, most) = getrlimit(Resource::RLIMIT_NOFILE).unwrap();
    setrlimit(Resource::RLIMIT_NOFILE, most, most).unwrap();
    assert!(most > 4_500, "as many files are needed at once: ulimit -n {most}");
    let mut process = Process::of(Path::new(env!("CARGO_MANIFEST_DIR")));
    let address: SocketAddr = process.address().parse().unwrap();
    process.until_page(PAGE, "</html>");
    let idle = process.memory();

    let (listening, refused) = listen(address);
    let mut begun = Vec::new();
    let silent: Vec<TcpStream> = (0..SILENT).map(|_| connect(address)).collect();
    let liars = lie(address);
    let cut = std::thread::scope(|scope| {
        let slow = scope.spawn(|| drip(address));
        let long = scope.spawn(|| long_heads(address));
        begun.extend((0..PROBES).map(|_| page(address)));
        (slow.join().unwrap(), long.join().unwrap())
    });
    let (held, (heard, most_heard)) = cut;
    let crowded = process.memory();
    let parallel = parallel(address);
    let peak = process.peak();
    let after: Vec<Duration> = (0..PROBES).map(|_| page(address)).collect();
    let ending = Instant::now();
    process.interrupt();
    let status = process.wait();
    let ended = ending.elapsed();

    println!("listening {} of {LISTENING}, refused with words {refused}", listening.len());
    println!(
        "silent {}, false lengths {}, slow {SLOW}: the last was cut after {held:?}",
        silent.len(),
        liars
    );
    println!("heads of 64 MB: {LONG_HEADS}, none heard beyond {most_heard} bytes, {heard} in all");
    for (what, mut times) in [("in the crowd", begun), ("1,000 parallel", parallel), ("afterwards", after)] {
        times.sort();
        let (median, slowest) = (times[times.len() / 2], times[times.len() - 1]);
        println!("a page {what}: {} times, median {median:?}, slowest {slowest:?}", times.len());
        assert!(slowest < Duration::from_secs(10), "{what}: {slowest:?}");
    }
    println!("memory: idle {idle} KiB, in the crowd {crowded} KiB, at most {peak} KiB; ended in {ended:?}");
    assert!(listening.len() >= 100 && listening.len() + refused == LISTENING);
    assert!(held < Duration::from_secs(20), "{held:?}");
    assert!(most_heard < 16 << 20, "{most_heard}");
    assert!(peak < MOST_MEMORY, "{peak} KiB");
    assert!(status.success() && ended < Duration::from_secs(10), "{status} {ended:?}");
}

fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream
}

fn ask(address: SocketAddr, path: &str) -> TcpStream {
    let mut stream = connect(address);
    // in one piece, as browsers send it
    let head = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\n\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    stream
}

/// Streams that are open, and how many were refused in words.
fn listen(address: SocketAddr) -> (Vec<TcpStream>, usize) {
    let mut refused = 0;
    let streams = (0..LISTENING).filter_map(|_| {
        let mut stream = ask(address, "/__zhangbang/events");
        let mut status = [0; 12];
        stream.read_exact(&mut status).unwrap();
        if &status == b"HTTP/1.1 200" {
            return Some(stream);
        }
        let mut reply = String::new();
        stream.read_to_string(&mut reply).unwrap();
        assert!(&status == b"HTTP/1.1 503" && reply.contains("预览页面开着"), "{reply}");
        refused += 1;
        None
    });
    (streams.collect(), refused)
}

/// Requests whose bodies claim to be long: each is refused at once.
fn lie(address: SocketAddr) -> usize {
    let all: Vec<TcpStream> = (0..FALSE_LENGTHS)
        .map(|_| {
            let mut stream = connect(address);
            write!(stream, "POST / HTTP/1.1\r\nHost: {address}\r\nContent-Length: 999999999\r\n\r\n")
                .unwrap();
            stream
        })
        .collect();
    let refused = all.into_iter().filter_map(|mut stream| {
        let mut status = [0; 12];
        stream.read_exact(&mut status).unwrap();
        (&status == b"HTTP/1.1 405").then_some(())
    });
    let refused = refused.count();
    assert_eq!(refused, FALSE_LENGTHS);
    refused
}

/// Heads that come letter by letter: how long the longest was held.
fn drip(address: SocketAddr) -> Duration {
    let begun = Instant::now();
    let mut all: Vec<TcpStream> = (0..SLOW).map(|_| connect(address)).collect();
    let letters = b"GET / HTTP/1.1\r\nX-Slow: ".iter().chain(std::iter::repeat(&b'x'));
    for letter in letters {
        all.retain_mut(|stream| {
            stream.set_nonblocking(true).unwrap();
            let closed = match stream.read(&mut [0; 1]) {
                Ok(_) => true,
                Err(error) => error.kind() != ErrorKind::WouldBlock,
            };
            !closed && stream.write_all(&[*letter]).is_ok()
        });
        if all.is_empty() || begun.elapsed() > Duration::from_secs(30) {
            break;
        }
        std::thread::sleep(Duration::from_millis(200));
    }
    begun.elapsed()
}

/// How many bytes were taken of heads without end, and at most of one; what lies between us counts, too.
fn long_heads(address: SocketAddr) -> (usize, usize) {
    let heard = (0..LONG_HEADS).map(|_| {
        let mut stream = ask_begun(address);
        let piece = [b'x'; 64 << 10];
        let mut heard = 0;
        while heard < LONG_HEAD && stream.write_all(&piece).is_ok() {
            heard += piece.len();
        }
        heard
    });
    let heard: Vec<usize> = heard.collect();
    (heard.iter().sum(), heard.into_iter().max().unwrap_or_default())
}

fn ask_begun(address: SocketAddr) -> TcpStream {
    let mut stream = connect(address);
    stream.set_write_timeout(Some(Duration::from_secs(10))).unwrap();
    write!(stream, "GET / HTTP/1.1\r\nHost: {address}\r\nX-Long: ").unwrap();
    stream
}

/// How long a page took.
fn page(address: SocketAddr) -> Duration {
    let begun = Instant::now();
    let reply = reply(ask(address, PAGE), Vec::new());
    let took = begun.elapsed();
    assert_whole(&reply);
    took
}

/// All that comes, into memory that is there already.
fn reply(mut stream: TcpStream, mut room: Vec<u8>) -> Vec<u8> {
    room.clear();
    stream.read_to_end(&mut room).unwrap();
    room
}

fn assert_whole(reply: &[u8]) {
    let whole = reply.starts_with(b"HTTP/1.1 200") && reply.trim_ascii_end().ends_with(b"</html>");
    assert!(whole, "{}", String::from_utf8_lossy(reply));
}

/// A thousand ask before the first has been heard. One client hears them in turn, and is as busy as the server: what
/// it does with a reply is done as cheaply as can be, since all that come after wait for it.
fn parallel(address: SocketAddr) -> Vec<Duration> {
    let mut all: Vec<(TcpStream, Instant)> = Vec::new();
    for _ in 0..PARALLEL {
        let begun = Instant::now();
        all.push((ask(address, PAGE), begun));
    }
    let mut took = Vec::new();
    let mut room = Vec::with_capacity(1 << 20);
    for (stream, begun) in all {
        room = reply(stream, room);
        took.push(begun.elapsed());
        assert_whole(&room);
    }
    took
}
