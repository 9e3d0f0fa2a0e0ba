//! The user's own ssh: how it is called, and what it means by what it says when it ends.

use super::pipe::Pipe;
use super::trouble::{Trouble, Unreached, quoted};
use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread::{self, sleep};
use std::time::Duration;

/// How ssh is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ssh {
    /// The program and what is always said to it.
    pub command: Vec<String>,
    /// Somebody sits at a terminal and can be asked for a passphrase, or whether a key is right.
    pub asks: bool,
}

/// Whom it goes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host {
    user: Option<String>,
    name: String,
    port: Option<u16>,
}

/// Why something names no host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// No name, or one with signs that no host has.
    Name,
    /// No user's name.
    User,
}

/// An ssh under way.
pub(super) struct Running {
    child: Child,
    said: Receiver<String>,
}

/// It is waited for so long to say its last words, and to end.
const LAST_WORDS: Duration = Duration::from_secs(2);
const PAUSE: Duration = Duration::from_millis(5);

impl Ssh {
    /// The ssh that lies in the path, unless another command is given: words apart by spaces.
    pub fn new(command: Option<&str>, asks: bool) -> Ssh {
        let words = command.unwrap_or_default().split_whitespace().map(str::to_owned);
        let mut command: Vec<String> = words.collect();
        if command.is_empty() {
            command.push("ssh".to_owned());
        }
        Ssh { command, asks }
    }

    /// Everything that is said to it. What the user's command says comes first, and so it holds.
    fn words(&self, host: &Host) -> Vec<String> {
        const ALWAYS: [&str; 6] = [
            "ClearAllForwardings=yes",
            "ForwardAgent=no",
            "ForwardX11=no",
            "PermitLocalCommand=no",
            "RequestTTY=no",
            "ServerAliveInterval=15",
        ];
        let mut words = self.command.clone();
        let nobody = (!self.asks).then_some("BatchMode=yes");
        words.extend(nobody.into_iter().chain(ALWAYS).flat_map(|one| ["-o".to_owned(), one.to_owned()]));
        if let Some(port) = host.port {
            words.extend(["-p".to_owned(), port.to_string()]);
        }
        if let Some(user) = &host.user {
            words.extend(["-l".to_owned(), user.clone()]);
        }
        words.extend(["-s", "--", &host.name, "sftp"].map(str::to_owned));
        words
    }

