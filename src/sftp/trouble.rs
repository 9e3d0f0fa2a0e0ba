//! What can go wrong with a server, and what to do about it, in a clerk's words.

use crate::diagnostic::Text;
use crate::text;

/// Something that a server, or the way to it, would not do.
#[derive(Debug)]
pub enum Trouble {
    /// The program that goes there could not be started.
    NoSsh {
        /// What was to be started.
        program: String,
        /// Why it was not.
        why: std::io::ErrorKind,
    },
    /// The server was not reached, or did not let us in.
    Unreached {
        /// The server.
        host: String,
        /// As far as it can be told.
        why: Unreached,
        /// In the words of ssh.
        said: String,
    },
    /// The connection ended in the middle.
    Cut {
        /// The server.
        host: String,
        /// In the words of ssh.
        said: String,
    },
    /// No answer came.
    Silent {
        /// The server.
        host: String,
        /// For so many seconds.
        seconds: u64,
    },
    /// What came is no answer.
    Garbled {
        /// The server.
        host: String,
        /// What is wrong with it.
        what: Garbled,
    },
    /// The server answered that it will not.
    Refused {
        /// What it was about.
        path: String,
        /// What was being done to it.
        action: Action,
        /// As far as it can be told.
        why: Refusal,
        /// In the server's words.
        said: String,
    },
}

/// Why a server was not reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreached {
    /// Nobody has said yet that its key is the right one.
    UnknownKey,
    /// Its key is another than before.
    ChangedKey,
    /// Our key is none of those that it lets in.
    NotLetIn,
    /// There is no such name.
    NoHost,
    /// Nothing listens there.
    NoListener,
    /// No way leads there, or nobody answers.
    NoWay,
    /// It lets us in, and has no SFTP.
    NoSftp,
    /// It could not be told.
    Unknown,
}

/// What is wrong with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Garbled {
    /// It would have this many bytes.
    Length(u32),
    /// It begins with no greeting of SFTP.
    Greeting,
    /// It speaks this version.
    Version(u32),
    /// It answers nothing that was asked.
    Number,
    /// It is none that such a request can have.
    Kind,
    /// A list without end.
    Endless,
    /// A name that leads elsewhere.
    Name,
    /// Other bytes than the file has.
    Bytes,
}

/// What was being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Looking what stands there.
    Inspect,
    /// Reading or listing.
    Read,
    /// Making a folder.
    MakeFolder,
    /// Writing, renaming or syncing.
    Write,
    /// Giving a file a second name.
    Share,
    /// Removing.
    Remove,
}

/// Why a server would not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing is there.
    Nothing,
    /// The rights do not allow it.
    Denied,
    /// No room is left.
    Full,
    /// It cannot do such a thing.
    Unable,
    /// It has more bytes than such a file may have.
    TooLarge,
    /// It did not say.
    Unsaid,
}

/// Words of a stranger: without signs that a terminal would obey, and not too many.
pub(super) fn quoted(said: &str) -> String {
    const MOST: usize = 300;
    let lines = said.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("@@@"));
    let joined = lines.collect::<Vec<_>>().join("; ");
    joined.chars().filter(|c| !c.is_control()).take(MOST).collect()
}

impl Trouble {
    /// The sentence.
    pub fn words(&self) -> Text {
        match self {
            Trouble::NoSsh { program, why } => text!(
                "没能启动 {program}（{why}）：请装上 OpenSSH 客户端，或用环境变量 ZHANGBANG_SSH 写明 ssh 命令",
                "{program} could not be started ({why}): install the OpenSSH client, or name the command in ZHANGBANG_SSH"
            ),
            Trouble::Unreached { host, why, said } => with_words(why.words(host), said),
            Trouble::Cut { host, said } => with_words(
                text!(
                    "和服务器 {host} 的连接中途断了；再运行一次，会接着做完",
                    "The connection to {host} was cut; run it again, which goes on from there"
                ),
                said,
            ),
            Trouble::Silent { host, seconds } => text!(
                "服务器 {host} 等了 {seconds} 秒没有回音；检查网络，再运行一次，会接着做完",
                "{host} has not answered for {seconds} s; check the network and run it again, which goes on from there"
            ),
            Trouble::Garbled { host, what } => what.words(host),
            Trouble::Refused { path, action, why, said } => {
                let ((zh, en), Text { zh: why_zh, en: why_en }) = (action.words(), why.words());
                let refused = text!(
                    "{path}：服务器没有让{zh}：{why_zh}",
                    "{path}: the server would not {en}: {why_en}"
                );
                if *why == Refusal::Unsaid { with_words(refused, said) } else { refused }
            }
        }
    }
}

