//! What can go wrong with the disk: what was being done, to what, and why not.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::PathBuf;

/// Something that the disk would not do. It always names its path.
#[derive(Debug)]
pub struct Trouble {
    /// As it was given, not made absolute.
    pub path: PathBuf,
    /// What was being done to it.
    pub action: Action,
    /// Why it was not done.
    pub cause: Cause,
}

/// What was being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Looking what stands there.
    Inspect,
    /// Reading a file, or listing a folder.
    Read,
    /// Making a folder, or one on the way to it.
    MakeFolder,
    /// Writing, renaming or syncing.
    Write,
    /// Removing.
    Remove,
    /// Taking the lock that keeps others out.
    Lock,
}

/// Why it was not done.
#[derive(Debug)]
pub enum Cause {
    /// The system would not do it.
    System(io::Error),
    /// A link stands where a file or folder of ours goes, and we would not follow it.
    Link,
    /// Something stands there that is no plain file.
    Special,
    /// It has more bytes than such a file may have.
    TooLarge,
    /// It is not what it was when it was read before.
    Changed,
}

impl Trouble {
    /// For `map_err`: says what was being done, and to what.
    pub fn failed(path: impl Into<PathBuf>, action: Action) -> impl FnOnce(io::Error) -> Trouble {
        let path = path.into();
        move |error| Trouble { path, action, cause: Cause::System(error) }
    }

    /// A file has other bytes than when it was read before.
    pub fn changed(path: impl Into<PathBuf>) -> Trouble {
        Trouble { path: path.into(), action: Action::Read, cause: Cause::Changed }
    }

    /// The same trouble, told of the path that it is about for whoever asked.
    #[must_use]
    pub fn at(self, path: impl Into<PathBuf>) -> Trouble {
        Trouble { path: path.into(), ..self }
    }

    /// What the system called it; `None` when it was not the system that refused.
    pub fn kind(&self) -> Option<io::ErrorKind> {
        match &self.cause {
            Cause::System(error) => Some(error.kind()),
            Cause::Link | Cause::Special | Cause::TooLarge | Cause::Changed => None,
        }
    }

    /// The sentence in Chinese.
    pub fn zh(&self) -> String {
        let (path, action) = (self.path.display(), self.action.words().0);
        match &self.cause {
            Cause::System(error) => format!("{path}：{action}失败：{}", reason_zh(error)),
            Cause::Link => format!("{path}：这是一个链接，没有跟着它走；请移走它"),
            Cause::Special => format!("{path}：这不是普通文件；请移走它"),
            Cause::TooLarge => format!("{path}：文件太大"),
            Cause::Changed => format!("{path}：文件在运行途中被换过，再运行一次"),
        }
    }

    /// The sentence in English.
    pub fn en(&self) -> String {
        let (path, action) = (self.path.display(), self.action.words().1);
        match &self.cause {
            Cause::System(error) => format!("{path}: could not {action}: {error}"),
            Cause::Link => format!("{path}: this is a link and was not followed; move it away"),
            Cause::Special => format!("{path}: this is no plain file; move it away"),
            Cause::TooLarge => format!("{path}: this file is too large"),
            Cause::Changed => format!("{path}: this file was changed in the meantime; run it again"),
        }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.en())
    }
}

impl Error for Trouble {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.cause {
            Cause::System(error) => Some(error),
            Cause::Link | Cause::Special | Cause::TooLarge | Cause::Changed => None,
        }
    }
}

impl Action {
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Action::Inspect => ("查看", "look at it"),
            Action::Read => ("读取", "read it"),
            Action::MakeFolder => ("建文件夹", "make the folder"),
            Action::Write => ("写入", "write it"),
            Action::Remove => ("删除", "remove it"),
            Action::Lock => ("加锁", "lock it"),
        }
    }
}

/// Why the system refused, in Chinese where there are words for it.
pub fn reason_zh(error: &io::Error) -> String {
    use io::ErrorKind as Kind;
    match error.kind() {
        Kind::NotFound => "找不到".to_owned(),
        Kind::PermissionDenied => "没有权限".to_owned(),
        Kind::StorageFull | Kind::QuotaExceeded => "磁盘空间不足".to_owned(),
        Kind::ReadOnlyFilesystem => "磁盘是只读的".to_owned(),
        Kind::InvalidFilename => "文件名太长或含有不能用的字符".to_owned(),
        Kind::NotADirectory | Kind::AlreadyExists => "那里已有一个文件".to_owned(),
        _ => error.to_string(),
    }
}
