//! Files that pages show or offer: `file-type`, `file-too-large`.
//!
//! Source: they lie on the site's own origin, where a page or script among them would speak in its name.

use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::content::{ASSET_LIMIT, Asset, Content};
use crate::model::download::TypeFault;
use crate::model::files::{NamedFile, in_bodies, in_fields};
use crate::model::link::{Target, resolve};
use crate::text;

pub(super) fn check(content: &Content) -> Vec<Diagnostic> {
    let judged = in_bodies(content).chain(in_fields(content)).filter_map(|named| {
        let Target::Asset(path) = resolve(content, named.item, &named.file.value) else { return None };
        judge(named, path.rsplit('/').next().unwrap_or(&path), content.assets.get(&path)?)
    });
    judged.collect()
}

/// What is shown is judged as a picture, when it is planned.
fn judge(named: NamedFile, name: &str, asset: &Asset) -> Option<Diagnostic> {
    let (code, (message, hint)) = match asset.refused {
        _ if asset.size > ASSET_LIMIT => (Code::FileTooLarge, too_large(name, asset.size)),
        Some(fault) if !named.shown => (Code::FileType, words(fault, name)),
        _ => return None,
    };
    Some(Diagnostic::new(code, named.item.file, named.file.span, message).hint(hint))
}

fn too_large(name: &str, size: u64) -> (Text, Text) {
    let (size, limit) = (size >> 20, ASSET_LIMIT >> 20);
    (
        text!("“{name}”有 {size} MB，超过 {limit} MB", "`{name}` has {size} MB; the limit is {limit} MB"),
        text!(
            "缩小图片或者降低扫描的清晰度，再不行就分成几个文件",
            "Scan it at a lower resolution, or divide it into several files"
        ),
    )
}

fn words(fault: TypeFault, name: &str) -> (Text, Text) {
    match fault {
        TypeFault::Ending => (
            text!(
                "“{name}”这种文件不能放到网站上给人下载",
                "A file such as `{name}` is not published for download"
            ),
            text!(
                "能放的有：PDF、OFD、Word、Excel、WPS、PPT，CSV、TXT，JPG、PNG、WebP，ZIP、RAR、7Z；别的文件另存成其中一种",
                "Save it as one of: PDF, OFD, Word, Excel, WPS, PowerPoint, CSV, TXT, JPEG, PNG, WebP, ZIP, RAR, 7Z"
            ),
        ),
        TypeFault::Contents => (
            text!("“{name}”的内容和后缀对不上", "`{name}` does not hold what its ending says"),
            text!(
                "用原来的软件打开，重新“另存为”；只改后缀没有用",
                "Open it in its own program and save it anew; a new ending alone does not help"
            ),
        ),
        TypeFault::HostControl => (
            text!(
                "“{name}”这个名字，网站服务器会当成给它的设置",
                "Web hosts take a file named `{name}` for their own settings"
            ),
            text!("改个名字", "Rename it"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{Case, case};
    use expect_test::expect;

    fn of_all() -> Case {
        case(|facts| check(facts.content))
    }

    #[test]
    fn what_is_offered_is_named_where_it_is_offered() {
        of_all().offered("notices/a/a.php", 9, b"<?php").shows(expect![[r#"
            notices/a/index.md
               ---
               title: 一
               kind: news
               issuer: 二
               attachments: [{file: a.php}]
            //                      ^^^^^ error[file-type]
            // “a.php”这种文件不能放到网站上给人下载
            // ➜ 能放的有：PDF、OFD、Word、Excel、WPS、PPT，CSV、TXT，JPG、PNG、WebP，ZIP、RAR、7Z；别的文件另存成其中一种
            // A file such as `a.php` is not published for download
            // ➜ Save it as one of: PDF, OFD, Word, Excel, WPS, PowerPoint, CSV, TXT, JPEG, PNG, WebP, ZIP, RAR, 7Z
               ---
               [下载](a.php) ![图](a.php)
            //        ^^^^^ error[file-type]
        "#]]);
        of_all().offered("notices/a/a.pdf", 9, b"<html>").shows(expect![[r#"
            notices/a/index.md
               ---
               title: 一
               kind: news
               issuer: 二
               attachments: [{file: a.pdf}]
            //                      ^^^^^ error[file-type]
            // “a.pdf”的内容和后缀对不上
            // ➜ 用原来的软件打开，重新“另存为”；只改后缀没有用
            // `a.pdf` does not hold what its ending says
            // ➜ Open it in its own program and save it anew; a new ending alone does not help
               ---
               [下载](a.pdf) ![图](a.pdf)
            //        ^^^^^ error[file-type]
        "#]]);
        of_all().offered("notices/a/a.pdf", 9, b"%PDF-1.4").shows(expect![[r#"
            notices/a/index.md
               ---
               title: 一
               kind: news
               issuer: 二
               attachments: [{file: a.pdf}]
               ---
               [下载](a.pdf) ![图](a.pdf)
        "#]]);
        of_all().offered("notices/a/a.pdf", (64 << 20) + 1, b"%PDF-1.4").shows(expect![[r#"
            notices/a/index.md
               ---
               title: 一
               kind: news
               issuer: 二
               attachments: [{file: a.pdf}]
            //                      ^^^^^ error[file-too-large]
            // “a.pdf”有 64 MB，超过 64 MB
            // ➜ 缩小图片或者降低扫描的清晰度，再不行就分成几个文件
            // `a.pdf` has 64 MB; the limit is 64 MB
            // ➜ Scan it at a lower resolution, or divide it into several files
               ---
               [下载](a.pdf) ![图](a.pdf)
            //        ^^^^^ error[file-too-large]
            //                     ^^^^^ error[file-too-large]
        "#]]);
    }
}
