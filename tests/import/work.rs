//! A site of the clerk's county in a folder of its own, and the program run in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

pub(crate) struct Work(TempDir);

/// How a run ended, and all that it said.
pub(crate) struct Said {
    pub code: i32,
    pub text: String,
}

impl Work {
    /// Places, rules, calendars and a notice, and nothing of the points bank but its rules and goods.
    pub(crate) fn new() -> Work {
        let (work, site) = (Work(tempfile::tempdir().unwrap()), here("tests/clerk/site/content"));
        for entry in
            walkdir::WalkDir::new(&site).into_iter().flatten().filter(|one| one.file_type().is_file())
        {
            let path = entry.path().strip_prefix(&site).unwrap().to_string_lossy().into_owned();
            let of_bank = path.starts_with("points/liuwan") || path == "points/households.yaml";
            if !of_bank && path != "notices/2026/points.md" {
                work.put(&format!("content/{path}"), &fs::read(entry.path()).unwrap());
            }
        }
        work
    }

    pub(crate) fn root(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn at(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub(crate) fn put(&self, path: &str, bytes: &[u8]) {
        let path = self.at(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub(crate) fn text(&self, path: &str) -> String {
        fs::read_to_string(self.at(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Runs a command in the site's folder, on one day, and says all that it said.
    pub(crate) fn run(&self, arguments: &[&str]) -> Said {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zhangbang"));
        for name in ["LC_ALL", "LC_MESSAGES", "LANG", "SOURCE_DATE_EPOCH"] {
            command.env_remove(name);
        }
        let output = command
            .current_dir(self.root())
            .args(arguments)
            .args(["--today", "2026-11-10"])
            .output()
            .unwrap();
        let words = [output.stdout, output.stderr].concat();
        Said { code: output.status.code().unwrap(), text: String::from_utf8(words).unwrap() }
    }

    /// Files below `content/` that a run made.
    pub(crate) fn files(&self, below: &str) -> Vec<String> {
        let all = walkdir::WalkDir::new(self.at(below)).sort_by_file_name().into_iter().flatten();
        let files = all.filter(|one| one.file_type().is_file());
        files
            .map(|one| one.path().strip_prefix(self.root()).unwrap().to_string_lossy().into_owned())
            .collect()
    }

    /// The finished page at a path, after a build that found nothing wrong.
    pub(crate) fn built(&self) {
        let said = self.run(&["build"]);
        assert_eq!(said.code, 0, "{}", said.text);
    }
}

pub(crate) fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}
