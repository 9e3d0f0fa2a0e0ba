//! Files that reading refused, said as faults.

use super::faults::Faults;
use super::limits;
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::file_name::{LONGEST, NameFault};
use crate::read::{Meant, Refusal, SheetFault, Sources};
use crate::source::{SourceId, Span};
use crate::text;
use std::collections::HashMap;

pub(super) fn by_source(sources: &Sources) -> HashMap<SourceId, Refusal> {
    sources.refused.iter().copied().collect()
}

pub(super) fn report(file: SourceId, refusal: Refusal) -> Diagnostic {
    let (code, message, hint) = match refusal {
        Refusal::Encoding => (
            Code::EncodingUnknown,
            text!(
                "文件编码既不是 UTF-8 也不是 GB18030（GBK）",
                "The file is neither UTF-8 nor GB18030 (GBK)"
            ),
            text!("用记事本打开，“另存为”，编码选 UTF-8", "Open it in an editor and save it as UTF-8"),
        ),
        Refusal::TooLarge { size, limit } => {
            let (size, limit) = (size >> 10, limit >> 10);
            (
                Code::FileTooLarge,
                text!("文件有 {size} KB，超过 {limit} KB", "The file has {size} KB; the limit is {limit} KB"),
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
        Refusal::Pipe => special("命名管道", "a named pipe"),
        Refusal::Socket => special("套接字", "a socket"),
        Refusal::Device => special("设备", "a device"),
        Refusal::Type(_) => (
            Code::FileType,
            text!("主题里的这种文件不能放到网站上", "A file of this kind in a theme is not published"),
            text!(
                "主题的 static 里放样式、脚本、字体和图片；网页写成 templates 里的模板",
                "Keep styles, scripts, fonts and pictures in static/, and pages as templates"
            ),
        ),
        Refusal::Sheet(fault) => {
            let (message, hint) = sheet_words(fault);
            (Code::SheetUnreadable, message, hint)
        }
        Refusal::Misnamed(meant) => {
            let (message, hint) = misnamed_words(meant);
            (Code::FileUnread, message, hint)
        }
        Refusal::Name(fault) => {
            let (message, hint) = name_words(fault);
            (Code::FileName, message, hint)
        }
    };
    Diagnostic::new(code, file, Span::default(), message).hint(hint)
}

/// What is no plain file.
fn special(zh: &str, en: &str) -> (Code, Text, Text) {
    (
        Code::FileType,
        text!("这是{zh}，不是普通文件，不读", "This is {en}, no plain file, and is not read"),
        text!("把它删去；要发布的内容存成普通文件", "Remove it; keep content in plain files"),
    )
}

/// What is wrong with a sheet that cannot be read, and what its owner can do.
pub fn sheet_words(fault: SheetFault) -> (Text, Text) {
    let save = || {
        text!(
            "用 Excel 或 WPS 打开，“另存为”，类型选“Excel 工作簿（.xlsx）”",
            "Open it and save it as an Excel workbook (.xlsx)"
        )
    };
    match fault {
        SheetFault::Encoding => (
            text!(
                "这个表格的编码既不是 UTF-8 也不是 GB18030（GBK）",
                "The sheet is neither in UTF-8 nor in GB18030 (GBK)"
            ),
            text!(
                "用 Excel 或 WPS 打开，“另存为”，类型选 .xlsx，或者“CSV UTF-8”",
                "Open it and save it as .xlsx or as CSV in UTF-8"
            ),
        ),
        SheetFault::Locked => (
            text!("这个表格设了打开密码，程序读不了", "The sheet asks for a password"),
            text!(
                "打开后在“文件—信息—保护工作簿”里去掉密码，再保存",
                "Open it, remove the password, and save it"
            ),
        ),
        SheetFault::OldExcel => (
            text!(
                "这是旧格式的表格（.xls），光改后缀不行",
                "This is a sheet in the old format (.xls); its ending alone does not change that"
            ),
            save(),
        ),
        SheetFault::WebPage => (
            text!(
                "这其实是一个网页，不是表格（有的系统这样导出）",
                "This is a web page that some system exports as a sheet"
            ),
            save(),
        ),
        SheetFault::Broken => {
            (text!("这个表格打不开：文件坏了，或者不是表格", "The sheet is damaged, or is none"), save())
        }
        SheetFault::TooMuch => (
            text!(
                "这个表格太大：展开以后行、列或者文字多得不像话",
                "The sheet has far too many rows, columns or words"
            ),
            text!(
                "只留要用的区域：复制到一张新表里再保存",
                "Copy what is needed to a new sheet, and save that"
            ),
        ),
        SheetFault::NoSheet => (
            text!("工作簿里的表全是隐藏的", "Every sheet of the book is hidden"),
            text!("右键点下面的标签，“取消隐藏”，再保存", "Show the sheet, and save the book"),
        ),
    }
}

fn misnamed_words(meant: Meant) -> (Text, Text) {
    let right = match meant {
        Meant::Markdown => ".md",
        Meant::Yaml => ".yaml",
        Meant::Index => {
            return (
                text!(
                    "文件名要全部小写，不然网址会变",
                    "The name must be in lower case, or the address becomes another"
                ),
                text!("改名为 index.md", "Rename it to index.md"),
            );
        }
        Meant::Sheet => return other_sheet(),
    };
    (
        text!(
            "文件名的结尾不是 {right}，程序不读，里面的内容不会出现在网站上",
            "The name does not end in {right}, so nothing reads the file, and what is in it will not appear"
        ),
        text!(
            "改名，让结尾正好是小写的 {right}；看不见结尾的，先在文件夹的“查看”里勾上“文件扩展名”",
            "Rename it to end in {right}, in lower case; let the system show endings if they are hidden"
        ),
    )
}

fn other_sheet() -> (Text, Text) {
    (
        text!(
            "这种格式的表格程序读不了，里面的内容不会用到",
            "Sheets of this format are not read: nothing of it is used"
        ),
        text!(
            "用 WPS 或 Excel 打开，“另存为”，类型选“Excel 工作簿（.xlsx）”，放在原处；这一份移走",
            "Open it, save it as an Excel workbook (.xlsx) at this place, and remove this one"
        ),
    )
}

fn name_words(fault: NameFault) -> (Text, Text) {
    match fault {
        NameFault::Unseen => (
            text!(
                "文件名里有换行或者看不见的字符",
                "The name holds a line end or a character that is not seen"
            ),
            text!("把文件名重新打一遍", "Type the name anew"),
        ),
        NameFault::Encoding => (
            text!(
                "文件名的编码不是 UTF-8，别的电脑上会变成乱码",
                "The name is not in UTF-8 and is garbled elsewhere"
            ),
            text!(
                "改名；用压缩包带来的，换一个能选编码的解压软件",
                "Rename it; unpack archives with a program that lets you choose the encoding"
            ),
        ),
        NameFault::Sign(sign) => (
            text!(
                "文件名里有“{sign}”，Windows 和网址里不能用",
                "The name holds `{sign}`, which Windows and URLs do not allow"
            ),
            text!("改名，去掉 \\ : * ? \" < > | 这些符号", "Rename it without \\ : * ? \" < > |"),
        ),
        NameFault::Edge => (
            text!(
                "文件名以空格开头，或者以点、空格结尾",
                "The name begins with a space, or ends with a dot or space"
            ),
            text!("改名，去掉开头结尾的空格和点", "Rename it without them"),
        ),
        NameFault::Device => (
            text!(
                "这个名字是 Windows 的设备名，在很多电脑上打不开",
                "This is the name of a device on Windows, where it cannot be opened"
            ),
            text!("改个名字", "Choose another name"),
        ),
        NameFault::TooLong(bytes) => (
            text!(
                "文件名有 {bytes} 个字节，超过 {LONGEST} 个",
                "The name has {bytes} bytes; the limit is {LONGEST}"
            ),
            text!("缩短到 70 个汉字以内", "Shorten it to fewer than {LONGEST} bytes"),
        ),
    }
}

pub(super) fn report_long_front_matter(head: Span, faults: &Faults) {
    let limit = limits::FRONT_MATTER >> 10;
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

pub(super) fn report_long_body(start: Span, faults: &Faults) {
    let limit = limits::BODY >> 10;
    faults.add(
        Code::FileTooLarge,
        start,
        text!("正文超过 {limit} KB", "The text has more than {limit} KB"),
        text!("把大表格另存为附件，正文只写要点", "Attach large tables as files and keep the text short"),
    );
}

pub(super) fn report_long_yaml(limit: usize, faults: &Faults) {
    let limit = limit >> 10;
    faults.add(
        Code::FileTooLarge,
        Span::default(),
        text!("这个文件超过 {limit} KB", "This file has more than {limit} KB"),
        text!(
            "看看是不是放错了内容；积分记录按村、按批次分成几个文件",
            "Check what is in it; divide points records by village and batch"
        ),
    );
}

pub(super) fn report_deep_body(span: Span, faults: &Faults) {
    let most = crate::markdown::DEEPEST;
    faults.add(
        Code::NestingTooDeep,
        span,
        text!("引用、列表一层套一层，超过 {most} 层", "Quotes and lists are nested more than {most} deep"),
        text!("去掉多余的 > 和列表符号", "Remove needless > and list markers"),
    );
}
