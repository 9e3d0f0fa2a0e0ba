//! A Markdown file's two halves: the block between `---` lines, and the body.

use super::cause;
use super::faults::Faults;
use super::field::Table;
use super::misread::{ascii_colon, report_fullwidth_colon};
use super::unseen;
use super::yaml::{self, Document, Fault, FaultKind, Node, Value};
use crate::diagnostic::{Code, Diagnostic, Edit};
use crate::model::characters::Place;
use crate::parse::field::{self, Field};
use crate::source::Span;
use crate::text;

/// Where the halves of a file lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Halves {
    /// The opening `---`.
    pub head: Span,
    pub yaml: Span,
    pub body_start: usize,
}

/// Finds the block between `---` lines at the start of a text, after blank lines if there are any.
pub(super) fn split(text: &str) -> Option<Halves> {
    let start = text.len() - text.trim_start().len();
    let opening = text[start..].lines().next()?;
    if opening.trim_end() != "---" || text[..start].rfind('\n').map_or(start, |n| start - n - 1) > 0 {
        return None;
    }
    let yaml_start = start + opening.len() + 1;
    let mut at = yaml_start;
    for line in text.get(yaml_start..)?.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return Some(Halves {
                head: Span::new(start, start + 3),
                yaml: Span::new(yaml_start, at),
                body_start: at + line.len(),
            });
        }
        at += line.len();
    }
    None
}

/// Reports words behind a lone `#` in a value: `标题: 柳湾村 # 3号机井` ends before it, and `文号: #8` before it begins.
/// A remark stands two spaces off, or one behind its `#`.
pub(super) fn report_cut(yaml: &str, offset: usize, tables: &[Table], faults: &Faults) {
    let mut lines = plain_lines(yaml).into_iter().peekable();
    while let Some((at, line)) = lines.next() {
        let Some((name, value)) = line.split_once(": ") else { continue };
        let name = name.trim_start_matches([' ', '-']);
        let Some(field) = field::named(name, tables) else { continue };
        let at = offset + at;
        if value.trim_start().starts_with('#') {
            // what stands below belongs to the field, and these words are a remark
            let below = |(_, next): &(usize, &str)| {
                indent(next) > indent(line) || next.trim_start().starts_with("- ")
            };
            if is_glued(value.trim()) && !lines.peek().is_some_and(below) {
                let sign = at + line.len() - value.trim_start().len();
                report_hidden(field, value.trim(), Span::at(at + indent(line)), sign, faults);
            }
        } else if let Some((kept, _)) = value.split_once(" #")
            && !kept.ends_with(' ')
            && !kept.contains(['"', '\'', '[', '{'])
        {
            let sign = at + line.find(" #").unwrap_or_default() + 1;
            report_half(kept.trim(), value.trim(), Span::new(sign, at + line.trim_end().len()), faults);
        }
    }
}

/// Blanks before the first letter of a line.
fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// `#8`, `#镇项目办`: no remark begins so.
fn is_glued(value: &str) -> bool {
    value.strip_prefix('#').and_then(|rest| rest.chars().next()).is_some_and(|c| c.is_alphanumeric())
}

/// A value that begins with the sign: nothing of it is left.
fn report_hidden(field: &Field, value: &str, key: Span, at: usize, faults: &Faults) {
    faults.unread(field.key, key);
    let (span, right) = (Span::new(at, at + value.len()), value.replace('"', "”"));
    let (alias, key) = (field.alias, field.key);
    let message = text!(
        "内容以井号开头，井号后面的字都不算，“{alias}”就空着了",
        "What follows a `#` does not count, so that `{key}` is blank"
    );
    let hint = text!(
        "是内容就用英文双引号括起来：{alias}: \"{right}\"；是说明就在井号后面空一格",
        "If it is meant, put it in quotes: {key}: \"{right}\"; a remark has a space behind its `#`"
    );
    let edit = Edit { span, text: format!("\"{right}\"") };
    faults.push(Diagnostic::new(Code::YamlSyntax, faults.file, span, message).hint(hint).mended([edit]));
}

