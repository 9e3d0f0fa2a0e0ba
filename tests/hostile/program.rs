//! A small site, and the program run over it with limits: memory, time, and an end to both.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Nothing takes so long; what does is ended, and has failed.
const PATIENCE: Duration = Duration::from_secs(60);

/// Settings in which nothing is missing.
pub(crate) const SITE: &str = "name: 示例县公示\nbase_url: https://board.example/\nhost: 示例单位\noperator: 示例单位\ncontact: 示例\n\
id_code: '0000000000'\nicp: 示ICP备0号\npolice: 示公网安备0号\nhotlines: [{name: 监督, phone: 0999-0001234}]\n";
const RULES: &str =
    "village_affairs: {name: 村务公开, posting: {min: 3}, source: {title: 示例}}\nnews: {name: 动态}\n";

/// A notice whose window was open on the day of every test.
pub(crate) const NOTICE: &str = "title: 灌渠清淤\nkind: village_affairs\nissuer: 上河镇人民政府\nposting: {from: 2026-11-02, until: 2026-11-20}\ncontact: {phone: 0999-0001234}\n";

/// A site of one notice in a folder of its own.
pub(crate) struct Site(TempDir);

/// How a run ended.
pub(crate) struct Ran {
    pub status: ExitStatus,
    pub out: String,
    pub err: String,
    pub took: Duration,
}

impl Site {
    pub(crate) fn new() -> Site {
        let site = Site(tempfile::tempdir().unwrap());
        site.put("content/site.yaml", SITE);
        site.put("content/rules.yaml", RULES);
        let holidays = include_str!("../../content/calendar/2026.yaml");
        site.put("content/calendar/2026.yaml", holidays);
        site.put("content/notices/good.md", format!("---\n{NOTICE}---\n把情况写清楚。\n"));
        site
    }

    pub(crate) fn root(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn at(&self, path: &str) -> PathBuf {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        path
    }

    pub(crate) fn put(&self, path: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.at(path), bytes).unwrap();
    }

    /// Runs a command on the day of every test.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        let mut command = program(None);
        command.args(arguments).arg("--root").arg(self.root());
        if !matches!(arguments[0], "publish" | "verify") {
            command.args(["--today", "2026-11-10"]);
        }
        run(&mut command, self.root())
    }
}

/// The program, which with `kib` is given so much address space and no more.
pub(crate) fn program(kib: Option<u64>) -> Command {
    let binary = env!("CARGO_BIN_EXE_zhangbang");
    let mut command = match kib {
        None => Command::new(binary),
        Some(kib) => {
            let mut shell = Command::new("sh");
            shell.args(["-c", &format!("ulimit -v {kib}; exec \"$0\" \"$@\""), binary]);
            shell
        }
    };
    command.env_remove("SOURCE_DATE_EPOCH").env("LC_ALL", "C");
    command
}

/// Runs a command to its end, or to that of our patience.
pub(crate) fn run(command: &mut Command, scratch: &Path) -> Ran {
    let ran = weighed(command, scratch, PATIENCE).0;
    ran.unwrap_or_else(|| panic!("{command:?} did not end"))
}

/// The same with a patience of its own, and how much memory it had at most, in KiB; 0 where the system does not
/// say.
pub(crate) fn weighed(command: &mut Command, scratch: &Path, patience: Duration) -> (Option<Ran>, u64) {
    let (out, err) = (scratch.join("said.out"), scratch.join("said.err"));
    command.stdin(Stdio::null());
    command.stdout(File::create(&out).unwrap()).stderr(File::create(&err).unwrap());
    let begun = Instant::now();
    let mut child = command.spawn().unwrap();
    let mut most = 0;
    let status = watched(&mut child, patience, |child| most = most.max(memory(child)));
    let took = begun.elapsed();
    let read = |path| String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned();
    (status.map(|status| Ran { status, took, out: read(&out), err: read(&err) }), most)
}

/// What a process had at most so far. Between being born and being the program, a child still has its parent's
/// memory, and the system tells that one: what is not the program yet is not weighed.
fn memory(child: &Child) -> u64 {
    let runs = |who: &str| fs::read_link(format!("/proc/{who}/exe")).ok();
    if runs(&child.id().to_string()) == runs("self") {
        return 0;
    }
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("0");
    line.trim().trim_end_matches(" kB").parse().unwrap_or_default()
}

/// How a program ended, if it did in time; else it is ended.
pub(crate) fn ended(child: &mut Child, patience: Duration) -> Option<ExitStatus> {
    watched(child, patience, |_| ())
}

fn watched(child: &mut Child, patience: Duration, mut watch: impl FnMut(&Child)) -> Option<ExitStatus> {
    let begun = Instant::now();
    while begun.elapsed() < patience {
        watch(child);
        if let Some(status) = child.try_wait().unwrap() {
            return Some(status);
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    let _ = child.kill();
    let _ = child.wait();
    None
}
