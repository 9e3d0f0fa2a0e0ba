//! What can go wrong at the door out, in both languages.

use crate::disk;
use std::error::Error;
use std::fmt;
use std::path::{Path, PathBuf};

/// Trouble with the world: it stops the run and always names its path.
#[derive(Debug)]
pub enum Trouble {
    /// The disk would not do it.
    Disk(disk::Trouble),
    /// We would not do it.
    Refused {
        /// What would have been written, or what stands in its way.
        path: PathBuf,
        /// Why it is left alone.
        refusal: Refusal,
    },
}

/// Why a file was not written, though the disk would have.
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
    pub(super) fn refused(path: impl Into<PathBuf>, refusal: Refusal) -> Trouble {
        Trouble::Refused { path: path.into(), refusal }
    }

    /// What it is about.
    pub fn path(&self) -> &Path {
        match self {
            Trouble::Disk(trouble) => &trouble.path,
            Trouble::Refused { path, .. } => path,
        }
    }

    /// The sentence in Chinese.
    pub fn zh(&self) -> String {
        match self {
            Trouble::Disk(trouble) => trouble.zh(),
            Trouble::Refused { path, refusal } => format!("{}：{}", path.display(), refusal.words().0),
        }
    }

    /// The sentence in English.
    pub fn en(&self) -> String {
        match self {
            Trouble::Disk(trouble) => trouble.en(),
            Trouble::Refused { path, refusal } => format!("{}: {}", path.display(), refusal.words().1),
        }
    }
}

impl From<disk::Trouble> for Trouble {
    fn from(trouble: disk::Trouble) -> Trouble {
        Trouble::Disk(trouble)
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.en())
    }
}

impl Error for Trouble {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Trouble::Disk(trouble) => Some(trouble),
            Trouble::Refused { .. } => None,
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
