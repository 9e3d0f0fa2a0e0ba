//! A small site in a folder of its own, served; and what tests ask of it.

use jiff::civil::date;
use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader, PipeReader, PipeWriter, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use zhangbang::build::Silent;
use zhangbang::diagnostic::Language;
use zhangbang::disk::Disk;
use zhangbang::model::moment::Clock;
use zhangbang::publish::{Ended, Request, publish};
use zhangbang::serve::{Options, Server, Told, start};

#[path = "edits.rs"]
pub(crate) mod edits;

/// The day of every test.
pub(crate) fn clock() -> Clock {
    Clock { instant: "2026-11-10T04:00:00Z".parse().unwrap(), given: Some(date(2026, 11, 10)) }
}

pub(crate) struct Board {
    folder: TempDir,
    server: Server,
    /// What the terminal was told.
    pub told: Arc<Mutex<Vec<Told>>>,
}

const SITE: &str = "name: 示例县公示\nbase_url: https://board.example/\nhost: 示例单位\noperator: 示例单位\ncontact: 示例\n\
id_code: '0000000000'\nicp: 示ICP备0号\npolice: 示公网安备0号\nhotlines: [{name: 监督, phone: 0999-0001234}]\n";
const RULES: &str =
    "village_affairs: {name: 村务公开, posting: {min: 3}, source: {title: 示例}}\nnews: {name: 动态}\n";

/// A notice that is posted from 2026-11-02 to 2026-11-20.
pub(crate) fn notice(title: &str, lines: usize) -> String {
    let body = "把情况写清楚，请大家看一看。\n\n".repeat(lines);
    format!(
        "---\ntitle: {title}\nkind: village_affairs\nissuer: 甲镇人民政府\ntownship: 甲镇\nposting: {{from: 2026-11-02, until: 2026-11-20}}\ncontact: {{phone: 0999-0001234}}\n---\n{body}"
    )
}

pub(crate) fn site() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content");
    for name in ["notices/n0", "pages"] {
        fs::create_dir_all(content.join(name)).unwrap();
    }
    fs::create_dir_all(folder.path().join("themes")).unwrap();
    fs::write(content.join("site.yaml"), SITE).unwrap();
    fs::write(content.join("rules.yaml"), RULES).unwrap();
    fs::create_dir_all(content.join("calendar")).unwrap();
    fs::write(content.join("calendar/2026.yaml"), include_str!("../../content/calendar/2026.yaml")).unwrap();
    let with_file = notice("带附件", 2) + "[方案](plan.txt)\n";
    fs::write(content.join("notices/n0/index.md"), with_file).unwrap();
    fs::write(content.join("notices/n0/plan.txt"), "0123456789").unwrap();
    for i in 1..6 {
        fs::write(content.join(format!("notices/n{i}.md")), notice(&format!("第{i}号"), i)).unwrap();
    }
    folder
}

impl Board {
    pub(crate) fn new() -> Board {
        Board::open(false)
    }

    pub(crate) fn polling() -> Board {
        Board::open(true)
    }

    fn open(poll: bool) -> Board {
        let folder = site();
        Board::over(folder, None, poll, false)
    }

    /// A site that lies elsewhere, and stays as it is.
    pub(crate) fn of(root: &Path) -> Board {
        Board::over(tempfile::tempdir().unwrap(), Some(root), false, false)
    }

