//! A form to be filled in: a book with a column for each field, whose lists are the site's own. It says of itself what it
//! is, so that whoever reads it again need not guess.

mod choices;

use super::mark::mark;
use super::sort::Sort;
use crate::model::content::Content;
use crate::parse::example;
use crate::parse::field::{Field, Known, Shape};
use crate::parse::names::Names;
use choices::Choices;
use jiff::civil::Date;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign,
    FormatBorder, Formula, Note, Workbook, Worksheet, XlsxError,
};

/// Rows that can be filled in with what is offered.
const ROWS: u32 = 2_000;

/// Names that a field holds in a row of its own above the headings: three people and more.
const BESIDE: u16 = 5;

/// The book's bytes.
///
/// # Errors
/// When the writer of books refuses what a site's names are.
pub fn blank(sort: Sort, content: &Content, today: Date) -> Result<Vec<u8>, XlsxError> {
    let fields = sort.row();
    let mut form =
        Form { choices: Choices::new(&Names::of(content), content), sheet: Worksheet::new(), row: 0 };
    form.sheet.set_name(sort.words().1)?;
    if let Some((whole, list)) = sort.whole() {
        for field in whole.iter().filter(|field| field.key != list) {
            form.above(field)?;
        }
    }
    form.columns(&fields)?;
    let (name, value) = mark(sort);
    let made = ExcelDateTime::from_ymd(
        u16::try_from(today.year()).unwrap_or(2000),
        today.month().unsigned_abs(),
        today.day().unsigned_abs(),
    )?;
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_creation_datetime(&made).set_custom_property(name, value));
    let Form { choices, sheet, .. } = form;
    book.push_worksheet(sheet);
    book.push_worksheet(choices.sheet()?);
    book.save_to_buffer()
}

/// A form on its way.
struct Form {
    choices: Choices,
    sheet: Worksheet,
    /// The next row.
    row: u32,
}

/// A column: a field, or a part of one.
struct Column<'t> {
    field: &'t Field<'t>,
    part: Option<&'t Field<'t>>,
}

impl<'t> Column<'t> {
    /// The field whose values stand in it.
    fn holds(&self) -> &'t Field<'t> {
        self.part.unwrap_or(self.field)
    }
}

/// The columns of a table. What takes more than two rows of headings is left to those who write YAML.
fn columns<'t>(fields: &'t [Field<'t>]) -> Vec<Column<'t>> {
    let of = |field: &'t Field<'t>| -> Vec<Column<'t>> {
        match field.shape {
            Shape::PeriodOr(parts) => parts.iter().map(|part| Column { field, part: Some(part) }).collect(),
            Shape::Map(_) | Shape::WindowOr(_) | Shape::List(&Shape::Map(_)) => Vec::new(),
            _ => vec![Column { field, part: None }],
        }
    };
    fields.iter().flat_map(of).collect()
}

impl Form {
    /// What holds for all rows: its name, and room for its value.
    fn above(&mut self, field: &Field) -> Result<(), XlsxError> {
        let last = if matches!(field.shape, Shape::List(_)) { BESIDE } else { 1 };
        self.sheet.write_string_with_format(self.row, 0, field.alias, &heading())?;
        self.sheet.insert_note(self.row, 0, &note(field))?;
        for column in 1..=last {
            self.sheet.write_blank(self.row, column, &cells(field.shape).set_border(FormatBorder::Thin))?;
        }
        if let Some(formula) = self.choices.of(field) {
            self.offer((self.row, 1), (self.row, last), formula)?;
        }
        self.row += 1;
        Ok(())
    }

