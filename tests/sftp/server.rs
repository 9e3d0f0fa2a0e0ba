//! A real OpenSSH server on the loopback, with keys and settings of its own, for as long as a test runs.

use std::cell::RefCell;
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

thread_local! {
    /// The ssh of the test that runs on this thread.
    static SSH: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// What stands in the environment: for a child it is the real one.
pub(crate) fn surroundings(name: &str) -> Option<String> {
    match name {
        "ZHANGBANG_SSH" => SSH.with_borrow(Clone::clone).or_else(|| std::env::var(name).ok()),
        "USER" => Some("clerk".to_owned()),
        "HOSTNAME" => Some("office".to_owned()),
        _ => None,
    }
}

/// From now on this is called in the place of ssh.
pub(crate) fn call(command: &str) {
    SSH.set(Some(command.to_owned()));
}

/// A running sshd; its folder holds the site's, too.
pub(crate) struct Server {
    folder: tempfile::TempDir,
    sshd: Child,
}

impl Server {
    /// Started, with what its subsystem is; `None`, with a word, where there is none.
    pub(crate) fn start(subsystem: &str) -> Option<Server> {
        const SSHD: &str = "/usr/sbin/sshd";
        if !Path::new(SSHD).is_file() {
            assert!(std::env::var_os("ZHANGBANG_JUDGES").is_none(), "openssh-server is missing");
            println!("skipped: no sshd here");
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        // sshd's own empty folder, which it asks for when it runs as root
        let _ = fs::create_dir_all("/run/sshd");
        for key in ["host", "id", "stranger", "other"] {
            let mut keygen = Command::new("ssh-keygen");
            keygen.args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(folder.path().join(key));
            assert!(keygen.status().unwrap().success());
        }
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        settings(folder.path(), port, subsystem);
        let sshd = Command::new(SSHD)
            .args(["-D", "-f"])
            .arg(folder.path().join("sshd_config"))
            .arg("-E")
            .arg(folder.path().join("log"))
            .stdin(Stdio::null())
            .spawn()
            .unwrap();
        let server = Server { folder, sshd };
        for _ in 0..500 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                call(&server.ssh());
                return Some(server);
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("sshd does not listen: {}", fs::read_to_string(server.folder.path().join("log")).unwrap());
    }

    /// The command that reaches it, by the names in its configuration.
    pub(crate) fn ssh(&self) -> String {
        format!("ssh -F {}", self.folder.path().join("config").display())
    }

    /// The same, with somebody in between who strikes at a request.
    pub(crate) fn between(&self, whom: &str, number: usize, when: &str) -> String {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sftp/between.py");
        let count = self.folder.path().join("count");
        format!("python3 {} {whom} {number} {when} {} {}", script.display(), count.display(), self.ssh())
    }

    /// How many requests passed last.
    pub(crate) fn count(&self) -> usize {
        fs::read_to_string(self.folder.path().join("count")).unwrap().parse().unwrap()
    }

    /// A folder on it, whether there is one or not.
    pub(crate) fn site(&self, name: &str) -> PathBuf {
        self.folder.path().join("sites").join(name)
    }

    pub(crate) fn url(&self, host: &str, name: &str) -> String {
        format!("sftp://{host}{}", self.site(name).display())
    }

    pub(crate) fn stop(&mut self) {
        let _ = self.sshd.kill();
        let _ = self.sshd.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

fn settings(folder: &Path, port: u16, subsystem: &str) {
    let at = |name: &str| folder.join(name).display().to_string();
    fs::create_dir_all(folder.join("sites")).unwrap();
    fs::copy(folder.join("id.pub"), folder.join("authorized_keys")).unwrap();
    let sshd = format!(
        "Port {port}\nListenAddress 127.0.0.1\nHostKey {}\nPidFile none\nAuthorizedKeysFile {}\nPasswordAuthentication no\nKbdInteractiveAuthentication no\nPermitRootLogin prohibit-password\nStrictModes no\nUsePAM no\nMaxStartups 64\n{subsystem}\n",
        at("host"),
        at("authorized_keys"),
    );
    fs::write(folder.join("sshd_config"), sshd).unwrap();
    let known = |name: &str, key: &str| {
        let key = fs::read_to_string(folder.join(format!("{key}.pub"))).unwrap();
        fs::write(folder.join(name), format!("[127.0.0.1]:{port} {key}")).unwrap();
    };
    known("known", "host");
    known("changed", "other");
    fs::write(folder.join("nobody"), "").unwrap();
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let host = |name: &str, key: &str, known: &str, place: &str, port: u16| {
        format!(
            "Host {name}\n  HostName {place}\n  Port {port}\n  IdentityFile {}\n  UserKnownHostsFile {}\n  GlobalKnownHostsFile /dev/null\n  IdentitiesOnly yes\n  IdentityAgent none\n",
            at(key),
            at(known)
        )
    };
    let config = [
        host("good", "id", "known", "127.0.0.1", port),
        host("stranger", "stranger", "known", "127.0.0.1", port),
        host("unknown", "id", "nobody", "127.0.0.1", port),
        host("changed", "id", "changed", "127.0.0.1", port),
        host("closed", "id", "known", "127.0.0.1", closed),
        host("nowhere", "id", "known", "no-such-host.invalid", port),
    ];
    fs::write(folder.join("config"), config.concat()).unwrap();
}
