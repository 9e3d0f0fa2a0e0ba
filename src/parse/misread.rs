//! What is said of a field that cannot be read: what is wrong, what it asks for, something right to type.

use super::faults::Faults;
use super::field::{self, Field, Shape, Table};
use super::yaml::{Key, Node, Value};
use crate::diagnostic::{Code, Diagnostic, Edit};
use crate::source::{Span, Spanned};
use crate::text;

/// Only where a thing begins: carets under a block of many lines help nobody.
pub(super) fn first_line(span: Span) -> Span {
    Span { start: span.start, end: span.start }
}

pub(super) fn report_no_map(node: &Node, table: Table, faults: &Faults) {
    if let Value::Scalar { text, .. } = &node.value
        && let Some((name, _)) = text.split_once('：')
        && let Some(field) = field::find(table, name.trim())
    {
        return report_fullwidth_colon(field.alias, node.span, None, faults);
    }
    if faults.counts_only(Code::FieldType, node.span) {
        return;
    }
    let names = table.iter().take(3).map(|f| f.alias).collect::<Vec<_>>().join("、");
    let keys = table.iter().take(3).map(|f| f.key).collect::<Vec<_>>().join(", ");
    faults.add(
        Code::FieldType,
        node.span,
        text!(
            "这里要写成几行“字段: 内容”，如 {names}",
            "Fields are expected here, one a line, such as {keys}"
        ),
        text!(
            "换行缩进两格，每行一个字段，冒号用英文冒号加一个空格",
            "Put each field on its own line, indented by two spaces, with a colon and a space"
        ),
    );
}

/// What is to be written in place of a `：`, or of one with wide spaces behind it.
pub(super) fn ascii_colon(sign: Span) -> Edit {
    Edit { span: sign, text: ": ".to_owned() }
}

/// Said wherever a `：` stands for the colon of a field; mended only where the sign itself is known.
pub(super) fn report_fullwidth_colon(name: &str, span: Span, edit: Option<Edit>, faults: &Faults) {
    if faults.counts_only(Code::YamlFullwidthColon, span) {
        return;
    }
    let fault = Diagnostic::new(
        Code::YamlFullwidthColon,
        faults.file,
        span,
        text!("“{name}”后面是全角冒号“：”，程序不认", "A full-width colon `：` follows `{name}`"),
    );
    let hint = text!("改成英文冒号加一个空格：{name}: …", "Write an ASCII colon and a space: {name}: …");
    faults.push(fault.hint(hint).mended(edit));
}

/// The field whose name stands before a full-width colon.
fn before_colon<'t>(table: Table<'t>, name: &str) -> Option<&'t Field<'t>> {
    field::find(table, name.split_once('：')?.0.trim())
}

/// The field whose name stands before a colon that is none: of full width, or without a space, as in `{日期:2026-10-20}`.
pub(super) fn unspaced<'t>(table: Table<'t>, name: &str) -> Option<&'t Field<'t>> {
    field::find(table, name.split_once([':', '：'])?.0.trim())
}

/// Says where the space belongs.
fn report_unspaced(key: &Key, faults: &Faults) {
    let (name, value) = key.text.split_once(':').unwrap_or_default();
    let colon = key.span.start as usize + name.len();
    let message =
        text!("“{name}”的冒号后面没有空格，程序认不出来", "No space stands behind the colon of `{name}`");
    let hint = text!("冒号后面空一格：{name}: {value}", "Put a space behind the colon: {name}: {value}");
    let fault =
        Diagnostic::new(Code::YamlSyntax, faults.file, Span::new(colon, colon + 1), message).hint(hint);
    faults.push(fault.mended([Edit { span: Span::at(colon + 1), text: " ".to_owned() }]));
}

pub(super) fn report_unknown(key: &Key, table: Table, faults: &Faults) {
    let name = &key.text;
    if faults.counts_only(Code::FieldUnknown, key.span) {
        return;
    }
    if let Some((front, _)) = name.split_once('：')
        && before_colon(table, name).is_some()
    {
        let colon = Span::new(
            key.span.start as usize + front.len(),
            key.span.start as usize + front.len() + '：'.len_utf8(),
        );
        return report_fullwidth_colon(front.trim(), colon, Some(ascii_colon(colon)), faults);
    }
    if unspaced(table, name).is_some() {
        return report_unspaced(key, faults);
    }
    let hint = match field::nearest(table, name) {
        Some(near) => text!("是不是想写“{near}”？", "Did you mean `{near}`?"),
        None => {
            let aliases = table.iter().map(|f| f.alias).collect::<Vec<_>>().join("、");
            let keys = table.iter().map(|f| f.key).collect::<Vec<_>>().join(", ");
            text!("这里可以写：{aliases}", "Known fields here: {keys}")
        }
    };
    faults.add(Code::FieldUnknown, key.span, text!("不认识字段“{name}”", "Unknown field `{name}`"), hint);
}

