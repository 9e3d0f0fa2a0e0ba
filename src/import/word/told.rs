//! What of a document was left out or changed, in words.

use crate::diagnostic::Text;
use crate::import::NotRead;
use crate::read::word::{Told, What};
use crate::text;

/// Remarks of one sort that are told one by one.
const EACH: usize = 5;

/// What the reader tells, for people; many of a sort are counted.
pub(super) fn told(all: &[Told]) -> Vec<NotRead> {
    let mut sorts: Vec<What> = all.iter().map(|told| told.what).collect();
    sorts.sort();
    sorts.dedup();
    let of = |sort: What| {
        let these: Vec<&Told> = all.iter().filter(|told| told.what == sort).collect();
        let more = these.len().saturating_sub(EACH);
        let each = these.into_iter().take(EACH).map(one).collect::<Vec<_>>();
        each.into_iter().chain((more > 0).then(|| NotRead::left_out("", rest(sort, more))))
    };
    sorts.into_iter().flat_map(of).collect()
}

fn one(told: &Told) -> NotRead {
    let place = match told.at {
        0 => String::new(),
        at => format!("第{at}段"),
    };
    let words: String = told.words.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = words.chars().take(40).collect();
    let more = if short == words { "" } else { "……" };
    let said =
        if short.is_empty() { Text::default() } else { text!("：“{short}{more}”", ": `{short}{more}`") };
    let (what, done) = (what(told.what), done(told.what));
    let why = Text::new(
        format!("{}{}，{}", what.zh, said.zh, done.zh),
        format!("{}{}: {}", what.en, said.en, done.en),
    );
    NotRead::left_out(place, why)
}

/// Words that stand out in the document and not in the draft.
pub(super) fn without_looks(paragraph: usize) -> NotRead {
    let why = text!(
        "加粗或者画了删除线的字在这里写不出来，写成了普通的字，意思靠它的请改写",
        "bold or struck-out words cannot be written here and stand like all others: say it in words if it matters"
    );
    NotRead::left_out(format!("第{paragraph}段"), why)
}

fn rest(sort: What, more: usize) -> Text {
    let what = what(sort);
    Text::new(format!("{}还有 {more} 处", what.zh), format!("{more} more of these: {}", what.en))
}

fn what(what: What) -> Text {
    match what {
        What::Hidden => text!("隐藏的文字", "hidden words"),
        What::Deleted => text!("修订里删去的文字", "words deleted while changes were kept"),
        What::Inserted => text!("修订里新加的文字", "words added while changes were kept"),
        What::Comment => text!("批注", "a comment"),
        What::Header => text!("页眉", "what stands above every page"),
        What::Footer => text!("页脚", "what stands below every page"),
        What::Equation => text!("公式", "a formula"),
        What::Chart => text!("图表", "a chart"),
        What::Object => text!("嵌在里面的文件或控件", "a file or control within"),
        What::Macros => text!("宏", "macros"),
        What::OddPicture => text!("图片不是 JPG、PNG、WebP", "a picture that is no JPEG, PNG or WebP"),
        What::LinkedPicture => text!("图片没有存在文档里", "a picture that is not in the file"),
        What::Symbol => text!("符号字体里的符号", "a sign of a symbol font"),
        What::Unfilled => text!("没有填的内容框", "a control that nobody filled in"),
        What::Ruby => text!("字上面的拼音", "pronunciation above words"),
        What::DateField => text!("会自己变的日期", "a date that changes by itself"),
        What::Boxed => text!("文本框里的文字", "words in a text box"),
        What::Merged => text!("表格里合并的单元格", "joined cells"),
        What::Nested => text!("表格里套的表格", "a table within a table"),
        What::OddNumber => text!("少见的自动编号", "a rare style of numbers"),
    }
}

fn done(what: What) -> Text {
    match what {
        What::Hidden | What::Comment | What::Header | What::Footer | What::Ruby => {
            text!("没有导入", "left out")
        }
        What::Deleted => text!("照删去的算，没有导入", "taken for deleted, and left out"),
        What::Inserted => text!("照加上的算，已经导入", "taken for added, and imported"),
        What::Equation => {
            text!("没有导入，请用文字写上，或者截成图片", "left out: write it in words, or as a picture")
        }
        What::Chart => {
            text!(
                "没有导入，请另存成图片放在同一个文件夹里",
                "left out: save it as a picture beside the notice"
            )
        }
        What::Object => {
            text!("没有导入，要公开就另存出来，写进“附件”", "left out: save it and name it under 附件")
        }
        What::Macros => text!("没有导入，也没有运行", "left out, and not run"),
        What::OddPicture | What::LinkedPicture => {
            text!(
                "没有导入，请另存成 JPG 放在同一个文件夹里",
                "left out: save it as a JPEG beside the notice"
            )
        }
        What::Symbol => text!("没有导入，请对着原文补上", "left out: compare it with the original"),
        What::Unfilled => text!("没有导入", "left out"),
        What::DateField => {
            text!(
                "写的是文档最后保存时的样子，请核对",
                "written as it was when the document was saved: look at it"
            )
        }
        What::Boxed => {
            text!("已经放在那一段后面，请看位置对不对", "put behind that paragraph: look at where it stands")
        }
        What::Merged => text!(
            "已经拆开：竖着合并的每行都写，横着合并的只写在第一格",
            "told apart: said in every row, and in the first of several columns"
        ),
        What::Nested => text!("已经变成那一格里的文字", "made words of its cell"),
        What::OddNumber => text!("写成了 1、2、3", "written in digits"),
    }
}
