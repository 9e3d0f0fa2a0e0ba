//! A Word notice that LibreOffice made (`tests/word/make.py`) all the way to its page; what the command refuses; and
//! documents with damage of all sorts.

#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests touch the world")]

use expect_test::expect_file;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use zhangbang::import::{self, Facts, Wish};
use zhangbang::model::content::Content;
use zhangbang::parse;
use zhangbang::source::{Source, SourceId};
use zip::write::SimpleFileOptions;

fn zhangbang(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zhangbang"));
    command.args(arguments);
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "SOURCE_DATE_EPOCH"] {
        command.env_remove(name);
    }
    command.output().unwrap()
}

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(path)
}

/// The clerk's good site in a folder of its own.
fn site() -> tempfile::TempDir {
    let (work, from) = (tempfile::tempdir().unwrap(), here("clerk/site"));
    for entry in walkdir::WalkDir::new(&from).into_iter().map(Result::unwrap) {
        let target = work.path().join(entry.path().strip_prefix(&from).unwrap());
        match entry.file_type().is_dir() {
            true => fs::create_dir_all(target).unwrap(),
            false => drop(fs::copy(entry.path(), target).unwrap()),
        }
    }
    work
}

/// Exit code and what was said, of a command in the site on a day.
fn ran(site: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let root = site.to_string_lossy();
    let output = zhangbang(&[arguments, &["--root", &root, "--today", "2026-11-02"]].concat());
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(said).unwrap())
}

const DRAFT: &str = "content/notices/2026/青石镇提灌站〔长坝〕重建项目公示";

/// What a page shows, without its tags, a line break where one stands.
fn words(html: &str) -> String {
    let main = html.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
    let mut shown = String::new();
    for part in main.split('<') {
        let text = part.split_once('>').map_or("", |(_, text)| text);
        shown.push_str(text);
    }
    shown.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

#[test]
fn a_notice_from_word_becomes_a_page_that_shows_the_same() {
    let work = site();
    // what was exchanged on a later day
    fs::remove_file(work.path().join("content/points/liuwan/exchange.yaml")).unwrap();
    let document = here("word/notice.docx");
    let (code, said) = ran(work.path(), &["import", &document.to_string_lossy()]);
    expect_file!["./word/told"].assert_eq(&said);
    assert_eq!(code, Some(0), "{said}");
    let path = work.path().join(DRAFT).join("index.md");
    let draft = fs::read_to_string(&path).unwrap();
    expect_file!["./word/draft.md"].assert_eq(&draft);
    // the clerk has looked at it
    let looked: String =
        draft.lines().filter(|line| !line.starts_with("草稿")).map(|line| format!("{line}\n")).collect();
    fs::write(&path, looked.replace("，请核对", "")).unwrap();
    let out = work.path().join("out");
    let (code, said) = ran(work.path(), &["build", "--out", &out.to_string_lossy()]);
    assert_eq!(code, Some(0), "{said}");
    let folder = out.join(DRAFT.strip_prefix("content/").unwrap());
    let html = fs::read_to_string(folder.join("index.html")).unwrap();
    let page = words(&html);
    let mut rest = page.as_str();
    for line in fs::read_to_string(here("word/shown")).unwrap().lines() {
        let at = rest.find(line).unwrap_or_else(|| panic!("{line} is not shown, or not here:\n{rest}"));
        rest = &rest[at + line.len()..];
    }
    assert!(!page.contains("内部审核稿"), "what Word hides is shown");
    assert!(html.contains("alt=\"提灌站旧泵房现状\""), "the picture says what it shows");
    assert_eq!(by_hand(work.path(), &path), html, "somebody who types the same gets another page");
    // a second time nothing is overwritten
    let before = fs::read(&path).unwrap();
    let (code, said) = ran(work.path(), &["import", &document.to_string_lossy()]);
    assert_eq!(code, Some(1));
    assert!(said.contains("已经有了，不写"), "{said}");
    assert_eq!(fs::read(&path).unwrap(), before);
}

/// The page of the same notice as somebody types it (`tests/word/hand.md`), with spellings of its own; the draft is left
/// as it was.
fn by_hand(site: &Path, draft: &Path) -> String {
    let (imported, out) = (fs::read(draft).unwrap(), site.join("by-hand"));
    fs::copy(here("word/hand.md"), draft).unwrap();
    let (code, said) = ran(site, &["build", "--out", &out.to_string_lossy()]);
    assert_eq!(code, Some(0), "{said}");
    fs::write(draft, imported).unwrap();
    let folder = out.join(DRAFT.strip_prefix("content/").unwrap());
    fs::read_to_string(folder.join("index.html")).unwrap()
}

#[test]
fn the_handbook_shows_what_the_command_says() {
    let page = fs::read_to_string(here("../content/pages/handbook/word.md")).unwrap();
    let sample = page.split("```text\n").nth(1).unwrap().split("```").next().unwrap();
    let told = fs::read_to_string(here("word/told")).unwrap();
    for line in sample.lines() {
        assert!(told.lines().any(|said| said == line), "{line}");
    }
}

/// What the command says of a file that it does not take.
fn refused(name: &str, bytes: &[u8]) -> String {
    let work = site();
    let file = work.path().join(name);
    fs::write(&file, bytes).unwrap();
    let (code, said) = ran(work.path(), &["import", &file.to_string_lossy()]);
    assert_eq!(code, Some(1), "{said}");
    said
}

#[test]
fn what_is_no_docx_is_refused_by_name() {
    let ole = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), vec![0; 512], name].concat()
    };
    let whole = fs::read(here("word/notice.docx")).unwrap();
    for (name, bytes, wanted) in [
        ("旧.doc", ole("WordDocument"), "旧.doc：这是旧格式的文档（.doc 或 .wps）"),
        ("旧.wps", ole("WordDocument"), "另存为"),
        ("改名.docx", ole("WordDocument"), "类型选“Word 文档（.docx）”"),
        ("密码.docx", ole("EncryptedPackage"), "设了打开密码"),
        ("半截.docx", whole[..whole.len() / 2].to_vec(), "这个文件坏了，或者没有传完"),
        ("富.docx", b"{\\rtf1 x}".to_vec(), ".rtf"),
        ("页.docx", b"<html><body>x</body></html>".to_vec(), "网页"),
        ("空.docx", Vec::new(), "空文件"),
        ("深.docx", nested(), "套得太深"),
        ("炸.docx", bomb(), "展开后太大"),
        ("外.docx", outside(), "引用别处内容的声明"),
    ] {
        let said = refused(name, &bytes);
        assert!(said.contains(wanted), "{name}: {said}");
        assert!(!said.contains("panicked"), "{said}");
    }
}

