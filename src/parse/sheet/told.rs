//! What is said of a sheet: of its heading, and of cells that cannot be taken as they stand.

use super::super::faults::Faults;
use super::super::field::{self, Field, Table};
use super::super::misread::example;
use super::grid::Grid;
use super::heading::{Column, Heading, Holds};
use super::marks::{is_running, is_sum};
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::source::{Oddity, Source, Span, letters};
use crate::text;
use std::collections::BTreeSet;

pub(super) fn oddities(source: &Source, faults: &Faults) {
    for odd in source.sheet.iter().flat_map(|sheet| &sheet.odd) {
        if faults.counts_only(Code::SheetCell, odd.at) {
            continue;
        }
        let (message, hint) = oddity(&odd.what);
        let fault = Diagnostic::new(Code::SheetCell, faults.file, odd.at, message).hint(hint);
        faults.push(if matches!(odd.what, Oddity::Unread(_)) { fault.warning() } else { fault });
    }
}

/// What is odd about a cell, and what can be done.
pub fn oddity(what: &Oddity) -> (Text, Text) {
    match what {
        Oddity::NoValue => (
            text!(
                "这一格是公式，文件里没有存它的结果",
                "This cell is a formula whose value the file does not hold"
            ),
            text!(
                "用 Excel 或 WPS 打开再保存一次；还不行就复制，“选择性粘贴”成数值",
                "Open and save it in Excel or WPS once more, or paste it as a value"
            ),
        ),
        Oddity::Error => (
            text!("这一格的公式算错了", "The formula in this cell gives an error"),
            text!("改好公式，或者直接写数", "Mend the formula, or write the number"),
        ),
        Oddity::HiddenRow => (
            text!(
                "这一行在表里是隐藏的（或者被筛选掉了），却有内容",
                "This row is hidden or filtered out, and has something in it"
            ),
            text!(
                "要公开的，取消隐藏、清除筛选；不公开的，删掉这一行",
                "Show the row and clear filters if it is meant to be public; else remove it"
            ),
        ),
        Oddity::HiddenColumn => (
            text!("这一列在表里是隐藏的，却有内容", "This column is hidden, and has something in it"),
            text!(
                "要公开的，取消隐藏；不公开的，删掉这一列",
                "Show the column if it is meant to be public; else remove it"
            ),
        ),
        Oddity::OpenQuote => (
            text!(
                "这一格以英文双引号开头，后面却没有另一半",
                "This cell opens with a quotation mark that is never closed"
            ),
            text!("把双引号删掉，或者补上另一半", "Remove the quotation mark, or close it"),
        ),
        Oddity::Unread(name) => (
            text!(
                "工作簿里还有一张表“{name}”也有内容，程序只读第一张",
                "The book has another sheet, `{name}`; only the first is read"
            ),
            text!(
                "要用的内容并到第一张里；不用的删掉",
                "Move what is needed to the first sheet, and remove the other"
            ),
        ),
    }
}

fn names(table: Table) -> (String, String) {
    let listed = |fields: Vec<&str>, comma: &str| fields.join(comma);
    let must = || table.iter().filter(|field| field.required);
    let fields: Vec<&Field> = if must().next().is_some() { must().collect() } else { table.iter().collect() };
    let zh = listed(fields.iter().map(|field| field.alias).collect(), "、");
    (zh, listed(fields.iter().map(|field| field.key).collect(), ", "))
}

pub(super) fn no_heading(grid: &Grid, table: Table, faults: &Faults) {
    let first = (0..grid.rows()).find(|&row| grid.filled(row).next().is_some()).unwrap_or_default();
    let (zh, en) = names(table);
    faults.add(
        Code::SheetHeading,
        grid.start(first),
        text!("这张表里找不到表头", "No row of this sheet names its columns"),
        text!("在数据上面加一行表头，至少要有：{zh}", "Add a row of headings above the data, at least: {en}"),
    );
}

/// Columns that are unknown, there twice, without a heading, or not there.
pub(super) fn columns(grid: &Grid, table: Table, heading: &Heading, faults: &Faults) {
    for column in &heading.columns {
        match column.holds {
            Holds::Again(field) => twice(field, column.span, faults),
            Holds::Undivided(field) => divide(field, column.span, faults),
            Holds::Nothing if is_unknown(grid, column) => {
                let text = grid.text_at(column.span).chars();
                let bare: String = text.filter(|c| !c.is_whitespace()).collect();
                unknown(&bare, column.span, table, faults);
            }
            Holds::Nothing => {}
            Holds::Field(_) | Holds::Inner(..) | Holds::Named(..) => {}
        }
    }
    unheaded(grid, heading, faults);
    missing(table, (grid, heading), grid.start(heading.first), faults);
}

/// Whether nobody knows what a column is.
pub(super) fn is_unknown(grid: &Grid, column: &Column) -> bool {
    let text = grid.text_at(column.span).chars();
    let bare: String = text.filter(|c| !c.is_whitespace()).collect();
    matches!(column.holds, Holds::Nothing) && !is_running(&bare) && !is_sum(&bare)
}

