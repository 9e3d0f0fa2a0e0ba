//! Files that reading refused, said as faults.

use super::fields::Faults;
use crate::diagnostic::{Code, Diagnostic};
use crate::read::{Refusal, Sources, TEXT_LIMIT};
use crate::source::{SourceId, Span};
use crate::text;
use std::collections::HashMap;

pub fn by_source(sources: &Sources) -> HashMap<SourceId, Refusal> {
    sources.refused.iter().copied().collect()
}

pub fn report(file: SourceId, refusal: Refusal) -> Diagnostic {
    let (code, message, hint) = match refusal {
        Refusal::Encoding => (
            Code::EncodingUnknown,
            text!(
                "文件编码既不是 UTF-8 也不是 GB18030（GBK）",
                "The file is neither UTF-8 nor GB18030 (GBK)"
            ),
            text!("用记事本打开，“另存为”，编码选 UTF-8", "Open it in an editor and save it as UTF-8"),
        ),
        Refusal::TooLarge(bytes) => {
            let (size, limit) = (bytes >> 20, TEXT_LIMIT >> 20);
            (
                Code::FileTooLarge,
                text!("文件有 {size} MB，超过 {limit} MB", "The file has {size} MB; the limit is {limit} MB"),
                text!(
                    "把大表格另存为附件，正文只写要点",
                    "Attach large tables as files and keep the text short"
                ),
            )
        }
        Refusal::LinkOutside => (
            Code::SymlinkOutside,
            text!("这是指向内容目录之外的链接", "This link leads out of the content folder"),
            text!("把文件本身复制到这里", "Copy the file itself here"),
        ),
        Refusal::LinkToFolder => (
            Code::SymlinkOutside,
            text!("这是指向文件夹的链接，不能用", "This is a link to a folder, which is not followed"),
            text!("把文件夹本身放到这里", "Put the folder itself here"),
        ),
    };
    Diagnostic::new(code, file, Span::default(), message).hint(hint)
}

pub fn report_long_front_matter(head: Span, faults: &Faults) {
    let limit = super::front_matter::LIMIT >> 10;
    faults.add(
        Code::FileTooLarge,
        head,
        text!("信息栏超过 {limit} KB", "The front matter has more than {limit} KB"),
        text!(
            "看看最后的 --- 是不是写错了；大段文字写到正文里",
            "Check the closing ---; long texts belong in the body"
        ),
    );
}

pub fn report_long_body(start: Span, faults: &Faults) {
    let limit = super::BODY_LIMIT >> 20;
    faults.add(
        Code::FileTooLarge,
        start,
        text!("正文超过 {limit} MB", "The text has more than {limit} MB"),
        text!("把大表格另存为附件，正文只写要点", "Attach large tables as files and keep the text short"),
    );
}