    fn columns(&mut self, fields: &[Field]) -> Result<(), XlsxError> {
        let columns = columns(fields);
        let deep = columns.iter().any(|column| column.part.is_some());
        let (first, last) = (self.row, self.row + u32::from(deep));
        let township = position(&columns, Known::Townships);
        for (column, at) in columns.iter().zip(0u16..) {
            self.heading(&columns, column, at, (first, last))?;
            let field = column.holds();
            self.sheet.set_column_format(at, &cells(field.shape))?;
            self.sheet.set_column_width(at, width(field))?;
            let villages = township.filter(|_| field.of == Some(Known::Villages));
            let formula = match villages {
                Some(township) => self.choices.villages_of(township, last + 1),
                None => self.choices.of(field),
            };
            if let Some(formula) = formula {
                self.offer((last + 1, at), (last + ROWS, at), formula)?;
            }
        }
        self.sheet.set_freeze_panes(last + 1, 0)?;
        Ok(())
    }

    fn heading(
        &mut self,
        all: &[Column],
        column: &Column,
        at: u16,
        (first, last): (u32, u32),
    ) -> Result<(), XlsxError> {
        let (name, format) = (column.field.alias, heading());
        match column.part {
            None if first == last => drop(self.sheet.write_string_with_format(first, at, name, &format)?),
            None => drop(self.sheet.merge_range(first, at, last, at, name, &format)?),
            Some(part) => {
                let parts = all.iter().filter(|one| one.field.key == column.field.key).count();
                let is_first =
                    column.field.shape.inner().and_then(<[_]>::first).is_some_and(|one| one.key == part.key);
                let end = at + u16::try_from(parts).unwrap_or(1) - 1;
                if is_first {
                    self.sheet.merge_range(first, at, first, end, name, &format)?;
                }
                self.sheet.write_string_with_format(last, at, part.alias, &format)?;
            }
        }
        let row = if column.part.is_some() { last } else { first };
        self.sheet.insert_note(row, at, &note(column.holds()))?;
        Ok(())
    }

    fn offer(&mut self, from: (u32, u16), to: (u32, u16), formula: String) -> Result<(), XlsxError> {
        let list = DataValidation::new()
            .allow_list_formula(Formula::new(formula))
            .set_error_style(DataValidationErrorStyle::Warning)
            .set_error_title("不在名单里")?
            .set_error_message("站点的名单里没有这个。要用，先把它写进站点。")?;
        self.sheet.add_data_validation(from.0, from.1, to.0, to.1, &list)?;
        Ok(())
    }
}

fn position(columns: &[Column], known: Known) -> Option<u16> {
    let found = columns.iter().position(|column| column.holds().of == Some(known))?;
    u16::try_from(found).ok()
}

fn heading() -> Format {
    Format::new()
        .set_bold()
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
}

/// What is no number stands there as it is typed: a telephone keeps its zero.
fn cells(shape: Shape) -> Format {
    let format = Format::new();
    match shape {
        Shape::Date | Shape::FirstDay | Shape::LastDay => format.set_num_format("yyyy-mm-dd"),
        Shape::DateTime => format.set_num_format("yyyy-mm-dd hh:mm"),
        Shape::Money | Shape::Count | Shape::Number | Shape::NumberOr(_) | Shape::Decimal | Shape::Hours => {
            format
        }
        _ => format.set_num_format("@"),
    }
}

fn width(field: &Field) -> f64 {
    match field.shape {
        Shape::Text if field.of.is_none() => 24.0,
        _ => 14.0,
    }
}

/// Whether it must be filled in, what it may be called, too, and something right to type.
fn note(field: &Field) -> Note {
    let must = if field.required { "必填" } else { "没有就空着" };
    let example = match field.shape {
        Shape::Text | Shape::List(_) | Shape::Map(_) => String::new(),
        shape => format!("，如 {}", example(shape).0),
    };
    let several = if matches!(field.shape, Shape::List(_)) { "；几个的用顿号隔开" } else { "" };
    let chosen = if field.of.is_some() { "；从下拉单里选" } else { "" };
    let unit = if matches!(field.shape, Shape::Money) { "；只写数就是元" } else { "" };
    Note::new(format!("{must}{example}{several}{chosen}{unit}")).add_author_prefix(false).set_author("张榜")
}
