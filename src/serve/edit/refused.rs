//! Why the form is not given what it asks for, in words for whoever fills it in.

use crate::disk::Trouble;
use crate::parse::revise::Unusual;

pub(super) enum Refused {
    /// No question that we know.
    Question,
    /// A path that no form has.
    Path,
    /// Not there, or nothing that a form can show.
    NotThere,
    /// A new one has the name of one that is there.
    Exists,
    /// Changed in the meantime by somebody else.
    Changed,
    /// Something posted is changed without a word.
    Uncorrected,
    /// An attachment that is not taken: its name.
    Attachment(String),
    /// Another attachment of the name is there.
    Taken(String),
    TooLarge,
    /// Nothing is deleted here.
    Deleting,
    Unusual(Unusual),
    /// The file's encoding does not take it.
    Encoding,
    Trouble(Trouble),
}

impl Refused {
    pub(super) fn status(&self) -> u16 {
        match self {
            Refused::Question | Refused::Path => 400,
            Refused::Deleting => 403,
            Refused::NotThere => 404,
            Refused::Exists | Refused::Changed | Refused::Taken(_) => 409,
            Refused::TooLarge => 413,
            Refused::Uncorrected | Refused::Attachment(_) | Refused::Unusual(_) | Refused::Encoding => 422,
            Refused::Trouble(_) => 500,
        }
    }

    pub(super) fn words(&self) -> String {
        match self {
            Refused::Question => "程序不认识这个请求，请刷新页面再试".into(),
            Refused::Path => "这个文件名不能用：换一个短一些、不带特殊符号的标题".into(),
            Refused::NotThere => "这份文件不在了，或者有毛病读不了；请看页面下方的检查结果".into(),
            Refused::Exists => "已经有一份同名的文件，没有覆盖；请换一个标题".into(),
            Refused::Changed => "这份文件在您打开以后被别处改过，没有保存。请复制好刚写的内容，刷新页面再改".into(),
            Refused::Uncorrected => "这份公告已经张榜，改动要让看的人知道：请在“更正”里加一条，写上今天的日期、改了什么和为什么改，再保存".into(),
            Refused::Attachment(name) => format!("附件“{name}”不能用：可以放 PDF、Word、Excel、WPS、图片（JPG、PNG、WebP）、压缩包，每个不超过 32 MB，扩展名要和内容一致"),
            Refused::Taken(name) => format!("这里已经有一个内容不同的“{name}”，没有覆盖；请给附件换个名字"),
            Refused::TooLarge => "内容太大，没有保存".into(),
            Refused::Deleting => "表单里不能删除。公告撤下来要填“撤销”；确实要删的文件，请在文件夹里删".into(),
            Refused::Unusual(Unusual::BothWays(field)) => format!("“{field}”有两种填法，只能用一种：“一句话”填了，其他格就要空着"),
            Refused::Unusual(Unusual::Unreadable) => "这份文件有毛病，表单读不了；请看页面下方的检查结果，用编辑器改好再来".into(),
            Refused::Unusual(Unusual::Style) => "这一处在文件里的写法特殊，表单改不了；请用编辑器改".into(),
            Refused::Encoding => "这份文件是国标（GBK）编码，写不下刚填的字；请先运行 zhangbang check --fix 统一成 UTF-8".into(),
            Refused::Trouble(trouble) => trouble.zh(),
        }
    }
}

impl From<Trouble> for Refused {
    fn from(trouble: Trouble) -> Refused {
        Refused::Trouble(trouble)
    }
}

impl From<Unusual> for Refused {
    fn from(unusual: Unusual) -> Refused {
        Refused::Unusual(unusual)
    }
}