    /// Over a folder, or a site that lies elsewhere; with the form or without.
    pub(crate) fn over(folder: TempDir, root: Option<&Path>, poll: bool, edit: bool) -> Board {
        let told = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&told);
        let server = start(Options {
            root: root.unwrap_or(folder.path()).to_owned(),
            port: 0,
            poll,
            edit,
            language: Language::English,
            clock: Box::new(clock),
            tell: Box::new(move |told| heard.lock().unwrap().push(told)),
        })
        .unwrap();
        let board = Board { folder, server, told };
        board.until("the first check", |state| state["warnings"].is_number());
        board
    }

    /// Publishes the site for the first time, on the day on which its notices say that they were posted.
    pub(crate) fn publish(&self) {
        let www = self.root().join("www").to_string_lossy().into_owned();
        let request = Request {
            root: self.root(),
            target_name: &www,
            clock: Clock { instant: "2026-11-02T01:00:00Z".parse().unwrap(), given: None },
            secret: |_| None,
            allow_demo: false,
            dry_run: false,
            moved: false,
            program: None,
        };
        match publish(&request, &Disk::new(), &Silent).unwrap().1 {
            Ended::Done(_) => {}
            Ended::Refused(faults) => panic!("{faults:#?}"),
        }
    }

    /// Status, type and bytes.
    pub(crate) fn bytes(&self, path: &str) -> (u16, String, Vec<u8>) {
        let mut stream = TcpStream::connect(self.host()).unwrap();
        stream.write_all(self.request("GET", path, "").as_bytes()).unwrap();
        let mut reply = Vec::new();
        stream.read_to_end(&mut reply).unwrap();
        let end = reply.windows(4).position(|window| window == b"\r\n\r\n").unwrap() + 4;
        let head = Reply::of(&String::from_utf8_lossy(&reply[..end]));
        (head.status, head.header("content-type").to_owned(), reply.split_off(end))
    }

    pub(crate) fn put(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn host(&self) -> String {
        self.server.address().to_string()
    }

    pub(crate) fn port(&self) -> u16 {
        self.server.address().port()
    }

    pub(crate) fn ask(&self, method: &str, path: &str, headers: &str) -> Reply {
        Reply::of(&raw(self, &self.request(method, path, headers)))
    }

    /// As a browser would send it: in ASCII.
    fn request(&self, method: &str, path: &str, headers: &str) -> String {
        let encoded = |byte: u8| match byte {
            0x21..0x7f => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        };
        let path: String = path.bytes().map(encoded).collect();
        let host = self.host();
        format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\n{headers}Connection: close\r\n\r\n")
    }

    /// A page as it would have been written: without the script.
    pub(crate) fn page(&self, path: &str) -> String {
        without_script(&get(self, path).body)
    }

    pub(crate) fn state(&self) -> Value {
        let mut states = self.states();
        next_state(&mut states)
    }

    fn states(&self) -> BufReader<TcpStream> {
        let mut stream = TcpStream::connect(self.host()).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(15))).unwrap();
        write!(stream, "GET /__zhangbang/events HTTP/1.1\r\nHost: {}\r\n\r\n", self.host()).unwrap();
        BufReader::new(stream)
    }

    /// Waits for a state, ten seconds at most.
    pub(crate) fn until(&self, what: &str, is_it: impl Fn(&Value) -> bool) -> Value {
        let begun = Instant::now();
        let mut states = self.states();
        loop {
            let state = next_state(&mut states);
            if is_it(&state) {
                return state;
            }
            assert!(begun.elapsed() < Duration::from_secs(10), "{what}: {state}");
        }
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zhangbang"));
        command
            .arg("--root")
            .arg(self.root())
            .args(["--today", "2026-11-10"])
            .args(arguments)
            .output()
            .unwrap()
    }

    /// The same folder, served by the program itself.
    pub(crate) fn process(&self) -> Process {
        Process::of(self.root())
    }
}

fn next_state(states: &mut BufReader<TcpStream>) -> Value {
    loop {
        let mut line = String::new();
        assert_ne!(states.read_line(&mut line).unwrap(), 0, "the stream ended");
        if let Some(state) = line.strip_prefix("data: ") {
            return serde_json::from_str(state).unwrap();
        }
    }
}

/// Reads what a process complains of, for whoever listens.
fn pass_on(mut from: impl Read, listener: &Mutex<Option<PipeWriter>>) {
    let mut buffer = [0; 4096];
    while let Ok(length @ 1..) = from.read(&mut buffer) {
        if let Some(to) = listener.lock().unwrap().as_mut() {
            let _ = to.write_all(&buffer[..length]);
        }
    }
}

