//! A server that speaks as much S3 as a publication asks for, and goes wrong when it is told to.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// What somebody put there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Object {
    pub(crate) bytes: Vec<u8>,
    pub(crate) content_type: String,
    pub(crate) cache_control: String,
    tag: String,
    /// Seconds since the server began.
    at: i64,
}

pub(crate) type Objects = BTreeMap<String, Object>;

/// How it goes wrong.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ways {
    /// From this request on, counted from 1, it is gone.
    pub(crate) gone_from: Option<usize>,
    /// At this request it kills this process, before it does what is asked or after.
    pub(crate) kills: Option<(usize, i32, bool)>,
    /// Conditions are ignored without a word.
    pub(crate) ignores_conditions: bool,
    /// A list is always empty.
    pub(crate) lists_nothing: bool,
    /// Every so-many-th request is answered with this status.
    pub(crate) busy: Option<(usize, u16)>,
    /// Every so-many-th body breaks off in the middle.
    pub(crate) cuts: Option<usize>,
    /// What this path gets is stored broken so many times.
    pub(crate) spoils: Option<(String, usize)>,
    /// Nobody may write this path.
    pub(crate) forbidden: Option<String>,
    /// So many bytes and no more.
    pub(crate) room: Option<usize>,
    /// It answers everything with this.
    pub(crate) refuses: Option<(u16, &'static str)>,
}

type Watcher = Box<dyn FnMut(&Objects) + Send>;

#[derive(Default)]
struct State {
    objects: Objects,
    asked: Vec<String>,
    ways: Ways,
    watcher: Option<Watcher>,
    made: u64,
    now: i64,
}

/// It runs until the test ends.
#[derive(Clone)]
pub(crate) struct Toy {
    port: u16,
    state: Arc<Mutex<State>>,
}

/// One request.
struct Asked {
    method: String,
    key: String,
    query: String,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

/// One answer; none when the connection is cut without one.
struct Told {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
    /// Only half of the body goes out.
    cut: bool,
}

impl Toy {
    pub(crate) fn new() -> Toy {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let toy = Toy { port: listener.local_addr().unwrap().port(), state: Arc::default() };
        let state = Arc::clone(&toy.state);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let state = Arc::clone(&state);
                thread::spawn(move || serve(stream, &state));
            }
        });
        toy
    }

    /// The address of what lies under a prefix.
    pub(crate) fn url(&self, prefix: &str) -> String {
        format!("s3://board/{prefix}?endpoint=http://127.0.0.1:{}", self.port)
    }

    pub(crate) fn objects(&self) -> Objects {
        self.state.lock().unwrap().objects.clone()
    }

    pub(crate) fn set_objects(&self, objects: Objects) {
        self.state.lock().unwrap().objects = objects;
    }

    /// Somebody else puts something there.
    pub(crate) fn put(&self, key: &str, bytes: &[u8]) {
        self.state.lock().unwrap().put(key.to_owned(), bytes.to_vec(), &BTreeMap::new());
    }

    /// From now on; what was asked before is forgotten.
    pub(crate) fn goes(&self, ways: Ways) {
        let mut state = self.state.lock().unwrap();
        (state.ways, state.asked) = (ways, Vec::new());
    }

    /// What was asked since then: method and key.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.state.lock().unwrap().asked.clone()
    }

    /// Its clock moves on by so many seconds.
    pub(crate) fn later(&self, seconds: i64) {
        self.state.lock().unwrap().now += seconds;
    }

    /// Somebody looks at everything after each change.
    pub(crate) fn watched_by(&self, watcher: impl FnMut(&Objects) + Send + 'static) {
        self.state.lock().unwrap().watcher = Some(Box::new(watcher));
    }
}

fn serve(stream: TcpStream, state: &Mutex<State>) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    while let Some(asked) = read(&mut reader) {
        let told = state.lock().unwrap().answer(&asked);
        let Some(told) = told else {
            let _ = stream.shutdown(Shutdown::Both);
            return;
        };
        let whole = !told.cut;
        if write(&stream, &told).is_err() || !whole {
            let _ = stream.shutdown(Shutdown::Both);
            return;
        }
    }
}

fn read(reader: &mut impl BufRead) -> Option<Asked> {
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|&read| read > 0)?;
    let mut words = line.split_whitespace().map(str::to_owned);
    let (method, target) = (words.next()?, words.next()?);
    let mut headers = BTreeMap::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok().filter(|&read| read > 0)?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
    }
    let length = headers.get("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let (path, query) = target.split_once('?').unwrap_or((&target, ""));
    let path = percent_encoding::percent_decode_str(path).decode_utf8_lossy().into_owned();
    let key = path.strip_prefix("/board").unwrap_or("?").trim_start_matches('/').to_owned();
    Some(Asked { method, key, query: query.to_owned(), headers, body })
}