/// A field is given under two of its names.
pub(super) fn report_twice(field: &Field, span: Span, faults: &Faults) {
    let names = field.names().collect::<Vec<_>>();
    let (zh, en) = (names.join("”和“"), names.join("` and `"));
    let message = text!("“{zh}”是同一个字段，不能同时写", "`{en}` are the same field; both are given");
    faults.add(Code::FieldUnknown, span, message, text!("删去其中一个", "Remove one of them"));
}

/// A required field is not there at `at`, or stands there with nothing behind its colon.
pub(super) fn report_absent(field: &Field, blank: Option<Span>, at: Span, faults: &Faults) {
    match blank {
        Some(blank) => report_blank(field, blank, faults),
        None => report_missing(field, at, faults),
    }
}

fn report_blank(field: &Field, at: Span, faults: &Faults) {
    if faults.of_sheet() {
        return report_missing(field, at, faults);
    }
    let (key, alias, (example, english)) = (field.key, field.alias, example(field.shape));
    let message = text!("“{alias}”后面没有填", "Nothing stands behind `{key}`");
    let hint = text!("在冒号后面写上：{alias}: {example}", "Write it behind the colon: {key}: {english}");
    faults.add(Code::FieldMissing, at, message, hint);
}

/// A required field is not there: in a sheet, a cell of its column is blank.
pub(super) fn report_missing(field: &Field, at: Span, faults: &Faults) {
    if faults.counts_only(Code::FieldMissing, at) {
        return;
    }
    let (key, alias, (example, english)) = (field.key, field.alias, example(field.shape));
    let (message, hint) = match faults.of_sheet() {
        true => (
            text!("这一行的“{alias}”没有填", "`{key}` of this row is blank"),
            text!("在“{alias}”这一列填上，如 {example}", "Fill it in, such as {english}"),
        ),
        false => (
            // a column of the file's own may have one name alone
            match key == alias {
                true => text!("缺少必填的“{alias}”", "The required `{key}` is missing"),
                false => {
                    text!("缺少必填字段“{alias}”（{key}）", "The required field `{key}` ({alias}) is missing")
                }
            },
            text!("加一行：{alias}: {example}", "Add a line: {key}: {english}"),
        ),
    };
    faults.add(Code::FieldMissing, at, message, hint);
}

/// A list of names holds one that names nothing.
pub(super) fn report_word(field: &Field, word: &Spanned<String>, choices: &[(&str, &str)], faults: &Faults) {
    let (alias, key, written) = (field.alias, field.key, &word.value);
    let names = choices.iter().flat_map(|&(en, zh)| [en, zh]);
    let hint = match field::nearest_of(names, written) {
        Some(near) => text!("是不是想写“{near}”？", "Did you mean `{near}`?"),
        None => {
            let zh = choices.iter().map(|choice| choice.1).collect::<Vec<_>>().join("、");
            let en = choices.iter().map(|choice| choice.0).collect::<Vec<_>>().join(", ");
            text!("这里可以写：{zh}", "Known names here: {en}")
        }
    };
    let message = text!("“{alias}”里不认识“{written}”", "`{written}` is no name that `{key}` can hold");
    faults.add(Code::FieldUnknown, word.span, message, hint);
}

pub(super) fn report_type(field: &Field, node: &Node, faults: &Faults) {
    faults.unread(field.key, node.span);
    if faults.counts_only(Code::FieldType, first_line(node.span)) {
        return;
    }
    let (alias, key, (example, english)) = (field.alias, field.key, example(field.shape));
    let (zh, en) = wanted(field.shape);
    faults.add(
        Code::FieldType,
        first_line(node.span),
        text!("“{alias}”要填{zh}", "`{key}` must be {en}"),
        text!("例如：{alias}: {example}", "For example: {key}: {english}"),
    );
}

pub(super) fn report_value(field: &Field, written: &str, span: Span, faults: &Faults) {
    faults.unread(field.key, span);
    let code = match field.shape {
        Shape::Date | Shape::DateTime | Shape::FirstDay | Shape::LastDay => Code::DateInvalid,
        _ => Code::FieldType,
    };
    if faults.counts_only(code, span) {
        return;
    }
    let (alias, key, (example, english)) = (field.alias, field.key, example(field.shape));
    let (zh, en) = wanted(field.shape);
    let written: String = written.chars().take(40).collect();
    let hint = match faults.of_sheet() {
        true => text!("例如：{example}", "For example: {english}"),
        false => text!("例如：{alias}: {example}", "For example: {key}: {english}"),
    };
    let message = text!("“{alias}”写的是“{written}”，要填{zh}", "`{key}` is `{written}`, but must be {en}");
    faults.add(code, span, message, hint);
}

