//! `file-unread`: a document lies among the content, and no entry shows or offers it. What is in it never appears.
//!
//! Names that were meant as content (`x.md.txt`) are refused when they are read, and told there.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::content::Content;
use crate::model::files::{in_bodies, in_fields};
use crate::model::link::{Target, resolve};
use crate::source::{SourceId, Span};
use crate::text;
use std::collections::HashSet;

/// Endings of what people write texts in; pictures are left lying about with good reason.
const DOCUMENTS: [&str; 9] = ["docx", "doc", "wps", "rtf", "odt", "txt", "pdf", "ofd", ""];

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let content = facts.content;
    let lone: Vec<&str> =
        content.assets.keys().map(String::as_str).filter(|path| is_document(path)).collect();
    if lone.is_empty() {
        return Vec::new();
    }
    let used = used(content);
    lone.into_iter().filter(|path| !used.contains(*path)).map(report).collect()
}

fn is_document(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
    DOCUMENTS.contains(&ending.as_str())
}

/// Every file that some entry shows or offers.
fn used(content: &Content) -> HashSet<String> {
    let named = in_bodies(content).chain(in_fields(content));
    let target = |named: crate::model::files::NamedFile| resolve(content, named.item, &named.file.value);
    named
        .filter_map(|named| match target(named) {
            Target::Asset(path) => Some(path),
            _ => None,
        })
        .collect()
}

fn report(path: &str) -> Diagnostic {
    let name = path.rsplit('/').next().unwrap_or(path);
    let message = text!(
        "没有哪一篇用到这个文件，里面的内容不会出现在网站上",
        "No entry uses this file, so what is in it does not appear on the site"
    );
    Diagnostic::new(Code::FileUnread, SourceId::NOWHERE, Span::default(), message)
        .at(format!("content/{path}"))
        .hint(hint(name))
        .warning()
}

/// What to do with it.
fn hint(name: &str) -> Text {
    match name.rsplit_once('.') {
        None => text!(
            "里面要是公告，就把文件名改成 {name}.md；用不着的移出 content 文件夹",
            "If it is a notice, rename it to {name}.md; else move it out of content"
        ),
        Some((stem, "txt")) => text!(
            "里面要是公告，就把文件名改成 {stem}.md；是给人下载的，就在公告里加一行“附件: {name}”",
            "If it is a notice, rename it to {stem}.md; to offer it, add `attachments: {name}` to a notice"
        ),
        Some(_) => text!(
            "要给人下载，就在公告里加一行“附件: {name}”；要登里面的内容，就把文字复制到一个 .md 文件里",
            "To offer it, add `attachments: {name}` to a notice; to show what is in it, copy the text into an .md file"
        ),
    }
}