fn write(mut stream: &TcpStream, told: &Told) -> std::io::Result<()> {
    let mut head = format!("HTTP/1.1 {} x\r\ncontent-length: {}\r\n", told.status, told.body.len());
    for (name, value) in &told.headers {
        head += &format!("{name}: {value}\r\n");
    }
    let body = if told.cut { &told.body[..told.body.len() / 2] } else { &told.body };
    stream.write_all(&[head.as_bytes(), b"\r\n", body].concat())
}

fn told(status: u16, code: &str) -> Told {
    let body = if code.is_empty() { String::new() } else { format!("<Error><Code>{code}</Code></Error>") };
    Told { status, headers: Vec::new(), body: body.into_bytes(), cut: false }
}

fn date(seconds: i64) -> String {
    let time = jiff::Timestamp::from_second(1_790_000_000 + seconds).unwrap();
    time.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

impl State {
    fn answer(&mut self, asked: &Asked) -> Option<Told> {
        self.asked.push(format!("{} {}", asked.method, asked.key));
        let number = self.asked.len();
        if self.ways.gone_from.is_some_and(|from| number >= from) {
            return None;
        }
        if let Some((at, pid, done)) = self.ways.kills.filter(|(at, ..)| *at == number) {
            if done {
                self.obey(asked);
                self.look();
            }
            let _ = at;
            nix::sys::signal::kill(nix::unistd::Pid::from_raw(pid), nix::sys::signal::Signal::SIGKILL)
                .unwrap();
            return None;
        }
        if let Some((_, status)) = self.ways.busy.filter(|(every, _)| number.is_multiple_of(*every)) {
            return Some(told(status, "SlowDown"));
        }
        if let Some((status, code)) = self.ways.refuses {
            return Some(told(status, code));
        }
        let mut told = self.obey(asked);
        told.headers.push(("date", date(self.now)));
        told.cut = self.ways.cuts.is_some_and(|every| number.is_multiple_of(every)) && told.body.len() > 1;
        self.look();
        Some(told)
    }

    fn look(&mut self) {
        if let Some(watcher) = &mut self.watcher {
            watcher(&self.objects);
        }
    }

    fn obey(&mut self, asked: &Asked) -> Told {
        if !asked.query.contains("X-Amz-Credential=testkey%2F") || !asked.query.contains("X-Amz-Signature=") {
            return told(403, "InvalidAccessKeyId");
        }
        match (asked.method.as_str(), asked.key.as_str()) {
            ("GET", "") => self.list(&asked.query),
            ("GET", key) => self.objects.get(key).map_or(told(404, "NoSuchKey"), |object| Told {
                status: 200,
                headers: vec![("etag", format!("\"{}\"", object.tag)), ("last-modified", date(object.at))],
                body: object.bytes.clone(),
                cut: false,
            }),
            ("PUT", key) => self.write(key, asked),
            ("DELETE", key) => {
                self.objects.remove(key);
                told(204, "")
            }
            _ => told(405, "MethodNotAllowed"),
        }
    }

    fn list(&self, query: &str) -> Told {
        let prefix = query.split('&').find_map(|pair| pair.strip_prefix("prefix=")).unwrap_or_default();
        let prefix = percent_encoding::percent_decode_str(prefix).decode_utf8_lossy().into_owned();
        let keys = self.objects.keys().filter(|key| key.starts_with(&prefix) && !self.ways.lists_nothing);
        let body: String = keys.map(|key| format!("<Contents><Key>{key}</Key></Contents>")).collect();
        Told { body: format!("<ListBucketResult>{body}</ListBucketResult>").into_bytes(), ..told(200, "") }
    }

    fn write(&mut self, key: &str, asked: &Asked) -> Told {
        let there = self.objects.get(key);
        if !self.ways.ignores_conditions {
            if asked.headers.contains_key("if-none-match") && there.is_some() {
                return told(412, "PreconditionFailed");
            }
            // as some gateways do: a tag in quotation marks is another tag
            if asked.headers.get("if-match").is_some_and(|tag| there.is_none_or(|object| object.tag != *tag))
            {
                return told(412, "PreconditionFailed");
            }
        }
        if self.ways.forbidden.as_deref() == Some(key) {
            return told(403, "AccessDenied");
        }
        let used: usize = self.objects.values().map(|object| object.bytes.len()).sum();
        if self.ways.room.is_some_and(|room| used + asked.body.len() > room) {
            return told(507, "QuotaExceeded");
        }
        let mut bytes = asked.body.clone();
        if let Some((_, left)) = self.ways.spoils.as_mut().filter(|(path, left)| path == key && *left > 0) {
            *left -= 1;
            bytes.push(b'!');
        }
        self.put(key.to_owned(), bytes, &asked.headers);
        told(200, "")
    }

    fn put(&mut self, key: String, bytes: Vec<u8>, headers: &BTreeMap<String, String>) {
        self.made += 1;
        let header = |name: &str| headers.get(name).cloned().unwrap_or_default();
        let (content_type, cache_control) = (header("content-type"), header("cache-control"));
        let object =
            Object { bytes, content_type, cache_control, tag: format!("{:032x}", self.made), at: self.now };
        self.objects.insert(key, object);
    }
}
