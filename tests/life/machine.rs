//! A machine with a clock that is set by hand (libfaketime), a site and a folder to publish to.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

pub(crate) struct Machine {
    work: tempfile::TempDir,
    clock: PathBuf,
}

/// What a run said, and how it ended; killed is -1.
pub(crate) struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

pub(crate) struct At<'m> {
    machine: &'m Machine,
    time: String,
    more: Vec<(String, String)>,
}

pub(crate) fn have(tool: &str) -> bool {
    Command::new("sh")
        .args(["-c", &format!("command -v {tool}")])
        .output()
        .is_ok_and(|run| run.status.success())
}

/// Whether a tool is here; where it is not, the test is skipped with a word, except under the judges.
pub(crate) fn needed(tool: &str) -> bool {
    let here = have(tool);
    if !here {
        assert!(std::env::var_os("ZHANGBANG_JUDGES").is_none(), "{tool} is needed");
        println!("skipped: no {tool} here");
    }
    here
}

fn faketime() -> Option<PathBuf> {
    let folders = fs::read_dir("/usr/lib").ok()?.flatten();
    let found =
        folders.map(|entry| entry.path().join("faketime/libfaketimeMT.so.1")).find(|path| path.exists());
    if found.is_none() {
        assert!(std::env::var_os("ZHANGBANG_JUDGES").is_none(), "faketime is needed");
        println!("skipped: no faketime here");
    }
    found
}

impl Machine {
    /// Nothing but a clock; `None` where none can be set.
    pub(crate) fn empty() -> Option<Machine> {
        Some(Machine { work: tempfile::tempdir().unwrap(), clock: faketime()? })
    }

    /// A new site without the starter's examples, no demonstration; `None` where no clock can be set.
    pub(crate) fn new() -> Option<Machine> {
        let machine = Machine::empty()?;
        machine.at("2026-11-02 08:00:00").ok(&["init", &machine.site()]);
        for folder in ["notices", "honours", "points", "activities", "pages"] {
            fs::remove_dir_all(machine.path("site/content").join(folder)).unwrap();
        }
        machine.edit("content/site.yaml", "演示: true", "演示: false");
        machine.edit("content/site.yaml", "某某县公示公告", "上河县公示公告");
        machine.edit("content/site.yaml", "https://gongshi.example/", "https://board.example/");
        machine.edit("content/site.yaml", "0999-0000000", "0999-0001300");
        machine.edit("content/places.yaml", "示例镇", "上河镇");
        machine.edit("content/places.yaml", "示例村", "上村");
        machine.edit("content/places.yaml", "样板村", "下村");
        Some(machine)
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.work.path().join(path)
    }

    pub(crate) fn site(&self) -> String {
        self.path("site").to_string_lossy().into_owned()
    }

    pub(crate) fn www(&self) -> String {
        self.path("www").to_string_lossy().into_owned()
    }

    /// Replaces what stands once in a file of the site.
    pub(crate) fn edit(&self, path: &str, from: &str, to: &str) {
        let path = self.path("site").join(path);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{from} is not in {}", path.display());
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    }

    /// What a clerk does to a new notice before it goes up.
    pub(crate) fn fill_in(&self, path: &str, amount: &str) {
        let file = self.path("site").join(path);
        let text = fs::read_to_string(&file).unwrap();
        let mut filled = String::new();
        for line in text.lines().filter(|line| !line.starts_with("草稿")) {
            let line = line.split("  # （").next().unwrap_or_default();
            let line = line.replace("额: 0", &format!("额: {amount}"));
            filled += &match line.split_once("（改成") {
                Some((before, rest)) => {
                    let written =
                        if before.contains("电话") { "0999-0001234" } else { "上河镇人民政府" };
                    format!("{before}{written}{}\n", rest.split_once('）').map_or("", |(_, after)| after))
                }
                None => line + "\n",
            };
        }
        fs::write(file, filled).unwrap();
    }

    /// Readers get the site there.
    pub(crate) fn address(&self, address: &str) {
        self.edit("content/site.yaml", "https://board.example/", address);
    }

    pub(crate) fn at(&self, time: &str) -> At<'_> {
        At { machine: self, time: time.to_owned(), more: Vec::new() }
    }

    /// The same site in the same state, elsewhere.
    pub(crate) fn copy(&self) -> Machine {
        let other = Machine { work: tempfile::tempdir().unwrap(), clock: self.clock.clone() };
        let copied = Command::new("cp")
            .arg("-a")
            .arg(format!("{}/.", self.work.path().display()))
            .arg(other.work.path())
            .status();
        assert!(copied.unwrap().success());
        other
    }

    /// A page as Chromium prints it, as text.
    pub(crate) fn printed(&self, page: &Path) -> String {
        let pdf = self.path("printed.pdf");
        let profile = self.path("profile");
        let printed = Command::new("chromium")
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer"])
            .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
            .arg(format!("--user-data-dir={}", profile.display()))
            .arg(format!("--print-to-pdf={}", pdf.display()))
            .arg(page)
            .output()
            .unwrap();
        assert!(printed.status.success(), "{}", String::from_utf8_lossy(&printed.stderr));
        let text = Command::new("pdftotext").arg(&pdf).arg("-").output().unwrap();
        String::from_utf8_lossy(&text.stdout).into_owned()
    }
}

impl At<'_> {
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.more.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Runs the program at this time.
    pub(crate) fn run(&self, arguments: &[&str]) -> Said {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zhangbang"));
        command.args(arguments);
        self.said(command)
    }

    /// Runs it, and it must succeed.
    pub(crate) fn ok(&self, arguments: &[&str]) -> String {
        let said = self.run(arguments);
        assert_eq!(said.code, 0, "{arguments:?} at {}: {}{}", self.time, said.out, said.err);
        said.out
    }

    /// Runs it until it makes one of the calls, at one of the paths, for the `when`-th time, and kills it there.
    pub(crate) fn killed(&self, calls: &str, paths: &[&str], when: usize, arguments: &[&str]) -> Said {
        let mut command = Command::new("strace");
        command.args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={calls}")]);
        command.args(["-e", &format!("inject={calls}:signal=SIGKILL:when={when}")]);
        for path in paths {
            command.arg("-P").arg(self.machine.path(path));
        }
        command.arg(env!("CARGO_BIN_EXE_zhangbang")).args(arguments);
        self.said(command)
    }

    fn said(&self, mut command: Command) -> Said {
        for name in ["LC_ALL", "LC_MESSAGES", "LANG", "SOURCE_DATE_EPOCH"] {
            command.env_remove(name);
        }
        command
            .env("LD_PRELOAD", &self.machine.clock)
            .env("FAKETIME", format!("@{}", self.time))
            .env("TZ", "Asia/Shanghai")
            .env("RAYON_NUM_THREADS", "1")
            .envs(self.more.iter().map(|(name, value)| (name, value)));
        let Output { status, stdout, stderr } = command.output().unwrap();
        Said {
            code: status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&stdout).into_owned(),
            err: String::from_utf8_lossy(&stderr).into_owned(),
        }
    }
}
