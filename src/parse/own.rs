//! Columns that a register declares for itself → [`Column`], the fields that they are, and rows read by them.

use super::faults::Faults;
use super::field::{self, Field, Shape, Table};
use super::fields::Fields;
use super::nodes::{first_of, items};
use super::yaml::{Node, Value as Written};
use super::{limits, schema, settings, sheet, value};
use crate::diagnostic::Code;
use crate::model::own::{Cell, Column, Sort, Value};
use crate::model::register::{Row, Rows};
use crate::source::{Source, SourceId, Span, Spanned};
use crate::text;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The columns that a file declares. `None` where it is not certain what its rows hold, so that nothing can be said of
/// them; what is wrong is told.
pub(super) fn columns(node: &Node, faults: &Faults) -> Option<Vec<Column>> {
    let Written::Map(entries) = &node.value else { return None };
    let (key, list) = entries.iter().find(|(key, _)| matches!(key.text.as_ref(), "columns" | "列"))?;
    // one that is blank is told where the file's fields are read
    let field = field::find(schema::OWN, "columns").filter(|_| !matches!(list.value, Written::Null))?;
    let items = first_of(items(field, list, faults)?, limits::COLUMNS, faults);
    let all: Vec<Option<Column>> = items.iter().map(|item| read(item, faults)).collect();
    let columns: Vec<Column> = all.into_iter().collect::<Option<_>>()?;
    let columns = without_twins(columns, faults);
    if naming(&columns).is_none() {
        report_nameless(key.span, faults);
        return None;
    }
    Some(columns)
}

fn read(item: &Node, faults: &Faults) -> Option<Column> {
    let fields = Fields::open(item, schema::OWN_COLUMN, Span::at(item.span.start as usize), faults)?;
    let (name, choices) = (fields.text("name"), fields.texts("choices"));
    let chosen = fields.choice("type").map(|at| Sort::ALL[at.value.min(Sort::ALL.len() - 1)]);
    let public = fields.flag("public").map(|public| public.value);
    let key = fields.text("key").filter(|key| is_key(key, &fields));
    let sort = agreed(chosen, &choices, &fields);
    let public = public.unwrap_or_else(|| sort.is_public_by_itself());
    let name = name?;
    Some(Column { key: key.unwrap_or_else(|| name.clone()), name, sort, choices, public })
}

/// A key is for programs.
fn is_key(key: &Spanned<String>, fields: &Fields) -> bool {
    let letters = key.value.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    let is_key = letters && key.value.starts_with(|c: char| c.is_ascii_alphabetic());
    if !is_key {
        let written = &key.value;
        fields.refuse(
            key.span,
            text!("代号“{written}”要用英文字母、数字和下划线，以字母开头", "`{written}` is no key"),
            text!("例如：代号: area；也可以不写代号", "Such as `key: area`; it may be left out"),
        );
    }
    is_key
}

/// What a column holds, if its words agree with that; a text where they do not.
fn agreed(chosen: Option<Sort>, choices: &[Spanned<String>], fields: &Fields) -> Sort {
    let sort = chosen.unwrap_or_default();
    match (chosen, choices.first()) {
        (Some(Sort::Choice), None) if fields.unread_here().is_empty() => {
            fields.missing(
                Span::at(fields.span.start as usize),
                text!("这一列是选项，没有写可以选哪些", "A column of choices that names none"),
                text!("加上“选项”，如 选项: [好, 中, 差]", "Add them, such as `choices: [good, fair, bad]`"),
            );
            Sort::Text
        }
        (Some(Sort::Choice), None) => Sort::Text,
        (Some(Sort::Choice), Some(_)) | (_, None) => sort,
        (_, Some(first)) => {
            if fields.unread_here().is_empty() {
                fields.refuse(
                    first.span,
                    text!("写了选项，这一列的类型却不是“选项”", "Choices of a column that is no choice"),
                    text!(
                        "加上 类型: 选项；不用选的，删去“选项”",
                        "Add `type: choice`, or remove the choices"
                    ),
                );
            }
            sort
        }
    }
}