/// The same, with what somebody else said of it.
fn with_words(Text { zh, en }: Text, said: &str) -> Text {
    match said {
        "" => Text::new(zh, en),
        said => text!("{zh}（原话：{said}）", "{en} (in its words: {said})"),
    }
}

impl Unreached {
    fn words(self, host: &str) -> Text {
        match self {
            Unreached::UnknownKey => text!(
                "第一次连服务器 {host}，还没有确认过它的主机密钥：先在终端里运行 ssh {host}，和服务器管理员核对指纹，再输入 yes",
                "The key of {host} is not known yet: run ssh {host} in a terminal, compare the fingerprint with the server's keeper, and answer yes"
            ),
            Unreached::ChangedKey => text!(
                "服务器 {host} 的主机密钥变了：可能是换了服务器，也可能有人冒充；先问服务器管理员，核实后再改 known_hosts",
                "The key of {host} has changed: another server, or somebody in its place; ask the server's keeper before known_hosts is changed"
            ),
            Unreached::NotLetIn => text!(
                "服务器 {host} 不认你的密钥：请管理员把你的公钥加进去，检查用户名，或先运行 ssh-add",
                "{host} does not accept your key: have your public key added there, check the user name, or run ssh-add first"
            ),
            Unreached::NoHost => text!(
                "找不到服务器 {host}：检查主机名有没有写错，网络通不通",
                "There is no host {host}: check the name and the network"
            ),
            Unreached::NoListener => text!(
                "服务器 {host} 拒绝连接：检查端口号，或者 SSH 服务没有开",
                "{host} refuses the connection: check the port, or whether its SSH service runs"
            ),
            Unreached::NoWay => {
                text!("连不上服务器 {host}：检查网络和防火墙", "{host} cannot be reached: check the network")
            }
            Unreached::NoSftp => text!(
                "服务器 {host} 没有开 SFTP：请管理员在 sshd_config 里加上 Subsystem sftp",
                "{host} offers no SFTP: have its keeper add `Subsystem sftp` to sshd_config"
            ),
            Unreached::Unknown => text!(
                "没能连上服务器 {host}：先在终端里运行 ssh {host} 看看",
                "Could not connect to {host}: try ssh {host} in a terminal"
            ),
        }
    }
}

impl Garbled {
    fn words(self, host: &str) -> Text {
        let Text { zh, en } = match self {
            Garbled::Greeting | Garbled::Length(_) => text!(
                "说的不是 SFTP（常见原因：登录脚本里打印了文字，比如 .bashrc 里的 echo）",
                "does not speak SFTP (often a login script that prints something, as an echo in .bashrc)"
            ),
            Garbled::Version(version) => {
                text!("只会 SFTP 第 {version} 版", "speaks version {version} of SFTP")
            }
            Garbled::Number => text!("答的不是所问的", "answers what was not asked"),
            Garbled::Kind => text!("答的读不懂", "gives an answer that cannot be read"),
            Garbled::Endless => text!("列出的文件没完没了", "gives a list without end"),
            Garbled::Name => text!("列出的文件名不能用", "lists a name that leads elsewhere"),
            Garbled::Bytes => text!("给的内容和文件大小对不上", "gives other bytes than a file has"),
        };
        text!("服务器 {host} {zh}；没有照它做", "{host} {en}; it was not acted upon")
    }
}

impl Action {
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Action::Inspect => ("查看", "let it be looked at"),
            Action::Read => ("读取", "let it be read"),
            Action::MakeFolder => ("建文件夹", "make the folder"),
            Action::Write => ("写入", "write it"),
            Action::Share => ("建硬链接", "link it"),
            Action::Remove => ("删除", "remove it"),
        }
    }
}

impl Refusal {
    fn words(self) -> Text {
        match self {
            Refusal::Nothing => text!("找不到", "it is not there"),
            Refusal::Denied => text!("没有权限", "the rights do not allow it"),
            Refusal::Full => text!("服务器的磁盘空间不足", "no room is left on the server"),
            Refusal::Unable => text!("它不支持", "it cannot do that"),
            Refusal::TooLarge => text!("文件太大", "the file is too large"),
            Refusal::Unsaid => {
                text!("没有说原因，可能是配额用完了", "it does not say why; a quota may be used up")
            }
        }
    }
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str(&self.words().en)
    }
}

impl std::error::Error for Trouble {}