/// What a shape asks for, in both languages.
pub(super) fn wanted(shape: Shape) -> (String, String) {
    let both = |zh: &str, en: &str| (zh.to_owned(), en.to_owned());
    match shape {
        Shape::Text => both("一段文字", "a text"),
        Shape::Date => both("年、月、日，年写四位，而且日历上有这一天", "a date that exists"),
        Shape::DateTime => both("日期和时间，年写四位，而且日历上有这一天", "a date and a time"),
        Shape::Count => both("一个整数", "a whole number"),
        Shape::Year => both("年份，四位数字", "a year"),
        Shape::Number => both("一个整数，可以是负数", "a whole number, possibly negative"),
        Shape::Decimal => both("一个数，最多三位小数", "a number with at most three decimals"),
        Shape::Hours => both("小时数，最多一位小数", "hours, with at most one decimal"),
        Shape::Money => both("金额，用数字写，不写单位就是元", "an amount in yuan, no finer than a fen"),
        Shape::FirstDay => both(
            "年、月、日，年写四位，而且日历上有这一天，或者“发布之日”",
            "a date that exists, or 发布之日, the day on which it is posted",
        ),
        Shape::LastDay => both(
            "年、月、日，年写四位，而且日历上有这一天，或者“长期”",
            "a date that exists, or 长期, for good",
        ),
        Shape::Length => {
            both("天数，如 10 或者 10个工作日", "days, such as 10, or 10个工作日 of working days")
        }
        Shape::WindowOr(_) => {
            both("起和止，或者“自发布之日起10个工作日”", "from and until, or 自发布之日起10个工作日")
        }
        Shape::Sheet(_) => both(
            "一个列表，每项以“- ”开头，或者表格的文件名",
            "a list, each item after `- `, or the name of a sheet",
        ),
        Shape::Percent => both("百分之几，一个整数", "hundredths, a whole number"),
        Shape::Flag => both("“是”或“否”", "true or false"),
        Shape::Phone => both("电话号码", "a telephone number"),
        Shape::List(_) => both("一个列表，每项一行，以“- ”开头", "a list, one item a line, each after `- `"),
        Shape::Map(_) | Shape::Own => both("几行“字段: 内容”", "fields, one a line"),
        Shape::PeriodOr(_) => both("起和止，或者一个年份、月份", "from and until, or a year or a month"),
        Shape::Short(table) | Shape::Shorts(table) => {
            let first = table.first();
            let (zh, en) = first.map_or(("", ""), |field| (field.alias, field.key));
            (format!("“{zh}”，或者几行“字段: 内容”"), format!("`{en}` alone, or fields, one a line"))
        }
        Shape::NumberOr(_) => both("一个整数，或最低和最高", "a whole number, or min and max"),
        Shape::Choice(words) => {
            let zh = words.iter().map(|w| w.1).collect::<Vec<_>>().join("、");
            let en = words.iter().map(|w| w.0).collect::<Vec<_>>().join(", ");
            (format!("其中之一：{zh}"), format!("one of {en}"))
        }
    }
}

/// Something right to type for a shape, in Chinese and in English.
/// Something right to type, in Chinese and in English.
pub fn example<'t>(shape: Shape<'t>) -> (&'t str, &'t str) {
    let same = |words| (words, words);
    match shape {
        Shape::Text => same("……"),
        Shape::Date => same("2026-11-02"),
        Shape::DateTime => same("2026-11-08 14:30"),
        Shape::Count => same("10"),
        Shape::Year => same("2026"),
        Shape::Number | Shape::NumberOr(_) => same("5"),
        Shape::Hours | Shape::Decimal => same("2.5"),
        Shape::Money => ("36.5万元", "365000"),
        Shape::FirstDay | Shape::LastDay => same("2026-11-02"),
        Shape::Length => same("10"),
        Shape::WindowOr(_) => ("{起: 2026-11-02, 天数: 10}", "{from: 2026-11-02, days: 10}"),
        Shape::Sheet(_) => same("清单.xlsx"),
        Shape::Percent => same("60%"),
        // what changes least if it is copied without a thought
        Shape::Flag => ("否", "false"),
        Shape::Phone => same("0999-0001234"),
        Shape::Choice(words) => words.first().map_or(("", ""), |&(en, zh)| (zh, en)),
        Shape::List(_) => same("[…]"),
        Shape::Map(_) | Shape::Own => same("{ … }"),
        Shape::PeriodOr(_) => same("2026年"),
        Shape::Short(table) | Shape::Shorts(table) => {
            table.first().map_or(("", ""), |first| example(first.shape))
        }
    }
}
