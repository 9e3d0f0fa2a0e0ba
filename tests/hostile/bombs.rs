//! Twelve pictures of some kilobytes that each unpack to tens of megabytes, in the demonstration, on sixteen
//! threads at once: no more of them are unpacked together than there is memory for.

use crate::corpus_pictures::bomb;
use crate::program::{NOTICE, Site, program, weighed};
use std::fs;
use std::path::Path;
use std::time::Duration;

const BOMBS: u32 = 12;
/// KiB.
const MOST_MEMORY: u64 = 600 << 10;

#[test]
fn twelve_bombs_on_sixteen_threads_share_one_measure_of_memory() {
    if std::env::var_os("ZHANGBANG_JUDGES").is_none() {
        println!("skipped: half a minute; set ZHANGBANG_JUDGES");
        return;
    }
    let site = Site::new();
    let demonstration = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["content", "themes"] {
        let _ = fs::remove_dir_all(site.root().join(folder));
        copy(&demonstration.join(folder), &site.root().join(folder));
    }
    let mut body = String::new();
    let mut largest = 0;
    for i in 0..BOMBS {
        let bomb = bomb(4_000, 3_000, &i.to_string());
        largest = largest.max(bomb.len());
        site.put(&format!("content/notices/bombs/{i}.png"), bomb);
        body += &format!("![第{i}张]({i}.png)\n\n");
    }
    let notice = NOTICE.replace("village_affairs", "news");
    site.put("content/notices/bombs/index.md", format!("---\n{notice}---\n{body}"));
    let out = site.root().join("public");
    let mut command = program(None);
    command.env("RAYON_NUM_THREADS", "16").args(["build", "--quiet", "--root"]).arg(site.root());
    let (ran, memory) = weighed(command.arg("--out").arg(&out), site.root(), Duration::from_secs(120));
    let ran = ran.unwrap();
    assert!(ran.status.success(), "{}{}", ran.out, ran.err);
    println!("{BOMBS} bombs of at most {largest} bytes: {memory} KiB, {:?}", ran.took);
    assert!(fs::read_dir(out.join("notices/bombs")).unwrap().count() > BOMBS as usize);
    assert!(memory < MOST_MEMORY, "{memory} KiB");
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &target),
            false => drop(fs::copy(entry.path(), target).unwrap()),
        }
    }
}