/// Each name once: what a cell is of must be certain. The second of two alike is told and left out.
fn without_twins(columns: Vec<Column>, faults: &Faults) -> Vec<Column> {
    let mut kept: Vec<Column> = Vec::new();
    for column in columns {
        let is_taken = |name: &Spanned<String>| {
            kept.iter().any(|old| old.key.value == name.value || old.name.value == name.value)
        };
        let twin = [&column.name, &column.key].into_iter().find(|name| is_taken(name)).cloned();
        match twin {
            None => kept.push(column),
            Some(twin) => {
                let name = &twin.value;
                let message = text!("有两列都叫“{name}”", "Two columns are called `{name}`");
                let hint = text!("改一个名字，或者删去一列", "Rename one of them, or remove it");
                faults.add(Code::DuplicateId, twin.span, message, hint);
            }
        }
    }
    kept
}

/// The column by which rows are called: the first text that everybody sees.
fn naming(columns: &[Column]) -> Option<usize> {
    columns.iter().position(|column| column.public && column.sort == Sort::Text)
}

fn report_nameless(at: Span, faults: &Faults) {
    faults.add(
        Code::FieldMissing,
        at,
        text!("没有一列是公开的文字，各行就没有名字", "No column is a public text, by which rows are called"),
        text!(
            "至少有一列的类型是“文字”（不写类型就是文字），并且不写“公开: 否”",
            "Give one column the type `text` without `public: false`"
        ),
    );
}

/// Hands on the fields that columns are.
pub(super) fn with_table<'c, T>(columns: &'c [Column], read: impl FnOnce(Table) -> T) -> T {
    let pair = |word: &'c Spanned<String>| (word.value.as_str(), word.value.as_str());
    let pairs: Vec<Vec<(&str, &str)>> =
        columns.iter().map(|column| column.choices.iter().map(pair).collect()).collect();
    let naming = naming(columns);
    let both = columns.iter().zip(&pairs).enumerate();
    let fields: Vec<Field> =
        both.map(|(at, (column, choices))| field(column, choices, Some(at) == naming)).collect();
    read(&fields)
}

fn field<'c>(column: &'c Column, choices: &'c [(&'c str, &'c str)], required: bool) -> Field<'c> {
    let shape = match column.sort {
        Sort::Text => Shape::Text,
        Sort::Date => Shape::Date,
        Sort::Money => Shape::Money,
        Sort::Number => Shape::Decimal,
        Sort::Place | Sort::Unit => schema::TEXTS,
        Sort::Phone => Shape::Phone,
        Sort::Choice => Shape::Choice(choices),
    };
    Field { key: &column.key.value, alias: &column.name.value, also: &[], shape, required, of: None }
}

/// Rows that lie in a sheet, which is the file of that number.
pub(super) fn rows(source: &Source, file: SourceId, columns: &[Column], faults: &Faults) -> Rows {
    let list = with_table(columns, |table| {
        let node = sheet::rows(source, table, faults)?;
        Some(settings::list(&node, table, limits::LIST, faults, |fields| row(columns, fields)))
    });
    Rows { file: Some(file), list: list.unwrap_or_default() }
}

/// A row; what is not public is judged with the rest and then let go.
pub(super) fn row(columns: &[Column], fields: &Fields) -> Row {
    let (mut row, mut withheld) = (Row::default(), DefaultHasher::new());
    let naming = naming(columns);
    for (at, column) in columns.iter().enumerate() {
        let Some(value) = cell(column, fields) else { continue };
        match value {
            value if !column.public => (at, value.as_read()).hash(&mut withheld),
            Value::Text(text) if Some(at) == naming => row.what = text,
            value => row.own.push(Cell { column: at, value }),
        }
    }
    if columns.iter().any(|column| !column.public) {
        row.withheld = withheld.finish();
    }
    row
}