fn unknown(name: &str, span: Span, table: Table, faults: &Faults) {
    let hint = match field::nearest(table, name) {
        Some(near) => text!("是不是想写“{near}”？", "Did you mean `{near}`?"),
        None => {
            let zh = table.iter().map(|field| field.alias).collect::<Vec<_>>().join("、");
            let en = table.iter().map(|field| field.key).collect::<Vec<_>>().join(", ");
            text!(
                "这张表可以有这些列：{zh}；用不着的列删掉",
                "Columns of this sheet: {en}; remove what is not needed"
            )
        }
    };
    faults.add(Code::FieldUnknown, span, text!("不认识表头“{name}”", "Unknown heading `{name}`"), hint);
}

fn twice(field: &Field, span: Span, faults: &Faults) {
    let (name, key) = (field.alias, field.key);
    faults.add(
        Code::FieldUnknown,
        span,
        text!("“{name}”这一列有两个", "There are two columns `{key}`"),
        text!("删掉一个，或者改正表头", "Remove one of them, or mend its heading"),
    );
}

fn divide(field: &Field, span: Span, faults: &Faults) {
    let (name, key) = (field.alias, field.key);
    let parts = field.shape.inner().unwrap_or_default();
    let zh = parts.iter().map(|part| part.alias).collect::<Vec<_>>().join("、");
    let en = parts.iter().map(|part| part.key).collect::<Vec<_>>().join(", ");
    faults.add(
        Code::FieldType,
        span,
        text!("“{name}”一格写不下，要分成几列", "`{key}` takes several columns"),
        text!(
            "用两行表头：上面一行写“{name}”，下面一行写各列的名字（{zh}；资金一类写来源的名字，如“中央”“省级”）",
            "Use two rows of headings: `{key}` above, and the names of its columns ({en}, or the name of each source) below"
        ),
    );
}

fn unheaded(grid: &Grid, heading: &Heading, faults: &Faults) {
    let mut known: BTreeSet<usize> = heading.columns.iter().map(|column| column.at).collect();
    for row in heading.last + 1..grid.rows() {
        // a note or chapter stands where it likes
        let several = grid.filled(row).nth(1).is_some();
        for (column, _) in grid.filled(row).filter(|_| several) {
            if known.contains(&column) || grid.area(row, column).is_some() {
                continue;
            }
            known.insert(column);
            let letters = letters(column);
            faults.add(
                Code::SheetHeading,
                grid.span(row, column).unwrap_or_default(),
                text!(
                    "{letters} 列有内容，却没有表头",
                    "Column {letters} has something in it, and no heading"
                ),
                text!("给这一列写上表头，或者删掉它", "Give it a heading, or remove it"),
            );
        }
    }
}

fn missing(table: Table, (grid, heading): (&Grid, &Heading), at: Span, faults: &Faults) {
    // a heading with a slip in it is told as that
    let meant: Vec<&str> = heading
        .columns
        .iter()
        .filter(|column| matches!(column.holds, Holds::Nothing))
        .filter_map(|column| field::nearest(table, grid.text_at(column.span)))
        .collect();
    let told = |field: &Field| field.names().any(|name| meant.contains(&name));
    faults.in_sheet();
    for field in table.iter().filter(|field| field.required && !heading.has(field.key)) {
        faults.no_column(field.key);
        if told(field) {
            continue;
        }
        let (name, key, (example, english)) = (field.alias, field.key, example(field.shape));
        faults.add(
            Code::FieldMissing,
            at,
            match name == key {
                true => text!("表里缺少必填的一列“{name}”", "The required column `{key}` is missing"),
                false => text!(
                    "表里缺少必填的一列“{name}”（{key}）",
                    "The required column `{key}` ({name}) is missing"
                ),
            },
            text!(
                "加一列，表头写“{name}”，每行填上，如 {example}",
                "Add a column headed {key}, with values such as {english}"
            ),
        );
    }
}

/// One amount for several rows.
pub(super) fn joined_down(field: &Field, span: Span, faults: &Faults) {
    if faults.counts_only(Code::SheetCell, span) {
        return;
    }
    let (name, key) = (field.alias, field.key);
    faults.add(
        Code::SheetCell,
        span,
        text!(
            "“{name}”这一格跨了几行，分不清每一行是多少",
            "This cell of `{key}` is joined over several rows, so that none has a number of its own"
        ),
        text!("取消合并，每一行写自己的数", "Split the cell, and write the number of each row"),
    );
}

/// One cell for several fields.
pub(super) fn joined_across(
    grid: &Grid,
    heading: &Heading,
    row: usize,
    column: &Column,
    span: Span,
    faults: &Faults,
) {
    let Some(area) = grid.area(row, column.at).filter(|area| area.last_column > area.first_column) else {
        return;
    };
    let taken = |other: &&Column| {
        other.at > column.at && other.at <= area.last_column as usize && other.field().is_some()
    };
    let Some(other) = heading.columns.iter().find(taken).and_then(Column::field) else { return };
    let Some(field) = column.field() else { return };
    let (name, next) = (field.alias, other.alias);
    faults.add(
        Code::SheetCell,
        span,
        text!(
            "这一行的“{name}”和“{next}”合并成了一格",
            "`{name}` and `{next}` of this row are joined to one cell"
        ),
        text!("取消合并，各写各的", "Split the cell, and write each for itself"),
    );
}