    pub(super) fn start(&self, host: &Host) -> Result<(Pipe, Running), Trouble> {
        let words = self.words(host);
        let program = words.first().cloned().unwrap_or_default();
        let mut command = Command::new(&program);
        command.args(&words[1..]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let no_ssh = |why| Trouble::NoSsh { program: program.clone(), why };
        let mut child = command.spawn().map_err(|error| no_ssh(error.kind()))?;
        let pipes = (child.stdout.take(), child.stdin.take(), child.stderr.take());
        let (Some(from), Some(to), Some(complaints)) = pipes else {
            return Err(no_ssh(std::io::ErrorKind::BrokenPipe));
        };
        let (sender, said) = channel();
        thread::spawn(move || sender.send(first_words(complaints)));
        Ok((Pipe::new(from, to), Running { child, said }))
    }
}

/// The beginning of what it says, however much that is.
fn first_words(mut complaints: impl Read) -> String {
    const MOST: usize = 16 * 1024;
    let (mut said, mut piece) = (Vec::new(), [0; 1024]);
    while let Ok(length @ 1..) = complaints.read(&mut piece) {
        said.extend_from_slice(&piece[..length.min(MOST.saturating_sub(said.len()))]);
    }
    String::from_utf8_lossy(&said).into_owned()
}

impl Running {
    /// What it said, once it has ended.
    pub(super) fn last_words(&mut self) -> String {
        self.said.recv_timeout(LAST_WORDS).unwrap_or_default()
    }
}

impl Drop for Running {
    /// It ends by itself when its pipe is closed: others may have a share in its connection.
    fn drop(&mut self) {
        let tries = LAST_WORDS.as_millis() / PAUSE.as_millis();
        for _ in 0..tries {
            if !matches!(self.child.try_wait(), Ok(None)) {
                return;
            }
            sleep(PAUSE);
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Host {
    /// A server by its name, or by one that the user's ssh configuration knows.
    ///
    /// # Errors
    /// When no server or user is called so.
    pub fn new(user: Option<&str>, name: &str, port: Option<u16>) -> Result<Host, Unfit> {
        let bare = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
        let is_name = |text: &str, more: &str| {
            let fits = |c: char| c.is_ascii_alphanumeric() || more.contains(c);
            !text.is_empty() && !text.starts_with('-') && text.chars().all(fits)
        };
        match user {
            _ if !is_name(bare, ".-_:%") => Err(Unfit::Name),
            Some(user) if !is_name(user, ".-_+@") => Err(Unfit::User),
            user => Ok(Host { user: user.map(str::to_owned), name: bare.to_owned(), port }),
        }
    }

    /// As a user would type it after `ssh`.
    pub fn shown(&self) -> String {
        let user = self.user.as_ref().map_or(String::new(), |user| format!("{user}@"));
        let port = self.port.map_or(String::new(), |port| format!(" -p {port}"));
        format!("{user}{}{port}", self.name)
    }
}

/// Why a server was not reached, by what ssh says, which it says in English everywhere.
pub(super) fn unreached(host: &str, said: &str) -> Trouble {
    use Unreached::{ChangedKey, NoHost, NoListener, NoSftp, NoWay, NotLetIn, UnknownKey};
    const SIGNS: &[(&str, Unreached)] = &[
        ("REMOTE HOST IDENTIFICATION HAS CHANGED", ChangedKey),
        ("Host key verification failed", UnknownKey),
        ("host key is known for", UnknownKey),
        ("Could not resolve hostname", NoHost),
        ("Permission denied", NotLetIn),
        ("Too many authentication failures", NotLetIn),
        ("Connection refused", NoListener),
        ("timed out", NoWay),
        ("No route to host", NoWay),
        ("Network is unreachable", NoWay),
        ("subsystem request failed", NoSftp),
    ];
    let sign = SIGNS.iter().find(|(words, _)| said.contains(words));
    let why = sign.map_or(Unreached::Unknown, |(_, why)| *why);
    Trouble::Unreached { host: host.to_owned(), why, said: quoted(said) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ssh_is_told_to_ask_nobody_where_nobody_sits() {
        let host = Host::new(Some("gong"), "board.example.cn", Some(2222)).unwrap();
        let words = Ssh::new(None, false).words(&host).join(" ");
        assert!(words.starts_with("ssh -o BatchMode=yes -o "), "{words}");
        assert!(words.ends_with(" -p 2222 -l gong -s -- board.example.cn sftp"), "{words}");
        let board = Host::new(None, "board", None).unwrap();
        let asking = Ssh::new(Some("/opt/ssh -F  my.conf"), true).words(&board).join(" ");
        assert!(asking.starts_with("/opt/ssh -F my.conf -o Clear"), "{asking}");
        assert!(!asking.contains("BatchMode") && asking.ends_with(" -s -- board sftp"), "{asking}");
    }

    #[test]
    fn a_host_is_a_name_and_never_an_option() {
        let shown = |user, name, port| Host::new(user, name, port).map(|host| host.shown());
        assert_eq!(shown(Some("a"), "b.cn", Some(22)), Ok("a@b.cn -p 22".to_owned()));
        assert_eq!(shown(None, "[fe80::1%eth0]", Some(22)), Ok("fe80::1%eth0 -p 22".to_owned()));
        assert_eq!(shown(None, "board", None), Ok("board".to_owned()));
        for name in ["-oProxyCommand=touch", "a b", "x;y", "", "$(x)", "a\nb"] {
            assert_eq!(shown(None, name, None), Err(Unfit::Name), "{name:?}");
        }
        for user in ["-l", "", "a b", "`x`"] {
            assert_eq!(shown(Some(user), "b", None), Err(Unfit::User), "{user:?}");
        }
    }

    #[test]
    fn what_ssh_says_is_understood() {
        let why = |said| match unreached("b", said) {
            Trouble::Unreached { why, .. } => why,
            _ => unreachable!(),
        };
        assert_eq!(why("Host key verification failed.\r\n"), Unreached::UnknownKey);
        let changed = "@@@@@@\r\n@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @\r\nHost key verification failed.";
        assert_eq!(why(changed), Unreached::ChangedKey);
        assert_eq!(why("a@b: Permission denied (publickey)."), Unreached::NotLetIn);
        assert_eq!(why("ssh: Could not resolve hostname b: Name or service not known"), Unreached::NoHost);
        assert_eq!(why("ssh: connect to host b port 22: Connection refused"), Unreached::NoListener);
        assert_eq!(why("ssh: connect to host b port 22: Connection timed out"), Unreached::NoWay);
        assert_eq!(why("subsystem request failed on channel 0"), Unreached::NoSftp);
        assert_eq!(why(""), Unreached::Unknown);
    }

    #[test]
    fn what_a_stranger_says_rules_no_terminal() {
        let said = "\u{1b}]0;owned\u{7}\u{1b}[2Jred\r\n\r\nblue";
        let words = unreached("b", said).words();
        assert!(
            !words.zh.contains(char::is_control) && words.zh.contains("]0;owned[2Jred; blue"),
            "{}",
            words.zh
        );
    }
}