/// A value that holds it: the rest of it is gone.
fn report_half(kept: &str, value: &str, span: Span, faults: &Faults) {
    let message = text!(
        "井号后面的字不算内容，这里只剩“{kept}”",
        "What follows the `#` does not count; only `{kept}` is left"
    );
    let hint = text!(
        "是内容就用英文双引号括起来：\"{value}\"；是说明就在井号前面空两格",
        "If it belongs to the value, put all in quotes: \"{value}\"; put a remark two spaces off"
    );
    faults.push(Diagnostic::new(Code::YamlSyntax, faults.file, span, message).hint(hint).warning());
}

/// The lines outside block texts, each with the byte at which it begins.
fn plain_lines(text: &str) -> Vec<(usize, &str)> {
    let (mut found, mut at, mut block) = (Vec::new(), 0, None);
    for line in text.split_inclusive('\n') {
        if !block.is_some_and(|block| indent(line) > block || line.trim().is_empty()) {
            block = line.trim_end().ends_with(['|', '>']).then_some(indent(line));
            found.push((at, line));
        }
        at += line.len();
    }
    found
}

/// Reads YAML. Characters that must not be there are reported, and so are full-width colons that are why it
/// cannot be read; both are then read on as if they were right. `None` when it is beyond reading; that is
/// reported.
pub(super) fn tree<'a>(
    text: &'a str,
    offset: usize,
    tables: &[Table],
    mended: &'a mut String,
    faults: &Faults,
) -> Option<Node<'a>> {
    unseen::report(text, offset, Place::Field, faults);
    let readable = unseen::readable(text);
    let colons = |read: &Result<Document, Fault>, text| match read {
        Ok(read) if !matches!(read.root.value, Value::Scalar { .. } | Value::Null) => Vec::new(),
        _ => fullwidth_colons(text, tables),
    };
    let found = match &readable {
        Some(readable) => colons(&yaml::read(readable, offset), readable),
        None => {
            let first = yaml::read(text, offset);
            let found = colons(&first, text);
            if found.is_empty() {
                return settle(first, text, offset, tables, faults);
            }
            found
        }
    };
    mended.push_str(readable.as_deref().unwrap_or(text));
    for (name, at) in found {
        let after = &mended[at + '：'.len_utf8()..];
        let space = after.len() - after.trim_start_matches([' ', '\u{3000}', '\u{A0}']).len();
        let wide = after[..space].chars().any(|c| c != ' ');
        let end = offset + at + '：'.len_utf8() + if wide { space } else { 0 };
        let sign = Span::new(offset + at, end);
        report_fullwidth_colon(name, sign, Some(ascii_colon(sign)), faults);
        // three bytes for three, so that every place stays where it was
        mended.replace_range(at..at + '：'.len_utf8(), ":  ");
    }
    settle(yaml::read(mended, offset), mended, offset, tables, faults)
}

/// Reports what reading found, and gives the tree if there is one.
fn settle<'a>(
    read: Result<Document<'a>, Fault>,
    text: &str,
    offset: usize,
    tables: &[Table],
    faults: &Faults,
) -> Option<Node<'a>> {
    let read = read.map_err(|fault| report(&fault, text, offset, tables, faults)).ok()?;
    for (c, refusal, span) in read.unseen {
        unseen::report_one(c, refusal, span, faults);
    }
    Some(read.root)
}

/// `：` right after a known field name at the start of a line, outside block texts: name and place.
fn fullwidth_colons<'a>(text: &'a str, tables: &[Table]) -> Vec<(&'a str, usize)> {
    let mut found = Vec::new();
    for (at, line) in plain_lines(text) {
        let inner = line.trim_start_matches([' ', '-', '\t']);
        if let Some(colon) = inner.find(['：', ':']).filter(|&colon| inner[colon..].starts_with('：')) {
            let name = inner[..colon].trim_matches([' ', '"', '\'', '{', ',']);
            if field::known(name, tables) {
                found.push((name, at + line.len() - inner.len() + colon));
            }
        }
    }
    found
}

