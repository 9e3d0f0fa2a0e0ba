//! What Tera says of a template → where it is, and what to do about it in both languages.
//!
//! Tera speaks English and, of names that it looks up for all templates at once, only in whole printed
//! reports; both end here. What has no row in the table is handed on as Tera said it.

use crate::diagnostic::{Code, Diagnostic, Text};
use crate::source::{SourceId, Span};
use crate::text;
use std::sync::Arc;
use tera::ErrorKind;

/// A template's file, as faults in it are shown.
#[derive(Clone, Debug)]
pub(super) struct File {
    pub id: SourceId,
    pub text: Arc<str>,
}

/// Every fault that an error tells of; `file` knows templates by their name.
pub(super) fn diagnostics<'f>(
    error: &tera::Error,
    file: impl Fn(&str) -> Option<&'f File>,
) -> Vec<Diagnostic> {
    let mut all: Vec<Diagnostic> = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let span = Span::from(report.span().range.clone());
            vec![told(report.message(), file(report.filename()), |_| span)]
        }
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            vec![told(&error.to_string(), file(tpl), |_| Span::default())]
        }
        ErrorKind::MissingParent { current, parent } => {
            vec![told(&format!("Unknown template `{parent}`"), file(current), |text| span_of(text, parent))]
        }
        _ => reports(&error.to_string(), file),
    };
    // a template is known by two names, its own and one with the theme's before it
    all.dedup();
    all
}

/// Reports as printed: `error: …`, then `--> name:line:column`, then the line and carets below it.
fn reports<'f>(printed: &str, file: impl Fn(&str) -> Option<&'f File>) -> Vec<Diagnostic> {
    let mut all: Vec<Diagnostic> = Vec::new();
    for report in printed.split("\n\n") {
        let fault = placed(report).map(|(words, name, line, column, width)| {
            told(words, file(name), |text| span_at(text, line, column, width))
        });
        let fault = fault.unwrap_or_else(|| told(report, None, |_| Span::default()));
        if !all.contains(&fault) {
            all.push(fault);
        }
    }
    all
}

/// Words, template, line and column from 1, width in characters.
fn placed(report: &str) -> Option<(&str, &str, usize, usize, usize)> {
    let mut lines = report.lines();
    let words = lines.next()?.strip_prefix("error: ")?;
    let place = lines.next()?.trim_start().strip_prefix("--> ")?;
    let mut place = place.rsplitn(3, ':');
    let column = place.next()?.parse().ok()?;
    let line = place.next()?.parse().ok()?;
    let width = report.lines().last()?.matches('^').count();
    Some((words, place.next()?, line, column, width))
}

fn span_at(text: &str, line: usize, column: usize, width: usize) -> Span {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let after = |start: usize, count: usize| {
        let rest = text.get(start..).unwrap_or_default();
        start + rest.chars().take(count).map(char::len_utf8).sum::<usize>()
    };
    let start = after(before, column.saturating_sub(1));
    Span::new(start, after(start, width))
}

fn span_of(text: &str, word: &str) -> Span {
    text.find(word).map_or_else(Span::default, |at| Span::new(at, at + word.len()))
}

fn told(words: &str, file: Option<&File>, place: impl Fn(&str) -> Span) -> Diagnostic {
    let (message, hint) = said(words);
    let (id, span) = file.map_or_else(Default::default, |file| (file.id, place(&file.text)));
    Diagnostic::new(Code::ThemeInvalid, id, span, message).hint(hint)
}

/// A message of Tera's by its beginning and a part of it; `{0}` and `{1}` are what it quotes.
struct Phrase {
    start: &'static str,
    zh: &'static str,
    hint_zh: &'static str,
    hint_en: &'static str,
}

const fn phrase(
    start: &'static str,
    zh: &'static str,
    hint_zh: &'static str,
    hint_en: &'static str,
) -> Phrase {
    Phrase { start, zh, hint_zh, hint_en }
}

