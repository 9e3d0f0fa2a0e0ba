//! What can go wrong at the door out, with the path it went wrong at, in both languages.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// Trouble with the world: it stops the run and always names its path.
#[derive(Debug)]
pub struct Trouble {
    pub path: PathBuf,
    pub what: What,
}

#[derive(Debug)]
pub enum What {
    /// The system would not do it.
    Failed { action: Action, error: io::Error },
    /// We would not do it.
    Refused(Refusal),
}

/// What was being done when the system said no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Inspect,
    Read,
    MakeFolder,
    Write,
    Remove,
    Lock,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A path that is absolute, leads upwards, or names something other than a file below the folder.
    UnsafePath,
    /// Two files of one run have the same path.
    Twice,
    /// A file that no build made stands where one of ours should go, and differs from it.
    Foreign,
    /// A folder on the way is a link, and might lead out of the output folder.
    Link,
    /// A file stands where a folder is needed, or a folder where a file is.
    InTheWay,
    /// Another build is writing to the same folder.
    Busy,
    /// The list of what earlier builds made cannot be read.
    Damaged,
}

impl Trouble {
    pub fn refused(path: impl Into<PathBuf>, refusal: Refusal) -> Trouble {
        Trouble { path: path.into(), what: What::Refused(refusal) }
    }

    /// For `map_err`: says what was being done, and to what.
    pub fn failed(path: impl Into<PathBuf>, action: Action) -> impl FnOnce(io::Error) -> Trouble {
        let path = path.into();
        move |error| Trouble { path, what: What::Failed { action, error } }
    }

    /// The sentence in Chinese.
    pub fn zh(&self) -> String {
        let path = self.path.display();
        match &self.what {
            What::Failed { action, error } => {
                format!("{path}：{}失败：{}", action.words().0, reason_zh(error))
            }
            What::Refused(refusal) => format!("{path}：{}", refusal.words().0),
        }
    }

    /// The sentence in English.
    pub fn en(&self) -> String {
        let path = self.path.display();
        match &self.what {
            What::Failed { action, error } => format!("{path}: could not {}: {error}", action.words().1),
            What::Refused(refusal) => format!("{path}: {}", refusal.words().1),
        }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.en())
    }
}

impl std::error::Error for Trouble {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.what {
            What::Failed { error, .. } => Some(error),
            What::Refused(_) => None,
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

impl Refusal {
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Refusal::UnsafePath => ("不是输出文件夹里的正常路径", "not a plain path below the output folder"),
            Refusal::Twice => ("两个页面要写到同一个文件", "two pages would be written to this one file"),
            Refusal::Foreign => (
                "这个文件不是以前生成的，没有覆盖；请移走它，或用 --out 另选文件夹",
                "no earlier build made this file, so it was not overwritten; move it away or choose another --out",
            ),
            Refusal::Link => (
                "这是一个链接，没有写进去；输出文件夹里只能有真正的文件夹",
                "this is a link and was not followed; folders in the output must be real folders",
            ),
            Refusal::InTheWay => (
                "这里要放文件却有文件夹，或要放文件夹却有文件；请移走它",
                "a folder stands where a file goes, or a file where a folder goes; move it away",
            ),
            Refusal::Busy => (
                "另一个生成过程正在写这个文件夹，请等它结束",
                "another build is writing to this folder; wait for it to end",
            ),
            Refusal::Damaged => (
                "以前生成的文件清单已损坏；请删除整个输出文件夹后重新生成",
                "the list of what earlier builds made is damaged; remove the output folder and build again",
            ),
        }
    }
}

/// Why the disk refused, in Chinese where there are words for it.
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