fn report(fault: &Fault, text: &str, offset: usize, tables: &[Table], faults: &Faults) {
    let (message, hint) = match &fault.kind {
        FaultKind::TooDeep => (
            text!("层级太深，超过 32 层", "Nested more than 32 levels deep"),
            text!("去掉多余的缩进或括号", "Remove needless nesting"),
        ),
        FaultKind::TooMany => (
            text!("这个文件里的小项太多，程序不读", "The file holds too many small values to be read"),
            text!("看看是不是放错了内容", "Check what is in it"),
        ),
        FaultKind::AliasBomb => (
            text!("引用（*）展开后太大", "Aliases (*) expand to too much"),
            text!("把内容直接写出来，不用 & 和 *", "Write the content out, without & and *"),
        ),
        FaultKind::DuplicateKey(key) => (
            text!("字段“{key}”写了两次", "The field `{key}` is given twice"),
            text!("只留一个；后一个的内容如果也要，合并到前一个里", "Keep one and merge the other into it"),
        ),
        FaultKind::KeyNotText => (
            text!("字段名要是一个词", "A field name must be a plain word"),
            text!("写成“字段: 内容”", "Write `field: value`"),
        ),
        FaultKind::SeveralDocuments => (
            text!("文件中间多了一行 ---", "A second --- starts another document"),
            text!("删去多出来的 ---", "Remove the extra ---"),
        ),
        FaultKind::Syntax(words) => return report_syntax(words, fault.span, text, offset, tables, faults),
    };
    faults.add(Code::YamlSyntax, fault.span, message, hint);
}

/// The parser's words help engineers; a clerk is helped by the commonest causes, looked for in order.
fn report_syntax(words: &str, span: Span, text: &str, offset: usize, tables: &[Table], faults: &Faults) {
    let message = text!("这里的写法有误，程序读不下去", "This cannot be read: {words}");
    let fault = |span, hint| Diagnostic::new(Code::YamlSyntax, faults.file, span, message).hint(hint);
    faults.push(match cause::find(text, offset, span, tables) {
        Some(found) => fault(found.span, found.hint).mended(found.edit),
        None => fault(span, any_cause()),
    });
}

/// What to look for where no slip was found.
fn any_cause() -> crate::diagnostic::Text {
    text!(
        "看看这一行和上一行：冒号后要空一格；同一层的字段要对齐；内容里有冒号、井号或引号时，用英文双引号把整段内容括起来",
        "Look at this line and the one before: a space after the colon, fields of one level aligned, and quotes around a value that holds a colon, # or quotes"
    )
}

/// Reports a root that is neither map nor list where one was needed.
pub(super) fn report_scalar_root(node: &Node, text: &str, offset: usize, tables: &[Table], faults: &Faults) {
    report_syntax("no fields found", node.span, text, offset, tables, faults);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::fields::Fields;
    use crate::parse::schema::{FUND, NOTICE};
    use crate::source::SourceId;

    #[test]
    fn halves_are_found() {
        let text = "---\ntitle: x\n---\nbody";
        let halves = split(text).unwrap();
        assert_eq!((&text[halves.yaml.range()], &text[halves.body_start..]), ("title: x\n", "body"));
        assert!(split("\n\n---\na: 1\n---\n").is_some());
        assert_eq!(split("no\n---\n"), None);
        assert_eq!(split("---\na: 1\n"), None);
        assert_eq!(split(""), None);
        assert_eq!(split("---"), None);
    }

    #[test]
    fn fullwidth_colons_are_named_and_read_through() {
        let yaml = "标题：村路\n类别: project\n公示期:\n  起：2026-11-01\n说明: |\n  电话：不算\n";
        let (faults, mut mended) = (Faults::new(SourceId(0)), String::new());
        let node = tree(yaml, 4, &[NOTICE], &mut mended, &faults).expect("reads on");
        assert!(matches!(node.value, Value::Map(ref entries) if entries.len() == 4));
        let list = faults.into_list();
        assert!(list.iter().all(|d| d.code == Code::YamlFullwidthColon));
        let spans: Vec<_> =
            list.iter().map(|d| &yaml[d.span.start as usize - 4..d.span.end as usize - 4]).collect();
        assert_eq!(spans, ["：", "："]);
    }

    #[test]
    fn a_field_with_a_fullwidth_colon_is_not_also_missing() {
        let (faults, mut mended) = (Faults::new(SourceId(0)), String::new());
        let node = tree("{来源: 县里, 金额：3}\n", 0, &[FUND], &mut mended, &faults).expect("reads on");
        assert!(Fields::open(&node, FUND, Span::default(), &faults).is_some());
        let codes: Vec<_> = faults.into_list().iter().map(|fault| fault.code).collect();
        assert_eq!(codes, [Code::YamlFullwidthColon]);
    }
}