pub(crate) struct Process {
    child: Child,
    address: String,
    listener: Arc<Mutex<Option<PipeWriter>>>,
}

impl Process {
    /// A site served by the program, allowed as few files at once as some systems let it.
    pub(crate) fn of(root: &Path) -> Process {
        let mut command = Command::new("sh");
        command.args(["-c", "ulimit -S -n 256; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_zhangbang")]);
        command.args(["serve", "--port", "0", "--lang", "en", "--today", "2026-11-10", "--root"]).arg(root);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        while !line.contains("http://") {
            line.clear();
            assert_ne!(lines.read_line(&mut line).unwrap(), 0, "it ended");
        }
        let address = line.split("http://").nth(1).unwrap().split('/').next().unwrap().to_owned();
        // what it says later is read, so that it never waits for us
        std::thread::spawn(move || lines.lines().for_each(drop));
        let (ours, theirs) = (child.stderr.take().unwrap(), Arc::new(Mutex::new(None)));
        let listener = Arc::clone(&theirs);
        std::thread::spawn(move || pass_on(ours, &listener));
        Process { child, address, listener: theirs }
    }

    pub(crate) fn address(&self) -> String {
        self.address.clone()
    }

    /// What the terminal shows of faults from now on.
    pub(crate) fn words(&mut self) -> PipeReader {
        let (reader, writer) = std::io::pipe().unwrap();
        *self.listener.lock().unwrap() = Some(writer);
        reader
    }

    pub(crate) fn interrupt(&mut self) {
        Command::new("kill").args(["-INT", &self.child.id().to_string()]).status().unwrap();
    }

    pub(crate) fn wait(&mut self) -> ExitStatus {
        self.child.wait().unwrap()
    }

    pub(crate) fn until_page(&self, path: &str, words: &str) {
        let begun = Instant::now();
        loop {
            let mut stream = TcpStream::connect(&self.address).unwrap();
            stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
            write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address)
                .unwrap();
            let mut reply = String::new();
            stream.read_to_string(&mut reply).unwrap();
            if reply.contains(words) {
                return;
            }
            assert!(begun.elapsed() < Duration::from_secs(10), "{words} never came");
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Resident memory in KiB; 0 where nobody says.
    pub(crate) fn memory(&self) -> u64 {
        self.status("VmRSS:")
    }

    /// The most that it ever was, in KiB.
    pub(crate) fn peak(&self) -> u64 {
        self.status("VmHWM:")
    }

    fn status(&self, name: &str) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or("0");
        line.trim().trim_end_matches(" kB").parse().unwrap_or_default()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) struct Reply {
    pub status: u16,
    head: String,
    pub body: String,
}

impl Reply {
    fn of(text: &str) -> Reply {
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((text, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
        Reply { status, head: head.to_owned(), body: body.to_owned() }
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(known, _)| known.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value)
    }
}

pub(crate) fn get(board: &Board, path: &str) -> Reply {
    board.ask("GET", path, "")
}

pub(crate) fn raw(board: &Board, request: &str) -> String {
    let mut stream = TcpStream::connect(board.host()).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut reply = Vec::new();
    // a refusal may reset what was not read
    let _ = stream.read_to_end(&mut reply);
    String::from_utf8_lossy(&reply).into_owned()
}

pub(crate) fn without_script(page: &str) -> String {
    let Some(from) = page.find("<script src=\"/__zhangbang/") else { return page.to_owned() };
    let to = from + page[from..].find("</script>\n").unwrap() + "</script>\n".len();
    format!("{}{}", &page[..from], &page[to..])
}

/// The theme's version, as a page says it.
pub(crate) fn style(page: &str) -> String {
    let after = page.split("data-style=\"").nth(1).unwrap_or_default();
    after.split('"').next().unwrap_or_default().to_owned()
}

pub(crate) fn file(board: &Board, name: &str) -> PathBuf {
    board.root().join("content").join(name)
}