const CLOSE: [&str; 2] = [
    "每个 if、for、block 都要有自己的 endif、endfor、endblock，次序也要对；每个 {{、{% 都要写完",
    "every if, for and block needs its own endif, endfor and endblock, in order; close every {{ and {%",
];
const ASK: [&str; 2] = [
    "名字可能写错了；可缺的要先用 if 问一句有没有，见手册“主题参考”",
    "the name may be misspelt; what may be missing needs an `if` before, see the handbook's theme reference",
];
const REFERENCE: [&str; 2] =
    ["有哪些，见手册“主题参考”", "the handbook's theme reference lists those that there are"];

const PHRASES: &[Phrase] = &[
    phrase("Field `", "没有“{0}”这一项", ASK[0], ASK[1]),
    phrase("Variable `", "这一页没有“{0}”这个变量", REFERENCE[0], REFERENCE[1]),
    phrase("Tried to render a variable that is undefined", "要打印的东西没有", ASK[0], ASK[1]),
    phrase("Cannot index into an undefined value", "方括号前面的东西没有", ASK[0], ASK[1]),
    phrase("Cannot slice an undefined value", "方括号前面的东西没有", ASK[0], ASK[1]),
    phrase("Iteration not possible on type", "for 要走的不是列表，是{0}", ASK[0], ASK[1]),
    phrase("Invalid type for the value, expected", "这里要的是{0}，给的是{1}", ASK[0], ASK[1]),
    phrase("Math operations can only be done on numbers", "只有数才能计算，这里是{0}", ASK[0], ASK[1]),
    phrase("Cannot compare `", "{0}和{1}不能比较", ASK[0], ASK[1]),
    phrase("Unexpected end of input", "模板没有写完", CLOSE[0], CLOSE[1]),
    phrase("Unknown tag", "不认识这个标签，或者它不该在这里", CLOSE[0], CLOSE[1]),
    phrase("String opened with", "引号没有写完", CLOSE[0], CLOSE[1]),
    phrase("Closing comment tag", "注释没有写完", "注释写成 {# …… #}", "a comment is {# … #}"),
    phrase("Block `", "接着的模板里没有“{0}”这个块，写了也不会显示", REFERENCE[0], REFERENCE[1]),
    phrase(
        "Template already contains a block named",
        "“{0}”这个块写了两遍",
        "删去一个，或者换个名字",
        "remove one of them, or rename it",
    ),
    phrase(
        "This content would be ignored",
        "块的外面不能写内容：这个模板是接着别的模板写的",
        "把它放进 {% block … %} 和 {% endblock … %} 之间",
        "put it between {% block … %} and {% endblock … %}",
    ),
    phrase("Unknown filter `", "没有“{0}”这个过滤器", REFERENCE[0], REFERENCE[1]),
    phrase("Unknown test `", "is 后面没有“{0}”这个判断", REFERENCE[0], REFERENCE[1]),
    phrase("Unknown function `", "没有“{0}”这个函数", REFERENCE[0], REFERENCE[1]),
    phrase(
        "Unknown template `",
        "没有“{0}”这个模板",
        "写 templates/ 里的文件名，如 base.html；要原来的，前面加主题名，如 gongshi/base.html",
        "write a file name in templates/, such as base.html; for an original, the theme's name before it, such as gongshi/base.html",
    ),
    phrase(
        "Function `range`",
        "range 数得太多，或者每次加的是 0",
        "一页里的 range 加起来最多数到十万个；看看有没有 for 套着 for",
        "all `range`s of a page give a hundred thousand numbers at most; look for a `for` within a `for`",
    ),
    phrase("Missing keyword argument", "少写了“{0}=”", REFERENCE[0], REFERENCE[1]),
    phrase(
        "Circular",
        "模板接来接去，绕了一圈",
        "要接原来的模板，前面加主题名，如 gongshi/notice.html",
        "to extend the original, put the theme's name before it, such as gongshi/notice.html",
    ),
    phrase(
        "`extends` needs to be the first tag",
        "extends 要写在最前面",
        "前面的内容移到块里面，或者删去",
        "move what stands before it into a block, or remove it",
    ),
    phrase(
        "block was named `",
        "块的开头叫“{0}”，结尾写成了“{1}”",
        "改成一样的名字",
        "give both the same name",
    ),
    phrase("Found `", "写法不对，问题在“{0}”这里", CLOSE[0], CLOSE[1]),
];

