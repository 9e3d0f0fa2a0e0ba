//! Why nothing of a file can be imported, and what its owner can do.

use crate::diagnostic::Text;
use crate::parse::sheet_refusal;
use crate::read::word::WordFault;
use crate::read::{Foreign, SheetFault};
use crate::text;

/// Why nothing of a file is taken.
#[derive(Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is of a sort that is not read.
    Sort(Foreign),
    /// It is a sheet that cannot be read.
    Sheet(SheetFault),
    /// It is a Word document that cannot be read.
    Word(WordFault),
    /// It can be read, and nobody knows what it is.
    Unclear(Text, Text),
}

impl Refused {
    /// What is wrong, and what can be done.
    pub fn words(&self) -> (Text, Text) {
        match self {
            Refused::Sort(sort) => of_sort(*sort),
            Refused::Sheet(fault) => sheet_refusal(*fault),
            Refused::Word(fault) => of_word(*fault),
            Refused::Unclear(what, hint) => (what.clone(), hint.clone()),
        }
    }
}

fn of_word(fault: WordFault) -> (Text, Text) {
    let anew = || {
        text!(
            "用 Word 或 WPS 打开，能打开就“另存为”一份新的 .docx 再导入；打不开就请对方重新发",
            "Open it in Word, save it anew as .docx and import that; if it does not open, have it sent again"
        )
    };
    match fault {
        WordFault::Broken => (
            text!(
                "这个 Word 文档不完整，或者坏了（可能没有传完）",
                "This Word document is incomplete or damaged"
            ),
            anew(),
        ),
        WordFault::Entities => (
            text!(
                "这个 Word 文档里有引用别处内容的声明，正常的文档没有，不读",
                "This Word document declares entities, as no honest one does, and is not read"
            ),
            anew(),
        ),
        WordFault::TooDeep => (
            text!(
                "这个 Word 文档一层套一层，套得太深，不读",
                "Parts of this Word document lie too deep in one another, and it is not read"
            ),
            anew(),
        ),
        WordFault::TooMuch => (
            text!(
                "这个 Word 文档展开后太大，超过一份公告该有的文字、表格和图片，不读",
                "This Word document unpacks to far more than a notice has, and is not read"
            ),
            text!(
                "大表格请另存为 .xlsx 导入，照片单独放在公告的文件夹里",
                "Save large tables as .xlsx and import these; put photographs beside the notice"
            ),
        ),
    }
}

fn of_sort(sort: Foreign) -> (Text, Text) {
    let as_document = || {
        text!(
            "用 Word 或 WPS 打开，“另存为”，类型选“Word 文档（.docx）”，再导入",
            "Open it, save it as a Word document (.docx), and import that"
        )
    };
    let as_book = || {
        text!(
            "用 Excel 或 WPS 打开，“另存为”，类型选“Excel 工作簿（.xlsx）”，再导入",
            "Open it, save it as an Excel workbook (.xlsx), and import that"
        )
    };
    match sort {
        Foreign::OldDocument => (
            text!(
                "这是旧格式的文档（.doc 或 .wps），转换会丢编号、改日期，所以不读",
                "This is a document in the old format (.doc, .wps), which loses numbers when it is converted"
            ),
            as_document(),
        ),
        Foreign::OpenDocument => {
            (text!("这是 .odt 文档，不读", "This is an .odt document, which is not read"), as_document())
        }
        Foreign::RichText => {
            (text!("这是 .rtf 文档，不读", "This is an .rtf document, which is not read"), as_document())
        }
        Foreign::Document => {
            (text!("这个 Word 文档读不了", "This Word document cannot be read"), as_document())
        }
        Foreign::OldBook | Foreign::OpenBook | Foreign::Book | Foreign::Text => {
            (text!("这个表格读不了", "This sheet cannot be read"), as_book())
        }
        Foreign::Damaged => (
            text!("这个文件坏了，或者没有传完", "The file is damaged, or half of it is missing"),
            text!(
                "请对方重新发一次；自己电脑上打得开的，另存一份再导入",
                "Have it sent again, or open it and save it once more"
            ),
        ),
        Foreign::WebPage => sheet_refusal(SheetFault::WebPage),
        Foreign::Locked => (
            text!("这个文件设了打开密码，程序读不了", "The file asks for a password"),
            text!(
                "打开后在“文件—信息—保护”里去掉密码，保存了再导入",
                "Open it, remove the password, and save it"
            ),
        ),
        other => plainly(other),
    }
}

fn plainly(sort: Foreign) -> (Text, Text) {
    let (zh, en) = match sort {
        Foreign::Pdf => ("PDF", "a PDF"),
        Foreign::Picture => ("图片", "a picture"),
        Foreign::Archive => ("压缩包", "an archive"),
        Foreign::Empty => ("空文件", "an empty file"),
        _ => ("程序不认识的文件", "a file that nobody knows"),
    };
    (
        text!("这是{zh}，没有可以导入的内容", "This is {en}, in which there is nothing to import"),
        text!(
            "能导入的是表格（.xlsx、.xls、.et、.ods、.csv）和 Word 文档（.docx）",
            "Sheets (.xlsx, .xls, .et, .ods, .csv) and Word documents (.docx) can be imported"
        ),
    )
}