const SPACE: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

fn archive(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut into = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        into.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        into.write_all(bytes).unwrap();
    }
    into.finish().unwrap().into_inner()
}

fn document(prolog: &str, body: &str) -> Vec<u8> {
    let text = format!("{prolog}<w:document {SPACE}><w:body>{body}</w:body></w:document>");
    archive(&[("word/document.xml".to_owned(), text.into_bytes())])
}

fn nested() -> Vec<u8> {
    document("", &("<w:sdt><w:sdtContent>".repeat(200_000) + &"</w:sdtContent></w:sdt>".repeat(200_000)))
}

fn bomb() -> Vec<u8> {
    document("", &"<w:p><w:r><w:t>甲</w:t></w:r></w:p>".repeat(2_000_000))
}

fn outside() -> Vec<u8> {
    document(
        "<!DOCTYPE w [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
        "<w:p><w:r><w:t>&x;</w:t></w:r></w:p>",
    )
}

/// Numbers that look random, and the same for the same seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end.max(1) as u64).unwrap()
    }
}

fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut file = archive.by_index(at).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

/// A part with bytes flipped, taken out, said twice, or its end cut off; tags and words in other places.
fn damage(bytes: &mut Vec<u8>, dice: &mut Dice) {
    for _ in 0..=dice.below(6) {
        let (at, length) = (dice.below(bytes.len()), 1 + dice.below(60));
        let end = (at + length).min(bytes.len());
        match dice.below(6) {
            0 | 1 => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << dice.below(8)),
            2 => drop(bytes.drain(at..end)),
            3 => {
                let again = bytes[at..end].to_vec();
                let _ = bytes.splice(at..at, again.repeat(1 + dice.below(40)));
            }
            4 => {
                // a number that is far too large
                let digit = bytes.iter().skip(at).position(u8::is_ascii_digit).map(|digit| at + digit);
                if let Some(digit) = digit {
                    let _ = bytes.splice(digit..=digit, *b"4294967295");
                }
            }
            _ => bytes.truncate(bytes.len() - dice.below(bytes.len() / 8 + 1)),
        }
        if bytes.is_empty() {
            return;
        }
    }
}

#[test]
fn damaged_documents_do_no_harm() {
    let sources =
        [fs::read(here("word/notice.docx")).unwrap(), fs::read(here("attachments/clean.docx")).unwrap()];
    let content = Content::default();
    let facts = Facts { content: &content, today: jiff::civil::date(2026, 11, 29) };
    let seed = number("ZHANGBANG_SEED", 20_261_129);
    let (mut read, mut refused) = (0, 0);
    for case in 0..number("ZHANGBANG_DAMAGED", 200) {
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(case + 1) | 1);
        dice.below(2);
        let mut all = parts(&sources[dice.below(sources.len())]);
        for _ in 0..=dice.below(2) {
            let at = dice.below(all.len());
            damage(&mut all[at].1, &mut dice);
        }
        let mut bytes = archive(&all);
        if dice.below(8) == 0 {
            // and the archive itself
            damage(&mut bytes, &mut dice);
        }
        let done =
            std::panic::catch_unwind(|| match import::read(&bytes, "a.docx", &Wish::default(), &facts) {
                Ok(imported) => {
                    let draft = &imported.files[0];
                    let text = String::from_utf8(draft.bytes()).unwrap();
                    drop(parse::parse_file(&Source::new(draft.path.as_str(), text), SourceId(0)));
                    true
                }
                Err(_) => false,
            });
        match done {
            Ok(true) => read += 1,
            Ok(false) => refused += 1,
            Err(_) => panic!("case {case}: ZHANGBANG_SEED={seed} cargo test --test word damaged"),
        }
    }
    assert!(read > refused / 8 && refused > read / 8, "{read} read, {refused} refused");
}