fn cell(column: &Column, fields: &Fields) -> Option<Value> {
    let key = column.key.value.as_str();
    let several = |list: Vec<Spanned<String>>| (!list.is_empty()).then_some(list);
    match column.sort {
        Sort::Text => fields.text(key).map(Value::Text),
        Sort::Date => fields.date(key).map(Value::Date),
        Sort::Money => fields.money(key).map(Value::Money),
        Sort::Number => fields.scalar(key, value::decimal).map(Value::Number),
        Sort::Place => several(fields.texts(key)).map(Value::Places),
        Sort::Unit => several(fields.texts(key)).map(Value::Units),
        Sort::Phone => fields.phone(key).map(Value::Phone),
        Sort::Choice => {
            let word = |at: usize| column.choices.get(at).map(|word| word.value.clone()).unwrap_or_default();
            fields.choice(key).map(|at| Value::Choice(at.map(word)))
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::own::Value;
    use crate::parse::parse;
    use crate::read::Sources;
    use crate::source::Source;

    /// Each row as it is read: its name, then the cells that are public; and the faults.
    fn read(lines: &str) -> (Vec<String>, Vec<String>) {
        let sources = Sources {
            texts: vec![Source::new("content/registers/a.yaml", format!("标题: 甲\n种类: 自定\n{lines}"))],
            ..Sources::default()
        };
        let parsed = parse(&sources);
        let rows = parsed.value.registers.iter().flat_map(|register| &register.rows.list);
        let shown = |cell: &crate::model::own::Cell| match &cell.value {
            Value::Money(amount) => format!("{}={}", cell.column, amount.value.fen()),
            value => format!("{}={}", cell.column, value.as_read()),
        };
        let words = rows.map(|row| {
            let own = row.value.own.iter().map(|cell| format!(" {}", shown(cell)));
            format!("{}{}", row.value.what.value, own.collect::<String>())
        });
        let told = parsed.diagnostics.iter().map(|fault| {
            let line = sources.texts[0].position(fault.span.start as usize).line;
            format!("{line} {} {}", fault.code.name(), fault.message.zh)
        });
        (words.collect(), told.collect())
    }

    #[test]
    fn every_sort_of_column_is_read() {
        let (rows, told) = read(
            "列: [{名称: 事}, {名称: 日, 类型: 日期}, {名称: 钱, 类型: money}, {名称: 数, 类型: 数字}, {名称: 处, 类型: 地点}, \
             {名称: 办, 类型: 单位}, {名称: 号, 类型: 电话, 公开: 是}, {代号: c, 名称: 选, 类型: 选项, 选项: [甲, 乙]}]\n\
             行: [{事: 子, 日: 2026年11月2日, 钱: 2.5万, 数: 1.25, 处: 上村, 办: [甲局, 乙局], 号: 0999-0001234, c: 乙}, {事: 丑}]\n",
        );
        assert_eq!(told, [""; 0]);
        let all = "子 1=2026-11-02 2=2500000 3=1250 4=上村 5=甲局、乙局 6=0999-0001234 7=乙";
        assert_eq!(rows, [all, "丑"]);
    }

    #[test]
    fn of_what_is_not_public_nothing_is_kept_but_that_rows_differ() {
        let lines = |first: &str, second: &str| {
            format!(
                "列: [{{名称: 密, 公开: 否}}, {{名称: 事}}, {{名称: 号, 类型: 电话}}]\n行: [{{密: {first}, 事: 子, 号: 0999-0001234}}, {{密: {second}, 事: 子, 号: 0999-0001234}}]\n"
            )
        };
        let (rows, told) = read(&lines("寅", "卯"));
        assert_eq!((rows, told), (vec!["子".to_owned(); 2], vec![]));
        let apart = |first: &str, second: &str| {
            let text = format!("标题: 甲\n种类: 自定\n{}", lines(first, second));
            let sources =
                Sources { texts: vec![Source::new("content/registers/a.yaml", text)], ..Sources::default() };
            let content = parse(&sources).value;
            let rows = &content.registers[0].rows.list;
            rows[0].value.withheld != rows[1].value.withheld
        };
        assert!(apart("寅", "卯") && !apart("寅", "寅"));
    }

    #[test]
    fn without_certain_columns_nothing_is_said_of_rows() {
        let rows = "行: [{甲: 1}, {乙: 2}]\n";
        let told = |columns: &str| read(&format!("{columns}{rows}")).1;
        assert_eq!(told(""), ["1 field-missing 缺少必填字段“列”（columns）"]);
        assert_eq!(told("列: [{类型: 金额}]\n"), ["3 field-missing 缺少必填字段“名称”（name）"]);
        assert_eq!(
            told("列: [{名称: 钱, 类型: 金额}]\n"),
            ["3 field-missing 没有一列是公开的文字，各行就没有名字"]
        );
        assert_eq!(told("列: 甲、乙\n"), ["3 field-type “列”要填一个列表，每项一行，以“- ”开头"]);
        assert_eq!(told("列: []\n").len(), 1);
    }
}