/// Message and hint.
fn said(words: &str) -> (Text, Text) {
    let (first, known) = match words.split_once(" Available ") {
        Some((first, rest)) => (first, rest.split_once(": ").map_or("", |(_, known)| known)),
        None => (words, ""),
    };
    let Some(phrase) = PHRASES.iter().find(|phrase| words.starts_with(phrase.start)) else {
        return (
            text!("主题模板有误：{words}", "A fault in the theme's template: {words}"),
            text!(
                "改正模板，或删去 themes/ 下的这个文件，改用自带的模板",
                "Correct the template, or remove this file under themes/ to use the one in the binary"
            ),
        );
    };
    let mut zh = phrase.zh.to_owned();
    let quoted: Vec<&str> = first.split('`').skip(1).step_by(2).collect();
    for (i, word) in quoted.iter().enumerate() {
        zh = zh.replace(&format!("{{{i}}}"), sort_zh(word));
    }
    if let Some(mark) = expected(first) {
        zh = format!("{zh}，应当是 {mark}");
    }
    let hint = match quoted.first() {
        Some(written) if !known.is_empty() => among(written, known),
        _ => Text::new(phrase.hint_zh, phrase.hint_en),
    };
    (Text::new(zh, first), hint)
}

/// The one mark or tag that should stand there, when it is only one.
fn expected(words: &str) -> Option<&str> {
    let (_, mark) = words.split_once(" but expected ").filter(|_| words.starts_with("Found"))?;
    let mark = mark.trim_end_matches('.').trim_matches('`');
    (!mark.contains(' ')).then_some(mark)
}

/// The names that there are, the nearest first.
fn among(written: &str, known: &str) -> Text {
    let near = known.split(", ").map(|name| (strsim::damerau_levenshtein(name, written), name)).min();
    let list = known.replace(", ", "、");
    match near.filter(|&(distance, name)| distance <= 1 + name.chars().count() / 4) {
        Some((_, name)) => {
            text!("是不是想写“{name}”？这里有：{list}", "did you mean `{name}`? There are: {known}")
        }
        None => text!("这里有：{list}", "there are: {known}"),
    }
}

/// Tera's names of types, in the words of the reference page.
fn sort_zh(word: &str) -> &str {
    match word {
        "undefined" | "none" => "没有的东西",
        "string" | "String" | "str" | "&str" => "文字",
        "array" | "Vec<Value>" => "列表",
        "map" | "Map" => "里面还有各项的东西",
        "bool" => "是否",
        "i64" | "i128" | "u64" | "number" | "Number" | "integer" | "usize" => "整数",
        "f64" | "float" => "小数",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_printed_report_is_read_back() {
        let file = File { id: SourceId(7), text: "甲\n乙丙{% block mian %}".into() };
        let printed = "error: Block `mian` is not defined in any parent template\n --> a.html:2:12\n  |\n2 | 乙丙{% block mian %}\n  |            ^^^^";
        let twice = format!("{printed}\n\n{}", printed.replace("a.html", "mine/a.html"));
        let found = reports(&twice, |_| Some(&file));
        assert_eq!(found.len(), 1);
        assert_eq!(&file.text[found[0].span.range()], "mian");
        assert_eq!(found[0].message.zh, "接着的模板里没有“mian”这个块，写了也不会显示");
    }

    #[test]
    fn what_cannot_be_read_is_handed_on() {
        let found = reports("something else", |_| None);
        assert_eq!(found[0].message.zh, "主题模板有误：something else");
    }

    #[test]
    fn the_nearest_name_is_offered() {
        let (message, hint) = said("Field `titel` is not defined. Available fields: href, title");
        assert_eq!(message.zh, "没有“titel”这一项");
        assert_eq!(message.en, "Field `titel` is not defined.");
        assert_eq!(hint.zh, "是不是想写“title”？这里有：href、title");
        assert_eq!(said("Found `}` but expected %}.").0.zh, "写法不对，问题在“}”这里，应当是 %}");
        assert_eq!(said("Field `zzzz` is not defined. Available fields: a").1.en, "there are: a");
    }
}
